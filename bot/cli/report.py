"""Prints what a question got: as text for people, as JSON for programs."""

import json
import sys
from pathlib import Path
from typing import Any, cast

from bot.core.composing import plain
from bot.core.model import Abstention, Answer, Match, Notice, Outcome, Suggestions
from bot.knowledge.loader import shipped_folder
from bot.service.asking import Asking, Response, kind
from bot.service.cache import cached
from bot.service.opening import learn, texts
from bot.settings import read_settings

_RANKED = 5
_LINE_ENDS = str.maketrans({end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"})
"""Ends of lines for many readers (Python's splitlines among them), but not for JSON."""


def open_terminal(knowledge: Path | None) -> Asking:
    """Return the service for asking in this terminal: nothing is kept, nothing leaves the machine."""
    settings = read_settings()
    for stream in (sys.stdout, sys.stdin):  # whatever the locale says: questions and answers are UTF-8
        if hasattr(stream, "reconfigure"):
            cast("Any", stream).reconfigure(encoding="utf-8", errors="replace")
    folder = knowledge or settings.knowledge or shipped_folder()
    return Asking(cached(folder, lambda: learn(folder)), texts(settings))


def as_text(response: Response) -> str:
    """Return what a person would read, with the labels of the buttons as a list."""
    if response.reply is None:
        return ""
    lines = [plain(response.reply.text)]
    if isinstance(response.outcome, Suggestions | Abstention):
        lines += [f"  • {button.label}" for button in response.reply.buttons if button.target]
    return "\n".join(lines)


def as_json(text: str, response: Response, milliseconds: float) -> dict[str, Any]:
    """Return one question's result in the form that ARCHITECTURE's contract fixes for `ask --json`."""
    outcome = response.outcome
    answer = outcome if isinstance(outcome, Answer) else None
    notice = outcome if isinstance(outcome, Notice) else None
    ranked = _ranked(outcome)
    offered = outcome.entries if isinstance(outcome, Suggestions) else ()
    if isinstance(outcome, Abstention):
        offered = outcome.nearest
    return {
        "text": text,
        "outcome": kind(outcome),
        "entry": answer.entries[0].id if answer else None,
        "entries": [entry.id for entry in answer.entries] if answer else [],
        "confidence": round(answer.confidence if answer else ranked[0].confidence if ranked else 0.0, 4),
        "sentences": sorted({number for entry in answer.entries for number in entry.sentences}) if answer else [],
        "document": answer.entries[0].document if answer else None,
        "notice": notice.category if notice else None,
        "level": notice.level.value if notice else None,
        "suggestions": [entry.id for entry in offered],
        "ranked": [[match.entry.id, round(match.confidence, 4)] for match in ranked[:_RANKED]],
        "reply": plain(response.reply.text) if response.reply else "",
        "ms": round(milliseconds, 3),
    }


def one_line(value: dict[str, Any]) -> str:
    """Return a value as JSON without anything that a reader could take for the end of the line."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)


def _ranked(outcome: Outcome) -> tuple[Match, ...]:
    return () if isinstance(outcome, Notice) else outcome.ranked
