"""The ranking of entries, on a few entries about tea."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.matching import Matcher
from bot.core.model import Knowledge

from .tea import KNOWLEDGE, POT

MATCHER = Matcher(KNOWLEDGE)
QUESTIONS = [
    "how hot should the water be",
    "how long do the leaves steep",
    "do i need porcelain",
    "who won the match",
    "good morning",
    "when does the shop open",
]


@pytest.mark.parametrize("entry", KNOWLEDGE.entries, ids=lambda entry: entry.id)
def test_each_entry_is_best_for_its_own_words(entry: object) -> None:
    found = next(e for e in KNOWLEDGE.entries if e is entry)

    for text in (found.question, *found.phrasings):
        assert MATCHER.rank(text).matches[0].entry is found


def test_the_words_of_an_id_are_learned() -> None:
    entry = replace(POT, id="russian-samovar")
    matcher = Matcher(replace(KNOWLEDGE, entries=(entry, *(e for e in KNOWLEDGE.entries if e is not POT))))

    best = matcher.rank("a samovar").candidates[0]

    assert (best.match.entry, best.evidence) == (entry, ("samovar",))


def test_ids_may_be_alike() -> None:
    pots = (
        replace(POT, id="pot-tea"),
        replace(POT, id="tea-pot", question="What else?", phrasings=("tea pot, pot tea",)),
    )

    assert list(Matcher(Knowledge(entries=pots)).collisions()) == []


def test_words_that_belong_together_tell_the_entry_wherever_they_stand() -> None:
    broken = replace(POT, id="a", question="", phrasings=("my pot broke", "a new tin, please"))
    rusty = replace(POT, id="b", question="", phrasings=("my tin broke", "a new pot, please"))
    matcher = Matcher(Knowledge(entries=(broken, rusty)))

    for text, id_ in (("the pot that i had just broke", "a"), ("it broke, my old tin", "b"), ("pots, new", "b")):
        best, other = matcher.rank(text).candidates
        assert best.match.entry.id == id_
        assert best.pairs > other.pairs


@pytest.mark.parametrize("text", ["how hto shuold the watter be", "HOW HOT SHOULD THE WATER BE???", "water, how hot"])
def test_slips_case_and_order_are_forgiven(text: str) -> None:
    assert MATCHER.rank(text).matches[0].entry.id == "water"


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_best_come_first_and_no_more_than_five(text: str) -> None:
    confidences = [match.confidence for match in MATCHER.rank(text).matches]

    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert 0 < len(confidences) <= 5 < len(KNOWLEDGE.entries)


def test_the_number_of_candidates_can_be_chosen() -> None:
    assert len(MATCHER.rank("which water and which pot for tea", limit=2).candidates) == 2


@pytest.mark.parametrize("text", ["", "   ", "???", "😀😀", "\u200b"])
def test_a_text_without_words_ranks_nothing(text: str) -> None:
    ranking = MATCHER.rank(text)

    assert (ranking.tokens, ranking.candidates, ranking.studio, ranking.smalltalk) == ((), (), None, None)


def test_a_text_that_shares_no_trace_ranks_nothing() -> None:
    assert MATCHER.rank("жжж щщщ").candidates == ()


def test_the_words_are_shown_as_typed_and_as_understood() -> None:
    ranking = MATCHER.rank("watter in a cup")

    assert ranking.tokens == ("watter", "in", "a", "cup")
    assert ranking.corrected[0] == "water"


def test_evidence_is_shared_words_that_tell_something() -> None:
    best = MATCHER.rank("how long should the leaves be in there").candidates[0]

    assert best.match.entry.id == "steeping"
    assert "leav" in best.evidence
    assert not {"how", "should", "the", "be", "in"} & set(best.evidence)


def test_studio_business_and_small_talk_are_recognised_by_their_subject() -> None:
    assert MATCHER.rank("when does the shop open").studio == "times"
    assert MATCHER.rank("hello there").smalltalk == "greeting"
    assert MATCHER.rank("how hot should the water be").studio is None
    assert MATCHER.rank("how hot should the water be").smalltalk is None


def test_a_question_is_found_in_a_long_story() -> None:
    story = "My aunt came from Peru. We sat in the garden. How long do the leaves steep? She won the match."

    assert MATCHER.rank(story).matches[0].entry.id == "steeping"


def test_a_question_in_a_story_is_answered_less_surely_than_alone() -> None:
    alone = MATCHER.rank("How long do the leaves steep?").matches[0]
    told = MATCHER.rank("We sat in the garden. How long do the leaves steep? She won the match.").matches[0]

    assert told.entry is alone.entry
    assert told.confidence < alone.confidence


def test_what_was_said_before_makes_nothing_of_other_talk_an_answer() -> None:
    everything = [entry.id for entry in KNOWLEDGE.entries]

    other = MATCHER.rank("who won the football match", context=everything).matches
    follow_up = MATCHER.rank("and what about the leaves", context=["steeping"]).matches

    assert all(match.confidence <= 0.51 for match in other)
    assert follow_up[0].entry.id == "steeping"
    assert follow_up[0].confidence > MATCHER.rank("and what about the leaves").matches[0].confidence


@pytest.mark.parametrize("text", QUESTIONS)
def test_neither_tests_nor_must_not_answer_questions_are_learned(text: str) -> None:
    tested = [replace(entry, tests=("who won the match", "zebra crossing")) for entry in KNOWLEDGE.entries]
    knowledge = replace(
        KNOWLEDGE,
        entries=tuple(tested),
        studio=tuple(replace(subject, tests=("good morning",)) for subject in KNOWLEDGE.studio),
        must_not_answer=("how hot should the water be", "do i need porcelain"),
    )

    ranking, expected = Matcher(knowledge).rank(text), MATCHER.rank(text)

    assert [(m.entry.id, m.confidence) for m in ranking.matches] == [
        (m.entry.id, m.confidence) for m in expected.matches
    ]
    assert (ranking.corrected, ranking.ours, ranking.studio) == (expected.corrected, expected.ours, expected.studio)


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_same_knowledge_gives_the_same_ranking(text: str) -> None:
    assert Matcher(KNOWLEDGE).rank(text) == MATCHER.rank(text)


@pytest.mark.parametrize(
    ("text", "on_topic"), [("is tea good for plants", True), ("sowing plants", False), ("what is it", False)]
)
def test_words_that_many_phrasings_have_tell_the_topic(text: str, on_topic: bool) -> None:
    matcher = Matcher(replace(KNOWLEDGE, background=("what is green", "how is the weather", "good morning", "plants")))

    assert matcher.rank(text).on_topic is on_topic


def test_no_entry_ranks_nothing() -> None:
    assert Matcher(Knowledge(entries=())).rank("how hot should the water be").candidates == ()


def test_entries_of_one_word_each_are_enough() -> None:
    entries = tuple(replace(POT, id=word, question=word, phrasings=()) for word in ("pot", "water"))

    assert Matcher(Knowledge(entries=entries)).rank("water?").matches[0].entry.id == "water"


def test_one_entry_alone_is_enough() -> None:
    ranking = Matcher(Knowledge(entries=(POT,))).rank("which pot should i buy")

    assert [match.entry for match in ranking.matches] == [POT]


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@settings(deadline=None, max_examples=50)
def test_no_text_raises(text: str) -> None:
    assert len(MATCHER.rank(text).candidates) <= 5


def test_an_edited_answer_needs_no_new_learning() -> None:
    edited = tuple(replace(entry, answer="Another answer.") for entry in KNOWLEDGE.entries)

    before, after = MATCHER.rank("tea pot"), MATCHER.with_entries(edited).rank("tea pot")

    assert {match.entry.answer for match in after.matches} == {"Another answer."}
    assert [match.confidence for match in after.matches] == [match.confidence for match in before.matches]


def test_what_is_not_asked_does_not_count() -> None:
    plain = MATCHER.rank("what pot do you recommend")
    contrast = MATCHER.rank("not asking how long to steep it, what pot do you recommend")

    assert contrast.matches[0] == plain.matches[0]
