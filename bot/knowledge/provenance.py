"""Proves the sentence numbers, fingerprints and facts of a document's file against the article itself."""

import hashlib
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.article import Article, read_article
from bot.knowledge.facts import facts_of
from bot.knowledge.loader import Folder
from bot.knowledge.placed import placed_entries
from bot.knowledge.schema import DocumentFile
from bot.knowledge.yaml_lines import Located, Problem


def fingerprint(sentence: str) -> str:
    """Return the first 16 hex digits of SHA-256 of a sentence: UTF-8, NFKC, each white space one blank."""
    folded = " ".join(unicodedata.normalize("NFKC", sentence).split())
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def compare(folder: Folder, path: Path) -> list[Problem]:
    """Return every difference between an article and the document that it is the source of.

    Raises:
        KnowledgeError: the article can't be read, or the folder has no document that it can be the source of.
    """
    documents = list(folder.files(DocumentFile))
    if not documents and DocumentFile in folder.broken:
        return []
    headings = {section.heading for file, _ in documents for section in file.sections if section.heading}
    article = read_article(path, headings)
    file, located = _choose(documents, article, folder, path)
    return list(_Comparison(folder, file, located, article, path.name).problems())


def _choose(
    documents: list[tuple[DocumentFile, Located]], article: Article, folder: Folder, path: Path
) -> tuple[DocumentFile, Located]:
    """Return the document with the article's title, else the only one."""
    for file, located in documents:
        if _folded(file.title) == _folded(article.title):
            return file, located
    if len(documents) == 1:
        return documents[0]
    if not documents:
        raise KnowledgeError(f"The knowledge in {folder.path} has no documents/*.yaml to prove {path} against.")
    titles = ", ".join(f"“{file.title}” ({located.file})" for file, located in documents)
    raise KnowledgeError(
        f"“{article.title}”, the first line of {path}, is the title of no document of {folder.path}; it has {titles}."
    )


class _Comparison:
    def __init__(self, folder: Folder, file: DocumentFile, located: Located, article: Article, name: str) -> None:
        self._folder, self._file, self._located, self._article, self._name = folder, file, located, article, name
        self._numbers = list(file.sentences)
        self._known = [sentence.fingerprint for sentence in file.sentences.values()]
        self._found = [fingerprint(sentence.text) for sentence in article.sentences]

    def problems(self) -> Iterator[Problem]:
        if not set(self._known) & set(self._found):
            message = f"{self._name} has none of these sentences; is it the right article?"
            yield self._located.problem((), message)
            return
        if _folded(self._file.title) != _folded(self._article.title):
            message = f"the title is “{self._article.title}” in {self._name}; correct it"
            yield self._located.problem(("title",), message)
        for kind, a, b, c, d in SequenceMatcher(None, self._known, self._found, autojunk=False).get_opcodes():
            if kind == "equal":
                for known, found in zip(range(a, b), range(c, d), strict=True):
                    yield from self._facts(known, found)
            else:
                for known_or_none, found_or_none in zip_longest(range(a, b), range(c, d)):
                    yield from self._difference(known_or_none, found_or_none, a)
        yield from self._headings()

    def _difference(self, known: int | None, found: int | None, gap: int) -> Iterator[Problem]:
        """Yield what is to be said of a sentence that stands only here, only in the article, or otherwise there."""
        if found is None and known is not None:
            moved = self._known[known] in self._found
            what = "stands elsewhere" if moved else "is missing"
            fix = "number the sentences as they stand there" if moved else "take it out, number the later ones anew"
            yield self._at(known, f"sentence {self._numbers[known]} {what} in {self._name}; {fix}{self._citing(known)}")
        elif found is not None and known is None and self._found[found] not in self._known:
            where = f"after sentence {self._numbers[gap - 1]}" if gap else "before sentence 1"
            message = f"{self._name} has a further sentence {where}, “{self._excerpt(found)}”"
            fix = f'number it {found + 1} ("{self._found[found]}") and the later ones anew'
            yield self._at(max(gap - 1, 0), f"{message}; {fix}")
        elif found is not None and known is not None:
            message = f"sentence {self._numbers[known]} reads differently in {self._name}: “{self._excerpt(found)}”"
            fix = f'make its fingerprint "{self._found[found]}"{self._citing(known)}'
            yield self._at(known, f"{message}; {fix}")

    def _facts(self, known: int, found: int) -> Iterator[Problem]:
        facts = facts_of(self._folder)
        text = self._article.sentences[found].text
        for index, fact in enumerate(self._file.sentences[self._numbers[known]].facts):
            if not facts.find(fact).keys() <= facts.find(text).keys():
                number = self._numbers[known]
                message = f"the fact '{fact}' doesn't stand in sentence {number} of {self._name}; remove it"
                yield self._located.problem((*self._file.place(number), "facts", index), message)

    def _headings(self) -> Iterator[Problem]:
        """Yield each section whose first sentence stands under another heading in the article."""
        actual = dict(zip(self._found, (sentence.heading for sentence in self._article.sentences), strict=True))
        for index, section in enumerate(self._file.sections):
            first = next((s.fingerprint for s in section.sentences.values() if s.fingerprint in actual), None)
            if first is not None and _folded(actual[first] or "") != _folded(section.heading or ""):
                message = f"the heading is “{actual[first] or ''}” in {self._name}, not “{section.heading or ''}”"
                yield self._located.problem(("sections", index, "heading"), f"{message}; correct it")

    def _at(self, known: int, message: str) -> Problem:
        return self._located.problem(self._file.place(self._numbers[known]), message)

    def _citing(self, known: int) -> str:
        """Name the entries whose answers have to be read again."""
        document, number = self._located.path.stem, self._numbers[known]
        citing = [
            f"'{placed.entry.id}'"
            for placed in placed_entries(self._folder)
            if placed.file.document == document and number in placed.entry.sentences
        ]
        return f", and read again {', '.join(citing)}" if citing else ""

    def _excerpt(self, found: int) -> str:
        text = self._article.sentences[found].text
        return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
