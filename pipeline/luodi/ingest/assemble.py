"""From a draft to a DocumentRecord: the immutable text is laid out once, with every offset into it."""

from __future__ import annotations

from luodi.records import Block, Cell, DocumentRecord, Table

from .draft import Draft, Grid, Joined, Paragraph, Row
from .frames import second_header, without_frames
from .headers import header_rows
from .tidy import Tidier


class _Text:
    """Text under construction, one line at a time."""

    def __init__(self, pages: int) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int | None] = [None] * max(1, pages)
        self.blocks: list[Block] = []
        self.tables: list[Table] = []

    def turn(self, page: int, offset: int) -> None:
        """Page ``page`` begins at ``offset`` unless it already began before."""
        if 1 <= page <= len(self.starts) and self.starts[page - 1] is None:
            self.starts[page - 1] = offset

    def line(self, text: str, page: int) -> int:
        """Append a line and give the offset where it starts."""
        if self.parts:
            self.parts.append("\n")
            self.length += 1
        start = self.length
        self.turn(page, start)
        self.parts.append(text)
        self.length += len(text)
        return start

    def page_starts(self) -> tuple[int, ...]:
        """Starts of all pages; an empty page starts where the next one does."""
        following, starts = self.length, []
        for start in reversed(self.starts):
            following = following if start is None else min(start, following)
            starts.append(following)
        return (0, *reversed(starts[:-1]))


def assemble(draft: Draft, *, document_id: str, sha256: str, file: str, media_type: str) -> DocumentRecord:
    """The record of a draft: lines laid out, characters tidied, blocks, tables and pages placed."""
    without_frames(draft)
    tidier = Tidier()
    text = _Text(draft.pages)
    for item in draft.items:
        if isinstance(item, Paragraph):
            _paragraph(text, item, tidier)
        else:
            _grid(text, item, tidier)
    draft.warnings.extend(tidier.notices())
    whole = "".join(text.parts)
    return DocumentRecord(
        document_id=document_id,
        file=file,
        sha256=sha256,
        media_type=media_type,
        pages=max(1, draft.pages),
        chars=len(whole),
        text=whole,
        page_starts=text.page_starts(),
        blocks=tuple(text.blocks),
        tables=tuple(text.tables),
        furniture=tuple(draft.furniture),
        hidden=tuple(draft.hidden),
        warnings=tuple(draft.warnings),
        state=draft.state,
    )


def _paragraph(text: _Text, item: Paragraph, tidier: Tidier) -> None:
    cleaned, offsets = tidier.line(item.text, [at for at, _ in item.turns])
    if not cleaned:
        return
    start = text.line(cleaned, item.page)
    for (_, page), offset in zip(item.turns, offsets, strict=True):
        text.turn(page, start + offset)
    text.blocks.append(Block(start=start, end=start + len(cleaned), page=item.page, style=item.style))


def _grid(text: _Text, grid: Grid, tidier: Tidier) -> None:
    rows = _tidy_rows(grid.rows, tidier)
    if not rows:
        return
    placed: list[tuple[Cell, ...]] = []
    first = None
    for row in rows:
        words = [cell if isinstance(cell, str) else "" for cell in row.cells]
        start = text.line("|" + "|".join(words) + "|", row.page)
        first = start if first is None else first
        place, cells = start + 1, list[Cell]()
        for column, cell in enumerate(row.cells):
            own = Cell(text=words[column], start=place, end=place + len(words[column]))
            cells.append(_merged(cell, own, column, cells, placed))
            place = own.end + 1
        placed.append(tuple(cells))
        text.blocks.append(Block(start=start, end=text.length, page=row.page, kind="table_row"))
    headers = header_rows([[c.text for c in row] for row in placed]) if grid.header_rows is None else grid.header_rows
    headers = second_header(rows, headers)
    text.tables.append(
        Table(
            start=first if first is not None else 0,
            end=text.length,
            page=rows[0].page,
            name=grid.name,
            header_rows=headers,
            rows=tuple(placed),
        )
    )


def _merged(cell: str | Joined, own: Cell, column: int, left: list[Cell], above: list[tuple[Cell, ...]]) -> Cell:
    if cell is Joined.LEFT and left:
        return left[-1]
    if cell is Joined.UP and above and column < len(above[-1]):
        return above[-1][column]
    return own


def _tidy_rows(rows: list[Row], tidier: Tidier) -> list[Row]:
    """Rows with clean cells and equal length; rows without any word are left out."""
    width = max((len(row.cells) for row in rows), default=0)
    kept = []
    for row in rows:
        cells = [tidier.cell(cell) if isinstance(cell, str) else cell for cell in row.cells]
        cells.extend("" for _ in range(width - len(cells)))
        if any(isinstance(cell, str) and cell for cell in cells):
            kept.append(Row(cells=cells, page=row.page))
    return kept
