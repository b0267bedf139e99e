"""Opens what every way of asking needs: the knowledge, ready to answer, and the texts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.core.answering import Answering
from bot.core.composing import Catalog
from bot.errors import KnowledgeError
from bot.knowledge.loader import load, shipped_folder
from bot.locales import catalog
from bot.settings import Settings


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep Python's cycle collector still while knowledge is learned, and away from what was learned afterwards.

    Learning makes millions of objects and no cycles; each look at all of them would stop every answer for a while.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def learn(folder: Path | None) -> Answering:
    """Read a knowledge folder (the shipped one for None) and make it ready to answer.

    Raises:
        KnowledgeError: it is not valid.
    """
    loaded = load(folder or shipped_folder())
    if loaded.safety is None:
        raise KnowledgeError(f"The knowledge in {loaded.path} has no safety rules; copy the shipped safety.yaml there.")
    with without_collecting():
        return Answering(loaded.knowledge, loaded.safety)


def texts(settings: Settings) -> Catalog:
    """Return the user-facing texts with the studio's own words."""
    return catalog(
        studio=settings.studio_name,
        contact=settings.studio_contact,
        emergency=settings.emergency,
        helplines=settings.helplines,
    )
