"""Ranks the entries of the knowledge by how well they answer a question; the only place that knows scores.

Two decisions are made apart, because they fail apart (the README's design notes have the measurements): whether a
question is for this bot at all, and which entry it asks for.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector, Vectoriser, Words
from bot.core.linear import Linear
from bot.core.model import Knowledge, Level, Match
from bot.core.phrasing import without_denied
from bot.core.safety_rules import Example
from bot.core.synonyms import Synonyms
from bot.core.text import FUNCTION_WORDS, Vocabulary, sentences, stem, tokenise

_OURS, _STUDIO, _SMALLTALK, _FLAGGED = range(4)
"""Outputs of the first model: is the message for an entry, for the studio, small talk, or like a flagged one?"""

_NEAR_ALARM = 1.0
"""How far below the margin of an alarm a message is still told what it is like, for `--explain`."""

_VOTERS = 5
"""Flagged examples that say which category and level a message is like."""

MAX_SENTENCES = 8
"""Sentences of a long message that are read one by one, the last ones: that is where questions stand."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every weight and threshold of matching and answering, the same for every knowledge base.

    Found on the tuning half of tests/questions and the public sets; change them together with a run of tests/bench.

    Attributes:
        word_weight: weight of the word block in a vector; the character block has 1.
        cost: cost of a misplaced text in the linear models.
        nearest_weight: weight of the likeness to an entry's nearest phrasing, beside the linear score, in its total.
        of_base, of_ours, of_total, of_margin: logistic regression of "the best entry is right" on the first model's
            score, the second's total, and its lead over the runner-up.
        sentence_discount: what a sentence must lead the whole message by, as log-odds.
        context_bonus: what a follow-up's entry gains where the message leans on the last answer, as log-odds.
        answer: least confidence of an answer.
        suggest: least confidence of the best suggestion; further ones need half of it.
        near: least score of "for us?" at which an abstention offers what is nearest, 0–1.
        aside: least score of the first model for studio business and small talk.
        alarm: least margin at which the second net adds a safety notice.
        alarm_discount: what the margin of a single sentence counts less.
        verbatim: likeness to a phrasing from which shared content words are not asked for, 0–1.
    """

    word_weight: float = 1.0
    cost: float = 1.0
    nearest_weight: float = 0.5
    of_base: float = -1.8
    of_ours: float = 2.4
    of_total: float = 1.6
    of_margin: float = 1.3
    sentence_discount: float = 0.5
    context_bonus: float = 1.5
    answer: float = 0.5
    suggest: float = 0.2
    near: float = 0.3
    aside: float = -0.4
    alarm: float = 0.0
    alarm_discount: float = 0.3
    verbatim: float = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry in the running, with each part of its score; `evidence` lists the content words that it shares."""

    match: Match
    linear: float
    nearest: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """How much a message sounds like those that need a safety notice, and like which of them.

    `margin` is the linear model's: above 0 it is nearer to the flagged examples than to all other messages.
    """

    margin: float
    category: str
    level: Level


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that answering and `--explain` need to know of one question; candidates are best first."""

    tokens: tuple[str, ...]
    corrected: tuple[str, ...]
    ours: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    studio: str | None = None
    smalltalk: str | None = None
    alarm: Alarm | None = None

    @property
    def matches(self) -> tuple[Match, ...]:
        """The entries with their confidence, best first."""
        return tuple(candidate.match for candidate in self.candidates)

    def has_evidence(self, verbatim: float) -> bool:
        """Tell whether the best entry shares a content word with the question, or nearly all of its words."""
        return bool(self.candidates) and (bool(self.candidates[0].evidence) or self.candidates[0].nearest >= verbatim)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text, scored: the outputs of both models, the comparisons, and each entry's log-odds of being right.

    `denies` tells that the text says of something that it is not the case.
    """

    tokens: Sequence[str]
    corrected: Sequence[str]
    words: Words
    kinds: Floats
    classes: Floats
    nearest: Floats
    log_odds: Floats
    vector: Vector
    denies: bool = False


