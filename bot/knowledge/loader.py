"""Reads a knowledge folder into the core's values."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.core.model import Document, Entry, Knowledge, SmallTalkKind, StudioSubject
from bot.core.safety import SafetyRules
from bot.errors import KnowledgeError
from bot.knowledge.files import Reading, Sourced, read_file
from bot.knowledge.safety_schema import SafetyExamples, SafetyFile
from bot.knowledge.schema import (
    CautionsFile,
    DocumentFile,
    EntriesFile,
    MessagesFile,
    MustNotAnswerFile,
    SmallTalkFile,
    StudioFile,
    SynonymsFile,
)
from bot.knowledge.yaml_lines import Located, Problem

_PATTERNS = ("*.yaml", "*.yml", "documents/*.yaml", "documents/*.yml")

_LENT = 180
"""Messages for no bot lent to a folder without any; more of them would outweigh a small folder."""

Model = TypeVar("Model", bound=BaseModel)


def shipped_folder() -> Path:
    """Return the knowledge folder that comes with the bot: beside the package in a checkout, else inside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped_knowledge"
    return installed if installed.is_dir() else package.parent / "knowledge"


@dataclass(frozen=True, slots=True)
class Folder:
    """What a knowledge folder holds.

    Attributes:
        path: the folder.
        knowledge: what could be understood of it.
        safety: its safety rules or the shipped ones; None where its own are broken.
        sources: its own files, without those that could not be understood.
        problems: what is wrong with the form of its files.
        broken: the kinds of which a file could not be understood, so that something may seem to be missing.
    """

    path: Path
    knowledge: Knowledge
    safety: SafetyRules | None
    sources: tuple[Sourced, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[type[BaseModel]]

    def files(self, kind: type[Model]) -> Iterator[tuple[Model, Located]]:
        """Yield the folder's validated files of one kind."""
        for source in self.sources:
            if isinstance(source.content, kind):
                yield source.content, source.located


def load(path: Path) -> Folder:
    """Read a knowledge folder that is fit to go live.

    Raises:
        KnowledgeError: the folder is missing, or anything in it cannot be understood.
    """
    folder = inspect(path)
    if folder.problems:
        first, rest = folder.problems[0], len(folder.problems) - 1
        more = f" ({rest} more: run `python -m bot check --knowledge {path}`)" if rest else ""
        raise KnowledgeError(f"The knowledge in {path} is not valid: {first}{more}")
    return folder


def inspect(path: Path) -> Folder:
    """Read a knowledge folder, collecting every problem of form.

    Raises:
        KnowledgeError: the folder is missing, unreadable, or has no file of entries.
    """
    readings = _read_files(path)
    sources = [reading.source for reading in readings if reading.source]
    if not any(reading.kind is EntriesFile for reading in readings):
        raise KnowledgeError(
            f"No file in {path} has `entries:`; point BOT_KNOWLEDGE or --knowledge at a knowledge folder."
        )
    shipped = shipped_folder()
    is_shipped = path.resolve() == shipped.resolve()
    extra = [] if is_shipped else _shipped_defaults(shipped, {reading.kind for reading in readings})
    problems = [problem for reading in readings for problem in reading.problems]
    safety = _safety([*sources, *extra])
    if isinstance(safety, Problem):
        problems.append(safety)
        safety = None
    return Folder(
        path=path,
        knowledge=_knowledge([*sources, *extra]),
        safety=safety,
        sources=tuple(sources),
        problems=tuple(sorted(problems)),
        broken=frozenset(reading.kind for reading in readings if reading.source is None),
    )


def _shipped_defaults(shipped: Path, present: Collection[type[BaseModel]]) -> list[Sourced]:
    """Return the shipped files that serve any folder: safety always, and messages that are for no bot at all."""
    wanted = []
    if SafetyFile not in present:
        wanted += [shipped / "safety.yaml", shipped / "safety-examples.yaml"]
    if MessagesFile not in present:
        wanted.append(shipped / "background-far.yaml")
    readings = [read_file(path) for path in wanted if path.is_file()]
    for reading in readings:
        if reading.problems:
            raise KnowledgeError(f"The shipped knowledge is not valid: {reading.problems[0]}; install the bot again.")
    return [_lent(reading.source) for reading in readings if reading.source]


def _lent(source: Sourced) -> Sourced:
    """Return a shipped file as another folder gets it: of the background, an even choice."""
    if not isinstance(source.content, MessagesFile):
        return source
    messages = source.content.messages
    chosen = messages[:: max(1, len(messages) // _LENT)]
    return replace(source, content=source.content.model_copy(update={"messages": chosen}))


def _read_files(path: Path) -> list[Reading]:
    try:
        exists = path.is_dir()
        paths = [file for pattern in _PATTERNS for file in path.glob(pattern) if not file.name.startswith(".")]
    except OSError as error:
        raise KnowledgeError(
            f"The knowledge folder {path} cannot be read ({error.strerror}); check its rights."
        ) from None
    if not exists:
        raise KnowledgeError(f"There is no knowledge folder {path}; set BOT_KNOWLEDGE or --knowledge to one.")
    return [read_file(file) for file in sorted(paths)]


def _knowledge(sources: Sequence[Sourced]) -> Knowledge:
    files = [source.content for source in sources]
    return Knowledge(
        entries=tuple(
            Entry(
                id=entry.id,
                topic=entry.topic,
                question=entry.question,
                phrasings=tuple(entry.phrasings),
                answer=" ".join(entry.answer.split()),
                document=file.document,
                sentences=tuple(entry.sentences),
                related=tuple(entry.related),
                caution=entry.caution,
                tests=tuple(entry.tests),
            )
            for file in files
            if isinstance(file, EntriesFile)
            for entry in file.entries
        ),
        cautions={
            name: " ".join(text.split())
            for file in files
            if isinstance(file, CautionsFile)
            for name, text in file.cautions.items()
        },
        studio=tuple(
            StudioSubject(subject.id, tuple(subject.phrasings), tuple(subject.tests))
            for file in files
            if isinstance(file, StudioFile)
            for subject in file.subjects
        ),
        smalltalk=tuple(
            SmallTalkKind(kind.id, tuple(kind.phrasings), kind.reply, tuple(kind.tests))
            for file in files
            if isinstance(file, SmallTalkFile)
            for kind in file.kinds
        ),
        background=tuple(m for file in files if isinstance(file, MessagesFile) for m in file.messages),
        synonyms={
            name: tuple(members)
            for file in files
            if isinstance(file, SynonymsFile)
            for name, members in file.groups.items()
        },
        must_not_answer=tuple(q for file in files if isinstance(file, MustNotAnswerFile) for q in file.questions),
        documents=tuple(
            Document(
                source.located.path.stem,
                source.content.title,
                {number: section.heading for section in source.content.sections for number in section.sentences},
            )
            for source in sources
            if isinstance(source.content, DocumentFile)
        ),
    )


def _safety(sources: Sequence[Sourced]) -> SafetyRules | Problem | None:
    """Return the safety rules, or what is wrong between their parts; None where the folder's own are broken."""
    rules = next((source for source in sources if isinstance(source.content, SafetyFile)), None)
    if rules is None or not isinstance(rules.content, SafetyFile):
        return None
    examples = next((source.content for source in sources if isinstance(source.content, SafetyExamples)), None)
    try:
        return rules.content.to_rules(examples)
    except ValueError as error:
        return rules.located.problem((), f"{error}; correct it")
