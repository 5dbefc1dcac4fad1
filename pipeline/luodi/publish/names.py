"""Chinese names of what a score is made of, as the lexicons give them."""

from __future__ import annotations

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


def _labels(name: str) -> dict[str, str]:
    data = rules(name)
    return {code: str(table["label"]) for code, table in data.items() if isinstance(table, dict) and "label" in table}
