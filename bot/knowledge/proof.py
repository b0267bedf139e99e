"""Lets the knowledge prove itself: every test gets its own entry, and nothing that must not be answered is."""

from collections.abc import Iterator, Sequence

from bot.core.answering import Answering
from bot.core.model import Answer, Notice, Outcome, Question, SmallTalk, Studio
from bot.knowledge.loader import Folder
from bot.knowledge.placed import placed_entries
from bot.knowledge.schema import MustNotAnswerFile, SmallTalkFile, StudioFile, SubjectModel
from bot.knowledge.yaml_lines import Located, Problem


def prove(folder: Folder, answering: Answering) -> Iterator[Problem]:
    """Yield a problem for each test of the folder that fails."""
    for placed in placed_entries(folder):
        entry = placed.entry
        for key, texts in (("question", [entry.question]), ("tests", entry.tests)):
            for index, text in enumerate(texts):
                outcome = answering.decide(Question(text))
                if not (isinstance(outcome, Answer) and entry.id in {e.id for e in outcome.entries}):
                    what = "its own question" if key == "question" else f"the test “{text}”"
                    place = (key, index) if key == "tests" else (key,)
                    yield placed.problem(
                        f"{what} {_gets(outcome)}; add phrasings in that wording, or correct it", *place
                    )
    yield from _must_not_answer(folder, answering)
    for file, located in folder.files(StudioFile):
        yield from _subjects(file.subjects, "subjects", Studio, located, answering)
    for talk, located in folder.files(SmallTalkFile):
        yield from _subjects(talk.kinds, "kinds", SmallTalk, located, answering)


def _must_not_answer(folder: Folder, answering: Answering) -> Iterator[Problem]:
    for file, located in folder.files(MustNotAnswerFile):
        for index, text in enumerate(file.questions):
            outcome = answering.decide(Question(text))
            if isinstance(outcome, Answer):
                message = f"“{text}” {_gets(outcome)}; add messages like it to the background, or allow it"
                yield located.problem(("questions", index), message)


def _subjects(
    subjects: Sequence[SubjectModel], key: str, wanted: type[Outcome], located: Located, answering: Answering
) -> Iterator[Problem]:
    for number, subject in enumerate(subjects):
        for index, text in enumerate(subject.tests):
            outcome = answering.decide(Question(text))
            if not isinstance(outcome, wanted):
                message = f"'{subject.id}': the test “{text}” {_gets(outcome)}; add phrasings in that wording"
                yield located.problem((key, number, "tests", index), message)


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
