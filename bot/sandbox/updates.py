"""Updates on their way to the bot: the queue behind getUpdates (core.telegram.org/bots/api#getting-updates)."""

import asyncio
from typing import Any

from bot.sandbox.happenings import Happenings
from bot.sandbox.refusals import conflict

MAX_LIMIT = 100
"""Updates in one response."""

MAX_TIMEOUT = 50
"""Seconds that Telegram's own servers hold a long poll, whatever was asked for."""

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds of updates that a bot has to ask for by name."""


class Updates:
    """Everything that waits for the bot. An update is confirmed, and gone, once a later offset is asked for."""

    def __init__(self, happenings: Happenings) -> None:
        self.webhook: dict[str, Any] | None = None
        self.allowed: list[str] = []
        self.last_id = 718_000_000
        self.confirmed_id = self.last_id
        self.conflicts = 0
        self.polling = 0
        self.closed = False
        self._happenings = happenings
        self._pending: list[dict[str, Any]] = []
        self._poller: object | None = None

    @property
    def pending(self) -> int:
        """How many updates wait, unconfirmed."""
        return len(self._pending)

    @property
    def idle(self) -> bool:
        """Whether the bot has confirmed everything and waits for more; it may still be working on what it fetched."""
        return not self._pending and self.polling > 0

    def add(self, kind: str, body: dict[str, Any]) -> None:
        """Queue an update for the bot, unless it asked not to be told of this kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return
        self.last_id += 1
        self._pending.append({"update_id": self.last_id, kind: body})
        self._happenings.wake()

    def drop(self) -> None:
        """Forget what waits (drop_pending_updates)."""
        self._pending.clear()
        self._happenings.wake()

    def close(self) -> None:
        """End the polls: the sandbox stops."""
        self.closed = True
        self._happenings.wake()

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109 - a long poll
        """Return up to `limit` updates from `offset` on, as soon as there are any or after `timeout` seconds.

        Raises:
            Refusal: 409, where a webhook is set, or to the poll that a later poll has ended.

        """
        me = self._poller = object()
        self._check_webhook()
        self._happenings.wake()
        self._confirm(offset)
        self.polling += 1
        try:
            async with asyncio.timeout(min(max(timeout, 0), MAX_TIMEOUT)):
                while not self._pending and not self.closed:
                    await self._happenings.change()
                    self._check_alone(me)
                    self._check_webhook()
        except TimeoutError:
            pass
        finally:
            self.polling -= 1
            self._happenings.wake()
        return self._pending[: limit if 1 <= limit <= MAX_LIMIT else MAX_LIMIT]

    def _confirm(self, offset: int) -> None:
        if offset < 0:  # the last ones only; all before them are forgotten
            self._pending = self._pending[offset:]
        else:
            self._pending = [update for update in self._pending if update["update_id"] >= offset]
        self.confirmed_id = self._pending[0]["update_id"] - 1 if self._pending else self.last_id

    def _check_alone(self, poller: object) -> None:
        if self._poller is not poller:
            self.conflicts += 1
            reason = "terminated by other getUpdates request; make sure that only one bot instance is running"
            raise conflict(reason)

    def _check_webhook(self) -> None:
        if self.webhook is not None:
            reason = (
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
            raise conflict(reason)
