"""Chinese names of what a score is made of, as the lexicons give them, and its number as people see it."""

from __future__ import annotations

import math
from functools import cache

from luodi.text.lexicon import rules


@cache
def component_labels() -> dict[str, str]:
    """Labels of the parts of a score by code."""
    return _labels("score_components")


@cache
def indicator_labels() -> dict[str, str]:
    """Labels of the indicators by code."""
    return _labels("indicators")


@cache
def shares() -> frozenset[str]:
    """Codes of the indicators that are shares of one, for people a percentage."""
    return frozenset(code for code, table in rules("indicators").items() if "unit" not in table)


def whole(score: float) -> int:
    """A score as a whole number, halves up: the same in page, report and workbook.

    >>> whole(44.48), whole(44.5), whole(45.5)
    (44, 45, 46)
    """
    return math.floor(score + 0.5)


def _labels(name: str) -> dict[str, str]:
    data = rules(name)
    return {code: str(table["label"]) for code, table in data.items() if isinstance(table, dict) and "label" in table}
