"""`chat`: a conversation in the terminal."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cli.options import add_knowledge

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    parser = commands.add_parser("chat", help="talk with the bot in the terminal")
    add_knowledge(parser)
    return parser


def run(options: argparse.Namespace) -> int:
    """Answer line by line until the end of input."""
    from bot.cli.report import open_terminal
    from bot.core.composing import plain
    from bot.core.model import Button, Place, Reply
    from bot.service.browsing import Browsing

    asking = open_terminal(options.knowledge)
    browsing = Browsing(asking)
    prompt = "> " if sys.stdin.isatty() else ""
    choices: tuple[Button, ...] = ()

    def show(reply: Reply) -> tuple[Button, ...]:
        print(plain(reply.text))
        for number, button in enumerate(reply.buttons, 1):
            print(f"  {number}  {button.label}")
        print()
        return reply.buttons

    choices = show(browsing.start())
    # Reading stands outside of the event loop, so that Ctrl-C interrupts it at once.
    while (line := _read(prompt)) is not None:
        if line.isdecimal() and 0 < int(line) <= len(choices):
            button = choices[int(line) - 1]
            choices = show(browsing.press(button.action, button.target))
        elif line.strip():
            question = asking.ask(line, now=datetime.now(UTC), place=Place.TERMINAL, person="terminal")
            response = asyncio.run(question)
            choices = show(response.reply) if response.reply else choices
    return 0


def _read(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None
