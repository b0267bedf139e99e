"""Whatever people send, a fitting short reply and no trouble."""

import pytest

from bot.sandbox.driver import Sandbox

from .shipped import HELP, TEXTS, answer, answers_anything

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONGEST = 4096
"""Characters of a message (core.telegram.org/bots/api#message)."""

NOTHING_TO_ANSWER = {
    "an emoji": "🙏",
    "many emoji": "🙃👍🏽👨‍👩‍👧‍👦🏳️‍🌈" * 50,
    "punctuation": "?!…",
    "one letter": "x",
    "one figure": "7",
    "figures": "1234567890 " * 40,
    "one word of the greatest length": "a" * LONGEST,
    "many words": ("petrol " * LONGEST)[:LONGEST].strip(),
    "emoji of the greatest length": "🙏" * LONGEST,
    "punctuation of the greatest length": "?" * LONGEST,
    "spaces and new lines": "\n \t . \n\n .",
    "zero-width characters": "\u200b\u200d\ufeff\u2060.",
    "combining characters": "z" + "\u0335\u0321\u034f" * 300,
    "control characters": "a\x01\x1f\x7fb",
    "a private character": "\ue000\uffff\U0010ffff",
    "tags": "<b>",
    "an unclosed tag": "<a href='x",
    "a closing tag": "</i></b>",
    "entities": "&amp;&lt;&#0;&nosuch;",
    "a template": "{emergency} {studio} %s {{7*7}} ${x}",
    "markup": "*_*_`[x](y)||~",
    "SQL": "'; DROP TABLE outcome; --",
    "an address": "https://example.org/?a=1&b=2#c",
    "an e-mail address": "someone@example.org",
    "a path": "../../etc/passwd",
}

FOREIGN = {
    "Arabic": "ما هي عاصمة فرنسا؟",
    "Hebrew": "מהי בירת צרפת?",
    "Chinese": "法国的首都是哪里？",
    "German": "was ist die hauptstadt von frankreich",
}

STILL_THE_CALF_QUESTION = {
    "shouting": "CAN SCIATICA MAKE MY CALVES SORE?!?!?!",
    "bold": "<b>can sciatica make my calves sore</b>",
    "an unclosed tag": "<i>can sciatica make my calves sore",
    "an entity": "can sciatica make my calves &amp; legs sore",
    "lines": "can sciatica\nmake my calves\n\nsore",
    "a right-to-left mark": "\u202ecan sciatica make my calves sore\u202c",
    "zero-width characters": "can\u200b sci\u200batica\u2060 make my cal\u00adves sore\ufeff",
    "combining characters": "can sci\u0301atica make my calve\u0308s sore",
    "full-width letters": "\uff43\uff41\uff4e sciatica make my \uff43\uff41\uff4c\uff56\uff45\uff53 sore",
    "emoji": "🙏 can sciatica make my calves sore 🦵🦵🦵",
    "quotes": "“can sciatica make my calves sore”",
}


@pytest.mark.parametrize("text", NOTHING_TO_ANSWER.values(), ids=NOTHING_TO_ANSWER.keys())
async def test_nothing_to_answer(sandbox: Sandbox, text: str) -> None:
    reply = await sandbox.private().ask(text)
    assert reply.words.text
    assert len(reply.words.text) < 300
    assert not answers_anything(reply.words.text)


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
async def test_other_languages(sandbox: Sandbox, text: str) -> None:
    reply = await sandbox.private().ask(text)
    assert reply.words.text in {TEXTS["english-only"], TEXTS["unknown"]}


@pytest.mark.parametrize("text", STILL_THE_CALF_QUESTION.values(), ids=STILL_THE_CALF_QUESTION.keys())
async def test_a_question_in_disguise(sandbox: Sandbox, text: str) -> None:
    reply = await sandbox.private().ask(text)
    assert reply.words.text.startswith(answer("calf-link"))


@pytest.mark.parametrize("text", ["<b>my calf is swollen and hot", "MY CALF\u200b IS SWOLLEN\n\n\n&amp; HOT 🔥🔥"])
async def test_an_emergency_in_disguise(sandbox: Sandbox, text: str) -> None:
    plainly = await sandbox.private().ask("my calf is swollen and hot")
    assert (await sandbox.private().ask(text)).words.text == plainly.words.text


async def test_an_emergency_at_the_end_of_a_long_message(sandbox: Sandbox) -> None:
    story = "the class was lovely and we had tea afterwards. " * 80
    notice = await sandbox.private().ask(f"{story} anyway my calf is swollen and hot")
    assert TEXTS["emergency"] in notice.words.text
    assert notice.buttons == []


async def test_many_messages_at_once_are_answered_in_their_order(sandbox: Sandbox) -> None:
    chat = sandbox.private()
    commands = ["/topics", "/help", "/privacy", "/start", "/topics", "/help"]
    for command in commands:
        chat.send(command)
    replies = [(await chat.next()).words.text for _ in commands]
    shows = {"/topics": TEXTS["topics"], "/help": HELP, "/privacy": "What I keep", "/start": TEXTS["start"]}
    assert [shows[command] in reply for command, reply in zip(commands, replies, strict=True)] == [True] * len(commands)