class Matcher:
    """Learns one knowledge base and ranks questions against it.

    Args:
        knowledge: what to learn; `tests` and `must_not_answer` are never looked at.
        flagged: messages that need a safety notice: no entry answers them, and what sounds like them is told.
        calm: further messages that no entry answers, and that need no notice.
        groups: further groups of synonyms, beside the knowledge's own.
        parameters: weights and thresholds.

    Attributes:
        ordinary_words: words of the messages that need no notice; the safety check takes none of them for a typo.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        flagged: Sequence[Example] = (),
        calm: Iterable[str] = (),
        groups: Mapping[str, Sequence[str]] | None = None,
        parameters: Parameters | None = None,
    ) -> None:
        self.parameters = parameters or Parameters()
        self._entries = knowledge.entries
        self._synonyms = Synonyms({**knowledge.synonyms, **(groups or {})})
        self._asides = [
            *((_STUDIO, subject.id, subject.phrasings) for subject in knowledge.studio),
            *((_SMALLTALK, kind.id, kind.phrasings) for kind in knowledge.smalltalk),
        ]
        phrasings = [
            (number, text)
            for number, entry in enumerate(knowledge.entries)
            for text in dict.fromkeys([entry.question, *entry.phrasings])
        ]
        self._owners = np.array([number for number, _ in phrasings], np.int32)
        texts = [text for _, text in phrasings]
        kinds = [_OURS] * len(texts)
        classes = [number for number, _ in phrasings]
        for number, (kind, _, members) in enumerate(self._asides):
            texts += members
            kinds += [kind] * len(members)
            classes += [len(self._entries) + number] * len(members)
        kinds += [_FLAGGED] * len(flagged)
        self._flagged = flagged
        self._learn([*texts, *(example.text for example in flagged), *knowledge.background, *calm], kinds, classes)

    def _learn(self, texts: Sequence[str], kinds: Sequence[int], classes: Sequence[int]) -> None:
        """Fit both models; texts beyond the kinds and classes are for nobody here."""
        tokenised = [tokenise(text) for text in texts]
        self._vocabulary = Vocabulary([*(word for tokens in tokenised for word in tokens), *self._synonyms.words])
        self.ordinary_words = _frequent([*tokenised[: len(classes)], *tokenised[len(kinds) :]])
        words = [self._words(self._vocabulary.correct(tokens), tokens) for tokens in tokenised]
        self._vectoriser = Vectoriser(words, word_weight=self.parameters.word_weight)
        matrix, p = self._vectoriser.matrix, self.parameters
        self._kind_model = Linear(matrix, [*kinds, *[-1] * (len(texts) - len(kinds))], 4, cost=p.cost)
        self._alike = csr_matrix(matrix[len(classes) : len(classes) + len(self._flagged)])
        known = csr_matrix(matrix[: len(classes)])
        self._class_model = Linear(known, classes, len(self._entries) + len(self._asides), cost=p.cost)
        size = len(self._owners)
        self._phrasings = csr_matrix(matrix[:size].T)
        self._content = [set[str]() for _ in self._entries]
        for owner, text in zip(self._owners, words, strict=False):
            self._content[owner].update(text.stems)
        self._full_length = 1 + p.word_weight**2

    def rank(self, text: str, *, context: Collection[str] = (), limit: int = 5) -> Ranking:
        """Score the entries against a text and return the best, at most `limit`; none if the text has no word.

        A long message is also read sentence by sentence: in a story only one of them may be the question. The reading
        that fits best counts, whole messages before sentences. `context` holds the ids of entries that are likelier
        than others because of what was said before.
        """
        whole = self._read(text)
        if whole is None:
            return Ranking((), ())
        parts = [] if whole.denies else sentences(text)[-MAX_SENTENCES:]
        readings = [whole, *(part for part in map(self._read, parts if len(parts) > 1 else ()) if part)]
        best = max(readings, key=lambda r: r.log_odds.max() - self.parameters.sentence_discount * (r is not whole))
        if context:
            likelier = np.array([entry.id in context for entry in self._entries], np.float32)
            best = replace(best, log_odds=best.log_odds + np.float32(self.parameters.context_bonus) * likelier)
        return replace(self._ranking(best, whole, limit), alarm=self._alarm(readings))

    def _read(self, text: str) -> "_Reading | None":
        """Score every entry against a text; None if it has no word."""
        tokens = tokenise(text)
        if not tokens:
            return None
        affirmed = without_denied(tokens)
        reading = self._score(tokens)
        if len(affirmed) == len(tokens):
            return reading
        if not affirmed:
            return None
        # What is denied is no evidence: "not my calf, my knee" must stand without the calf as well.
        second = self._score(affirmed)
        return replace(reading, log_odds=np.minimum(reading.log_odds, second.log_odds), denies=True)

    def _score(self, tokens: Sequence[str]) -> "_Reading":
        corrected = self._vocabulary.correct(tokens)
        words = self._words(corrected, tokens)
        vector = self._vectoriser.vector(words)
        kinds, classes = self._kind_model.predict(vector), self._class_model.predict(vector)
        nearest = self._nearest(vector)
        p = self.parameters
        totals = classes[: len(self._entries)] + np.float32(p.nearest_weight) * nearest
        log_odds = p.of_base + p.of_ours * kinds[_OURS] + p.of_total * totals + p.of_margin * _leads(totals)
        return _Reading(tokens, corrected, words, kinds, classes, nearest, log_odds, vector)

    def _words(self, corrected: Sequence[str], raw: Sequence[str]) -> Words:
        stems = [stem(word) for word in corrected]
        return Words(stems, raw, self._synonyms.find(stems))

    def _alarm(self, readings: Sequence["_Reading"]) -> Alarm | None:
        """Say which reading, the whole message or one sentence, sounds most like a flagged message, and like which."""
        if not self._flagged:
            return None
        whole, *parts = readings
        loudest, margin = whole, float(whole.kinds[_FLAGGED])
        for part in parts:
            # Out of its story, a sentence sounds worse than it is meant.
            if float(part.kinds[_FLAGGED]) - self.parameters.alarm_discount > margin:
                loudest, margin = part, float(part.kinds[_FLAGGED]) - self.parameters.alarm_discount
        if margin < self.parameters.alarm - _NEAR_ALARM:
            return None  # far from any alarm, as nearly all messages are: no need to say like what
        query = np.zeros(self._alike.shape[1], np.float32)
        query[loudest.vector.features] = loudest.vector.weights
        likeness = self._alike @ query
        votes: dict[tuple[str, Level], float] = {}
        for n in np.argsort(-likeness, kind="stable")[:_VOTERS]:
            kind = self._flagged[n].category, self._flagged[n].level
            votes[kind] = votes.get(kind, 0.0) + float(likeness[n])
        category, level = max(votes, key=lambda kind: votes[kind])
        return Alarm(margin, category, level)

    def _ranking(self, reading: "_Reading", whole: "_Reading", limit: int) -> Ranking:
        confidences = _sigmoid(reading.log_odds)
        content = {word for word in reading.words.stems if word not in FUNCTION_WORDS}
        candidates = tuple(
            Candidate(
                Match(self._entries[n], round(float(confidences[n]), 4)),
                float(reading.classes[n]),
                float(reading.nearest[n]),
                tuple(sorted(content & self._content[n])),
            )
            for n in map(int, np.argsort(-reading.log_odds, kind="stable")[:limit])
            if reading.nearest[n] > 0
        )
        studio, smalltalk = (self._aside(kind, whole) for kind in (_STUDIO, _SMALLTALK))
        ours = float(_sigmoid(reading.kinds[:1] * 4)[0])
        return Ranking(tuple(reading.tokens), tuple(reading.corrected), ours, candidates, studio, smalltalk)

    def _aside(self, kind: int, reading: "_Reading") -> str | None:
        """Return the studio subject, or the kind of small talk, that a message is; None if it isn't one."""
        classes = reading.classes[len(self._entries) :]
        of_kind = [(float(classes[n]), id_) for n, (k, id_, _) in enumerate(self._asides) if k == kind]
        leads = reading.kinds[kind] > self.parameters.aside and reading.kinds[kind] == reading.kinds.max()
        return max(of_kind)[1] if of_kind and leads else None

    def _nearest(self, vector: Vector) -> Floats:
        """Return how alike each entry's nearest phrasing is, 0–1 (cosine)."""
        nearest = np.zeros(len(self._entries), np.float32)
        likeness = cast("Floats", vector.weights @ self._phrasings[vector.features]) / np.float32(self._full_length)
        np.maximum.at(nearest, self._owners, likeness)
        return nearest


def _frequent(texts: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the words that occur more than once: a typo hardly ever does."""
    counts = Counter(word for text in texts for word in text)
    return frozenset(word for word, count in counts.items() if count > 1)


def _leads(totals: Floats) -> Floats:
    """Return how far each total is above the best of the others; negative for all but the best."""
    if len(totals) < 2:
        return np.ones_like(totals)
    second, first = np.partition(totals, -2)[-2:]
    return cast("Floats", np.where(totals == first, totals - second, totals - first))


def _sigmoid(x: Floats) -> Floats:
    return cast("Floats", 1 / (1 + np.exp(-x)))
