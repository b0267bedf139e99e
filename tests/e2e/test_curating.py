"""An owner edits the knowledge while the bot runs: it proves itself before it goes live, and the owner is told."""

import json
import shutil
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.sandbox import driver

from .process import SECONDS_TO_START, SMALL, running

QUESTION = "my calves are sore, is it sciatica"
OLD, NEW = "Yes, it can. *Sciatica* is one", "Indeed. *Sciatica* is one"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "entries.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str) -> tuple[int, dict[str, object]]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # our own health page
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


async def test_good_edits_go_live_bad_ones_are_told_to_the_owner(folder: Path, tmp_path: Path) -> None:
    port = free_port()
    async with driver.running() as sandbox:
        owner, member = sandbox.private(sandbox.person("Olga")), sandbox.private(sandbox.person("Mia"))
        async with running(
            "run",
            api_url=sandbox.url,
            token=sandbox.token,
            state=tmp_path / "state",
            knowledge=folder,
            owners=str(owner.id),
            listen=f"127.0.0.1:{port}",
        ) as process:
            await sandbox.polled(SECONDS_TO_START)
            await owner.ask("/start")
            assert fetch(f"http://127.0.0.1:{port}/readyz") == (
                200,
                {"status": "ready", "knowledge_version": 1, "entries": 4},
            )

            edit(folder, "phrasings:", "phrasing:")
            told = (await owner.next()).words.text
            assert "not live" in told
            assert "entries.yaml:" in told
            assert "Yes, it can." in (await member.ask(QUESTION)).words.text
            _, health = fetch(f"http://127.0.0.1:{port}/healthz")
            assert "entries.yaml" in str(health["knowledge_problem"])

            edit(folder, "phrasing:", "phrasings:")
            assert "live now" in (await owner.next()).words.text

            edit(folder, OLD, NEW)
            assert "Version" in (await owner.ask("/reload")).words.text
            assert "Indeed." in (await member.ask(QUESTION)).words.text

            await member.ask("who won the cup")
            stats = (await owner.ask("/stats")).words.text
            assert "questions: 3" in stats
            assert "answered: 2" in stats
            assert "2 × Can sciatica make my calves sore?" in stats
            assert "No clinician has reviewed" in stats
            assert "questions:" not in (await member.ask("/stats")).words.text, "only owners see it"
            assert await process.stop() == 0
        assert sandbox.failures == []


async def test_reload_is_for_owners_only(folder: Path, tmp_path: Path) -> None:
    async with (
        driver.running() as sandbox,
        running(
            "run", api_url=sandbox.url, token=sandbox.token, state=tmp_path / "state", knowledge=folder, owners="1"
        ) as process,
    ):
        await sandbox.polled(SECONDS_TO_START)
        answer = await sandbox.private().ask("/reload")
        assert "How to ask me" in answer.words.text
        assert await process.stop() == 0
