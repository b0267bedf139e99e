"""Learned knowledge is taken from the cache only while nothing has changed, and only if nobody else could write it."""

import shutil
from pathlib import Path

import pytest

from bot.core.answering import Answering
from bot.core.model import Question
from bot.service.cache import cached

SMALL = Path(__file__).parent.parent / "knowledge_small"


class Learning:
    """Counts how often it is asked to learn."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self.times = 0

    def __call__(self) -> Answering:
        self.times += 1
        return self._answering


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


@pytest.fixture
def learning(answering: Answering) -> Learning:
    return Learning(answering)


def test_learns_once_and_answers_the_same(folder: Path, tmp_path: Path, learning: Learning) -> None:
    first = cached(folder, learning, tmp_path / "cache")
    second = cached(folder, learning, tmp_path / "cache")
    assert learning.times == 1
    question = Question(first.knowledge.entries[0].question)
    assert first.decide(question) == second.decide(question)


def test_learns_again_when_a_file_changes(folder: Path, tmp_path: Path, learning: Learning) -> None:
    cached(folder, learning, tmp_path / "cache")
    with (folder / "entries.yaml").open("a") as file:
        file.write("# a comment\n")
    cached(folder, learning, tmp_path / "cache")
    assert learning.times == 2


@pytest.mark.parametrize("damage", [b"", b"no pickle", b"\x80\x05."])
def test_learns_again_when_the_cache_is_damaged(
    folder: Path, tmp_path: Path, learning: Learning, damage: bytes
) -> None:
    cached(folder, learning, tmp_path / "cache")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(damage)
    cached(folder, learning, tmp_path / "cache")
    assert learning.times == 2


def test_never_reads_what_others_could_have_written(folder: Path, tmp_path: Path, learning: Learning) -> None:
    cached(folder, learning, tmp_path / "cache")
    (tmp_path / "cache").chmod(0o777)
    cached(folder, learning, tmp_path / "cache")
    assert learning.times == 2


def test_works_where_nothing_can_be_written(folder: Path, tmp_path: Path, learning: Learning) -> None:
    (tmp_path / "cache").write_text("a file in the folder's place")
    assert cached(folder, learning, tmp_path / "cache").knowledge.entries
    assert learning.times == 1


def test_keeps_only_the_newest(folder: Path, tmp_path: Path, learning: Learning) -> None:
    for number in range(6):
        with (folder / "entries.yaml").open("a") as file:
            file.write(f"# {number}\n")
        cached(folder, learning, tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 4
