"""A second net beside the rules of the safety check: a linear model of how messages that need a notice sound."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.core.model import Level
from bot.core.safety_rules import Example
from bot.core.text import clean

# Tuned together on the work half of tests/questions/safety-*.tsv (python -m tests.bench.safety --split work).
THRESHOLD = 0.45
"""Margin of the linear model from which a message counts."""

LOWEST_THRESHOLD = -0.05
"""The same for a badly misspelt message, in which every sign is blurred."""

MISSPELT_FROM, MISSPELT_TO = 0.2, 0.4
"""Shares of unreadable words between which the threshold falls from the one to the other."""

MAX_CHARACTERS = 400
"""Characters that the net looks at: longer messages have enough in them for the rules."""

_REGULARISATION = 0.3
_NEIGHBOURS = 5
_UNKNOWN_WEIGHT = 0.5


class SecondNet:
    """Words and letters of flagged and calm messages, told apart by a linear support vector machine.

    Args:
        flagged: messages that need a notice.
        calm: messages that don't.
        words: takes a message apart into comparable words.
    """

    def __init__(self, flagged: Sequence[Example], calm: Sequence[str], words: Callable[[str], list[str]]) -> None:
        self._flagged = flagged
        self._take_apart = words
        texts = [*(example.text for example in flagged), *calm]
        self._words = TfidfVectorizer(analyzer=lambda text: _with_pairs(words(text)), sublinear_tf=True)
        self._letters = TfidfVectorizer(
            preprocessor=clean, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2, dtype=np.float32
        )
        features = self._stack(self._words.fit_transform(texts), self._letters.fit_transform(texts))
        self._model = LinearSVC(C=_REGULARISATION, class_weight="balanced", random_state=0)
        self._model.fit(features, [True] * len(flagged) + [False] * len(calm))
        self._examples = features[: len(flagged)]

    @staticmethod
    def _stack(words: csr_matrix, letters: csr_matrix) -> csr_matrix:
        return hstack([words, letters]).tocsr()

    def _features(self, text: str) -> csr_matrix:
        """Weigh the words and letters by the share of the words that the model knows at all.

        Otherwise a message about something else would be judged by its "i have been" alone.
        """
        short = [text[:MAX_CHARACTERS]]
        features = self._stack(self._words.transform(short), self._letters.transform(short))
        words = self._take_apart(short[0])
        known = sum(word in self._words.vocabulary_ for word in words) / len(words) if words else 0.0
        return features * known**_UNKNOWN_WEIGHT

    def look(self, text: str, misspelt: float = 0.0) -> tuple[str, Level] | None:
        """Return the category and level that the message is nearest to, or None where it sounds calm.

        Args:
            text: the message.
            misspelt: share (0–1) of its words that had to be corrected or are unknown.
        """
        features = self._features(text)
        if float(self._model.decision_function(features)[0]) < _threshold(misspelt):
            return None
        alike = (self._examples @ features.T).toarray().ravel()
        votes: dict[tuple[str, Level], float] = defaultdict(float)
        for i in np.argsort(alike)[-_NEIGHBOURS:]:
            votes[self._flagged[i].category, self._flagged[i].level] += float(alike[i])
        return max(votes, key=lambda vote: votes[vote])


def _threshold(misspelt: float) -> float:
    part = min(1.0, max(0.0, (misspelt - MISSPELT_FROM) / (MISSPELT_TO - MISSPELT_FROM)))
    return THRESHOLD + part * (LOWEST_THRESHOLD - THRESHOLD)


def _with_pairs(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{left} {right}" for left, right in pairwise(words))]
