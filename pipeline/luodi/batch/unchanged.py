"""Whether a run would only write again what is already there: then it keeps it, after looking at every byte.

A finished run notes what its outputs rest on (inputs, code, settings, day, units, events, what people filled in) and
the hash of every output. When the next one rests on the same and finds every output as it was left, writing anew
would change nothing: stages are pure and outputs are a function of what is noted here. What the text of each document
was made of is noted too, so that a run that changes one document writes one text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from luodi.publish.files import write_whole
from luodi.records import DocumentRecord

from .cache import code_version, key_of
from .files import Found, sha256_of
from .ledger import LEDGER

_NOTE = Path(".luodi") / "finished.json"


def rests_on(found: Iterable[Found], *parts: str) -> str:
    """A digest of everything that outputs depend on: names and contents of the inputs, the code, and ``parts``."""
    inputs = [(file.name, file.sha256, file.fault) for file in found]
    return key_of("run", json.dumps(inputs, ensure_ascii=True), code_version(), *parts)


class Texts:
    """The documents' texts of the last finished run: which of them would be written again as they are."""

    def __init__(self, out: Path) -> None:
        note = _noted(out)
        self._folder = out / "texts"
        self._made_of: dict[str, str] = note.get("texts", {})
        self._hashes: dict[str, str] = note.get("outputs", {})
        self.now: dict[str, str] = {}
        """What the texts of this run are made of, by document id."""

    def stands(self, document: DocumentRecord, bulk: tuple[str, int]) -> bool:
        """Whether the text of a document lies there already; ``bulk`` says where its bulk came from."""
        made_of = key_of("text", document.model_dump_json(exclude_defaults=True), *map(str, bulk), code_version())
        self.now[document.document_id] = made_of
        name = f"{document.document_id}.json"
        if self._made_of.get(document.document_id) != made_of:
            return False
        try:
            return sha256_of(self._folder / name) == self._hashes.get(f"texts/{name}")
        except OSError:
            return False


def note(out: Path, basis: str, outputs: Iterable[Path], texts: Texts) -> None:
    """Remember a finished run. Raises OSError when it cannot be written."""
    paths = sorted({*outputs, out / LEDGER})
    hashes = {path.relative_to(out).as_posix(): sha256_of(path) for path in paths}
    noted = {"basis": basis, "outputs": hashes, "texts": texts.now}
    write_whole(out / _NOTE, json.dumps(noted, ensure_ascii=False).encode("utf-8"))


def forget(out: Path) -> None:
    """Let the next run write everything anew."""
    (out / _NOTE).unlink(missing_ok=True)


def stands(out: Path, basis: str) -> bool:
    """Whether ``out`` holds, byte by byte, what a run on this basis would write."""
    kept = _noted(out)
    try:
        if kept.get("basis") != basis:
            return False
        outputs: dict[str, str] = kept["outputs"]
        if any(path.relative_to(out).as_posix() not in outputs for path in _swept(out)):
            return False
        return all(sha256_of(out / name) == sha256 for name, sha256 in outputs.items())
    except (OSError, KeyError):
        return False


def _noted(out: Path) -> dict[str, Any]:
    """The note of the last finished run, empty where there is none or it is damaged."""
    try:
        found = json.loads((out / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    sound = isinstance(found, dict) and all(isinstance(found.get(part), dict) for part in ("outputs", "texts"))
    return found if sound else {}


def _swept(out: Path) -> Iterator[Path]:
    """Files that writing sweeps away when they are none of its own."""
    yield from out.glob(".luodi-*.part")
    yield from (out / "texts").iterdir()
