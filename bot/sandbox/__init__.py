"""A strict local stand-in for Telegram's Bot API, with a chat page, so that the real bot runs with no token."""
