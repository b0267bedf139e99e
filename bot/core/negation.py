"""Tells what a message denies, and what it says of long ago."""

from collections.abc import Sequence
from itertools import zip_longest

from bot.core.safety_rules import Negation
from bot.core.signs import Occurrence, Reading

DENIER, NOT_DENIER, END, STATEMENT, PAST, NOT_PAST = (
    "-denier",
    "-not-denier",
    "-end",
    "-statement",
    "-past",
    "-not-past",
)
"""Names under which the words of negation stand in the lexicon, beside the concepts."""

_REACH = 6
"""How many words a denial reaches at most, lists aside."""

_LOOK_AHEAD = 5
_JOINS = frozenset({"and", "or", "nor"})


def phrases(negation: Negation) -> dict[str, tuple[str, ...]]:
    """Return the words of negation by the names under which the lexicon finds them."""
    return {
        DENIER: negation.deniers,
        NOT_DENIER: negation.not_deniers,
        END: negation.ends,
        STATEMENT: negation.statements,
        PAST: negation.past,
        NOT_PAST: negation.not_past,
    }


def clauses(reading: Reading, found: Sequence[Occurrence]) -> list[int]:
    """Number the clauses: each word's, counted up at a full stop and at "but", "just", "only", "except", "now"."""
    ends = {occurrence.start for occurrence in found if occurrence.concept == END}
    numbers: list[int] = []
    for i in range(len(reading)):
        if not i:
            numbers.append(0)
            continue
        new = i in ends or reading.sentence[i] != reading.sentence[i - 1]
        numbers.append(numbers[-1] + new)
    return numbers


def denied(
    reading: Reading, found: Sequence[Occurrence], clause: Sequence[int], signs: frozenset[str], sites: frozenset[str]
) -> list[bool]:
    """Mark the words that are denied.

    A denial reaches to the end of its clause and over a list ("no X, Y or Z"), not into a new statement. A "not" that
    is part of a sign itself ("can't feel", "no pulse") or of an idiom ("no idea") denies nothing.
    """
    own = [False] * len(reading)
    barrier = [False] * len(reading)
    for occurrence in found:
        if occurrence.concept == NOT_DENIER or (occurrence.concept in signs and occurrence.end - occurrence.start > 1):
            for i in range(occurrence.start, occurrence.end):
                own[i] = True
        if occurrence.concept == STATEMENT or occurrence.concept in sites:
            barrier[occurrence.start] = True
    marks = [False] * len(reading)
    ends = sorted({o.end for o in found if o.concept == DENIER and not any(own[o.start : o.end])})
    # From where the next denial starts on, it reaches at least as far: so each word is looked at once.
    for start, end in zip_longest(ends, ends[1:], fillvalue=len(reading)):
        _deny(reading, clause, barrier, range(start, end), marks)
    return marks


def _deny(reading: Reading, clause: Sequence[int], barrier: Sequence[bool], words: range, marks: list[bool]) -> None:
    left, start = _REACH, words.start
    for i in words:
        if clause[i] != clause[start - 1] or not left:
            return
        if i > start and (reading.after_pause[i] or reading.words[i] in _JOINS):
            if _new_statement(reading, clause, barrier, i):
                return
            left = _REACH
        marks[i] = True
        left -= 1


def _new_statement(reading: Reading, clause: Sequence[int], barrier: Sequence[bool], start: int) -> bool:
    for i in range(start, min(start + _LOOK_AHEAD, len(reading))):
        if clause[i] != clause[start] or (i > start and reading.after_pause[i]):
            return False
        if barrier[i]:
            return True
    return False


def past(found: Sequence[Occurrence], clause: Sequence[int]) -> set[int]:
    """Return the clauses that speak of long ago; "yesterday" is not long ago, nor is what came back."""
    long_ago = {clause[occurrence.start] for occurrence in found if occurrence.concept == PAST}
    return long_ago - {clause[occurrence.start] for occurrence in found if occurrence.concept == NOT_PAST}
