"""The composition root: puts the running bot together from its settings."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.errors import SettingsError, StoreError
from bot.knowledge.loader import shipped_folder
from bot.service.asking import Asking
from bot.service.browsing import Browsing
from bot.service.checker import Checker
from bot.service.opening import texts
from bot.service.reloading import Reloading
from bot.settings import Settings
from bot.store import Store, default_url, open_store
from bot.tg.application import ALLOWED_UPDATES, AnyApplication, build, introduce
from bot.tg.desk import Desk
from bot.tg.owners import tell
from bot.tg.transport import AiohttpRequest
from bot.web import health

UPDATE_IDS_KEPT = timedelta(days=2)
_FORGETTING_EVERY = timedelta(hours=6)
_LONG_POLL = 30
"""Seconds that one poll for updates stays open."""
_FIRST_RETRY, _LONGEST_RETRY = 1.0, 60.0
"""Seconds between attempts to reach Telegram at start-up, doubling."""
_LAST_POLL, _LAST_ANSWERS = 1.0, 3.0
"""Seconds for the last poll and the last answers; Docker kills after ten (docs.docker.com, `docker container stop`)."""
_POLLING_SILENCE = 3 * _LONG_POLL
"""Seconds without an answer to a poll after which the bot counts as deaf."""

_SIGNALS = (signal.SIGTERM, signal.SIGINT)

_log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the moment in UTC."""
    return datetime.now(UTC)


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT.

    Raises:
        SettingsError: the token is missing or refused, at the start or later.
        KnowledgeError, StoreError: what their names say.
    """
    if settings.token is None:
        raise SettingsError(
            "BOT_TOKEN is not set; get a token from @BotFather and set it, or try `python -m bot demo`."
        )
    stop_on_signals()
    with suppress(asyncio.CancelledError):
        async with running(settings, settings.token.get_secret_value()) as refused:
            await refused.wait()
            raise _refusal(settings.api_url)
    _log.info("Stopped.")


def stop_on_signals() -> None:
    """Cancel the task that calls this on the first SIGTERM or SIGINT; a second one ends the process at once."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def stop() -> None:
        for name in _SIGNALS:
            loop.remove_signal_handler(name)
        if task:
            task.cancel()

    with suppress(NotImplementedError):  # Windows: there Ctrl-C stays a KeyboardInterrupt
        for name in _SIGNALS:
            loop.add_signal_handler(name, stop)


@asynccontextmanager
async def running(settings: Settings, token: str) -> AsyncIterator[asyncio.Event]:
    """Keep the bot answering on settings.api_url for as long as the block lasts.

    Yields:
        An event that is set when the token, good at the start, is refused: then no more messages come.
    """
    folder = settings.knowledge or shipped_folder()
    refused = asyncio.Event()

    async def tell_owners(text: str) -> None:
        await tell(application.bot, settings.owners, text)

    with closing(Checker(folder)) as checker:
        answering = await checker.learn()
        async with open_store(settings.database_url or default_url(settings.state)) as store:
            asking = Asking(answering, texts(settings), store)
            reloading = Reloading(asking, folder, checker.check, now, tell_owners)
            desk = Desk(asking, Browsing(asking), now, reloading, settings.owners)
            polling = AiohttpRequest.for_polling(settings.api_url, refused.set)
            application = build(desk, store, token=token, api_url=settings.api_url, polling=polling)
            server = await _serve_health(settings.listen, store, polling, reloading) if settings.listen else None
            background = {asyncio.create_task(_forget_updates(store)), asyncio.create_task(reloading.watch())}
            try:
                await _connect(application, settings.api_url)
                async with application:
                    await introduce(application.bot, asking.catalog)
                    await _serve(application)
                    try:
                        yield refused
                    finally:
                        await _stop(application)
            finally:
                for task in background:
                    task.cancel()
                checker.close()  # a check that is under way would keep its task from ending
                await asyncio.wait(background)
                if server:
                    await server.stop()
                await application.bot.shutdown()  # an application that failed to start leaves its connections open


async def _connect(application: AnyApplication, api_url: str) -> None:
    """Wait until the Bot API answers; a refused token ends it, a broken network does not."""
    pause = _FIRST_RETRY
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise _refusal(api_url) from None
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


def _refusal(api_url: str) -> SettingsError:
    return SettingsError(
        f"{api_url} refuses BOT_TOKEN; copy the token from @BotFather again, without spaces or quotes."
    )


async def _serve(application: AnyApplication) -> None:
    await application.start()
    if application.updater is None:
        raise RuntimeError("The application was built without an updater.")
    await application.updater.start_polling(
        timeout=_LONG_POLL,
        allowed_updates=ALLOWED_UPDATES,
        # What members asked while the bot was down is answered, not dropped.
        drop_pending_updates=False,
        bootstrap_retries=-1,
        error_callback=_polling_failed,
    )
    _log.info("@%s is answering.", application.bot.username)


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("Another program is using this token; stop it, or give one of the two a token of its own.")
    else:
        _log.warning("Asking for updates failed (%s); trying again.", error.message)


async def _stop(application: AnyApplication) -> None:
    """Take no more updates and finish those under way, but not at any price: flood control can hold answers back."""
    if application.updater and application.updater.running:
        with suppress(InvalidToken, TimeoutError):
            async with asyncio.timeout(_LAST_POLL):
                await application.updater.stop()
    try:
        async with asyncio.timeout(_LAST_ANSWERS):
            await application.stop()
    except TimeoutError:
        _log.warning("Not every answer could be sent before the end.")


async def _serve_health(listen: str, store: Store, polling: AiohttpRequest, reloading: Reloading) -> health.Server:
    async def database() -> str:
        try:
            await store.ping()
        except StoreError as error:
            return str(error)
        return ""

    async def telegram() -> str:
        if polling.answered_at is None:
            return "Telegram has not answered yet."
        silent = monotonic() - polling.answered_at
        return "" if silent < _POLLING_SILENCE else f"Telegram has not answered for {silent:.0f} seconds."

    def facts() -> dict[str, str | int]:
        status = reloading.status
        known: dict[str, str | int] = {"knowledge_version": status.version, "entries": status.entries}
        return known | ({"knowledge_problem": status.problem} if status.problem else {})

    return await health.start(health.create_app({"database": database, "telegram": telegram}, facts), listen)


async def _forget_updates(store: Store) -> None:
    while True:
        try:
            await store.forget_updates(now() - UPDATE_IDS_KEPT)
        except Exception as error:  # noqa: BLE001  # tidying up must never stop the bot; the next round tries again
            _log.warning("Old update ids could not be deleted: %s", error)
        await asyncio.sleep(_FORGETTING_EVERY.total_seconds())
