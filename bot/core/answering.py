"""Decides what a question gets: safety first, then the match, then an answer, a choice or an honest "I don't know"."""

from bot.core.matching import Matcher, Parameters, Ranking
from bot.core.model import (
    Abstention,
    Answer,
    Knowledge,
    Outcome,
    Question,
    SmallTalk,
    Studio,
    Suggestions,
)
from bot.core.safety import RedFlags, SafetyRules

MOST_SUGGESTIONS = 3
"""More than three choices are not read on a phone."""


class Answering:
    """One knowledge base, ready to answer; immutable, so that a reload swaps it in one assignment.

    Args:
        knowledge: entries, studio business, small talk and background.
        rules: the safety rules, which no setting can switch off.
        parameters: weights and thresholds; the shipped ones unless a benchmark says otherwise.
    """

    def __init__(self, knowledge: Knowledge, rules: SafetyRules, parameters: Parameters | None = None) -> None:
        self.knowledge = knowledge
        self.parameters = parameters or Parameters()
        self.red_flags = RedFlags(rules)
        self.matcher = Matcher(knowledge, [example.text for example in rules.examples], self.parameters)

    def decide(self, question: Question) -> Outcome:
        """Return what the question gets. Never raises, whatever the text."""
        notice = self.red_flags.check(question.text, question.earlier)
        if notice:
            return notice
        return self.accept(self.matcher.rank(question.text))

    def accept(self, ranking: Ranking) -> Outcome:
        """Turn a ranking into an outcome by the thresholds of the parameters."""
        p, matches = self.parameters, ranking.matches
        if ranking.smalltalk:
            reply = next(kind.reply for kind in self.knowledge.smalltalk if kind.id == ranking.smalltalk)
            return SmallTalk(ranking.smalltalk, reply, matches)
        if ranking.studio:
            return Studio(ranking.studio, matches)
        if not matches or matches[0].confidence < p.suggest or not ranking.candidates[0].evidence:
            return self._abstain(ranking)
        best = matches[0].confidence
        runner_up = matches[1].confidence if len(matches) > 1 else 0.0
        if best >= p.answer and best - runner_up >= p.margin:
            return Answer((matches[0].entry,), best, matches)
        near = tuple(m.entry for m in matches[:MOST_SUGGESTIONS] if m.confidence >= p.suggest * 0.5)
        return Suggestions(near, matches)

    def _abstain(self, ranking: Ranking) -> Abstention:
        """Say honestly that there is no answer; near the topic, offer what is nearest."""
        near = ranking.ours >= self.parameters.near
        nearest = [c.match.entry for c in ranking.candidates[:MOST_SUGGESTIONS] if c.evidence] if near else []
        return Abstention(tuple(nearest), ranked=ranking.matches)
