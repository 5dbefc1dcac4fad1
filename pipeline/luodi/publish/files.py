"""Writing a file whole or not at all: a reader never sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: str | Path, content: bytes, *, durable: bool = True) -> bool:
    """Put ``content`` at ``path`` by way of a temporary file beside it and a rename; True when something changed.

    ``durable`` waits for the disk, so that the file outlives a power cut; a killed process needs no waiting.
    A file that already holds these bytes is left untouched, with its time. The folder is made when it is missing.

    Raises OSError when the place cannot be written; then the old file is still there, whole.
    """
    path = Path(path)
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".luodi-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def sweep(folder: Path, keep: set[str], *, suffix: str) -> None:
    """Remove what an earlier run left in ``folder``: files with ``suffix`` not in ``keep``, and broken-off writes."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        stale = path.name.endswith(suffix) and path.name not in keep
        if stale or (path.name.startswith(".luodi-") and path.name.endswith(".part")):
            path.unlink(missing_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False
