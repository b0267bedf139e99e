"""The one way in for every question, whatever the channel: safety, match, record, compose."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.core.answering import Answering
from bot.core.composing import Catalog, compose
from bot.core.model import Abstention, Answer, Outcome, Place, Question, Reply, SmallTalk
from bot.errors import StoreError
from bot.service.recent import Exchange, Recent

if TYPE_CHECKING:  # the command line asks without a database, and starts faster without SQLAlchemy
    from bot.store import OutcomeName, Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Response:
    """What a question got; `reply` is None where silence is the better manner."""

    outcome: Outcome
    reply: Reply | None


class Asking:
    """Answers questions with the knowledge that is live at the moment.

    Args:
        answering: the knowledge base, ready to answer; `answering` may be assigned anew at any time.
        catalog: user-facing texts.
        store: where outcomes are kept, or None to keep nothing.

    All three are attributes, too.
    """

    def __init__(self, answering: Answering, catalog: Catalog, store: "Store | None" = None) -> None:
        self.answering = answering
        self.catalog = catalog
        self.store = store
        self._recent = Recent()

    async def ask(
        self, text: str, *, now: datetime, place: Place = Place.PRIVATE, person: object = None, insistent: bool = True
    ) -> Response:
        """Answer a message.

        Args:
            text: what the person wrote; any text at all.
            now: the moment, with its time zone.
            place: the kind of chat.
            person: what tells this person apart within this chat, or None if nothing does; kept in memory for five
                minutes.
            insistent: False where the person may not have meant the bot (a bare reply in a group): then the bot keeps
                silent unless it has something to say.
        """
        answering = self.answering
        last = Exchange() if person is None else self._recent.last(person, now)
        outcome = answering.decide(Question(text, place, last.text, last.entry))
        if person is not None:
            self._recent.remember(person, Exchange(text, _kept(outcome)[0]), now)
        await self._keep(now, place, outcome)
        if _better_silent(outcome, place, insistent=insistent):
            return Response(outcome, None)
        return Response(outcome, compose(outcome, answering.knowledge, self.catalog))

    async def _keep(self, now: datetime, place: Place, outcome: Outcome) -> None:
        """Keep what /privacy lists. A broken database costs the record, never the answer."""
        if self.store is None:
            return
        entry, confidence = _kept(outcome)
        try:
            await self.store.record(now.date(), place, kind(outcome), entry, confidence)
        except StoreError as error:
            _log.warning("An outcome could not be kept: %s", error)


def kind(outcome: Outcome) -> "OutcomeName":
    """Return the name of an outcome as it is kept and printed."""
    names: dict[str, OutcomeName] = {
        "Answer": "answer",
        "Suggestions": "suggest",
        "Abstention": "abstain",
        "Notice": "notice",
        "Studio": "studio",
        "SmallTalk": "smalltalk",
    }
    return names[type(outcome).__name__]


def _kept(outcome: Outcome) -> tuple[str | None, float | None]:
    """Return the entry and the confidence that may be kept; of a notice nothing is."""
    if isinstance(outcome, Answer):
        return outcome.entries[0].id, outcome.confidence
    return None, None


def _better_silent(outcome: Outcome, place: Place, *, insistent: bool) -> bool:
    """Small talk gets no reply in a group, and neither does a remark that only happens to be a reply to the bot."""
    if place is not Place.GROUP:
        return False
    if isinstance(outcome, SmallTalk):
        return True
    return not insistent and isinstance(outcome, Abstention) and not outcome.nearest


Clock = Callable[[], datetime]
"""Returns the moment, with its time zone."""
