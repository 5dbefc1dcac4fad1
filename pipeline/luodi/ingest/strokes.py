"""What a picture of a page must be rid of before its words are recognised: slant, seals, the strokes of tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy
from numpy.typing import NDArray

from .ruling import Box, Drawing, add_stroke

Pixels = NDArray[numpy.uint8]
Mask = NDArray[numpy.bool_]

Rule = tuple[int, int, int, int]
"""left, top, right, bottom in pixels."""

_MOST_SLANT = 4.0
"""Degrees up to which a page laid askew is set straight."""
_SLANT = 0.15
_SEAL = (80, 170)
"""A seal's least and greatest width in points: official ones measure 38 to 45 mm."""
_SEAL_TILE = 6
"""Points of the squares in which red is counted."""
_RULE = (36.0, 25.0)
"""Points from which a stroke across, or down, is a rule: no stroke of a character is as long."""
_THICK = 4.0
_FILLED = 0.9
_GAP = 0.85
"""Share of a line's height from which white between two columns of ink parts it."""
_SPECK = 6
"""Pixels from which ink that hangs together is more than a grain of noise."""
_FLAT = 0.18
"""A dash is no higher than this share of its width."""
_INK = 0.72
"""Share of the paper's brightness below which a pixel is ink."""


def slant(pixels: Pixels) -> float:
    """By how many degrees a page's lines rise to the right (negative: fall), 0.0 where it lies straight.

    The right angle is the one at which ink gathers in the fewest rows. ``pixels`` is an RGB array.
    """
    small = pixels[::4, ::4].min(axis=2)
    rows, columns = numpy.nonzero(_ink(small))
    if len(rows) < 200:
        return 0.0

    def gathered(degrees: float) -> float:
        level = rows + columns * numpy.tan(numpy.radians(degrees))
        counts = numpy.bincount((level - level.min()).astype(numpy.int64))
        return float((counts.astype(numpy.float64) ** 2).sum())

    coarse = max(numpy.arange(-_MOST_SLANT, _MOST_SLANT + 0.1, 0.25), key=gathered)
    best = float(max(numpy.arange(coarse - 0.25, coarse + 0.26, 0.05), key=gathered))
    return best if abs(best) >= _SLANT and gathered(best) > 1.05 * gathered(0.0) else 0.0


