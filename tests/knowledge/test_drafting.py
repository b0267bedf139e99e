"""`draft`: what a person gets from an article, and that only writing is left to do."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import KnowledgeError
from bot.knowledge.article import Article, Sentence, read_article
from bot.knowledge.checking import check
from bot.knowledge.drafting import Draft, draft, medicines
from bot.knowledge.files import read_file
from bot.knowledge.loader import inspect
from bot.knowledge.schema import DocumentFile
from bot.knowledge.writing import write_new

SHOES = """\
How Running Shoes Wear Out

Every run squeezes the foam in the sole. After about 600 kilometres, says Dr. Heel, it no longer springs back.

Signs of an Old Pair

Whoever wakes with sore shins twice a week should look at the soles
before reaching for ibuprofen.

Making a Pair Last

Two pairs worn in turn last longer than one pair worn daily.
"""
SHOES_WRITTEN = [
    ("What does running do to the foam?", "does every run squeeze the foam", "Every run presses the foam in the sole."),
    ("How long do running shoes last?", "after how many kilometres is the foam dead", "About 600 kilometres."),
    (
        "Could old shoes make my shins sore?",
        "i wake up with sore shins",
        "They could: look at the soles before you take ibuprofen, if your shins are sore twice a week.",
    ),
    ("Should I own a second pair?", "are 2 pairs of shoes better than one", "Yes. 2 pairs, worn in turn, last longer."),
]
SLEEP = """\
Lying Well: a Note on Pillows
A pillow fills the gap between neck and mattress; side sleepers need a higher one, of 10 to 12 cm.
For Those Who Sleep on Their Back: "Flat & Soft"
A flat pillow is enough. Some put a second one under their knees.
"""
SLEEP_WRITTEN = [
    (
        "How high should my pillow be?",
        "pillow height for side sleepers",
        "As high as the gap at your neck: 10 to 12 cm.",
    ),
    ("Which pillow do back sleepers need?", "i sleep on my back, flat pillow or not", "A flat one will do."),
    (
        "Why do people put a pillow under their knees?",
        "pillow under the knees",
        "Some people who lie on their back do so. The note gives no reason: it says only that some have another there.",
    ),
]


def write(text: str, folder: Path, *, with_sentences: bool = False) -> tuple[Draft, Path]:
    """Draft from an article into a new folder; return the draft and the article's path."""
    path = folder.parent / "article.txt"
    path.write_text(text, "utf-8")
    made = draft(read_article(path), with_sentences=with_sentences)
    write_new(folder, made.files)
    return made, path


def fill_in(file: Path, written: Sequence[tuple[str, str, str]]) -> None:
    """Do what is left to a person: type a question, one phrasing and an answer behind what waits for them."""
    text = file.read_text("utf-8")
    for waiting, texts in zip(
        ("    question:\n", "      -\n", "    answer:\n"), zip(*written, strict=True), strict=True
    ):
        for words in texts:
            text = text.replace(waiting, f'{waiting.rstrip()} "{words}"\n', 1)
    file.write_text(text, "utf-8")


both = pytest.mark.parametrize(
    ("text", "written"), [(SHOES, SHOES_WRITTEN), (SLEEP, SLEEP_WRITTEN)], ids=["shoes", "sleep"]
)


@both
def test_check_names_exactly_what_is_left_to_write(
    text: str, written: Sequence[tuple[str, str, str]], tmp_path: Path
) -> None:
    _, article = write(text, tmp_path / "new")

    problems = check(tmp_path / "new", article).problems

    lines = (tmp_path / "new" / "entries.yaml").read_text("utf-8").splitlines()
    assert [lines[problem.line - 1].strip() for problem in problems] == ["question:", "-", "answer:"] * len(written)
    assert {problem.file for problem in problems} == {"entries.yaml"}
    assert all("empty" in problem.message for problem in problems)


@both
def test_nothing_but_writing_is_left_to_do(text: str, written: Sequence[tuple[str, str, str]], tmp_path: Path) -> None:
    made, article = write(text, tmp_path / "new")

    fill_in(tmp_path / "new" / "entries.yaml", written)
    report = check(tmp_path / "new", article)

    assert [str(problem) for problem in report.problems] == []
    assert report.entries == made.entries == len(written)


@both
@pytest.mark.parametrize("with_sentences", [False, True])
def test_sentences_are_copied_only_on_demand_and_into_comments(
    text: str, written: Sequence[tuple[str, str, str]], with_sentences: bool, tmp_path: Path
) -> None:
    write(text, tmp_path / "new", with_sentences=with_sentences)
    files = [path.read_text("utf-8") for path in tmp_path.joinpath("new").rglob("*.yaml")]
    kept = "\n".join(line for file in files for line in file.splitlines() if not line.lstrip().startswith("#"))
    commented = " ".join(line.strip(" #") for file in files for line in file.splitlines() if "#" in line)

    sentences = read_article(tmp_path / "article.txt").sentences

    assert len(sentences) == len(written)
    for sentence in sentences:
        words = sentence.text.split()
        runs = [" ".join(words[at : at + 4]) for at in range(len(words) - 3)]
        assert not any(run in kept for run in runs)
        assert (sentence.text in commented) is with_sentences
        assert any(run in commented for run in runs) is with_sentences


