"""One document as read: immutable text with places, its official elements, tasks and statements."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Literal

from pydantic import Field

from .base import Quote, Ratio, Record, Span
from .codes import DocumentKind, Relation
from .statement import Statement
from .task import Task


class Style(Record):
    """How a line looks, as far as the format tells; sizes in points, colour as ``#RRGGBB``."""

    font: str | None = None
    size: float | None = None
    color: str | None = None
    bold: bool = False
    align: Literal["left", "center", "right", "justify"] | None = None


class Block(Record):
    """One line of ``text``: a paragraph, or a table row written as ``|cell|cell|``."""

    start: int
    end: int
    page: int = 1
    kind: Literal["paragraph", "table_row"] = "paragraph"
    style: Style | None = None


class Cell(Record):
    """A table cell; ``start``/``end`` place its words in the document's text."""

    text: str
    start: int
    end: int


class Table(Record):
    """A table in reading order; row 0 is the header when ``header_rows`` is 1.

    ``name`` is the sheet's or caption's name. A row that is merged over several lines appears
    with its merged cells repeated.
    """

    start: int
    end: int
    page: int = 1
    name: str | None = None
    header_rows: int = 1
    rows: tuple[tuple[Cell, ...], ...] = ()

    def header(self) -> tuple[str, ...]:
        """The texts of the header, empty when there is none; of heads above each other the lowest that says something.

        A row of one cell over the whole width is a title and heads nothing.
        """
        heads = [row for row in self.rows[: self.header_rows] if len({cell.start for cell in row}) > 1 or len(row) == 1]
        return tuple(
            next((cell.text for cell in reversed(column) if cell.text), "") for column in zip(*heads, strict=True)
        )

    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows below the header."""
        return self.rows[self.header_rows :]


class Furniture(Record):
    """Page numbers, running heads and other words outside the body, kept apart and never judged."""

    page: int
    text: str
    role: Literal["header", "footer", "page_number", "footnote", "watermark", "navigation"] = "footer"


class Hidden(Record):
    """Words a reader of the page would not see (white, tiny, off the page, w:vanish): reported, never judged."""

    page: int
    text: str
    reason: str


class Notice(Record):
    """Something a user should know about how a file was read; ``message`` is Chinese."""

    code: str
    message: str
    page: int | None = None


class Element(Record):
    """An element of GB/T 9704 with what is known of it."""

    name: str
    state: Literal["present", "absent", "occluded", "garbled", "hidden", "unknown"]
    value: str | None = None
    span: Span | None = None
    confidence: Ratio = 1.0
    reason: str | None = None


class Reference(Record):
    """Another document that this one names; ``document_id`` is set when it is in the folder."""

    title: str | None = None
    doc_number: str | None = None
    relation: Relation = "cites"
    document_id: str | None = None
    start: int = 0
    end: int = 0


class Heading(Record):
    """A heading with its path such as ``二/（三）/2``; ``start``/``end`` cover the section with its subsections.

    ``title`` is the heading's words without its number; ``heading_end`` is where the heading itself ends
    (a heading may be followed by text on the same line, as in ``（一）提高覆盖率。到2025年…``).
    """

    path: str
    level: int
    number: str
    title: str
    start: int
    heading_end: int
    end: int


class Part(Record):
    """One of several documents inside a file: a covering notice and what is attached to it."""

    role: Literal["cover", "main", "attachment"]
    title: str | None = None
    start: int
    end: int


class DocumentRecord(Record):
    """Everything luodi knows of one file; each stage returns a copy with more fields filled.

    ``text`` never changes after reading: every offset in the record and in all findings points into it.
    Lines of ``text`` are paragraphs (rejoined across page and line breaks); page furniture is not in it.
    ``page_starts[i]`` is the offset at which page ``i + 1`` begins.
    """

    document_id: str
    file: str
    sha256: str
    media_type: str
    pages: int = 1
    chars: int = 0
    text: str = ""
    page_starts: tuple[int, ...] = (0,)
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    warnings: tuple[Notice, ...] = ()
    state: Literal["read", "partial"] = "read"

    kind: DocumentKind = "other"
    kind_confidence: Ratio = 0.0
    genre: str | None = None
    title: str | None = None
    doc_number: str | None = None
    issuer: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    urgency: str | None = None
    secrecy: str | None = None
    signer: str | None = None
    issue_date: date | None = None
    print_date: date | None = None
    copied_to: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    refers_to: tuple[Reference, ...] = ()
    elements: tuple[Element, ...] = ()
    outline: tuple[Heading, ...] = ()
    parts: tuple[Part, ...] = ()
    unit: str | None = None

    tasks: tuple[Task, ...] = Field(default=())
    statements: tuple[Statement, ...] = Field(default=())

    def page_of(self, offset: int | Span) -> int:
        """The page, from 1, on which a character offset (or a span's first character) lies."""
        place = offset.start if isinstance(offset, Span) else offset
        return max(1, bisect_right(self.page_starts, place))

    def quote(self, start: int, end: int) -> Quote:
        """The words in ``[start, end)`` with their place, as evidence."""
        return Quote(
            document_id=self.document_id, page=self.page_of(start), start=start, end=end, quote=self.text[start:end]
        )

    def quote_title(self, most: int = 120) -> Quote:
        """The words of its title with their place, or of its first line where it has none that was found."""
        found = next((e.span for e in self.elements if e.name == "标题" and e.span is not None and e.span.end), None)
        if found is not None:
            return self.quote(found.start, min(found.end, found.start + most))
        start = len(self.text) - len(self.text.lstrip())
        end = self.text.find("\n", start)
        return self.quote(start, min(end if end > 0 else len(self.text), start + most))
