"""Words that no answer may say, and sentences that only look like them."""

import pytest

from bot.knowledge.promises import PROMISES, promises


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Yoga cures sciatica.", "cures"),
        ("The article calls it more of a cure.", "cure"),
        ("We *guarantee* it.", "guarantee"),
        ("Results are guaranteed.", "guaranteed"),
        ("Yoga always works.", "always works"),
        ("Yoga will slowly heal your back.", "will slowly heal"),
        ("It’ll fix your back.", "it'll fix"),
        ("There is no doubt that yoga will heal you.", "will heal"),
        ("Yoga not only relaxes but heals.", "heals"),
        ("This is safe for everyone.", "safe for everyone"),
        ("It is completely safe.", "completely safe"),
        ("It has no side effects.", "no side effects"),
        ("You have sciatica.", "you have sciatica"),
        ("You've got a slipped disc.", "you've got a slipped disc"),
        ("You don't move well, so that is probably sciatica.", "that is probably sciatica"),
        ("Take two tablets.", "take two"),
        ("Take 2 or 3 a day.", "take 2 or 3"),
        ("Take ibuprofen for it.", "take ibuprofen"),
        ("You could take an aspirin.", "take an aspirin"),
        ("Up to 400mg is usual.", "400mg"),
        ("Two doses, or 1.5 tablets, are usual.", "1.5 tablets"),
        ("You don't have to see a doctor.", "don't have to see a doctor"),
        ("There is no need for a doctor.", "no need for a doctor"),
        ("Don’t worry, it passes.", "don't worry"),
        ("It is nothing serious.", "nothing serious"),
        ("You'll be fine.", "you'll be fine"),
        ("Stop taking your tablets.", "stop taking"),
        ("You can stop your medicine.", "stop your medicine"),
        ("Don't be shy, give up painkillers.", "give up painkillers"),
    ],
)
def test_a_promise_is_found_once(text: str, words: str) -> None:
    assert [found.words for found in promises(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        'The article calls it "more of a cure".',
        "Its words are *“more of a cure.”* Results vary and it isn't a guarantee.",
        "It isn't a cure. It's no cure, and nobody can guarantee that.",
        "Keep the tin secure.",
        "It will not heal in a week. Yoga won't fix it.",
        "They aren’t safe for everyone.",
        "If you have sciatica, or think you have sciatica, ask your instructor.",
        "Only a doctor can tell whether you have sciatica. Sciatica is one possible cause.",
        "Ask a doctor first if you have a slipped disc.",
        "It may take up to six months or a year. It can take two or three weeks, or a few full days.",
        "Take part in a class. Take one step, then take three deep breaths.",
        "Don't take both together. Never take an aspirin without asking.",
        "Ask a pharmacist before you take ibuprofen, or if you take two medicines.",
        "Use water of 80 degrees.",
        "Please tell a doctor about it. You need a doctor if it gets worse.",
        "If you are fine with that, come to class.",
        "That is not a promise, and not a reason to stop a medicine your doctor gave you.",
        "Don't stop taking it. Talk to your doctor before you stop taking it.",
        "",
    ],
)
def test_a_harmless_sentence_is_left_alone(text: str) -> None:
    assert [found.words for found in promises(text)] == []


def test_every_kind_gives_its_reason_and_what_to_write_instead() -> None:
    assert all(promise.reason and promise.instead for promise in PROMISES)


def test_two_kinds_are_two_findings() -> None:
    found = [promise.words for promise in promises("Don't worry, yoga will heal you, guaranteed.")]

    assert sorted(found) == ["don't worry", "guaranteed", "will heal"]
