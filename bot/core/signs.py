"""Finds the concepts of safety.yaml in a message."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.spelling import Spelling
from bot.core.text import clean, expand, stem

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[\U0001F300-\U0001FAFF]|[.!?;:,\n()…—–]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SENTENCE_ENDS = frozenset(".!?;\n…")
_SKIPS = 2
_GAP = 3
_EXACT = "="
_SHORTEST_STEM = 3
_RANGE = re.compile(r"#(?:(\d+)-(\d+))?")
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
# Split contractions ("can t") as phones and old keyboards send them.
_CONTRACTIONS = frozenset(
    {"cant", "dont", "wont", "couldnt", "didnt", "doesnt", "isnt", "wasnt", "wouldnt", "hasnt", "havent", "cannot"}
)
_SPLIT_NOT = frozenset(
    {"can", "don", "couldn", "didn", "doesn", "isn", "wasn", "won", "wouldn", "hasn", "haven", "aren"}
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A concept found in a message, from word `start` up to, not including, word `end`."""

    concept: str
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """A message taken apart: its words, what each may stand for, and where its sentences and commas are."""

    words: list[str] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    after_pause: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def text(self, start: int, end: int) -> str:
        """Return the words from start up to end, as typed (lower case)."""
        return " ".join(self.words[start:end])


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    numbers: list[tuple[int, int, "_Node"]] = field(default_factory=list)
    gap: "_Node | None" = None
    concepts: list[str] = field(default_factory=list)


class Lexicon:
    """All phrases of all concepts, and the spelling that leads to them.

    Args:
        phrases: the phrases of each concept.
        ordinary: words that are never corrected or stemmed.
        fillers: words that may stand between the words of a phrase.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], ordinary: frozenset[str], fillers: frozenset[str]) -> None:
        self._root = _Node()
        self._ordinary = ordinary
        self._fillers = fillers
        self._exact: set[str] = set()
        known: set[str] = set()
        for concept, of_concept in phrases.items():
            for phrase in of_concept:
                known.update(self._add(phrase, concept))
        self._spelling = Spelling(known | fillers | _CONTRACTIONS, ordinary)

    def _add(self, phrase: str, concept: str) -> set[str]:
        """Add a phrase of a concept; return its words."""
        known: set[str] = set()
        node = self._root
        for part in phrase.lower().split():
            limits = _RANGE.fullmatch(part)
            if part == "...":
                node.gap = node.gap or _Node()
                node = node.gap
            elif limits:
                low, high = int(limits[1] or 0), int(limits[2] or 10**9)
                child = next((n for lo, hi, n in node.numbers if (lo, hi) == (low, high)), None)
                if child is None:
                    child = _Node()
                    node.numbers.append((low, high, child))
                node = child
            else:
                for word in _split(part.removeprefix(_EXACT)):
                    known.add(word)
                    form = self._form(word)
                    if part.startswith(_EXACT):
                        self._exact.add(word)
                        form = _EXACT + word
                    node = node.words.setdefault(form, _Node())
        node.concepts.append(concept)
        return known

    def _form(self, word: str) -> str:
        """Return the stem, or the word itself where stemming would leave next to nothing."""
        if word in self._ordinary:
            return word
        short = stem(word)
        return short if len(short) >= _SHORTEST_STEM else word

    def _forms(self, options: tuple[str, ...]) -> tuple[str, ...]:
        forms = tuple(self._form(option) for option in options)
        exact = tuple(_EXACT + option for option in options if option in self._exact)
        return forms + exact

    def read(self, text: str) -> Reading:
        """Take a message apart. Text beyond 4096 characters is not read."""
        reading = Reading()
        sentence, pause = 0, False
        budget = self._spelling.allowance()
        for match in _TOKEN.finditer(clean(text)):
            token = match.group()
            if not token[0].isalnum() and len(token) == 1 and ord(token) < 0x1F300:
                pause = True
                sentence += token in _SENTENCE_ENDS
                continue
            if token == "t" and reading.words and reading.words[-1] in _SPLIT_NOT:
                if reading.words[-1] not in {"can", "won"}:
                    reading.words[-1] = reading.words[-1].removesuffix("n")
                    reading.forms[-1] = (reading.words[-1],)
                token = "not"  # noqa: S105
            for word in _split(token):
                for options in _written_out(budget.readings(word)):
                    reading.words.append(options[0])
                    reading.forms.append(self._forms(options))
                    reading.sentence.append(sentence)
                    reading.after_pause.append(pause)
                    pause = False
        return reading

    def find(self, reading: Reading) -> list[Occurrence]:
        """Return every occurrence of every concept, in the order of their ends."""
        found: dict[tuple[str, int, int], None] = {}
        active: list[tuple[_Node, int, int, bool]] = []
        root, fillers = self._root, self._fillers
        for i, forms in enumerate(reading.forms):
            if reading.after_pause[i]:
                active = []
            following: dict[int, tuple[_Node, int, int, bool]] = {}
            for node, start, skips, gap in (*active, (root, i, 0, False)):
                for child in _step(node, forms):
                    following[id(child)] = (child, start, _SKIPS, False)
                    if child.gap is not None:
                        following[id(child.gap)] = (child.gap, start, _GAP, True)
                    for concept in child.concepts:
                        found[concept, start, i + 1] = None
                if skips and (gap or reading.words[i] in fillers):
                    following.setdefault(id(node), (node, start, skips - 1, gap))
            active = list(following.values())
        return [Occurrence(*key) for key in found]


def _written_out(readings: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Write out a contraction that was only recognised after correction ("cnat" → "cant" → "can not")."""
    for options in readings:
        if options[0] in _CONTRACTIONS:
            yield from ((word,) for word in expand(options[0]).split())
        else:
            yield options


def _split(token: str) -> list[str]:
    return expand(_STRETCHED.sub(r"\1\1", token)).split()


def _step(node: _Node, forms: tuple[str, ...]) -> Iterator[_Node]:
    for form in forms:
        child = node.words.get(form)
        if child is not None:
            yield child
        if node.numbers:
            number = int(form[:9]) if form.isdecimal() else _NUMBERS.get(form)
            if number is not None:
                yield from (n for low, high, n in node.numbers if low <= number <= high)
