"""Measures what odd input costs: `python -m tests.bench.hostile [--strings N]`.

Random Unicode strings (Hypothesis), messages of Telegram's longest length and one of a megabyte go through the whole
decision on the shipped knowledge. Prints the slowest, and ends with an error if anything raises.
"""

import argparse
import gc
import random
import sys
from time import perf_counter, process_time

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.core.model import Question
from bot.core.text import MAX_CHARACTERS
from bot.service.opening import learn

_AT_ONCE = 100
"""Strings of one Hypothesis example."""

PARTS = [
    "calf ",
    "swollen ",
    "no ",
    "not ",
    ", ",
    "can't ",
    "numb",
    "xq",
    "9",
    "''''",
    "((",
    "😂",
    "ﬀ",
    "\u0301",
    "a",
    "\n",
    ". ",
]


def main() -> int:
    """Ask and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hostile", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--strings", type=int, default=100_000, help="random strings (default: 100000)")
    options = parser.parse_args()
    answering = learn(None)
    times: dict[str, list[float]] = {}

    def ask(kind: str, text: str) -> None:
        started = process_time()
        answering.decide(Question(text))
        times.setdefault(kind, []).append((process_time() - started) * 1000)

    @settings(
        max_examples=options.strings // _AT_ONCE,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), min_size=_AT_ONCE, max_size=_AT_ONCE))
    def random_strings(texts: list[str]) -> None:
        gc.freeze()  # Hypothesis keeps a hundred thousand objects; the bot need not wait for a look at them
        for text in texts:
            ask("random strings", text)

    started = perf_counter()
    random_strings()
    chance = random.Random(0)  # noqa: S311  # for a repeatable measurement
    for _ in range(200):
        parts = [chance.choice(PARTS) for _ in range(chance.randint(1, 6))]
        ask(f"{MAX_CHARACTERS} characters, repeats", ("".join(parts) * MAX_CHARACTERS)[:MAX_CHARACTERS])
        letters = "".join(chance.choices("abcdefgh éß😂 ", k=MAX_CHARACTERS))
        ask(f"{MAX_CHARACTERS} characters, letters", letters)
    story = "my calf is sore and my class was lovely. can yoga help? "
    for _ in range(20):
        ask(f"{MAX_CHARACTERS} characters, a story", (story * 100)[:MAX_CHARACTERS])
        ask("1 MB", story * (1_000_000 // len(story)))
    for kind, waits in times.items():
        waits.sort()
        median, p99, slowest = waits[len(waits) // 2], waits[int(len(waits) * 0.99)], waits[-1]
        print(f"{kind:28} {len(waits):7}  ms: median {median:6.2f}  p99 {p99:6.2f}  slowest {slowest:6.2f}")
    print(f"nothing raised, in {perf_counter() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
