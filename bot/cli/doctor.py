"""`doctor`: what the bot needs, what is missing, and the one fix of each."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    return commands.add_parser("doctor", help="look at token, rights, database and knowledge, and name what to mend")


def run(_: argparse.Namespace) -> int:
    """Print one line for each thing; exit code 1 if any of them keeps the bot from running."""
    import asyncio

    from bot.doctor import Verdict, examine
    from bot.settings import read_settings
    from bot.tg.redaction import set_up_logging

    settings = read_settings()
    set_up_logging("ERROR", settings.token.get_secret_value() if settings.token else "")

    async def report() -> bool:
        fine = True
        async for finding in examine(settings):
            fine = fine and finding.verdict is not Verdict.FAIL
            print(f"{finding.verdict:4}  {finding.subject}: {finding.text}")
        return fine

    return 0 if asyncio.run(report()) else 1
