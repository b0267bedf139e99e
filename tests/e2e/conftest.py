"""One bot for all tests that only talk with it, and a sandbox for it to talk through."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.sandbox import driver
from bot.sandbox.driver import Sandbox

from .process import SECONDS_TO_START, Running, running


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Sandbox, Running]]:
    """The shipped bot, running against a sandbox."""
    state = tmp_path_factory.mktemp("state")
    async with (
        driver.running() as sandbox,
        running("run", api_url=sandbox.url, token=sandbox.token, state=state) as process,
    ):
        await sandbox.polled(SECONDS_TO_START)
        yield sandbox, process
        assert await process.stop() == 0


@pytest.fixture
def sandbox(bot: tuple[Sandbox, Running]) -> Iterator[Sandbox]:
    """The sandbox with the bot behind it; whatever a test does, the bot makes no mistake that Telegram would refuse."""
    sandbox, process = bot
    calls, log = len(sandbox.calls()), len(process.log)
    yield sandbox
    assert sandbox.failures == []
    assert [call for call in sandbox.calls()[calls:] if call.refusal] == []
    assert "Traceback" not in process.log[log:]
    assert "ERROR" not in process.log[log:]
