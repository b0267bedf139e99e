"""A fresh copy of the small knowledge folder, and of the article that it is drawn from."""

from pathlib import Path

import pytest

from .folders import ARTICLE, build


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build(tmp_path / "knowledge")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "green-tea.txt"
    path.write_text(ARTICLE, "utf-8")
    return path
