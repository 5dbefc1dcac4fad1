"""Writing files whole or not at all, one by one or all of a run together: a reader never sees half of one."""

from __future__ import annotations

import filecmp
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp
from typing import Any


@dataclass
class _Prepared:
    """Files that lie beside their places until all are there, and what is to be done after they were put there."""

    moves: dict[Path, str] = field(default_factory=dict)
    after: list[Callable[[], None]] = field(default_factory=list)


_prepared: ContextVar[_Prepared | None] = ContextVar("prepared", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Files written inside go to their places at the end, all of them; after an error none does.

    So a disk that fills up, or a fault, leaves what an earlier run wrote as it was.
    """
    prepared = _Prepared()
    token = _prepared.set(prepared)
    try:
        yield
        for path, name in prepared.moves.items():
            os.replace(name, path)
        for act in prepared.after:
            act()
    finally:
        _prepared.reset(token)
        for name in prepared.moves.values():
            Path(name).unlink(missing_ok=True)


def afterwards(act: Callable[[], None]) -> None:
    """Do something once the files that are written ``together`` are in their places; at once where none wait."""
    prepared = _prepared.get()
    if prepared is None:
        act()
    else:
        prepared.after.append(act)


def lies_at(path: Path) -> Path:
    """Where the content of a file is: beside its place, while it waits for others."""
    prepared = _prepared.get()
    return path if prepared is None or path not in prepared.moves else Path(prepared.moves[path])


def write_whole(path: str | Path, content: bytes | Iterable[bytes], *, durable: bool = True) -> bool:
    """Put ``content`` at ``path`` by way of a temporary file beside it and a rename; True when something changed.

    Pieces are written as they come, so that a large file need never be whole in memory. ``durable`` waits for the disk,
    so that the file outlives a power cut; a killed process needs no waiting.
    A file that already holds these bytes is left untouched, with its time. The folder is made when it is missing.

    Raises OSError when the place cannot be written; then the old file is still there, whole.
    """
    path = Path(path)
    if isinstance(content, bytes) and _holds(lies_at(path), content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=".luodi-", suffix=".part")
    with ExitStack() as undo:
        undo.callback(Path(name).unlink, missing_ok=True)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines([content] if isinstance(content, bytes) else content)
                stream.flush()
                if not isinstance(content, bytes) and _same(lies_at(path), name):
                    return False
                if durable:
                    os.fsync(stream.fileno())
            os.chmod(name, 0o644)
            _put(path, name)
        except OSError as error:
            raise type(error)(error.errno, error.strerror, str(path)) from error  # name the file, not the temporary one
        undo.pop_all()
    return True


def _put(path: Path, name: str) -> None:
    prepared = _prepared.get()
    if prepared is None:
        os.replace(name, path)
        return
    Path(prepared.moves.get(path, name + "-")).unlink(missing_ok=True)  # one that was prepared before
    prepared.moves[path] = name


def kept(path: Path) -> dict[str, Any]:
    """What an earlier run left as JSON for the next; empty where it left nothing that can be read."""
    try:
        state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def sweep(folder: Path, keep: set[str], *, suffix: str) -> None:
    """Remove what an earlier run left in ``folder``: files with ``suffix`` not in ``keep``, and broken-off writes."""
    afterwards(lambda: _sweep(folder, keep, suffix))


def _sweep(folder: Path, keep: set[str], suffix: str) -> None:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        stale = path.name.endswith(suffix) and path.name not in keep
        if stale or (path.name.startswith(".luodi-") and path.name.endswith(".part")):
            path.unlink(missing_ok=True)


def _same(path: Path, other: str) -> bool:
    return path.is_file() and filecmp.cmp(path, other, shallow=False)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def facts_of(out: str | Path) -> dict[str, Any]:
    """What ``run.json`` says of the run in a folder. Raises FileNotFoundError where there is none."""
    path = Path(out) / "run.json"
    if not path.is_file():
        raise FileNotFoundError(f"{out} 里没有 run.json，不是运行结果（no run there; give the --out of a luodi run）")
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts
