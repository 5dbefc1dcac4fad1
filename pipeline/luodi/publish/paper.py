"""Word documents in the form of GB/T 9704-2012: page, type, headings, tables and page numbers.

A4 with margins of 37, 35, 28 and 26 mm around a type area of 156 × 225 mm; title 2号 小标宋, body 3号 仿宋 on lines of
28 pt with two characters' indent, headings 黑体, 楷体, bold 仿宋; page numbers ``— 1 —`` outside the type area, right
on odd pages and left on even ones. Fonts are named, not shipped: offices have them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy

from .titles import title_lines
from .typesetting import FANG, HEI, KAI, TITLE, Type, filled

_LEVELS = {1: HEI, 2: KAI, 3: FANG}
_DATE = (1980, 1, 1, 0, 0, 0)


class Paper:
    """A document under construction, part by part as the standard names them."""

    def __init__(self, words: Callable[[str], list[str]] | None = None) -> None:
        """``words`` cuts a title into words (``title_lines``)."""
        self._words = words
        self._type = Type()

    def title(self, words: str) -> None:
        """The title: 2号 小标宋, centred, in lines of like length, with a blank line below."""
        first, *rest = title_lines(" ".join(words.split()), self._words)
        line = self._type.line(first, TITLE, 22, align="center", exact=34)
        for more in rest:
            line.runs[-1].add_break()
            self._type.run(line, more, TITLE, 22)
        self._type.line("", FANG, 16)

    def heading(self, words: str, level: int) -> None:
        """A heading of level 1 (一、), 2 （一） or 3 (1.)."""
        line = self._type.line(words, _LEVELS[level], 16, indent=True, bold=level == 3)
        line.paragraph_format.keep_with_next = True

    def text(self, words: str, *, lead: str = "") -> None:
        """A paragraph of the body; ``lead`` opens it in 楷体, as offices open a point."""
        line = self._type.line("", FANG, 16, indent=True, align="justify")
        if lead:
            self._type.run(line, lead, KAI, 16)
        self._type.run(line, " ".join(words.split("\n")), FANG, 16)

    def addressee(self, words: str) -> None:
        """主送机关, flush left."""
        self._type.line(words, FANG, 16)

    def attachments(self, names: Sequence[str]) -> None:
        """附件说明: the names of the annexes, numbered where there are several, one below the other."""
        for place, name in enumerate(names):
            number = f"{place + 1}. " if len(names) > 1 else ""
            line = self._type.line(("附件：" if place == 0 else "") + number + name, FANG, 16, indent=True)
            if place:
                line.paragraph_format.first_line_indent = self._type.points(80)

    def signature(self, *lines: str) -> None:
        """署名 and date at the right, four characters in."""
        self._type.line("", FANG, 16)
        for words in lines:
            line = self._type.line(words, FANG, 16, align="right")
            line.paragraph_format.right_indent = self._type.points(64)

    def remark(self, words: str) -> None:
        """附注, in brackets below the date, two characters in."""
        self._type.line(f"（{words}）", FANG, 16, indent=True)

    def annex(self, number: str, title: str) -> None:
        """An annex begins on a new page: its number in 黑体, its title below."""
        line = self._type.line(number, HEI, 16)
        line.paragraph_format.page_break_before = True
        self._type.line(title, TITLE, 18, align="center", exact=32)

    def caption(self, words: str) -> None:
        """The name of a table above it."""
        line = self._type.line(words, HEI, 12, align="center")
        line.paragraph_format.keep_with_next = True

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table whose header repeats on every page; ``widths`` in millimetres."""
        from docx.shared import Mm

        table = self._type.document.add_table(rows=1, cols=len(header))
        table.style = "Table Grid"
        table.autofit = False
        table.alignment = 1
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        head = table.rows[0]
        row, places = deepcopy(head._tr), range(len(header))
        models = {short: self._type.cells(deepcopy(row), widths, short=short, font=FANG) for short in (True, False)}
        for place, words in enumerate(header):
            model = self._type.cells(deepcopy(row), widths, short=_short(words), font=HEI)[place]
            head._tr.replace(head._tr[place], filled(model, words))
        self._type.repeat(head)
        for values in rows:
            made = row.makeelement(row.tag)
            made.extend(filled(models[_short(values[i])][i], values[i]) for i in places)
            table._tbl.append(made)
        self._type.line("", FANG, 12)

    def save(self) -> bytes:
        """The document's bytes; the same content gives the same bytes."""
        stream = io.BytesIO()
        self._type.document.save(stream)
        return _undated(stream.getvalue())


def _short(words: str) -> bool:
    """Whether a cell is centred."""
    return len(words) <= 8


def _undated(content: bytes) -> bytes:
    """The same archive without the times at which its parts were packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
