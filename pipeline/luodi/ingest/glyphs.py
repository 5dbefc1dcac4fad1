"""Characters of a PDF page with place, size, font and colour, taken from PDFium with few calls.

A *run* is a stretch of characters of one font, size and baseline. Place is asked for each character, the rest once a run: that
keeps reading near the speed of plain text extraction.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium


@dataclass(slots=True)
class Run:
    """Characters set in one go. Places in points: ``left``/``right`` from the page's left edge, ``base`` from its bottom."""

    chars: list[str]
    left: list[float]
    right: list[float]
    base: float
    size: float
    font: str = ""
    color: str | None = None
    bold: bool = False
    visible: bool = True
    upright: bool = True

    @property
    def text(self) -> str:
        """The characters joined."""
        return "".join(self.chars)


@dataclass(slots=True)
class Glyphs:
    """All runs of a page in the order of the file, and how many characters had no meaning."""

    runs: list[Run] = field(default_factory=list)
    unmapped: int = 0
    total: int = 0


def page_glyphs(textpage: Any) -> Glyphs:
    """The runs of a PDFium text page; blanks that PDFium made up are left out."""
    return _Reader(textpage.raw).read()


class _Reader:
    """Asks PDFium about characters; the cells it answers into are made once a page."""

    def __init__(self, handle: Any) -> None:
        self.handle = handle
        self.found = Glyphs()
        self.fonts: dict[int, tuple[str, bool]] = {}
        self.x, self.y, self.matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
        self.red, self.green, self.blue, self.alpha = (ctypes.c_uint() for _ in range(4))

    def read(self) -> Glyphs:
        """All characters of the page, run by run."""
        handle, found = self.handle, self.found
        box = pdfium.FS_RECTF()
        spot, address = ctypes.byref(box), ctypes.addressof
        place, unicode_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetUnicode
        owner_of = pdfium.FPDFText_GetTextObject
        run: Run | None = None
        last, surrogate = None, 0
        for i in range(pdfium.FPDFText_CountChars(handle)):
            code = unicode_of(handle, i)
            if code <= 32:
                if code != 32 or pdfium.FPDFText_IsGenerated(handle, i) == 1:
                    continue
            elif 0xD800 <= code < 0xE000:
                if code < 0xDC00:
                    surrogate = code
                    continue
                code = 0x10000 + ((surrogate - 0xD800) << 10) + (code - 0xDC00) if surrogate else 0xFFFD
            surrogate = 0
            if not place(handle, i, spot):
                continue
            found.total += 1
            if 0xFFFD <= code <= 0xFFFF:
                found.unmapped += 1
                code = 0xFFFD
            owner = owner_of(handle, i)
            key = address(owner.contents) if owner else None
            left = box.left
            if run is None or key != last or left < run.right[-1] - run.size:
                run = self._run(i, owner, left)
                last = key
            run.chars.append(chr(code))
            run.left.append(left)
            run.right.append(box.right)
        return found

    def _run(self, index: int, owner: Any, left: float) -> Run:
        """The last run where the character only goes on with it, else a new one with what the character tells."""
        handle, matrix = self.handle, self.matrix
        pdfium.FPDFText_GetCharOrigin(handle, index, self.x, self.y)
        size, upright = pdfium.FPDFText_GetFontSize(handle, index), True
        if pdfium.FPDFText_GetMatrix(handle, index, matrix):
            upright = matrix.a > 0 and abs(matrix.b) < 0.05 * matrix.a
            size *= matrix.d if not matrix.c and matrix.d > 0 else math.hypot(matrix.c, matrix.d)
        size = max(round(size, 1), 0.01)
        font, bold = self._font(index, owner)
        color, visible = self._color(owner)
        if self.found.runs:
            old = self.found.runs[-1]
            if (
                old.size == size and old.font == font and old.color == color and old.visible == visible and old.bold == bold
                and abs(old.base - self.y.value) < 0.1 and -0.3 * size < left - old.right[-1] < 0.6 * size
            ):  # fmt: skip
                return old
        run = Run([], [], [], self.y.value, size, font, color, bold, visible, upright)
        self.found.runs.append(run)
        return run

    def _font(self, index: int, owner: Any) -> tuple[str, bool]:
        font = pdfium.FPDFTextObj_GetFont(owner) if owner else None
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self.fonts:
            self.fonts[key] = _font(self.handle, index)
        return self.fonts[key]

    def _color(self, owner: Any) -> tuple[str | None, bool]:
        """Fill colour, and whether the words are drawn at all."""
        if not owner:
            return None, True
        visible = pdfium.FPDFTextObj_GetTextRenderMode(owner) not in (3, 7)
        if not pdfium.FPDFPageObj_GetFillColor(owner, self.red, self.green, self.blue, self.alpha):
            return None, visible
        color = "#%02X%02X%02X" % (self.red.value, self.green.value, self.blue.value)  # noqa: UP031  twice as fast here
        return color, visible and self.alpha.value > 12


_FONT_BUFFER = 128


def _font(handle: Any, index: int) -> tuple[str, bool]:
    """Name and boldness of a character's font."""
    buffer, flags = ctypes.create_string_buffer(_FONT_BUFFER), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(handle, index, buffer, _FONT_BUFFER, flags)
    name = _font_name(buffer.raw[: max(0, min(length, _FONT_BUFFER) - 1)])
    heavy = pdfium.FPDFText_GetFontWeight(handle, index) >= 700
    return name, heavy or any(word in name.lower() for word in ("bold", "black", "heavy"))


def _font_name(raw: bytes) -> str:
    """A font's name without the subset tag (``ABCDEF+``); GBK names are read as such."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("gb18030", errors="replace")
    return name[7:] if len(name) > 7 and name[6] == "+" else name
