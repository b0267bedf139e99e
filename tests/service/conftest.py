"""The small knowledge, learned once."""

from pathlib import Path

import pytest

from bot.core.answering import Answering
from bot.core.composing import Catalog
from bot.service.asking import Asking
from bot.service.browsing import Browsing
from bot.service.opening import learn, texts
from bot.settings import Settings

SMALL = Path(__file__).parents[1] / "knowledge_small"


@pytest.fixture(scope="session")
def answering() -> Answering:
    return learn(SMALL)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return texts(Settings.model_construct())


@pytest.fixture
def asking(answering: Answering, catalog: Catalog) -> Asking:
    return Asking(answering, catalog)


@pytest.fixture
def browsing(asking: Asking) -> Browsing:
    return Browsing(asking)
