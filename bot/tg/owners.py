"""The people who run the bot: who they are, and how they are told what they must know."""

import logging
from collections.abc import Collection

from telegram import Bot, Message
from telegram.constants import ChatType, MessageLimit
from telegram.error import TelegramError

_log = logging.getLogger(__name__)


def is_owner(message: Message, owners: Collection[int]) -> bool:
    """Tell whether an owner wrote this in a private chat; in groups others would read the answer."""
    return message.chat.type == ChatType.PRIVATE and bool(message.from_user and message.from_user.id in owners)


async def tell(bot: Bot, owners: Collection[int], text: str) -> None:
    """Send a plain text to every owner; one who has blocked the bot, or never wrote to it, is left out."""
    for owner in owners:
        try:
            await bot.send_message(owner, text[: MessageLimit.MAX_TEXT_LENGTH])
        except TelegramError as error:
            _log.warning("An owner could not be told: %s (each owner must send /start to the bot once).", error.message)
