"""Lines, runs and cells of Word documents, made once by python-docx and copied from then on: ten times quicker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

TITLE, HEI, KAI, FANG, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
_LATIN = "Times New Roman"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\t\n\r]")


class Type:
    """A document on the page of GB/T 9704-2012. Words go in as text only, without characters that XML forbids.

    Sizes are in points, widths in millimetres.
    """

    def __init__(self) -> None:
        from docx import Document

        self.document = Document()
        self._speak_chinese()
        self._models: dict[tuple[Any, ...], Any] = {}
        self._page()

    def line(
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
        """A line below what is there, with words in one font; ``exact`` is its height, None as the font asks."""
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
                line.paragraph_format.first_line_indent = self.points(size * 2)
            self._models[key] = deepcopy(line._p)
        if words:
            self.run(line, words, font, size, bold=bold)
        return line

    def run(self, line: Any, words: str, font: str, size: float, *, bold: bool = False) -> Any:
        """Words at the end of a line; ``font`` is for Chinese, other letters stand in Times."""
        from docx.oxml.ns import qn
        from docx.text.run import Run

        key = ("run", font, size, bold)
        if key in self._models:
            run = Run(deepcopy(self._models[key]), line)
            line._p.append(run._element)
        else:
            run = line.add_run()
            run.font.size, run.font.name, run.bold = self.points(size), _LATIN, bold or None
            fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), font)
            if font == SONG:
                fonts.set(qn("w:ascii"), SONG)
                fonts.set(qn("w:hAnsi"), SONG)
            self._models[key] = deepcopy(run._element)
        _say(run._element, words)
        return run

    def cells(self, row: Any, widths: Sequence[float], *, short: bool, font: str) -> list[Any]:
        """The empty cells of a row in their final shape, to be copied and filled."""
        from docx.shared import Mm
        from docx.table import _Cell

        parent: Any = self.document._body  # only asked for the part that holds styles
        cells = [_Cell(element, parent) for element in row]
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
            line = cell.paragraphs[0]
            self._shape(line, align="center" if short else "left", exact=None)
            self.run(line, "", font, 10.5)
        return [cell._tc for cell in cells]

    @staticmethod
    def repeat(row: Any) -> None:
        """Repeat a table's row at the top of every page."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)

    @staticmethod
    def points(value: float) -> Any:
        """A length in points as python-docx takes it."""
        from docx.shared import Pt

        return Pt(value)

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
            setattr(line.paragraph_format, side, self.points(14))
            self.run(line, "— ", SONG, 14)
            self._field(line, "PAGE")
            self.run(line, " —", SONG, 14)

    def _shape(self, line: Any, *, align: str, exact: float | None) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING

        shape = line.paragraph_format
        shape.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
        shape.space_before = shape.space_after = self.points(0)
        if exact is not None:
            shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            shape.line_spacing = self.points(exact)

    def _field(self, line: Any, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = self.run(line, "", SONG, 14)
        for kind in ("begin", None, "end"):
            part = OxmlElement("w:instrText" if kind is None else "w:fldChar")
            if kind is None:
                part.text = name
            else:
                part.set(qn("w:fldCharType"), kind)
            run._element.append(part)


def filled(cell: Any, words: str) -> Any:
    """A copy of a cell of ``Type.cells`` with words in its one run."""
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
