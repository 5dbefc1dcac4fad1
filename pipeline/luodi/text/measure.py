"""What units of measure measure, and what they are worth in one unit: 公顷 in 平方米, 元/公斤 in 元/吨."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .lexicon import rules


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures (``dimension``), and its worth in the base unit of that dimension."""

    dimension: str
    base: str
    factor: float


@cache
def _measures() -> dict[str, Measure]:
    return {
        name: Measure(dimension["id"], dimension["base"], float(factor))
        for dimension in rules("measures")["dimension"]
        for name, factor in dimension["units"].items()
    }


def measure_of(unit: str | None) -> Measure | None:
    """What a unit measures; composite units such as 元/吨 or 微克/立方米 too. None for classifiers and unknown units.

    >>> measure_of("公顷"), measure_of("元/公斤").factor
    (Measure(dimension='area', base='平方米', factor=10000.0), 1000.0)
    """
    if not unit:
        return None
    known = _measures()
    if unit in known:
        return known[unit]
    above, _, below = unit.replace("每", "/").replace("／", "/").partition("/")
    if below and above in known:
        under = known.get(below) or Measure(below, below, 1.0)
        over = known[above]
        return Measure(f"{over.dimension}/{under.dimension}", f"{over.base}/{under.base}", over.factor / under.factor)
    return None
