"""Drafts a skeleton of knowledge from an article: one entry a sentence, and the article's structure."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.core.text import stem
from bot.errors import KnowledgeError
from bot.knowledge.article import Article, Sentence
from bot.knowledge.facts import Facts
from bot.knowledge.files import read_file
from bot.knowledge.loader import shipped_folder
from bot.knowledge.naming import gist, slug, telling, unique
from bot.knowledge.provenance import fingerprint
from bot.knowledge.schema import CautionsFile, DocumentFile
from bot.knowledge.writing import Line, LineOfKeys, Quoted, as_comment, as_yaml, entries_file, exists

ENTRIES, CAUTIONS = "entries.yaml", "cautions.yaml"

_LONGEST_TITLE = 200
_LONGEST_FACT = 48
_WORDS_OF_AN_ID = 3

_HEAD = """\
One entry for each sentence of “{title}”. To write, in your own words: a question; under phrasings, one a line after
'- ', the many ways in which people ask it; and an answer that says no more than its sentence does. Entries that belong
together can become one (sentences: [4, 5]). Delete the entry of a sentence that nobody asks about, and give the
reason under left_out: in documents/{name}.yaml. Each entry may also have related:, caution: and tests:.
"""
_PRIVATE = "The article's own sentences stand here in comments, for yourself only: delete them before you pass it on."
_DOCUMENT_HEAD = """\
The structure of the article. Its sentences are not copied here: each has a fingerprint, so that
`python -m bot check --document ARTICLE.txt` can tell whether the text or the numbering has changed. facts: are the
figures and medicines of a sentence: an answer may name only those of the sentences that it cites (and its caution's).
To leave out a sentence on purpose, add at the end, in two lines: left_out: and, indented, its number: and the reason.
"""
_CAUTIONS_HEAD = """\
medicines: are names that an answer can have only where a sentence that it cites, or its caution, does. cautions: can
hold short texts, each under a name of its own, that are added to the answers of the entries with caution: NAME.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person goes on with.

    Attributes:
        document: the id of the document.
        entries: how many entries wait for a person.
        files: the texts of the files, by their paths in the knowledge folder.
    """

    document: str
    entries: int
    files: Mapping[str, str]


def document_id(article: Article) -> str:
    """Return the article's title as an id."""
    return slug(article.title) or "article"


def medicines(folder: Path) -> list[str] | None:
    """Return the medicines that a folder's cautions.yaml lists, None where it has no such file.

    Raises:
        KnowledgeError: the file can't be understood.
    """
    path = folder / CAUTIONS
    if not exists(path):
        return None
    reading = read_file(path)
    if reading.problems or not reading.source or not isinstance(reading.source.content, CautionsFile):
        raise KnowledgeError(f"{folder / str(reading.problems[0])}; correct this first, then draft again.")
    return reading.source.content.medicines


def draft(
    article: Article,
    *,
    known_medicines: list[str] | None = None,
    taken: Collection[str] = (),
    with_sentences: bool = False,
) -> Draft:
    """Return the skeleton of an article's knowledge.

    Args:
        article: the article.
        known_medicines: the medicines of the folder that it is for; None for a new folder, which then gets a
            cautions.yaml with the shipped ones.
        taken: ids of the folder's entries.
        with_sentences: whether to put each sentence into the comment above its entry.

    Raises:
        KnowledgeError: the title or a heading can't stand in a knowledge folder.
    """
    if len(article.title) > _LONGEST_TITLE:
        message = f"The article's first line has {len(article.title)} characters, too many for a title"
        raise KnowledgeError(f"{message}; write the title on a line of its own above the text.")
    name = document_id(article)
    files: dict[str, str] = {}
    if known_medicines is None:
        known_medicines = medicines(shipped_folder()) or []
        content = {"format": 1, "cautions": {}, "medicines": Line(known_medicines)}
        files[CAUTIONS] = as_comment(_CAUTIONS_HEAD) + as_yaml(content)
    entries = list(_entries(article, name, taken, with_sentences=with_sentences))
    head = as_comment(_HEAD.format(title=article.title, name=name)) + (as_comment(_PRIVATE) if with_sentences else "")
    return Draft(
        document=name,
        entries=len(entries),
        files={
            ENTRIES: entries_file(head, name, entries),
            f"documents/{name}.yaml": as_comment(_DOCUMENT_HEAD) + as_yaml(_document(article, Facts(known_medicines))),
            **files,
        },
    )


def _sections(article: Article) -> Iterator[tuple[str | None, list[tuple[int, Sentence]]]]:
    """Yield each heading, None before the first, with its numbered sentences."""
    for heading, group in groupby(enumerate(article.sentences, 1), key=lambda numbered: numbered[1].heading):
        yield heading, list(group)


def _entries(
    article: Article, name: str, taken: Collection[str], *, with_sentences: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each entry with the comment above it."""
    ids = set(taken)
    stems = Counter(part for sentence in article.sentences for part in {stem(word) for word in telling(sentence.text)})
    for heading, sentences in _sections(article):
        topic = name if heading is None else slug(heading) or "more"
        for place, (number, sentence) in enumerate(sentences, 1):
            entry_id = unique(_telling_most(sentence.text, stems) or ["sentence", str(number)], ids)
            ids.add(entry_id)
            where = f"under “{heading}”" if heading else "under the title"
            text = f": {sentence.text}" if with_sentences else ""
            yield (
                f"Sentence {number}, the {_ordinal(place)} {where}{text}",
                {
                    "id": entry_id,
                    "topic": topic,
                    "question": None,
                    "phrasings": [None],
                    "answer": None,
                    "sentences": Line([number]),
                },
            )


def _telling_most(text: str, stems: Counter[str]) -> list[str]:
    """Return the words that set a sentence apart from the article's others, in their own order."""
    found = gist(text)
    rarest = sorted(found, key=lambda word: (stems[stem(word)], -len(word)))[:_WORDS_OF_AN_ID]
    return [word for word in found if word in rarest]


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _document(article: Article, facts: Facts) -> dict[str, Any]:
    sections: list[dict[str, Any]] = []
    for heading, sentences in _sections(article):
        numbered = {number: _sentence(sentence.text, facts) for number, sentence in sentences}
        sections.append(({"heading": heading} if heading else {}) | {"sentences": numbered})
    content = {"format": 1, "title": article.title, "sections": sections}
    try:
        DocumentFile.model_validate(content)
    except ValidationError as error:
        wrong = error.errors()[0]
        what = "title" if wrong["loc"][0] == "title" else "text"
        message = wrong["msg"].removeprefix("Value error, ")
        raise KnowledgeError(f"The article's {what} can't be drafted from: “{wrong['input']}” {message}.") from None
    return content


def _sentence(text: str, facts: Facts) -> object:
    mark = Quoted(fingerprint(text))
    words_of_facts = [fact for fact in facts.find(text).values() if len(fact) <= _LONGEST_FACT]
    found = [fact if fact.isalpha() else Quoted(fact) for fact in words_of_facts]
    return LineOfKeys(fingerprint=mark, facts=Line(found)) if found else mark
