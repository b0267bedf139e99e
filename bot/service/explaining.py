"""Shows a person, step by step, how a decision came about."""

from difflib import SequenceMatcher

from bot.core.answering import Answering
from bot.core.model import Abstention, Outcome, Question, Suggestions
from bot.core.ranking import Candidate, Ranking
from bot.service.asking import kind


def explain(text: str, answering: Answering) -> str:
    """Return the steps of one decision as lines of text."""
    notice = answering.red_flags.check(text)
    if notice:
        signs = ", ".join(f"{sign.name} (“{sign.words}”)" for sign in notice.signs)
        return f"safety     {notice.category}, level {notice.level}: {signs}\ndecision   notice, before any matching"
    ranking = answering.matcher.rank(text)
    return "\n".join(
        [
            f"safety     no rule; {_second_net(ranking)}",
            f"words      {' '.join(ranking.tokens) or '(none)'}",
            f"corrected  {_corrections(ranking)}",
            f"for us     {ranking.ours:.2f} (0 not for this bot … 1 certainly)",
            *_candidates(ranking),
            f"margin     {_margin(ranking):.2f} over the runner-up",
            f"decision   {_decision(answering.decide(Question(text)), ranking, answering)}",
        ]
    )


def _decision(outcome: Outcome, ranking: Ranking, answering: Answering) -> str:
    """Return the outcome, and where it is a silence or a choice, what an answer would have needed."""
    best, p = (ranking.matches[0].confidence if ranking.matches else 0.0), answering.parameters
    match outcome:
        case Suggestions():
            reason = f"an answer needs a confidence of {p.answer:.2f}"
        case Abstention(foreign=True):
            reason = "it is in another language"
        case Abstention() if best < p.suggest:
            reason = f"even a suggestion needs a confidence of {p.suggest:.2f}"
        case Abstention() if not ranking.has_evidence(p.verbatim):
            reason = "no word that tells something is shared with the best entry"
        case Abstention():
            reason = f"so near a notice, an answer needs a confidence of {answering.needed(ranking.alarm):.2f}"
        case _:
            return kind(outcome)
    return f"{kind(outcome)}: {reason}"


def _second_net(ranking: Ranking) -> str:
    if ranking.alarm is None:
        return "the second net is calm"
    return f"second net {ranking.alarm.evidence:+.2f}, most like {ranking.alarm.category} ({ranking.alarm.level})"


def _corrections(ranking: Ranking) -> str:
    typed, read = ranking.tokens, ranking.corrected
    # A word may have become two: "doesyoga" → "does yoga".
    blocks = SequenceMatcher(a=typed, b=read, autojunk=False).get_opcodes()
    changed = [f"{' '.join(typed[a:b])} → {' '.join(read[c:d])}" for tag, a, b, c, d in blocks if tag != "equal"]
    return ", ".join(changed) or "nothing"


def _candidates(ranking: Ranking) -> list[str]:
    if not ranking.candidates:
        return ["candidates none: nothing in the knowledge shares a trace with it"]
    return ["candidates confidence  linear  nearest   pairs  shared words", *map(_row, ranking.candidates)]


def _row(candidate: Candidate) -> str:
    return (
        f"  {candidate.match.confidence:16.2f} {candidate.linear:8.2f} {candidate.nearest:8.2f}"
        f" {candidate.pairs:7.2f}  {candidate.match.entry.id}: {', '.join(candidate.evidence) or '(none)'}"
    )


def _margin(ranking: Ranking) -> float:
    confidences = [match.confidence for match in ranking.matches]
    return confidences[0] - confidences[1] if len(confidences) > 1 else sum(confidences)
