"""The answers of a Bot API that says no."""

from typing import Any


class Refusal(Exception):  # noqa: N818 - the sandbox works as it should when it refuses
    """A request that Telegram would refuse, in its own words (core.telegram.org/bots/api#making-requests)."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def json(self) -> dict[str, Any]:
        """Return the body of the response; its HTTP status is `code`."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:  # core.telegram.org/bots/api#responseparameters
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """Return the commonest refusal, 400."""
    return Refusal(400, f"Bad Request: {reason}")


def conflict(reason: str) -> Refusal:
    """Return the refusal of a second way to receive updates, 409."""
    return Refusal(409, f"Conflict: {reason}")


def forbidden(reason: str) -> Refusal:
    """Return the refusal to write where the bot is not wanted, 403."""
    return Refusal(403, f"Forbidden: {reason}")


def too_many_requests(seconds: int) -> Refusal:
    """Return flood control's refusal, 429; `seconds` is how long to wait."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
