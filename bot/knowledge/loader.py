"""Reads a knowledge folder into the core's values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.core.model import Document, Entry, Knowledge, SmallTalkKind, StudioSubject
from bot.core.safety import SafetyRules
from bot.errors import KnowledgeError
from bot.knowledge.complaints import in_words
from bot.knowledge.safety_schema import SafetyExamples, SafetyFile
from bot.knowledge.schema import (
    CautionsFile,
    DocumentFile,
    EntriesFile,
    MessagesFile,
    MustNotAnswerFile,
    SmallTalkFile,
    StudioFile,
)
from bot.knowledge.yaml_lines import Located, Problem, UnreadableError, read

Model = TypeVar("Model", bound=BaseModel)


def shipped_folder() -> Path:
    """Return the knowledge folder that comes with the bot: beside the package in a checkout, else inside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped_knowledge"
    return installed if installed.is_dir() else package.parent / "knowledge"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A validated file, with what is needed to name its lines."""

    content: BaseModel
    located: Located


@dataclass(frozen=True, slots=True)
class Folder:
    """What a knowledge folder holds; `problems` lists what could not be understood, the rest is usable without it."""

    path: Path
    knowledge: Knowledge
    safety: SafetyRules | None
    sources: tuple[Sourced, ...]
    problems: tuple[Problem, ...]

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
    sources, problems = _read_files(path)
    entries = [source for source in sources if isinstance(source.content, EntriesFile)]
    if not entries and not problems:
        raise KnowledgeError(
            f"No file in {path} has `entries:`; point BOT_KNOWLEDGE or --knowledge at a knowledge folder."
        )
    shipped = shipped_folder()
    if path.resolve() == shipped.resolve():
        extra: list[Sourced] = []
    else:
        extra = _shipped_defaults(shipped, {type(source.content) for source in sources})
    return Folder(
        path=path,
        knowledge=_knowledge([*sources, *extra]),
        safety=_safety([*sources, *extra]),
        sources=tuple(sources),
        problems=tuple(sorted(problems)),
    )


def _shipped_defaults(shipped: Path, present: set[type[BaseModel]]) -> list[Sourced]:
    """Return the shipped files that serve any folder: safety always, and messages that are for no bot at all."""
    wanted = []
    if SafetyFile not in present:
        wanted += [shipped / "safety.yaml", shipped / "safety-examples.yaml"]
    if MessagesFile not in present:
        wanted.append(shipped / "background-far.yaml")
    sources, problems = [], []
    for path in wanted:
        source, found = _read_file(path)
        problems += found
        sources += [source] if source else []
    if problems:
        raise KnowledgeError(f"The shipped knowledge is not valid: {problems[0]}; install the bot again.")
    return sources


def _read_files(path: Path) -> tuple[list[Sourced], list[Problem]]:
    try:
        paths = sorted([*path.glob("*.yaml"), *path.glob("*.yml"), *path.glob("documents/*.yaml")])
        exists = path.is_dir()
    except OSError as error:
        raise KnowledgeError(
            f"The knowledge folder {path} cannot be read ({error.strerror}); check its rights."
        ) from None
    if not exists:
        raise KnowledgeError(f"There is no knowledge folder {path}; set BOT_KNOWLEDGE or --knowledge to one.")
    sources, problems = [], []
    for file in paths:
        source, found = _read_file(file)
        problems += found
        sources += [source] if source else []
    return sources, problems


def _read_file(path: Path) -> tuple[Sourced | None, list[Problem]]:
    try:
        located = read(path)
    except UnreadableError as error:
        return None, [error.problem]
    kind = _kind(path, located.data)
    if kind is None:
        return None, [located.problem((), f"is no file of the knowledge format; it needs one of the keys {_KEYS}")]
    try:
        content = kind.model_validate(located.data)
    except ValidationError as error:
        found = {_problem(located, kind, details) for details in error.errors(include_url=False)}
        return None, sorted({*located.problems, *found})
    return Sourced(content, located), list(located.problems)


_BY_NAME: dict[str, type[BaseModel]] = {
    "safety.yaml": SafetyFile,
    "safety-examples.yaml": SafetyExamples,
    "cautions.yaml": CautionsFile,
    "must-not-answer.yaml": MustNotAnswerFile,
    "studio.yaml": StudioFile,
    "smalltalk.yaml": SmallTalkFile,
}
_BY_KEY: dict[str, type[BaseModel]] = {"entries": EntriesFile, "messages": MessagesFile}
_KEYS = ", ".join(f"`{key}:`" for key in _BY_KEY)


def _kind(path: Path, data: object) -> type[BaseModel] | None:
    if path.parent.name == "documents":
        return DocumentFile
    if path.name in _BY_NAME:
        return _BY_NAME[path.name]
    if path.name.startswith("background"):
        return MessagesFile
    if isinstance(data, dict):
        for key, kind in _BY_KEY.items():
            if key in data:
                return kind
        # Most likely the owner meant entries: the model's own complaints say what is missing.
        return EntriesFile if {"format", "language", "document"} & data.keys() else None
    return None


def _problem(located: Located, kind: type[BaseModel], details: Any) -> Problem:
    path = tuple(part for part in details["loc"] if part != "[key]")
    message = in_words(kind, details)
    if len(path) >= 2 and path[0] == "entries" and isinstance(path[1], int):
        message = f"{_entry_name(located.data, path[1])}: {message}"
    return located.problem(path, message)


def _entry_name(data: Any, index: int) -> str:
    entry = data["entries"][index]
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"entry '{name}'" if isinstance(name, str) else f"entry number {index + 1}"


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


def _safety(sources: Sequence[Sourced]) -> SafetyRules | None:
    """Return the safety rules; None where the folder's own are broken, which is among the problems."""
    rules = next((source.content for source in sources if isinstance(source.content, SafetyFile)), None)
    if rules is None:
        return None
    examples = next((source.content for source in sources if isinstance(source.content, SafetyExamples)), None)
    return rules.to_rules(examples)
