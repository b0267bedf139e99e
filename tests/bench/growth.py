"""Measures how latency and memory grow with the knowledge: `python -m tests.bench.growth [--json FILE]`.

Knowledge of 30 to 100,000 phrasings, ten an entry, is made of the shipped texts; each size is learned and asked in a
process of its own, so that its memory is its own. The rival is RapidFuzz's extractOne with token_set_ratio over the
same phrasings.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from bot.core.matching import Matcher
from bot.core.model import Entry, Knowledge
from bot.knowledge.loader import load, shipped_folder
from tests.bench.datasets import own

SIZES = (30, 1_000, 10_000, 100_000)
_EACH = 10
"""Phrasings of one entry."""


def texts(count: int) -> list[str]:
    """Return different texts of the shipped knowledge, and beyond those halves of two joined, always the same ones."""
    loaded = load(shipped_folder())
    rules = loaded.safety
    found = [phrasing for entry in loaded.knowledge.entries for phrasing in entry.phrasings]
    found += [*loaded.knowledge.background, *(rules.calm if rules else ())]
    chance = random.Random(0)  # noqa: S311  # for a repeatable measurement
    chance.shuffle(found)
    distinct = dict.fromkeys(found)
    while len(distinct) < count:
        first, second = chance.choice(found).split(), chance.choice(found).split()
        distinct[" ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :]])] = None
    return list(distinct)[:count]


def measure(count: int) -> dict[str, float]:
    """Return the figures of one size: milliseconds a question, seconds to learn, megabytes."""
    phrasings = texts(count)
    entries = tuple(
        Entry(
            id=f"e{n}",
            topic="all",
            question=phrasings[n],
            phrasings=tuple(phrasings[n : n + _EACH]),
            answer="An answer.",
        )
        for n in range(0, count, _EACH)
    )
    questions = own("tuning").questions[: 200 if count < SIZES[-1] else 100]
    before = memory()
    started = perf_counter()
    matcher = Matcher(Knowledge(entries))
    learned = perf_counter() - started
    used = memory()
    ours = times(matcher.rank, questions)
    lowered = [phrasing.lower() for phrasing in phrasings]
    rival = times(lambda text: process.extractOne(text.lower(), lowered, scorer=fuzz.token_set_ratio), questions)
    return {
        "phrasings": count,
        "p50 ms": float(np.percentile(ours, 50)),
        "p99 ms": float(np.percentile(ours, 99)),
        "extractOne p50": float(np.percentile(rival, 50)),
        "extractOne p99": float(np.percentile(rival, 99)),
        "learn s": learned,
        "MB": used,
        "MB before": before,
    }


def times(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Return how long each question takes, warm, in milliseconds."""
    for text in questions[:20]:
        ask(text)
    found = []
    for text in questions:
        started = perf_counter()
        ask(text)
        found.append((perf_counter() - started) * 1000)
    return found


def memory() -> float:
    """Return the largest resident memory of this process so far, in megabytes."""
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / (1024**2 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Measure each size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.size:
        print(json.dumps(measure(options.size)))
        return 0
    results: list[dict[str, float]] = []
    for size in SIZES:
        print(f"\r{size} phrasings …", end="", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "tests.bench.growth", "--size", str(size)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        results.append(json.loads(done.stdout))
        print("\r\033[K", end="", file=sys.stderr, flush=True)
        if len(results) == 1:
            print("".join(f"{name:>15}" for name in results[0]))
        print("".join(f"{value:15,.0f}" if value >= 100 else f"{value:15.2f}" for value in results[-1].values()))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
