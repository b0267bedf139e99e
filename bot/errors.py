"""The errors that a person can mend; each message is one sentence that names the thing and the fix."""


class BotError(Exception):
    """An expected failure: the command line prints its message on stderr and exits with 1."""


class KnowledgeError(BotError):
    """The knowledge folder cannot be read or is not valid."""


class SettingsError(BotError):
    """A setting is missing, malformed or refused."""


class StoreError(BotError):
    """The database or the state folder cannot be used."""
