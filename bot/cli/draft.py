"""`draft`: a skeleton of knowledge from an article."""

import argparse
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    parser = commands.add_parser("draft", help="make a skeleton of knowledge from an article, one entry a sentence")
    parser.add_argument(
        "article",
        type=Path,
        metavar="ARTICLE.txt",
        help="plain text: title on the first line, headings on their own",
    )
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="the knowledge folder to write to (default: a new one, named after the title)",
    )
    parser.add_argument(
        "--with-sentences", action="store_true", help="put the sentences into comments, for your own use only"
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Write the skeleton."""
    from bot.knowledge.article import read_article
    from bot.knowledge.drafting import document_id, draft, medicines
    from bot.knowledge.importing import entry_ids, existing
    from bot.knowledge.writing import new_folder, write_new

    article = read_article(options.article)
    folder: Path = options.to or new_folder(document_id(article))
    made = draft(
        article,
        known_medicines=medicines(folder),
        taken=entry_ids(existing(folder)),
        with_sentences=options.with_sentences,
    )
    write_new(folder, made.files)
    print(f"Wrote {made.entries} entries to fill in, one a sentence, to {folder / 'entries.yaml'}.")
    print(f"Next: write what `python -m bot check --knowledge {quote(str(folder))}` lists, in your own words.")
    return 0
