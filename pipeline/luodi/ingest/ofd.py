"""OFD (GB/T 33190-2016) by its XML: pages with their templates, drawn lines as tables, annotations and stamps apart."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

from luodi.records import Furniture
from luodi.settings import Limits, Settings

from .draft import Draft
from .errors import refuse
from .guard import check_office, open_package, parse_xml, read_member
from .layout import PageContent, lay_out
from .lines import page_lines
from .ofdcanvas import POINTS, Canvas, Resources, numbers, shifted, text_of


def read_ofd(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of an OFD file; all documents in it (DocBody) in order.

    Names of elements are taken without regard to namespace, places with or without a leading slash, as vendors differ.
    """
    check_office(data, name, settings.limits)
    with open_package(data, name) as package:
        parts = _Parts(package, name, settings.limits)
        roots = [loc for body in parts.xml("OFD.xml").iterfind("{*}DocBody") if (loc := text_of(body, "DocRoot"))]
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
        self.resources = Resources(parts.name)
        common = self.root.find("{*}CommonData")
        self.common = self.root if common is None else common
        for kind in ("PublicRes", "DocumentRes"):
            for item in self.common.iterfind(f"{{*}}{kind}"):
                self._resources(parts.resolve(self.base, item.text or ""))
        self.templates = {
            item.get("ID", ""): parts.resolve(self.base, item.get("BaseLoc", ""))
            for item in self.common.iterfind("{*}TemplatePage")
        }
        self.box = numbers(text_of(self.common, "PageArea/{*}PhysicalBox"))

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
        box = numbers(text_of(root, "Area/{*}PhysicalBox")) or self.box or [0.0, 0.0, 210.0, 297.0]
        if len(box) < 4 or not (0 < box[2] < 5000 and 0 < box[3] < 50000):
            box = [0.0, 0.0, 210.0, 297.0]
        page = PageContent(len(self.pages) + 1, box[2] * POINTS, box[3] * POINTS)
        self.pages.append(page)
        canvas = Canvas(self.resources, page.height)
        for item in root.iterfind("{*}Template"):
            member = self.templates.get(item.get("TemplateID", ""))
            if member is not None:
                canvas.content(self.parts.xml(member))
        canvas.content(root)
        page.place(canvas.runs, canvas.drawing)

    def _resources(self, member: str) -> None:
        root = self.parts.xml(member)
        for font in root.iterfind("{*}Fonts/{*}Font"):
            self.resources.fonts[font.get("ID", "")] = font.get("FontName", "")
        for unit in root.iterfind("{*}CompositeGraphicUnits/{*}CompositeGraphicUnit"):
            self.resources.units[unit.get("ID", "")] = unit

    def _annotations(self, places: dict[str, int]) -> None:
        """Words of stamps, watermarks and notes: not the document's own, so they are kept as furniture."""
        location = text_of(self.root, "Annotations")
        if not location:
            return
        member = self.parts.resolve(self.base, location)
        folder = posixpath.dirname(member)
        for entry in self.parts.xml(member).iterfind("{*}Page"):
            index = places.get(entry.get("PageID", ""))
            file = text_of(entry, "FileLoc")
            if index is None or not file:
                continue
            page = self.pages[index]
            for appearance in self.parts.xml(self.parts.resolve(folder, file)).iterfind("{*}Annot/{*}Appearance"):
                canvas = Canvas(self.resources, page.height)
                canvas.objects(appearance, shifted(appearance), 0)
                words = " ".join(line.text for line in page_lines(canvas.runs, page.number))
                if words:
                    self.draft.furniture.append(Furniture(page=page.number, text=words, role="watermark"))


def _plain(member: str) -> str:
    """A member's name without leading dots and slashes."""
    return posixpath.normpath(member.replace("\\", "/")).lstrip("./")
