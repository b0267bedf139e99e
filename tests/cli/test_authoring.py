"""`draft`, `import` and `schema` as commands: what they print and write, and what they never touch."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import main
from bot.knowledge.checking import check
from bot.knowledge.loader import load, shipped_folder
from bot.knowledge.schema import EntriesFile, EntryModel

ARTICLE = "Soft Pillows\nA flat pillow is enough.\nOn the Side\nSide sleepers need a higher one.\n"
TABLE = "question,answer\nDo you lend mats?,Yes.\nWhere are you?,\nWho teaches?,Ann does.\n"


@pytest.fixture(autouse=True)
def current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pillows.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "My FAQ.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_draft_makes_a_folder_named_after_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "pillows.txt"]) == 0

    assert capsys.readouterr().out == (
        "Wrote 2 entries to fill in, one a sentence, to soft-pillows/entries.yaml.\n"
        "Next: write what `python -m bot check --knowledge soft-pillows` lists, in your own words.\n"
    )
    assert files(Path("soft-pillows")) == {
        "entries.yaml",
        "documents/soft-pillows.yaml",
        "cautions.yaml",
        "schema.json",
    }
    assert len(check(Path("soft-pillows"), Path("pillows.txt")).problems) == 6


def test_draft_puts_sentences_into_comments_only_when_told_to() -> None:
    main(["draft", "pillows.txt", "--to", "without"])
    main(["draft", "pillows.txt", "--to", "with", "--with-sentences"])

    sentence = "  # Sentence 2, the 1st under “On the Side”: Side sleepers need a higher one."
    assert sentence in Path("with/entries.yaml").read_text("utf-8").splitlines()
    assert sentence.partition(":")[0] in Path("without/entries.yaml").read_text("utf-8").splitlines()


def test_import_writes_nothing_while_a_row_is_bad(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "My FAQ.csv"]) == 1

    assert capsys.readouterr().err == (
        "My FAQ.csv:3: the answer is missing; write it, or delete the row\n"
        "yoga-answers: Nothing is written: correct 1 row of 3, or leave them out with --skip-bad.\n"
    )
    assert not Path("my-faq").exists()


def test_import_leaves_bad_rows_out_when_told_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "My FAQ.csv", "--skip-bad"]) == 0

    captured = capsys.readouterr()
    assert captured.err == "My FAQ.csv:3: the answer is missing; write it, or delete the row\n"
    assert captured.out == (
        "Wrote 2 entries, 1 left out, to my-faq/entries.yaml.\n"
        "Next: add more phrasings and tests to each, then run `python -m bot check --knowledge my-faq`.\n"
    )
    assert [entry.id for entry in load(Path("my-faq")).knowledge.entries] == ["lend-mats", "teaches"]
    assert files(Path("my-faq")) == {"entries.yaml", "schema.json"}
    assert check(Path("my-faq")).problems == ()


def test_import_with_no_usable_row_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_text("question,answer\nWhy?,\n", "utf-8")

    assert main(["import", "bad.csv", "--skip-bad"]) == 1
    assert "Nothing is written: no row of bad.csv can be used" in capsys.readouterr().err
    assert not Path("bad").exists()


@pytest.mark.parametrize(
    "command", [["draft", "pillows.txt"], ["import", "My FAQ.csv", "--skip-bad"]], ids=lambda c: c[0]
)
@pytest.mark.parametrize("name", ["entries.yaml", "schema.json"])
def test_a_file_that_is_there_is_never_overwritten(
    command: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mine").mkdir()
    Path("mine", name).write_text("mine", "utf-8")

    code = main([*command, "--to", "mine"])

    assert Path("mine", name).read_text("utf-8") == "mine"
    if name == "entries.yaml":
        last = capsys.readouterr().err.splitlines()[-1]
        assert last == "yoga-answers: mine/entries.yaml exists already; rename it, or name another folder with --to."
        assert (code, files(Path("mine"))) == (1, {"entries.yaml"})
    else:
        assert code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["draft", "nothing.txt"],
            "The document nothing.txt cannot be read (No such file or directory); check its name.",
        ),
        (["draft", "pillows.txt", "--to", "pillows.txt"], "pillows.txt is no folder; name another one with --to."),
        (
            ["import", "nothing.csv"],
            "The table nothing.csv cannot be read (No such file or directory); check its name.",
        ),
    ],
)
def test_an_error_is_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr().err == f"yoga-answers: {message}\n"


@pytest.mark.parametrize(
    ("command", "name"),
    [(["draft", "pillows.txt"], "soft-pillows"), (["import", "My FAQ.csv", "--skip-bad"], "my-faq")],
)
def test_without_a_name_nothing_goes_into_a_folder_that_is_used(
    command: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).mkdir()
    Path(name, "notes.txt").write_text("mine", "utf-8")

    assert main(command) == 1

    assert capsys.readouterr().err == (
        f"yoga-answers: There is a {name} here already; name the folder to write to with --to.\n"
    )
    assert files(Path(name)) == {"notes.txt"}


def test_a_folder_that_refuses_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs").mkdir()
    Path("docs", "documents").write_text("a file where a folder should be", "utf-8")

    assert main(["draft", "pillows.txt", "--to", "docs"]) == 1

    assert "docs/documents" in capsys.readouterr().err
    assert files(Path("docs")) == {"documents"}, "what was written before is taken away again"


def schema(capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["schema"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_schema_tells_editors_every_key_of_the_format(capsys: pytest.CaptureFixture[str]) -> None:
    printed = schema(capsys)
    entry = printed["$defs"]["EntryModel"]

    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["properties"].keys() == EntriesFile.model_fields.keys()
    assert entry["properties"].keys() == EntryModel.model_fields.keys()
    assert set(entry["required"]) == {"id", "topic", "question", "phrasings", "answer"}
    assert (printed["additionalProperties"], entry["additionalProperties"]) == (False, False)
    assert all(about["description"] for about in entry["properties"].values())


def test_the_schema_beside_the_shipped_knowledge_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    kept = json.loads((shipped_folder() / "schema.json").read_text("utf-8"))

    assert kept == schema(capsys), "run `python -m bot schema > knowledge/schema.json`"


@pytest.mark.parametrize(
    "command", [["draft", "pillows.txt"], ["import", "My FAQ.csv", "--skip-bad"]], ids=lambda c: c[0]
)
def test_what_is_written_names_the_schema_beside_it(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*command, "--to", "new"])
    capsys.readouterr()
    text = Path("new/entries.yaml").read_text("utf-8")

    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    assert json.loads(Path("new/schema.json").read_text("utf-8")) == schema(capsys)
    keys = [list(entry) for entry in yaml.safe_load(text)["entries"]]
    assert all(names == [name for name in EntryModel.model_fields if name in names] for names in keys)
