"""`check`, and what every command says when its knowledge or a setting is wrong."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import SMALL, Command

TOKEN = "7180000002:another-token-that-nobody-ever-had0"


def test_sound_knowledge(command: Command) -> None:
    done = command("check", "--knowledge", str(SMALL))
    assert (done.code, done.err) == (0, "")
    assert "4 entries" in done.out
    assert "no problem" in done.out


def test_every_problem_has_its_line(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(SMALL, folder)
    file = folder / "entries.yaml"
    lines = file.read_text().replace("topic: the-calf", "topik: the-calf").replace("[calf-link]", "[calf-lnik]")
    file.write_text(lines)
    number = 1 + next(index for index, line in enumerate(lines.splitlines()) if "topik" in line)
    done = command("check", "--knowledge", str(folder))
    assert done.code == 1
    assert f"{file}:{number}: entry 'calf-link': the key 'topik' is unknown; did you mean 'topic'?" in done.out
    assert done.err == ""


def test_a_failing_test_of_the_knowledge(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(SMALL, folder)
    file = folder / "entries.yaml"
    file.write_text(file.read_text().replace("is a heating pad any good", "is resting in bed all day any good"))
    done = command("check", "--knowledge", str(folder))
    assert done.code == 1
    assert "1 problem" in done.out


def _broken(folder: Path) -> dict[str, str]:
    """Make knowledge that is broken in many ways; return a part of the complaint about each."""
    (folder / "file").write_text("no folder")
    contents = {
        "empty": None,
        "broken": b"format: 1\nlanguage: en\nentries:\n  - id: Not An Id\n",
        "binary": b"\xff\xfe\x00entries",
        "no-yaml": b"entries: [}\n",
        "a-list": b"- 1\n- 2\n",
        "nothing": b"",
        "deep": b"[" * 5000,
    }
    for name, content in contents.items():
        (folder / name).mkdir()
        if content is not None:
            (folder / name / "entries.yaml").write_bytes(content)
    return {
        "none": "There is no knowledge folder",
        "file": "There is no knowledge folder",
        "empty": "No file in",
        "broken": "entries.yaml:4:",
        "binary": "entries.yaml:1:",
        "no-yaml": "entries.yaml:1:",
        "a-list": "entries.yaml:1:",
        "nothing": "entries.yaml:1:",
        "deep": "entries.yaml:1:",
    }


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """Undo what `run` sets up."""
    handlers, level = logging.root.handlers[:], logging.root.level
    logging.root.handlers = []
    yield
    logging.root.handlers = handlers
    logging.root.setLevel(level)


@pytest.mark.usefixtures("logging_as_it_was")
@pytest.mark.parametrize("arguments", [("ask", "calf"), ("chat",), ("check",), ("run",)], ids=" ".join)
def test_broken_knowledge(command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for name, says in _broken(tmp_path).items():
        done = command(*arguments, knowledge=str(tmp_path / name), token=TOKEN, state=str(tmp_path / "state"))
        assert done.code == 1, name
        assert says in done.err + done.out, name
        assert "Traceback" not in done.err, name
        assert arguments == ("check",) or done.err.count("\n") == 1, done.err
        assert TOKEN not in done.err


@pytest.mark.usefixtures("logging_as_it_was")
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"token": ""}, "BOT_TOKEN is not set"),
        ({"state": "{folder}/file/state"}, "state folder"),
        ({"state": "{folder}/file"}, "state folder"),
        ({"database_url": "mysql://user:secret@localhost/x"}, "BOT_DATABASE_URL"),
        ({"database_url": "sqlite:////{folder}/none/x.sqlite3"}, "cannot be used"),
        ({"api_url": "telegram.org"}, "BOT_API_URL is not valid"),
        ({"api_url": "ftp://telegram.org"}, "BOT_API_URL is not valid"),
        ({"log_level": "LOUD"}, "BOT_LOG_LEVEL is not valid"),
        ({"studio_name": "x" * 65}, "BOT_STUDIO_NAME is not valid"),
    ],
    ids=str,
)
def test_run_with_a_wrong_setting(command: Command, tmp_path: Path, settings: dict[str, str], says: str) -> None:
    (tmp_path / "file").write_text("no folder")
    wrong = {name: value.replace("{folder}", str(tmp_path)) for name, value in settings.items()}
    right = {"token": TOKEN, "api_url": "http://127.0.0.1:9", "state": str(tmp_path / "state")}
    done = command("run", **(right | wrong))
    assert (done.code, done.out) == (1, "")
    assert says in done.err
    assert done.err.count("\n") == 1
    assert TOKEN not in done.err
    assert "secret" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [[], ["dance"], ["run", "--fast"], ["demo", "--port", "http"], ["demo", "--port", "65536"], ["check", "knowledge"]],
    ids=" ".join,
)
def test_wrong_usage(command: Command, arguments: list[str]) -> None:
    done = command(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "usage: python -m bot" in done.err


def test_every_setting_is_in_the_help(command: Command) -> None:
    done = command("run", "--help")
    assert done.code == 0
    names = "TOKEN API_URL KNOWLEDGE STATE DATABASE_URL STUDIO_NAME STUDIO_CONTACT EMERGENCY"
    assert [name for name in names.split() if f"BOT_{name}" not in done.out] == []


def test_a_bug_is_told_as_one(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.cli.report.open_terminal", fail)
    done = command("ask", "calf")
    assert done.code == 3
    assert "This is a bug in the program" in done.err
