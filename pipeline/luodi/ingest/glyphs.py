"""Placed characters, the common ground of PDF, OFD and recognised pictures.

A *run* is a stretch of characters of one font, size and baseline.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Run:
    """Characters set in one go.

    Places in points: ``left``/``right`` from the page's left edge, ``base`` from its bottom.
    """

    chars: list[str]
    left: list[float]
    right: list[float]
    base: float
    size: float
    font: str = ""
    color: str | None = None
    bold: bool = False
    visible: bool = True
    upright: bool = True

    @property
    def text(self) -> str:
        """The characters joined."""
        return "".join(self.chars)


@dataclass(slots=True)
class Glyphs:
    """All runs of a page in the order of the file, and how many characters they hold."""

    runs: list[Run] = field(default_factory=list)
    total: int = 0
