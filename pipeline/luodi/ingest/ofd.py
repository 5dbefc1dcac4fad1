"""OFD (GB/T 33190-2016) by its XML: pages with their templates, drawn lines as tables, annotations and stamps apart."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import Any

from luodi.records import Furniture
from luodi.settings import Limits, Settings

from .draft import Draft
from .errors import refuse
from .glyphs import Matrix, Run
from .guard import check_office, open_package, parse_xml, read_member
from .layout import PageContent, lay_out
from .lines import page_lines
from .ruling import Drawing, add_stroke

_POINTS = 72 / 25.4
_TOKENS = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:[eE][-+]?\d+)?")
_DEPTH = 5
_MAX_OBJECTS = 200_000


def read_ofd(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of an OFD file; all documents in it (DocBody) in order.

    Names of elements are taken without regard to namespace, places with or without a leading slash, as vendors differ.
    """
    check_office(data, name, settings.limits)
    with open_package(data, name) as package:
        parts = _Parts(package, name, settings.limits)
        roots = [loc for body in parts.xml("OFD.xml").iterfind("{*}DocBody") if (loc := _text(body, "DocRoot"))]
        if not roots:
            raise refuse("corrupt", name=name)
        draft, pages = Draft(pages=0), list[PageContent]()
        for root in roots:
            _Document(parts, parts.resolve("", root), draft, pages).read(settings.limits)
        if any(member.lower().endswith("signatures.xml") for member in parts.names):
            draft.warn("seal", "文件带有电子签章")
    if not pages:
        raise refuse("corrupt", name=name)
    lay_out(pages, draft)
    return draft


