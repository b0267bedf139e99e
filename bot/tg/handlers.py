"""What happens to each kind of update: translate, call the service, send."""

import logging
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, TelegramError
from telegram.ext import CallbackContext, ExtBot

from bot.core.model import Action, Reply
from bot.service.statistics import statistics
from bot.tg import inbound, outbound
from bot.tg.desk import Desk
from bot.tg.owners import is_owner

Context = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]

MAX_ALERT = 200
"""Characters of a pop-up (core.telegram.org/bots/api#answercallbackquery)."""

_log = logging.getLogger(__name__)


class Handlers:
    """The handlers of messages, commands, buttons and errors.

    Args:
        desk: the services.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def message(self, update: Update, context: Context) -> None:
        """Answer a text or a caption that is for the bot, new or edited."""
        message = update.effective_message
        if message is None or message.chat.type == ChatType.CHANNEL:
            return
        asked = inbound.question(message, context.bot.bot)
        if asked:
            await self._desk.answer(message, asked)
        elif message.chat.type == ChatType.PRIVATE and not update.edited_message:
            await self._unreadable(message)

    async def _unreadable(self, message: Message) -> None:
        """Answer, in private, what is no question: an unknown command, a sticker, a voice note."""
        if message.text:
            await self._desk.send(message, self._desk.browsing.help())
        else:
            await self._desk.send(message, Reply(self._desk.asking.catalog["text-only"]))

    async def start(self, update: Update, context: Context) -> None:
        """Greet; or, through a deep link (t.me/bot?start=entry-id), show that entry."""
        if update.message:
            entry = self._desk.browsing.entry(context.args[0]) if context.args else None
            await self._desk.send(update.message, entry or self._desk.browsing.start())

    async def help(self, update: Update, _: Context) -> None:
        """Say how to ask."""
        if update.message:
            await self._desk.send(update.message, self._desk.browsing.help())

    async def topics(self, update: Update, _: Context) -> None:
        """List the topics."""
        if update.message:
            await self._desk.send(update.message, self._desk.browsing.topics())

    async def privacy(self, update: Update, _: Context) -> None:
        """Say what is kept."""
        if update.message:
            await self._desk.send(update.message, self._desk.browsing.privacy())

    async def reload(self, update: Update, _: Context) -> None:
        """Bring the edited knowledge live at once, for owners; to everybody else there is no such command."""
        message = update.message
        if message is None or not is_owner(message, self._desk.owners):
            if message and message.chat.type == ChatType.PRIVATE:
                await self._unreadable(message)
            return
        status = await self._desk.reloading.reload()
        catalog = self._desk.asking.catalog
        if status.problem:
            text = catalog["reload-refused"].replace("{problems}", status.problem)
        else:
            text = catalog["reload-done"].replace("{version}", str(status.version))
        await self._desk.send(message, Reply(text.replace("{entries}", str(status.entries))))

    async def stats(self, update: Update, _: Context) -> None:
        """Show owners what was asked; to everybody else there is no such command."""
        message, asking = update.message, self._desk.asking
        if message is None or not is_owner(message, self._desk.owners):
            if message and message.chat.type == ChatType.PRIVATE:
                await self._unreadable(message)
            return
        if asking.store:
            live, today = asking.answering, self._desk.clock().date()
            text = await statistics(asking.store, live.knowledge, asking.catalog, today, live.reviewed)
            await self._desk.send(message, Reply(text))

    async def press(self, update: Update, context: Context) -> None:
        """React to a button: menus change in place, follow-ups are sent, sources are shown as a pop-up."""
        query = update.callback_query
        if query is None:
            return
        action, _, target = (query.data or "").partition(":")
        reply = self._desk.browsing.press(action, target)
        if action == Action.SOURCE:
            await _acknowledge(query, reply.text[:MAX_ALERT])
            return
        await _acknowledge(query)
        message = query.message
        if isinstance(message, Message):
            menu = action != Action.ENTRY
            if not (menu and await outbound.edit(context.bot, reply, message.chat.id, message.message_id)):
                await outbound.send(context.bot, reply, message)
        elif message:  # too old for Telegram to show us; the chat is still known
            await context.bot.send_message(
                message.chat.id, outbound.to_html(reply.text), "HTML", reply_markup=outbound.keyboard(reply.buttons)
            )

    async def error(self, update: object, context: Context) -> None:
        """Log a failure without anybody's words, and tell the person in a private chat that it was not their fault."""
        error = context.error
        if isinstance(error, TelegramError):  # the network is down, or somebody has blocked the bot
            _log.warning("An answer could not be sent: %s", error.message)
            return
        _log.error("An update could not be handled: %s", type(error).__name__, exc_info=error)
        message = update.effective_message if isinstance(update, Update) else None
        if message and message.chat.type == ChatType.PRIVATE:
            try:
                await outbound.send(context.bot, Reply(self._desk.asking.catalog["troubled"]), message)
            except TelegramError as second:
                _log.warning("The apology could not be sent either: %s", second.message)


async def _acknowledge(query: CallbackQuery, alert: str | None = None) -> None:
    """Answer a press, with a pop-up if there is a text; Telegram takes answers for a few minutes only."""
    try:
        await query.answer(alert, show_alert=alert is not None)
    except BadRequest as error:
        _log.info("A press could not be acknowledged: %s", error.message)
