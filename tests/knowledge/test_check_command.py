"""`python -m bot check`, as its caller sees it."""

import json
from pathlib import Path

import pytest

from bot.cli import main

from .folders import replace


def test_a_folder_without_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--knowledge", str(folder)]) == 0
    assert capsys.readouterr().out == "5 entries, 17 phrasings, 8 tests: no problem\n"


def test_each_problem_is_a_line_that_editors_can_jump_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(folder / "pots.yaml", "format: 1", "format: 2")

    assert main(["check", "--knowledge", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{folder}/pots.yaml:1: 'format' must be 1, not 2; correct it",
        "4 entries, 14 phrasings, 8 tests: 1 problem",
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


def test_json_is_one_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(folder / "pots.yaml", "format: 1", "format: 2")

    assert main(["check", "--knowledge", str(folder), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "entries": 4,
        "phrasings": 14,
        "tests": 8,
        "problems": [
            {"file": f"{folder}/pots.yaml", "line": 1, "message": "'format' must be 1, not 2; correct it"},
        ],
    }


def test_json_without_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--knowledge", str(folder), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_github_gets_annotations_with_paths_as_in_the_repository(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(folder / "pots.yaml", "format: 1", "format: 2")
    monkeypatch.chdir(folder.parent)

    assert main(["check", "--knowledge", str(folder), "--format", "github"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "::error file=knowledge/pots.yaml,line=1::'format' must be 1, not 2; correct it",
        "4 entries, 14 phrasings, 8 tests: 1 problem",
    ]


def test_what_github_takes_for_its_own_signs_is_escaped(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = folder.rename(folder.with_name("50%: tea, pots"))
    replace(odd / "pots.yaml", "id: pot", 'id: "50%\\n::pot"')
    monkeypatch.chdir(odd.parent)

    assert main(["check", "--knowledge", odd.name, "--format", "github"]) == 1
    problem, _ = capsys.readouterr().out.splitlines()
    assert problem == (
        "::error file=50%25%3A tea%2C pots/pots.yaml,line=4::"
        "entry '50%25%0A::pot': '50%25%0A::pot' is not allowed in 'id'; use small letters, figures and single hyphens"
    )


def test_nothing_but_problems_is_printed_where_nobody_watches(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--knowledge", str(folder)])

    assert capsys.readouterr().err == ""
