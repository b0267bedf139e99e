"""What people read."""

import pytest

from bot.core.composing import compose, entry_reply, fill, plain
from bot.core.model import (
    Abstention,
    Action,
    Answer,
    Button,
    Level,
    Notice,
    Outcome,
    SmallTalk,
    Studio,
    Suggestions,
)

from .tea import FRESH, HEADACHE, KNOWLEDGE, POT, STEEPING, WATER

CATALOG = {
    "disclaimer": "No medical advice.",
    "caution": "Careful:",
    "suggest": "Which one?",
    "none-of-these": "None of these",
    "unknown": "I don't know.",
    "not-covered": "Not in the guide.",
    "topics-button": "Topics",
    "english-only": "English, please.",
    "studio": "Ask the shop.",
    "source-button": "Source",
    "emergency": "112",
    "helplines": "Call 116 123.",
}
NOTICE = Notice("burn", Level.EMERGENCY, "Call {emergency} now. {helplines} Then {emergency} again.")


def reply(outcome: Outcome) -> str:
    return compose(outcome, KNOWLEDGE, CATALOG).text


def buttons(outcome: Outcome) -> tuple[Button, ...]:
    return compose(outcome, KNOWLEDGE, CATALOG).buttons


def test_an_answer_is_its_text_its_caution_and_the_disclaimer() -> None:
    assert reply(Answer((WATER,), 1.0)) == (
        "*80 degrees* is best.\n\nCareful: Keep hot water away from children.\n\n_No medical advice._"
    )


def test_an_answer_without_a_caution_still_has_the_disclaimer() -> None:
    assert reply(Answer((POT,), 1.0)) == "A plain one.\n\n_No medical advice._"


def test_two_answers_stand_under_their_questions() -> None:
    assert reply(Answer((POT, FRESH), 1.0)) == (
        "*Which pot should I buy?*\nA plain one.\n\n"
        "*How do I keep tea fresh?*\nIn a closed tin.\n\n"
        "_No medical advice._"
    )


def test_a_caution_of_two_answers_is_given_once() -> None:
    assert reply(Answer((WATER, STEEPING), 1.0)).count("Keep hot water away from children.") == 1


def test_two_cautions_are_both_given() -> None:
    text = reply(Answer((WATER, HEADACHE), 1.0))

    assert "Careful: Keep hot water away from children." in text
    assert "Careful: Ask a pharmacist." in text


def test_an_entry_chosen_from_a_list_stands_under_its_question() -> None:
    assert entry_reply(POT, KNOWLEDGE, CATALOG).text == (
        "*Which pot should I buy?*\nA plain one.\n\n_No medical advice._"
    )


def test_an_answer_offers_two_follow_ups_and_its_source() -> None:
    assert buttons(Answer((WATER,), 1.0)) == (
        Button("How long do the leaves steep?", Action.ENTRY, "steeping"),
        Button("Can tea give me a headache?", Action.ENTRY, "headache"),
        Button("Source", Action.SOURCE, "water"),
    )


def test_a_follow_up_that_is_shown_already_is_not_offered() -> None:
    assert "steeping" not in {button.target for button in buttons(Answer((WATER, STEEPING), 1.0))}


def test_an_answer_without_sentences_has_no_source() -> None:
    assert buttons(Answer((POT,), 1.0)) == ()


def test_a_notice_is_its_text_alone_with_the_numbers_filled_in() -> None:
    assert reply(NOTICE) == "Call 112 now. Call 116 123. Then 112 again."
    assert buttons(NOTICE) == ()


def test_suggestions_are_buttons_with_a_way_out() -> None:
    assert reply(Suggestions((WATER, POT))) == "Which one?"
    assert buttons(Suggestions((WATER, POT))) == (
        Button("How hot should the water be?", Action.CHOOSE, "water"),
        Button("Which pot should I buy?", Action.CHOOSE, "pot"),
        Button("None of these", Action.NONE_OF_THESE),
    )


def test_an_abstention_near_the_topic_offers_what_is_nearest() -> None:
    outcome = Abstention((POT,))

    assert reply(outcome) == "Not in the guide."
    assert buttons(outcome) == (Button("Which pot should I buy?", Action.CHOOSE, "pot"),)


def test_an_abstention_far_from_the_topic_offers_the_topics() -> None:
    assert reply(Abstention()) == "I don't know."
    assert buttons(Abstention()) == (Button("Topics", Action.TOPICS),)


def test_another_language_is_told_so() -> None:
    assert reply(Abstention(foreign=True)) == "English, please."


@pytest.mark.parametrize(
    ("outcome", "text"),
    [(Studio("times"), "Ask the shop."), (SmallTalk("greeting", "Hello!"), "Hello!")],
    ids=["studio", "small talk"],
)
def test_business_and_small_talk_are_one_sentence(outcome: Outcome, text: str) -> None:
    assert compose(outcome, KNOWLEDGE, CATALOG).text == text
    assert buttons(outcome) == ()


@pytest.mark.parametrize(
    "outcome",
    [NOTICE, Suggestions((WATER,)), Abstention(), Abstention((POT,)), Studio("times"), SmallTalk("greeting", "Hello!")],
    ids=lambda outcome: type(outcome).__name__,
)
def test_only_answers_carry_the_disclaimer(outcome: Outcome) -> None:
    assert "No medical advice." not in reply(outcome)


def test_a_text_without_placeholders_stays() -> None:
    assert fill("Keep calm {and} drink tea.", CATALOG) == "Keep calm {and} drink tea."


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("*80 degrees* is best", "80 degrees is best"),
        ("_No medical advice._", "No medical advice."),
        ("*one* and *two*, _three_", "one and two, three"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a_file_name and x*y*z", "a_file_name and x*y*z"),
        ("* a point", "* a point"),
        ("an asterisk*", "an asterisk*"),
        ("", ""),
    ],
)
def test_plain_text_has_no_marks(marked: str, bare: str) -> None:
    assert plain(marked) == bare
