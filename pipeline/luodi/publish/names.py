"""Chinese names of what a score is made of, as the lexicons give them."""

from __future__ import annotations

import tomllib
from functools import cache

from luodi.records.paths import lexicons_dir

REVIEW = {"daily": "每日", "weekly": "每周", "monthly": "每月"}
STANDING = {"open": "未核实", "confirmed": "属实", "refuted": "不属实"}


@cache
def component_labels() -> dict[str, str]:
    """Labels of the parts of a score by code."""
    return _labels("score_components.toml")


@cache
def indicator_labels() -> dict[str, str]:
    """Labels of the indicators by code."""
    return _labels("indicators.toml")


def _labels(name: str) -> dict[str, str]:
    data = tomllib.loads((lexicons_dir() / name).read_text(encoding="utf-8"))
    return {code: str(table["label"]) for code, table in data.items() if isinstance(table, dict) and "label" in table}
