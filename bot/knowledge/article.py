"""Reads a source text: plain prose, its title on the first line, headings on lines of their own."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.errors import KnowledgeError

_ENDED = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_LONGEST_HEADING = 100
_BOUNDARY = re.compile(r"([.!?…]+[\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[^\W_a-z])")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "vs",
        "no",
        "fig",
        "approx",
        "e.g",
        "i.e",
        "etc",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
    ]
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the heading that it stands under (None before the first)."""

    text: str
    heading: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """A source text; its sentences are numbered from 1 in this order."""

    title: str
    sentences: tuple[Sentence, ...]


def read_article(path: Path, headings: Collection[str] = ()) -> Article:
    """Read a source text.

    A line is a heading if it is one of `headings`; or if it is short, ends without a punctuation mark, and stands
    between the end of a sentence and the beginning of another. All other lines are prose, wrapped or not.

    Args:
        path: the text file, in UTF-8.
        headings: headings that are known already.

    Raises:
        KnowledgeError: the file can't be read, or has no title and sentences.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"The document {path} cannot be read ({error.strerror}); check its name.") from None
    except UnicodeDecodeError:
        raise KnowledgeError(f"The document {path} is not UTF-8 text; save it with the encoding UTF-8.") from None
    lines = [_folded(line) for line in text.splitlines()]
    while lines and not lines[0]:
        del lines[0]
    sentences = _sentences(lines[1:], headings)
    if not sentences:
        raise KnowledgeError(f"The document {path} has no sentences; write its title on the first line, prose below.")
    return Article(lines[0], tuple(sentences))


def _sentences(lines: list[str], headings: Collection[str]) -> list[Sentence]:
    sentences: list[Sentence] = []
    heading: str | None = None
    paragraph: list[str] = []
    for index, line in enumerate([*lines, ""]):
        before, after = "".join(paragraph[-1:]), "".join(lines[index + 1 : index + 2])
        is_heading = line in headings or _looks_like_heading(line, before, after)
        if line and not is_heading:
            paragraph.append(line)
            continue
        sentences += [Sentence(text, heading) for text in split_sentences(" ".join(paragraph))]
        paragraph = []
        heading = line if is_heading else heading
    return sentences


def _looks_like_heading(line: str, before: str, after: str) -> bool:
    if not 0 < len(line) <= _LONGEST_HEADING or _ENDED.search(line):
        return False
    return (not before or _ENDED.search(before) is not None) and not after[:1].islower()


def split_sentences(paragraph: str) -> list[str]:
    """Split prose at the marks that end a sentence, but not behind abbreviations and initials."""
    sentences, start = [], 0
    for match in _BOUNDARY.finditer(paragraph):
        last = paragraph[start : match.start()].split()[-1:]
        if match.group(1) == "." and last and _is_abbreviation(last[0]):
            continue
        sentences.append(paragraph[start : match.end(1)])
        start = match.end()
    return [sentence for sentence in (*sentences, paragraph[start:]) if sentence]


def _is_abbreviation(word: str) -> bool:
    word = word.lstrip("\"'“‘([")
    return word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I")


def _folded(line: str) -> str:
    return " ".join(line.split())
