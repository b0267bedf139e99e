"""What the shipped bot says, so that the tests name entries and texts instead of copying them."""

from bot.core.composing import plain
from bot.knowledge.loader import load, shipped_folder
from bot.service.opening import texts
from bot.settings import Settings

TEXTS = texts(Settings.model_construct())
KNOWLEDGE = load(shipped_folder()).knowledge
HELP = "How to ask me"
"""Within the answer to /help, and nowhere else."""


def answer(entry_id: str) -> str:
    """Return an entry's answer as a person reads it."""
    entry = KNOWLEDGE.entry(entry_id)
    assert entry, entry_id
    return plain(entry.answer)


def question(entry_id: str) -> str:
    """Return an entry's question, which is the label of its buttons."""
    entry = KNOWLEDGE.entry(entry_id)
    assert entry, entry_id
    return entry.question


def answers_anything(text: str) -> bool:
    """Tell whether a text holds any entry's answer."""
    return any(plain(entry.answer) in text for entry in KNOWLEDGE.entries)
