"""Turns replies into Telegram messages; the only place that knows Telegram's markup and limits."""

import html
import re
from collections.abc import Sequence

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.core.model import Button, Reply

_MARKUP = re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)")
_TAGS = {"*": "b", "_": "i"}
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def to_html(text: str) -> str:
    """Return a reply's text in Telegram's HTML (core.telegram.org/bots/api#html-style)."""

    def tag(match: re.Match[str]) -> str:
        name = _TAGS[match.group(1)]
        return f"<{name}>{match.group(2)}</{name}>"

    # Quotes stay as they are: outside of attributes Telegram doesn't ask for more than these three.
    return _MARKUP.sub(tag, html.escape(text, quote=False))


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Return one row a button: questions are long and phones narrow. None without buttons."""
    rows = [[InlineKeyboardButton(button.label, callback_data=callback_data(button))] for button in buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def callback_data(button: Button) -> str:
    """Return what Telegram hands back on a press: "action:target", within its 64 bytes as ids have 48 at most."""
    return f"{button.action}:{button.target}"


async def send(bot: Bot, reply: Reply, to: Message) -> Message:
    """Send a reply into the chat and topic of a message; in groups as a reply to it."""
    private = to.chat.type == ChatType.PRIVATE
    return await bot.send_message(
        chat_id=to.chat.id,
        text=to_html(reply.text),
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=keyboard(reply.buttons),
        reply_parameters=None if private else ReplyParameters(to.message_id, allow_sending_without_reply=True),
        # Outside of forums Telegram puts a thread id on reply chains, and refuses it when it is sent back.
        message_thread_id=to.message_thread_id if to.is_topic_message else None,
    )


async def edit(bot: Bot, reply: Reply, chat_id: int, message_id: int) -> bool:
    """Put a reply in the place of one of the bot's messages; return False if that message is no longer there.

    The same text once more changes nothing.
    """
    try:
        await bot.edit_message_text(
            chat_id=chat_id,
            message_id=message_id,
            text=to_html(reply.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard(reply.buttons),
        )
    except BadRequest as error:
        problem = error.message.lower()
        if "message to edit not found" in problem or "message can't be edited" in problem:
            return False
        if "not modified" not in problem:
            raise
    return True
