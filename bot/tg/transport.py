"""Carries the Bot API's requests over aiohttp, through the extension point that python-telegram-bot offers for it."""

import json
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_TIMEOUT = 10.0
"""Seconds to wait for a connection, and for each answer; long polls bring their own, longer time."""


def is_local(url: str) -> bool:
    """Tell whether an address is on this computer, where a proxy of the environment (HTTPS_PROXY) has no business."""
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}


class AiohttpRequest(BaseRequest):
    """One pool of connections.

    Args:
        connections: most requests under way at once; further ones wait for their turn.
        use_proxy: whether the proxy that the environment names is used.
        on_refusal: called when an answer says that the token is not valid (core.telegram.org/bots/api#making-requests).
    """

    def __init__(
        self, connections: int, *, use_proxy: bool = True, on_refusal: Callable[[], None] | None = None
    ) -> None:
        self._connections = connections
        self._use_proxy = use_proxy
        self._on_refusal = on_refusal
        self._session: aiohttp.ClientSession | None = None
        self.answered_at: float | None = None
        """When the server last answered, or the pool was opened, on the monotonic clock; None before that."""

    @classmethod
    def for_polling(cls, api_url: str, on_refusal: Callable[[], None]) -> Self:
        """Return the connections that ask for updates, apart from all others.

        There is more than one of them: with a single one, a half-open socket can leave a bot deaf for ever.
        """
        return cls(connections=4, use_proxy=not is_local(api_url), on_refusal=on_refusal)

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where the call names none."""
        return _TIMEOUT

    async def initialize(self) -> None:
        """Open the pool; opening it twice changes nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=self._use_proxy)
            self.answered_at = monotonic()

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return an answer's JSON object.

        Raises:
            TelegramError: it is none, as when a proxy answers with a page; python-telegram-bot would log all of it.
        """
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT_NONE,
        write_timeout: Any = DEFAULT_NONE,
        connect_timeout: Any = DEFAULT_NONE,
        pool_timeout: Any = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request and return its HTTP status and body.

        Raises:
            TimedOut: no answer in time.
            NetworkError: no connection; the message leaves out the address, which holds the token.
        """
        del write_timeout, pool_timeout  # aiohttp has one time limit for a whole exchange, and its pool waits in turn
        if self._session is None:
            raise NetworkError("The connection to the Bot API is not open.")
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_seconds(connect_timeout),
            sock_connect=_seconds(connect_timeout),
            sock_read=_seconds(read_timeout),
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as response:
                if self._on_refusal and response.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
                    self._on_refusal()
                body = await response.read()
                if response.status == HTTPStatus.OK:
                    self.answered_at = monotonic()
                return response.status, body
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            # `from None`: aiohttp's messages may repeat the address.
            raise NetworkError(f"the Bot API cannot be reached ({type(error).__name__})") from None


def _seconds(timeout: Any) -> float | None:
    return _TIMEOUT if timeout is DEFAULT_NONE else timeout


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
