"""Buttons under the bot's messages."""

import itertools

import pytest

from bot.sandbox.driver import Place, Sandbox
from bot.sandbox.model import Message

from .shipped import HELP, KNOWLEDGE, TEXTS, answer, question

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def chat(sandbox: Sandbox) -> Place:
    return sandbox.private()


async def suggestions(chat: Place) -> Message:
    """Return suggestions, for the first message that is too vague for an answer, however well matching does."""
    words = ("yoga", "pain", "sciatica", "calf", "relief", "poses", "nerve", "camel pose", "legs")
    for first, second in itertools.combinations(words, 2):
        reply = await chat.ask(f"is {first} bad for {second}")
        if reply.words.text == TEXTS["suggest"]:
            return reply
    raise AssertionError("nothing vague gets suggestions")


def give(message: Message, action: str, label: str = "An older button") -> str:
    """Put a button under a message that an older version of the bot might have put there."""
    message.keyboard = [[{"text": label, "callback_data": action}]]
    return label


async def test_a_suggestion_is_shown_in_place_of_the_menu(chat: Place) -> None:
    menu = await suggestions(chat)
    labels = [button["text"] for button in menu.buttons]
    assert labels[-1] == TEXTS["none-of-these"]
    assert 2 <= len(labels) <= 4
    query = chat.press(menu, labels[0])
    await chat.edited(menu)
    await chat.answered(query)
    chosen = next(entry for entry in KNOWLEDGE.entries if entry.question == labels[0])
    assert menu.words.text.startswith(f"{labels[0]}\n{answer(chosen.id)}")
    assert TEXTS["disclaimer"] in menu.words.text
    assert await chat.before("/help", HELP) == []


async def test_none_of_these(chat: Place) -> None:
    menu = await suggestions(chat)
    chat.press(menu, TEXTS["none-of-these"])
    await chat.edited(menu)
    assert menu.words.text == TEXTS["unknown"]


async def test_a_follow_up_is_a_further_message(chat: Place) -> None:
    reply = await chat.ask("can sciatica make my calves sore")
    label = reply.buttons[0]["text"]
    query = chat.press(reply, label)
    follow_up = await chat.next()
    assert await chat.answered(query) == {"text": "", "show_alert": False}
    assert follow_up.words.text.startswith(label)
    assert TEXTS["disclaimer"] in follow_up.words.text
    assert reply.words.text.startswith(answer("calf-link"))


async def test_the_source_is_a_pop_up(chat: Place) -> None:
    reply = await chat.ask("can sciatica make my calves sore")
    shown = await chat.answered(chat.press(reply, TEXTS["source-button"]))
    assert shown["show_alert"]
    assert shown["text"].startswith("From the article “Calf Soreness Can Result From Sciatica”")
    assert "sentence" in shown["text"]
    assert reply.words.text.startswith(answer("calf-link"))


async def test_the_way_from_the_topics_to_an_answer_and_back(chat: Place) -> None:
    menu = await chat.ask("/topics")
    chat.press(menu, TEXTS["topic-the-calf"])
    await chat.edited(menu)
    assert TEXTS["topic-questions"] in menu.words.text
    chat.press(menu, TEXTS["topics-button"])
    await chat.edited(menu)
    assert menu.words.text == TEXTS["topics"]
    chat.press(menu, TEXTS["topic-the-calf"])
    await chat.edited(menu)
    chat.press(menu, question("calf-link"))
    await chat.edited(menu)
    assert answer("calf-link") in menu.words.text
    assert await chat.before("/help", HELP) == []


async def test_every_topic_has_a_menu(chat: Place) -> None:
    for topic in KNOWLEDGE.topics:
        menu = await chat.ask("/topics")
        label = next(button["text"] for button in menu.buttons if button["callback_data"] == f"topic:{topic}")
        chat.press(menu, label)
        await chat.edited(menu)
        labels = [button["text"] for button in menu.buttons]
        assert labels == [
            *(entry.question for entry in KNOWLEDGE.entries if entry.topic == topic),
            TEXTS["topics-button"],
        ]


@pytest.mark.parametrize("action", ["choose:gone-away", "topic:gone-away", "no-such-action:x", "no-such-action"])
async def test_an_old_menu_of_what_is_gone_says_so(chat: Place, action: str) -> None:
    menu = await chat.ask("/topics")
    query = chat.press(menu, give(menu, action))
    await chat.edited(menu)
    await chat.answered(query)
    assert menu.words.text == TEXTS["gone"]


async def test_an_old_follow_up_of_what_is_gone_says_so(chat: Place) -> None:
    reply = await chat.ask("can sciatica make my calves sore")
    query = chat.press(reply, give(reply, "entry:gone-away"))
    assert (await chat.next()).words.text == TEXTS["gone"]
    await chat.answered(query)
    shown = await chat.answered(chat.press(reply, give(reply, "source:gone-away")))
    assert shown == {"text": TEXTS["gone"], "show_alert": True}


async def test_a_button_of_a_message_that_was_deleted(chat: Place) -> None:
    reply = await chat.ask("can sciatica make my calves sore")
    reply.deleted = True  # Telegram then shows the bot an inaccessible message
    query = chat.press(reply, reply.buttons[0]["text"])
    assert TEXTS["disclaimer"] in (await chat.next()).words.text
    await chat.answered(query)


async def test_a_press_twice_changes_nothing_more(bot: tuple[Sandbox, object]) -> None:
    sandbox, _ = bot
    chat = sandbox.private()
    menu = await chat.ask("/topics")
    before = menu.keyboard
    first = chat.press(menu, TEXTS["topic-the-calf"])
    second = chat.press(menu, TEXTS["topic-the-calf"])
    await chat.edited(menu)
    await chat.answered(first)
    await chat.answered(second)
    assert await chat.before("/help", HELP) == []
    assert menu.keyboard != before


async def test_a_press_that_is_too_old_for_an_answer_still_works(bot: tuple[Sandbox, object]) -> None:
    """Telegram waits for a few minutes only; after a restart the bot may come later."""
    sandbox, _ = bot
    chat = sandbox.private()
    menu = await chat.ask("/topics")
    chat.press(menu, TEXTS["topic-the-calf"]).expired = True
    await chat.edited(menu)
    assert TEXTS["topic-questions"] in menu.words.text
    assert await chat.before("/help", HELP) == []


async def test_in_a_group_a_follow_up_answers_the_bots_message(sandbox: Sandbox) -> None:
    group = sandbox.group()
    reply = await group.ask("/ask can sciatica make my calves sore")
    group.press(reply, reply.buttons[0]["text"], by=group.join(sandbox.person("Ben")))
    assert (await group.next()).reply_to == reply


async def test_every_entry_can_be_shown_with_its_source(chat: Place) -> None:
    for entry in KNOWLEDGE.entries:
        reply = await chat.ask(f"/start {entry.id}")
        assert reply.words.text.startswith(f"{entry.question}\n{answer(entry.id)}")
        if entry.sentences:
            shown = await chat.answered(chat.press(reply, TEXTS["source-button"]))
            assert shown["text"].endswith(".")  # nothing was cut off
