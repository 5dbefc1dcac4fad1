"""The words by which a sentence is known to be an order, or none (corpora/lexicons/task_marks.toml)."""

from __future__ import annotations

import re
from functools import cache

from luodi.text.lexicon import rules

ORDERS = re.compile(r"依法|依规|不(?:得|准|许|予|再|布置|收取|安排)|严禁|一律|全部|按[^，。；]{1,12}执行")
"""What an order has and a motto has not."""
UNITS_BEHIND = re.compile(r"（[^（）]*(?:牵头|负责|配合|落实|指导|督促|责任单位)[^（）]*）[。；]?$")
"""A bracket of units behind a sentence."""
LIST = 12
"""How far the items of a list lie apart at most, in sentences."""


@cache
def gate(name: str) -> re.Pattern[str]:
    """The pattern of a gate by its name. Raises StopIteration where there is none."""
    return next(re.compile(entry["pattern"]) for entry in rules("task_marks")["gate"] if entry["name"] == name)
