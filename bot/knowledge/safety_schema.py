"""The form of safety.yaml and safety-examples.yaml."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from bot.core.model import Level
from bot.core.safety_rules import (
    Category,
    Combination,
    Concept,
    Example,
    Kind,
    Need,
    Negation,
    SafetyRules,
    Scope,
    Standing,
)

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PLACEHOLDERS = frozenset({"emergency", "helplines"})
_MAX_NOTICE_WORDS = 60
_INCLUDED = re.compile(r"<([a-z0-9-]+)>")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,48}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


def _phrases(value: object) -> object:
    """Split a comma-separated list."""
    if isinstance(value, str):
        return tuple(phrase for phrase in (" ".join(part.split()) for part in value.split(",")) if phrase)
    return value


def _words(value: object) -> object:
    return frozenset(value.split()) if isinstance(value, str) else value


def _as_level(value: object) -> object:
    return Level(value) if isinstance(value, str) and value in set(Level) else value


Phrases = Annotated[tuple[str, ...], BeforeValidator(_phrases), Field(min_length=1)]
Words = Annotated[frozenset[str], BeforeValidator(_words)]
AnyLevel = Annotated[Level, BeforeValidator(_as_level)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SignModel(_Part):
    """One combination of concepts."""

    all: list[str | list[str]] = Field(min_length=1, max_length=5)
    level: AnyLevel | None = None
    notice: Id | None = None
    within: int | Literal["message", "sentence", "clause"] = 25
    unless: list[Id] = []
    weak: bool = False

    def needs(self) -> tuple[tuple[Need, ...], ...]:
        """Return each part as its alternatives."""
        return tuple(tuple(_need(name) for name in (part if isinstance(part, list) else [part])) for part in self.all)

    def to_combination(self, level: Level, notice: str) -> Combination:
        """Return the sign, with its category's level where it names none."""
        level = self.level or level
        near, scope = (self.within, Scope.MESSAGE) if isinstance(self.within, int) else (10_000, Scope(self.within))
        return Combination(
            needs=self.needs(),
            level=level,
            notice=self.notice or notice,
            within=near,
            scope=scope,
            unless=tuple(self.unless),
            weak=self.weak,
        )


class ExampleModel(_Part):
    """A message that must get a notice of this level."""

    text: Text
    level: AnyLevel


class CategoryModel(_Part):
    """A kind of possible emergency."""

    id: Id
    level: AnyLevel
    notice: Id | None = None
    about: Text
    signs: list[SignModel] = Field(min_length=1)
    sources: list[Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]] = Field(min_length=1)
    tests: list[Text | ExampleModel] = Field(min_length=1)
    must_not: list[Text] = Field(min_length=1)

    def to_category(self) -> Category:
        """Return the category as the check uses it."""
        signs = tuple(sign.to_combination(self.level, self.notice or sign.level or self.level) for sign in self.signs)
        return Category(self.id, self.level, self.notice or self.level, signs)

    def to_examples(self) -> Iterator[Example]:
        """Yield the tests, each with its level."""
        return _examples(self.id, self.level, self.tests)


class NegationModel(_Part):
    """The words that deny or that speak of long ago."""

    deniers: Phrases
    not_deniers: Phrases
    ends: Phrases
    statements: Phrases
    past: Phrases
    not_past: Phrases

    def to_negation(self) -> Negation:
        """Return the words as the check uses them."""
        return Negation(self.deniers, self.not_deniers, self.ends, self.statements, self.past, self.not_past)


class ConceptsModel(_Part):
    """The concepts by kind: `signs` and `risks` can be denied, `sites` and `contexts` cannot."""

    sites: dict[Id, Phrases]
    signs: dict[Id, Phrases]
    risks: dict[Id, Phrases]
    contexts: dict[Id, Phrases]

    def by_kind(self) -> Iterator[tuple[Kind, dict[str, tuple[str, ...]]]]:
        """Yield the four groups."""
        yield Kind.SITE, self.sites
        yield Kind.SIGN, self.signs
        yield Kind.RISK, self.risks
        yield Kind.CONTEXT, self.contexts


class SafetyExamples(_Part):
    """safety-examples.yaml: more messages for the second net."""

    format: Literal[1]
    examples: dict[Id, dict[AnyLevel, list[Text]]]
    calm: list[Text]


