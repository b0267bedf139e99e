"""Turns what people type into comparable words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import Stemmer
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

MAX_CHARACTERS = 4096
"""Longest text that is looked at, in characters; Telegram's own limit for one message (core.telegram.org/bots/api)."""

_MAX_CORRECTIONS = 32
"""Unknown words that are corrected in one text; bounds the time that a hostile message can take."""

_MAX_CACHED = 50_000

_RARE, _FAR_MORE, _FREQUENT = 3, 20, 5
"""A word that occurs less than 3 times is a typo of a near one that is 20 times as frequent; words that are taken apart
occur 5 times each."""

_LONGEST = 40
"""No word that is meant has more letters, nor have two that were typed as one; longer ones are left alone."""

_TELLING = 5
"""A word of so many letters is surely the one that is one slip away; of fewer letters, there are too many words."""

_TOO_FAR = 3
"""A distance at which nothing is corrected."""

_LIKELIER = 20
"""What an occurrence of a likelier word counts more."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´＇", "'"))
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s|\n")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")

# What an apostrophe hides, or hides when it is left out. Only forms that mean nothing else without the apostrophe stand
# here without one ("cant", "im"); "its", "well", "were", "id", "ill" are words of their own.
_SHORT_FORMS = {
    "ain't": "is not",
    "can't": "can not",
    "cannot": "can not",
    "cant": "can not",
    "couldnt": "could not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "hadnt": "had not",
    "hasnt": "has not",
    "havent": "have not",
    "isnt": "is not",
    "arent": "are not",
    "aint": "is not",
    "shouldnt": "should not",
    "wasnt": "was not",
    "werent": "were not",
    "won't": "will not",
    "wont": "will not",
    "wouldnt": "would not",
    "i'm": "i am",
    "im": "i am",
    "ive": "i have",
    "hes": "he is",
    "shes": "she is",
    "theyre": "they are",
    "youre": "you are",
    "theres": "there is",
    "thats": "that is",
    "whats": "what is",
    "hows": "how is",
    "wheres": "where is",
    "lets": "let us",
    # text-speak
    "u": "you",
    "ur": "your",
    "r": "are",
    "n": "and",
    "y": "why",
    "wat": "what",
    "wot": "what",
    "wut": "what",
    "wats": "what is",
    "plz": "please",
    "pls": "please",
    "thx": "thanks",
    "ty": "thanks",
    "rly": "really",
    "bc": "because",
    "cuz": "because",
    "coz": "because",
    "cos": "because",
    "tho": "though",
    "thru": "through",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "kinda": "kind of",
    "dunno": "do not know",
    "idk": "i do not know",
    "abt": "about",
    "tmrw": "tomorrow",
    "b4": "before",
    "w": "with",
    "wid": "with",
    "da": "the",
    "dis": "this",
    "dat": "that",
    "yr": "your",
    "aftr": "after",
    "dr": "doctor",
}
_SUFFIXES = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"))

_stemmer = Stemmer.Stemmer("english")

FUNCTION_WORDS = frozenset(
    """
    a about after all also am an and any anyone anything are as ask at be been before being but by can could did
    do does doing for from get give got had has have having he hello her here hi him his how i if in is it just
    know let like may maybe me might mine more much must my need no not now of off ok on one or our ours out pleas
    quick question realli s say she should so some someon someth t tell than thank that the their them then there
    these they thing this those to too up us use veri want was we were what when where which whi while who will
    with would yes you your
    """.split()  # noqa: SIM905  # a list of 130 strings would be a page long
)
"""Stems that tell nothing about the subject of a question."""


def clean(text: str) -> str:
    """Cut to MAX_CHARACTERS, fold Unicode look-alikes (NFKC) and case, drop invisible and combining characters.

    Punctuation stays, so that clauses can still be told apart.
    """
    text = text[:MAX_CHARACTERS].translate(_APOSTROPHES)
    if text.isascii() and text.isprintable():  # nearly all messages; ten times faster
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFD", folded[:MAX_CHARACTERS])
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Me", "Cf", "Cc"} or c in "\n\t")
    )


def sentences(text: str) -> list[str]:
    """Split a message at full stops, question and exclamation marks before a space, and at line ends."""
    return [part for part in _SENTENCE_END.split(text[:MAX_CHARACTERS]) if part.strip()]


@lru_cache(maxsize=_MAX_CACHED)
def expand(word: str) -> str:
    """Write out a short form: "can't" → "can not", "ur" → "your"; other words lose a possessive 's and stay."""
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word]
    for suffix, words in _SUFFIXES:
        if word.endswith(suffix):
            return word.removesuffix(suffix) + words
    return word.removesuffix("'s").replace("'", "")


