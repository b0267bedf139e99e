"""`schema`: the JSON schema of the knowledge format, for editors."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    return commands.add_parser("schema", help="print the JSON schema of a file of entries, for editors")


def run(_: argparse.Namespace) -> int:
    """Print the schema."""
    from bot.knowledge.json_schema import entries_schema

    print(entries_schema(), end="")
    return 0
