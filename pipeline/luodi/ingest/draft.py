"""What a reader hands over: paragraphs and tables in reading order, before offsets are laid."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from luodi.records import Furniture, Hidden, Notice, Style


class Joined(Enum):
    """A cell that belongs to a merged cell begun to its left or above."""

    LEFT = "left"
    UP = "up"


CellText = str | Joined


@dataclass
class Paragraph:
    """One line of the text to be; ``turns`` are (offset in text, page) where a new page begins inside it."""

    text: str
    page: int = 1
    style: Style | None = None
    turns: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Row:
    """One table row; all rows of a table have the same number of cells."""

    cells: list[CellText]
    page: int = 1


@dataclass
class Grid:
    """A table before offsets are laid; ``header_rows`` None lets the header be recognised by its words."""

    rows: list[Row]
    name: str | None = None
    header_rows: int | None = None
    full: frozenset[int] = frozenset()
    """Columns whose words fill the last line of the last row: they may go on behind a page break."""


@dataclass
class Draft:
    """Everything a reader found in one document."""

    items: list[Paragraph | Grid] = field(default_factory=list)
    pages: int = 1
    furniture: list[Furniture] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    state: Literal["read", "partial"] = "read"

    def warn(self, code: str, message: str, page: int | None = None) -> None:
        """Add a notice once for the same code and page."""
        if not any(n.code == code and n.page == page for n in self.warnings):
            self.warnings.append(Notice(code=code, message=message, page=page))

    def tell_hidden(self) -> None:
        """Add the notice on hidden words, where there are any."""
        if self.hidden:
            self.warn("hidden_text", f"有 {len(self.hidden)} 处隐藏文字，未纳入判读")

    def tell_lost(self, share: float, encoding: str) -> None:
        """Add the notice on characters that no encoding explains, where there are any; ``share`` in [0, 1]."""
        if share:
            self.warn("decoding", f"有 {share:.1%} 的字符按 {encoding} 无法解码")
            self.state = "partial"
