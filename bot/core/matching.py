"""Ranks the entries of the knowledge by how well they answer a question; the only place that knows scores.

Two decisions are made apart, because they fail apart (the README's design notes have the measurements): whether a
question is for this bot at all, and which entry it asks for.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain
from typing import cast

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.alarms import Alarms
from bot.core.features import Block, Floats, Vector, Vectoriser, Words, learn_chars, learn_words
from bot.core.learning import OURS, SMALLTALK, STUDIO, Lessons, fit
from bot.core.model import Entry, Knowledge, Match
from bot.core.parallel import both
from bot.core.parameters import Parameters
from bot.core.phrasing import without_denied, without_set_aside
from bot.core.ranking import Alarm, Candidate, Ranking
from bot.core.retrieval import Phrasings
from bot.core.safety_rules import Example
from bot.core.synonyms import known_groups, known_synonyms
from bot.core.text import FUNCTION_WORDS, id_words, known_tokens, repeated_words, sentences, stem, tokenise
from bot.core.vocabulary import Vocabulary

_SURELY_SPELT = 4
"""Words that are added to each message when its share of misspelt ones is taken: a single one tells little."""

_BARELY = 0.001
"""What is left of the log-odds of entries between which there is nothing to choose: enough to keep their order."""

_TOPIC_SHARE, _TOPIC_RATIO = 0.02, 2
"""A word is the knowledge's topic if 2 % of its phrasings have it, twice as many as of the background.

