"""Measures the matcher beside what a plain fuzzy bot does, in one run.

    python -m tests.bench.matching [--data DIR] [--json FILE]

`--data` names a folder with the public sets; without it only our own questions are asked. All figures are at the
shipped parameters; the rivals get the threshold that suits each of them best on each set.
"""

import argparse
import json
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from bot.core.answering import Answering
from bot.core.matching import Matcher
from bot.core.model import Answer, Knowledge, Question
from bot.core.text import tokenise
from bot.knowledge.loader import load, shipped_folder
from tests.bench.datasets import Dataset, own, public, with_typos

Guess = tuple[list[str], float]
"""The entries a method ranks first, at most three, and its score for the first."""

Method = Callable[[str], Guess]


def ours(knowledge: Knowledge) -> Method:
    """Return this project's matcher."""
    rules = load(shipped_folder()).safety
    matcher = Matcher(knowledge, rules.examples, rules.calm, rules.groups) if rules else Matcher(knowledge)

    def guess(text: str) -> Guess:
        ranking = matcher.rank(text)
        aside = ranking.studio or ranking.smalltalk
        matches = ranking.matches
        return [m.entry.id for m in matches[:3]], 0.0 if aside or not matches else matches[0].confidence

    return guess


def whole(knowledge: Knowledge) -> Method:
    """Return the whole decision: the safety check first, and no answer without evidence.

    Accuracy and the first three are the ranking's, whatever the decision; its time is measured twice where there is no
    answer.
    """
    rules = load(shipped_folder()).safety
    if rules is None:
        raise RuntimeError("The shipped knowledge has no safety rules.")
    answering = Answering(knowledge, rules)

    def guess(text: str) -> Guess:
        outcome = answering.decide(Question(text))
        if not isinstance(outcome, Answer):
            return [m.entry.id for m in answering.matcher.rank(text).matches[:3]], 0.0
        others = (m.entry.id for m in outcome.ranked)
        return list(dict.fromkeys([*(entry.id for entry in outcome.entries), *others]))[:3], outcome.confidence

    return guess


def fuzzy(scorer: Callable[..., float]) -> Callable[[Knowledge], Method]:
    """Return what a plain fuzzy bot does: extractOne over all phrasings."""

    def build(knowledge: Knowledge) -> Method:
        owners = [entry.id for entry in knowledge.entries for _ in entry.phrasings]
        phrasings = [phrasing.lower() for entry in knowledge.entries for phrasing in entry.phrasings]

        def guess(text: str) -> Guess:
            found = process.extract(text.lower(), phrasings, scorer=scorer, limit=20)
            return list(dict.fromkeys(owners[n] for _, _, n in found))[:3], found[0][1] if found else 0.0

        return guess

    return build


def bm25(knowledge: Knowledge, k1: float = 1.5, b: float = 0.75) -> Method:
    """Return Okapi BM25 over all phrasings."""
    owners = [entry.id for entry in knowledge.entries for _ in entry.phrasings]
    documents = [Counter(tokenise(phrasing)) for entry in knowledge.entries for phrasing in entry.phrasings]
    mean = sum(map(Counter.total, documents)) / len(documents)
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, document in enumerate(documents):
        norm = k1 * (1 - b + b * document.total() / mean)
        for word, count in document.items():
            postings.setdefault(word, []).append((number, count * (k1 + 1) / (count + norm)))

    def guess(text: str) -> Guess:
        scores: Counter[int] = Counter()
        for word in tokenise(text):
            found = postings.get(word, [])
            idf = log(1 + (len(documents) - len(found) + 0.5) / (len(found) + 0.5))
            for number, weight in found:
                scores[number] += idf * weight  # type: ignore[assignment]  # Counter serves as a dict of floats
        best = scores.most_common(20)
        return list(dict.fromkeys(owners[n] for n, _ in best))[:3], best[0][1] if best else 0.0

    return guess


OURS, WHOLE = "this matcher", "the bot, safety first"

METHODS: dict[str, Callable[[Knowledge], Method]] = {
    OURS: ours,
    WHOLE: whole,
    "extractOne WRatio": fuzzy(fuzz.WRatio),
    "extractOne token_set_ratio": fuzzy(fuzz.token_set_ratio),
    "BM25": bm25,
}


