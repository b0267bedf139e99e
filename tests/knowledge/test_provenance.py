"""`check --document`: does the article still say what the document's file says of it?"""

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.article import read_article, split_sentences
from bot.knowledge.checking import check
from bot.knowledge.loader import inspect
from bot.knowledge.provenance import compare, fingerprint

from .folders import ARTICLE, FILES, SENTENCES, TITLE, replace


def differences(folder: Path, article: Path) -> list[tuple[str, str]]:
    """Return the line that each difference stands at, without its indentation, and its message."""
    problems = compare(inspect(folder), article)
    assert {problem.file for problem in problems} <= {"documents/green-tea.yaml"}
    lines = (folder / "documents" / "green-tea.yaml").read_text("utf-8").splitlines()
    return [(lines[problem.line - 1].strip(), problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Green tea tastes best with water of 80 degrees.", "c27311ac5fcd4f0e"),
        ("  Green tea\n tastes best with\u00a0water of 80 degrees. ", "c27311ac5fcd4f0e"),
        ("Ｇreen tea tastes best with water of 80 degrees.", "c27311ac5fcd4f0e"),
        ("Green tea tastes best with water of 85 degrees.", "e7df65f725a3c4ae"),
    ],
    ids=["as it is", "other white space", "other code points of a letter", "another figure"],
)
def test_a_fingerprint_stands_for_the_words_of_a_sentence(text: str, expected: str) -> None:
    assert fingerprint(text) == expected


def test_the_article_itself_shows_no_difference(folder: Path, article: Path) -> None:
    assert differences(folder, article) == []
    assert check(folder, article).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.replace("\n", "\r\n"),
        "\ufeff" + ARTICLE,
        "\n\n" + ARTICLE.replace("\n", "\n\n"),
        ARTICLE.replace("best with", "best\nwith").replace("from tea should", "from\ntea should"),
        ARTICLE.replace("for aspirin. ", "for aspirin.\n"),
        ARTICLE.replace("80 degrees", "80\u00a0 degrees"),
    ],
    ids=["CRLF", "byte order mark", "blank lines", "wrapped lines", "more paragraphs", "other spaces"],
)
def test_another_layout_is_no_difference(text: str, folder: Path, article: Path) -> None:
    article.write_text(text, "utf-8")

    assert differences(folder, article) == []


def sentence(number: int) -> str:
    return fingerprint(SENTENCES[number - 1])


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "three minutes",
            "four minutes",
            "2:",
            (
                "sentence 2 reads differently in green-tea.txt: “Let the leaves steep for four minutes.”; make its"
                f" fingerprint \"{fingerprint('Let the leaves steep for four minutes.')}\", and read again 'steeping'"
            ),
        ),
        (
            "first harvest",
            "last harvest",
            f'5: "{sentence(5)}"',
            (
                "sentence 5 reads differently in green-tea.txt: “The last harvest is in April.”; make its"
                f' fingerprint "{fingerprint("The last harvest is in April.")}"'
            ),
        ),
        (
            f" {SENTENCES[1]}",
            "",
            "2:",
            (
                "sentence 2 is missing in green-tea.txt; take it out, number the later ones anew,"
                " and read again 'steeping'"
            ),
        ),
        (
            f"{SENTENCES[0]} ",
            "",
            f'1: {{fingerprint: "{sentence(1)}", facts: ["80"]}}',
            "sentence 1 is missing in green-tea.txt; take it out, number the later ones anew, and read again 'water'",
        ),
        (
            f" {SENTENCES[4]}",
            "",
            f'5: "{sentence(5)}"',
            "sentence 5 is missing in green-tea.txt; take it out, number the later ones anew",
        ),
        (
            SENTENCES[1],
            f"Warm the pot. {SENTENCES[1]}",
            f'1: {{fingerprint: "{sentence(1)}", facts: ["80"]}}',
            (
                "green-tea.txt has a further sentence after sentence 1, “Warm the pot.”;"
                f' number it 2 ("{fingerprint("Warm the pot.")}") and the later ones anew'
            ),
        ),
        (
            SENTENCES[0],
            f"Tea is old. {SENTENCES[0]}",
            f'1: {{fingerprint: "{sentence(1)}", facts: ["80"]}}',
            (
                "green-tea.txt has a further sentence before sentence 1, “Tea is old.”;"
                f' number it 1 ("{fingerprint("Tea is old.")}") and the later ones anew'
            ),
        ),
        (
            f"{SENTENCES[2]} {SENTENCES[3]}",
            f"{SENTENCES[3]} {SENTENCES[2]}",
            f'4: "{sentence(4)}"',
            (
                "sentence 4 stands elsewhere in green-tea.txt; number the sentences as they stand there,"
                " and read again 'fresh-leaves'"
            ),
        ),
        (TITLE, "Green Tea", f"title: {TITLE}", "the title is “Green Tea” in green-tea.txt; correct it"),
        (
            "Good to Know",
            "Nice to Know",
            "- heading: Good to Know",
            "the heading is “Nice to Know” in green-tea.txt, not “Good to Know”; correct it",
        ),
        (
            "Good to Know\n",
            "",
            "- heading: Good to Know",
            "the heading is “” in green-tea.txt, not “Good to Know”; correct it",
        ),
    ],
    ids=[
        "word changed",
        "word changed where nobody answers",
        "removed",
        "first one removed",
        "last one removed",
        "added",
        "added before the first",
        "two swapped",
        "title changed",
        "heading changed",
        "heading removed",
    ],
)
def test_one_change_of_the_article_is_one_difference(
    old: str, new: str, line: str, message: str, folder: Path, article: Path
) -> None:
    replace(article, old, new)

    assert differences(folder, article) == [(line, message)]


