"""Corrects the spelling of words against those that a knowledge base knows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.text import LONGEST_WORD

_MAX_CACHED = 50_000

_MAX_CORRECTIONS = 32
"""Unknown words that are corrected in one text; bounds the time that a hostile message can take."""

_RARE, _FAR_MORE, _FREQUENT = 3, 20, 5
"""A word that occurs less than 3 times is a typo of a near one that is 20 times as frequent; words that are taken apart
occur 5 times each."""

_TELLING = 5
"""A word of so many letters is surely the one that is one slip away; of fewer letters, there are too many words."""

_TOO_FAR = 3
"""A distance at which nothing is corrected."""

_LETTER_WORDS = frozenset("ai")
"""Words of one letter; another letter alone is no half of what was meant."""

_LIKELIER = 20
"""What an occurrence of a likelier word counts more."""

_SWAPPED, _LEFT_OUT = 10, 3
"""How much likelier two letters are swapped ("uby"), or one is left out ("by"), than one added or replaced: there are
many letters to add ("buby") or to put in its place ("bay"). Misspelt questions gain 0.2 to 0.5 points of accuracy."""


class Corrected(NamedTuple):
    """A text's words as they were probably meant.

    Attributes:
        words: all words, misspelt ones corrected.
        sure: words that took the place of a long one that is one slip away, or of two whose blank had slipped. They are
            sure enough to be read beside what was typed, not instead of it.
    """

    words: list[str]
    sure: list[str]


class Vocabulary:
    """The words that a knowledge base knows, against which unknown words are corrected.

    People who write phrasings make typos, too: a rare word beside a far more frequent one counts as unknown.

    Args:
        words: lower-case words of all texts, as often as they occur.
        likelier: those of them that are likelier to be meant, as often as they occur.
    """

    def __init__(self, words: Iterable[str], likelier: Iterable[str] = ()) -> None:
        self._counts = Counter(words)
        self._likelier = Counter(likelier)
        self._by_length = _by_length(self._counts)
        # What a rare word may be a typo of, by the words that one slip may turn both into.
        self._frequent: dict[str, list[str]] = {}
        for word, count in self._counts.items():
            if count >= _FAR_MORE:
                for form in _shortened(word):
                    self._frequent.setdefault(form, []).append(word)
        self._cache: dict[str, tuple[str, ...]] = {}  # of tuples, which the cycle collector need not look at

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def correct(self, words: Sequence[str]) -> Corrected:
        """Replace each unknown word of three letters or more by its nearest known word, where one is near enough.

        Near enough is an OSA distance of 1 up to four letters and 2 above; of equally near words the likeliest one is
        taken, by its frequency and by the kind of slip. Two known words that were typed as one are taken apart, and a
        blank that slipped by a letter is put back, or dropped where it slipped in. A rare known word is replaced by one
        that is far more frequent, at a distance of 1. Figures and words of more than 40 letters are left alone. At most
        32 words of one text are looked up.
        """
        corrected: list[str] = []
        typed = set(words)
        mended = list(self._mended(words))
        sure = [word for word in mended if word not in typed]
        budget = _MAX_CORRECTIONS
        for word in mended:
            found = self._cache.get(word)
            if found is None:
                if len(word) < 3 or not word.isalpha() or not budget:
                    corrected.append(word)
                    continue
                budget -= 1
                found = self.correction(word)
            corrected += found
            if len(found) == 1 and found[0] != word and len(word) >= _TELLING and OSA.distance(word, found[0]) == 1:
                sure += found
        return Corrected(corrected, sure)

    def _mended(self, words: Sequence[str]) -> Iterator[str]:
        """Put letters that slipped over a blank back ("myc alf" → "my calf"), and drop a blank that slipped in."""
        left = ""
        for word in words:
            if left and not (left in self._counts and word in self._counts):
                whole = left + word
                if len(whole) > 3 and self._is_frequent(whole):
                    left = whole
                    continue
                for pair in ((left + word[0], word[1:]), (left[:-1], left[-1] + word)):
                    if all(self._is_frequent(part) and (len(part) > 1 or part in _LETTER_WORDS) for part in pair):
                        left, word = pair  # noqa: PLW2901  # read on with what was meant
                        break
            if left:
                yield left
            left = word
        if left:
            yield left

    def _is_frequent(self, word: str) -> bool:
        return self._counts[word] >= _FREQUENT

    def correction(self, word: str) -> tuple[str, ...]:
        """Return what `correct` puts in the place of one word: itself, its correction, or the two words that it is."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _MAX_CACHED:
                self._cache.clear()
            is_left = not 3 <= len(word) <= LONGEST_WORD or not word.isalpha()
            found = self._cache[word] = (word,) if is_left else self._look_up(word)
        return found

    def _look_up(self, word: str) -> tuple[str, ...]:
        count = self._counts[word]
        if count >= _RARE:
            return (word,)
        distance, nearest = self._nearest(word, at_least=max(1, count * _FAR_MORE))
        parts = self._apart(word) if not count and distance != 1 else ()
        return parts or (nearest,)

    def _apart(self, word: str) -> tuple[str, ...]:
        """Return the two frequent words that a word runs together, or none: "doesyoga", "doesbyoga" → "does yoga"."""
        for slipped in (0, 1):  # letters in the place of the blank
            splits = ((word[:cut], word[cut + slipped :]) for cut in range(2, len(word) - 1 - slipped))
            likely = [(min(self._counts[a], self._counts[b]), (a, b)) for a, b in splits]
            frequency, parts = max(likely, default=(0, ()))
            if frequency >= _FREQUENT:
                return parts
        return ()

    def _nearest(self, word: str, at_least: int) -> tuple[int, str]:
        """Return the nearest word that occurs at least so often, and its distance; the word itself if there is none."""
        best = _TOO_FAR, 0, word
        for distance, other in self._slips(word) if self._counts[word] else self._near(word):
            if self._counts[other] >= at_least:
                often = self._counts[other] + _LIKELIER * self._likelier[other]
                best = min(best, (distance, -often * _ease(word, other), other))
        return best[0], best[2]

    def _slips(self, word: str) -> Iterator[tuple[int, str]]:
        """Yield the frequent words at a distance of 1 from a known word."""
        for other in {other for form in _shortened(word) for other in self._frequent.get(form, ())}:
            if OSA.distance(word, other) == 1:
                yield 1, other

    def _near(self, word: str) -> Iterator[tuple[int, str]]:
        """Yield the known words that an unknown one may stand for, each with its distance."""
        reach, letters = 1 if len(word) <= 4 else 2, _letters(word)
        for length in range(len(word) - reach, len(word) + reach + 1):
            if length in self._by_length:
                others, sets = self._by_length[length]
                # An edit changes the set of letters by two at most; that rules nearly all words out, at once.
                alike = [others[n] for n in np.flatnonzero(np.bitwise_count(sets ^ letters) <= 2 * reach)]
                found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=reach, limit=None)
                yield from ((int(distance), other) for other, distance, _ in found)


def _ease(typed: str, meant: str) -> int:
    """Return how much likelier than others such slips are: a longer word was meant, or one of the same letters."""
    if len(meant) > len(typed):
        return _LEFT_OUT
    return _SWAPPED if sorted(meant) == sorted(typed) else 1


def _shortened(word: str) -> set[str]:
    """Return a word, and all that is left of it without one letter: two words at a distance of 1 have one in common."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _by_length(words: Iterable[str]) -> dict[int, tuple[list[str], NDArray[np.uint32]]]:
    """Return the words of each length, sorted, each list with the sets of their letters."""
    lengths: dict[int, list[str]] = {}
    for word in sorted(words):
        lengths.setdefault(len(word), []).append(word)
    return {length: (found, np.array(list(map(_letters, found)), np.uint32)) for length, found in lengths.items()}


def _letters(word: str) -> int:
    """Return the set of a word's letters as bits; other letters than a–z share bits with these."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
