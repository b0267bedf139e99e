"""Whatever a member types on whatever surface goes through `service.asking`, where the safety check comes first."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot
from bot.core.model import Notice, Place
from bot.locales import catalog
from bot.service.asking import Asking
from bot.service.opening import learn

PACKAGE = Path(bot.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

DECIDING = {"decide", "rank", "accept", "red_flags", "matcher"}
"""What only the core has: asking it directly could pass the safety check by, or show what it found."""

MAY_DECIDE = {
    "service/asking.py": "the one way in",
    "service/explaining.py": "shows an owner the steps of a decision in the terminal, never a member",
    "knowledge/checking.py": "runs the knowledge's own tests",
    "knowledge/proof.py": "runs the knowledge's own tests",
}
DECIDERS = {f"bot.core.{name}" for name in ("answering", "matching", "safety", "alarms", "learning", "retrieval")}
SURFACES = ("tg/", "cli/", "web/", "sandbox/", "app.py")


def shortcuts(source: str) -> Iterator[str]:
    """Yield what of the deciding core a module touches."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=name) if name in DECIDING:
                yield name
            case ast.ImportFrom(module=str(module)) if module in DECIDERS:
                yield module
            case ast.ImportFrom(module="bot.core", names=names):
                yield from (f"bot.core.{alias.name}" for alias in names if f"bot.core.{alias.name}" in DECIDERS)
            case ast.Import(names=names):
                yield from (alias.name for alias in names if alias.name in DECIDERS)


@pytest.mark.parametrize("module", [m for m in MODULES if not m.startswith("core/") and m not in MAY_DECIDE])
def test_no_other_module_decides(module: str) -> None:
    found = set(shortcuts((PACKAGE / module).read_text("utf-8")))
    if not module.startswith(SURFACES):
        found -= DECIDERS  # the service and the knowledge hand a learned knowledge base on, without asking it

    assert not found, f"{module} asks past bot/service/asking.py: {', '.join(sorted(found))}"


@pytest.mark.parametrize(
    "surface",
    [
        "def reply(asking, text):\n    return asking.answering.decide(text)",
        "def reply(answering, text):\n    return answering.matcher.rank(text)",
        "from bot.core.answering import Answering",
        "from bot.core import matching",
        "import bot.core.matching",
    ],
)
def test_a_surface_that_asks_past_the_way_in_is_found(surface: str) -> None:
    assert list(shortcuts(surface))


@pytest.fixture(scope="module")
def asking() -> Asking:
    small = Path(__file__).parent / "knowledge_small"
    return Asking(learn(small), catalog(studio="", contact="", emergency="112", helplines=""))


@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("insistent", [False, True])
async def test_the_notice_comes_at_every_place_and_alone(asking: Asking, place: Place, *, insistent: bool) -> None:
    text = "can yoga help my sciatica? since this morning i can't feel anything between my legs"

    response = await asking.ask(text, now=datetime.now(UTC), place=place, person="1", insistent=insistent)

    assert isinstance(response.outcome, Notice)
    assert response.reply
    assert "112" in response.reply.text
    assert not response.reply.buttons