def measure(dataset: Dataset, name: str, shipped_threshold: float) -> dict[str, Any]:
    """Return one method's figures on one set: percentages, milliseconds for one question, megabytes that it keeps.

    The first set's megabytes hold the caches of words, too, which later ones share.
    """
    tracemalloc.start()
    method = METHODS[name](dataset.knowledge)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    inside = np.array([bool(label) for label in dataset.labels])
    guesses, times = [], []
    for question in dataset.questions:
        started = perf_counter()
        guesses.append(method(question))
        times.append((perf_counter() - started) * 1000)
    right = np.array([bool(g[0]) and g[0][0] in label for g, label in zip(guesses, dataset.labels, strict=True)])
    top3 = np.array([bool(label & set(g[0])) for g, label in zip(guesses, dataset.labels, strict=True)])
    scores = np.array([g[1] for g in guesses])
    is_ours = name in {OURS, WHOLE}
    threshold = shipped_threshold if is_ours else _best_threshold(scores, right, inside)
    answered = scores >= threshold
    typos = [method(question) for question in with_typos(dataset.questions)]
    typo_right = np.array([bool(g[0]) and g[0][0] in label for g, label in zip(typos, dataset.labels, strict=True)])
    result = {
        "accuracy": _percent(right[inside]),
        "accuracy with typos": _percent(typo_right[inside]),
        "top 3": _percent(top3[inside]),
        "p50 ms": round(float(np.percentile(times, 50)), 2),
        "p99 ms": round(float(np.percentile(times, 99)), 2),
        "MB": round(kept / 1e6),
    }
    if not inside.all():
        isa, oosr = _percent((right & answered)[inside]), _percent(~answered[~inside])
        wrong = (answered & inside & ~right).sum()
        result |= {
            "ISA": isa,
            "OOSR": oosr,
            "balance": round((isa + oosr) / 2, 1),
            "AUROC": round(100 * _auroc(scores[inside & right], scores[~inside | ~right]), 1),
            "wrong of answered": round(100 * float(wrong / max(1, (answered & inside).sum())), 1),
        }
    return result


def _percent(hits: Any) -> float:
    return round(100 * float(np.mean(hits)), 1)


def _best_threshold(scores: Any, right: Any, inside: Any) -> float:
    if inside.all():
        return 0.0
    candidates = np.quantile(scores, np.linspace(0, 1, 200))
    return max(
        map(float, candidates),
        key=lambda t: float((right & (scores >= t))[inside].mean() + (scores < t)[~inside].mean()),
    )


def _auroc(positive: Any, negative: Any) -> float:
    """Return the chance that a right answer scores above what should not be answered."""
    above = (positive[:, None] > negative[None, :]).mean() + 0.5 * (positive[:, None] == negative[None, :]).mean()
    return float(above)


COLUMNS = (
    "accuracy",
    "accuracy with typos",
    "top 3",
    "ISA",
    "OOSR",
    "balance",
    "AUROC",
    "wrong of answered",
    "p50 ms",
    "p99 ms",
    "MB",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a table; write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.matching", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, help="a folder with the public sets")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    parser.add_argument("--only", choices=list(METHODS), help="measure one method only")
    options = parser.parse_args(arguments)
    from bot.core.parameters import Parameters

    threshold = Parameters().answer
    results: dict[str, dict[str, Any]] = {}
    datasets = [*(public(options.data) if options.data else ()), own("tuning"), own("kept")]
    names = [options.only] if options.only else list(METHODS)
    print(f"{'':46}" + "".join(f"{column:>12.12}" for column in COLUMNS))
    for dataset in datasets:
        for name in names:
            print(f"\r{dataset.name}: {name} …", end="", file=sys.stderr, flush=True)
            figures = results.setdefault(dataset.name, {})[name] = measure(dataset, name, threshold)
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            cells = "".join(f"{figures.get(column, '–'):>12}" for column in COLUMNS)
            print(f"{dataset.name:19}{name:27}{cells}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
