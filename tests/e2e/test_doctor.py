"""`doctor` looks at everything that the bot needs, and names the fix of each thing."""

from pathlib import Path

import pytest

from bot.sandbox import driver
from bot.sandbox.world import Rules

from .process import SMALL, finished

TOKEN = "7180000002:another-token-that-nobody-ever-had0"
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


async def test_a_bot_that_lacks_nothing_but_a_review(tmp_path: Path) -> None:
    async with driver.running() as sandbox:
        code, written, complaint = await finished(
            "doctor",
            api_url=sandbox.url,
            token=sandbox.token,
            state=tmp_path / "state",
            knowledge=SMALL,
            owners="1",
            studio_contact="hello@studio.example",
        )
        assert sandbox.failures == []

    assert (code, complaint) == (0, "")
    verdicts = [line.partition(":")[0].split(maxsplit=1) for line in written.splitlines()]
    assert verdicts == [
        ["ok", "knowledge"],
        ["note", "safety rules"],
        ["ok", "database"],
        ["ok", "token"],
        ["ok", "groups"],
        ["ok", "privacy mode"],
        ["ok", "webhook"],
    ]
    assert "4 entries" in written
    assert "reviewed_by" in written
    assert sandbox.token not in written


async def test_what_could_be_better_is_noted(tmp_path: Path) -> None:
    async with driver.running(rules=Rules(privacy_mode=False)) as sandbox:
        sandbox.world.updates.webhook = {"url": "https://hook.example/secret-path", "has_custom_certificate": False}
        code, written, _ = await finished(
            "doctor", api_url=sandbox.url, token=sandbox.token, state=tmp_path, knowledge=SMALL
        )

    assert code == 0
    notes = {
        line.split(":")[0].removeprefix("note").strip(): line for line in written.splitlines() if line[:4] == "note"
    }
    assert set(notes) == {"safety rules", "owners", "contact", "privacy mode", "webhook"}
    assert "/setprivacy" in notes["privacy mode"]
    assert "hook.example" in notes["webhook"]
    assert "secret-path" not in written


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "fail  token: BOT_TOKEN is not set"),
        ({"token": TOKEN}, "fail  telegram: http://127.0.0.1:9 does not answer"),
        ({"knowledge": "{folder}/nothing"}, "fail  knowledge: There is no knowledge folder"),
        ({"state": "{folder}/file/state"}, "fail  database: The state folder"),
    ],
    ids=["no token", "no network", "no knowledge", "no database"],
)
async def test_what_keeps_the_bot_from_running_fails(tmp_path: Path, settings: dict[str, str], says: str) -> None:
    (tmp_path / "file").write_text("no folder")
    placed: dict[str, str | Path] = {"api_url": NOWHERE, "knowledge": SMALL, "state": tmp_path / "state"}
    placed |= {name: value.replace("{folder}", str(tmp_path)) for name, value in settings.items()}

    code, written, complaint = await finished("doctor", **placed)

    assert (code, complaint) == (1, "")
    assert says in written
    assert TOKEN not in written


async def test_a_refused_token_fails(tmp_path: Path) -> None:
    async with driver.running() as sandbox:
        code, written, complaint = await finished(
            "doctor", api_url=sandbox.url, token=TOKEN, state=tmp_path, knowledge=SMALL
        )

    assert (code, complaint) == (1, "")
    assert f"fail  token: {sandbox.url} refuses it" in written
    assert TOKEN not in written
