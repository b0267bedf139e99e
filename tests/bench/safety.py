"""Measures the safety check: `python -m tests.bench.safety [--split work|kept] [--extra FILE.tsv] [--json]`.

Prints totals only, so that the kept messages stay unseen: tests/questions/safety-*-kept.tsv; the others are there to
work with.
"""

import argparse
import json
import random
import string
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.answering import Answering
from bot.core.model import Answer, Level, Notice, Outcome, Question
from bot.knowledge.loader import load, shipped_folder

QUESTIONS = Path(__file__).parents[1] / "questions"
EDIT_EVERY = 8
"""Characters a random slip of the pen."""

_LONG_TEXTS = {
    "words": "my calves are fine and the class was lovely, when is the next one? ",
    "signs": "no swelling no heat no redness calf leg not numb not weak ",
    "typos": "cafl swolen nubm hto rde qwzx plmk vbnj tyui ",
    "letters": "a b c d e f g ",
    "one word": "a",
    "brackets": "(((((((((",
}


@dataclass
class Rate:
    """How many of how many."""

    hits: int = 0
    total: int = 0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.total += 1

    @property
    def percent(self) -> float:
        return round(100 * self.hits / self.total, 2) if self.total else 0.0

    def __str__(self) -> str:
        return f"{self.percent:6.2f} %  ({self.hits} of {self.total})"


@dataclass
class Report:
    """What was measured; rates are shares of messages that got a notice, but for wrong_level, too_low, answered."""

    noticed: dict[str, Rate] = field(default_factory=dict)
    wrong_level: Rate = field(default_factory=Rate)
    too_low: Rate = field(default_factory=Rate)
    answered: Rate = field(default_factory=Rate)
    milliseconds: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, hit: bool) -> None:
        self.noticed.setdefault(name, Rate()).add(hit)


class Check:
    """The whole safety check as members meet it: the rules, then the second net."""

    def __init__(self) -> None:
        folder = load(shipped_folder())
        if folder.safety is None:
            raise SystemExit("The shipped knowledge has no safety rules.")
        self._answering = Answering(folder.knowledge, folder.safety)

    def check(self, text: str) -> Notice | None:
        """Return the notice that a message gets, or None."""
        outcome = self.outcome(text)
        return outcome if isinstance(outcome, Notice) else None

    def outcome(self, text: str) -> Outcome:
        """Return what a message gets."""
        return self._answering.decide(Question(text))

    def rules(self, text: str) -> Notice | None:
        """Return the notice that the rules alone give, or None."""
        return self._answering.red_flags.check(text)


def rows(path: Path) -> list[list[str]]:
    """Return the lines of a tab-separated file, header left out."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]


def questions(kind: str, split: str) -> list[list[str]]:
    """Return the messages of a kind, flagged or calm, of one split or of both."""
    names = {"work": [f"safety-{kind}"], "kept": [f"safety-{kind}-kept"]}
    wanted = names.get(split) or [*names["work"], *names["kept"]]
    return [row for name in wanted for row in rows(QUESTIONS / f"{name}.tsv")]


def slip(text: str, randomness: random.Random) -> str:
    """Make one random edit every EDIT_EVERY characters: a letter dropped, added, replaced, or two swapped."""
    letters = list(text)
    for _ in range(max(1, len(text) // EDIT_EVERY)):
        i = randomness.randrange(len(letters))
        kind = randomness.randrange(4)
        if kind == 0 and len(letters) > 1:
            del letters[i]
        elif kind == 1:
            letters.insert(i, randomness.choice(string.ascii_lowercase))
        elif kind == 2:
            letters[i] = randomness.choice(string.ascii_lowercase)
        elif i + 1 < len(letters):
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return "".join(letters)


def measure(flags: Check, split: str, extra: list[Path]) -> Report:
    """Ask all questions of the split, as they are and misspelt, and time the check.

    Times are processor time, so that a busy machine does not matter.
    """
    report = Report()
    randomness = random.Random(0)  # noqa: S311
    order = list(Level)
    for text, category, level in questions("flagged", split):
        outcome = flags.outcome(text)
        notice = outcome if isinstance(outcome, Notice) else None
        report.answered.add(isinstance(outcome, Answer))
        for name in ("flagged", f"level {level}", f"category {category}"):
            report.add(name, notice is not None)
        report.add("flagged, misspelt", flags.check(slip(text, randomness)) is not None)
        if notice is not None:
            report.wrong_level.add(notice.level != level)
            report.too_low.add(order.index(notice.level) > order.index(Level(level)))
    for text, *_ in questions("calm", split):
        report.add("calm", flags.check(text) is not None)
        report.add("calm, misspelt", flags.check(slip(text, randomness)) is not None)
    for path in extra:
        for text, *_ in rows(path):
            report.add(path.name, flags.check(text) is not None)
    report.milliseconds = latencies(flags)
    return report


def latencies(flags: Check) -> dict[str, float]:
    """Time the rules on 4096 characters of each kind, in milliseconds: the first time, and the median of ten more."""
    found = {}
    for name, unit in _LONG_TEXTS.items():
        text = (unit * (4096 // len(unit) + 1))[:4096]
        times = []
        for _ in range(11):
            begin = time.process_time()
            flags.rules(text)
            times.append(1000 * (time.process_time() - begin))
        found[f"4096 characters, {name}, first"] = round(times[0], 2)
        found[f"4096 characters, {name}"] = round(sorted(times[1:])[5], 2)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("all", "work", "kept"), default="all")
    parser.add_argument("--extra", type=Path, action="append", default=[], help="calm messages, text in column 1")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    flags = Check()
    report = measure(flags, options.split, options.extra)
    if options.json:
        json.dump(
            {
                "split": options.split,
                "noticed": {name: vars(rate) | {"percent": rate.percent} for name, rate in report.noticed.items()},
                "wrong_level": report.wrong_level.percent,
                "too_low": report.too_low.percent,
                "answered": report.answered.percent,
                "milliseconds": report.milliseconds,
            },
            sys.stdout,
            indent=1,
        )
        sys.stdout.write("\n")
        return 0
    out = [f"{name:45}{rate}" for name, rate in sorted(report.noticed.items(), key=lambda item: _place(item[0]))]
    out += [f"{'wrong level, of those noticed':45}{report.wrong_level}"]
    out += [f"{'level too low, of those noticed':45}{report.too_low}"]
    out += [f"{'flagged messages that got an answer':45}{report.answered}"]
    out += [f"{name:45}{value:6.2f} ms" for name, value in report.milliseconds.items()]
    sys.stdout.write("\n".join(out) + "\n")
    return 0


def _place(name: str) -> tuple[int, str]:
    kinds: Counter[str] = Counter()
    kinds.update({"flagged": 0, "level": 1, "category": 2, "calm": 3})
    return kinds.get(name.split(maxsplit=1)[0].strip(","), 4), name


if __name__ == "__main__":
    sys.exit(main())
