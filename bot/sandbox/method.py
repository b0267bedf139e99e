"""What a method of the Bot API is made of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """One method.

    Attributes:
        run: What it does.
        known: The parameters that it uses.
        idle: Parameters of Telegram's that change nothing here, such as a silent notification.
        unmodelled: Parameters of Telegram's that the sandbox can't do, and so refuses.

    """

    run: Callable[[World, Params], Any | Awaitable[Any]]
    known: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()
    unmodelled: frozenset[str] = frozenset()

    def unknown(self, params: Params) -> tuple[str, ...]:
        """Return the names of parameters that Telegram doesn't know, and would ignore without a word."""
        return tuple(sorted(params.raw.keys() - self.known - self.idle - self.unmodelled))

    def check(self, params: Params) -> None:
        """Refuse what the sandbox can't do.

        Raises:
            Refusal: in words of the sandbox's own.

        """
        if given := sorted(name for name in self.unmodelled if params.has(name)):
            raise bad_request(f"the sandbox does not model {', '.join(given)}")


def method(
    run: Callable[[World, Params], Any | Awaitable[Any]],
    known: str = "",
    *,
    idle: str = "",
    unmodelled: str = "",
) -> Method:
    """Return a method; the names of its parameters are separated by blanks."""
    return Method(run, frozenset(known.split()), frozenset(idle.split()), frozenset(unmodelled.split()))
