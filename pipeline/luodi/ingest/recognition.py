"""Words of a straightened page by OCR: found, cut at the strokes of tables, recognised one by one, set as runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy

from .glyphs import Run
from .lines import Line
from .ruling import Box, RuledTable
from .strokes import Pixels, cut_at_gaps, dash_box, ink_box, ink_span

_SURE = 0.5
"""Recognised lines below this certainty are kept out."""
_ALIKE = 0.13
"""Sizes that differ by no more than this share are one."""
_DASH_WIDTH = (7.0, 18.0)
"""Points from which a flat stroke alone in a cell is —, and from which it is ——."""
_DASH_SURE = 0.9
_FLAT_SIGNS = frozenset(("", "一", "一一", "-", "--", "－", "ー", "—", "——", "_", "二"))
"""As what recognition gives a dash that stands alone."""
_FEW = 5
_LEAST = 6
"""Pixels below which a box holds no word."""
_ONE_LINE = 24.0
"""Points up to which the ink of a cell without words found is read as one line."""
_FINDING = 0.6
"""Words are found in a picture of so much of the size, which takes a third of the time, and read in the full one."""
_BETWEEN = "\u3400-\u9fff，。；：）》”〕、"
_BLANK = re.compile(rf"(?<=[{_BETWEEN}]) +| +(?=[{_BETWEEN}])")
_NARROW = re.compile(
    rf"(?<=[{_BETWEEN}])[(),:;?!](?!\d)|[(),:;?!](?=[{_BETWEEN}《“（])|(?<=[{_BETWEEN}])\((?=\d)|(?<=\d)\)(?=[{_BETWEEN}])"
)
_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
"""Recognition does not tell narrow marks from wide ones; beside Chinese they are wide."""
_PAIR = re.compile(r"[(（][^()（）]*[)）]")
_DASH = re.compile(r"(?<=\d)[一ー－](?=\d)|(?<=年)[一ー－](?=\d{4})")
_BRACKETED_YEAR = re.compile(r"(?<=[\u3400-\u9fff])[\[〔【(（]((?:19|20)\d\d)[\]〕】)）](?=\d{1,4}号)")
_OPENS = frozenset("（《〔【")
_HALF = frozenset("“”‘’")
"""Some fonts give them half a character, some a whole one."""
_CLOSES = frozenset("，。、；：？！）》〕】")


def recognise_runs(
    pixels: Pixels, scale: float, height: float, tables: Sequence[RuledTable]
) -> list[tuple[Run, float]]:
    """The lines of a page, cell by cell inside its tables, each with its certainty in [0, 1].

    ``pixels`` is an RGB array of the page, ``scale`` its pixels per point, ``height`` the page's in points.
    """
    from PIL import Image

    engine = _engine()
    picture = Image.fromarray(pixels)
    small = picture.resize((round(picture.width * _FINDING), round(picture.height * _FINDING)), Image.Resampling.BOX)
    found = engine(numpy.array(small), use_det=True, use_cls=False, use_rec=False)
    if found is None or found.boxes is None:
        return []
    rectangles = [_rectangle(points / _FINDING) for points in found.boxes]
    boxes = [piece for box in _cut_at_cells(rectangles, scale, tables) for piece in cut_at_gaps(pixels, box)]
    boxes.extend(_unfound(pixels, boxes, scale, tables))
    runs = []
    for box in boxes:
        span = ink_span(pixels, box)
        crop = pixels[max(0, round(box[1])) : round(box[3]), max(0, round(box[0])) : round(box[2])]
        if span is None or min(crop.shape[:2]) < _LEAST:
            continue
        read = engine(numpy.ascontiguousarray(crop), use_det=False, use_cls=False, use_rec=True)
        text, sure = (read.txts[0].strip(), float(read.scores[0])) if read is not None and read.txts else ("", 0.0)
        dash = _dash(pixels, box, scale, tables) if text in _FLAT_SIGNS else None
        if dash is not None:
            runs.append((_dash_run(dash, height), _DASH_SURE))
            continue
        if text and sure >= _SURE:
            edges = (span[0] / scale, box[1] / scale, span[1] / scale, box[3] / scale)
            runs.append((_run(as_written(text), edges, height), sure))
    return runs


def as_written(text: str) -> str:
    """Recognised words with the marks that Chinese has: wide ones beside Chinese, 〔〕 in numbers, — between years.

    >>> as_written("云政发(2024]5号(2024一2026年)"), as_written("农业农村(农牧)厅:")
    ('云政发〔2024〕5号（2024—2026年）', '农业农村（农牧）厅：')
    """
    text = _BLANK.sub("", text)
    text = _BRACKETED_YEAR.sub(r"〔\1〕", text)
    for _ in range(2):  # a mark made wide may stand before another
        text = _NARROW.sub(lambda m: _WIDE[m.group()], text)
    text = _PAIR.sub(lambda m: f"（{m.group()[1:-1]}）" if m.group()[0] + m.group()[-1] != "()" else m.group(), text)
    return _DASH.sub("—", text)


def _rectangle(points: Any) -> Box:
    across, down = [float(p[0]) for p in points], [float(p[1]) for p in points]
    return min(across), min(down), max(across), max(down)


def _cut_at_cells(boxes: Sequence[Box], scale: float, tables: Sequence[RuledTable]) -> list[Box]:
    """Boxes in reading order of the picture; one that reaches over a cell's edge is cut there."""
    pieces: list[Box] = []
    for left, top, right, bottom in boxes:
        middle = (top + bottom) / 2 / scale
        cuts: list[float] = []
        for table in tables:
            for row in table.rows:
                for cell in row:
                    if cell is not None and cell[1] <= middle <= cell[3]:
                        cuts.extend(edge * scale for edge in (cell[0], cell[2]))
        slack = 0.25 * (bottom - top)
        inner = sorted({round(cut) for cut in cuts if left + slack < cut < right - slack})
        edges = [left, *inner, right]
        pieces.extend((a, top, b, bottom) for a, b in pairwise(edges) if b - a > slack)
    return pieces


