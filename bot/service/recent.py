"""What a person wrote a moment ago, in memory only: emergencies and follow-up questions can span two messages."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = timedelta(minutes=5)
_MOST_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message and the entry that answered it, if one did."""

    text: str = ""
    entry: str | None = None


class Recent:
    """The last message of each person, for five minutes; never written anywhere.

    Keys are whatever tells people apart within a chat; they live as long as their message.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[object, tuple[datetime, Exchange]] = OrderedDict()

    def last(self, person: object, now: datetime) -> Exchange:
        """Return the person's last message of the past five minutes; an empty one if there is none."""
        self._forget(now)
        return self._last.get(person, (now, Exchange()))[1]

    def remember(self, person: object, exchange: Exchange, now: datetime) -> None:
        """Keep this message in the place of the person's last one."""
        self._last.pop(person, None)
        self._last[person] = (now, exchange)

    def _forget(self, now: datetime) -> None:
        while self._last:
            oldest, (at, _) = next(iter(self._last.items()))
            if now - at <= REMEMBERED and len(self._last) < _MOST_PEOPLE:
                return
            del self._last[oldest]
