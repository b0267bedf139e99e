"""Messages as the bot gets them: shapes, threads, edits, and Telegram's privacy mode."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox.driver import Place, Sandbox, running
from bot.sandbox.model import Status
from bot.sandbox.people import Unlikely
from bot.sandbox.world import Rules

from .conftest import Api, Scene


async def updates(api: Api, sandbox: Sandbox) -> list[dict[str, Any]]:
    """Return what waits for the bot, and confirm it."""
    waiting: list[dict[str, Any]] = await api("getUpdates")
    await api("getUpdates", offset=sandbox.world.updates.last_id + 1)
    return waiting


async def test_a_message(api: Api, sandbox: Sandbox) -> None:
    chat = sandbox.private(sandbox.person("Ada", username="ada", language_code="de"))
    sent = chat.send("🙏 /start")
    (update,) = await updates(api, sandbox)
    person = {"id": chat.id, "first_name": "Ada", "username": "ada"}
    assert update["message"] == {
        "message_id": sent.id,
        "date": sent.date,
        "chat": {**person, "type": "private"},
        "from": {**person, "is_bot": False, "language_code": "de"},
        "text": "🙏 /start",
        "entities": [{"type": "bot_command", "offset": 3, "length": 6}],
    }


async def test_an_edit(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    scene.private.edit(scene.asked, "hello again")
    (update,) = await updates(api, sandbox)
    assert update["edited_message"]["text"] == "hello again"
    assert update["edited_message"]["edit_date"] >= update["edited_message"]["date"]


async def test_other_kinds(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    scene.private.photo("look 🙏 at https://example.com")
    scene.private.sticker()
    scene.private.voice()
    photo, sticker, voice = (update["message"] for update in await updates(api, sandbox))
    assert [size["width"] for size in photo["photo"]] == [90, 800]
    assert photo["caption_entities"] == [{"type": "url", "offset": 11, "length": 19}]
    assert "text" not in photo
    assert sticker["sticker"]["emoji"] == "🙏"
    assert voice["voice"]["duration"] == 4


async def test_further_fields(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    scene.private.send("x", fields={"is_automatic_forward": True})
    (update,) = await updates(api, sandbox)
    assert update["message"]["is_automatic_forward"] is True


async def test_a_reply_carries_one_message_only(api: Api, scene: Scene) -> None:
    answer = scene.private.send("so", reply_to=scene.said)
    again = await api(
        "sendMessage",
        chat_id=scene.private.id,
        text="x",
        reply_parameters={"message_id": answer.id},
    )
    assert again["reply_to_message"]["text"] == "so"
    assert "reply_to_message" not in again["reply_to_message"]


async def test_in_a_topic(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    scene.forum.send("/ask", topic=scene.topic)
    (update,) = await updates(api, sandbox)
    message = update["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (scene.topic, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Questions"
    sent = await api("sendMessage", chat_id=scene.forum.id, text="x", message_thread_id=scene.topic)
    assert sent["is_topic_message"] is True


async def test_a_chain_of_replies_is_a_thread_but_no_topic(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    for chat in (scene.forum, sandbox.supergroup(bot="administrator")):
        root = chat.send("/ask")
        await updates(api, sandbox)
        chat.send("/ask more", reply_to=root)
        (update,) = await updates(api, sandbox)
        assert update["message"]["message_thread_id"] == root.id
        assert "is_topic_message" not in update["message"]
        refusal = await api.refusal("sendMessage", chat_id=chat.id, text="x", message_thread_id=root.id)
        assert refusal == "Bad Request: message thread not found"


async def test_a_public_group_has_a_name(api: Api, scene: Scene) -> None:
    assert (await api("sendMessage", chat_id="@Flow", text="x"))["chat"]["id"] == scene.forum.id


async def test_supergroups_count_their_own_messages(sandbox: Sandbox) -> None:
    private, first, second = sandbox.private(), sandbox.supergroup(), sandbox.supergroup()
    assert private.send("x").id == 1
    assert (first.send("x").id, first.send("x").id, second.send("x").id) == (2, 3, 2)
    assert private.send("x").id == 2


async def test_deleting(api: Api, scene: Scene) -> None:
    query = scene.private.press(scene.said, "Yes")
    for message in (scene.said, scene.asked):
        await api("deleteMessage", chat_id=scene.private.id, message_id=message.id)
        await scene.private.deleted(message)
    assert scene.private.messages == []
    assert query.json()["message"]["date"] == 0
    assert await api("sendMessage", chat_id=scene.private.id, text="still welcome")


async def test_editing(api: Api, scene: Scene) -> None:
    edited = await api(
        "editMessageText", chat_id=scene.private.id, message_id=scene.said.id, text="<i>new</i>", parse_mode="HTML"
    )
    assert edited["entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    assert "reply_markup" not in edited  # as at Telegram's: who edits the text alone loses the buttons
    assert (await scene.private.edited(scene.said)).words.text == "new"


async def test_members(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    eve = scene.group.join(sandbox.person("Eve"), "administrator")
    listed = await api("getChatAdministrators", chat_id=scene.group.id)
    assert [member["status"] for member in listed] == ["creator", "administrator"]
    assert (await api("getChatMember", chat_id=scene.group.id, user_id=eve.id))["can_delete_messages"] is True
    assert (await api("getChatMember", chat_id=scene.group.id, user_id=sandbox.bot.id))["status"] == "member"
    await api("leaveChat", chat_id=scene.group.id)
    refusal = await api.refusal("sendMessage", chat_id=scene.group.id, text="x")
    assert refusal == "Forbidden: bot is not a member of the group chat"


Act = Callable[[Place], object]

SEEN: list[tuple[str, Act, bool]] = [
    ("chatter", lambda chat: chat.send("my calves ache"), False),
    ("a bare command", lambda chat: chat.send("/ask why"), True),
    ("a command for this bot", lambda chat: chat.send("/ask@Yoga_Answers_Bot why"), True),
    ("a command for this bot, later on", lambda chat: chat.send("so 🙏 /ask@yoga_answers_bot why"), True),
    ("a command for another bot", lambda chat: chat.send("/ask@other_bot why"), False),
    ("a bare command, later on", lambda chat: chat.send("try /ask why"), False),
    ("a mention", lambda chat: chat.send("hey @Yoga_Answers_bot, why"), True),
    ("a mention of another", lambda chat: chat.send("hey @other_bot"), False),
    ("half a mention", lambda chat: chat.send("mail@yoga_answers_bot.example"), False),
    ("a photo of chatter", lambda chat: chat.photo("my calves"), False),
    ("a photo with a command", lambda chat: chat.photo("/ask why"), True),
    ("a sticker", lambda chat: chat.sticker(), False),
    ("a reply to a person", lambda chat: chat.send("yes", reply_to=chat.messages[0]), False),
    ("a reply to the bot", lambda chat: chat.send("yes", reply_to=chat.messages[1]), True),
]


@pytest.mark.parametrize(("what", "act", "seen"), SEEN, ids=[what for what, _, _ in SEEN])
@pytest.mark.parametrize("bot", ["member", "administrator"])
async def test_privacy_mode(api: Api, sandbox: Sandbox, what: str, act: Act, seen: bool, bot: Status) -> None:
    group = sandbox.supergroup(bot=bot)
    group.send("good morning")
    await api("sendMessage", chat_id=group.id, text="I am here")
    await updates(api, sandbox)
    act(group)
    assert bool(await updates(api, sandbox)) == (seen or bot == "administrator"), what


@pytest.mark.parametrize(
    ("rules", "text", "seen"),
    [
        (Rules(privacy_mode=False), "chatter", True),
        (Rules(mentions_reach=False), "@yoga_answers_bot why", False),
        (Rules(mentions_reach=False), "/ask@yoga_answers_bot why", True),
    ],
)
async def test_switches(session: aiohttp.ClientSession, rules: Rules, text: str, seen: bool) -> None:
    async with running(rules=rules) as sandbox:
        api = Api(session, sandbox)
        group = sandbox.group()
        await updates(api, sandbox)
        group.send(text)
        assert bool(await updates(api, sandbox)) == seen
        assert (await api("getMe"))["can_read_all_group_messages"] == (not rules.privacy_mode)


async def test_service_messages_are_seen(api: Api, sandbox: Sandbox) -> None:
    group = sandbox.group()
    old = group.id
    group.migrate()
    kinds = [next(key for key in update if key != "update_id") for update in await api("getUpdates")]
    assert kinds == ["my_chat_member", "message", "message"]
    assert group.id != old


async def test_nothing_is_seen_after_leaving(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    scene.group.set_bot("kicked")
    scene.group.send("/ask why")
    assert [set(update) - {"update_id"} for update in await updates(api, sandbox)] == [{"my_chat_member"}]


@pytest.mark.parametrize(
    "act",
    [
        lambda scene: scene.private.send(" "),
        lambda scene: scene.private.send("x" * 4097),
        lambda scene: scene.private.send("x", topic=7),
        lambda scene: scene.private.edit(scene.said, "x"),
        lambda scene: scene.group.topic("x"),
    ],
)
async def test_what_people_cannot_do(scene: Scene, act: Callable[[Scene], object]) -> None:
    with pytest.raises(Unlikely):
        act(scene)


async def test_a_button_that_is_not_there(scene: Scene) -> None:
    with pytest.raises(AssertionError, match=r"no button 'No'; there are \['Yes'\]"):
        scene.private.press(scene.said, "No")
