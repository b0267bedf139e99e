"""Checks what the form of the files alone can't show: names that lead nowhere, and doubles.

A file that could not be understood takes names with it. What then only seems to be missing is no further problem.
"""

from collections.abc import Iterator
from typing import TypeVar

from bot.core.text import id_words, known_tokens
from bot.knowledge.loader import Folder
from bot.knowledge.placed import Placed, placed_entries
from bot.knowledge.schema import CautionsFile, EntriesFile, MustNotAnswerFile, SmallTalkFile, StudioFile, SubjectModel
from bot.knowledge.yaml_lines import Located, Place, Problem

Subject = TypeVar("Subject", bound=SubjectModel)

_Learned = dict[tuple[str, ...], tuple[Placed, Place]]
"""What matching learns from, by its words: the entry, and the key where it stands."""


def lint(folder: Folder) -> Iterator[Problem]:
    """Yield every problem between the files of a folder; those within a file were found when it was read."""
    entries = placed_entries(folder)
    yield from _duplicate_ids(entries)
    for studio, located in folder.files(StudioFile):
        yield from _duplicate_subjects(studio.subjects, "subjects", located)
    for talk, located in folder.files(SmallTalkFile):
        yield from _duplicate_subjects(talk.kinds, "kinds", located)
    yield from _dead_names(folder, entries)
    yield from _duplicate_texts(folder, entries)


def _duplicate_ids(entries: list[Placed]) -> Iterator[Problem]:
    first: dict[str, Placed] = {}
    for placed in entries:
        earlier = first.setdefault(placed.entry.id, placed)
        if earlier is not placed:
            yield placed.problem(f"the id is taken already ({earlier.address('id')}); choose another", "id")


def _duplicate_subjects(subjects: list[Subject], key: str, located: Located) -> Iterator[Problem]:
    ids = [subject.id for subject in subjects]
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            line = located.line((key, ids.index(id_), "id"))
            yield located.problem((key, index, "id"), f"the id '{id_}' is taken already (line {line}); choose another")


def _dead_names(folder: Folder, entries: list[Placed]) -> Iterator[Problem]:
    ids = {placed.entry.id for placed in entries}
    cautions = {name for file, _ in folder.files(CautionsFile) for name in file.cautions}
    for placed in entries:
        for index, related in enumerate(placed.entry.related):
            if related == placed.entry.id:
                yield placed.problem("is related to itself; name another entry, or remove it", "related", index)
            elif related not in ids and EntriesFile not in folder.broken:
                yield placed.problem(f"related '{related}' is no entry; correct it or remove it", "related", index)
        caution = placed.entry.caution
        if caution and caution not in cautions and CautionsFile not in folder.broken:
            yield placed.problem(f"caution '{caution}' is not in cautions.yaml; add it there or correct it", "caution")


def _duplicate_texts(folder: Folder, entries: list[Placed]) -> Iterator[Problem]:
    """Find phrasings that stand twice, and tests and must-not-answer questions that matching has learned from."""
    learned: _Learned = {}
    for placed in entries:
        yield from _learn(placed, learned)
    for placed in entries:
        learned.setdefault(known_tokens(id_words(placed.entry.id)), (placed, ("id",)))
    for placed in entries:
        for index, text in enumerate(placed.entry.tests):
            found = learned.get(known_tokens(text))
            if found:
                yield placed.problem(f"the test “{text}” {_stands(found)}; a test must be new to it", "tests", index)
    for file, located in folder.files(MustNotAnswerFile):
        for index, text in enumerate(file.questions):
            found = learned.get(known_tokens(text))
            if found:
                yield located.problem(("questions", index), f"“{text}” {_stands(found)}; decide for one of the two")


def _learn(placed: Placed, learned: _Learned) -> Iterator[Problem]:
    """Note the question and the phrasings of an entry, and yield those that can't be learned from."""
    entry = placed.entry
    texts: list[tuple[str, Place]] = [(entry.question, ("question",))]
    texts += [(text, ("phrasings", index)) for index, text in enumerate(entry.phrasings)]
    question = known_tokens(entry.question)
    for text, key in texts:
        words = known_tokens(text)
        if words == question and key != ("question",):
            continue  # the commonest phrasing
        what = f"the {'question' if key == ('question',) else 'phrasing'} “{text}”"
        if not words:
            yield placed.problem(f"{what} has no word in it; write it in words, or remove it", *key)
            continue
        owner, place = found = learned.setdefault(words, (placed, key))
        if owner is not placed or place != key:
            yield placed.problem(f"{what} {_stands(found)}; keep one", *key)


def _stands(found: tuple[Placed, Place]) -> str:
    placed, place = found
    what = "a phrasing" if place[0] == "phrasings" else f"the {place[0]}"
    return f"is {what} of '{placed.entry.id}' already ({placed.address(*place)})"