class SafetyFile(_Part):
    """safety.yaml."""

    format: Literal[1]
    reviewed_by: str | None
    reviewed_on: str | None
    notices: dict[Id, Text]
    weak_unless: list[Id] = []
    idioms: Phrases
    negation: NegationModel
    fillers: Words
    ordinary: Words
    concepts: ConceptsModel
    categories: list[CategoryModel] = Field(min_length=1)
    calm: list[Text] = []

    @model_validator(mode="after")
    def _notices_are_sound(self) -> Self:
        for level in Level:
            if level not in self.notices:
                raise ValueError(f"notices: there is no text for the level '{level}'")
        for name, text in self.notices.items():
            unknown = set(_PLACEHOLDER.findall(text)) - _PLACEHOLDERS
            if unknown:
                raise ValueError(f"notice '{name}': unknown placeholder {{{min(unknown)}}}")
            if len(text.split()) > _MAX_NOTICE_WORDS:
                raise ValueError(f"notice '{name}': {len(text.split())} words, at most {_MAX_NOTICE_WORDS} are allowed")
        return self

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        names = [name for _, group in self.concepts.by_kind() for name in group]
        known = set(names)
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"concept '{name}' is defined twice")
        for name in self.weak_unless:
            _must_know(known, name, "weak_unless")
        ids = [category.id for category in self.categories]
        for category in self.categories:
            if ids.count(category.id) > 1:
                raise ValueError(f"category '{category.id}' is defined twice")
            for number, sign in enumerate(category.signs, start=1):
                where = f"category '{category.id}', sign {number}"
                for name in (*sign.unless, *(need.concept for part in sign.needs() for need in part)):
                    _must_know(known, name, where)
                for notice in (sign.notice, category.notice):
                    if notice and notice not in self.notices:
                        raise ValueError(f"{where}: there is no notice '{notice}'")
        for _, group in self.concepts.by_kind():
            for name, phrases in group.items():
                for phrase in phrases:
                    if included := _INCLUDED.fullmatch(phrase):
                        _must_know(known, included[1], f"concept '{name}'")
        return self

    def own_tests(self) -> Iterator[Sequence[object]]:
        """Yield its lists of messages that must get a notice, or must not."""
        for category in self.categories:
            yield category.tests
            yield category.must_not
        yield self.calm

    def to_rules(self, more: SafetyExamples | None = None) -> SafetyRules:
        """Return the rules as the check uses them, with the messages of safety-examples.yaml where given."""
        examples = [example for category in self.categories for example in category.to_examples()]
        calm = [*self.calm, *(text for category in self.categories for text in category.must_not)]
        if more is not None:
            known = {category.id for category in self.categories}
            for id_, texts in more.examples.items():
                if id_ not in known:
                    raise ValueError(f"examples: there is no category '{id_}'")
                examples.extend(Example(text, id_, level) for level, of_level in texts.items() for text in of_level)
            calm.extend(more.calm)
        return SafetyRules(
            notices=self.notices,
            concepts=tuple(self._concepts()),
            categories=tuple(category.to_category() for category in self.categories),
            negation=self.negation.to_negation(),
            weak_unless=tuple(self.weak_unless),
            idioms=self.idioms,
            ordinary=self.ordinary,
            fillers=self.fillers,
            examples=tuple(examples),
            calm=tuple(calm),
            reviewed=", ".join(filter(None, (self.reviewed_by, self.reviewed_on))) if self.reviewed_by else "",
        )

    def _concepts(self) -> Iterator[Concept]:
        phrases = {name: of_name for _, group in self.concepts.by_kind() for name, of_name in group.items()}
        for kind, group in self.concepts.by_kind():
            for name in group:
                yield Concept(name, kind, tuple(dict.fromkeys(_included(name, phrases, ()))))


def _included(name: str, phrases: dict[str, tuple[str, ...]], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the concept's phrases and, for each <other> among them, that concept's."""
    if name in path:
        raise ValueError(f"concept '{name}' includes itself")
    for phrase in phrases[name]:
        if included := _INCLUDED.fullmatch(phrase):
            yield from _included(included[1], phrases, (*path, name))
        else:
            yield phrase


def _need(name: str) -> Need:
    """Read "past clot" as the concept clot, spoken of as past."""
    standing, _, concept = name.rpartition(" ")
    if not standing:
        return Need(concept)
    if standing not in set(Standing):
        raise ValueError(f"'{name}': a concept may follow one of {', '.join(Standing)}, not '{standing}'")
    return Need(concept, Standing(standing))


def _must_know(known: Iterable[str], name: str, where: str) -> None:
    if name not in known:
        raise ValueError(f"{where}: there is no concept '{name}'")


def _examples(category: str, level: Level, texts: Iterable[str | ExampleModel]) -> Iterator[Example]:
    for text in texts:
        if isinstance(text, str):
            yield Example(text, category, level)
        else:
            yield Example(text.text, category, text.level)
