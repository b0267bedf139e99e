"""Measures `check` on a large folder: `python -m tests.bench.checking [--entries N] [--phrasings N] [--keep DIR]`.

The folder is made up: sports, things and matters of a club, in the words of people who ask. Each entry has a
subject of its own, so that it can be told apart; its phrasings vary the words around it.
"""

import argparse
import json
import random
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from time import perf_counter

from bot.knowledge.checking import check

SEED = 7

THINGS = """
    anchor apron arrow balloon bandage banner barrel basket bell bench bicycle binder blanket boat bottle bracelet brick
    broom bucket button cable candle canoe canvas carpet ceiling chain chalk chisel clock coat compass cone cooler cork
    cradle crate crown curtain cushion dial doll drawer drill drum easel engine envelope fabric fence fiddle flag flask
""".split()  # noqa: SIM905  # a list of fifty strings would be a page long
MATTERS = """
    altitude backup ballast colour deposit discount drying fading finish folding grip heating hiring insurance label
    lending length licence mending noise ordering packing painting permit posting renting repair rust sanding selling
    sewing shrinking sizing sorting stain steam storage swapping tension thickness training transport trimming upgrade
    varnish voltage warranty washing weight wiring
""".split()  # noqa: SIM905
OPENINGS = ("", "hi, ", "quick question: ", "excuse me, ", "hello, ", "sorry, ", "please, ")
WAYS = (
    "how does {matter} work for the {thing}",
    "tell me about {thing} {matter}",
    "{thing} {matter}",
    "what is there to know about {matter} of the {thing}",
    "is {matter} possible with my {thing}",
    "who looks after the {matter} of a {thing}",
    "i want to ask about {matter}, it is for a {thing}",
    "my {thing} is new, what about {matter}",
    "does the {thing} come with {matter}",
    "where do i read about {thing} and {matter}",
    "can somebody explain the {matter} to me, {thing} number two",
    "any advice on {matter} for a friend with a {thing}",
    "we bought one {thing} last year and wonder about {matter}",
    "when should i think of {matter} if i own a {thing}",
)
TEST = "who can explain the {matter} of a {thing} to me"


def entries(count: int, phrasings: int) -> Iterator[dict[str, object]]:
    """Yield made-up entries, always the same ones."""
    chance = random.Random(SEED)  # noqa: S311  # a made-up folder needs no secrets
    subjects = list(product(THINGS, MATTERS))
    chance.shuffle(subjects)
    for thing, matter in islice(subjects, count):
        chosen = chance.sample([opening + way for opening, way in product(OPENINGS, WAYS)], phrasings)
        yield {
            "id": f"{thing}-{matter}",
            "topic": thing,
            "question": f"What about the {matter} of a {thing}?",
            "phrasings": [text.format(thing=thing, matter=matter) for text in chosen],
            "answer": f"The club says: ask for the {matter} of your {thing} at the desk.",
            "tests": [TEST.format(thing=thing, matter=matter)],
        }


def write(folder: Path, count: int, phrasings: int) -> None:
    """Write a folder of files with a hundred entries each."""
    folder.mkdir(parents=True, exist_ok=True)
    made = list(entries(count, phrasings))
    for start in range(0, len(made), 100):
        content = {"format": 1, "language": "en", "entries": made[start : start + 100]}
        path = folder / f"entries-{start // 100:03}.yaml"
        path.write_text(json.dumps(content, indent=1), "utf-8")  # JSON is YAML, too


class Stopwatch:
    """Adds up how long each step of the check took."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._step, self._since = "", perf_counter()

    def __call__(self, step: str) -> None:
        """Note that another step has begun."""
        now = perf_counter()
        if self._step:
            self.seconds[self._step] += now - self._since  # type: ignore[assignment]  # Counter serves as a dict of floats
        self._step, self._since = step.rstrip("0123456789/ "), now


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder, check it, and print what that took."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.checking", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--entries", type=int, default=1000, metavar="N")
    parser.add_argument("--phrasings", type=int, default=10, metavar="N", help="of each entry")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the folder here, and leave it there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        write(folder, options.entries, options.phrasings)
        watch = Stopwatch()
        started = perf_counter()
        report = check(folder, progress=watch)
        seconds = perf_counter() - started
        watch("")
    for step, spent in watch.seconds.items():
        print(f"{step:24} {spent:6.1f} s")
    print(
        f"{report.entries} entries, {report.phrasings} phrasings, {report.tests} tests: {len(report.problems)} problems"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB on Linux
    print(f"check took {seconds:.1f} s; peak memory of the process {peak:.0f} MB")
    for problem in report.problems[:5]:
        print(f"  {problem}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
