"""From placed characters to paragraphs and tables in reading order; shared by PDF, OFD and OCR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luodi.records import Hidden

from .cells import fill_table, join_grids, joins
from .columns import column_lines, gutter_of, unfolded
from .draft import Draft, Grid, Paragraph
from .furniture import split_furniture
from .glyphs import Run
from .lines import Line, page_lines
from .openruled import open_tables
from .paragraphs import paragraphs
from .recognition import settle_sizes
from .ruling import Drawing, RuledTable, ruled_tables
from .typearea import Column, column, scanned_column
from .visible import split_hidden

_FULL = 10
"""Lines from which a scanned page shows its own type area."""


@dataclass(slots=True)
class PageContent:
    """A page's lines, still with furniture, and its tables; sizes in points."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[RuledTable, Grid]] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    scanned: bool = False
    """Recognised from a picture: sizes are measured, and the type area lies elsewhere on every page."""
    gutter: float | None = None
    """Where two columns part, from the page's left edge; None for a page in one column."""

    def place(self, runs: list[Run], drawing: Drawing) -> None:
        """Part the page's runs into hidden words, cells and lines; ``gutter`` may say that of the page before."""
        seen, hidden = split_hidden(runs, drawing, self.width, self.height)
        self.hidden.extend(Hidden(page=self.number, text=text, reason=reason) for text, reason in hidden)
        ruled = ruled_tables(drawing)
        for table in [*ruled, *(open_tables(drawing, seen, self.height) if not ruled else ())]:
            grid, rest = fill_table(table, seen, self.number, self.height)
            if any(isinstance(cell, str) and cell for row in grid.rows for cell in row.cells):
                self.tables.append((table, grid))
                seen = rest
        self.gutter = gutter_of(seen, self.width, self.gutter) if not self.tables else None
        self.lines = (
            page_lines(seen, self.number) if self.gutter is None else column_lines(seen, self.gutter, self.number)
        )


def lay_out(pages: Sequence[PageContent], draft: Draft) -> None:
    """Fill the draft: furniture and hidden words apart, paragraphs and tables in reading order."""
    settle_sizes([line for page in pages if page.scanned for line in page.lines])
    bodies, furniture = split_furniture([page.lines for page in pages], [page.height for page in pages])
    bodies = [
        lines if page.gutter is None else unfolded(lines, page.gutter)
        for page, lines in zip(pages, bodies, strict=True)
    ]
    draft.furniture.extend(furniture)
    draft.hidden.extend(hidden for page in pages for hidden in page.hidden)
    draft.tell_hidden()
    draft.items.extend(_flow(pages, bodies))


def _flow(pages: Sequence[PageContent], bodies: list[list[Line]]) -> Iterator[Paragraph | Grid]:
    """Paragraphs and tables; both go on over page breaks."""
    areas = _areas(pages, bodies)
    waiting: list[Line] = []
    last: tuple[RuledTable, Grid] | None = None
    for page, lines in zip(pages, bodies, strict=True):
        entries: list[tuple[float, Line | tuple[RuledTable, Grid]]] = [
            (page.height - line.base, line) for line in lines
        ]
        entries.extend((table[0].box[1], table) for table in page.tables)
        for _, entry in sorted(entries, key=lambda e: e[0]):
            if isinstance(entry, Line):
                if last is not None:
                    yield from _settled(last[1])
                    last = None
                waiting.append(entry)
                continue
            yield from paragraphs(waiting, areas)
            waiting = []
            if last is not None and last[1].rows[-1].page < page.number and joins(last[0], entry[0]):
                join_grids(last[1], entry[1])
                last = (entry[0], last[1])
                continue
            if last is not None:
                yield from _settled(last[1])
            last = entry
    if last is not None:
        yield from _settled(last[1])
    yield from paragraphs(waiting, areas)


def _settled(grid: Grid) -> Iterator[Paragraph | Grid]:
    """A table as it is; a frame with words in one cell only as a paragraph."""
    filled = [(cell, row.page) for row in grid.rows for cell in row.cells if isinstance(cell, str) and cell]
    if len(filled) > 1:
        yield grid
    else:
        yield from (Paragraph(text, page) for text, page in filled)


def _areas(pages: Sequence[PageContent], bodies: list[list[Line]]) -> dict[int, Column]:
    """The type area of each page, found over all pages of its size; that of a full scanned page by itself."""
    sizes: dict[tuple[int, int, bool], list[Line]] = {}
    for page, lines in zip(pages, bodies, strict=True):
        inside = [line for line in lines if page.gutter is None or line.right <= page.gutter + 2]
        sizes.setdefault(_size(page), []).extend(inside)
    columns = {size: column(lines) for size, lines in sizes.items()}
    return {
        page.number: scanned_column(lines) if page.scanned and len(lines) >= _FULL else columns[_size(page)]
        for page, lines in zip(pages, bodies, strict=True)
    }


def _size(page: PageContent) -> tuple[int, int, bool]:
    return round(page.width / 5), round(page.height / 5), page.gutter is not None
