"""What the safety check knows: the contents of safety.yaml as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.model import Level


class Kind(StrEnum):
    """What part of speech, so to say, a concept plays in a sign."""

    SITE = "site"
    SIGN = "sign"
    RISK = "risk"
    CONTEXT = "context"


class Standing(StrEnum):
    """How a message speaks of a concept."""

    STATED = "stated"
    DENIED = "denied"
    PAST = "past"
    MENTIONED = "mentioned"


class Scope(StrEnum):
    """How far apart the parts of a sign may stand."""

    MESSAGE = "message"
    SENTENCE = "sentence"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Concept:
    """A named list of the ways to say one thing; signs and risks can be denied, sites and contexts not.

    A phrase is words, where `...` stands for up to three further words, `#` for any number and `#1-15` for a number in
    that range. Words are compared by their stems, but for one written `=legs`, which counts in just that form.
    """

    name: str
    kind: Kind
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One concept that a sign needs, and how the message must speak of it."""

    concept: str
    standing: Standing = Standing.STATED


@dataclass(frozen=True, slots=True)
class Combination:
    """One sign of an emergency: every part of `needs` by any one of its alternatives, close enough together.

    `within` is the largest distance, in words, between the first words of its parts. A weak sign does not count beside
    what calms weak signs (a joke, "gone now").
    """

    needs: tuple[tuple[Need, ...], ...]
    level: Level
    notice: str
    within: int = 25
    scope: Scope = Scope.MESSAGE
    unless: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of possible emergency; `level` and `notice` are what its examples count as."""

    id: str
    level: Level
    notice: str
    signs: tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The words that deny, and how far they reach."""

    deniers: tuple[str, ...]
    not_deniers: tuple[str, ...]
    ends: tuple[str, ...]
    statements: tuple[str, ...]
    past: tuple[str, ...]
    not_past: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A flagged message for the second net."""

    text: str
    category: str
    level: Level


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """Everything that the safety check knows.

    `weak_unless` names the concepts that calm weak signs. Words of `ordinary` are never taken for a misspelt sign and
    never stemmed; `fillers` may stand between the words of a phrase. `idioms` say nothing about a body. `reviewed` says
    which clinician has reviewed them and when; empty if none has.
    """

    notices: Mapping[str, str]
    concepts: tuple[Concept, ...]
    categories: tuple[Category, ...]
    negation: Negation
    weak_unless: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    ordinary: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()
    calm: tuple[str, ...] = ()
    reviewed: str = ""

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The ways to say each sign and risk, without those that have gaps, as groups of synonyms."""
        return {
            f"sign-{concept.name}": tuple(p for p in concept.phrases if not {"...", "#"} & set(p.split()))
            for concept in self.concepts
            if concept.kind in {Kind.SIGN, Kind.RISK}
        }