Of 343 messages near the topic that the article doesn't answer, 63 % have such a word; of 347 others 6 %.
"""

Source = tuple[Entry, str]
"""An entry, and its question or one of its phrasings."""

Collision = tuple[Source, Source, float]
"""Two phrasings of different entries, and their likeness, 0–1 (cosine)."""

MAX_SENTENCES = 8
"""Sentences of a long message that are read one by one, the last ones: that is where questions stand."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text, scored: what the models say, and the comparisons.

    Attributes:
        scope: the first model's output for each kind of message.
        linear: the second model's output for each entry.
        nearest: likeness to each entry's nearest phrasing, 0–1.
        pairs: what the word pairs say for each entry, weighted.
        totals: each entry's score: the three of them, weighted.
        denies: whether the text says of something that it is not the case.
    """

    tokens: Sequence[str]
    corrected: Sequence[str]
    words: Words
    vector: Vector
    scope: Floats
    linear: Floats
    nearest: Floats
    pairs: Floats
    totals: Floats
    denies: bool = False


class Matcher:
    """Learns one knowledge base and ranks questions against it.

    Args:
        knowledge: what to learn; `tests` and `must_not_answer` are never looked at.
        flagged: messages that need a safety notice: what sounds like them is told.
        calm: further messages that need none, though they may sound like it.
        groups: further groups of synonyms, beside the knowledge's own.
        parameters: weights and thresholds.

    Attributes:
        entries: what it tells apart.
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
        self.entries: Sequence[Entry] = knowledge.entries
        every_group = {**knowledge.synonyms, **(groups or {})}
        self._synonyms = known_synonyms(tuple((name, tuple(members)) for name, members in every_group.items()))
        self._asides = [
            *((STUDIO, subject.id, subject.phrasings) for subject in knowledge.studio),
            *((SMALLTALK, kind.id, kind.phrasings) for kind in knowledge.smalltalk),
        ]
        phrasings = _phrasings(knowledge.entries)
        asides = [(number, text) for number, (_, _, texts) in enumerate(self._asides) for text in texts]
        ordinary = [*(text for _, text in [*phrasings, *asides]), *knowledge.background]
        tokenised = [
            [known_tokens(text) for text in texts]
            for texts in (ordinary, [example.text for example in flagged], list(calm))
        ]
        every = [tokens for part in tokenised for tokens in part]
        own = tokenised[0][: len(phrasings) + len(asides)]
        self._vocabulary = Vocabulary([*chain(*every), *self._synonyms.words], likelier=chain(*own))

        def learn_read() -> tuple[list[Words], Block, csr_matrix]:
            stems_of = {word: [stem(w) for w in self._vocabulary.correction(word)] for word in set(chain(*every))}
            stems = [[found for word in tokens for found in stems_of[word]] for tokens in every]
            groups_of = [known_groups(self._synonyms, tuple(found)) for found in stems]
            words = list(map(Words, stems, every, groups_of))
            return words, *learn_words(words)

        def learn_typed() -> tuple[frozenset[str], Block, csr_matrix]:
            return repeated_words([*tokenised[0], *tokenised[2]]), *learn_chars(every)

        (words, word_block, word_rows), (self.ordinary_words, char_block, char_rows) = both(learn_read, learn_typed)
        self._vectoriser = Vectoriser(word_block, char_block, word_weight=self.parameters.word_weight)
        rows = self._vectoriser.join(word_rows, char_rows)
        entries = [number for number, _ in phrasings]
        lessons = Lessons(
            rows=rows,
            words=words[: len(ordinary)],
            entries=entries,
            asides=[number for number, _ in asides],
            kinds=[kind for kind, _, _ in self._asides],
            background=len(knowledge.background),
            flagged=len(flagged),
            entry_count=len(self.entries),
        )
        self._models = fit(lessons, self.parameters)
        is_flagged = np.zeros(rows.shape[0], bool)
        is_flagged[len(ordinary) : len(ordinary) + len(flagged)] = True
        self._alarms = Alarms(self._models.alarm, flagged, csr_matrix(rows[is_flagged]), csr_matrix(rows[~is_flagged]))
        stems = [" ".join(text.stems) for text in words[: len(entries)]]
        self._phrasings = Phrasings(
            csr_matrix(rows[: len(entries)]), entries, len(self.entries), stems, word_weight=self.parameters.word_weight
        )
        self._topic = _topic(words[: len(entries)], words[len(ordinary) - len(knowledge.background) : len(ordinary)])
        self._content = [set[str]() for _ in self.entries]
        for number, text in zip(entries, words, strict=False):
            self._content[number].update(text.stems)

    def with_entries(self, entries: Sequence[Entry]) -> "Matcher":
        """Return this matcher for entries with the same ids, questions and phrasings, whatever else they say."""
        other = copy(self)
        other.entries = entries
        return other

    def rank(self, text: str, *, context: Collection[str] = (), limit: int = 5) -> Ranking:
        """Score the entries against a text and return the best, at most `limit`; none if the text has no word.

        A long message is also read sentence by sentence: in a story only one of them may be the question, and each
        has a vote. `context` holds the ids of entries that are likelier than others because of what was said before.
        """
        readings = self._readings(text) if self.entries else []
        if not readings:
            return Ranking((), ())
        alarm = self._alarm(readings)
        asked = without_set_aside(text)
        whole, *parts = (self._readings(asked) if asked != text else None) or readings
        log_odds = self._log_odds(whole, [] if whole.denies else parts, context)
        return replace(self._ranking(whole, log_odds, limit), alarm=alarm)

    def _readings(self, text: str) -> list["_Reading"]:
        """Return the reading of a text, and those of its last sentences if it has several; none if it has no word."""
        whole = self._read(text)
        if whole is None:
            return []
        parts = sentences(text)[-MAX_SENTENCES:]
        return [whole, *(part for part in map(self._read, parts if len(parts) > 1 else ()) if part)]

    def _log_odds(self, whole: "_Reading", parts: Sequence["_Reading"], context: Collection[str]) -> Floats:
        """Return each entry's log-odds of being right for a message and its sentences."""
        p, totals, ours = self.parameters, whole.totals, float(whole.scope[OURS])
        leads = _leads(totals)
        if parts:
            votes = np.max([_shares(p.sentence_sharpness * part.totals) for part in parts], axis=0)
            totals = totals + np.float32(p.sentence_weight) * votes
            ours += p.sentence_scope * (max(float(part.scope[OURS]) for part in parts) - ours)
            # Votes decide the order; only what also leads in the message as a whole can be likelier than not.
            leads, totals = np.minimum(leads, _leads(totals)), (totals + whole.totals) / 2
        # Pairs count by the lead that they give: other talk may share one, too, and it would count as much as many.
        whether = totals - whole.pairs[totals.argmax()]
        log_odds = p.of_base + p.of_ours * min(ours, p.ours_most) + p.of_total * whether + p.of_lead * leads
        likelier = np.array([entry.id in context for entry in self.entries]) if context else False
        log_odds = log_odds + p.context_bonus * likelier
        # Of two entries that are as good as each other, none is likelier than not; nor is one if nobody asks this bot.
        doubtful = (leads < p.margin) & np.logical_not(likelier) | (ours < p.ours_least)
        return cast("Floats", np.where(doubtful, np.minimum(log_odds, _BARELY * log_odds), log_odds))

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
        return replace(
            reading,
            scope=np.minimum(reading.scope, second.scope),
            pairs=np.where(second.totals < reading.totals, second.pairs, reading.pairs),
            totals=np.minimum(reading.totals, second.totals),
            denies=True,
        )

    def _score(self, tokens: Sequence[str]) -> "_Reading":
        corrected, sure = self._vocabulary.correct(tokens)
        words = self._words(corrected, [*tokens, *sure])
        vector = self._vectoriser.vector(words)
        scope, likeness = self._models.scope.predict(vector), self._phrasings.likeness(vector)
        nearest = self._phrasings.nearest(likeness)
        if model := self._models.entries:
            linear, pairs = model.predict(vector, words)
        else:
            linear, pairs = self._phrasings.scores(likeness), np.zeros_like(nearest)
        totals = linear + np.float32(self.parameters.nearest_weight) * nearest + pairs
        return _Reading(tokens, corrected, words, vector, scope, linear, nearest, pairs, totals)

    def _words(self, corrected: Sequence[str], raw: Sequence[str]) -> Words:
        stems = [stem(word) for word in corrected]
        return Words(stems, raw, self._synonyms.find(stems))

    def _alarm(self, readings: Sequence["_Reading"]) -> Alarm | None:
        """Say how much a message sounds like the flagged ones, given the readings of all of it and of each sentence."""
        if not self._alarms:
            return None
        p, whole = self.parameters, readings[0]
        margins = [self._alarms.margin(reading.vector) for reading in readings]
        # Out of its story, a sentence may sound worse than it is meant; in a long one, a sign may not be heard.
        loudest, loudest_margin = max(zip(readings, margins, strict=True), key=lambda found: found[1])
        margin = margins[0] + p.alarm_loudest * (loudest_margin - margins[0])
        if margin < p.alarm_least:
            return None  # as for nearly all messages: no need to look at what it is like
        alike = self._alarms.likeness(loudest.vector)
        known = set(whole.corrected)
        misspelt = sum(word not in known for word in whole.tokens) / (len(whole.tokens) + _SURELY_SPELT)
        evidence = p.alarm_base + margin + p.alarm_flagged * alike.flagged + p.alarm_others * alike.others
        evidence += p.alarm_misspelt * misspelt
        return Alarm(evidence, alike.category, alike.level)

    def _ranking(self, reading: "_Reading", log_odds: Floats, limit: int) -> Ranking:
        confidences = _sigmoid(log_odds)
        content = {word for word in reading.words.stems if word not in FUNCTION_WORDS}
        candidates = tuple(
            Candidate(
                Match(self.entries[n], round(float(confidences[n]), 4)),
                float(reading.linear[n]),
                float(reading.nearest[n]),
                float(reading.pairs[n]),
                tuple(sorted(content & self._content[n])),
            )
            for n in map(int, np.argsort(-log_odds, kind="stable")[:limit])
            if reading.nearest[n] > 0
        )
        studio, smalltalk = (self._aside(kind, reading) for kind in (STUDIO, SMALLTALK))
        ours = float(_sigmoid(reading.scope[:1] * 4)[0])
        return Ranking(
            tuple(reading.tokens),
            tuple(reading.corrected),
            ours,
            candidates,
            studio,
            smalltalk,
            on_topic=not self._topic.isdisjoint(content),
        )

    def _aside(self, kind: int, reading: "_Reading") -> str | None:
        """Return the studio subject, or the kind of small talk, that a message is; None if it isn't one."""
        if reading.scope[kind] <= self.parameters.aside or reading.scope[kind] < reading.scope.max():
            return None
        scores = self._models.asides.predict(reading.vector)
        return max((float(scores[n]), id_) for n, (k, id_, _) in enumerate(self._asides) if k == kind)[1]

    def collisions(self) -> Iterator[Collision]:
        """Yield the phrasings of two entries that are all but the same."""
        sources = [(self.entries[number], text) for number, text in _phrasings(self.entries)]
        for first, second, likeness in self._phrasings.collisions(self._vectoriser.word_features):
            # An id is also a link, and hard to change; two may be alike.
            if all(text in (entry.question, *entry.phrasings) for entry, text in (sources[first], sources[second])):
                yield sources[first], sources[second], likeness


