"""How far inspectors agree: Krippendorff's alpha, spread and deviation of scores given to the same object.

Source: K. Krippendorff, Content Analysis (2004), ch. 11, interval metric; missing scores are allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luodi.checks import ledgers
from luodi.records import DocumentRecord

_APART = 30.0
"""Points between two groups on the same object from which the yardstick itself is in doubt."""


@dataclass(frozen=True)
class Agreement:
    """Agreement over a table of scores.

    ``alpha`` is 1 for perfect agreement, 0 for chance, None when undefined; ``spread`` the largest difference on
    one object and ``spread_object`` where; ``deviation`` the share of scores more than a tenth of the scale off
    their object's mean; ``apart`` the objects on which groups lie 30 points or more apart; ``adopted`` suggestions
    adopted / made, None if not told.
    """

    alpha: float | None
    spread: float
    spread_object: str | None
    deviation: float | None
    apart: tuple[str, ...]
    adopted: float | None


def agreement(
    scores: Mapping[str, Sequence[float]], *, scale: float = 100.0, adopted: float | None = None
) -> Agreement:
    """Agreement over scores by object; ``scale`` is the full mark.

    >>> agreement({"甲县": [80, 82], "乙县": [60, 62]}).spread
    2
    """
    spreads = {name: max(values) - min(values) for name, values in sorted(scores.items()) if len(values) > 1}
    widest = max(spreads, key=lambda name: spreads[name], default=None)
    off = [
        abs(v - sum(values) / len(values)) > 0.1 * scale
        for values in scores.values()
        if len(values) > 1
        for v in values
    ]
    return Agreement(
        alpha=alpha(list(scores.values())),
        spread=spreads[widest] if widest is not None else 0.0,
        spread_object=widest,
        deviation=sum(off) / len(off) if off else None,
        apart=tuple(name for name, spread in spreads.items() if spread >= _APART),
        adopted=adopted,
    )


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


def from_sheets(documents: Sequence[DocumentRecord]) -> Agreement | None:
    """Agreement over all tables 对象/组别/得分 of the documents; None when there is none."""
    scores: dict[str, dict[str, float]] = {}
    made = taken = 0.0
    for document in documents:
        for row in ledgers.rows(document, "inspector"):
            value = number(row.words("score"))
            if value is not None:
                scores.setdefault(row.words("object"), {})[row.words("group")] = value
            made += number(row.words("suggested")) or 0.0
            taken += number(row.words("adopted")) or 0.0
    if not scores:
        return None
    return agreement({k: list(v.values()) for k, v in scores.items()}, adopted=taken / made if made else None)


def number(text: str) -> float | None:
    """A number from a cell, None when it holds none."""
    try:
        return float(text.replace(",", "").removesuffix("分").removesuffix("条").strip())
    except ValueError:
        return None
