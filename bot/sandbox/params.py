"""Parameters of Bot API requests: the four ways to send them (core.telegram.org/bots/api#making-requests), typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.refusals import bad_request

_NUMBERS = frozenset({"chat_id", "user_id", "message_id", "message_thread_id", "offset", "limit", "timeout"})
_JSON = frozenset({"reply_markup", "reply_parameters", "link_preview_options", "allowed_updates", "commands", "scope"})


class Uploaded:
    """A file of a multipart request; the sandbox keeps its name and forgets its bytes."""

    def __init__(self, name: str) -> None:
        self.name = name


@dataclass(slots=True)
class Params:
    """The parameters of one request; asking for one by its type also decodes it for the log."""

    raw: Mapping[str, Any]
    decoded: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.decoded = {name: _readable(name, value) for name, value in self.raw.items()}

    def has(self, name: str) -> bool:
        """Tell whether a parameter was sent with a value; Telegram takes "" for absent."""
        value = self.raw.get(name)
        return value is not None and value != ""

    def string(self, name: str) -> str:
        """Return a text, "" where absent."""
        value = self.raw.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        text = value if isinstance(value, str) else json.dumps(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; like Telegram, 0 for what is none."""
        if not self.has(name):
            return default
        try:
            return int(self.string(name))
        except ValueError:
            return 0

    def boolean(self, name: str) -> bool:
        """Return a truth value, False where absent."""
        return self.string(name).strip().lower() in {"true", "yes", "1"}

    def object(self, name: str, reason: str) -> Any:
        """Return a JSON-serialised value, None where absent; `reason` is what Telegram says of malformed JSON."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(reason) from None


def _readable(name: str, value: Any) -> Any:
    """Decode what was sent as a string, so that a log entry looks the same however the request was sent."""
    if isinstance(value, Uploaded):
        return f"<file {value.name}>"
    if name in _NUMBERS and isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    if name in _JSON and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


async def read(request: web.Request) -> Params:
    """Read the parameters of a request: of its URL, and of its body in JSON, URL-encoded or multipart form."""
    sent: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        try:
            content = json.loads(body) if body.strip() else {}
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise bad_request("can't parse JSON object")
        sent |= content
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            sent[name] = Uploaded(value.filename) if isinstance(value, web.FileField) else value
    return Params(sent)


def required(body: Any, name: str, kind: type, what: str) -> Any:
    """Return a field of a JSON object, or refuse in Telegram's words; `what` names the object."""
    if not isinstance(body, dict):
        raise bad_request(f"can't parse {what}: expected an Object")
    if name not in body:
        raise bad_request(f"can't parse {what}: Can't find field \"{name}\"")
    if not isinstance(body[name], kind):
        kinds = {str: "String", list: "Array", dict: "Object", int: "Number", bool: "Boolean"}
        raise bad_request(f'can\'t parse {what}: Field "{name}" must be of type {kinds[kind]}')
    return body[name]
