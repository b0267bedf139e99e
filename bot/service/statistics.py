"""What an owner sees of the last weeks: how many questions got what, and what the knowledge still lacks."""

from collections import Counter
from datetime import date, timedelta

from bot.core.composing import Catalog
from bot.core.model import Knowledge
from bot.store import OutcomeName, Store

DAYS = 30
"""Days that are counted, today included."""

_MOST_ASKED = 5

_ORDER: tuple[OutcomeName, ...] = ("answer", "suggest", "abstain", "studio", "smalltalk", "notice")


async def statistics(store: Store, knowledge: Knowledge, catalog: Catalog, today: date, reviewed: str) -> str:
    """Return the figures of the last DAYS days as one text.

    Args:
        store: where the outcomes are kept.
        knowledge: the live version, for the words of the entries.
        catalog: user-facing texts.
        today: the day up to which is counted.
        reviewed: who has reviewed the safety rules, and when; empty if nobody has.

    Raises:
        StoreError: the database fails.
    """
    outcomes: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    for outcome, answered_by, count in await store.counts(today - timedelta(days=DAYS - 1)):
        outcomes[outcome] += count
        if answered_by:
            entries[answered_by] += count
    lines = [catalog["stats"].replace("{days}", str(DAYS)), f"{catalog['stats-questions']}: {outcomes.total()}"]
    lines += [f"{catalog[f'stats-{name}']}: {outcomes[name]}" for name in _ORDER if outcomes[name]]
    asked = [(entry.question, count) for id_, count in entries.most_common() if (entry := knowledge.entry(id_))]
    if asked:
        lines += ["", catalog["stats-most-asked"], *(f"{count} × {text}" for text, count in asked[:_MOST_ASKED])]
    review = catalog["reviewed"].replace("{reviewed}", reviewed) if reviewed else catalog["not-reviewed"]
    return "\n".join([*lines, "", review])