def lift_seals(pixels: Pixels, scale: float) -> bool:
    """Bleach round red seals in place, so that black words under them can be recognised; False where there is none.

    ``pixels`` is an RGB array, ``scale`` its pixels per point. The red head of a document is far wider than a seal
    and stays.
    """
    from scipy.ndimage import binary_dilation, find_objects, label

    tile = max(1, int(_SEAL_TILE * scale))
    high, wide = pixels.shape[0] // tile, pixels.shape[1] // tile
    part = pixels[: high * tile, : wide * tile].astype(numpy.int16)
    red = (part[..., 0] > 110) & (part[..., 0] - part[..., 1] > 50) & (part[..., 0] - part[..., 2] > 50)
    dense = red.reshape(high, tile, wide, tile).mean(axis=(1, 3)) > 0.05
    dense[: high // 4] = False
    marks, _ = label(binary_dilation(dense, iterations=1))
    found = False
    for place in find_objects(marks):
        height, width = ((s.stop - s.start) * _SEAL_TILE for s in place)
        if _SEAL[0] < height < _SEAL[1] and _SEAL[0] < width < 2 * _SEAL[1]:
            box = pixels[tuple(slice(s.start * tile, s.stop * tile) for s in place)]
            # seen through red glass, red is white and black stays black
            box[...] = (box[..., :1].astype(numpy.float32) * 1.25).clip(0, 255).astype(numpy.uint8)
            found = True
    return found


def rules(pixels: Pixels, scale: float) -> list[Rule]:
    """The straight strokes across and down a page that are far longer than those of characters.

    Short gaps and a slight slant are borne with.
    """
    dark = _ink(pixels.min(axis=2))
    across = _long(dark, int(_RULE[0] * scale), int(_THICK * scale))
    down = _long(dark.T, int(_RULE[1] * scale), int(_THICK * scale))
    return [*across, *((b, a, d, c) for a, b, c, d in down)]


def draw(found: Sequence[Rule], scale: float, drawing: Drawing) -> None:
    """Add rules to a drawing, in points from the page's top left corner."""
    for rule in found:
        left, top, right, bottom = (edge / scale for edge in rule)
        if right - left >= bottom - top:
            add_stroke((left, (top + bottom) / 2), (right, (top + bottom) / 2), drawing)
        else:
            add_stroke(((left + right) / 2, top), ((left + right) / 2, bottom), drawing)


def paint_over(pixels: Pixels, found: Sequence[Rule], boxes: Sequence[Box], scale: float) -> None:
    """Paint over the rules that belong to tables (``boxes`` in points), in place."""
    paper = int(numpy.percentile(pixels[::8, ::8], 90))
    for left, top, right, bottom in found:
        if any(_within((left, top, right, bottom), [edge * scale for edge in box], 3 * scale) for box in boxes):
            pixels[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2] = paper


def _within(rule: Rule, box: Sequence[float], slack: float) -> bool:
    return (
        rule[0] > box[0] - slack and rule[1] > box[1] - slack and rule[2] < box[2] + slack and rule[3] < box[3] + slack
    )


def _long(dark: Mask, least: int, thick: int) -> list[Rule]:
    """Boxes (left, top, right, bottom) of strokes across a mask of at least so many pixels."""
    from scipy.ndimage import find_objects, label

    bold = dark.copy()
    bold[1:] |= dark[:-1]
    bold[:-1] |= dark[1:]
    sums = numpy.pad(numpy.cumsum(bold, axis=1, dtype=numpy.int32), ((0, 0), (1, 0)))
    if sums.shape[1] <= least:
        return []
    full = (sums[:, least:] - sums[:, :-least]) >= _FILLED * least
    ends = numpy.zeros((dark.shape[0], dark.shape[1] + 1), dtype=numpy.int16)
    ends[:, : full.shape[1]] += full
    ends[:, least : least + full.shape[1]] -= full
    stretch = (numpy.cumsum(ends, axis=1)[:, :-1] > 0) & bold
    marks, _ = label(stretch, structure=numpy.ones((3, 3)))
    boxes = [(s[1].start, s[0].start, s[1].stop, s[0].stop) for s in find_objects(marks)]
    return [b for b in boxes if b[2] - b[0] >= 0.8 * least and b[3] - b[1] <= 2 * thick]


def ink_span(pixels: Pixels, box: Box) -> tuple[float, float] | None:
    """The first and last column with ink inside a box of pixels; None where there is none."""
    columns = numpy.nonzero(_inked(pixels, box))[0]
    left = max(0, int(box[0]))
    return (float(left + columns[0]), float(left + columns[-1] + 1)) if len(columns) else None


def ink_box(pixels: Pixels, box: Box, *, margin: float) -> Box | None:
    """What a box of pixels holds, its edges left out, with white about it as lines have; None where it is empty."""
    inner = (box[0] + margin, box[1] + margin, box[2] - margin, box[3] - margin)
    tight = _without_specks(pixels, inner)
    if tight is None:
        return None
    left, top, right, bottom = tight
    around = max(6.0, 0.2 * (bottom - top))
    return max(0.0, left - around), max(0.0, top - around), right + around, bottom + around


def dash_box(pixels: Pixels, box: Box) -> Box | None:
    """The flat stroke that is all a box holds, as — alone in a cell; None for anything else. Edges in pixels."""
    tight = _without_specks(pixels, box)
    if tight is None:
        return None
    left, top, right, bottom = tight
    return tight if bottom - top <= _FLAT * (right - left) else None


def _without_specks(pixels: Pixels, box: Box) -> Box | None:
    """The edges of the ink in a box, grains of noise left out; None where there is none."""
    from scipy.ndimage import label

    left, top, right, bottom = (max(0, int(edge)) for edge in box)
    part = pixels[top:bottom, left:right]
    if not part.size:
        return None
    marks, _ = label(_ink(part.min(axis=2)), structure=numpy.ones((3, 3)))
    large = numpy.bincount(marks.ravel()) >= _SPECK
    large[0] = False
    rows, columns = numpy.nonzero(large[marks])
    if not len(rows):
        return None
    return (
        float(left + columns.min()),
        float(top + rows.min()),
        float(left + columns.max() + 1),
        float(top + rows.max() + 1),
    )


def cut_at_gaps(pixels: Pixels, box: Box) -> list[Box]:
    """A box cut where a line leaves more white than a character's width: a blank that was typed, or two columns."""
    left, top, right, bottom = box
    columns = numpy.nonzero(_inked(pixels, box))[0]
    if len(columns) < 2:
        return [box]
    steps = numpy.diff(columns)
    wide = numpy.nonzero(steps > _GAP * (bottom - top))[0]
    cuts = [max(0, int(left)) + float(columns[i] + columns[i + 1]) / 2 for i in wide]
    return [(a, top, b, bottom) for a, b in pairwise([left, *cuts, right])]


def _inked(pixels: Pixels, box: Box) -> Mask:
    """Which columns of a box have ink; single specks are none."""
    left, top, right, bottom = (max(0, int(edge)) for edge in box)
    part = pixels[top:bottom, left:right]
    mask: Mask = _ink(part.min(axis=2)).sum(axis=0) > 1 if part.size else numpy.zeros(0, dtype=numpy.bool_)
    beside = numpy.pad(mask, 1)
    lone: Mask = mask & (beside[:-2] | beside[2:])
    return lone


def _ink(grey: Pixels) -> Mask:
    if not grey.size:
        return numpy.zeros(grey.shape, dtype=numpy.bool_)
    mask: Mask = grey < _INK * numpy.percentile(grey, 90)
    return mask
