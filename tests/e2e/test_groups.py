"""Members of a group, and what the bot keeps out of."""

import pytest

from bot.sandbox.driver import Place, Sandbox
from bot.sandbox.model import User

from .shipped import HELP, TEXTS, answer, answers_anything

pytestmark = pytest.mark.asyncio(loop_scope="session")

HANDLE = "@yoga_answers_bot"
MARKER = f"/help{HANDLE}"
ANONYMOUS = User(1087968824, "Group", is_bot=True, username="GroupAnonymousBot")
"""Whoever administers a group without showing a name (core.telegram.org/bots/api#message, sender_chat)."""


async def silent(place: Place, topic: int | None = None) -> bool:
    """Return whether the bot has said nothing up to now that the test hasn't read."""
    return await place.before(MARKER, HELP, topic=topic) == []


@pytest.fixture
def group(sandbox: Sandbox) -> Place:
    """A group with privacy mode, which is what Telegram gives every bot."""
    return sandbox.supergroup()


@pytest.fixture
def open_group(sandbox: Sandbox) -> Place:
    """A group that shows the bot every message, because it is an administrator."""
    return sandbox.supergroup(bot="administrator")


@pytest.mark.parametrize(
    "text",
    [
        "/ask can sciatica make my calves sore",
        f"/ask{HANDLE} can sciatica make my calves sore",
        f"/ASK{HANDLE.upper()} can sciatica make my calves sore",
        f"{HANDLE} can sciatica make my calves sore?",
        f"can sciatica make my calves sore, {HANDLE.upper()}?",
    ],
)
async def test_who_asks_the_bot_is_answered_in_a_reply(group: Place, text: str) -> None:
    asked = group.send(text)
    reply = await group.next()
    assert reply.words.text.startswith(answer("calf-link"))
    assert reply.reply_to == asked


async def test_a_reply_to_the_bot_is_a_question(group: Place) -> None:
    first = await group.ask("/ask can sciatica make my calves sore")
    asked = group.send("can yoga help with sciatica?", reply_to=first)
    second = await group.next()
    assert second.words.text.startswith(answer("yoga-helps"))
    assert second.reply_to == asked


async def test_a_question_is_handed_over_by_a_reply_to_it(group: Place) -> None:
    question = group.send("can sciatica make my calves sore?")
    asked = group.send("/ask", reply_to=question, by=group.join(group.sandbox.person("Ben")))
    reply = await group.next()
    assert reply.words.text.startswith(answer("calf-link"))
    assert reply.reply_to == asked


async def test_a_caption_with_a_mention(group: Place) -> None:
    group.photo(f"{HANDLE} can sciatica make my calves sore?")
    assert (await group.next()).words.text.startswith(answer("calf-link"))


async def test_a_bare_command_says_how(group: Place) -> None:
    assert (await group.ask("/ask")).words.text == TEXTS["ask-empty"]
    assert (await group.ask(HANDLE)).words.text == TEXTS["ask-empty"]


@pytest.mark.parametrize(
    "text",
    [
        "can sciatica make my calves sore?",  # asked of the others
        "my car is sore on petrol",
        "hello everybody",
        "/weather@other_bot tomorrow",
        "/ask@other_bot can sciatica make my calves sore",
        "/no_such_command",
        "@other_bot can sciatica make my calves sore?",
        f"write to me{HANDLE}.example.org",  # an address, no mention
    ],
)
async def test_silence_on_what_is_not_for_the_bot(open_group: Place, text: str) -> None:
    open_group.send(text)
    assert await silent(open_group)


@pytest.mark.parametrize("text", ["thanks", "hello", "lol", "haha so true"])
async def test_silence_on_small_talk_under_an_answer(group: Place, text: str) -> None:
    reply = await group.ask("/ask can sciatica make my calves sore")
    group.send(text, reply_to=reply)
    assert await silent(group)


async def test_silence_on_people_who_reply_to_each_other(open_group: Place) -> None:
    ben = open_group.join(open_group.sandbox.person("Ben"))
    answered = await open_group.ask("/ask can sciatica make my calves sore")
    first = open_group.send("my calves are sore, is it sciatica?")
    open_group.send("does that thing know about yoga?", reply_to=first, by=ben)
    assert await silent(open_group)
    assert answered.words.text.startswith(answer("calf-link"))


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo"])
async def test_silence_on_what_is_no_text(open_group: Place, kind: str) -> None:
    getattr(open_group, kind)()
    assert await silent(open_group)


async def test_silence_on_a_sticker_under_an_answer(group: Place) -> None:
    reply = await group.ask("/ask can sciatica make my calves sore")
    sticker = {"sticker": group.sticker().media["sticker"]}
    group.send("x", reply_to=reply, fields=sticker).text = None
    assert await silent(group)


