"""Reads misspelt words as the sign words that they may stand for."""

from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.text import stem

_MAX_CORRECTIONS = 40
"""Unknown words that are looked up in one message; bounds the time that a hostile message can take."""

_MAX_OPTIONS = 3
_MAX_CACHED = 20_000
_SHORT = 4
_VOWELS = frozenset("aeiouy")
_LONG = 9
"""From this many letters on, two slips are forgiven; below, one."""


class Spelling:
    """The words that signs are made of, against which unknown words are corrected.

    Args:
        known: the words of all concepts.
        ordinary: common words that are never corrected.
    """

    def __init__(self, known: Iterable[str], ordinary: frozenset[str]) -> None:
        self._known = {word for word in known if word.isalpha()}
        self._stems = {stem(word) for word in self._known}
        self._ordinary = ordinary
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORT - 1:
                self._by_length.setdefault(len(word), []).append(word)
        self._cache: dict[str, tuple[tuple[str, ...], ...]] = {}

    def allowance(self) -> "Allowance":
        """Return a fresh allowance of corrections, for one message."""
        return Allowance(self)

    def needs_correction(self, word: str) -> bool:
        """Tell whether the word is neither a sign word, nor an ordinary one, nor too short to judge."""
        return (
            len(word) >= _SHORT - 1
            and word not in self._known
            and word not in self._ordinary
            and word.isalpha()
            and stem(word) not in self._stems
        )

    def cached(self, word: str) -> tuple[tuple[str, ...], ...] | None:
        """Return the readings of a word that was corrected before."""
        return self._cache.get(word)

    def correct(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Return what the word may stand for: a sequence of words, each with its options, likeliest first."""
        if len(self._cache) >= _MAX_CACHED:
            self._cache.clear()
        options = self._nearest(word)
        readings = (options,) if options else self._run_together(word)
        self._cache[word] = readings
        return readings

    def _nearest(self, word: str) -> tuple[str, ...]:
        reach = 2 if len(word) >= _LONG else 1
        best: list[str] = []
        for length in range(len(word) - reach, len(word) + reach + 1):
            candidates = self._by_length.get(length)
            if not candidates:
                continue
            for candidate, distance, _ in process.extract(
                word, candidates, scorer=OSA.distance, score_cutoff=reach, limit=8
            ):
                if not _plausible(word, candidate):
                    continue
                if distance < reach:
                    best, reach = [], int(distance)
                if distance == reach:
                    best.append(candidate)
        best.sort(key=lambda candidate: candidate[0] != word[0])
        return tuple(best[:_MAX_OPTIONS])

    def _run_together(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Split "mycalf" in two, where both halves are known."""
        for i in range(2, len(word) - 1):
            left, right = word[:i], word[i:]
            if len(word) > _SHORT + 1 and self._whole(left) and self._whole(right):
                return (left,), (right,)
        return ((word,),)

    def _whole(self, word: str) -> bool:
        return word in self._known or (len(word) > _SHORT and word in self._ordinary)


class Allowance:
    """What is left of one message's corrections."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling
        self._left = _MAX_CORRECTIONS

    def readings(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Return the word as it is, or what it may stand for where it is unknown and corrections are left."""
        if not self._spelling.needs_correction(word):
            return ((word,),)
        cached = self._spelling.cached(word)
        if cached is not None:
            return cached
        if not self._left:
            return ((word,),)
        self._left -= 1
        return self._spelling.correct(word)


@cache
def _plausible(word: str, candidate: str) -> bool:
    """Be strict with short words.

    A three-letter word is only reached by a letter too many or two letters swapped; and three letters with a vowel are
    taken for a word of their own, unless two were swapped.
    """
    if len(candidate) >= _SHORT:
        return len(word) >= _SHORT or not _VOWELS & set(word)
    return len(word) > len(candidate) or (len(word) == len(candidate) and sorted(word) == sorted(candidate))


def neighbours(words: Iterable[str], vocabulary: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each word with the vocabulary word that it would be taken for; for keeping the list of ordinary words."""
    spelling = Spelling(vocabulary, frozenset())
    for word in words:
        if spelling.needs_correction(word):
            for options in spelling.correct(word):
                yield from ((word, option) for option in options if option != word)
