"""Papers that people go on writing in: 督导报告 and 督办函. What somebody changed is never overwritten or deleted.

The record of runs tells which bytes were ours: a file that is not as any run wrote it is a person's.
"""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from luodi.publish.files import afterwards, write_whole
from luodi.publish.letter import Letters
from luodi.publish.manuscript import Manuscript
from luodi.records import Results
from luodi.settings import Publishing

from . import ledger
from .files import sha256_of

_AGAIN, _SETTLED = "（重新生成{}）", "（本次已无问题）"
"""What is added to the name of a new draft beside one that a person changed, and of such a one without problems."""


Setting = Callable[[Iterable[Manuscript]], Iterable[bytes]]


class Drafts:
    """The papers in ``out`` that may be somebody's by now."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._ours = ledger.written(out)
        self._standing: set[Path] = set()
        """Papers of this run's units: written, or kept because a person changed them."""

    def put(self, path: Path, content: bytes) -> Path | None:
        """Write a paper and return where: beside its place when a person changed the one there.

        None when the one there was made from this very draft, so that nothing new is to be told.
        """
        self._standing.add(path)
        digest = hashlib.sha256(content).hexdigest()
        if self._free(path) or sha256_of(path) == digest:
            write_whole(path, content)
            return path
        beside = self._beside(path)
        if not beside.exists() and digest in self._ours.get(self._name(path), ()):
            return None
        self._standing.add(beside)
        write_whole(beside, content)
        warnings.warn(
            f"{self._name(path)} 有人改过，原样保留；新的一份写在 {beside.name}"
            "（somebody changed it: kept, the new one lies beside it）",
            UserWarning,
            stacklevel=2,
        )
        return beside

    def letters(self, results: Results, sender: Publishing, set_in_type: Setting) -> list[Path]:
        """Write a 督办函 to each unit of which something was found; those of other units leave.

        A letter that a person changed is not deleted but marked by its name; a file that no run wrote is left alone.
        ``set_in_type`` gives the bytes of papers in their order.
        """
        folder, made = self._out / ledger.LETTERS, Letters(results, sender=sender)
        contents = set_in_type(map(made.to, made.units))
        paths = [
            self.put(folder / f"{_file_name(unit)}.docx", content)
            for unit, content in zip(made.units, contents, strict=True)
        ]
        for path in sorted(folder.glob("*.docx")) if folder.is_dir() else ():
            if path not in self._standing and self._name(path) in self._ours and _SETTLED not in path.name:
                self._leave(path)
        return [path for path in paths if path is not None]

    def _leave(self, path: Path) -> None:
        if self._free(path):
            afterwards(lambda: path.unlink(missing_ok=True))
            return
        marked = path.with_name(f"{path.stem}{_SETTLED}{path.suffix}")
        if not marked.exists():
            afterwards(lambda: os.replace(path, marked))
            warnings.warn(
                f"{self._name(path)} 有人改过，而该单位本次已无问题：改名为 {marked.name}"
                "（somebody changed it: kept under another name）",
                UserWarning,
                stacklevel=3,
            )

    def _free(self, path: Path) -> bool:
        """Whether nothing of a person's lies there."""
        return not path.exists() or sha256_of(path) in self._ours.get(self._name(path), ())

    def _beside(self, path: Path) -> Path:
        """A place for a new draft; others that a person changed as well stay where they are."""
        number, beside = 1, path.with_name(f"{path.stem}{_AGAIN.format('')}{path.suffix}")
        while not self._free(beside):
            self._standing.add(beside)
            number += 1
            beside = path.with_name(f"{path.stem}{_AGAIN.format(number)}{path.suffix}")
        return beside

    def _name(self, path: Path) -> str:
        return path.relative_to(self._out).as_posix()


def _file_name(unit: str) -> str:
    return re.sub(r"[^\w（）—-]", "_", unit)[:80]
