"""Addresses of servers, which need no server but one that refuses."""

import os
import sys

import pytest

from bot.errors import StoreError
from bot.store import engine, open_store

PASSWORD = "hunter2"


async def refusal(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        async with open_store(url):
            pass
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "somewhere",
        f"postgresql:{PASSWORD}",
        f"mysql://yoga:{PASSWORD}@localhost/yoga",
        f"postgresql://yoga:{PASSWORD}@localhost:port/yoga",
        f"postgresql://yoga:secret@{PASSWORD}@localhost/yoga",
        "sqlite://store.sqlite3",
    ],
)
async def test_a_wrong_address(url: str) -> None:
    assert (await refusal(url)).startswith("BOT_DATABASE_URL is not an address that the bot understands: write sqlite:")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
async def test_a_refused_port(scheme: str) -> None:
    message = await refusal(f"{scheme}://yoga:{PASSWORD}@127.0.0.1:1/yoga?sslmode=disable&application_name={PASSWORD}")
    assert message == (
        "The database postgresql://yoga:***@127.0.0.1:1/yoga cannot be used "
        "([Errno 111] Connect call failed ('127.0.0.1', 1)): "
        "check that the server runs, and the address, user and password in BOT_DATABASE_URL."
    )


@pytest.mark.parametrize("host", ["a..b", "127.0.0.1:99999", "[::1"])
async def test_an_impossible_host(host: str) -> None:
    message = await refusal(f"postgresql://yoga:{PASSWORD}@{host}/yoga")
    assert PASSWORD not in message


async def test_a_missing_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    message = await refusal(f"postgresql://yoga:{PASSWORD}@127.0.0.1/yoga")
    assert message.endswith("needs PostgreSQL's driver: run pip install 'yoga-answers[postgresql]'.")


async def test_a_wrong_password() -> None:
    server = os.environ.get("BOT_TEST_POSTGRES")
    if server is None:
        pytest.skip('not tested on PostgreSQL: settings=$(.ci/postgres) && eval "$settings" sets BOT_TEST_POSTGRES')
    # A server that trusts everyone refuses this one too: it does not know the user.
    url = engine.parse(server).set(username="stranger", password=PASSWORD)
    message = await refusal(url.render_as_string(hide_password=False))
    assert f"stranger:***@{url.host}" in message
    assert '"stranger"' in message
