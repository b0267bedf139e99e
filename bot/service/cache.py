"""Keeps learned knowledge between two commands in the terminal, as learning takes seconds and asking milliseconds."""

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from bot.core.answering import Answering
from bot.knowledge.loader import shipped_folder

_KEPT = 4
"""Learned knowledge bases that are kept; the oldest go first."""


def folder() -> Path:
    """Return the cache folder of this user (XDG Base Directory Specification; %LOCALAPPDATA% on Windows)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "yoga-answers"


def cached(knowledge: Path, learn: Callable[[], Answering], cache: Path | None = None) -> Answering:
    """Return what `learn` returns, from the cache where nothing has changed since it was last called.

    A cache that cannot be written, or that anybody else could have written, is left alone.

    Args:
        knowledge: the knowledge folder.
        learn: learns it; whatever it raises is passed on.
        cache: the cache folder; the user's own for None.
    """
    cache = cache or folder()
    path = cache / f"{_key(knowledge)}.pickle"
    with suppress(OSError, pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError):
        if _is_ours(cache) and _is_ours(path):
            found = pickle.loads(path.read_bytes())  # noqa: S301  # only what this user has written, see _is_ours
            if isinstance(found, Answering):
                return found
    answering = learn()
    with suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_bytes(pickle.dumps(answering, protocol=pickle.HIGHEST_PROTOCOL))
        temporary.replace(path)
        _tidy(cache)
    return answering


def _key(knowledge: Path) -> str:
    """Return a digest of everything that learning depends on: the files, the program, Python and NumPy."""
    import numpy as np

    digest = hashlib.sha256(f"{sys.version} {np.__version__} {knowledge.resolve()}".encode())
    package = Path(__file__).resolve().parent.parent
    program = [*package.glob("core/*.py"), *package.glob("knowledge/*.py")]
    for path in [*_files(knowledge), *_files(shipped_folder()), *sorted(program)]:
        with suppress(OSError):
            digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def _files(knowledge: Path) -> Iterable[Path]:
    return sorted([*knowledge.glob("*.y*ml"), *knowledge.glob("documents/*.y*ml")])


def _is_ours(path: Path) -> bool:
    """Tell whether only this user can have written here: a pickle can run code."""
    status = path.stat()
    if not hasattr(os, "getuid"):
        return True  # Windows: the folder is inside the user's profile
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _tidy(cache: Path) -> None:
    newest = sorted(cache.glob("*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest[_KEPT:]:
        path.unlink(missing_ok=True)
