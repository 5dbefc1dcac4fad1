"""How far people who judge the same agree, and what came of their suggestions.

Source: K. Krippendorff, Content Analysis (2004), ch. 11, interval metric; missing scores are allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luodi.checks import ledgers
from luodi.records import DocumentRecord


def alpha(units: Sequence[Sequence[float]]) -> float | None:
    """Krippendorff's alpha with the interval metric over units judged by two or more; None when all scores are equal.

    >>> alpha([[1, 1], [2, 2], [3, 3]])
    1.0
    """
    paired = [list(values) for values in units if len(values) > 1]
    pooled = [v for values in paired for v in values]
    n = len(pooled)
    if n < 2:
        return None
    expected = _squares(pooled) / (n * (n - 1))
    if expected == 0:
        return None
    observed = sum(_squares(values) / (len(values) - 1) for values in paired) / n
    return 1.0 - observed / expected


def _squares(values: Sequence[float]) -> float:
    """Sum of squared differences over ordered pairs: 2·(m·Σv² − (Σv)²)."""
    mean = sum(values) / len(values)
    return 2.0 * len(values) * sum((v - mean) ** 2 for v in values)


def adopted(documents: Iterable[DocumentRecord]) -> float | None:
    """Suggestions adopted / made over all tables of inspectors' scores (督查对象, 督查组, 得分); None if not told."""
    scored = [
        row
        for document in documents
        for row in ledgers.rows(document, "inspector")
        if _number(row.words("score")) is not None
    ]
    made, taken = (sum(_number(row.words(column)) or 0.0 for row in scored) for column in ("suggested", "adopted"))
    return taken / made if made else None


def _number(text: str) -> float | None:
    """A number from a cell, None when it holds none."""
    try:
        return float(text.replace(",", "").removesuffix("分").removesuffix("条").strip())
    except ValueError:
        return None