class _Parts:
    """The parts of the package by their place, however written."""

    def __init__(self, package: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self.package, self.name, self.limits = package, name, limits
        self.names = {_plain(info.filename): info for info in package.infolist()}
        self.folded = {member.lower(): member for member in self.names}

    def resolve(self, base: str, location: str) -> str:
        """The member a location names, seen from the folder of another part."""
        location = location.strip().replace("\\", "/")
        path = location.lstrip("/") if location.startswith("/") else posixpath.join(base, location)
        path = _plain(posixpath.normpath(path))
        for place in (path, _plain(location), _plain(posixpath.join(base, location.lstrip("/")))):
            if place.lower() in self.folded:
                return self.folded[place.lower()]
        return path

    def xml(self, member: str) -> Any:
        """The root of a part. Raises ReadError ``corrupt`` where it is missing."""
        info = self.names.get(self.folded.get(member.lower(), member))
        if info is None:
            raise refuse("corrupt", name=self.name, value=posixpath.basename(member))
        return parse_xml(read_member(self.package, info, self.name, self.limits), self.name)


class _Document:
    """One document of the package: resources, templates, pages."""

    def __init__(self, parts: _Parts, root: str, draft: Draft, pages: list[PageContent]) -> None:
        self.parts, self.draft, self.pages = parts, draft, pages
        self.base = posixpath.dirname(root)
        self.root = parts.xml(root)
        self.fonts: dict[str, str] = {}
        self.units: dict[str, Any] = {}
        self.objects = 0
        common = self.root.find("{*}CommonData")
        self.common = self.root if common is None else common
        for kind in ("PublicRes", "DocumentRes"):
            for item in self.common.iterfind(f"{{*}}{kind}"):
                self._resources(parts.resolve(self.base, item.text or ""))
        self.templates = {
            item.get("ID", ""): parts.resolve(self.base, item.get("BaseLoc", ""))
            for item in self.common.iterfind("{*}TemplatePage")
        }
        self.box = _numbers(_text(self.common, "PageArea/{*}PhysicalBox"))

    def read(self, limits: Limits) -> None:
        """Read all pages."""
        items = self.root.findall("{*}Pages/{*}Page")
        if len(self.pages) + len(items) > limits.max_pages:
            raise refuse("too_many_pages", name=self.parts.name, value=str(len(items)))
        first = len(self.pages)
        for item in items:
            self._page(self.parts.xml(self.parts.resolve(self.base, item.get("BaseLoc", ""))))
        self.draft.pages = len(self.pages)
        self._annotations({item.get("ID", ""): first + i for i, item in enumerate(items)})

    def _page(self, root: Any) -> None:
        box = _numbers(_text(root, "Area/{*}PhysicalBox")) or self.box or [0.0, 0.0, 210.0, 297.0]
        if len(box) < 4 or not (0 < box[2] < 5000 and 0 < box[3] < 50000):
            box = [0.0, 0.0, 210.0, 297.0]
        page = PageContent(len(self.pages) + 1, box[2] * _POINTS, box[3] * _POINTS)
        self.pages.append(page)
        canvas = _Canvas(self, page.height)
        for item in root.iterfind("{*}Template"):
            member = self.templates.get(item.get("TemplateID", ""))
            if member is not None:
                canvas.content(self.parts.xml(member))
        canvas.content(root)
        page.place(canvas.runs, canvas.drawing)

    def _resources(self, member: str) -> None:
        root = self.parts.xml(member)
        for font in root.iterfind("{*}Fonts/{*}Font"):
            self.fonts[font.get("ID", "")] = font.get("FontName", "")
        for unit in root.iterfind("{*}CompositeGraphicUnits/{*}CompositeGraphicUnit"):
            self.units[unit.get("ID", "")] = unit

    def _annotations(self, places: dict[str, int]) -> None:
        """Words of stamps, watermarks and notes: not the document's own, so they are kept as furniture."""
        location = _text(self.root, "Annotations")
        if not location:
            return
        member = self.parts.resolve(self.base, location)
        folder = posixpath.dirname(member)
        for entry in self.parts.xml(member).iterfind("{*}Page"):
            index = places.get(entry.get("PageID", ""))
            file = _text(entry, "FileLoc")
            if index is None or not file:
                continue
            page = self.pages[index]
            for appearance in self.parts.xml(self.parts.resolve(folder, file)).iterfind("{*}Annot/{*}Appearance"):
                canvas = _Canvas(self, page.height)
                canvas.objects(appearance, _shifted(appearance), 0)
                words = " ".join(line.text for line in page_lines(canvas.runs, page.number))
                if words:
                    self.draft.furniture.append(Furniture(page=page.number, text=words, role="watermark"))


class _Canvas:
    """Collects a page's characters and strokes in points."""

    def __init__(self, document: _Document, height: float) -> None:
        self.document, self.height = document, height
        self.runs: list[Run] = []
        self.drawing = Drawing([], [], [])

    def content(self, root: Any) -> None:
        """All layers of a page or template."""
        for layer in root.iterfind("{*}Content/{*}Layer"):
            self.objects(layer, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)

    def objects(self, parent: Any, matrix: Matrix, depth: int) -> None:
        """The objects under a layer, block or composite."""
        for item in parent:
            self.document.objects += 1
            if self.document.objects > _MAX_OBJECTS:
                raise refuse("too_large", name=self.document.parts.name)
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
                unit = self.document.units.get(item.get("ResourceID", ""))
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
        font = self.document.fonts.get(item.get("Font", ""), "")
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
                a, b = _at(matrix, left, base)
                width = step if step > 0 else size * _advance(char)
                height = self.height - b * _POINTS
                if run is None or abs(run.base - height) > 0.5:
                    run = Run([], [], [], base=height, size=round(size * scale * _POINTS, 1), font=font, color=color)
                    run.bold, run.visible = bold, not hidden and alpha > 12
                    self.runs.append(run)
                run.chars.append(char)
                run.left.append(a * _POINTS)
                run.right.append(_at(matrix, left + min(width, 1.15 * size), base)[0] * _POINTS)
                left += step
                base += down[i] if i < len(down) else 0.0

    def _path(self, item: Any, matrix: Matrix) -> None:
        if item.get("Stroke", "true").lower() == "false" and item.get("Fill", "false").lower() == "false":
            return
        tokens = _TOKENS.findall(_text(item, "AbbreviatedData"))[:4000]
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
        x, y = _at(matrix, _float(tokens[i], 0.0), _float(tokens[i + 1], 0.0))
        return x * _POINTS, y * _POINTS

    def _image(self, item: Any, matrix: Matrix) -> None:
        box = _numbers(item.get("Boundary"))
        if len(box) == 4:
            x, y = _at(matrix, box[0], box[1])
            self.drawing.images.append((x * _POINTS, y * _POINTS, (x + box[2]) * _POINTS, (y + box[3]) * _POINTS))


def _within(item: Any, outer: Matrix) -> Matrix:
    """The matrix of an object: its own CTM, moved to its Boundary, then what lies around it."""
    own = _numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    box = _numbers(item.get("Boundary"))
    if len(box) == 4:
        e, f = e + box[0], f + box[1]
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _shifted(appearance: Any) -> Matrix:
    box = _numbers(appearance.get("Boundary"))
    return (1.0, 0.0, 0.0, 1.0, box[0], box[1]) if len(box) == 4 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


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


def _numbers(value: str | None) -> list[float]:
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


def _text(item: Any, path: str) -> str:
    child = item.find("{*}" + path)
    return "" if child is None or child.text is None else str(child.text).strip()


def _plain(member: str) -> str:
    """A member's name without leading dots and slashes."""
    return posixpath.normpath(member.replace("\\", "/")).lstrip("./")
