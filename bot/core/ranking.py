"""What matching found out about one question."""

from dataclasses import dataclass

from bot.core.model import Level, Match


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry in the running, with each part of its score; `evidence` lists the content words that it shares.

    `pairs`, what the word pairs say, is weighted.
    """

    match: Match
    linear: float
    nearest: float
    pairs: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """How much a message sounds like those that need a safety notice, and like which of them.

    From an `evidence` of 0 on there is a notice.
    """

    evidence: float
    category: str
    level: Level


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that answering and `--explain` need to know of one question; candidates are best first.

    `on_topic` tells that it has a word of the knowledge's topic.
    """

    tokens: tuple[str, ...]
    corrected: tuple[str, ...]
    ours: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    studio: str | None = None
    smalltalk: str | None = None
    alarm: Alarm | None = None
    on_topic: bool = False

    @property
    def matches(self) -> tuple[Match, ...]:
        """The entries with their confidence, best first."""
        return tuple(candidate.match for candidate in self.candidates)

    def has_evidence(self, verbatim: float) -> bool:
        """Tell whether the best entry shares a content word with the question, or nearly all of its words."""
        return bool(self.candidates) and (bool(self.candidates[0].evidence) or self.candidates[0].nearest >= verbatim)
