"""Table rows as lines of text (|1|修路|12公里|省交通运输厅|): what they say in words."""

from __future__ import annotations

import re
from collections.abc import Collection

from .items import SERIAL

_BLANK = frozenset({"", "-", "—", "——", "/", "无"})
_NAMES = re.compile(r"[、，,；;\s]+")


def is_row(line: str) -> bool:
    """Whether a line is a table row.

    >>> is_row("|1|修路|"), is_row("修路。")
    (True, False)
    """
    return len(line) > 2 and line.startswith("|") and line.endswith("|")


def row_words(line: str, *, without: Collection[str] = ()) -> str:
    """The words of a row without serial number, empty cells and cells that hold nothing but names in ``without``;
    any other line as it is.

    >>> row_words("|3|修路|新建农村公路12公里|省交通运输厅|2024年底前|", without={"省交通运输厅"})
    '修路，新建农村公路12公里，2024年底前。'
    """
    if not is_row(line):
        return line
    cells = [cell.strip() for cell in line[1:-1].split("|")]
    if cells and SERIAL.fullmatch(cells[0]):
        cells = cells[1:]
    names = set(without)
    said = [c for c in cells if c not in _BLANK and not (names and set(_NAMES.split(c)) <= names)]
    words = "，".join(c.rstrip("。；;，") for c in said)
    return f"{words}。" if words else line