def test_a_comment_says_where_to_look_up_the_sentence(tmp_path: Path) -> None:
    made, _ = write(SHOES, tmp_path / "new")

    comments = [line.strip() for line in made.files["entries.yaml"].splitlines() if line.startswith("  #")]

    assert comments == [
        "# Sentence 1, the 1st under the title",
        "# Sentence 2, the 2nd under the title",
        "# Sentence 3, the 1st under “Signs of an Old Pair”",
        "# Sentence 4, the 1st under “Making a Pair Last”",
    ]


def test_topics_are_the_headings_and_ids_the_telling_words(tmp_path: Path) -> None:
    write(SHOES, tmp_path / "new")
    fill_in(tmp_path / "new" / "entries.yaml", SHOES_WRITTEN)

    entries = inspect(tmp_path / "new").knowledge.entries

    title = "how-running-shoes-wear-out"
    assert [entry.topic for entry in entries] == [title, title, "signs-of-an-old-pair", "making-a-pair-last"]
    assert [entry.id for entry in entries][0::2] == ["run-squeezes-foam", "wakes-reaching-ibuprofen"]
    assert {entry.document for entry in entries} == {title}


def test_the_document_knows_figures_and_medicines(tmp_path: Path) -> None:
    write(SHOES, tmp_path / "new")

    ((file, _),) = inspect(tmp_path / "new").files(DocumentFile)

    assert {n: sentence.facts for n, sentence in file.sentences.items()} == {
        1: [],
        2: ["600"],
        3: ["twice", "ibuprofen"],
        4: ["two"],
    }


def test_a_new_folder_gets_the_shipped_medicines_so_that_answers_are_checked(tmp_path: Path) -> None:
    _, article = write(SLEEP, tmp_path / "new")
    wrong = [(SLEEP_WRITTEN[0][0], SLEEP_WRITTEN[0][1], "It should be soft. Or ask for aspirin."), *SLEEP_WRITTEN[1:]]

    fill_in(tmp_path / "new" / "entries.yaml", wrong)

    (problem,) = check(tmp_path / "new", article).problems
    assert "the answer says “aspirin”, which neither its sentences nor its caution do" in problem.message


def test_the_folders_own_medicines_are_taken(tmp_path: Path) -> None:
    (tmp_path / "cautions.yaml").write_text("format: 1\ncautions: {}\nmedicines: [heel]\n", "utf-8")
    path = tmp_path / "article.txt"
    path.write_text(SHOES, "utf-8")

    made = draft(read_article(path), known_medicines=medicines(tmp_path))

    assert set(made.files) == {"entries.yaml", "documents/how-running-shoes-wear-out.yaml"}
    assert 'facts: ["600", heel]' in made.files["documents/how-running-shoes-wear-out.yaml"]


def test_a_broken_list_of_medicines_is_named(tmp_path: Path) -> None:
    (tmp_path / "cautions.yaml").write_text("format: 1\ncautions: {}\nmedicins: [heel]\n", "utf-8")

    with pytest.raises(KnowledgeError, match=r"cautions\.yaml:3: the key 'medicins' is unknown; .* correct this first"):
        medicines(tmp_path)


def test_ids_keep_clear_of_those_that_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(SLEEP, "utf-8")
    article = read_article(path)
    first = set(re.findall(r"- id: (\S+)", draft(article).files["entries.yaml"]))

    second = set(re.findall(r"- id: (\S+)", draft(article, taken=first).files["entries.yaml"]))

    assert second == {f"{entry_id}-2" for entry_id in first}


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("All in one line. " * 20, r"first line has 340 characters, too many for a title; write the title on a line"),
        ("A \u200btitle", r"title can't be drafted from: “A \u200btitle” holds the invisible character U\+200B"),
    ],
    ids=["no title", "invisible character"],
)
def test_a_title_that_is_none_is_named(title: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        draft(Article(title, (Sentence("It is so.", None),)))


_prose = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=80)


@settings(max_examples=40, deadline=None)
@given(
    title=_prose, sentences=st.lists(st.tuples(_prose, st.none() | _prose), min_size=1, max_size=4), shown=st.booleans()
)
def test_any_article_gives_valid_files(
    title: str, sentences: list[tuple[str, str | None]], shown: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folded = [Sentence(" ".join(text.split()), heading and " ".join(heading.split())) for text, heading in sentences]
    article = Article(" ".join(title.split()) or "-", tuple(folded))
    folder = tmp_path_factory.mktemp("drafts")

    made = draft(article, with_sentences=shown)
    write_new(folder, made.files)

    assert read_file(folder / "documents" / f"{made.document}.yaml").problems == ()
    assert read_file(folder / "cautions.yaml").problems == ()
    problems = read_file(folder / "entries.yaml").problems
    assert len(problems) == 3 * len(sentences)
    assert all("empty" in problem.message for problem in problems)
    ids = re.findall(r"- id: (\S+)", made.files["entries.yaml"])
    assert len(set(ids)) == len(sentences)