async def test_other_bots_are_not_answered(open_group: Place) -> None:
    other = open_group.join(User(7_000_000_001, "Weather", is_bot=True, username="weather_bot"))
    for text in (f"{HANDLE} can sciatica make my calves sore", f"/ask{HANDLE} calf pain", f"/topics{HANDLE}"):
        open_group.send(text, by=other)
    assert await silent(open_group)


async def test_a_channels_post_in_its_discussion_group(open_group: Place) -> None:
    channel = {
        "sender_chat": {"id": -1001234567890, "type": "channel", "title": "Flow"},
        "is_automatic_forward": True,
    }
    telegram = User(777000, "Telegram")
    for text in (f"{HANDLE} can sciatica make my calves sore", f"/topics{HANDLE}", f"/start{HANDLE}"):
        open_group.send(text, by=telegram, fields=channel)
    assert await silent(open_group)
    post = open_group.send("our new article", by=telegram, fields=channel)
    comment = open_group.send(f"{HANDLE} can sciatica make my calves sore?", reply_to=post)
    reply = await open_group.next()
    assert reply.reply_to == comment


async def test_an_anonymous_admin_is_answered(group: Place) -> None:
    fields = {"sender_chat": group.chat.json()}
    asked = group.send("/ask can sciatica make my calves sore", by=ANONYMOUS, fields=fields)
    reply = await group.next()
    assert reply.words.text.startswith(answer("calf-link"))
    assert reply.reply_to == asked


async def test_two_anonymous_admins_are_not_taken_for_one_person(group: Place) -> None:
    fields = {"sender_chat": group.chat.json()}
    for text in ("/ask my left calf is swollen", "/ask it's warm too"):
        group.send(text, by=ANONYMOUS, fields=fields)
        reply = await group.next()
    alone = await group.ask("/ask it's warm too")
    assert reply.words.text == alone.words.text


async def test_an_answer_lands_in_the_topic_of_its_question(sandbox: Sandbox) -> None:
    forum = sandbox.supergroup(forum=True)
    topic = forum.topic("Questions")
    reply = await forum.ask("/ask can sciatica make my calves sore", topic=topic)
    assert (reply.thread_id, reply.is_topic_message) == (topic, True)
    in_general = await forum.ask("/ask can sciatica make my calves sore")
    assert not in_general.is_topic_message
    query = forum.press(reply, reply.buttons[0]["text"])
    follow_up = await forum.next()
    await forum.answered(query)
    assert (follow_up.thread_id, follow_up.is_topic_message) == (topic, True)


async def test_chains_of_replies_in_a_plain_supergroup(group: Place) -> None:
    """Telegram gives such chains a thread id that it refuses when it is sent back (PTB #4205)."""
    reply = await group.ask("/ask can sciatica make my calves sore")
    asked = group.send("can yoga help with sciatica?", reply_to=reply)
    assert asked.thread_id
    assert (await group.next()).reply_to == asked


async def test_a_notice_in_a_group_comes_alone(group: Place) -> None:
    notice = await group.ask("/ask my calf is swollen and hot")
    assert notice.buttons == []
    assert not answers_anything(notice.words.text)
    assert TEXTS["disclaimer"] not in notice.words.text
    assert await silent(group)


async def test_a_sign_of_an_emergency_in_a_bare_reply(group: Place) -> None:
    reply = await group.ask("/ask can sciatica make my calves sore")
    group.send("mine is swollen and hot, the whole calf", reply_to=reply)
    notice = await group.next()
    assert TEXTS["emergency"] in notice.words.text


async def test_two_members_do_not_share_a_memory(group: Place) -> None:
    ben = group.join(group.sandbox.person("Ben"))
    await group.ask("/ask my left calf is swollen")
    bens = await group.ask("/ask it's warm too", by=ben)
    alone = await group.sandbox.private().ask("it's warm too")
    assert bens.words.text == alone.words.text


async def test_an_edited_question_edits_its_reply(group: Place) -> None:
    asked = group.send("/ask what's the capital of france")
    reply = await group.next()
    assert reply.words.text == TEXTS["unknown"]
    group.edit(asked, "/ask can sciatica make my calves sore")
    await group.edited(reply)
    assert reply.words.text.startswith(answer("calf-link"))
    assert await silent(group)


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_that_the_bot_joins_hears_nothing(sandbox: Sandbox, kind: str) -> None:
    place: Place = getattr(sandbox, kind)(bot="left")
    place.set_bot("member")
    place.join(sandbox.person("Ben"))
    assert await silent(place)
