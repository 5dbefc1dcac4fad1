"""Characters of a PDF page with place, size, font and colour.

Each question is put to PDFium for the whole page at once, for characters or for the text objects that hold them; what
is left to do a character in Python is little, which keeps reading near the speed of plain text extraction.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from itertools import compress, pairwise, repeat
from operator import ne, sub
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from .glyphs import Matrix, Run
from .native import Cells, Handle, handle, native

_unicode = native("FPDFText_GetUnicode", ctypes.c_uint)
_is_generated = native("FPDFText_IsGenerated")
_loose_box = native("FPDFText_GetLooseCharBox")
_text_object = native("FPDFText_GetTextObject", ctypes.c_void_p)
_font_size = native("FPDFText_GetFontSize", ctypes.c_double)
_text_matrix = native("FPDFText_GetMatrix")
_font_of = native("FPDFTextObj_GetFont", ctypes.c_void_p)
_render_mode = native("FPDFTextObj_GetTextRenderMode")
_fill_color = native("FPDFPageObj_GetFillColor")
_BOXES, _MATRICES, _COLORS = Cells("f", 4), Cells("f", 6), Cells("I", 4, apart=True)
_UNDRAWN = (3, 7)
_ODD = re.compile("[\x00-\x20\ud800-\udfff\ufffd-\uffff]")
"""What may be no character of the file, or not one by itself: blanks, control codes, halves of pairs."""
_MARKED = {"\ufffe": "-", "\uffff": "\ufffd"}
"""What PDFium writes for a hyphen at the end of a line, and for what has no code."""

_State = tuple[float, int, float, float, float, float, int | None, int, int, int, int, int, int]
"""Of a text object: size, whether its matrix is known, the matrix, font, mode, whether it has a colour, the colour."""
_FONT_BUFFER = 128


class _Setting(NamedTuple):
    """How a text object's words are set; fields as those of ``Run``."""

    size: float
    font: str
    color: str | None
    bold: bool
    visible: bool
    upright: bool


def page_glyphs(textpage: Any, *, turn: Matrix | None = None) -> list[Run]:
    """The runs of a PDFium text page; blanks that PDFium made up are left out.

    ``turn`` is the matrix that brings a rotated page upright; None for a page that stands upright already.
    """
    return _Reader(textpage.raw, turn).read()


