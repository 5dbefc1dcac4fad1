"""What is drawn on an OFD page: characters and strokes in points, from objects with matrices in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .errors import refuse
from .glyphs import IDENTITY, Matrix, Run, moved, times
from .ruling import Drawing, add_stroke

POINTS = 72 / 25.4
"""Points in a millimetre."""
_TOKENS = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:[eE][-+]?\d+)?")
_DEPTH = 5
_MAX_OBJECTS = 200_000


@dataclass(slots=True)
class Resources:
    """What the pages of one document share; ``objects`` counts what was drawn, against bombs."""

    name: str
    fonts: dict[str, str] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)
    objects: int = 0


class Canvas:
    """Collects a page's characters and strokes in points."""

    def __init__(self, resources: Resources, height: float) -> None:
        self.resources, self.height = resources, height
        self.runs: list[Run] = []
        self.drawing = Drawing([], [], [])

    def content(self, root: Any) -> None:
        """All layers of a page or template."""
        for layer in root.iterfind("{*}Content/{*}Layer"):
            self.objects(layer, IDENTITY, 0)

    def objects(self, parent: Any, matrix: Matrix, depth: int) -> None:
        """The objects under a layer, block or composite."""
        for item in parent:
            self.resources.objects += 1
            if self.resources.objects > _MAX_OBJECTS:
                raise refuse("too_large", name=self.resources.name)
            kind = item.tag.rpartition("}")[2]
            if item.get("Visible", "true").lower() == "false":
                continue
            if kind == "TextObject":
                self._words(item, _within(item, matrix))
            elif kind == "PathObject":
                self._path(item, _within(item, matrix))
            elif kind == "ImageObject":
                self._image(item, matrix)
            elif kind in ("PageBlock", "Layer", "Content") and depth < _DEPTH:
                self.objects(item, matrix, depth + 1)
            elif kind == "CompositeObject" and depth < _DEPTH:
                unit = self.resources.units.get(item.get("ResourceID", ""))
                content = None if unit is None else unit.find("{*}Content")
                if content is not None:
                    self.objects(content, _within(item, matrix), depth + 1)

    def _words(self, item: Any, matrix: Matrix) -> None:
        size = _float(item.get("Size"), 1.0)
        scale = abs(matrix[3]) if matrix[3] else abs(matrix[0])
        fill = item.find("{*}FillColor")
        color = _color(fill)
        hidden = item.get("Fill", "true").lower() == "false" and item.get("Stroke", "false").lower() == "false"
        alpha = _float(None if fill is None else fill.get("Alpha"), 255.0)
        font = self.resources.fonts.get(item.get("Font", ""), "")
        bold = _float(item.get("Weight"), 400.0) >= 600
        x, y = 0.0, 0.0
        for code in item.iterfind("{*}TextCode"):
            x, y = _float(code.get("X"), x), _float(code.get("Y"), y)
            chars = [c for c in code.text or "" if c not in "\r\n"]
            if not chars:
                continue
            across, down = _deltas(code.get("DeltaX"), len(chars)), _deltas(code.get("DeltaY"), len(chars))
            run: Run | None = None
            left, base = x, y
            for i, char in enumerate(chars):
                step = across[i] if i < len(across) else 0.0
                a, b = moved(matrix, left, base)
                width = step if step > 0 else size * _advance(char)
                height = self.height - b * POINTS
                if run is None or abs(run.base - height) > 0.5:
                    run = Run([], [], [], base=height, size=round(size * scale * POINTS, 1), font=font, color=color)
                    run.bold, run.visible = bold, not hidden and alpha > 12
                    self.runs.append(run)
                run.chars.append(char)
                run.left.append(a * POINTS)
                run.right.append(moved(matrix, left + min(width, 1.15 * size), base)[0] * POINTS)
                left += step
                base += down[i] if i < len(down) else 0.0

    def _path(self, item: Any, matrix: Matrix) -> None:
        if item.get("Stroke", "true").lower() == "false" and item.get("Fill", "false").lower() == "false":
            return
        tokens = _TOKENS.findall(text_of(item, "AbbreviatedData"))[:4000]
        points: list[tuple[float, float]] = []
        start = last = (0.0, 0.0)
        i = 0
        while i < len(tokens):
            mark = tokens[i]
            i += 1
            if mark in ("S", "M", "L") and i + 1 < len(tokens) + 1:
                point = self._point(tokens, i, matrix)
                if point is None:
                    break
                i += 2
                if mark == "L":
                    add_stroke(last, point, self.drawing)
                else:
                    start = point
                points.append(point)
                last = point
            elif mark == "C":
                add_stroke(last, start, self.drawing)
                last = start
            elif mark in ("Q", "B", "A"):
                i += {"Q": 4, "B": 6, "A": 7}[mark]
        if points and item.get("Fill", "false").lower() == "true":
            color = _color(item.find("{*}FillColor"))
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            self.drawing.fills.append(((min(xs), min(ys), max(xs), max(ys)), color if color is not None else "#000000"))

    def _point(self, tokens: list[str], i: int, matrix: Matrix) -> tuple[float, float] | None:
        if i + 1 >= len(tokens) or tokens[i].isalpha() or tokens[i + 1].isalpha():
            return None
        x, y = moved(matrix, _float(tokens[i], 0.0), _float(tokens[i + 1], 0.0))
        return x * POINTS, y * POINTS

    def _image(self, item: Any, matrix: Matrix) -> None:
        box = numbers(item.get("Boundary"))
        if len(box) == 4:
            x, y = moved(matrix, box[0], box[1])
            self.drawing.images.append((x * POINTS, y * POINTS, (x + box[2]) * POINTS, (y + box[3]) * POINTS))


