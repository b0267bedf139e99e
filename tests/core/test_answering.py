"""What becomes of a question: from a ranking to an outcome."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answering import MOST_SUGGESTIONS, Answering
from bot.core.model import (
    Abstention,
    Answer,
    Entry,
    Level,
    Match,
    Notice,
    Outcome,
    Question,
    SmallTalk,
    Studio,
    Suggestions,
)
from bot.core.parameters import Parameters
from bot.core.ranking import Alarm, Candidate, Ranking
from bot.core.safety import SafetyRules
from bot.knowledge.loader import load, shipped_folder

from .tea import FRESH, HEADACHE, KNOWLEDGE, POT, STEEPING, WATER

ANSWER, SUGGEST, NEAR = 0.6, 0.3, 0.5


@pytest.fixture(scope="module")
def rules() -> SafetyRules:
    rules = load(shipped_folder()).safety
    assert rules is not None
    return rules


@pytest.fixture(scope="module")
def answering(rules: SafetyRules) -> Answering:
    return Answering(KNOWLEDGE, rules, Parameters(answer=ANSWER, suggest=SUGGEST, near=NEAR))


def ranking(
    *confidences: tuple[Entry, float],
    evidence: tuple[str, ...] = ("tea",),
    ours: float = 1.0,
    studio: str | None = None,
    smalltalk: str | None = None,
    on_topic: bool = False,
) -> Ranking:
    """Return a ranking as matching would give it."""
    candidates = tuple(
        Candidate(Match(entry, confidence), linear=0, nearest=0.5, pairs=0, evidence=evidence)
        for entry, confidence in confidences
    )
    return Ranking(("tea",), ("tea",), ours, candidates, studio, smalltalk, on_topic=on_topic)


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def test_a_certain_match_answers(answering: Answering) -> None:
    outcome = answering.accept(ranking((WATER, 0.95), (STEEPING, 0.1)))

    assert isinstance(outcome, Answer)
    assert outcome.entries == (WATER,)
    assert outcome.confidence == 0.95


def test_an_uncertain_match_offers_a_choice_of_what_is_near(answering: Answering) -> None:
    outcome = answering.accept(ranking((WATER, 0.5), (STEEPING, 0.4), (POT, 0.01)))

    assert isinstance(outcome, Suggestions)
    assert ids(outcome.entries) == ["water", "steeping"]


def test_a_choice_is_never_longer_than_a_phone_shows(answering: Answering) -> None:
    near = [(entry, 0.45) for entry in (WATER, STEEPING, POT, HEADACHE, FRESH)]

    outcome = answering.accept(ranking(*near))

    assert isinstance(outcome, Suggestions)
    assert len(outcome.entries) == MOST_SUGGESTIONS


@pytest.mark.parametrize(("ours", "on_topic"), [(0.9, False), (0.1, True)])
def test_a_weak_match_near_the_topic_offers_what_is_nearest(answering: Answering, ours: float, on_topic: bool) -> None:
    outcome = answering.accept(ranking((WATER, 0.1), (STEEPING, 0.05), ours=ours, on_topic=on_topic))

    assert isinstance(outcome, Abstention)
    assert ids(outcome.nearest) == ["water", "steeping"]


def test_a_weak_match_far_from_the_topic_offers_nothing(answering: Answering) -> None:
    outcome = answering.accept(ranking((WATER, 0.1), (STEEPING, 0.05), ours=0.1))

    assert isinstance(outcome, Abstention)
    assert outcome.nearest == ()


def test_without_a_telling_word_in_common_nothing_is_answered(answering: Answering) -> None:
    outcome = answering.accept(ranking((WATER, 0.99), evidence=()))

    assert isinstance(outcome, Abstention)
    assert outcome.nearest == ()


def test_nothing_at_all_is_an_honest_abstention(answering: Answering) -> None:
    assert answering.accept(ranking()) == Abstention()


def test_studio_business_goes_to_the_studio_however_well_an_entry_fits(answering: Answering) -> None:
    outcome = answering.accept(ranking((WATER, 0.99), studio="times"))

    assert isinstance(outcome, Studio)
    assert outcome.subject == "times"


def test_small_talk_gets_its_sentence(answering: Answering) -> None:
    outcome = answering.accept(ranking((WATER, 0.99), smalltalk="greeting"))

    assert isinstance(outcome, SmallTalk)
    assert (outcome.kind, outcome.reply) == ("greeting", "Hello! Ask me about tea.")


@pytest.mark.parametrize(
    "given_ranking",
    [
        ranking((WATER, 0.95), (STEEPING, 0.1)),
        ranking((WATER, 0.5), (STEEPING, 0.4)),
        ranking((WATER, 0.1)),
        ranking((WATER, 0.9), studio="times"),
        ranking((WATER, 0.9), smalltalk="greeting"),
    ],
    ids=["answer", "suggest", "abstain", "studio", "smalltalk"],
)
def test_every_outcome_says_what_was_ranked(given_ranking: Ranking, answering: Answering) -> None:
    outcome = answering.accept(given_ranking)

    assert not isinstance(outcome, Notice)
    assert outcome.ranked == given_ranking.matches


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how hot should the water be?", Answer),
        ("when does the shop open", Studio),
        ("hello there", SmallTalk),
        ("what is the capital of peru", Abstention),
        ("", Abstention),
        ("???", Abstention),
    ],
)
def test_a_question_travels_the_whole_way(text: str, kind: type[Outcome], answering: Answering) -> None:
    assert isinstance(answering.decide(Question(text)), kind)


def test_safety_comes_before_any_answer(answering: Answering) -> None:
    assert isinstance(answering.decide(Question("how hot should the water be? i want to kill myself")), Notice)


@given(st.text(st.characters(exclude_categories=()), max_size=300))
@settings(deadline=None, max_examples=50)
def test_no_text_raises(answering: Answering, text: str) -> None:
    assert isinstance(answering.decide(Question(text)), Outcome)


@pytest.mark.parametrize(
    ("evidence", "confidence", "expected"),
    [(-2.5, 0.7, Answer), (-0.5, 0.7, Abstention), (-0.5, 0.97, Answer), (None, 0.7, Answer)],
    ids=["far from a notice", "may need a notice", "may need one, but the answer is sure", "nothing to fear"],
)
def test_a_doubtful_answer_is_not_given_to_what_may_need_a_notice(
    answering: Answering,
    monkeypatch: pytest.MonkeyPatch,
    evidence: float | None,
    confidence: float,
    expected: type[Outcome],
) -> None:
    alarm = None if evidence is None else Alarm(evidence, "stroke", Level.EMERGENCY)
    found = replace(ranking((POT, confidence)), alarm=alarm)
    monkeypatch.setattr(answering.matcher, "rank", lambda _text, **_: found)

    assert isinstance(answering.decide(Question("which pot then")), expected)


@pytest.mark.parametrize("text", ["perché il mio pot non è caldo", "tea pot kaun sa hai", "чайник для чая"])
def test_another_language_gets_no_answer_even_if_its_words_are_alike(
    answering: Answering, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(answering.matcher, "rank", lambda _text, **_: ranking((POT, 0.99)))

    outcome = answering.decide(Question(text))

    assert isinstance(outcome, Abstention)
    assert outcome.foreign


def test_of_two_notices_the_more_urgent_is_given(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "I'm pregnant, which tea may I drink against the pain?"
    rules_alone = answering.red_flags.check(text)
    assert rules_alone
    assert rules_alone.level is Level.DOCTOR

    for level in (Level.EMERGENCY, Level.TODAY, Level.DOCTOR):
        found = replace(ranking((POT, 0.1)), alarm=Alarm(1.0, "trauma", level))
        monkeypatch.setattr(answering.matcher, "rank", lambda _text, found=found, **_: found)
        notice = answering.decide(Question(text))
        assert isinstance(notice, Notice)
        assert notice.level is level


def test_the_second_net_takes_no_notice_back(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "I'm pregnant, which tea may I drink against the pain?"
    for alarm in (None, Alarm(-3.0, "trauma", Level.EMERGENCY)):
        found = replace(ranking((POT, 1.0)), alarm=alarm)
        monkeypatch.setattr(answering.matcher, "rank", lambda _text, found=found, **_: found)

        assert answering.decide(Question(text)) == answering.red_flags.check(text)
