"""Word documents in the form of GB/T 9704-2012: page, type, headings, tables and page numbers.

A4 with margins of 37, 35, 28 and 26 mm around a type area of 156 × 225 mm; title 2号 小标宋, body 3号 仿宋 on lines of
28 pt with two characters' indent, headings 黑体, 楷体, bold 仿宋; page numbers ``— 1 —`` outside the type area, right
on odd pages and left on even ones. Fonts are named, not shipped: offices have them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from .titles import title_lines

TITLE, HEI, KAI, FANG, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
_LATIN = "Times New Roman"
_LEVELS = {1: HEI, 2: KAI, 3: FANG}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\t\n\r]")
_DATE = (1980, 1, 1, 0, 0, 0)


class Paper:
    """A document under construction. Words go in as text only; characters that XML forbids are left out."""

    def __init__(self, words: Callable[[str], list[str]] | None = None) -> None:
        """``words`` cuts a title into words (``title_lines``)."""
        from docx import Document

        self._words = words
        self.document = Document()
        self._speak_chinese()
        self._models: dict[tuple[Any, ...], Any] = {}
        """Lines and runs made once by python-docx and copied from then on, which is ten times quicker."""
        self._page()

    def title(self, words: str) -> None:
        """The title: 2号 小标宋, centred, in lines of like length, with a blank line below."""
        first, *rest = title_lines(" ".join(words.split()), self._words)
        line = self._line(first, TITLE, 22, align="center", exact=34)
        for more in rest:
            line.runs[-1].add_break()
            self._run(line, more, TITLE, 22)
        self._line("", FANG, 16)

    def heading(self, words: str, level: int) -> None:
        """A heading of level 1 (一、), 2 （一） or 3 (1.)."""
        line = self._line(words, _LEVELS[level], 16, indent=True, bold=level == 3)
        line.paragraph_format.keep_with_next = True

    def text(self, words: str, *, lead: str = "") -> None:
        """A paragraph of the body; ``lead`` opens it in 楷体, as offices open a point."""
        line = self._line("", FANG, 16, indent=True, align="justify")
        if lead:
            self._run(line, lead, KAI, 16)
        self._run(line, " ".join(words.split("\n")), FANG, 16)

    def addressee(self, words: str) -> None:
        """主送机关, flush left."""
        self._line(words, FANG, 16)

    def attachments(self, names: Sequence[str]) -> None:
        """附件说明: the names of the annexes, numbered where there are several, one below the other."""
        for place, name in enumerate(names):
            number = f"{place + 1}. " if len(names) > 1 else ""
            line = self._line(("附件：" if place == 0 else "") + number + name, FANG, 16, indent=True)
            if place:
                line.paragraph_format.first_line_indent = self._points(80)

    def signature(self, *lines: str) -> None:
        """署名 and date at the right, four characters in."""
        self._line("", FANG, 16)
        for words in lines:
            line = self._line(words, FANG, 16, align="right")
            line.paragraph_format.right_indent = self._points(64)

    def remark(self, words: str) -> None:
        """附注, in brackets below the date, two characters in."""
        self._line(f"（{words}）", FANG, 16, indent=True)

    def annex(self, number: str, title: str) -> None:
        """An annex begins on a new page: its number in 黑体, its title below."""
        line = self._line(number, HEI, 16)
        line.paragraph_format.page_break_before = True
        self._line(title, TITLE, 18, align="center", exact=32)

    def caption(self, words: str) -> None:
        """The name of a table above it."""
        line = self._line(words, HEI, 12, align="center")
        line.paragraph_format.keep_with_next = True

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table whose header repeats on every page; ``widths`` in millimetres."""
        from docx.shared import Mm

        table = self.document.add_table(rows=1, cols=len(header))
        table.style = "Table Grid"
        table.autofit = False
        table.alignment = 1
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        head = table.rows[0]
        row, places = deepcopy(head._tr), range(len(header))
        models = {short: self._cells(deepcopy(row), widths, short=short, font=FANG) for short in (True, False)}
        for place, words in enumerate(header):
            model = self._cells(deepcopy(row), widths, short=_short(words), font=HEI)[place]
            head._tr.replace(head._tr[place], _filled(model, words))
        self._repeat(head)
        for values in rows:
            made = row.makeelement(row.tag)
            made.extend(_filled(models[_short(values[i])][i], values[i]) for i in places)
            table._tbl.append(made)
        self._line("", FANG, 12)

    def _cells(self, row: Any, widths: Sequence[float], *, short: bool, font: str) -> list[Any]:
        """The empty cells of a row in their final shape, to be copied and filled."""
        from docx.shared import Mm
        from docx.table import _Cell

        parent: Any = self.document._body  # only asked for the part that holds styles
        cells = [_Cell(element, parent) for element in row]
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
            line = cell.paragraphs[0]
            self._shape(line, align="center" if short else "left", exact=None)
            self._run(line, "", font, 10.5)
        return [cell._tc for cell in cells]

    def save(self) -> bytes:
        """The document's bytes; the same content gives the same bytes."""
        stream = io.BytesIO()
        self.document.save(stream)
        return _undated(stream.getvalue())

    def _speak_chinese(self) -> None:
        """Say that the words are Chinese: else an office program takes punctuation from another script's fonts."""
        from docx.oxml.ns import qn

        for part in (self.document.styles.element, self.document.settings.element):
            for language in part.iter(qn("w:lang"), qn("w:themeFontLang")):
                language.set(qn("w:eastAsia"), "zh-CN")

    def _page(self) -> None:
        from docx.shared import Mm

        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(24)
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
            line = footer.paragraphs[0]
            self._shape(line, align=align, exact=None)
            side = "right_indent" if align == "right" else "left_indent"
            setattr(line.paragraph_format, side, self._points(14))
            self._run(line, "— ", SONG, 14)
            self._field(line, "PAGE")
            self._run(line, " —", SONG, 14)

    def _line(
        self,
        words: str,
        font: str,
        size: float,
        *,
        align: str = "left",
        indent: bool = False,
        bold: bool = False,
        exact: float | None = 28,
    ) -> Any:
        from docx.text.paragraph import Paragraph

        key = ("line", align, exact, size * 2 if indent else 0)
        if key in self._models:
            element = deepcopy(self._models[key])
            self.document.element.body[-1].addprevious(element)  # the section's properties stay last
            line = Paragraph(element, self.document._body)
        else:
            line = self.document.add_paragraph()
            self._shape(line, align=align, exact=exact)
            if indent:
                line.paragraph_format.first_line_indent = self._points(size * 2)
            self._models[key] = deepcopy(line._p)
        if words:
            self._run(line, words, font, size, bold=bold)
        return line

    def _shape(self, line: Any, *, align: str, exact: float | None) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING

        shape = line.paragraph_format
        shape.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
        shape.space_before = shape.space_after = self._points(0)
        if exact is not None:
            shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            shape.line_spacing = self._points(exact)

    def _run(self, line: Any, words: str, font: str, size: float, *, bold: bool = False) -> Any:
        from docx.oxml.ns import qn
        from docx.text.run import Run

        key = ("run", font, size, bold)
        if key in self._models:
            run = Run(deepcopy(self._models[key]), line)
            line._p.append(run._element)
        else:
            run = line.add_run()
            run.font.size, run.font.name, run.bold = self._points(size), _LATIN, bold or None
            fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), font)
            if font == SONG:
                fonts.set(qn("w:ascii"), SONG)
                fonts.set(qn("w:hAnsi"), SONG)
            self._models[key] = deepcopy(run._element)
        _say(run._element, words)
        return run

    def _field(self, line: Any, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = self._run(line, "", SONG, 14)
        for kind in ("begin", None, "end"):
            part = OxmlElement("w:instrText" if kind is None else "w:fldChar")
            if kind is None:
                part.text = name
            else:
                part.set(qn("w:fldCharType"), kind)
            run._element.append(part)

    @staticmethod
    def _repeat(row: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)

    @staticmethod
    def _points(value: float) -> Any:
        from docx.shared import Pt

        return Pt(value)


def _short(words: str) -> bool:
    """Whether a cell is centred."""
    return len(words) <= 8


def _filled(cell: Any, words: str) -> Any:
    """A copy of a cell of ``Paper._cells`` with words in its one run."""
    copy = deepcopy(cell)
    _say(copy[-1][-1], words)
    return copy


def _say(run: Any, words: str) -> None:
    """Put words into an empty run; tabs, breaks and outer spaces need elements of their own."""
    from docx.oxml.ns import qn
    from lxml import etree

    words = _FORBIDDEN.sub("", words)
    if words != words.strip() or _BREAKS.search(words):
        run.text = words
    elif words:
        etree.SubElement(run, qn("w:t")).text = words


def _undated(content: bytes) -> bytes:
    """The same archive without the times at which its parts were packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
