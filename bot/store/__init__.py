"""What the bot keeps (outcomes without text or names, handled update ids) in SQLite or PostgreSQL."""

from bot.store.database import Store, open_store
from bot.store.state import default_url
from bot.store.tables import OutcomeName

__all__ = ["OutcomeName", "Store", "default_url", "open_store"]
