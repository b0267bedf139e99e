"""The questions that benchmarks ask: public sets from a folder given by the caller, and our own."""

import json
import random
import re
import string
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.core.model import Knowledge
from bot.knowledge.loader import load, shipped_folder

OUT_OF_SCOPE = "oos"
QUESTIONS = Path(__file__).parent.parent / "questions"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A knowledge base and questions to it; `labels` holds the acceptable entries of each, if there are any."""

    name: str
    knowledge: Knowledge
    questions: tuple[str, ...]
    labels: tuple[frozenset[str], ...]


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated file without its header."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        if line.strip():
            yield line.split("\t")


def public(folder: Path) -> Iterator[Dataset]:
    """Yield the public sets that lie in a folder (its NOTICE says where they come from)."""
    for name, train, test in (
        ("curekart", "curekart-train", "curekart-test"),
        ("clinc150", "clinc150-train", "clinc150-val"),
        ("banking77 10-shot", "banking77-10shot-train", "banking77-10shot-test"),
    ):
        if (folder / f"{train}.tsv").exists():
            yield _public(name, list(rows(folder / f"{train}.tsv")), list(rows(folder / f"{test}.tsv")))


def _public(name: str, train: list[list[str]], test: list[list[str]]) -> Dataset:
    """Write the set as a knowledge folder and load it as any owner's: what a folder lacks, the shipped one lends."""
    phrasings: dict[str, list[str]] = {}
    for text, label in train:
        phrasings.setdefault(_slug(label), []).append(text)
    entries = [
        {"id": label, "topic": "all", "question": texts[0][:120], "phrasings": texts, "answer": "An answer."}
        for label, texts in phrasings.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        content = {"format": 1, "language": "en", "entries": entries}
        Path(folder, "entries.yaml").write_text(json.dumps(content), "utf-8")  # JSON is YAML, too
        knowledge = load(Path(folder)).knowledge
    return Dataset(
        name,
        knowledge,
        tuple(text for text, _ in test),
        tuple(frozenset() if label == OUT_OF_SCOPE else frozenset({_slug(label)}) for _, label in test),
    )


def _slug(label: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", label.lower()))


def own(half: str) -> Dataset:
    """Return our own questions: half "tuning" (even rows) or "kept" (odd rows, only reported)."""
    start = {"tuning": 0, "kept": 1}[half]
    inside = list(rows(QUESTIONS / "in-scope.tsv"))[start::2]
    outside = list(rows(QUESTIONS / "out-of-scope.tsv"))[start::2]
    return Dataset(
        f"own, {half} half",
        load(shipped_folder()).knowledge,
        tuple(text for text, _ in [*inside, *outside]),
        (*(frozenset(label.split("|")) for _, label in inside), *(frozenset[str]() for _ in outside)),
    )


def with_typos(questions: Sequence[str], seed: int = 7) -> tuple[str, ...]:
    """Return the questions with one random edit in every eight characters: drop, double, swap or replace."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    return tuple(_edit(question, chance) for question in questions)


def _edit(question: str, chance: random.Random) -> str:
    letters = list(question)
    for _ in range(len(question) // 8):
        place = chance.randrange(len(letters))
        match chance.randrange(4):
            case 0 if len(letters) > 1:
                del letters[place]
            case 1:
                letters.insert(place, chance.choice(string.ascii_lowercase))
            case 2 if place + 1 < len(letters):
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
            case _:
                letters[place] = chance.choice(string.ascii_lowercase)
    return "".join(letters)
