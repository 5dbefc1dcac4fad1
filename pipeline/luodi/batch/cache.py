"""What was computed before: results keyed by content, code and settings, in one SQLite file.

A key names everything a result depends on, so a hit is always right; a run on an unchanged folder computes nothing.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache as once
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

from luodi.records.paths import lexicons_dir, models_dir


class Cache:
    """A persistent map from key to text. Use as a context manager; ``path=None`` keeps nothing.

    Raises OSError when it cannot be read or written, as on a full disk.
    """

    def __init__(self, path: Path | None) -> None:
        self._used: set[str] = set()
        self._path = path
        self._connection = sqlite3.connect(path if path is not None else ":memory:", isolation_level=None)
        with self._disk():
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute("CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if kind is None:
            self._forget_unused()
        self._connection.close()

    def holds(self, key: str) -> bool:
        """Whether there is a text under a key."""
        self._used.add(key)
        with self._disk():
            return self._connection.execute("SELECT 1 FROM results WHERE key = ?", (key,)).fetchone() is not None

    def get(self, key: str) -> str:
        """The text kept under a key. Raises KeyError when there is none."""
        self._used.add(key)
        with self._disk():
            row = self._connection.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return zlib.decompress(row[0]).decode("utf-8")

    def put(self, key: str, value: str) -> None:
        """Keep a text; durable at once, so that a killed run loses only the file in hand."""
        self._used.add(key)
        packed = zlib.compress(value.encode("utf-8"), 1)
        with self._disk():
            self._connection.execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (key, packed))

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Says of SQLite's errors what a file's would say."""
        try:
            yield
        except sqlite3.OperationalError as error:
            full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(self._path)) from error

    def _forget_unused(self) -> None:
        # results of files that left the folder, or of older code, would only make the file grow
        held = {row[0] for row in self._connection.execute("SELECT key FROM results")}
        stale = [(key,) for key in held - self._used]
        if len(stale) > len(self._used):
            with self._disk():
                self._connection.execute("BEGIN")
                self._connection.executemany("DELETE FROM results WHERE key = ?", stale)
                self._connection.execute("COMMIT")


def key_of(*parts: str) -> str:
    """A cache key over everything a result depends on.

    >>> len(key_of("read", "content", "code", "settings"))
    64
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


READING = ("records", "text", "settings.py", "settings_file.py", "ingest", "structure", "language")
"""Rooms and files of luodi that reading a document rests on."""
JUDGING = (*READING, "network.py", "dossier", "compare", "checks", "score")
WRITING = (*JUDGING, "publish", "batch", "__init__.py")


@once
def code_version(rooms: tuple[str, ...] = WRITING) -> str:
    """A digest of the code of some rooms, of lexicons and models: results of other versions are not taken over."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parent.parent
    sources = [package / "batch" / "jobs.py", *(path for room in rooms for path in _code(package / room))]
    for path in sorted({*sources, *_files(lexicons_dir()), *_files(models_dir())}, key=lambda path: path.parts[-2:]):
        digest.update(path.name.encode())
        digest.update(_content(path))
    # a scan or an old Office file that nothing could read is readable once these are installed
    helpers = [find_spec("rapidocr"), find_spec("PIL"), shutil.which("soffice"), shutil.which("libreoffice")]
    digest.update(str([helper is not None for helper in helpers]).encode())
    return digest.hexdigest()


@once
def _content(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _code(room: Path) -> list[Path]:
    """What a room's results can depend on: its code, and the templates and styles beside it."""
    return [room] if room.is_file() else [path for path in _files(room) if path.suffix != ".pyc"]


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()] if folder.is_dir() else []
