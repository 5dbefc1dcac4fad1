"""Characters of a PDF page with place, size, font and colour, taken from PDFium with few calls.

A *run* is a stretch of characters of one font, size and baseline. Place is asked for each character, the rest once a
run: that keeps reading near the speed of plain text extraction.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium


@dataclass(slots=True)
class Run:
    """Characters set in one go.

    Places in points: ``left``/``right`` from the page's left edge, ``base`` from its bottom.
    """

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
    """All runs of a page in the order of the file, and how many characters they hold."""

    runs: list[Run] = field(default_factory=list)
    total: int = 0


Matrix = tuple[float, float, float, float, float, float]


def _native(name: str, result: Any, *arguments: Any) -> Any:
    """A PDFium function with plain addresses for its handles: half the cost of a call through typed pointers."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_HANDLE, _INT, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_unicode = _native("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
_is_generated = _native("FPDFText_IsGenerated", _INT, _HANDLE, _INT)
_loose_box = _native("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _OUT)
_text_object = _native("FPDFText_GetTextObject", ctypes.c_void_p, _HANDLE, _INT)
_font_size = _native("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
_text_matrix = _native("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _OUT)
_font_of = _native("FPDFTextObj_GetFont", ctypes.c_void_p, _HANDLE)
_render_mode = _native("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
_fill_color = _native("FPDFPageObj_GetFillColor", _INT, _HANDLE, _OUT, _OUT, _OUT, _OUT)
_UNDRAWN = (3, 7)


def page_glyphs(textpage: Any, *, turn: Matrix | None = None) -> Glyphs:
    """The runs of a PDFium text page; blanks that PDFium made up are left out.

    ``turn`` is the matrix that brings a rotated page upright; None for a page that stands upright already.
    """
    return _Reader(textpage.raw, turn).read()


class _Reader:
    """Asks PDFium about characters; the cells it answers into are made once a page."""

    def __init__(self, handle: Any, turn: Matrix | None) -> None:
        self.typed, self.turn = handle, turn
        self.handle = ctypes.cast(handle, ctypes.c_void_p).value
        self.found = Glyphs()
        self.fonts: dict[int, tuple[str, bool]] = {}
        self.matrix = pdfium.FS_MATRIX()
        self.colors = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self.colors)
        self.at_colors = tuple(start + 4 * i for i in range(4))
        self.at_matrix = ctypes.addressof(self.matrix)
        self.box = (ctypes.c_float * 4)()  # left, top, right, bottom
        self.at_box = ctypes.addressof(self.box)

    def read(self) -> Glyphs:
        """All characters of the page, text object by text object."""
        count = pdfium.FPDFText_CountChars(self.typed)
        if count <= 0:
            return self.found
        codes = self._codes(count)
        i = 0
        while i < count:
            if codes[i] < 32 or (codes[i] == 32 and _is_generated(self.handle, i) == 1):
                i += 1
                continue
            owner = _text_object(self.handle, i)
            end = self._end(i, count, owner)
            if not (end - i > 3 and self.turn is None and self._evenly(i, end, owner, codes)):
                self._one_by_one(i, end, owner, codes)
            i = end
        return self.found

    def _codes(self, count: int) -> list[int]:
        """The UTF-16 codes of all characters: in one call where PDFium's text has as many as its list of characters."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self.typed, 0, count, buffer)
        if written == count + 1 and 0 not in buffer[:count]:
            return buffer[:count]
        return [_unicode(self.handle, i) for i in range(count)]

    def _end(self, start: int, count: int, owner: int | None) -> int:
        """Where the text object of a character ends, found in ever longer steps."""
        low, step = start, 1
        while start + step < count and _text_object(self.handle, start + step) == owner:
            low, step = start + step, step * 2
        high = min(count, start + step)
        while high - low > 1:
            middle = (low + high) // 2
            if _text_object(self.handle, middle) == owner:
                low = middle
            else:
                high = middle
        return high

    def _evenly(self, start: int, end: int, owner: int | None, codes: list[int]) -> bool:
        """Take in Chinese characters set without gaps by the places of the first and the last; False where not so."""
        own = codes[start:end]
        if min(own) < 0x2E80 or max(own) >= 0xFFF0 or any(0xD800 <= code < 0xF900 for code in own):
            return False
        place = self.box
        if not _loose_box(self.handle, end - 1, self.at_box):
            return False
        last, right = place[0], place[2]
        if not _loose_box(self.handle, start, self.at_box):
            return False
        first, many = place[0], end - start
        run = self._run(start, owner, first)
        if abs(right - first - many * run.size) > 0.25 * run.size:
            if not run.chars:
                self.found.runs.pop()
            return False
        pitch = (last - first) / (many - 1)
        edges = [first + n * pitch for n in range(many)]
        run.chars.extend(map(chr, own))
        run.left.extend(edges)
        run.right.extend(edges[1:])
        run.right.append(right)
        self.found.total += many
        return True

    def _one_by_one(self, start: int, end: int, owner: int | None, codes: list[int]) -> None:
        """Take in characters with a place asked for each."""
        handle, found, place = self.handle, self.found, self.box
        run: Run | None = None
        surrogate = 0
        for i in range(start, end):
            code = codes[i]
            if code <= 32:
                if code != 32 or _is_generated(handle, i) == 1:
                    continue
            elif 0xD800 <= code < 0xE000:
                if code < 0xDC00:
                    surrogate = code
                    continue
                code = 0x10000 + ((surrogate - 0xD800) << 10) + (code - 0xDC00) if surrogate else 0xFFFD
            surrogate = 0
            if not _loose_box(handle, i, self.at_box):
                continue
            found.total += 1
            left, top, right, bottom = place
            if self.turn is not None:
                left, right = self._turned(left, top, right, bottom)
            if run is None or left < run.right[-1] - run.size:
                run = self._run(i, owner, left)
            run.chars.append("\ufffd" if 0xFFFD <= code <= 0xFFFF else chr(code))
            run.left.append(left)
            run.right.append(right)

    def _turned(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
        """The left and right edge of a box on the page brought upright."""
        assert self.turn is not None
        a, _, c, _, e, _ = self.turn
        ends = (a * left + c * bottom + e, a * right + c * top + e)
        return min(ends), max(ends)

    def _run(self, index: int, owner: int | None, left: float) -> Run:
        """The last run where the character only goes on with it, else a new one with what the character tells."""
        handle, matrix = self.handle, self.matrix
        size, upright = _font_size(handle, index), True
        x, base = 0.0, 0.0
        if _text_matrix(handle, index, self.at_matrix):
            across, down, x, base = matrix.a, matrix.b, matrix.e, matrix.f
            if self.turn is not None:
                across, down = across * self.turn[0] + down * self.turn[2], across * self.turn[1] + down * self.turn[3]
            upright = across > 0 and abs(down) < 0.05 * across
            size *= matrix.d if not matrix.c and matrix.d > 0 else math.hypot(matrix.c, matrix.d)
        if self.turn is not None:
            base = self.turn[1] * x + self.turn[3] * base + self.turn[5]
        size = max(round(size, 1), 0.01)
        font, bold = self._font(index, owner)
        color, visible = self._color(owner)
        if self.found.runs:
            old = self.found.runs[-1]
            if (
                (old.size, old.font, old.color, old.visible, old.bold) == (size, font, color, visible, bold)
                and abs(old.base - base) < 0.1 and -0.3 * size < left - old.right[-1] < 0.6 * size
            ):  # fmt: skip
                return old
        run = Run([], [], [], base, size, font, color, bold, visible, upright)
        self.found.runs.append(run)
        return run

    def _font(self, index: int, owner: int | None) -> tuple[str, bool]:
        font = _font_of(owner) if owner else None
        key = font if font is not None else 0
        if key not in self.fonts:
            self.fonts[key] = _font(self.typed, index)
        return self.fonts[key]

    def _color(self, owner: int | None) -> tuple[str | None, bool]:
        """Fill colour, and whether the words are drawn at all."""
        if not owner:
            return None, True
        visible = _render_mode(owner) not in _UNDRAWN
        if not _fill_color(owner, *self.at_colors):
            return None, visible
        red, green, blue, alpha = self.colors
        return _written_color(red, green, blue), visible and alpha > 12


@cache
def _written_color(red: int, green: int, blue: int) -> str:
    return f"#{red:02X}{green:02X}{blue:02X}"


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
