"""Puts the handlers onto python-telegram-bot's application, in one visible order."""

import logging
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, Update
from telegram.error import TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.core.composing import Catalog
from bot.tg.desk import Desk
from bot.tg.handlers import Handlers
from bot.tg.inbound import ByPerson
from bot.tg.ordering import Claims, OrderedByChat
from bot.tg.transport import AiohttpRequest, is_local

ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
"""Telegram remembers this list, so it is always sent in full (core.telegram.org/bots/api#getupdates)."""

_log = logging.getLogger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def build(desk: Desk, claims: Claims, *, token: str, api_url: str, polling: AiohttpRequest) -> AnyApplication:
    """Return the application, ready to be initialised.

    Args:
        desk: the services behind the handlers.
        claims: remembers handled updates.
        token: the bot's token.
        api_url: the Bot API server, without the token.
        polling: the connections that ask for updates.
    """
    handlers = Handlers(desk)
    application = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url.rstrip('/')}/bot")
        .base_file_url(f"{api_url.rstrip('/')}/file/bot")
        .request(AiohttpRequest(connections=64, use_proxy=not is_local(api_url)))
        .get_updates_request(polling)
        .rate_limiter(AIORateLimiter(max_retries=3))
        .concurrent_updates(OrderedByChat(claims, desk.clock))
        .build()
    )
    new = filters.UpdateType.MESSAGE & ByPerson()
    # Order matters: the first handler that fits takes the update.
    application.add_handler(CommandHandler("start", handlers.start, new))
    application.add_handler(CommandHandler("help", handlers.help, new))
    application.add_handler(CommandHandler("topics", handlers.topics, new))
    application.add_handler(CommandHandler("privacy", handlers.privacy, new))
    application.add_handler(CommandHandler("reload", handlers.reload, new))
    application.add_handler(CommandHandler("stats", handlers.stats, new))
    application.add_handler(CallbackQueryHandler(handlers.press))
    application.add_handler(MessageHandler(filters.ALL & ~filters.StatusUpdate.ALL, handlers.message))
    application.add_error_handler(handlers.error)
    return application


async def introduce(bot: Bot, catalog: Catalog) -> None:
    """Set the command menus and the descriptions; a refusal is logged, as the bot can answer without them."""
    in_private = [BotCommand(name, catalog[f"command-{name}"]) for name in ("start", "topics", "help", "privacy")]
    in_groups = [BotCommand(name, catalog[f"command-{name}"]) for name in ("ask", "topics", "help", "privacy")]
    try:
        await bot.set_my_commands(in_private)
        await bot.set_my_commands(in_groups, scope=BotCommandScopeAllGroupChats())
        await bot.set_my_description(catalog["description"])
        await bot.set_my_short_description(catalog["short-description"])
    except TelegramError as error:
        _log.warning("Telegram refused the bot's menus or description: %s", error.message)
