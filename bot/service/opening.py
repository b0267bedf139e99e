"""Opens what every way of asking needs: the knowledge, ready to answer, and the texts."""

from pathlib import Path

from bot.core.answering import Answering
from bot.core.composing import Catalog
from bot.errors import KnowledgeError
from bot.knowledge.loader import load, shipped_folder
from bot.locales import catalog
from bot.settings import Settings


def learn(folder: Path | None) -> Answering:
    """Read a knowledge folder (the shipped one for None) and make it ready to answer.

    Raises:
        KnowledgeError: it is not valid.
    """
    loaded = load(folder or shipped_folder())
    if loaded.safety is None:
        raise KnowledgeError(f"The knowledge in {loaded.path} has no safety rules; copy the shipped safety.yaml there.")
    return Answering(loaded.knowledge, loaded.safety)


def texts(settings: Settings) -> Catalog:
    """Return the user-facing texts with the studio's own words."""
    return catalog(
        studio=settings.studio_name,
        contact=settings.studio_contact,
        emergency=settings.emergency,
        helplines=settings.helplines,
    )
