"""Turns an outcome into the reply that a person reads."""

import re
from collections.abc import Mapping, Sequence

from bot.core.model import (
    Abstention,
    Action,
    Answer,
    Button,
    Entry,
    Knowledge,
    Notice,
    Outcome,
    Reply,
    SmallTalk,
    Studio,
    Suggestions,
)

Catalog = Mapping[str, str]
"""User-facing texts by name, the studio's own words already filled in."""

_MARKUP = re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)")


def compose(outcome: Outcome, knowledge: Knowledge, catalog: Catalog) -> Reply:
    """Return the reply to an outcome. Every answer carries the disclaimer; a notice comes alone."""
    match outcome:
        case Notice():
            return Reply(fill(outcome.text, catalog))
        case Answer():
            return _answer(outcome.entries, knowledge, catalog)
        case Suggestions():
            none = Button(catalog["none-of-these"], Action.NONE_OF_THESE)
            return Reply(catalog["suggest"], (*map(_choice, outcome.entries), none))
        case Abstention():
            return _abstention(outcome, catalog)
        case Studio():
            return Reply(catalog["studio"])
        case SmallTalk():
            return Reply(outcome.reply)


def entry_reply(entry: Entry, knowledge: Knowledge, catalog: Catalog) -> Reply:
    """Return an entry's answer to somebody who chose it from a list: with its question as a headline."""
    return _answer((entry,), knowledge, catalog, headline=True)


def fill(text: str, catalog: Catalog) -> str:
    """Put the emergency number and the help lines into a notice."""
    return text.replace("{emergency}", catalog["emergency"]).replace("{helplines}", catalog["helplines"])


def plain(text: str) -> str:
    """Return a reply's text without its *bold* and _italic_ marks."""
    return _MARKUP.sub(r"\2", text)


def _answer(entries: Sequence[Entry], knowledge: Knowledge, catalog: Catalog, *, headline: bool = False) -> Reply:
    paragraphs: list[str] = []
    for entry in entries:
        heading = f"*{entry.question}*\n" if headline or len(entries) > 1 else ""
        paragraphs.append(heading + entry.answer)
    cautions = dict.fromkeys(entry.caution for entry in entries if entry.caution)
    paragraphs += [
        f"{catalog['caution']} {knowledge.cautions[name]}" for name in cautions if name in knowledge.cautions
    ]
    paragraphs.append(f"_{catalog['disclaimer']}_")
    shown = {entry.id for entry in entries}
    follow_ups = dict.fromkeys(related for entry in entries for related in entry.related if related not in shown)
    related_entries = [found for name in list(follow_ups)[:2] if (found := knowledge.entry(name))]
    sources = [Button(catalog["source-button"], Action.SOURCE, e.id) for e in entries[:1] if e.sentences]
    return Reply(
        "\n\n".join(paragraphs), (*(Button(e.question, Action.ENTRY, e.id) for e in related_entries), *sources)
    )


def _abstention(outcome: Abstention, catalog: Catalog) -> Reply:
    if outcome.foreign:
        return Reply(catalog["english-only"])
    if not outcome.nearest:
        return Reply(catalog["unknown"], (Button(catalog["topics-button"], Action.TOPICS),))
    return Reply(catalog["not-covered"], tuple(map(_choice, outcome.nearest)))


def _choice(entry: Entry) -> Button:
    return Button(entry.question, Action.CHOOSE, entry.id)
