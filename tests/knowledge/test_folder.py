"""What a knowledge folder may look like as a whole, and what the shipped one looks like."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.checking import check
from bot.knowledge.citations import citations
from bot.knowledge.lint import lint
from bot.knowledge.loader import inspect, load, shipped_folder
from bot.knowledge.wording import wording

from .folders import FILES, replace


def test_several_mistakes_are_all_named_in_the_order_of_files_and_lines(folder: Path) -> None:
    replace(folder / "tea.yaml", "related: [steeping]", "related: [pouring]")
    replace(folder / "tea.yaml", "topic: keeping", "topic: keeping\n    topic: storing")
    replace(folder / "pots.yaml", "topic: pots", "topic: Pots and Pans")
    replace(folder / "studio.yaml", "format: 1", "format: 3")
    replace(folder / "cautions.yaml", "cautions:", "warnings:")

    problems = [(problem.file, problem.line) for problem in check(folder).problems]

    assert problems == [("cautions.yaml", 2), ("pots.yaml", 5), ("studio.yaml", 1), ("tea.yaml", 46)]


def test_mistakes_of_names_are_all_named(folder: Path) -> None:
    replace(folder / "tea.yaml", "related: [steeping]", "related: [pouring, water]")
    replace(folder / "tea.yaml", "caution: hot-water", "caution: cold-water")
    replace(folder / "studio.yaml", "id: parking", "id: times")

    problems = [(problem.file, problem.line) for problem in check(folder).problems]

    assert problems == [("studio.yaml", 9), ("tea.yaml", 15), ("tea.yaml", 15), ("tea.yaml", 16)]


def test_a_wrong_citation_does_not_hide_a_failing_test(folder: Path) -> None:
    replace(folder / "tea.yaml", "sentences: [4]", "sentences: [9]")
    replace(folder / "tea.yaml", "- how to keep tea fresh in a tin", "- please tell me how long the leaves steep")

    problems = [(problem.file, problem.line) for problem in check(folder).problems]

    assert problems == [("tea.yaml", 52), ("tea.yaml", 54)]


def test_wording_and_collisions_do_not_hide_a_failing_test(folder: Path) -> None:
    replace(folder / "pots.yaml", "is a good start.", "will heal you.")
    replace(folder / "tea.yaml", "- how do i store tea", "- what temperature does water need")
    replace(folder / "tea.yaml", "- how to keep tea fresh in a tin", "- who won the cup in nineteen ninety")

    problems = [(problem.file, problem.line) for problem in check(folder).problems]

    assert problems == [("pots.yaml", 11), ("tea.yaml", 50), ("tea.yaml", 54)]


def test_progress_is_told_step_by_step(folder: Path) -> None:
    told: list[str] = []

    check(folder, progress=told.append)

    assert told[:2] == ["reading the files", "learning the phrasings"]
    assert told[2:4] == ["checking tests 1/11", "checking tests 2/11"]
    assert told[-1] == "checking tests 11/11"


def test_what_a_broken_file_takes_with_it_is_no_further_problem(folder: Path) -> None:
    for name in ("cautions.yaml", "documents/green-tea.yaml", "pots.yaml"):
        replace(folder / name, "format: 1", "format: 9")
    replace(folder / "tea.yaml", "related: [steeping]", "related: [pot]")

    problems = check(folder).problems

    assert [problem.file for problem in problems] == ["cautions.yaml", "documents/green-tea.yaml", "pots.yaml"]
    assert all("'format' must be 1, not 9" in problem.message for problem in problems)
    assert check(folder).answering is None, "it can't go live"


def test_a_problem_reads_as_file_line_and_message(folder: Path) -> None:
    replace(folder / "pots.yaml", "format: 1", "format: 2")

    assert str(check(folder).problems[0]) == "pots.yaml:1: 'format' must be 1, not 2; correct it"


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"There is no knowledge folder .*/nowhere; set BOT_KNOWLEDGE or --know"):
        check(tmp_path / "nowhere")


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"There is no knowledge folder .*/tea\.yaml"):
        check(folder / "tea.yaml")


@pytest.mark.parametrize("names", [[], ["cautions.yaml", "studio.yaml"]], ids=["empty", "without entries"])
def test_a_folder_without_entries_is_no_knowledge(names: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text(FILES[name], "utf-8")

    with pytest.raises(KnowledgeError, match=r"No file in .* has `entries:`; point BOT_KNOWLEDGE"):
        check(tmp_path)


def test_one_file_of_entries_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "any name.yml").write_text(FILES["pots.yaml"], "utf-8")

    folder = load(tmp_path)

    assert check(tmp_path).problems == ()
    assert [entry.id for entry in folder.knowledge.entries] == ["pot"]
    assert folder.safety == load(shipped_folder()).safety, "the shipped safety rules serve a folder without its own"


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8-sig", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\r\n")],
    ids=["byte order mark", "CRLF", "both, as Windows writes"],
)
def test_files_from_windows_are_read_as_any_other(encoding: str, newline: str, folder: Path) -> None:
    knowledge = inspect(folder).knowledge
    for file in folder.rglob("*.yaml"):
        file.write_bytes(file.read_text("utf-8").replace("\n", newline).encode(encoding))

    assert check(folder).problems == ()
    assert inspect(folder).knowledge == knowledge


def test_files_that_editors_and_systems_leave_behind_are_passed_over(folder: Path) -> None:
    (folder / ".#tea.yaml").symlink_to("somebody@somewhere.123")
    (folder / "._tea.yaml").write_bytes(b"\x00\x05\x16\x07")
    (folder / "tea.yaml~").write_text("half an ent", "utf-8")
    (folder / "notes.txt").write_text("buy leaves", "utf-8")

    assert inspect(folder).problems == ()


def test_loading_refuses_a_folder_with_a_problem_and_says_which(folder: Path) -> None:
    replace(folder / "tea.yaml", "format: 1", "format: 2")
    replace(folder / "pots.yaml", "format: 1", "format: 2")

    with pytest.raises(KnowledgeError) as refused:
        load(folder)

    assert str(refused.value) == (
        f"The knowledge in {folder} is not valid: pots.yaml:1: 'format' must be 1, not 2; correct it"
        f" (1 more: run `python -m bot check --knowledge {folder}`)"
    )


def test_loading_gives_entries_as_they_are_written(folder: Path) -> None:
    entry = load(folder).knowledge.entry("steeping")

    assert entry is not None
    assert entry.question == "How long do the leaves steep?"
    assert entry.answer == "The guide says three minutes. It doesn't say what happens later."
    assert (entry.document, entry.sentences, entry.related) == ("green-tea", (2,), ("water", "fresh-leaves"))
    assert entry.tests == ("how many minutes do the leaves steep for",)


def test_loading_gives_the_headings_of_a_document(folder: Path) -> None:
    (document,) = load(folder).knowledge.documents

    assert (document.id, document.title) == ("green-tea", "A Short Guide to Green Tea")
    assert document.headings == {1: None, 2: None, 3: "Good to Know", 4: "Good to Know", 5: "Good to Know"}


def test_the_shipped_knowledge_has_no_mistake_of_form_or_names() -> None:
    folder = inspect(shipped_folder())

    assert [str(problem) for problem in (*folder.problems, *lint(folder))] == []


def test_the_shipped_answers_are_easy_to_read_and_promise_nothing() -> None:
    assert [str(problem) for problem in wording(inspect(shipped_folder()))] == []


def test_the_answers_of_the_shipped_knowledge_rest_on_its_document() -> None:
    assert [str(problem) for problem in citations(inspect(shipped_folder()))] == []


def test_the_shipped_knowledge_accounts_for_all_23_sentences() -> None:
    (document,) = inspect(shipped_folder()).knowledge.documents

    assert document.id == "calf-soreness"
    assert list(document.headings) == list(range(1, 24))
