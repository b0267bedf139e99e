"""What a person wrote a moment ago, in memory only: signs of an emergency can be split over two messages."""

from collections import OrderedDict
from datetime import datetime, timedelta

REMEMBERED = timedelta(minutes=5)
_MOST_PEOPLE = 10_000


class Recent:
    """The last message of each person, for five minutes; never written anywhere.

    Keys are whatever tells people apart within a chat; they live as long as their message.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[object, tuple[datetime, str]] = OrderedDict()

    def replace(self, person: object, text: str, now: datetime) -> str:
        """Remember this message and return the person's earlier one of the past five minutes, or ""."""
        self._forget(now)
        _, earlier = self._last.pop(person, (now, ""))
        self._last[person] = (now, text)
        return earlier

    def _forget(self, now: datetime) -> None:
        while self._last:
            oldest, (at, _) = next(iter(self._last.items()))
            if now - at <= REMEMBERED and len(self._last) < _MOST_PEOPLE:
                return
            del self._last[oldest]
