"""What goes wrong at the start: one clear line, no traceback, and the exit code that scripts rely on."""

import asyncio
import socket
from pathlib import Path

import pytest

from bot.sandbox import driver

from .process import SMALL, finished

TOKEN = "7180000002:another-token-that-nobody-ever-had0"
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file where a folder should be, and broken knowledge."""
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "entries.yaml").write_text("format: 1\nlanguage: en\nentries:\n  - id: Not An Id\n")
    return tmp_path


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "BOT_TOKEN is not set"),
        ({"token": TOKEN, "knowledge": "{folder}/broken"}, "entries.yaml:4: entry 'Not An Id'"),
        ({"token": TOKEN, "state": "{folder}/file/state"}, "state folder"),
        ({"token": TOKEN, "log_level": "LOUD"}, "BOT_LOG_LEVEL is not valid"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
async def test_run_says_what_is_wrong(folder: Path, settings: dict[str, str], says: str) -> None:
    placed: dict[str, str | Path] = {"api_url": NOWHERE, "knowledge": SMALL, "state": folder / "state"}
    placed |= {name: value.replace("{folder}", str(folder)) for name, value in settings.items()}
    code, written, complaint = await finished("run", **placed)
    assert (code, written) == (1, "")
    assert complaint.count("\n") == 1
    assert says in complaint
    assert TOKEN not in complaint


@pytest.mark.parametrize(("token", "log_level"), [(TOKEN, "INFO"), ("not a/token", "DEBUG")])
async def test_a_refused_token(tmp_path: Path, token: str, log_level: str) -> None:
    async with driver.running() as sandbox:
        code, written, complaint = await finished(
            "run", api_url=sandbox.url, token=token, knowledge=SMALL, state=tmp_path, log_level=log_level
        )
    assert (code, written) == (1, "")
    assert "Traceback" not in complaint
    assert "refuses BOT_TOKEN" in complaint.splitlines()[-1]
    assert token not in complaint
    assert log_level == "DEBUG" or complaint.count("\n") == 1


async def test_a_server_that_is_no_bot_api(tmp_path: Path) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<html>Hi</html>")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        code, _, complaint = await finished(
            "run", api_url=f"http://127.0.0.1:{port}", token=TOKEN, knowledge=SMALL, state=tmp_path
        )
    assert code == 1
    assert complaint.count("\n") == 1
    assert "does not answer as a Bot API server" in complaint


async def test_the_demos_port_is_busy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        code, written, complaint = await finished("demo", "--no-browser", "--port", str(port))
    assert (code, written) == (1, "")
    assert complaint.count("\n") == 1
    assert f"Port {port} is already in use" in complaint


@pytest.mark.parametrize("arguments", [[], ["dance"]], ids=str)
async def test_wrong_usage(arguments: list[str]) -> None:
    code, written, complaint = await finished(*arguments)
    assert (code, written) == (2, "")
    assert "usage: python -m bot" in complaint
