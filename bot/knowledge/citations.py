"""Checks that answers rest on sentences of a document, and that every sentence is answered or left out on purpose."""

from collections.abc import Iterator, Mapping
from itertools import count

from bot.knowledge.facts import foreign_facts, unusable_facts
from bot.knowledge.loader import Folder
from bot.knowledge.placed import Placed, placed_entries
from bot.knowledge.schema import DocumentFile, EntriesFile
from bot.knowledge.yaml_lines import Located, Problem

_Documents = Mapping[str, tuple[DocumentFile, Located]]


def citations(folder: Folder) -> Iterator[Problem]:
    """Yield what is wrong between entries and documents.

    A wrong citation leaves its own sentence unanswered and its facts unfounded: these are looked for once the citations
    are right.
    """
    entries = placed_entries(folder)
    documents: _Documents = {located.path.stem: (file, located) for file, located in folder.files(DocumentFile)}
    wrong = [
        *(problem for file, located in documents.values() for problem in _numbering(file, located)),
        *(problem for file, located in folder.files(EntriesFile) for problem in _file(file, located, folder)),
        *(problem for placed in entries for problem in _entry(placed, documents)),
    ]
    yield from wrong
    if wrong or folder.broken:
        return
    for name, (file, located) in documents.items():
        yield from _unanswered(file, located, [placed for placed in entries if placed.file.document == name])
    yield from unusable_facts(folder)
    yield from foreign_facts(folder, entries)


def _numbering(file: DocumentFile, located: Located) -> Iterator[Problem]:
    for wanted, (number, place) in zip(
        count(1),
        ((n, ("sections", i, "sentences", n)) for i, section in enumerate(file.sections) for n in section.sentences),
        strict=False,
    ):
        if number != wanted:
            message = f"sentence {number} stands where sentence {wanted} should; number them 1, 2, 3 … in reading order"
            yield located.problem(place, message)
            return
    for number in file.left_out.keys() - file.sentences.keys():
        message = f"sentence {number} is left out, but isn't in the document, {_extent(file)}; correct it"
        yield located.problem(("left_out", number), message)


def _file(file: EntriesFile, located: Located, folder: Folder) -> Iterator[Problem]:
    known = {other.path.stem for _, other in folder.files(DocumentFile)}
    if file.document and file.document not in known and DocumentFile not in folder.broken:
        message = f"document '{file.document}' has no file documents/{file.document}.yaml; add it or correct the name"
        yield located.problem(("document",), message)
    citing = next((n for n, entry in enumerate(file.entries) if entry.sentences), None)
    if file.document is None and citing is not None:
        message = "cites sentences, but the file names no document; add `document:` at its top"
        yield located.problem(("entries", citing, "sentences"), f"entry '{file.entries[citing].id}': {message}")


def _entry(placed: Placed, documents: _Documents) -> Iterator[Problem]:
    if placed.file.document is None:
        return
    if not placed.entry.sentences:
        yield placed.problem("cites no sentence of the document; add `sentences:`", "id")
    if placed.file.document not in documents:
        return
    document, located = documents[placed.file.document]
    for index, number in enumerate(placed.entry.sentences):
        if number not in document.sentences:
            message = f"sentence {number} is not in the document, {_extent(document)}; correct it"
            yield placed.problem(message, "sentences", index)
        elif number in document.left_out:
            line = located.line(("left_out", number))
            message = f"sentence {number} is left out on purpose ({located.file}:{line}); decide for one of the two"
            yield placed.problem(message, "sentences", index)


def _extent(document: DocumentFile) -> str:
    return f"which has 1 to {len(document.sentences)}"


def _unanswered(file: DocumentFile, located: Located, entries: list[Placed]) -> Iterator[Problem]:
    if not entries:
        message = f"no file of entries is drawn from this document; add `document: {located.path.stem}` to one"
        yield located.problem((), message)
        return
    cited = {number for placed in entries for number in placed.entry.sentences}
    for number in file.sentences:
        if number not in cited | file.left_out.keys():
            message = f"sentence {number} is answered by no entry; cite it in one, or give the reason under `left_out:`"
            yield located.problem(file.place(number), message)
