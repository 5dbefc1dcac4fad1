"""PDF by PDFium: characters with their places to lines, tables, furniture, hidden words and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from luodi.records import Furniture, Hidden
from luodi.settings import Settings

from .cells import fill_table, join_grids, joins
from .draft import Draft, Grid, Paragraph
from .errors import refuse
from .furniture import split_furniture
from .glyphs import Run, page_glyphs
from .lines import Line, page_lines
from .paragraphs import Column, column, paragraphs
from .ruling import Drawing, RuledTable, page_drawing, ruled_tables
from .visible import split_hidden

_PASSWORD = 4
_FEW = 12
"""Characters below which a page with a picture counts as a scan."""
_BROKEN = 0.3
"""Share of characters without meaning from which a page counts as garbled."""


@dataclass(slots=True)
class _Page:
    """A page on its way: lines still with furniture, tables with the height at which they begin."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[RuledTable, Grid]] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    scan: bool = False
    garbled: bool = False


def read_pdf(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of a PDF with text; pages without are left to OCR where it is installed."""
    document = _open(data, name)
    try:
        count = len(document)
        if count > settings.limits.max_pages:
            raise refuse("too_many_pages", name=name, value=str(count))
        if count == 0:
            raise refuse("corrupt", name=name)
        draft = Draft(pages=count)
        pages = [_page(document, number, draft, name) for number in range(1, count + 1)]
    finally:
        document.close()
    draft.hidden.extend(hidden for page in pages for hidden in page.hidden)
    bodies, furniture = split_furniture([page.lines for page in pages], [page.height for page in pages])
    draft.furniture.extend(furniture)
    draft.items.extend(_flow(pages, bodies))
    return draft


def _open(data: bytes, name: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or b"/Encrypt" in data:
            raise refuse("encrypted", name=name) from error
        raise refuse("corrupt" if b"%%EOF" in data[-2048:] else "truncated", name=name) from error


def _page(document: Any, number: int, draft: Draft, name: str) -> _Page:
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
    except PdfiumError:
        draft.warn("page_broken", f"第{number}页损坏，无法读取", number)
        draft.state = "partial"
        return _Page(number, 595.0, 842.0)
    try:
        left, bottom, right, top = page.get_bbox()
        found = _Page(number, right - left, top - bottom)
        textpage = page.get_textpage()
        try:
            glyphs = page_glyphs(textpage)
        finally:
            textpage.close()
        drawing = page_drawing(page, top)
        _shift(glyphs.runs, left, bottom)
        _place_words(found, glyphs.runs, drawing)
        return found
    finally:
        page.close()


def _shift(runs: list[Run], left: float, bottom: float) -> None:
    """Measure from the visible page's corner."""
    if left == 0 and bottom == 0:
        return
    for run in runs:
        run.base -= bottom
        run.left = [x - left for x in run.left]
        run.right = [x - left for x in run.right]


def _place_words(page: _Page, runs: list[Run], drawing: Drawing) -> None:
    seen, hidden = split_hidden(runs, drawing, page.width, page.height)
    page.hidden.extend(Hidden(page=page.number, text=text, reason=reason) for text, reason in hidden)
    for table in ruled_tables(drawing):
        grid, rest = fill_table(table, seen, page.number, page.height)
        filled = sum(1 for row in grid.rows for cell in row.cells if isinstance(cell, str) and cell)
        if filled:
            page.tables.append((table, grid))
            seen = rest
    page.lines = page_lines(seen, page.number)


def _flow(pages: list[_Page], bodies: list[list[Line]]) -> Iterator[Paragraph | Grid]:
    """Paragraphs and tables in reading order; both go on over page breaks."""
    areas = _areas(pages, bodies)
    waiting: list[Line] = []
    last: tuple[RuledTable, Grid] | None = None
    for page, lines in zip(pages, bodies, strict=True):
        entries = sorted([*((page.height - line.base, line) for line in lines), *((t[0].box[1], t) for t in page.tables)],
                         key=lambda e: e[0])  # fmt: skip
        for _, entry in entries:
            if isinstance(entry, Line):
                if last is not None:
                    yield last[1]
                    last = None
                waiting.append(entry)
                continue
            yield from paragraphs(waiting, areas)
            waiting = []
            if last is not None and last[1].rows[-1].page < page.number and joins(last[1], last[0], entry[1], entry[0]):
                join_grids(last[1], entry[1])
                last = (entry[0], last[1])
                continue
            if last is not None:
                yield last[1]
            last = entry
    if last is not None:
        yield last[1]
    yield from paragraphs(waiting, areas)


def _areas(pages: list[_Page], bodies: list[list[Line]]) -> dict[int, Column]:
    """The type area of each page, found over all pages of its size."""
    sizes: dict[tuple[int, int], list[Line]] = {}
    for page, lines in zip(pages, bodies, strict=True):
        sizes.setdefault((round(page.width / 5), round(page.height / 5)), []).extend(lines)
    columns = {size: column(lines) for size, lines in sizes.items()}
    return {page.number: columns[round(page.width / 5), round(page.height / 5)] for page in pages}


__all__ = ["Furniture", "read_pdf"]
