"""Arithmetic of units: whether two quantities can be compared, and in what.

1.2万吨 and 12000000公斤 can, 0.5亿元 and 5000万元, 九成 and 90%, 每月100元 and 每年1080元 once both are brought to a
month; 天 and 工作日, 亩 and 元 cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from luodi.records import Quantity

from .lexicon import rules


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures (``dimension``), and its worth in the base unit of that dimension."""

    dimension: str
    base: str
    factor: float


@dataclass(frozen=True, slots=True)
class _Measures:
    units: dict[str, Measure]
    kin: dict[str, frozenset[int]]
    periods: dict[str, float]


@cache
def _measures() -> _Measures:
    data = rules("measures")
    units: dict[str, Measure] = {}
    for dimension in data["dimension"]:
        for name, factor in dimension["units"].items():
            units[name] = Measure(dimension["id"], dimension["base"], float(factor))
    kin: dict[str, set[int]] = {}
    for number, group in enumerate(data["counted"]["same"]):
        for word in group:
            kin.setdefault(word, set()).add(number)
    return _Measures(units, {word: frozenset(groups) for word, groups in kin.items()}, dict(data["per"]))


def measure_of(unit: str | None) -> Measure | None:
    """What a unit measures; composite units such as 元/吨 or 微克/立方米 too. None for classifiers and unknown units.

    >>> measure_of("公顷"), measure_of("元/公斤").factor
    (Measure(dimension='area', base='平方米', factor=10000.0), 1000.0)
    """
    if not unit:
        return None
    known = _measures().units
    if unit in known:
        return known[unit]
    above, _, below = unit.replace("每", "/").replace("／", "/").partition("/")
    if below and above in known:
        under = known.get(below) or Measure(below, below, 1.0)
        over = known[above]
        return Measure(f"{over.dimension}/{under.dimension}", f"{over.base}/{under.base}", over.factor / under.factor)
    return None


def comparable(a: Quantity, b: Quantity) -> tuple[float, float, str] | None:
    """The values of two quantities in one unit, and that unit; None where they cannot be compared.

    For a range the lower value is taken. A fraction without unit is a share: 三分之二 against 60% gives 66.67 and 60.
    Quantities of money, energy or mass that name different periods (每月, 每年) in their words or indicator are brought
    to a month.

    >>> comparable(Quantity(text="", value=5e7, unit="元"), Quantity(text="", value=0.4e8, unit="元人民币"))
    (50000000.0, 40000000.0, '元')
    """
    if a.value is None or b.value is None:
        return None
    first, second = _share(a), _share(b)
    if first is not None and second is not None:
        return first, second, "%"
    if a.unit == b.unit or _are_kin(a.unit, b.unit):
        if a.unit is None:
            return a.value, b.value, ""
        return _by_period(a, b, a.value, b.value, a.unit)
    here, there = measure_of(a.unit), measure_of(b.unit)
    if here is None or there is None or here.dimension != there.dimension:
        return _days_and_months(a, b)
    return _by_period(a, b, _tidy(a.value * here.factor), _tidy(b.value * there.factor), here.base)


def _tidy(value: float) -> float:
    return float(f"{value:.10g}")


def _share(quantity: Quantity) -> float | None:
    measure = measure_of(quantity.unit)
    if quantity.value is None:
        return None
    if measure is not None and measure.dimension == "share":
        return _tidy(quantity.value * measure.factor)
    if quantity.unit in (None, "") and 0 < quantity.value < 1 and "分之" in quantity.text:
        return _tidy(quantity.value * 100)
    return None


def _are_kin(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return False
    kin = _measures().kin
    return bool(kin.get(a, frozenset()) & kin.get(b, frozenset()))


def _period(quantity: Quantity) -> tuple[str, float] | None:
    words = f"{quantity.text}{quantity.indicator or ''}"
    found = [(word, months) for word, months in _measures().periods.items() if word in words]
    return max(found, key=lambda pair: len(pair[0])) if found else None


def _by_period(a: Quantity, b: Quantity, first: float, second: float, unit: str) -> tuple[float, float, str]:
    """每年1080元 against 每月100元: 90 against 100 a month. Only where both name a period."""
    here, there = _period(a), _period(b)
    if here is None or there is None or here[1] == there[1]:
        return first, second, unit
    measure = measure_of(unit)
    if measure is not None and measure.dimension in ("days", "months", "share", "age"):
        return first, second, unit
    return _tidy(first / here[1]), _tidy(second / there[1]), f"{unit}/月"


def _days_and_months(a: Quantity, b: Quantity) -> tuple[float, float, str] | None:
    """3个月 and 80天 are brought to days (a month of 30.44 days); working days and days are not compared."""
    lengths = {"days": 1.0, "months": 30.4368}
    here, there = measure_of(a.unit), measure_of(b.unit)
    if here is None or there is None or a.value is None or b.value is None:
        return None
    if here.dimension not in lengths or there.dimension not in lengths:
        return None
    return (
        _tidy(a.value * here.factor * lengths[here.dimension]),
        _tidy(b.value * there.factor * lengths[there.dimension]),
        "天",
    )