def _unfound(pixels: Pixels, boxes: Sequence[Box], scale: float, tables: Sequence[RuledTable]) -> list[Box]:
    """The ink of cells in which no words were found: single figures and dashes are often overlooked."""
    middles = [((a + c) / 2 / scale, (b + d) / 2 / scale) for a, b, c, d in boxes]
    left_out: list[Box] = []
    for cell in (cell for table in tables for row in table.rows for cell in row if cell is not None):
        if any(cell[0] < x < cell[2] and cell[1] < y < cell[3] for x, y in middles):
            continue
        ink = ink_box(pixels, (cell[0] * scale, cell[1] * scale, cell[2] * scale, cell[3] * scale), margin=2 * scale)
        if ink is not None and ink[3] - ink[1] < _ONE_LINE * scale:
            left_out.append(ink)
    return left_out


def _dash(pixels: Pixels, box: Box, scale: float, tables: Sequence[RuledTable]) -> Box | None:
    """The edges, in points, of a dash in a cell; None for other ink and in a row's first cell, where 一 may count."""
    flat = dash_box(pixels, box)
    if flat is None or flat[2] - flat[0] < _DASH_WIDTH[0] * scale:
        return None
    x, y = (box[0] + box[2]) / 2 / scale, (box[1] + box[3]) / 2 / scale
    later = (cell for table in tables for row in table.rows for cell in row[1:] if cell is not None)
    inside = any(cell[0] < x < cell[2] and cell[1] < y < cell[3] for cell in later)
    return (flat[0] / scale, flat[1] / scale, flat[2] / scale, flat[3] / scale) if inside else None


def _dash_run(edges: Box, height: float) -> Run:
    """A dash in a cell, which recognition overlooks or takes for 一, as high as it is wide."""
    left, top, right, bottom = edges
    text = "—" if right - left < _DASH_WIDTH[1] else "——"
    half = (right - left) / len(text) / 2
    middle = (top + bottom) / 2
    return _run(text, (left, middle - half, right, middle + half), height)


def _run(text: str, edges: Box, height: float) -> Run:
    """A recognised line as a run: characters share the width by what they usually take."""
    left, top, right, bottom = edges
    weights = [1.0 if ch > "\u2000" and ch not in _HALF else 0.5 for ch in text]
    bare = sum(weights) - 0.08 - 0.5 * ((text[0] in _OPENS) + (text[-1] in _CLOSES))
    unit = (right - left) / max(bare, 0.4)
    size = min(bottom - top, unit) if len(text) > 2 else 0.8 * (bottom - top)
    at = left - (0.5 * unit if text[0] in _OPENS else 0.0)
    places = [at]
    for weight in weights:
        at += weight * unit
        places.append(at)
    return Run(
        list(text), places[:-1], places[1:], base=height - bottom + 0.2 * (bottom - top), size=max(round(size, 1), 1.0)
    )


def settle_sizes(lines: Sequence[Line]) -> None:
    """Give recognised lines of like size the same one: what differs by little is measured badly, not set differently.

    A line of few characters says little of its size and takes the commonest that may be.
    """
    weights: dict[float, int] = {}
    for line in lines:
        if len(line.text) >= _FEW:
            weights[line.size] = weights.get(line.size, 0) + len(line.text)
    settled: list[float] = []
    for size in sorted(weights, key=lambda s: (-weights[s], s)):
        if all(abs(known - size) > _ALIKE * known for known in settled):
            settled.append(size)
    for line in lines:
        slack = _ALIKE if len(line.text) >= _FEW else 3 * _ALIKE
        line.size = next((known for known in settled if abs(known - line.size) <= slack * known), line.size)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False})
