"""`run`: the bot on Telegram."""

import argparse
import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.cli.options import Commands


class _SettingsInHelp(argparse.RawDescriptionHelpFormatter):
    """Adds the list of settings, which costs an import, only when help is asked for."""

    def add_text(self, text: str | None) -> None:
        if text == _SETTINGS:
            from bot.settings import describe

            text = f"settings, from the environment:\n{describe()}"
        super().add_text(text)


_SETTINGS = "(settings)"


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    return commands.add_parser("run", help="run the bot on Telegram", epilog=_SETTINGS, formatter_class=_SettingsInHelp)


def run(_: argparse.Namespace) -> int:
    """Run until SIGTERM or Ctrl-C."""
    from bot import app
    from bot.settings import read_settings
    from bot.tg.redaction import set_up_logging

    settings = read_settings()
    set_up_logging(settings.log_level, settings.token.get_secret_value() if settings.token else "")
    asyncio.run(app.run(settings))
    return 0