def test_two_changes_are_two_differences(folder: Path, article: Path) -> None:
    replace(article, "80 degrees", "75 degrees")
    replace(article, f" {SENTENCES[3]}", "")

    messages = [message for _, message in differences(folder, article)]

    assert len(messages) == 2
    assert messages[0].startswith("sentence 1 reads differently")
    assert messages[1].startswith("sentence 4 is missing")


def test_another_article_altogether_is_said_once(folder: Path, article: Path) -> None:
    article.write_text("Coffee\nIt is black. It is hot. It is bitter.\n", "utf-8")

    assert differences(folder, article) == [
        ("format: 1", "green-tea.txt has none of these sentences; is it the right article?")
    ]


@pytest.mark.parametrize("fact", ["four", "ibuprofen", "'81'"])
def test_a_fact_has_to_stand_in_its_sentence(fact: str, folder: Path, article: Path) -> None:
    replace(folder / "documents/green-tea.yaml", "facts: [three]", f"facts: [three, {fact}]")

    ((line, message),) = differences(folder, article)

    assert line == f"facts: [three, {fact}]"
    assert message == f"the fact '{fact.strip(chr(39))}' doesn't stand in sentence 2 of green-tea.txt; remove it"


@pytest.mark.parametrize("fact", ["'3'", "THREE"])
def test_a_figure_may_be_written_otherwise(fact: str, folder: Path, article: Path) -> None:
    replace(folder / "documents/green-tea.yaml", "facts: [three]", f"facts: [{fact}]")

    assert differences(folder, article) == []


def test_check_names_differences_beside_other_problems(folder: Path, article: Path) -> None:
    replace(article, "80 degrees", "75 degrees")
    replace(folder / "tea.yaml", "related: [steeping]", "related: [pouring]")

    assert [problem.file for problem in check(folder, article).problems] == ["documents/green-tea.yaml", "tea.yaml"]


def add_document(folder: Path, name: str, title: str) -> None:
    text = FILES["documents/green-tea.yaml"].replace(TITLE, title)
    (folder / "documents" / f"{name}.yaml").write_text(text, "utf-8")


def test_among_several_documents_the_title_decides(folder: Path, article: Path) -> None:
    add_document(folder, "black-tea", "All of Black Tea")
    replace(article, "80 degrees", "75 degrees")

    assert [problem.file for problem in compare(inspect(folder), article)] == ["documents/green-tea.yaml"]


def test_among_several_documents_an_unknown_title_is_an_error(folder: Path, article: Path) -> None:
    add_document(folder, "black-tea", "All of Black Tea")
    replace(article, TITLE, "White Tea")

    with pytest.raises(KnowledgeError) as refused:
        check(folder, article)

    assert str(refused.value) == (
        f"“White Tea”, the first line of {article}, is the title of no document of {folder}; it has"
        " “All of Black Tea” (documents/black-tea.yaml), “A Short Guide to Green Tea” (documents/green-tea.yaml)."
    )


def test_a_folder_without_documents_has_nothing_to_prove(folder: Path, article: Path) -> None:
    (folder / "documents/green-tea.yaml").unlink()

    with pytest.raises(KnowledgeError, match=r"has no documents/\*\.yaml to prove .*green-tea\.txt against"):
        check(folder, article)


def test_a_broken_document_is_the_only_problem(folder: Path, article: Path) -> None:
    replace(folder / "documents/green-tea.yaml", "format: 1", "format: 2")

    assert [problem.message for problem in check(folder, article).problems] == ["'format' must be 1, not 2; correct it"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"The document .*/green-tea\.txt cannot be read \(No such file or directory\); check its name"),
        (b"", r"The document .*/green-tea\.txt has no sentences; write its title on the first line, prose below"),
        (b"Only a Title\n", r"The document .*/green-tea\.txt has no sentences"),
        (b"Title\nA caf\xe9.\n", r"The document .*/green-tea\.txt is not UTF-8 text; save it with the encoding UTF-8"),
    ],
    ids=["missing", "empty", "title only", "latin-1"],
)
def test_an_article_that_cannot_be_read_is_one_clear_line(
    content: bytes | None, message: str, folder: Path, article: Path
) -> None:
    article.unlink()
    if content is not None:
        article.write_bytes(content)

    with pytest.raises(KnowledgeError, match=message):
        check(folder, article)


def test_an_article_is_a_title_and_sentences_under_headings(article: Path) -> None:
    read = read_article(article)

    assert read.title == TITLE
    assert [found.text for found in read.sentences] == list(SENTENCES)
    assert [found.heading for found in read.sentences] == [None, None, *["Good to Know"] * 3]


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("One is hot. Two is cold.", ["One is hot.", "Two is cold."]),
        ("Is it hot? Yes! Good…", ["Is it hot?", "Yes!", "Good…"]),
        ("He said “stop.” Then he left.", ["He said “stop.”", "Then he left."]),
        ("Ask Dr. Hall or Mr. J. Smith. They know.", ["Ask Dr. Hall or Mr. J. Smith.", "They know."]),
        ("Leaves, e.g. Sencha, keep. So do I. Really.", ["Leaves, e.g. Sencha, keep.", "So do I.", "Really."]),
        ("It costs 3.50 a tin. 100 grams last.", ["It costs 3.50 a tin.", "100 grams last."]),
        ("No mark at the end", ["No mark at the end"]),
        ("", []),
    ],
)
def test_sentences_end_at_their_marks(paragraph: str, sentences: list[str]) -> None:
    assert split_sentences(paragraph) == sentences
