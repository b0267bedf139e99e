"""Finds the concepts of safety.yaml in a message."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.core.spelling import Spelling
from bot.core.text import MAX_CHARACTERS, clean, expand, stem

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[\U0001F300-\U0001FAFF]|[.!?;:,\n()…—–]")
_PUNCTUATION = frozenset(".!?;:,\n()…—–")
_SENTENCE_ENDS = frozenset(".!?;\n…")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_RANGE = re.compile(r"#(?:(\d+)-(\d+))?")
_EXACT = "="
_SKIPS = 2
_GAP = 3
_SHORTEST_STEM = 3
_MAX_CACHED = 20_000
_FEWEST_WORDS = 4
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
} | {"fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_CONTRACTIONS = frozenset(
    {"cant", "dont", "wont", "couldnt", "didnt", "doesnt", "isnt", "wasnt", "wouldnt", "hasnt", "havent", "cannot"}
)
# "can t", as phones and old keyboards send it.
_SPLIT_NOT = {word.removesuffix("t"): word for word in _CONTRACTIONS} | {"can": "cant"}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A concept found in a message, from word `start` up to, not including, word `end`."""

    concept: str
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """A message taken apart: its words, what each may stand for, and where its sentences and pauses are.

    A doubtful word is one that was corrected.
    """

    words: list[str] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    after_pause: list[bool] = field(default_factory=list)
    doubtful: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def text(self, start: int, end: int) -> str:
        """Return the words from start up to end, lower case and corrected."""
        return " ".join(self.words[start:end])


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    numbers: list[tuple[int, int, "_Node"]] = field(default_factory=list)
    gap: "_Node | None" = None
    concepts: list[str] = field(default_factory=list)

    def following(self, forms: tuple[str, ...], number: int | None) -> list["_Node"]:
        """Return the nodes that a word in one of these forms, or with this value, leads to."""
        words = self.words
        nodes = [words[form] for form in forms if form in words]
        if number is not None and self.numbers:
            nodes += [node for low, high, node in self.numbers if low <= number <= high]
        return nodes


