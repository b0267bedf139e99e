"""The command line: `python -m bot COMMAND`."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from bot.cli import ask, chat, check, demo, doctor, draft, import_, run, schema
from bot.errors import BotError

COMMANDS = (demo, run, ask, chat, check, draft, import_, schema, doctor)
FINE, FAILED, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 expected failure, 2 usage, 3 bug."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BotError as error:
        print(f"{_PROGRAM}: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # `… | head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001  # the last resort: a bug, told as one
        traceback.print_exc()
        print(
            f"{_PROGRAM}: This is a bug in the program, not your mistake; please report the lines above.",
            file=sys.stderr,
        )
        return BUG


_PROGRAM = "yoga-answers"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="A question-answering bot for a yoga studio on Telegram."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        subparser = command.add_parser(commands)
        subparser.set_defaults(run=command.run)
    return parser
