"""The services behind the handlers, on the shipped knowledge but without its matching."""

from functools import cache

from bot.core.answering import Answering
from bot.service.asking import Asking
from bot.service.browsing import Browsing
from bot.service.opening import learn, texts
from bot.settings import Settings


@cache
def browsing() -> Browsing:
    """Return the shipped topics, entries and sources."""
    answering: Answering = learn(None)
    return Browsing(Asking(answering, texts(Settings.model_construct())))
