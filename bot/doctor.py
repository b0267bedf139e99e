"""Looks at everything that the bot needs to run, and names the one fix of each thing that is missing."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.errors import KnowledgeError, StoreError
from bot.knowledge.loader import load, shipped_folder
from bot.settings import Settings
from bot.store import default_url, open_store
from bot.tg.transport import AiohttpRequest, is_local


class Verdict(StrEnum):
    """How it stands with one thing; the bot can't run well with one that fails, but with a note it can."""

    OK = "ok"
    NOTE = "note"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is, how it stands, and what to do where it isn't right."""

    verdict: Verdict
    subject: str
    text: str


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what there is to say of the knowledge, the settings, the database and Telegram."""
    for finding in [*_knowledge(settings), *_settings(settings)]:
        yield finding
    yield await _database(settings)
    async for finding in _telegram(settings):
        yield finding


def _knowledge(settings: Settings) -> Iterator[Finding]:
    path = settings.knowledge or shipped_folder()
    try:
        folder = load(path)
    except KnowledgeError as error:
        yield Finding(Verdict.FAIL, "knowledge", str(error))
        return
    count = len(folder.knowledge.entries)
    yield Finding(Verdict.OK, "knowledge", f"{count} entries in {path}; `python -m bot check` runs their tests.")
    if folder.safety and folder.safety.reviewed:
        yield Finding(Verdict.OK, "safety rules", f"Reviewed by {folder.safety.reviewed}.")
    else:
        fix = "have one read safety.yaml and cautions.yaml, and fill in reviewed_by and reviewed_on in safety.yaml"
        yield Finding(Verdict.NOTE, "safety rules", f"No clinician has reviewed them yet; {fix}.")


def _settings(settings: Settings) -> Iterator[Finding]:
    if not settings.owners:
        fix = "set BOT_OWNERS to your Telegram user id"
        yield Finding(Verdict.NOTE, "owners", f"Nobody is told when an edit can't go live; {fix}.")
    if not settings.studio_contact:
        fix = "set BOT_STUDIO_CONTACT to a phone number, an e-mail address or a link"
        yield Finding(Verdict.NOTE, "contact", f"Members are told to ask the studio, but not where; {fix}.")


async def _database(settings: Settings) -> Finding:
    try:
        async with open_store(settings.database_url or default_url(settings.state)) as store:
            await store.ping()
    except StoreError as error:
        return Finding(Verdict.FAIL, "database", str(error))
    return Finding(Verdict.OK, "database", "It answers and can be written.")


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    if settings.token is None:
        yield Finding(Verdict.FAIL, "token", "BOT_TOKEN is not set; get a token from @BotFather and set it.")
        return
    request = AiohttpRequest(connections=1, use_proxy=not is_local(settings.api_url))
    bot = Bot(settings.token.get_secret_value(), f"{settings.api_url.rstrip('/')}/bot", request=request)
    try:
        async with bot:
            yield Finding(Verdict.OK, "token", f"It is @{bot.username}'s.")
            for finding in _rights(bot):
                yield finding
            yield _webhook((await bot.get_webhook_info()).url)
    except InvalidToken:
        fix = "copy the token from @BotFather again, without spaces or quotes"
        yield Finding(Verdict.FAIL, "token", f"{settings.api_url} refuses it; {fix}.")
    except TelegramError as error:
        fix = "check the network and BOT_API_URL"
        yield Finding(
            Verdict.FAIL, "telegram", f"{settings.api_url} does not answer as it should ({error.message}); {fix}."
        )


def _rights(bot: Bot) -> Iterator[Finding]:
    if bot.can_join_groups:
        yield Finding(Verdict.OK, "groups", "The bot may be added to groups.")
    else:
        yield Finding(Verdict.NOTE, "groups", "It can't be added to groups; allow it with @BotFather, /setjoingroups.")
    if bot.can_read_all_group_messages:
        fix = "switch it on with @BotFather, /setprivacy, then remove the bot from its groups and add it again"
        yield Finding(Verdict.NOTE, "privacy mode", f"It is off: every message of a group reaches the bot; {fix}.")
    else:
        yield Finding(Verdict.OK, "privacy mode", "It is on: of a group, the bot gets only what is meant for it.")


def _webhook(url: str) -> Finding:
    if not url:
        return Finding(Verdict.OK, "webhook", "There is none, as it should be: the bot asks for messages itself.")
    host = urlsplit(url).hostname or "elsewhere"  # the rest of the address may be a secret
    fix = "stop that program, if it still runs; `run` takes the webhook away"
    return Finding(Verdict.NOTE, "webhook", f"Telegram sends the messages to {host}; {fix}.")
