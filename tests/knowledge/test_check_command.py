"""`python -m bot check`, as its caller sees it."""

from pathlib import Path

import pytest

from bot.cli import main

from .folders import replace


def test_a_folder_without_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--knowledge", str(folder)]) == 0
    assert capsys.readouterr().out == "5 entries, 17 phrasings, 6 tests: no problem\n"


def test_each_problem_is_a_line_that_editors_can_jump_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(folder / "pots.yaml", "format: 1", "format: 2")

    assert main(["check", "--knowledge", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{folder}/pots.yaml:1: 'format' must be 1, not 2; correct it",
        "4 entries, 14 phrasings, 6 tests: 1 problem",
    ]


def test_the_document_is_compared_where_it_is_given(
    folder: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", "--knowledge", str(folder), "--document", str(article)]
    assert main(arguments) == 0
    replace(article, "three minutes", "four minutes")

    assert main(arguments) == 1
    assert f"{folder}/documents/green-tea.yaml:6: sentence 2 reads differently" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--knowledge", "--document"])
def test_a_wrong_path_is_one_line_on_stderr(
    option: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--knowledge", str(folder), option, str(tmp_path / "nowhere")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
