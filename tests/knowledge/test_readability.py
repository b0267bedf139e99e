"""Long sentences and hard words."""

import pytest

from bot.knowledge.readability import OLDEST, hard_to_read, reading_age, sentences, words

LONG = "If you " + "drink tea and " * 7 + "rest, all is well."
EASY = "Tea is nice. We drink it in the sun. You can have a cup. Then you can go home and take a nap. It is fun."
HARD = (
    "Comprehensive investigations demonstrate considerable pharmacological differences. Physiological characteristics"
    " determine individual susceptibility. Professional consultation remains indispensable throughout."
    " Multidisciplinary rehabilitation programmes demonstrate advantageous outcomes."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four...", "Five"]),
        ('It is "more of a cure." Results vary.', ['It is "more of a cure."', "Results vary."]),
        ("Use 2.5 litres.\n  Stir *well.* Done.", ["Use 2.5 litres.", "Stir *well.*", "Done."]),
        ("...", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_hyphen_or_an_apostrophe_makes_one_word() -> None:
    assert words("flare-ups don't – or won’t – count twice") == [
        "flare-ups", "don't", "or", "won’t", "count", "twice",
    ]  # fmt: skip


def test_the_age_is_the_automated_readability_index_plus_five() -> None:
    # 8 words of 33 letters in 2 sentences: 4.71 * 33/8 + 0.5 * 4 - 21.43 = 0.0, which is before grade 1
    assert reading_age("Green tea is good. Drink it while hot today.") == pytest.approx(5, abs=1)
    assert reading_age("") == 0


def test_ages_grow_with_the_words_and_the_sentences() -> None:
    assert reading_age(EASY) < OLDEST < reading_age(HARD)
    assert reading_age(EASY) < reading_age(EASY.replace(".", ""))


def test_an_easy_text_is_fine() -> None:
    assert hard_to_read(EASY) == []


def test_a_long_sentence_is_named_with_its_length() -> None:
    (message,) = hard_to_read(f"{EASY} {LONG}")

    assert message == "the sentence beginning “If you drink tea and …” has 27 words; split it, 25 are the most"


def test_25_words_are_no_long_sentence() -> None:
    assert hard_to_read("tea " * 24 + "time.") == []


def test_a_hard_text_names_its_hardest_sentence() -> None:
    (message,) = hard_to_read(f"{HARD} It is so.")

    assert message.startswith("needs a reading age of ")
    assert message.endswith(
        "the one beginning “Comprehensive investigations demonstrate considerable pharmacological …”"
    )


def test_a_short_text_may_have_a_long_word() -> None:
    assert hard_to_read("Comprehensive pharmacological investigations demonstrate physiological characteristics.") == []


def test_short_sentences_that_end_oddly_do_not_count_as_one() -> None:
    assert hard_to_read(('He said "yes." ' * 12).strip()) == []