def _phrasings(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """Return what matching learns entries from, each text with the number of its entry."""
    return [
        (number, text)
        for number, entry in enumerate(entries)
        for text in dict.fromkeys([entry.question, *entry.phrasings, id_words(entry.id)])
    ]


def _topic(phrasings: Sequence[Words], background: Sequence[Words]) -> frozenset[str]:
    """Return the content words that tell the knowledge's topic."""
    ours, others = (Counter(word for text in texts for word in set(text.stems)) for texts in (phrasings, background))
    ratio = _TOPIC_RATIO * len(phrasings) / max(1, len(background))
    least = max(2, _TOPIC_SHARE * len(phrasings))
    found = (word for word, count in ours.items() if count >= least and count >= ratio * others[word])
    return frozenset(found) - FUNCTION_WORDS


def _leads(totals: Floats) -> Floats:
    """Return how far each total is above the best of the others; negative for all but the best."""
    if len(totals) < 2:
        return np.ones_like(totals)
    second, first = np.partition(totals, -2)[-2:]
    return cast("Floats", np.where(totals == first, totals - second, totals - first))


def _shares(x: Floats) -> Floats:
    """Return the softmax of some scores beside a score of 0 for "none of them"; the shares add up to less than 1."""
    powers = np.exp(np.clip(x, -30, 30))
    return cast("Floats", powers / (1 + powers.sum()))


def _sigmoid(x: Floats) -> Floats:
    return cast("Floats", 1 / (1 + np.exp(-x)))
