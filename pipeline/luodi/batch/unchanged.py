"""Whether a run would only write again what is already there: then it keeps it, after looking at every byte.

A finished run notes what its outputs rest on (inputs, code, settings, day, units, events, what people filled in) and
the hash of every output. When the next one rests on the same and finds every output as it was left, writing anew
would change nothing: stages are pure and outputs are a function of what is noted here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from luodi.publish.files import write_whole

from .cache import code_version, key_of
from .files import Found, sha256_of
from .ledger import LEDGER

_NOTE = Path(".luodi") / "finished.json"


def rests_on(found: Iterable[Found], *parts: str) -> str:
    """A digest of everything that outputs depend on: names and contents of the inputs, the code, and ``parts``."""
    inputs = [(file.name, file.sha256, file.fault) for file in found]
    return key_of("run", json.dumps(inputs, ensure_ascii=True), code_version(), *parts)


def note(out: Path, basis: str, outputs: Iterable[Path]) -> None:
    """Remember a finished run. Raises OSError when it cannot be written."""
    paths = sorted({*outputs, out / LEDGER})
    hashes = {path.relative_to(out).as_posix(): sha256_of(path) for path in paths}
    write_whole(out / _NOTE, json.dumps({"basis": basis, "outputs": hashes}, ensure_ascii=False).encode("utf-8"))


def forget(out: Path) -> None:
    """Let the next run write everything anew."""
    (out / _NOTE).unlink(missing_ok=True)


def stands(out: Path, basis: str) -> bool:
    """Whether ``out`` holds, byte by byte, what a run on this basis would write."""
    try:
        kept = json.loads((out / _NOTE).read_text(encoding="utf-8"))
        if kept["basis"] != basis:
            return False
        outputs: dict[str, str] = kept["outputs"]
        if any(path.relative_to(out).as_posix() not in outputs for path in _swept(out)):
            return False
        return all(sha256_of(out / name) == sha256 for name, sha256 in outputs.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _swept(out: Path) -> Iterator[Path]:
    """Files that writing sweeps away when they are none of its own."""
    yield from out.glob(".luodi-*.part")
    yield from (out / "texts").iterdir()
