"""The life of the process: start, trouble with Telegram, restart, end."""

import signal
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox import driver, server
from bot.sandbox.driver import Sandbox
from bot.sandbox.world import Rules, World

from .process import SECONDS_TO_START, SMALL, Running, running

QUESTION = "my calves are sore, is it sciatica"
ANSWER = "Yes, it can."
HELP = "How to ask me"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with driver.running(rules=Rules()) as sandbox:
        yield sandbox
        assert sandbox.failures == []


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@asynccontextmanager
async def bot(sandbox: Sandbox, state: Path, **settings: str) -> AsyncIterator[Running]:
    """Run the bot on a sandbox, with the small knowledge: it starts faster."""
    async with starting(sandbox.url, sandbox.token, state, **settings) as process:
        await sandbox.polled(SECONDS_TO_START)
        yield process


def starting(url: str, token: str, state: Path, **settings: str) -> AbstractAsyncContextManager[Running]:
    """Start the bot without waiting until it is up."""
    return running("run", api_url=url, token=token, knowledge=SMALL, state=state, **settings)


async def test_ctrl_c_ends_it_cleanly(sandbox: Sandbox, state: Path) -> None:
    async with bot(sandbox, state) as process:
        await sandbox.private().ask(QUESTION)
        assert await process.stop(signal.SIGINT) == 0
        assert "ERROR" not in process.log


async def test_a_restart_answers_what_came_meanwhile_and_nothing_twice(sandbox: Sandbox, state: Path) -> None:
    chat = sandbox.private()
    async with bot(sandbox, state) as process:
        asked = chat.send(QUESTION)
        assert ANSWER in (await chat.next()).words.text
        assert await process.stop() == 0
    # Telegram delivers once more what a bot that was killed had not confirmed.
    sandbox.world.updates.last_id -= 1
    sandbox.world.updates.add("message", asked.json())
    chat.send("is a heating pad any good")
    async with bot(sandbox, state) as process:
        assert "Warmth" in (await chat.next(SECONDS_TO_START)).words.text
        assert await chat.before("/help", HELP) == []
        assert await process.stop() == 0


async def test_flood_control_is_waited_out(sandbox: Sandbox, state: Path) -> None:
    sandbox.world.rules.flood_after = 1
    first, second = sandbox.private(), sandbox.private()
    async with bot(sandbox, state) as process:
        assert ANSWER in (await first.ask(QUESTION)).words.text
        second.send(QUESTION)
        assert ANSWER in (await second.next(SECONDS_TO_START)).words.text
        refusals = [call.refusal for call in sandbox.calls("sendMessage")]
        assert refusals == [None, "Too Many Requests: retry after 1", None]
        assert "ERROR" not in process.log


async def test_answers_that_flood_control_holds_back_do_not_hold_up_the_end(sandbox: Sandbox, state: Path) -> None:
    sandbox.world.rules.flood_after, sandbox.world.rules.flood_seconds = 0, 60
    async with bot(sandbox, state) as process:
        sandbox.private().send(QUESTION)
        await sandbox.called("sendMessage", seconds=SECONDS_TO_START)
        assert await process.stop() == 0
        assert "Not every answer could be sent" in process.log


async def test_telegram_goes_away_and_comes_back(state: Path) -> None:
    """The log, at its most talkative, shows neither the token nor what people write and read."""
    world = World()
    listening = await server.start(world, port=0)
    sandbox = Sandbox(listening)
    async with bot(sandbox, state, log_level="DEBUG") as process:
        chat = sandbox.private()
        await chat.ask(QUESTION)
        await listening.stop()
        await process.logs("Asking for updates failed")
        chat.send("is a heating pad any good")
        world.updates.closed = False
        listening = await server.start(world, port=sandbox.port)
        assert "Warmth" in (await chat.next(SECONDS_TO_START)).words.text
        assert await chat.before("/help", HELP) == []
        assert await process.stop() == 0
        assert sandbox.token.partition(":")[2] not in process.log
        assert "calves" not in process.log
        assert ANSWER not in process.log
    assert sandbox.failures == []
    await listening.stop()


async def test_telegram_is_away_at_the_start(state: Path) -> None:
    world = World()
    listening = await server.start(world, port=0)
    sandbox = Sandbox(listening)
    await listening.stop()
    async with starting(sandbox.url, sandbox.token, state) as process:
        await process.logs("cannot be reached")
        world.updates.closed = False
        listening = await server.start(world, port=sandbox.port)
        await sandbox.polled(SECONDS_TO_START)
        assert ANSWER in (await sandbox.private().ask(QUESTION)).words.text
        assert await process.stop() == 0
        assert sandbox.token not in process.log
    await listening.stop()


async def test_the_end_while_telegram_is_away_at_the_start(sandbox: Sandbox, state: Path) -> None:
    async with starting("http://127.0.0.1:9", sandbox.token, state) as process:
        await process.logs("cannot be reached")
        assert await process.stop() == 0


async def test_the_end_while_telegram_is_away(state: Path) -> None:
    listening = await server.start(World(), port=0)
    sandbox = Sandbox(listening)
    async with bot(sandbox, state) as process:
        await sandbox.polled(SECONDS_TO_START)
        await listening.stop()
        await process.logs("Asking for updates failed")
        assert await process.stop() == 0
        assert sandbox.token not in process.log


async def test_a_token_that_is_revoked_ends_it(sandbox: Sandbox, state: Path) -> None:
    token = sandbox.token
    async with bot(sandbox, state, log_level="DEBUG") as process:
        await sandbox.polled(SECONDS_TO_START)
        sandbox.world.token = token[:-1] + "x"
        sandbox.private().send(QUESTION)  # ends the long poll
        assert await process.ends(SECONDS_TO_START) == 1
        assert "refuses BOT_TOKEN" in process.log.splitlines()[-1]
        assert token.partition(":")[2] not in process.log
    sandbox.world.calls.clear()  # the refused calls are the point of this test
