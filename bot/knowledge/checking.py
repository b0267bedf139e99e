"""The whole check of a knowledge folder: its form, its names, its source, its wording, and its own tests."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.core.answering import Answering
from bot.core.parallel import both
from bot.knowledge.citations import citations
from bot.knowledge.collisions import collisions
from bot.knowledge.lint import lint
from bot.knowledge.loader import Folder, inspect
from bot.knowledge.proof import prove, prove_safety, tests
from bot.knowledge.provenance import compare
from bot.knowledge.safety_schema import SafetyFile
from bot.knowledge.wording import wording
from bot.knowledge.yaml_lines import Problem

Progress = Callable[[str], None]
"""Is told what is being done, in words for people."""

_FIRST_SHARE = 0.9
"""Share of the tests that takes as long as the others, the comparison of all phrasings and handing them on."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what is wrong with it, in the order of files and lines.

    `answering` is what the tests ran against, ready to go live; None where they could not run.
    """

    entries: int
    phrasings: int
    tests: int
    problems: tuple[Problem, ...]
    answering: Answering | None


def silent(_: str) -> None:
    """Tell nobody about the progress."""


def check(
    path: Path,
    document: Path | None = None,
    progress: Progress = silent,
    learned: Callable[[Answering], None] = lambda _: None,
    before: Answering | None = None,
) -> Report:
    """Check a folder. The tests run only where form and names are right: a broken file would fail them by the hundred.

    Args:
        path: the folder.
        document: the article that it is drawn from, to prove its sentence numbers and facts against.
        progress: is told what is being done.
        learned: is given what was learned while the tests run against it, perhaps in a forked process.
        before: an earlier version of the folder, of which all that still holds need not be learned again.

    Raises:
        KnowledgeError: there is no knowledge in the folder at all, or the article is none that it is drawn from.
    """
    progress("reading the files")
    folder = inspect(path)
    sources = [*citations(folder), *(compare(folder, document) if document else ())]
    problems = [*folder.problems, *lint(folder)]
    answering = None
    if not problems and folder.safety:
        progress("learning the phrasings")
        answering = Answering(folder.knowledge, folder.safety, before=before)
        problems += _proven(folder, answering, progress, learned)
    knowledge = folder.knowledge
    return Report(
        entries=len(knowledge.entries),
        phrasings=sum(len(entry.phrasings) for entry in knowledge.entries),
        tests=_count_tests(folder),
        problems=tuple(sorted([*problems, *sources, *wording(folder)])),
        answering=answering,
    )


def _proven(
    folder: Folder, answering: Answering, progress: Progress, learned: Callable[[Answering], None]
) -> list[Problem]:
    """Return what the tests and the comparison of all phrasings find, on two cores where there are two."""
    found = tests(folder)
    cut = int(len(found) * _FIRST_SHARE)

    def others() -> list[Problem]:
        learned(answering)
        return [
            *collisions(folder, answering.matcher),
            *prove(found[cut:], answering, lambda _: None),
            *prove_safety(folder, answering),
        ]

    def tell(tried: int) -> None:
        progress(f"checking tests {tried}/{len(found)}")

    failed, rest = both(lambda: list(prove(found[:cut], answering, tell)), others)
    tell(len(found))
    return failed + rest


def _count_tests(folder: Folder) -> int:
    knowledge = folder.knowledge
    tests = [
        *(entry.tests for entry in knowledge.entries),
        *(subject.tests for subject in knowledge.studio),
        *(kind.tests for kind in knowledge.smalltalk),
        knowledge.must_not_answer,
        *(texts for file, _ in folder.files(SafetyFile) for texts in file.own_tests()),
    ]
    return sum(map(len, tests))
