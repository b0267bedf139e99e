"""Carries the Bot API's requests over aiohttp, through the extension point that python-telegram-bot offers for it."""

from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_TIMEOUT = 10.0
"""Seconds to wait for a connection, and for each answer; long polls bring their own, longer time."""


class AiohttpRequest(BaseRequest):
    """One pool of connections.

    Args:
        connections: most requests under way at once; further ones wait for their turn.
    """

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where the call names none."""
        return _TIMEOUT

    async def initialize(self) -> None:
        """Open the pool; opening it twice changes nothing."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session:
            await self._session.close()

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
                return response.status, await response.read()
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
