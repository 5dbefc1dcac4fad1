"""The files of an inbox: found, named and hashed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_IGNORED = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@dataclass(frozen=True)
class Found:
    """A file of the inbox. ``name`` is its posix path relative to the inbox; ``fault`` why it cannot be read at all."""

    path: Path
    name: str
    sha256: str | None
    fault: tuple[str, str] | None = None


def find_files(inbox: Path, *, leave_out: Path | None = None, only: frozenset[Path] | None = None) -> Iterator[Found]:
    """All files under ``inbox`` in name order, without office lock files and system files.

    Links that lead out of the inbox are reported with a fault, not followed; linked folders are not entered.
    ``leave_out`` is a folder below the inbox that is not looked into (the run's own output); ``only``, when given,
    names the paths that count.
    """
    root = inbox.resolve()
    for path in list_files(inbox, leave_out=leave_out):
        if only is None or path in only:
            yield _found(path, root)


def list_files(inbox: Path, *, leave_out: Path | None = None) -> Iterator[Path]:
    """The paths that ``find_files`` looks at, in its order; folders that hold results of luodi are not looked into."""
    skipped = leave_out.resolve() if leave_out is not None else None
    for folder, folders, names in os.walk(inbox.resolve(), followlinks=False):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _results(here / f, skipped))
        for name in sorted(names):
            if not (name.startswith((".", "~$")) or name.lower() in _IGNORED):
                yield here / name


def _results(folder: Path, out: Path | None) -> bool:
    """Whether a folder holds results: the run's own, or those of an earlier run under another name."""
    return folder.resolve() == out or (folder / ".luodi").is_dir()


def _found(path: Path, root: Path) -> Found:
    name = path.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        fault = ("link", "链接指向收件夹以外，未读取（a link that leads out of the inbox is not followed）")
        return Found(path, name, None, fault)
    try:
        return Found(path, name, sha256_of(path))
    except OSError as error:
        return Found(path, name, None, ("unreadable", f"文件打不开：{error.strerror}（cannot be opened）"))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
