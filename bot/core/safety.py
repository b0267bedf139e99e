"""Checks a message for signs of a possible emergency, before anything else looks at it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core import negation
from bot.core.model import Level, Notice, Sign
from bot.core.safety_rules import Category, Combination, Kind, Need, SafetyRules, Scope, Standing
from bot.core.signs import Lexicon, Occurrence, Reading
from bot.core.text import MAX_CHARACTERS

__all__ = ["RedFlags", "SafetyRules"]

_URGENCY = (Level.EMERGENCY, Level.TODAY, Level.DOCTOR)
_IDIOM = "-idiom"
_MAX_EARLIER = 1000
_MAX_OCCURRENCES = 12
"""Occurrences of one concept that are looked at; bounds the time that a repetitive message can take."""

_SURE_LENGTH = 7
"""A misspelt word of fewer letters is no sign by itself."""

_TELLING_LENGTH = 4
"""A sure word of fewer letters does not support a misspelt one of the same phrase."""

_CALMING_REACH = 25
"""How near, in words, something calming must stand to the sign that it calms."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands in a message: where each concept is stated, denied, past or mentioned at all."""

    places: dict[Need, tuple[Occurrence, ...]]
    clause: Sequence[int]
    reading: Reading
    fresh_from: int

    def where(self, need: Need) -> tuple[Occurrence, ...]:
        """Return the places where the concept is spoken of in this way."""
        return self.places.get(need, ())


class RedFlags:
    """The safety check: same rules, same fixed notices for everyone.

    The rules speak first. Short of an emergency, Answering also asks a second net, which never takes a notice back.

    Args:
        rules: the contents of safety.yaml.
        ordinary: further words that are never taken for a misspelt sign.
    """

    def __init__(self, rules: SafetyRules, ordinary: frozenset[str] = frozenset()) -> None:
        self._rules = rules
        self._kinds = {concept.name: concept.kind for concept in rules.concepts}
        self._deniable = frozenset(name for name, kind in self._kinds.items() if kind in {Kind.SIGN, Kind.RISK})
        self._sites = frozenset(name for name, kind in self._kinds.items() if kind is Kind.SITE)
        phrases = {concept.name: concept.phrases for concept in rules.concepts}
        self._lexicon = Lexicon(
            phrases | negation.phrases(rules.negation) | {_IDIOM: rules.idioms},
            rules.ordinary,
            rules.fillers,
            correct=ordinary,
        )
        self._combinations: list[tuple[Category, Combination]] = sorted(
            ((category, sign) for category in rules.categories for sign in category.signs),
            key=lambda pair: _URGENCY.index(pair[1].level),
        )
        # Only signs whose first part is named in a message are tried: that rules most of them out at once.
        self._starting: dict[Need, list[int]] = {}
        for number, (_, sign) in enumerate(self._combinations):
            for need in sign.needs[0]:
                self._starting.setdefault(need, []).append(number)
        self._categories = {category.id: category for category in rules.categories}

    def check(self, text: str, earlier: str = "") -> Notice | None:
        """Return the most urgent notice that the message calls for, or None.

        Args:
            text: the message; only its first 4096 characters are read.
            earlier: the same person's message of the last minutes. Signs split over the two count together; what the
                earlier one said alone does not count again.
        """
        earlier = earlier[:_MAX_EARLIER].strip()
        findings = self._findings(text[:MAX_CHARACTERS], earlier)
        for number in sorted({number for need in findings.places for number in self._starting.get(need, ())}):
            category, sign = self._combinations[number]
            if any(findings.places.keys().isdisjoint(part) for part in sign.needs[1:]):
                continue
            window = self._window(findings, sign)
            if window is not None:
                return Notice(
                    category=category.id,
                    level=sign.level,
                    text=self._rules.notices[sign.notice],
                    signs=tuple(
                        Sign(occurrence.concept, findings.reading.text(occurrence.start, occurrence.end))
                        for occurrence in window
                    ),
                )
        return None

    def notice(self, category: str, level: Level) -> Notice:
        """Return the notice that the second net asks for (see Answering); it names no signs."""
        name = self._categories[category].notice
        special = name in self._rules.notices and name not in set(Level)
        return Notice(category=category, level=level, text=self._rules.notices[name if special else level])

    def _findings(self, text: str, earlier: str) -> Findings:
        before = len(self._lexicon.read(earlier)) if earlier else 0
        reading = self._lexicon.read(f"{earlier}\n{text}" if earlier else text)
        found = _without_idioms(self._lexicon.find(reading), len(reading))
        clause = negation.clauses(reading, found)
        denied = negation.denied(reading, found, clause, self._deniable, self._sites)
        past = negation.past(found, clause)
        places: dict[tuple[str, Standing], list[Occurrence]] = {}
        for occurrence in found:
            concept = occurrence.concept
            if concept not in self._kinds:
                continue
            standing = Standing.STATED
            if concept in self._deniable and denied[occurrence.start]:
                standing = Standing.DENIED
            elif concept in self._deniable and clause[occurrence.start] in past:
                standing = Standing.PAST
            for said in (standing, Standing.MENTIONED):
                places.setdefault((concept, said), []).append(occurrence)
        return Findings({Need(*key): _few(of_need) for key, of_need in places.items()}, clause, reading, before)

    def _window(self, findings: Findings, sign: Combination) -> tuple[Occurrence, ...] | None:
        parts = [[place for need in needed for place in findings.where(need)] for needed in sign.needs]
        if findings.fresh_from and self._said_before(findings, parts):
            return None
        calming = sign.unless + (self._rules.weak_unless if sign.weak else ())
        calm = [o.start for name in calming for o in findings.where(Need(name))]
        for window in _windows(parts):
            low, high = min(o.start for o in window), max(o.start for o in window)
            if high - low > sign.within or not _in_scope(window, sign.scope, findings):
                continue
            if self._rests_on_a_guess(window, findings.reading):
                continue
            if all(not low - _CALMING_REACH <= i <= high + _CALMING_REACH for i in calm):
                return window
        return None

    def _rests_on_a_guess(self, window: Sequence[Occurrence], reading: Reading) -> bool:
        """Tell whether nothing but corrected words carries the sign, or any word is counted as two things at once.

        A corrected word counts beside a part that was typed right, as long as that part is more than context; the only
        part must be a long word, or a phrase of which some word was typed right.
        """
        taken: set[int] = set()
        for occurrence in window:
            words = range(occurrence.start, occurrence.end)
            if taken.intersection(words):
                return True
            taken.update(words)
        guessed = [o for o in window if any(reading.doubtful[o.start : o.end])]
        if not guessed:
            return False
        if len(window) > 1:
            return all(o in guessed or self._kinds[o.concept] is Kind.CONTEXT for o in window)
        return not any(
            len(reading.words[i]) >= (_SURE_LENGTH if reading.doubtful[i] else _TELLING_LENGTH) for i in taken
        )

    def _said_before(self, findings: Findings, parts: Sequence[Sequence[Occurrence]]) -> bool:
        """Tell whether the earlier message holds the whole sign by itself, and the new one repeats no sign of it."""
        fresh = findings.fresh_from
        if not all(any(o.start < fresh for o in part) for part in parts):
            return False
        return not any(o.start >= fresh and self._kinds[o.concept] is Kind.SIGN for part in parts for o in part)


