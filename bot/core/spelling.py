"""Reads misspelt words as the sign words that they may stand for."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.text import LONGEST_WORD, stem

_MAX_CORRECTIONS = 40
"""Unknown words that are looked up in one message; bounds the time that a hostile message can take."""

_MAX_MENDED = 60
"""Pairs of words of one message in which a slipped space is looked for, for the same reason."""

_MAX_OPTIONS = 6
_MAX_CACHED = 20_000
_SHORT = 3
"""Words of fewer letters are not corrected."""

_BRIEF = 4
"""Up to this many letters, the first must be right, unless two letters changed places; no shorter word is meant."""

_LONG = 8
"""From this many letters on, two slips are forgiven; below, one."""

_HALF = 4
"""Fewest letters of the sure half of two words that were run together."""

Readings = tuple[tuple[str, ...], ...]
"""What a typed word may stand for: one or two words, each with its options, likeliest first."""


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
        self._by_start: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORT:
                self._by_start.setdefault((word[0], len(word)), []).append(word)
        self._cache: dict[str, Readings] = {}
        self._is_word: dict[str, bool] = {}

    def is_word(self, word: str) -> bool:
        """Tell whether the word is a sign word, in any of its forms, or an ordinary one."""
        is_word = self._is_word.get(word)
        if is_word is None:
            if len(self._is_word) >= _MAX_CACHED:
                self._is_word.clear()
            is_word = word in self._known or word in self._ordinary or stem(word) in self._stems
            self._is_word[word] = is_word
        return is_word

    def readings(self, words: Sequence[str]) -> list[Readings]:
        """Return what each word may stand for; unknown ones are looked up until the message's allowance is used up."""
        left = _MAX_CORRECTIONS
        found: dict[str, Readings] = {}
        for word in words:
            if word in found:
                continue
            reading: Readings | None = ((word,),)
            if _SHORT <= len(word) <= LONGEST_WORD and word.isalpha() and not self.is_word(word):
                reading = self._cache.get(word)
                if reading is None and left:
                    left -= 1
                    reading = self.correct(word)
            found[word] = reading or ((word,),)
        return [found[word] for word in words]

    def mend_spaces(self, words: list[str], pauses: Sequence[bool]) -> list[tuple[str, int]]:
        """Undo a space that slipped ("m ycalf") or crept in ("swol len"); return words, each with its old place."""
        mended: list[tuple[str, int]] = []
        stand = {word: self.stands(word) for word in set(words)}
        left = _MAX_MENDED
        i = 0
        while i < len(words):
            word = words[i]
            if left and i + 1 < len(words) and not (stand[word] and stand[words[i + 1]]):
                following = words[i + 1]
                if not pauses[i + 1] and word.isalpha() and following.isalpha():
                    left -= 1
                    pair = self._mended(word, following)
                    if pair:
                        mended.extend((part, i) for part in pair)
                        i += 2
                        continue
            mended.append((word, i))
            i += 1
        return mended

    def stands(self, word: str) -> bool:
        """Tell whether the word can stand alone: a word, and no single letter but "a" and "i"."""
        return word in {"a", "i"} or (len(word) > 1 and self.is_word(word))

    def _mended(self, left: str, right: str) -> tuple[str, ...]:
        if len(left) + len(right) > _SHORT and left + right in self._known:
            return (left + right,)
        for pair in ((left + right[0], right[1:]), (left[:-1], left[-1] + right)):
            if all(self.stands(part) for part in pair) and any(part in self._known for part in pair):
                return pair
        return ()

    def correct(self, word: str) -> Readings:
        """Return what an unknown word may stand for; itself where nothing is near."""
        if len(self._cache) >= _MAX_CACHED:
            self._cache.clear()
        options = self._nearest(word)
        readings = (options,) if options else self._run_together(word)
        self._cache[word] = readings
        return readings

    def _nearest(self, word: str) -> tuple[str, ...]:
        """Return the nearest sign words; the first letter is right, or was swapped with the second one or added."""
        reach = 2 if len(word) >= _LONG else 1
        best: list[str] = []
        for length in range(len(word) - reach, len(word) + reach + 1):
            for start in dict.fromkeys(word[:2]):
                candidates = self._by_start.get((start, length))
                if not candidates:
                    continue
                for candidate, distance, _ in process.extract(
                    word, candidates, scorer=OSA.distance, score_cutoff=reach, limit=8
                ):
                    if not _plausible(word, candidate, int(distance)):
                        continue
                    if distance < reach:
                        best, reach = [], int(distance)
                    if distance == reach:
                        best.append(candidate)
        best.sort(key=lambda candidate: (candidate[0] != word[0], len(candidate) != len(word)))
        return tuple(best[:_MAX_OPTIONS])

    def _run_together(self, word: str) -> Readings:
        """Split "mycalf" in two; one half may be misspelt where the other is long enough to be sure of."""
        cuts = [(word[:i], word[i:]) for i in range(2, len(word) - 1)] if len(word) > _HALF + 1 else []
        for left, right in cuts:
            if self._whole(left) and self._whole(right) and len(left + right) > _HALF + 1:
                return (left,), (right,)
        for left, right in sorted(cuts, key=lambda cut: -max(map(len, cut))):
            if len(left) >= _HALF and left in self._known and (options := self._nearest(right)):
                return (left,), options
            if len(right) >= _HALF and right in self._known and (options := self._nearest(left)):
                return options, (right,)
        return ((word,),)

    def _whole(self, word: str) -> bool:
        return word in self._known or (len(word) > _HALF and word in self._ordinary)


def _plausible(word: str, candidate: str, distance: int) -> bool:
    """Be strict with short words, and with two slips at once: the first and the last letter must be right."""
    if len(word) <= _BRIEF:
        longer = len(candidate) > len(word) or (len(word) == len(candidate) == _BRIEF)
        return sorted(word) == sorted(candidate) or (longer and word[0] == candidate[0])
    if len(candidate) <= _SHORT:
        return False
    return distance <= 1 or (word[0] == candidate[0] and word[-1] == candidate[-1])
