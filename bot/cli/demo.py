"""`demo`: the real bot against the sandbox, in a browser, with no token."""

import argparse
import asyncio
import tempfile
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.options import port

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    parser = commands.add_parser("demo", help="try the bot in a browser; no token, nothing leaves this computer")
    parser.add_argument("--port", type=port, default=8081, metavar="N", help="port of the page (default: 8081; 0: any)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page, only print its address")
    return parser


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    with suppress(asyncio.CancelledError, KeyboardInterrupt):
        asyncio.run(_demo(options.port, open_browser=not options.no_browser))
    print("\nStopped.")
    return 0


async def _demo(chosen_port: int, *, open_browser: bool) -> None:
    from bot import app
    from bot.sandbox import server as sandbox
    from bot.sandbox.world import World
    from bot.settings import read_settings
    from bot.tg.redaction import set_up_logging

    app.stop_on_signals()
    server = await sandbox.start(World(), port=chosen_port)
    try:
        set_up_logging("WARNING", server.world.token)
        with tempfile.TemporaryDirectory(prefix="yoga-answers-demo-") as state:
            settings = read_settings().model_copy(
                update={"api_url": server.url, "state": Path(state), "database_url": None}
            )
            async with app.running(settings, server.world.token):
                print(f"The bot is answering at {server.url} (Ctrl-C stops it)", flush=True)
                if open_browser:
                    await asyncio.to_thread(webbrowser.open, server.url)
                await asyncio.Event().wait()
    finally:
        await server.stop()