def _without_idioms(found: Sequence[Occurrence], length: int) -> list[Occurrence]:
    """Drop what stands inside an idiom ("stroke of luck"); a phrase that is both idiom and concept stays a concept."""
    idioms = [o for o in found if o.concept == _IDIOM]
    if not idioms:
        return list(found)
    reach = [0] * (length + 1)
    for idiom in idioms:
        reach[idiom.start] = max(reach[idiom.start], idiom.end)
    for i in range(1, length + 1):
        reach[i] = max(reach[i], reach[i - 1])
    spans = {(o.start, o.end) for o in idioms if o.end - o.start > 1}
    return [o for o in found if o.concept != _IDIOM and (reach[o.start] < o.end or (o.start, o.end) in spans)]


def _few(occurrences: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """Keep the first and the last ones of very many."""
    if len(occurrences) <= _MAX_OCCURRENCES:
        return tuple(occurrences)
    half = _MAX_OCCURRENCES // 2
    return (*occurrences[:half], *occurrences[-half:])


def _windows(parts: Sequence[Sequence[Occurrence]]) -> Iterable[tuple[Occurrence, ...]]:
    """Yield, from left to right, the tight choices of one occurrence for each part."""
    if len(parts) == 1:
        yield from ((occurrence,) for occurrence in parts[0])
        return
    events = sorted(((i, o) for i, part in enumerate(parts) for o in part), key=lambda event: event[1].start)
    last: dict[int, Occurrence] = {}
    for i, occurrence in events:
        last[i] = occurrence
        if len(last) == len(parts):
            yield tuple(last[k] for k in range(len(parts)))


def _in_scope(window: Sequence[Occurrence], scope: Scope, findings: Findings) -> bool:
    if scope is Scope.MESSAGE:
        return True
    unit = findings.clause if scope is Scope.CLAUSE else findings.reading.sentence
    return len({unit[o.start] for o in window}) == 1
