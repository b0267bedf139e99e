"""What every handler works with."""

from collections import OrderedDict
from dataclasses import dataclass, field

from telegram import Message

from bot.core.model import Reply
from bot.service.asking import Asking, Clock
from bot.service.browsing import Browsing
from bot.service.reloading import Reloading
from bot.tg import outbound
from bot.tg.inbound import Addressed

_REMEMBERED_REPLIES = 5_000


class Replies:
    """Which reply belongs to which question, so that an edited question edits its reply; in memory only."""

    def __init__(self) -> None:
        self._replies: OrderedDict[tuple[int, int], int] = OrderedDict()

    def remember(self, question: Message, reply: Message) -> None:
        """Keep the pair; the oldest pairs are forgotten."""
        self._replies[question.chat.id, question.message_id] = reply.message_id
        while len(self._replies) > _REMEMBERED_REPLIES:
            self._replies.popitem(last=False)

    def to(self, question: Message) -> int | None:
        """Return the id of the reply to a question, if it is still known."""
        return self._replies.get((question.chat.id, question.message_id))


@dataclass(frozen=True, slots=True)
class Desk:
    """The services behind the handlers, who the owners are, and the pairs of questions and replies."""

    asking: Asking
    browsing: Browsing
    clock: Clock
    reloading: Reloading
    owners: frozenset[int] = frozenset()
    replies: Replies = field(default_factory=Replies)

    async def answer(self, message: Message, asked: Addressed) -> None:
        """Ask the service and send what it says; an edited question gets its reply edited."""
        if not asked.text.strip():
            await self.send(message, Reply(self.asking.catalog["ask-empty"]))
            return
        response = await self.asking.ask(
            asked.text, now=self.clock(), place=asked.place, person=asked.person, insistent=asked.insistent
        )
        if response.reply:
            await self.send(message, response.reply)

    async def send(self, message: Message, reply: Reply) -> None:
        """Send a reply to a message, or put it in the place of the reply that the message had before its edit."""
        bot = message.get_bot()
        earlier = self.replies.to(message)
        if earlier is not None and await outbound.edit(bot, reply, message.chat.id, earlier):
            return
        self.replies.remember(message, await outbound.send(bot, reply, message))