def _within(item: Any, outer: Matrix) -> Matrix:
    """The matrix of an object: its own CTM, moved to its Boundary, then what lies around it."""
    own = numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    return times(times((a, b, c, d, e, f), shifted(item)), outer)


def shifted(item: Any) -> Matrix:
    """The matrix that moves what an element holds to its Boundary."""
    box = numbers(item.get("Boundary"))
    return (1.0, 0.0, 0.0, 1.0, box[0], box[1]) if len(box) == 4 else IDENTITY


def _deltas(value: str | None, most: int) -> list[float]:
    """Steps between characters; ``g n v`` repeats v n times (GB/T 33190, 11.3)."""
    found: list[float] = []
    words = (value or "").split()
    i = 0
    while i < len(words) and len(found) < most:
        if words[i] == "g" and i + 2 < len(words):
            count = int(_float(words[i + 1], 0.0))
            found.extend([_float(words[i + 2], 0.0)] * max(0, min(count, most)))
            i += 3
        else:
            found.append(_float(words[i], 0.0))
            i += 1
    return found


def _advance(char: str) -> float:
    """What a character at the end of its run takes in em; OFD does not say."""
    if char > "\u2000":
        return 1.0
    return 0.7 if char.isupper() else 0.5


def _color(item: Any) -> str | None:
    """``#RRGGBB`` of a colour written in decimal or as ``#ee #20 #25``; other colour spaces only where grey."""
    if item is None:
        return None
    values = []
    for word in (item.get("Value") or "").split():
        digits = word.lstrip("#")
        if not all(c in "0123456789abcdefABCDEF." for c in digits) or not digits:
            return None
        values.append(int(digits, 16) if word.startswith("#") else int(_float(word, 0.0)))
    if len(values) == 1:
        values *= 3
    return "#" + "".join(f"{min(255, max(0, v)):02X}" for v in values) if len(values) == 3 else None


def numbers(value: str | None) -> list[float]:
    """The numbers of a list such as a box; none for None, 0.0 for what is no number."""
    words = (value or "").split()
    return [_float(word, 0.0) for word in words] if words else []


def _float(value: str | None, default: float) -> float:
    if value is None:
        return default
    try:
        number = float(value)
    except ValueError:
        return default
    return number if abs(number) < 1e7 else default


def text_of(item: Any, path: str) -> str:
    """The words of an element below, without regard to namespace; '' where there is none."""
    child = item.find("{*}" + path)
    return "" if child is None or child.text is None else str(child.text).strip()
