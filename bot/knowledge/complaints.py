"""Says what is wrong with a knowledge file in words that an owner understands."""

import difflib
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel


def in_words(kind: type[BaseModel], details: Any) -> str:
    """Say a validation error as an owner would understand it, with its fix."""
    key = str(details["loc"][-1]) if details["loc"] else "the file"
    context = details.get("ctx", {})
    match details["type"]:
        case "extra_forbidden":
            close = difflib.get_close_matches(key, sorted(_field_names(kind)), n=1, cutoff=0.5)
            hint = f"did you mean '{close[0]}'?" if close else "remove it"
            return f"the key '{key}' is unknown; {hint}"
        case "missing":
            return f"the key '{key}' is missing; add it"
        case "string_type":
            return f"'{_around(details['loc'])}' must be text; put it in quotes"
        case "string_pattern_mismatch":
            return f"'{details['input']}' is not allowed as {key}; use small letters, figures and single hyphens"
        case "string_too_long":
            length = len(str(details["input"]).strip())
            return f"'{key}' has {length} characters; shorten it to {context['max_length']} at most"
        case "string_too_short" | "too_short":
            return f"'{_around(details['loc'])}' is empty; write at least one, or remove the line"
        case "literal_error":
            return f"'{key}' must be {context['expected']}"
        case "model_type" | "dict_type" | "list_type" | "model_attributes_type":
            return f"'{key}' has the wrong shape; compare it with the shipped knowledge or `python -m bot schema`"
        case "value_error":
            return f"'{_around(details['loc'])}' {context['error']}"
        case _:
            return f"'{key}': {details['msg']}"


def _around(location: Sequence[str | int]) -> str:
    """Return the name of the key that a value stands under: "phrasings" for the third of the phrasings."""
    return next((str(part) for part in reversed(location) if isinstance(part, str)), "the file")


def _field_names(kind: type[BaseModel]) -> set[str]:
    names: set[str] = set()
    for definition in [kind.model_json_schema(), *kind.model_json_schema().get("$defs", {}).values()]:
        names |= definition.get("properties", {}).keys()
    return names
