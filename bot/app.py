"""The composition root: puts the running bot together from its settings."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.errors import SettingsError
from bot.service.asking import Asking
from bot.service.browsing import Browsing
from bot.service.opening import learn, texts
from bot.settings import Settings
from bot.store import Store, default_url, open_store
from bot.tg.application import ALLOWED_UPDATES, AnyApplication, build, introduce
from bot.tg.desk import Desk

UPDATE_IDS_KEPT = timedelta(days=2)
_FORGETTING_EVERY = timedelta(hours=6)
_LONG_POLL = 30
"""Seconds that one poll for updates stays open."""
_FIRST_RETRY, _LONGEST_RETRY = 1.0, 60.0
"""Seconds between attempts to reach Telegram at start-up, doubling."""

_log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the moment in UTC."""
    return datetime.now(UTC)


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT.

    Raises:
        SettingsError: the token is missing or refused.
        KnowledgeError, StoreError: what their names say.
    """
    if settings.token is None:
        raise SettingsError(
            "BOT_TOKEN is not set; get a token from @BotFather and set it, or try `python -m bot demo`."
        )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with running(settings, settings.token.get_secret_value()):
        await stop.wait()
        _log.info("Stopping.")


@asynccontextmanager
async def running(settings: Settings, token: str) -> AsyncIterator[None]:
    """Keep the bot answering on settings.api_url for as long as the block lasts."""
    answering = learn(settings.knowledge)
    async with open_store(settings.database_url or default_url(settings.state)) as store:
        asking = Asking(answering, texts(settings), store)
        application = build(Desk(asking, Browsing(asking), now), store, token=token, api_url=settings.api_url)
        forgetting = asyncio.create_task(_forget_updates(store))
        try:
            await _connect(application, settings.api_url)
            async with application:
                await introduce(application.bot, asking.catalog)
                await _serve(application)
                try:
                    yield
                finally:
                    await _stop(application)
        finally:
            forgetting.cancel()


async def _connect(application: AnyApplication, api_url: str) -> None:
    """Wait until the Bot API answers; a refused token ends it, a broken network does not."""
    pause = _FIRST_RETRY
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise SettingsError(
                f"{api_url} refuses BOT_TOKEN; copy the token from @BotFather again, without spaces or quotes."
            ) from None
        except NetworkError as error:
            _log.warning("%s cannot be reached (%s); next attempt in %.0f s.", api_url, error.message, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_RETRY)
        except TelegramError as error:
            raise SettingsError(
                f"{api_url} does not answer as a Bot API server ({error.message}); check BOT_API_URL."
            ) from None
        else:
            return


async def _serve(application: AnyApplication) -> None:
    await application.start()
    if application.updater is None:
        raise RuntimeError("The application was built without an updater.")
    await application.updater.start_polling(
        timeout=_LONG_POLL,
        allowed_updates=ALLOWED_UPDATES,
        # What members asked while the bot was down is answered, not dropped.
        drop_pending_updates=False,
        error_callback=_polling_failed,
    )
    _log.info("@%s is answering.", application.bot.username)


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("Another program is using this token; stop it, or give one of the two a token of its own.")
    else:
        _log.warning("Asking for updates failed (%s); trying again.", error.message)


async def _stop(application: AnyApplication) -> None:
    if application.updater and application.updater.running:
        await application.updater.stop()
    await application.stop()


async def _forget_updates(store: Store) -> None:
    while True:
        try:
            await store.forget_updates(now() - UPDATE_IDS_KEPT)
        except Exception as error:  # noqa: BLE001  # tidying up must never stop the bot; the next round tries again
            _log.warning("Old update ids could not be deleted: %s", error)
        await asyncio.sleep(_FORGETTING_EVERY.total_seconds())
