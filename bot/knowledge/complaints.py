"""Says what is wrong with a knowledge file in words that an owner understands."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge.schema import FINGERPRINT_PATTERN, ID_PATTERN
from bot.knowledge.yaml_lines import Located, Place, Problem

_PATTERNS = {
    ID_PATTERN: "use small letters, figures and single hyphens",
    FINGERPRINT_PATTERN: "it has 16 of 0-9 and a-f; `check --document ARTICLE` tells the right one",
}
_IN_WORDS = {
    "missing": "the key '{key}' is missing; add it",
    "too_short": "'{key}' is empty; write at least one",
    "too_long": "'{key}' has {length} items; keep {max_length} at most",
    "string_type": "'{key}' must be text, not {kind}; put it in quotes",
    "string_pattern_mismatch": "'{value}' is not allowed in '{key}'; {fix}",
    "string_too_long": "'{key}' has {length} characters; shorten it to {max_length} at most",
    "int_type": "'{key}' holds {value!r}, which is no whole number; correct it",
    "greater_than_equal": "'{key}' holds {value}; the lowest number is {ge}",
    "literal_error": "'{key}' must be {expected}, not {value!r}; correct it",
    "list_type": "'{key}' must be a list; write each item on a line of its own, after '- '",
    "dict_type": "'{key}' must consist of 'name: value' lines, not {kind}; compare the shipped knowledge",
    "model_type": "'{key}' must consist of 'name: value' lines, not {kind}; compare the shipped knowledge",
    "value_error": "'{key}' {error}",
}
"""What each of pydantic's error types says to an owner (docs.pydantic.dev/latest/errors/validation_errors)."""

_NAMED = {"entries": ("entry", "id"), "subjects": ("subject", "id"), "kinds": ("kind", "id")}
"""Lists whose items have a name of their own: what to call an item, and the key of its name."""


def complaints(located: Located, kind: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Yield each validation error of a file as a problem with its fix."""
    details = error.errors(include_url=False)
    missing = [_place(detail) for detail in details if detail["type"] == "missing"]
    misspelt: set[Place] = set()
    for detail in details:
        place = _place(detail)
        if detail["type"] == "extra_forbidden":
            parent = place[:-1]
            absent = [str(other[-1]) for other in missing if other[:-1] == parent]
            meant = _nearest(str(place[-1]), absent) or _nearest(str(place[-1]), _field_names(kind))
            misspelt.add((*parent, meant))
            hint = f"did you mean '{meant}'?" if meant else "remove it"
            yield _problem(located, place, f"the key '{place[-1]}' is unknown; {hint}")
    for detail in details:
        place = _place(detail)
        if detail["type"] != "extra_forbidden" and place not in misspelt:
            yield _problem(located, place, _in_words(place, detail))


def _problem(located: Located, place: Place, message: str) -> Problem:
    name = _name(located.data, place)
    return located.problem(place, f"{name}: {message}" if name else message)


def _name(data: Mapping[str, Any], place: Place) -> str:
    """Return what an owner calls the item of a list that a place lies in: "entry 'poses'"."""
    if len(place) < 2 or place[0] not in _NAMED or not isinstance(place[1], int):
        return ""
    what, key = _NAMED[str(place[0])]
    item = data[str(place[0])][place[1]]
    name = item.get(key) if isinstance(item, dict) else None
    return f"{what} '{name}'" if isinstance(name, str) and len(place) > 2 else f"{what} number {place[1] + 1}"


def _in_words(place: Place, detail: ErrorDetails) -> str:
    """Say one validation error as an owner would understand it."""
    key, value, context = _key(place), detail["input"], detail.get("ctx", {})
    if detail["type"] == "string_too_short" or (value is None and detail["type"] != "missing"):
        in_list = bool(place) and isinstance(place[-1], int)
        return (
            f"'{key}' has an empty item; write it, or remove the line" if in_list else f"'{key}' is empty; fill it in"
        )
    length = len(value.strip() if isinstance(value, str) else value) if isinstance(value, str | list | dict) else 0
    fix = _PATTERNS.get(context.get("pattern", ""), "correct it")
    template = _IN_WORDS.get(detail["type"], f"'{{key}}': {detail['msg']}")
    return template.format(key=key, value=value, kind=_kind_of(value), length=length, fix=fix, **context)


def _kind_of(value: object) -> str:
    match value:
        case bool():
            return "yes or no"
        case int() | float():
            return f"the number {value}"
        case str():
            return "plain text"
        case list():
            return "a list"
        case dict():
            return "`name: value` lines"
        case _:
            return f"a {type(value).__name__}"


def _place(detail: ErrorDetails) -> Place:
    return tuple(part for part in detail["loc"] if part != "[key]")


def _key(place: Place) -> str:
    """Return the name of the key that a value stands under: "phrasings" for the third of the phrasings."""
    return next((part for part in reversed(place) if isinstance(part, str)), "the file")


def _nearest(key: str, names: Sequence[str]) -> str:
    return next(iter(difflib.get_close_matches(key, names, n=1, cutoff=0.5)), "")


def _field_names(kind: type[BaseModel]) -> list[str]:
    schema = kind.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})
