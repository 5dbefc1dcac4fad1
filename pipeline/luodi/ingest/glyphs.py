"""Placed characters, the common ground of PDF, OFD and recognised pictures.

A *run* is a stretch of characters of one font, size and baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first what ``inner`` does, then what ``outer`` does."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix moves a point to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


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

    def depth(self, height: float) -> float:
        """How far below the top of a page so high the middle of its characters lies."""
        return height - self.base - 0.35 * self.size


def by_baseline(runs: Iterable[Run], share: float) -> Iterator[list[Run]]:
    """Runs line by line from the top; baselines nearer than a share of a run's size are one."""
    row: list[Run] = []
    for run in sorted(runs, key=lambda run: -run.base):
        if row and abs(row[0].base - run.base) > share * run.size:
            yield row
            row = []
        row.append(run)
    if row:
        yield row
