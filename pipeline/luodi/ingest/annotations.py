"""What a PDF page carries beside its content: values of form fields, typed-on words, notes in the margin."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from .glyphs import Matrix, Run

_MOST = 2000
"""Annotations of a page that are looked at."""
_DRAWN = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT})
_UNSAID = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_HIDDEN = 0x02 | 0x20
"""Flags: hidden, or not to be viewed."""


@dataclass(slots=True)
class Annotated:
    """``runs`` stand on the page for every reader; ``notes`` open only in a viewer; ``flatten``: the rest is drawn."""

    runs: list[Run] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flatten: bool = False


def page_annotations(page: Any, turn: Matrix | None) -> Annotated:
    """The words of a page's annotations. Those with an appearance of their own are left to PDFium to draw in."""
    found = Annotated()
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, i)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind not in _UNSAID and not pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            if (
                kind in _DRAWN
                and pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
            ):
                found.flatten = True
            elif kind in _DRAWN:
                words = _value(annotation, b"V") or _value(annotation, b"Contents")
                found.runs.extend(_runs(words, annotation, turn))
            elif words := _value(annotation, b"Contents").strip():
                found.notes.append(words)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def draw_in(page: Any) -> bool:
    """Draw the annotations into the page's content, in memory only; True where the page must be loaded again."""
    return bool(pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _value(annotation: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")


def _runs(words: str, annotation: Any, turn: Matrix | None) -> list[Run]:
    """Lines of words in an annotation's frame, each character one em wide, as far as they fit."""
    frame = pdfium.FS_RECTF()
    lines = [line for line in words.replace("\r", "\n").split("\n") if line.strip()]
    if not lines or turn is not None or not pdfium.FPDFAnnot_GetRect(annotation, frame):
        return []
    step = abs(frame.top - frame.bottom) / len(lines)
    runs = []
    for n, line in enumerate(lines):
        size = max(1.0, min(0.8 * step, abs(frame.right - frame.left) / len(line), 16.0))
        lefts = [frame.left + size * i for i in range(len(line))]
        base = max(frame.top, frame.bottom) - step * (n + 0.5) - 0.35 * size
        runs.append(Run(list(line), lefts, [x + size for x in lefts], base, round(size, 1)))
    return runs
