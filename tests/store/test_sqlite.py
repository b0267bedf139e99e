"""What holds for SQLite alone, the default."""

import asyncio
import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import default_url, open_store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_the_default_database_lies_in_a_private_state_folder(tmp_path: Path) -> None:
    state = tmp_path / "deep" / "state"
    async with open_store(default_url(state)) as store:
        await store.ping()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert [file.name for file in state.iterdir()] == ["yoga-answers.sqlite3"]


async def test_odd_characters_in_the_folder(tmp_path: Path) -> None:
    state = tmp_path / "100%20 ünï#co:de@home"
    async with open_store(default_url(state)) as store:
        await store.ping()
    assert (state / "yoga-answers.sqlite3").exists()


def test_a_relative_state_folder_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_url(Path("state")) == f"sqlite:///{tmp_path}/state/yoga-answers.sqlite3"


def test_a_state_folder_keeps_the_rights_that_its_owner_chose(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    default_url(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


@pytest.mark.parametrize("below", ["", "state"])
def test_a_state_folder_that_cannot_be_written(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    state = tmp_path / "file" / below
    with pytest.raises(StoreError) as caught:
        default_url(state)
    reason = "Not a directory" if below else "File exists"
    assert str(caught.value) == (
        f"The state folder {state} cannot be written ({reason}): "
        "let the bot's user write there, or set BOT_STATE to another folder."
    )


@pytest.mark.parametrize("place", ["file/store.sqlite3", "missing/store.sqlite3", "", "no-database"])
async def test_a_file_that_cannot_be_used(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "no-database").write_text("a letter " * 1000)
    url = f"sqlite:///{tmp_path / place}"
    with pytest.raises(StoreError) as caught:
        async with open_store(url):
            pass
    assert str(caught.value).startswith(f"The database {url} cannot be used (")
    assert str(caught.value).endswith(
        ": check that its folder exists, has room and may be written by the bot, or correct BOT_DATABASE_URL."
    )


async def test_a_reader_does_not_stop_the_bot(tmp_path: Path) -> None:
    url = default_url(tmp_path)
    async with open_store(url) as store:
        reader = sqlite3.connect(tmp_path / "yoga-answers.sqlite3", isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM handled_update").fetchone() == (0,)
        assert await store.claim(1, NOON)
        assert reader.execute("SELECT count(*) FROM handled_update").fetchone() == (0,)
        reader.close()


async def test_the_bot_waits_for_another_writer(tmp_path: Path) -> None:
    url = default_url(tmp_path)
    async with open_store(url) as store:
        writer = sqlite3.connect(tmp_path / "yoga-answers.sqlite3", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        claim = asyncio.create_task(store.claim(1, NOON))
        await asyncio.sleep(0.2)
        assert not claim.done()
        writer.execute("COMMIT")
        assert await claim
        writer.close()


async def test_a_cancelled_claim_does_not_block_the_next(tmp_path: Path) -> None:
    async with open_store(default_url(tmp_path)) as store:
        for update_id in range(20):
            claim = asyncio.create_task(store.claim(update_id, NOON))
            await asyncio.sleep(0)
            claim.cancel()
            await asyncio.gather(claim, return_exceptions=True)
        assert await store.claim(100, NOON)
