"""Tables of a PDF page by their ruled lines: PDFium gives the strokes, pdfplumber's geometry the cells."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from .glyphs import IDENTITY, Matrix, moved, times
from .native import Handle, handle, native

_object_of = native("FPDFPage_GetObject", ctypes.c_void_p)
_kind_of = native("FPDFPageObj_GetType")
_MAX_OBJECTS = 20_000
_THIN = 3.0
_SHORT = 3.0
Box = tuple[float, float, float, float]
"""left, top, right, bottom in points, measured from the page's top left corner."""


@dataclass(slots=True)
class RuledTable:
    """A table's outline and its cells by row; a cell is None where a merged neighbour covers it."""

    box: Box
    columns: list[float]
    rows: list[list[Box | None]]
    tops: list[float]


@dataclass(slots=True)
class Drawing:
    """Ruled strokes and filled areas of a page, from its top left corner; and how much of it pictures cover."""

    edges: list[dict[str, Any]]
    fills: list[tuple[Box, str]]
    images: list[Box]


def page_drawing(page: Any, height: float, turn: Matrix | None = None) -> Drawing:
    """The strokes, fills and pictures drawn on a page; ``turn`` brings a rotated page upright."""
    found = Drawing([], [], [])
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)
    kinds = map(_kind_of, map(Handle, map(_object_of, repeat(handle(page.raw)), range(count))))
    for i, kind in enumerate(kinds):
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:  # most are: with them nothing is begun
            _collect(pdfium.FPDFPage_GetObject(page.raw, i), IDENTITY if turn is None else turn, height, found, 0)
    return found


def ruled_tables(drawing: Drawing) -> list[RuledTable]:
    """The tables made by crossing strokes; frames with a single cell are none."""
    if len(drawing.edges) < 6:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = merge_edges(drawing.edges, 3, 3, 3, 3)
    if len(edges) < 5 or len(edges) > 2000:
        return []
    cells = intersections_to_cells(edges_to_intersections(edges, 3, 3))
    if len(cells) > 6000:
        return []
    return [_table(group) for group in cells_to_tables(cells) if len(group) > 1]


def _collect(item: Any, matrix: Matrix, height: float, found: Drawing, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _path(item, matrix, height, found)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        box = _bounds(item, matrix, height)
        if box is not None:
            found.images.append(box)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
        inner = times(_matrix(item), matrix)
        for i in range(min(pdfium.FPDFFormObj_CountObjects(item), _MAX_OBJECTS)):
            _collect(pdfium.FPDFFormObj_GetObject(item, i), inner, height, found, depth + 1)


def _path(item: Any, matrix: Matrix, height: float, found: Drawing) -> None:
    box = _bounds(item, matrix, height)
    if box is None or len(found.edges) > 8000:
        return
    left, top, right, bottom = box
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
    if right - left <= _THIN or bottom - top <= _THIN:
        if mode.value or stroke.value:
            _thin(box, found)
        return
    if mode.value:
        color = _fill_color(item)
        if color is not None:
            found.fills.append((box, color))
    if stroke.value:
        segments = pdfium.FPDFPath_CountSegments(item)
        if segments <= 400:
            _segments(item, segments, matrix, height, found)


def _segments(item: Any, count: int, matrix: Matrix, height: float, found: Drawing) -> None:
    """Straight horizontal and vertical segments of a stroked path, within the path's own matrix."""
    total = times(_matrix(item), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(total, x.value, y.value, height)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            add_stroke(last, point, found)
        if pdfium.FPDFPathSegment_GetClose(segment):
            add_stroke(point, start, found)
        last = point


def add_stroke(a: tuple[float, float], b: tuple[float, float], found: Drawing) -> None:
    """Add a segment between two points if it runs straight across or down."""
    left, right = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    if right - left <= _THIN or bottom - top <= _THIN:
        _thin((left, top, right, bottom), found)


def _thin(box: Box, found: Drawing) -> None:
    left, top, right, bottom = box
    if max(right - left, bottom - top) < _SHORT:
        return
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        found.edges.append(_edge("h", left, middle, right, middle))
    else:
        middle = (left + right) / 2
        found.edges.append(_edge("v", middle, top, middle, bottom))


def _edge(orientation: str, left: float, top: float, right: float, bottom: float) -> dict[str, Any]:
    return {
        "orientation": orientation, "object_type": "line", "x0": left, "x1": right, "top": top, "bottom": bottom,
        "width": right - left, "height": bottom - top,
    }  # fmt: skip


def _table(cells: list[Box]) -> RuledTable:
    lefts = sorted({cell[0] for cell in cells})
    tops = sorted({cell[1] for cell in cells})
    at = {(cell[1], cell[0]): cell for cell in cells}
    rows = [[at.get((top, left)) for left in lefts] for top in tops]
    box = (lefts[0], tops[0], max(c[2] for c in cells), max(c[3] for c in cells))
    return RuledTable(box=box, columns=lefts, rows=rows, tops=tops)


def _fill_color(item: Any) -> str | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) or alpha.value < 40:
        return None
    return f"#{red.value:02X}{green.value:02X}{blue.value:02X}"


def _bounds(item: Any, matrix: Matrix, height: float) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    a, b = _apply(matrix, left.value, bottom.value, height), _apply(matrix, right.value, top.value, height)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _apply(matrix: Matrix, x: float, y: float, height: float) -> tuple[float, float]:
    across, up = moved(matrix, x, y)
    return across, height - up
