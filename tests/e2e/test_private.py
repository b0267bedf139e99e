"""A student's private chat with the bot."""

import pytest

from bot.sandbox.driver import Sandbox

from .process import Running
from .shipped import HELP, TEXTS, answer, answers_anything, question

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_answer_carries_the_disclaimer(sandbox: Sandbox) -> None:
    reply = await sandbox.private().ask("does sciatica make ur calfs hurt??")
    assert reply.words.text.startswith(answer("calf-link"))
    assert reply.words.text.endswith(TEXTS["disclaimer"])
    assert reply.words.parts("italic") == [TEXTS["disclaimer"]]
    assert reply.reply_to is None


async def test_a_sign_of_an_emergency_gets_the_notice_and_nothing_else(sandbox: Sandbox) -> None:
    chat = sandbox.private()
    notice = await chat.ask("my calf is swollen and hot")
    assert notice.buttons == []
    assert TEXTS["emergency"] in notice.words.text
    assert TEXTS["disclaimer"] not in notice.words.text
    assert not answers_anything(notice.words.text)
    assert await chat.before("/help", HELP) == []


async def test_signs_split_over_two_messages(sandbox: Sandbox) -> None:
    chat = sandbox.private()
    await chat.ask("my left calf is swollen")
    second = await chat.ask("it's warm too")
    whole = await sandbox.private().ask("my left calf is swollen\nit's warm too")
    alone = await sandbox.private().ask("it's warm too")
    assert second.words.text == whole.words.text != alone.words.text
    assert second.buttons == []


@pytest.mark.parametrize("text", ["what's the capital of france", "my car is thirsty for petrol"])
async def test_an_unknown_question_gets_an_honest_reply(sandbox: Sandbox, text: str) -> None:
    reply = await sandbox.private().ask(text)
    assert reply.words.text == TEXTS["unknown"]
    assert [button["text"] for button in reply.buttons] == [TEXTS["topics-button"]]


async def test_studio_business_goes_to_the_studio(sandbox: Sandbox) -> None:
    reply = await sandbox.private().ask("is there yoga on sunday")
    assert reply.words.text == TEXTS["studio"]


async def test_a_greeting_gets_one_kind_sentence(sandbox: Sandbox) -> None:
    reply = await sandbox.private().ask("hello")
    assert "Hello" in reply.words.text
    assert TEXTS["disclaimer"] not in reply.words.text


async def test_a_caption_is_a_question(sandbox: Sandbox) -> None:
    chat = sandbox.private()
    chat.photo("can sciatica make my calves sore?")
    assert (await chat.next()).words.text.startswith(answer("calf-link"))


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo"])
async def test_what_is_no_text_gets_a_short_reply(sandbox: Sandbox, kind: str) -> None:
    chat = sandbox.private()
    getattr(chat, kind)()
    assert (await chat.next()).words.text == TEXTS["text-only"]
    assert await chat.before("/help", HELP) == []


async def test_an_edited_question_edits_its_reply(sandbox: Sandbox) -> None:
    chat = sandbox.private()
    asked = chat.send("what's the capital of france")
    reply = await chat.next()
    chat.edit(asked, "can sciatica make my calves sore")
    await chat.edited(reply)
    assert reply.words.text.startswith(answer("calf-link"))
    chat.edit(asked, "my calf is swollen and hot")
    await chat.edited(reply)
    assert reply.buttons == []
    assert not answers_anything(reply.words.text)
    assert await chat.before("/help", HELP) == []


async def test_an_edit_that_changes_nothing_changes_nothing(bot: tuple[Sandbox, object]) -> None:
    sandbox, _ = bot
    chat = sandbox.private()
    asked = chat.send("what's the capital of france")
    reply = await chat.next()
    chat.edit(asked, "what's the capital of France?")
    assert await chat.before("/help", HELP) == []
    assert reply.words.text == TEXTS["unknown"]


async def test_an_edit_whose_reply_is_gone_gets_a_new_one(bot: tuple[Sandbox, object]) -> None:
    sandbox, _ = bot
    chat = sandbox.private()
    asked = chat.send("what's the capital of france")
    reply = await chat.next()
    del chat.chat.messages[reply.id]  # the person cleared it away
    chat.edit(asked, "can sciatica make my calves sore")
    assert (await chat.next()).words.text.startswith(answer("calf-link"))


async def test_start_greets(sandbox: Sandbox) -> None:
    reply = await sandbox.private().ask("/start")
    assert reply.words.text.startswith(TEXTS["start"])
    assert TEXTS["about"] in reply.words.text
    assert "/privacy" in reply.words.parts("bot_command")
    assert TEXTS["topic-the-pain"] in [button["text"] for button in reply.buttons]


async def test_a_deep_link_shows_its_entry(sandbox: Sandbox) -> None:
    reply = await sandbox.private().ask("/start calf-link")
    assert reply.words.text.startswith(f"{question('calf-link')}\n{answer('calf-link')}")
    assert reply.words.parts("bold") == [question("calf-link")]
    assert TEXTS["disclaimer"] in reply.words.text


async def test_a_deep_link_to_an_entry_that_is_gone_greets(sandbox: Sandbox) -> None:
    reply = await sandbox.private().ask("/start no-such-entry")
    assert reply.words.text.startswith(TEXTS["start"])


@pytest.mark.parametrize(
    ("command", "shows"),
    [
        ("/help", HELP),
        ("/help@yoga_answers_bot", HELP),
        ("/topics", TEXTS["topics"]),
        ("/privacy", "I don't store your messages"),
        ("/ask", TEXTS["ask-empty"]),
        ("/ask can sciatica make my calves sore", answer("calf-link")),
        ("/no_such_command", HELP),
        ("/", HELP),
    ],
)
async def test_commands(sandbox: Sandbox, command: str, shows: str) -> None:
    assert shows in (await sandbox.private().ask(command)).words.text


async def test_the_menu_of_commands(sandbox: Sandbox) -> None:
    menus = {dict(scope)["type"]: commands for (scope, _), commands in sandbox.world.profile.commands.items()}
    names = {scope: [command["command"] for command in commands] for scope, commands in menus.items()}
    assert names == {
        "default": ["start", "topics", "help", "privacy"],
        "all_group_chats": ["ask", "topics", "help", "privacy"],
    }
    assert sandbox.world.profile.descriptions == {"": TEXTS["description"]}
    assert sandbox.world.profile.short_descriptions == {"": TEXTS["short-description"]}


async def test_somebody_blocks_the_bot_before_its_answer(bot: tuple[Sandbox, Running]) -> None:
    sandbox, process = bot
    chat = sandbox.private()
    chat.send("what's the capital of france")
    chat.set_bot("kicked")
    await process.logs("bot was blocked by the user")
    assert "ERROR" not in process.log
    assert "france" not in process.log
