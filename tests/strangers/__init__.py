"""Papers of odd and badly made form, as files, with what was noted of each before luodi read it (``noted.toml``).

Pages, mails and texts lie in ``files``; DOCX, PDF and workbooks are built.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from . import (
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
    tables,
    third_pages,
    third_word,
)
from .form import Stranger

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
)


def strangers() -> Iterator[Stranger]:
    """All papers in the order of the notes."""
    for note in tomllib.loads((_HERE / "noted.toml").read_text(encoding="utf-8"))["paper"]:
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
            tasks=None if tasks is None else tuple((words, tuple(lead)) for words, *lead in tasks),
            whole=not note.get("open", False),
            member=note.get("member", ""),
            set=note["set"],
        )
