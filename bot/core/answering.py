"""Decides what a question gets: safety first, then the match, then an answer, a choice or an honest "I don't know"."""

from bot.core.matching import Matcher
from bot.core.model import (
    Abstention,
    Answer,
    Knowledge,
    Level,
    Outcome,
    Question,
    SmallTalk,
    Studio,
    Suggestions,
)
from bot.core.parameters import Parameters
from bot.core.phrasing import is_foreign, leans, questions
from bot.core.ranking import Alarm, Ranking
from bot.core.safety import RedFlags, SafetyRules

_LEVELS = list(Level)
"""The most urgent first."""

MOST_ANSWERS = 2
"""Questions of one message that are answered together."""

MOST_SUGGESTIONS = 3
"""More than three choices are not read on a phone."""


class Answering:
    """One knowledge base, ready to answer; immutable, so that a reload swaps it in one assignment.

    Args:
        knowledge: entries, studio business, small talk and background.
        rules: the safety rules, which no setting can switch off.
        parameters: weights and thresholds; the shipped ones unless a benchmark says otherwise.
        before: an earlier version; what was learned for it is used again where this one differs only in what matching
            never looks at: answers, tests, cautions.

    Attributes:
        lessons: all that the matcher has learned from.
        reviewed: who has reviewed the safety rules, and when; empty if nobody has.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        rules: SafetyRules,
        parameters: Parameters | None = None,
        before: "Answering | None" = None,
    ) -> None:
        self.knowledge = knowledge
        self.parameters = parameters or Parameters()
        self.reviewed = rules.reviewed
        self.lessons = _lessons(knowledge, rules, self.parameters)
        self.matcher: Matcher = (
            before.matcher.with_entries(knowledge.entries)
            if before and before.lessons == self.lessons
            else Matcher(knowledge, rules.examples, rules.calm, rules.groups, self.parameters)
        )
        self.red_flags = RedFlags(rules, self.matcher.ordinary_words)

    def decide(self, question: Question) -> Outcome:
        """Return what the question gets. Never raises, whatever the text."""
        notice = self.red_flags.check(question.text, question.earlier)
        if notice and notice.level is Level.EMERGENCY:
            return notice  # nothing is more urgent; nor may it wait for anything else
        ranking = self.matcher.rank(question.text, context=self._context(question))
        foreign = is_foreign(question.text)
        alarm = ranking.alarm
        if alarm and alarm.evidence >= 0 and not foreign:  # the second net knows English only
            further = self.red_flags.notice(alarm.category, alarm.level)
            notice = min(filter(None, (notice, further)), key=lambda found: _LEVELS.index(found.level))
        if notice:
            return notice
        outcome = self.accept(ranking)
        if foreign and not isinstance(outcome, Studio | SmallTalk):
            return Abstention(foreign=True, ranked=ranking.matches)
        outcome = self._both(question.text) or outcome
        if isinstance(outcome, Answer) and outcome.confidence < self.needed(alarm):
            return Abstention(ranked=outcome.ranked)
        return outcome

    def needed(self, alarm: Alarm | None) -> float:
        """Return the confidence that an answer needs, 0 or less for any: the nearer to a notice, the more."""
        return self.parameters.alarm_sure + self.parameters.alarm_relief * alarm.evidence if alarm else 0.0

    def _context(self, question: Question) -> tuple[str, ...]:
        """Return the follow-ups of the last answer where the question seems to go on from it."""
        previous = self.knowledge.entry(question.previous) if question.previous else None
        return previous.related if previous and leans(question.text) else ()

    def _both(self, text: str) -> Answer | None:
        """Return one answer to two questions: each must be certain by itself, and ask for another entry."""
        parts = questions(text)
        if len(parts) < MOST_ANSWERS:
            return None
        answers = [outcome for part in parts if isinstance(outcome := self.accept(self.matcher.rank(part)), Answer)]
        entries = tuple(dict.fromkeys(answer.entries[0] for answer in answers))[:MOST_ANSWERS]
        if len(entries) < MOST_ANSWERS:
            return None
        return Answer(entries, min(answer.confidence for answer in answers), answers[0].ranked)

    def accept(self, ranking: Ranking) -> Outcome:
        """Turn a ranking into an outcome by the thresholds of the parameters."""
        p, matches = self.parameters, ranking.matches
        if ranking.smalltalk:
            reply = next(kind.reply for kind in self.knowledge.smalltalk if kind.id == ranking.smalltalk)
            return SmallTalk(ranking.smalltalk, reply, matches)
        if ranking.studio:
            return Studio(ranking.studio, matches)
        if not ranking.has_evidence(p.verbatim) or matches[0].confidence < p.suggest:
            return self._abstain(ranking)
        if matches[0].confidence >= p.answer:
            return Answer((matches[0].entry,), matches[0].confidence, matches)
        near = [match.entry for match in matches[:MOST_SUGGESTIONS] if match.confidence >= p.suggest / 2]
        return Suggestions(tuple(near), matches)

    def _abstain(self, ranking: Ranking) -> Abstention:
        """Say honestly that there is no answer; near the topic, offer what is nearest."""
        near = ranking.on_topic or ranking.ours >= self.parameters.near
        nearest = [c.match.entry for c in ranking.candidates[:MOST_SUGGESTIONS] if c.evidence] if near else []
        return Abstention(tuple(nearest), ranked=ranking.matches)


def _lessons(knowledge: Knowledge, rules: SafetyRules, parameters: Parameters) -> tuple[object, ...]:
    """Return all that a matcher learns from."""
    return (
        [(entry.id, entry.question, entry.phrasings) for entry in knowledge.entries],
        [(subject.id, subject.phrasings) for subject in knowledge.studio],
        [(kind.id, kind.phrasings) for kind in knowledge.smalltalk],
        knowledge.background,
        knowledge.synonyms,
        rules.examples,
        rules.calm,
        rules.groups,
        parameters,
    )
