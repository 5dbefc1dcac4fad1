"""Papers of odd and badly made form, as files, with what was noted of each before luodi read it (the TOML files).

Pages, mails and texts lie in ``files``; DOCX, PDF and workbooks are built.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import (
    fifth_pages,
    fifth_word,
    fourth_pages,
    fourth_sheets,
    fourth_word,
    heads,
    letters,
    mails,
    pages,
    second_pages,
    second_word,
    sheets,
    sixth,
    tables,
    third_pages,
    third_word,
)
from .form import Stranger, Wanted

_HERE = Path(__file__).parent
_BUILT = (
    heads.FILES
    | tables.FILES
    | letters.FILES
    | second_word.FILES
    | pages.FILES
    | second_pages.FILES
    | third_word.FILES
    | third_pages.FILES
    | sheets.FILES
    | mails.FILES
    | fourth_word.FILES
    | fourth_pages.FILES
    | fourth_sheets.FILES
    | fifth_word.FILES
    | fifth_pages.FILES
    | sixth.FILES
)


def _notes(name: str) -> list[dict[str, Any]]:
    papers: list[dict[str, Any]] = tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))["paper"]
    return papers


def strangers() -> Iterator[Stranger]:
    """All papers in the order of the notes."""
    for note in (note for name in ("noted", "fifth", "sixth") for note in _notes(name)):
        file = note["file"]
        tasks = note.get("tasks")
        yield Stranger(
            file=file,
            data=_BUILT[file] if file in _BUILT else (_HERE / "files" / file).read_bytes(),
            kind=note["kind"],
            title=note["title"],
            number=note.get("number"),
            issuer=tuple(note["issuer"]),
            day=note.get("day"),
            to=tuple(note["to"]),
            tasks=None if tasks is None else tuple(map(Wanted.noted, tasks)),
            whole=not note.get("open", False),
            member=note.get("member", ""),
            set=note["set"],
        )