def tokenise(text: str) -> list[str]:
    """Split into lower-case words: no punctuation, short forms written out, stretched letters ("soooo") squeezed."""
    words = _WORD.findall(_STRETCHED.sub(r"\1\1", clean(text)))
    return [part for word in words for part in expand(word).split()]


@lru_cache(maxsize=2 * _MAX_CACHED)
def known_tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text of the knowledge; a reload meets nearly all of them again."""
    return tuple(tokenise(text))


@lru_cache(maxsize=_MAX_CACHED)
def stem(word: str) -> str:
    """Return the Snowball (English) stem of a lower-case word: "stretching" → "stretch"."""
    return str(_stemmer.stemWord(word))


class Corrected(NamedTuple):
    """A text's words as they were probably meant.

    Attributes:
        words: all words, misspelt ones corrected.
        sure: those of them that nobody typed, but surely meant: what was typed is one slip away.
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
        self._cache: dict[str, list[str]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def correct(self, words: Sequence[str]) -> Corrected:
        """Replace each unknown word of three letters or more by its nearest known word, where one is near enough.

        Near enough is an OSA distance of 1 up to four letters and 2 above; of equally near words the most frequent one
        is taken. Two known words that were typed as one are taken apart, and a blank that slipped by a letter is put
        back. Figures and words of more than 40 letters are left alone. At most 32 words of one text are looked up.
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
                    if all(map(self._is_frequent, pair)):
                        left, word = pair  # noqa: PLW2901  # read on with what was meant
                        break
            if left:
                yield left
            left = word
        if left:
            yield left

    def _is_frequent(self, word: str) -> bool:
        return self._counts[word] >= _FREQUENT

    def correction(self, word: str) -> list[str]:
        """Return what `correct` puts in the place of one word: itself, its correction, or the two words that it is."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _MAX_CACHED:
                self._cache.clear()
            is_left = not 3 <= len(word) <= _LONGEST or not word.isalpha()
            found = self._cache[word] = [word] if is_left else self._look_up(word)
        return found

    def _look_up(self, word: str) -> list[str]:
        count = self._counts[word]
        if count >= _RARE:
            return [word]
        distance, nearest = self._nearest(word, at_least=max(1, count * _FAR_MORE))
        parts = self._apart(word) if not count and distance != 1 else None
        return parts or [nearest]

    def _apart(self, word: str) -> list[str] | None:
        """Return the two frequent words that a word runs together, or None: "doesyoga", "doesbyoga" → "does yoga"."""
        for slipped in (0, 1):  # letters in the place of the blank
            splits = ((word[:cut], word[cut + slipped :]) for cut in range(2, len(word) - 1 - slipped))
            likely = [(min(self._counts[a], self._counts[b]), [a, b]) for a, b in splits]
            frequency, parts = max(likely, default=(0, None))
            if frequency >= _FREQUENT:
                return parts
        return None

    def _nearest(self, word: str, at_least: int) -> tuple[int, str]:
        """Return the nearest word that occurs at least so often, and its distance; the word itself if there is none."""
        best = _TOO_FAR, 0, word
        for distance, other in self._slips(word) if self._counts[word] else self._near(word):
            if self._counts[other] >= at_least:
                best = min(best, (distance, -self._counts[other] - _LIKELIER * self._likelier[other], other))
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
