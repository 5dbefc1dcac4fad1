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
    handle = textpage.raw
    found, fonts = Glyphs(), dict[int, tuple[str, bool]]()
    box = pdfium.FS_RECTF()
    spot, address = ctypes.byref(box), ctypes.addressof
    place, unicode_of, owner_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
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
        if code in (0xFFFE, 0xFFFD, 0xFFFF):
            found.unmapped += 1
            code = 0xFFFD
        owner = owner_of(handle, i)
        key = address(owner.contents) if owner else None
        if run is None or key != last or box.left < run.right[-1] - run.size:
            run = _next_run(found, _described(handle, i, owner, fonts), box.left)
            last = key
        run.chars.append(chr(code))
        run.left.append(box.left)
        run.right.append(box.right)
    return found


def _next_run(found: Glyphs, new: Run, left: float) -> Run:
    """The last run where the new one only goes on with it, else the new one."""
    if found.runs:
        old = found.runs[-1]
        alike = (old.font, old.size, old.color, old.bold, old.visible) == (new.font, new.size, new.color, new.bold, new.visible)
        if alike and abs(old.base - new.base) < 0.1 and -0.3 * old.size < left - old.right[-1] < 0.6 * old.size:
            return old
    found.runs.append(new)
    return new


def _described(handle: Any, index: int, owner: Any, fonts: dict[int, tuple[str, bool]]) -> Run:
    """An empty run with what its first character tells of all."""
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
    run = Run([], [], [], base=y.value, size=round(pdfium.FPDFText_GetFontSize(handle, index), 1))
    if pdfium.FPDFText_GetMatrix(handle, index, matrix):
        run.upright = matrix.a > 0 and abs(matrix.b) < 0.05 * matrix.a
        scale = math.hypot(matrix.c, matrix.d)
        run.size = round(pdfium.FPDFText_GetFontSize(handle, index) * scale, 1)
    run.size = max(run.size, 0.01)
    if not owner:
        return run
    font = pdfium.FPDFTextObj_GetFont(owner)
    key = ctypes.addressof(font.contents) if font else 0
    if key not in fonts:
        fonts[key] = _font(handle, index)
    run.font, run.bold = fonts[key]
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if pdfium.FPDFPageObj_GetFillColor(owner, red, green, blue, alpha):
        run.color = f"#{red.value:02X}{green.value:02X}{blue.value:02X}"
        run.visible = alpha.value > 12
    if pdfium.FPDFTextObj_GetTextRenderMode(owner) in (3, 7):
        run.visible = False
    return run


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
