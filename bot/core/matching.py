"""Ranks the entries of the knowledge by how well they answer a question; the only place that knows scores.

Two decisions are made apart, because they fail apart (the README's design notes have the measurements): whether a
question is for this bot at all, and which entry it asks for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from rapidfuzz import fuzz, process
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector, Vectoriser, Words
from bot.core.linear import Ridge
from bot.core.model import Knowledge, Match
from bot.core.text import FUNCTION_WORDS, Vocabulary, stem, tokenise

_OURS, _STUDIO, _SMALLTALK = range(3)
"""Outputs of the first model: is the message for an entry, for the studio, or small talk?"""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every weight and threshold of matching and answering, the same for every knowledge base.

    Found on the tuning half of tests/questions and the public sets; change them together with a run of tests/bench.
    """

    word_weight: float = 1.5
    alpha: float = 1.0
    neighbours: int = 5
    retrieved: int = 64
    neighbour_weight: float = 0.5
    nearest_weight: float = 0.5
    fuzzy_weight: float = 0.5
    confidence_slope: float = 4.0
    confidence_midpoint: float = 0.9
    ours_slope: float = 5.0
    ours_midpoint: float = -0.1
    answer: float = 0.5
    suggest: float = 0.2
    margin: float = 0.1
    near: float = 0.3
    aside: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry in the running, with each part of its score; `evidence` lists the content words that it shares."""

    match: Match
    linear: float
    neighbours: float
    nearest: float
    fuzzy: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that answering and `--explain` need to know of one question; candidates are best first."""

    tokens: tuple[str, ...]
    corrected: tuple[str, ...]
    ours: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    studio: str | None = None
    smalltalk: str | None = None

    @property
    def matches(self) -> tuple[Match, ...]:
        """The entries with their confidence, best first."""
        return tuple(candidate.match for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class _Similarity:
    """How near single phrasings of each entry are: the vote of the nearest ones, the nearest, the best fuzzy ratio."""

    neighbours: Floats
    nearest: Floats
    fuzzy: Floats


class Matcher:
    """Learns one knowledge base and ranks questions against it.

    Args:
        knowledge: what to learn; `tests` and `must_not_answer` are never looked at.
        foreign: further messages that no entry answers (the safety examples).
        parameters: weights and thresholds.
    """

    def __init__(self, knowledge: Knowledge, foreign: Iterable[str] = (), parameters: Parameters | None = None) -> None:
        self.parameters = parameters or Parameters()
        self._entries = knowledge.entries
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
        others = [*knowledge.background, *foreign]
        self._learn([*texts, *others], kinds, classes)

    def _learn(self, texts: Sequence[str], kinds: Sequence[int], classes: Sequence[int]) -> None:
        """Fit both models; texts beyond the kinds and classes are for nobody here."""
        tokenised = [tokenise(text) for text in texts]
        self._vocabulary = Vocabulary(word for tokens in tokenised for word in tokens)
        words = [Words([stem(word) for word in tokens], tokens) for tokens in tokenised]
        self._vectoriser = Vectoriser(words, word_weight=self.parameters.word_weight)
        matrix, p = self._vectoriser.matrix, self.parameters
        self._kind_model = Ridge(matrix, _targets(kinds, 3, len(texts)), alpha=p.alpha)
        known = csr_matrix(matrix[: len(classes)])
        class_count = len(self._entries) + len(self._asides)
        self._class_model = Ridge(known, _targets(classes, class_count, len(classes)), alpha=p.alpha)
        size = len(self._owners)
        self._phrasings = [" ".join(text.stems) for text in words[:size]]
        self._similar = csr_matrix(matrix[:size].T)
        self._content = [set[str]() for _ in self._entries]
        for owner, text in zip(self._owners, words, strict=False):
            self._content[owner].update(text.stems)
        self._full_length = 1 + p.word_weight**2

    def rank(self, text: str, *, limit: int = 5) -> Ranking:
        """Score the entries against a text and return the best, at most `limit`; none if the text has no word."""
        tokens = tokenise(text)
        if not tokens:
            return Ranking((), ())
        corrected = self._vocabulary.correct(tokens)
        words = Words([stem(word) for word in corrected], tokens)
        vector = self._vectoriser.vector(words)
        kinds, classes = self._kind_model.predict(vector), self._class_model.predict(vector)
        p, count = self.parameters, len(self._entries)
        ours = float(_sigmoid(p.ours_slope * (kinds[_OURS : _OURS + 1] - p.ours_midpoint))[0])
        similar = self._compare(vector, " ".join(words.stems))
        total = (
            (classes[:count] + 1)
            + p.neighbour_weight * similar.neighbours
            + p.nearest_weight * similar.nearest
            + p.fuzzy_weight * similar.fuzzy
        )
        confidences = _sigmoid(p.confidence_slope * (total - p.confidence_midpoint)) * np.float32(ours)
        content = {word for word in words.stems if word not in FUNCTION_WORDS}
        candidates = tuple(
            Candidate(
                Match(self._entries[n], round(float(confidences[n]), 4)),
                float(classes[n]),
                float(similar.neighbours[n]),
                float(similar.nearest[n]),
                float(similar.fuzzy[n]),
                tuple(sorted(content & self._content[n])),
            )
            for n in map(int, np.argsort(-confidences, kind="stable")[:limit])
            if similar.nearest[n] > 0
        )
        studio, smalltalk = (self._aside(kind, kinds, classes[count:]) for kind in (_STUDIO, _SMALLTALK))
        return Ranking(tuple(tokens), tuple(corrected), ours, candidates, studio, smalltalk)

    def _aside(self, kind: int, kinds: Floats, classes: Floats) -> str | None:
        """Return the studio subject, or the kind of small talk, that a message is; None if it isn't one."""
        of_kind = [(float(classes[n]), id_) for n, (k, id_, _) in enumerate(self._asides) if k == kind]
        leads = kinds[kind] > self.parameters.aside and kinds[kind] == kinds.max()
        return max(of_kind)[1] if of_kind and leads else None

    def _compare(self, vector: Vector, stems: str) -> _Similarity:
        """Compare with single phrasings; only those that retrieval brings up are looked at with the fuzzy ratio."""
        result = _Similarity(*(np.zeros(len(self._entries), np.float32) for _ in range(3)))
        p = self.parameters
        similarity = cast("Floats", vector.weights @ self._similar[vector.features]) / np.float32(self._full_length)
        size = min(p.retrieved, len(similarity))
        top = np.argpartition(-similarity, size - 1)[:size]
        top = top[np.argsort(-similarity[top], kind="stable")]
        top = top[similarity[top] > 0]
        if len(top):
            owners = self._owners[top]
            np.maximum.at(result.nearest, owners, similarity[top])
            voters = slice(0, p.neighbours)
            np.add.at(result.neighbours, owners[voters], similarity[top][voters] / np.float32(p.neighbours))
            ratios = process.cdist([stems], [self._phrasings[n] for n in top], scorer=fuzz.token_set_ratio)[0]
            np.maximum.at(result.fuzzy, owners, (ratios / 100).astype(np.float32))
        return result


def _targets(columns: Sequence[int], count: int, total: int) -> Floats:
    """Return total × count of ±1: +1 in each row's column; rows beyond `columns` belong to none."""
    targets = np.full((total, count), -1.0, np.float32)
    targets[np.arange(len(columns)), np.array(columns, np.int64)] = 1
    return targets


def _sigmoid(x: Floats) -> Floats:
    return cast("Floats", 1 / (1 + np.exp(-x)))
