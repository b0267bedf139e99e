"""Options that several commands share."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  # argparse names no public type


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """Add --knowledge, which wins over BOT_KNOWLEDGE."""
    parser.add_argument(
        "--knowledge",
        type=Path,
        metavar="DIR",
        help="the knowledge folder (default: BOT_KNOWLEDGE, or the shipped one)",
    )


def port(text: str) -> int:
    """Return a port number, 0 for any free one."""
    number = int(text)
    if not 0 <= number <= 65535:  # the range of TCP ports
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number