class Lexicon:
    """All phrases of all concepts, and the spelling that leads to them.

    Args:
        phrases: the phrases of each concept.
        ordinary: words that are never corrected or stemmed.
        fillers: words that may stand between the words of a phrase.
        correct: further words that are never corrected.
    """

    def __init__(
        self,
        phrases: Mapping[str, Iterable[str]],
        ordinary: frozenset[str],
        fillers: frozenset[str],
        correct: frozenset[str] = frozenset(),
    ) -> None:
        self._root = _Node()
        self._ordinary = ordinary
        self._fillers = fillers
        self._exact: set[str] = set()
        self._forms: dict[str, tuple[str, ...]] = {}
        self._begun: dict[tuple[str, ...], list[_Node]] = {}
        known: set[str] = set()
        for concept, of_concept in phrases.items():
            for phrase in of_concept:
                known.update(self._add(phrase, concept))
        self._spelling = Spelling(known | fillers | _CONTRACTIONS, ordinary | correct)

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
                node = _number_node(node, int(limits[1] or 0), int(limits[2] or 10**9))
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

    def _forms_of(self, options: tuple[str, ...]) -> tuple[str, ...]:
        if len(options) > 1:
            return tuple(form for option in options for form in self._forms_of((option,)))
        word = options[0]
        forms = self._forms.get(word)
        if forms is None:
            if len(self._forms) >= _MAX_CACHED:
                self._forms.clear()
            forms = (self._form(word), _EXACT + word) if word in self._exact else (self._form(word),)
            self._forms[word] = forms
        return forms

    def read(self, text: str) -> Reading:
        """Take a message apart. Text beyond 4096 characters is not read."""
        words, sentences, pauses = _tokens(text)
        reading = Reading()
        mended = self._spelling.mend_spaces(words, pauses)
        before = -1
        for readings, (word, place) in zip(self._spelling.readings([word for word, _ in mended]), mended, strict=True):
            doubtful = readings[0][0] != word
            if not doubtful and word in self._forms and word not in _CONTRACTIONS:  # most words; saves half of the time
                reading.words.append(word)
                reading.forms.append(self._forms[word])
                reading.sentence.append(sentences[place])
                reading.after_pause.append(pauses[place] and place != before)
                reading.doubtful.append(False)
                before = place
                continue
            for options in readings:
                written_out = expand(options[0]).split() if options[0] in _CONTRACTIONS else None
                for each in ((part,) for part in written_out) if written_out else (options,):
                    reading.words.append(each[0])
                    reading.forms.append(self._forms_of(each))
                    reading.sentence.append(sentences[place])
                    reading.after_pause.append(pauses[place] and place != before)
                    reading.doubtful.append(doubtful)
                    before = place
        return reading

    def misspelt(self, reading: Reading) -> float:
        """Return the share (0–1) of the words that were corrected or are unknown; of very few words, 0."""
        if len(reading) < _FEWEST_WORDS:
            return 0.0
        unsure = sum(
            doubtful or not (word.isdecimal() or self._spelling.stands(word))
            for word, doubtful in zip(reading.words, reading.doubtful, strict=True)
        )
        return unsure / len(reading)

    def plain(self, text: str) -> list[str]:
        """Return the words of a text in their compared form, misspelt ones corrected."""
        return [forms[0] for forms in self.read(text).forms]

    def _begin(self, forms: tuple[str, ...]) -> list[_Node]:
        """Return the nodes that a word leads to at the beginning of a phrase."""
        if len(self._begun) >= _MAX_CACHED:
            self._begun.clear()
        begun = self._begun[forms] = self._root.following(forms, _number(forms[0]))
        return begun

    def find(self, reading: Reading) -> list[Occurrence]:
        """Return every occurrence of every concept, in the order of their ends."""
        found: dict[tuple[str, int, int], None] = {}
        active: list[tuple[_Node, int, int, bool]] = []
        fillers = self._fillers
        for i, forms in enumerate(reading.forms):
            begun = self._begun.get(forms)
            if begun is None:
                begun = self._begin(forms)
            if not active and not begun:  # most words
                continue
            if reading.after_pause[i]:
                active = []
            following: dict[int, tuple[_Node, int, int, bool]] = {}
            filler = reading.words[i] in fillers
            number = _number(forms[0])
            steps = [(child, start) for node, start, _, _ in active for child in node.following(forms, number)]
            for child, start in (*steps, *((child, i) for child in begun)):
                if child.words or child.numbers:
                    following[id(child)] = (child, start, _SKIPS, False)
                if child.gap is not None:
                    following[id(child.gap)] = (child.gap, start, _GAP, True)
                for concept in child.concepts:
                    found[concept, start, i + 1] = None
            for node, start, skips, gap in active:
                if skips and (gap or filler):
                    following.setdefault(id(node), (node, start, skips - 1, gap))
            active = list(following.values())
        return [Occurrence(*key) for key in found]


def _number(form: str) -> int | None:
    return int(form[:9]) if form.isdecimal() else _NUMBERS.get(form)


def _number_node(node: _Node, low: int, high: int) -> _Node:
    for known_low, known_high, child in node.numbers:
        if (known_low, known_high) == (low, high):
            return child
    child = _Node()
    node.numbers.append((low, high, child))
    return child


def _tokens(text: str) -> tuple[list[str], list[int], list[bool]]:
    """Return the words of a text, the number of the sentence of each, and whether a pause stands before it."""
    words: list[str] = []
    sentences: list[int] = []
    pauses: list[bool] = []
    sentence, pause = 0, False
    # Plain ASCII has nothing to clean; this halves the time that a long message takes.
    plain = text[:MAX_CHARACTERS].lower() if text.isascii() else clean(text)
    for typed in _TOKEN.findall(plain):
        if typed in _PUNCTUATION:
            pause = True
            sentence += typed in _SENTENCE_ENDS
            continue
        parts = _split(typed)
        if typed == "t" and words and words[-1] in _SPLIT_NOT:
            parts = _split(_SPLIT_NOT[words.pop()])
            pause = pauses.pop()
            sentences.pop()
        for word in parts:
            words.append(word)
            sentences.append(sentence)
            pauses.append(pause)
            pause = False
    return words, sentences, pauses


@lru_cache(maxsize=_MAX_CACHED)
def _split(token: str) -> tuple[str, ...]:
    return tuple(expand(_STRETCHED.sub(r"\1\1", token)).split())
