"""`import`: entries from a spreadsheet, and what is said of rows that can't become any."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import KnowledgeError
from bot.knowledge.files import read_file
from bot.knowledge.importing import Import, existing, import_rows
from bot.knowledge.lint import lint
from bot.knowledge.loader import Folder, load
from bot.knowledge.schema import EntriesFile, EntryModel
from bot.knowledge.spreadsheet import Row, Sheet, read_sheet
from bot.knowledge.writing import write_new

NEW = existing(Path("nowhere"))


def sheet(content: str | bytes, tmp_path: Path) -> Sheet:
    path = tmp_path / "faq.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sheet(path)


def made_of(content: str, tmp_path: Path, folder: Folder = NEW) -> Import:
    return import_rows(sheet(content, tmp_path).rows, "faq.csv", folder)


def entries_of(made: Import, tmp_path: Path) -> list[EntryModel]:
    """Write the entries, and read them as the bot does."""
    write_new(tmp_path / "new", {"entries.yaml": made.file("faq.csv")})
    folder = load(tmp_path / "new")
    assert [str(problem) for problem in lint(folder)] == []
    return [entry for file, _ in folder.files(EntriesFile) for entry in file.entries]


@pytest.mark.parametrize(
    "content",
    [
        "question,answer\nDo you lend mats?,Yes. Bring nothing.\n",
        "\ufeffquestion,answer\r\nDo you lend mats?,Yes. Bring nothing.\r\n",
        "Answer;QUESTION\nYes. Bring nothing.;Do you lend mats?",
        "question\tanswer\nDo you lend mats?\tYes. Bring nothing.\n",
        "sep=;\r\nquestion;answer\r\nDo you lend mats?;Yes. Bring nothing.\r\n",
        '"sep=|"\nquestion|answer\nDo you lend mats?|Yes. Bring nothing.\n',
        'question,answer\n"Do you\nlend mats?","Yes.\r\nBring nothing."\n',
        " question , answer \n Do you lend\u00a0mats? ,  Yes.  Bring nothing. \n",
        "\nanswer,question,,\n,,,\nYes. Bring nothing.,Do you lend mats?,,\n,,,\n\n",
        "question,answer,topic,phrasings,id\nDo you lend mats?,Yes. Bring nothing.,,,\n",
    ],
    ids=[
        "comma",
        "byte order mark and CRLF",
        "semicolon, other order and case",
        "tab",
        "sep line",
        "sep line with another separator",
        "new lines within cells",
        "spaces",
        "empty rows and columns",
        "empty cells",
    ],
)
def test_a_table_is_read_however_it_was_saved(content: str, tmp_path: Path) -> None:
    made = made_of(content, tmp_path)

    assert made.problems == ()
    (entry,) = entries_of(made, tmp_path)
    assert (entry.id, entry.topic, entry.phrasings) == ("lend-mats", "questions", ["Do you lend mats?"])
    assert (entry.question, entry.answer) == ("Do you lend mats?", "Yes. Bring nothing.")


def test_further_columns_are_taken_over(tmp_path: Path) -> None:
    content = (
        "id,topic,question,answer,phrasings\n"
        "mats,At the Studio,Do you lend mats?,Yes.,do you lend mats| mats to borrow ||Mats to borrow!\n"
        ',Première classe,"Is it #1: ""no""?",- no: never,\n'
    )
    first, second = entries_of(made_of(content, tmp_path), tmp_path)

    assert (first.id, first.topic, first.phrasings) == (
        "mats",
        "at-the-studio",
        ["Do you lend mats?", "mats to borrow"],
    )
    assert (second.id, second.topic, second.answer) == ("is-it-1-no", "premiere-classe", "- no: never")
    assert second.question == 'Is it #1: "no"?'


def test_unknown_columns_are_told(tmp_path: Path) -> None:
    assert sheet("question,answer,phrasing,date\na,b,c,d\n", tmp_path).unknown == ("phrasing", "date")


def test_ids_are_made_unique_and_keep_clear_of_given_ones(tmp_path: Path) -> None:
    content = (
        "question,answer,id\n"
        "May I borrow a mat?,Yes.,\nA mat to borrow?,Yes.,\nBorrow your mat?,Yes.,borrow-mat\n"
        "Почему?,Так.,\nWhat is it?,Yoga.,\n" + "very long words " * 7 + ",Yes.,\n"
    )
    ids = [entry.id for entry in entries_of(made_of(content, tmp_path), tmp_path)]

    assert ids == ["borrow-mat-2", "mat-borrow", "borrow-mat", "question", "what-is-it", "long-words"]


@pytest.mark.parametrize(
    ("rows", "complaints"),
    [
        (",Yes.", ["2: the question is missing; write it, or delete the row"]),
        ("Why?,", ["2: the answer is missing; write it, or delete the row"]),
        ("Why?", ["2: the answer is missing; write it, or delete the row"]),
        (f"Why?,{'so ' * 150}", ["2: entry 'why': 'answer' has 449 characters; shorten it to 400 at most"]),
        (f"{'why ' * 31},So.", ["2: entry 'why': 'question' has 123 "]),
        ("???,So.", ["2: entry 'question': the question “???” has no word in it; write it in words, or remove it"]),
        (
            "Why?,So.,,,My Id",
            ["2: entry 'My Id': 'My Id' is not allowed in 'id'; use small letters, figures and single"],
        ),
        ("Why?,So\u200b.", ["2: entry 'why': 'answer' holds the invisible character U+200B after “So”; type it anew"]),
        (
            "Why?,So,,,,and so",
            ["2: “and so” stands in a column without a name; put a text that holds the separator in"],
        ),
        (
            'Why?,"So,\nsay I."\nHow?,So.\nwhy,Because.',
            ["5: entry 'why-2': the question “why” is the question of 'why' already (faq.csv:2); keep one"],
        ),
        (
            "Why?,So.,,how so|what for\nHow so?,So.\n",
            ["3: entry 'how-so': the question “How so?” is a phrasing of 'why' already (faq.csv:2); keep one"],
        ),
        (
            "Why?,So.,,,reason\nHow?,So.,,,reason\n",
            ["3: entry 'reason': the id is taken already (faq.csv:2); choose another"],
        ),
    ],
)
def test_each_row_that_cannot_be_used_is_named_with_the_line_where_it_begins(
    rows: str, complaints: list[str], tmp_path: Path
) -> None:
    made = made_of(f"question,answer,topic,phrasings,id\n{rows}", tmp_path)

    assert len(made.problems) == len(complaints)
    for problem, complaint in zip(made.problems, complaints, strict=True):
        assert str(problem).startswith(f"faq.csv:{complaint}")


def test_all_bad_rows_are_named_at_once_and_the_good_ones_stay(tmp_path: Path) -> None:
    content = f"question,answer\n,So.\nWhy?,So.\nHow?,{'so ' * 150}\nHow?,So.\nWhy?,So!\n"

    made = made_of(content, tmp_path)

    assert [problem.line for problem in made.problems] == [2, 4, 6]
    assert [entry.question for entry in entries_of(made, tmp_path)] == ["Why?", "How?"]


def test_what_the_folder_has_already_is_named(folder: Path, tmp_path: Path) -> None:
    content = "question,answer\nHow do I keep tea fresh?,No idea.\nWhat about the pot?,No idea.\n"

    made = made_of(content, tmp_path, existing(folder))

    (problem,) = made.problems
    assert str(problem) == (
        "faq.csv:2: entry 'tea-fresh': the question “How do I keep tea fresh?” is the question of 'fresh-leaves'"
        " already (tea.yaml:46); keep one"
    )
    assert [entry["id"] for entry in made.entries] == ["pot-2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"faq\.csv has no column 'question' and 'answer'; .* first line, which has nothing\."),
        ("frage;antwort\na;b", r"has no column 'question' and 'answer'; .* which has 'frage', 'antwort'\."),
        ("Question,Reply\na,b", r"has no column 'answer'; .* which has 'question', 'reply'\."),
        ("question,answer,Answer\na,b,c", r"faq\.csv:1: the column 'answer' stands there twice; rename or remove one"),
        ("question,answer\n\n,\n", r"has no row below its header"),
        ('question,answer\na,b\nc,"d\ne,f\n', r"faq\.csv:3: opens a quote that is never closed; put the text in"),
        ('sep=,\nquestion,answer\na,"b"c\n', r"faq\.csv:3: is no CSV: ',' expected after '\"'; put the text in"),
        ("question,answer\na,b\nc,caf\xe9".encode("latin-1"), r"faq\.csv:3: is not UTF-8 text; in Excel, save it as"),
        ("question,answer\na,b".encode("utf-16"), r"faq\.csv:1: is not UTF-8 text"),
    ],
)
def test_what_is_no_such_table_is_one_clear_line(content: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=message):
        sheet(content, tmp_path)


def test_a_missing_table_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"The table .*/none\.csv cannot be read \(No such file"):
        read_sheet(tmp_path / "none.csv")


def test_a_long_answer_is_folded(tmp_path: Path) -> None:
    made = made_of(f"question,answer\nWhy?,{'so it is ' * 40}", tmp_path)

    assert "    answer: >\n      so it is" in made.file("faq.csv")
    assert max(map(len, made.file("faq.csv").splitlines())) <= 120
    assert entries_of(made, tmp_path)[0].answer == ("so it is " * 40).strip()


_cell = st.text(st.characters(codec="utf-8"), max_size=130).map(lambda text: " ".join(text.split()))
_column = st.fixed_dictionaries(
    {"question": _cell, "answer": _cell}, optional={"topic": _cell, "phrasings": _cell, "id": _cell}
)


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(_column, min_size=1, max_size=4))
def test_any_row_is_an_entry_or_a_complaint(
    cells: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [Row(line, cell, ()) for line, cell in enumerate(cells, 2)]

    made = import_rows(rows, "faq.csv", NEW)

    assert len(made.entries) + len({problem.line for problem in made.problems}) == len(rows)
    if made.entries:
        folder = tmp_path_factory.mktemp("imports")
        write_new(folder, {"entries.yaml": made.file("faq.csv")})
        reading = read_file(folder / "entries.yaml")
        assert reading.problems == ()
        assert reading.source
        assert isinstance(reading.source.content, EntriesFile)
        assert [entry.id for entry in reading.source.content.entries] == [entry["id"] for entry in made.entries]
