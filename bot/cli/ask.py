"""`ask`: one question, or one a line from a file, answered in the terminal."""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from bot.cli.options import add_knowledge
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    parser = commands.add_parser("ask", help="answer a question in the terminal")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the question")
    parser.add_argument("--batch", metavar="FILE", help="answer each line of FILE; - is standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a question")
    parser.add_argument("--explain", action="store_true", help="show how the decision came about")
    add_knowledge(parser)
    parser.set_defaults(usage=parser)
    return parser


def run(options: argparse.Namespace) -> int:
    """Answer and print."""
    if (options.text is None) == (options.batch is None):
        options.usage.error("give either a TEXT or --batch FILE")
    asyncio.run(_answer(options))
    return 0


async def _answer(options: argparse.Namespace) -> None:
    from bot.cli.report import as_json, as_text, one_line, open_terminal
    from bot.core.model import Place
    from bot.service.explaining import explain

    asking = open_terminal(options.knowledge)
    for text in [options.text] if options.batch is None else _lines(options.batch):
        started = perf_counter()
        response = await asking.ask(text, now=datetime.now(UTC), place=Place.TERMINAL)
        milliseconds = (perf_counter() - started) * 1000
        print(one_line(as_json(text, response, milliseconds)) if options.json else as_text(response))
        if options.explain:  # beside JSON, for people only: one object a line stays one object a line
            print(explain(text, asking.answering), file=sys.stderr if options.json else sys.stdout)


def _lines(file: str) -> Iterator[str]:
    """Yield the lines of a file without their ends; bytes that are no UTF-8 become replacement characters."""
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb") as source:  # noqa: PTH123
            for line in source:
                yield line.decode("utf-8", errors="replace").rstrip("\r\n")
    except OSError as error:
        raise BotError(f"The file {file} cannot be read ({error.strerror}); check its name and rights.") from None
