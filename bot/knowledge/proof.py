"""Lets the knowledge prove itself: every test gets its own entry, and nothing that must not be answered is."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from bot.core.answering import Answering
from bot.core.model import Answer, Notice, Outcome, Question, SmallTalk, Studio
from bot.knowledge.loader import Folder
from bot.knowledge.placed import placed_entries
from bot.knowledge.safety_schema import SafetyFile
from bot.knowledge.schema import MustNotAnswerFile, SmallTalkFile, StudioFile, SubjectModel
from bot.knowledge.yaml_lines import Located, Place, Problem


class Test(NamedTuple):
    """A question, the outcomes that it may get, and what to say of any other: what it is, the mistake, its fix."""

    text: str
    passes: Callable[[Outcome], bool]
    what: str
    fix: str
    problem: Callable[[str], Problem]


def tests(folder: Folder) -> list[Test]:
    """Return every test of a folder."""
    found = [*_entries(folder), *_must_not_answer(folder)]
    for studio, located in folder.files(StudioFile):
        found += _subjects(studio.subjects, "subjects", Studio, located)
    for talk, located in folder.files(SmallTalkFile):
        found += _subjects(talk.kinds, "kinds", SmallTalk, located)
    return found


def prove(found: Sequence[Test], answering: Answering, tried: Callable[[int], None]) -> Iterator[Problem]:
    """Yield a problem for each test that fails; `tried` is told how many have been tried."""
    for number, test in enumerate(found, start=1):
        tried(number)
        outcome = answering.decide(Question(test.text))
        if not test.passes(outcome):
            yield test.problem(f"{test.what} {_gets(outcome)}; {test.fix}")


def prove_safety(folder: Folder, answering: Answering) -> Iterator[Problem]:
    """Yield a problem for each of the safety file's own tests that its rules, without the second net, fail."""
    check = answering.red_flags.check
    for file, located in folder.files(SafetyFile):
        for number, category in enumerate(file.categories):
            for index, example in enumerate(category.to_examples()):
                notice = check(example.text)
                if notice is None or notice.level is not example.level:
                    gets = f"the level '{notice.level}'" if notice else "no notice"
                    yield located.problem(
                        ("categories", number, "tests", index),
                        f"'{category.id}': the test “{example.text}” gets {gets}, not '{example.level}'; "
                        "add its words to a concept, or correct it",
                    )
            yield from _calm(category.must_not, ("categories", number, "must_not"), check, located)
        yield from _calm(file.calm, ("calm",), check, located)


def _calm(
    texts: Sequence[str], place: Place, check: Callable[[str], Notice | None], located: Located
) -> Iterator[Problem]:
    for index, text in enumerate(texts):
        if notice := check(text):
            yield located.problem(
                (*place, index), f"“{text}” gets the safety notice '{notice.category}'; narrow its sign, or allow it"
            )


def _entries(folder: Folder) -> Iterator[Test]:
    fix = "add phrasings in that wording, or correct it"
    for placed in placed_entries(folder):
        entry = placed.entry
        passes = partial(_is_answered_by, entry.id)
        yield Test(entry.question, passes, "its own question", fix, placed.at("question"))
        for index, text in enumerate(entry.tests):
            yield Test(text, passes, f"the test “{text}”", fix, placed.at("tests", index))


def _is_answered_by(entry: str, outcome: Outcome) -> bool:
    return isinstance(outcome, Answer) and entry in {answered.id for answered in outcome.entries}


def _must_not_answer(folder: Folder) -> Iterator[Test]:
    fix = "add messages like it to the background, or allow it"
    for file, located in folder.files(MustNotAnswerFile):
        for index, text in enumerate(file.questions):
            yield Test(text, _is_no_answer, f"“{text}”", fix, partial(located.problem, ("questions", index)))


def _is_no_answer(outcome: Outcome) -> bool:
    return not isinstance(outcome, Answer)


def _subjects(subjects: Sequence[SubjectModel], key: str, wanted: type[Outcome], located: Located) -> Iterator[Test]:
    for number, subject in enumerate(subjects):
        for index, text in enumerate(subject.tests):
            yield Test(
                text,
                lambda outcome: isinstance(outcome, wanted),
                f"'{subject.id}': the test “{text}”",
                "add phrasings in that wording",
                partial(located.problem, (key, number, "tests", index)),
            )


def _gets(outcome: Outcome) -> str:
    match outcome:
        case Answer():
            return f"is answered by '{outcome.entries[0].id}' ({outcome.confidence:.2f})"
        case Notice():
            return f"gets the safety notice '{outcome.category}'"
        case Studio():
            return "is taken for studio business"
        case SmallTalk():
            return "is taken for small talk"
        case _:
            best = ", ".join(f"'{match.entry.id}' {match.confidence:.2f}" for match in outcome.ranked[:2])
            return f"gets no answer (nearest: {best or 'nothing'})"