class _Reader:
    """Asks about the characters of one page and puts the answers together."""

    def __init__(self, textpage: Any, turn: Matrix | None) -> None:
        self.typed, self.turn = textpage, turn
        self.handle = handle(textpage)
        self.found: list[Run] = []
        self.run = Run([], [], [], 0.0, 0.0)
        self.setting: _Setting | None = None
        self.chars: list[str] = []
        self.lefts: list[float] = []
        self.rights: list[float] = []
        self.known: list[int] = []

    def read(self) -> list[Run]:
        """All characters of the page, text object by text object."""
        count = pdfium.FPDFText_CountChars(self.typed)
        if count <= 0:
            return self.found
        self.chars = self._characters(count)
        self._place(count)
        owners = list(map(_text_object, repeat(self.handle), range(count)))
        cuts = [0, *compress(range(1, count), map(ne, owners, owners[1:])), count]
        spans = [
            (start, end)
            for start, end in pairwise(cuts)
            if owners[start] is not None or max(self.chars[start:end]) > " "  # else blanks that PDFium made up
        ]
        starts = [start for start, _ in spans]
        self._gather(zip(spans, *self._settings(starts, [owners[i] for i in starts]), strict=True))
        return self.found

    def _gather(self, objects: Iterable[tuple[tuple[int, int], float, _Setting]]) -> None:
        """Put text objects together to runs. What goes on plainly is only counted, and taken over once a run."""
        gaps = [0.0, *map(sub, self.lefts[1:], self.rights)]
        odd_ones = _odd_ones(self.chars, self.known)
        odd = next(odd_ones)
        begin = last = 0  # the characters of the run that are not yet taken over
        run, low, high = self.run, 0.0, 0.0
        for (start, end), base, setting in objects:
            while odd < start:
                odd = next(odd_ones)
            plain = odd >= end and (end - start == 1 or min(gaps[start + 1 : end]) >= -setting.size)
            if begin < last:
                near = last == start and low < gaps[start] < high
                if near and plain and setting is self.setting and abs(base - run.base) < 0.1:
                    last = end
                    continue
                self._take(run, begin, last)
            begin = last = end
            if plain:
                run, begin = self._run(base, setting, self.lefts[start]), start
                low, high = -0.3 * setting.size, 0.6 * setting.size
            else:
                self._pick(start, end, base, setting)
        self._take(run, begin, last)

    def _characters(self, count: int) -> list[str]:
        """UTF-16 units: in one call where PDFium's text has as many as its list of characters."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self.typed, 0, count, buffer)
        if written == count + 1 and 0 not in (codes := buffer[:count]):
            return list(map(chr, codes))
        return [chr(_unicode(self.handle, i)) for i in range(count)]

    def _place(self, count: int) -> None:
        """The left and right edges of all characters on the page brought upright."""
        self.known, boxes = _BOXES.ask(_loose_box, count, repeat(self.handle), range(count))
        self.lefts, tops, self.rights, bottoms = boxes
        if self.turn is not None:
            a, _, c, _, e, _ = self.turn
            low = [a * x + c * y + e for x, y in zip(self.lefts, bottoms, strict=True)]
            high = [a * x + c * y + e for x, y in zip(self.rights, tops, strict=True)]
            self.lefts, self.rights = list(map(min, low, high)), list(map(max, low, high))

    def _settings(self, indexes: list[int], owners: list[int | None]) -> tuple[list[float], list[_Setting]]:
        """Height of the baseline and setting of text objects, asked by their first characters and addresses."""
        many, objects = len(indexes), list(map(Handle, owners))
        sizes = map(_font_size, repeat(self.handle), indexes)
        placed, (a, b, c, d, x, y) = _MATRICES.ask(_text_matrix, many, repeat(self.handle), indexes)
        if 0 in placed:
            x, y = ([n if there else 0.0 for n, there in zip(column, placed, strict=True)] for column in (x, y))
        if self.turn is not None:
            _, q, _, s, _, u = self.turn
            y = [q * across + s * up + u for across, up in zip(x, y, strict=True)]
        painted, colors = _COLORS.ask(_fill_color, many, objects)
        fonts, modes = map(_font_of, objects), map(_render_mode, objects)
        told = zip(sizes, placed, a, b, c, d, fonts, modes, painted, *colors, strict=True)
        known: dict[_State, _Setting] = {}
        same: dict[_Setting, _Setting] = {}
        settings = list[_Setting]()
        for n, state in enumerate(told):
            setting = known.get(state)
            if setting is None:
                setting = self._setting(indexes[n], state)
                setting = known[state] = same.setdefault(setting, setting)
            settings.append(setting)
        return y, settings

    def _setting(self, index: int, state: _State) -> _Setting:
        """What PDFium's answers about a text object come to."""
        size, placed, a, b, c, d, _, mode, painted, red, green, blue, alpha = state
        upright = True
        if placed:
            if self.turn is not None:
                p, q, r, s, _, _ = self.turn
                a, b = a * p + b * r, a * q + b * s
            upright = a > 0 and abs(b) < 0.05 * a
            size *= d if not c and d > 0 else math.hypot(c, d)
        font, bold = _font(self.typed, index)
        color = f"#{red:02X}{green:02X}{blue:02X}" if painted else None
        visible = mode not in _UNDRAWN and not (painted and alpha <= 12)
        return _Setting(max(round(size, 1), 0.01), font, color, bold, visible, upright)

    def _take(self, run: Run, start: int, end: int) -> None:
        """Take over plain characters that go on with a run."""
        run.chars += self.chars[start:end]
        run.left += self.lefts[start:end]
        run.right += self.rights[start:end]

    def _pick(self, start: int, end: int, base: float, setting: _Setting) -> None:
        """Take in the characters of a text object one by one, without those that PDFium made up."""
        run: Run | None = None
        surrogate = 0
        for i in range(start, end):
            char = self.chars[i]
            if char <= " ":
                if char < " " or _is_generated(self.handle, i) == 1:
                    continue
            elif "\ud800" <= char <= "\udfff":
                if char < "\udc00":
                    surrogate = ord(char)
                    continue
                low = ord(char) - 0xDC00
                char = chr(0x10000 + ((surrogate - 0xD800) << 10) + low) if surrogate else "\ufffd"
            surrogate = 0
            if not self.known[i]:
                continue
            left, right = self.lefts[i], self.rights[i]
            if run is None or left < run.right[-1] - run.size:
                run = self._run(base, setting, left)
            run.chars.append(_MARKED.get(char, char))
            run.left.append(left)
            run.right.append(right)

    def _run(self, base: float, setting: _Setting, left: float) -> Run:
        """The last run where a character at ``left`` only goes on with it, else a new one."""
        run = self.run
        if setting is self.setting and abs(run.base - base) < 0.1:
            gap = left - run.right[-1]
            if -0.3 * run.size < gap < 0.6 * run.size:
                return run
        self.run, self.setting = Run([], [], [], base, *setting), setting
        self.found.append(self.run)
        return self.run


def _odd_ones(chars: list[str], known: list[int]) -> Iterator[int]:
    """Where characters stand that need a look of their own, and then a place behind all."""
    text = "".join(chars)
    odd = {match.start() for match in _ODD.finditer(text)}
    if 0 in known:
        odd.update(i for i, there in enumerate(known) if not there)
    yield from sorted(odd)
    while True:
        yield len(chars)


def _font(textpage: Any, index: int) -> tuple[str, bool]:
    """Name and boldness of a character's font."""
    buffer, flags = ctypes.create_string_buffer(_FONT_BUFFER), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(textpage, index, buffer, _FONT_BUFFER, flags)
    name = _font_name(buffer.raw[: max(0, min(length, _FONT_BUFFER) - 1)])
    heavy = pdfium.FPDFText_GetFontWeight(textpage, index) >= 700
    return name, heavy or any(word in name.lower() for word in ("bold", "black", "heavy"))


def _font_name(raw: bytes) -> str:
    """A font's name without the subset tag (``ABCDEF+``); GBK names are read as such."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("gb18030", errors="replace")
    return name[7:] if len(name) > 7 and name[6] == "+" else name
