"""The manner of a text: whether its words order, pass on, tell, examine or explain, whatever its title calls it.

Minutes, a letter of responsibilities, ten measures or a table may all be a policy, and a commentary or a reply a
report: the names of papers have no end, but those who order write otherwise than those who tell. A linear model over
pairs of characters, in ``models/manner``; fitted by ``python -m luodi.learn.manner``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from math import exp, sqrt
from typing import Any

from luodi.records import DocumentKind
from luodi.records.paths import models_dir

from .kind import Kind

READ = 6_000
"""Characters of a body that are read."""
_LEAST = 120
"""Characters below which a body says too little."""
_HEAD = 3
_FIGURES = re.compile(r"[\d０-９]+")
_SURE = 0.8
_AGAINST = 0.9
_WEAK = 0.8
"""Probability that tells the kind of a paper without a known one, and that outweighs a title whose rule is weaker than
``_WEAK``; chosen on the building worlds, each left out in turn."""


class Manner:
    """A fitted judge of manner; ``data`` is the JSON of ``models/manner/model.json``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._kinds: list[DocumentKind] = data["kinds"]
        self._weights: dict[str, list[float]] = data["weights"]
        self._base: list[float] = data["base"]

    def of(self, body: str) -> dict[DocumentKind, float]:
        """Probabilities in [0, 1] of each kind by the words of a body; empty where there are too few.

        ``policy`` stands for all that orders: which of it is a local answer, references decide.
        """
        if len(body) < _LEAST:
            return {}
        scores = list(self._base)
        for pair, value in signs(body).items():
            for n, weight in enumerate(self._weights.get(pair, ())):
                scores[n] += weight * value
        top = max(scores)
        odds = [exp(s - top) for s in scores]
        return {kind: o / sum(odds) for kind, o in zip(self._kinds, odds, strict=True)}


@cache
def shipped() -> Manner:
    """The shipped judge. Raises FileNotFoundError naming its file when it is missing."""
    return Manner(json.loads((models_dir() / "manner" / "model.json").read_text(encoding="utf-8")))


def by_manner(found: Kind, text: str, manner: Manner | None = None) -> Kind:
    """``found``, or where it is ``other`` or weak the kind that the manner of a document's text speaks of.

    What a rule is sure of is never doubted. ``manner`` is the shipped judge unless given.
    """
    if found.confidence >= _WEAK:
        return found
    said = (manner or shipped()).of(body_of(text))
    if not said:
        return found
    kind = max(said, key=lambda k: said[k])
    same = kind == found.kind or (kind == "policy" and found.kind == "rules")
    if same or said[kind] < (_SURE if found.kind == "other" else _AGAINST):
        return found
    return Kind(kind, round(0.75 * said[kind], 2), "manner")


def body_of(text: str) -> str:
    """A text without its first three lines, which name it: what it is called shall not tell here."""
    return "\n".join([line for line in text.splitlines() if line.strip()][_HEAD:])


def signs(body: str) -> dict[str, float]:
    """Pairs of neighbouring characters with the square root of their share; figures are all alike.

    >>> sorted(signs("建12座，建3座。"))
    ['0座', '座。', '座，', '建0', '，建']
    """
    plain = _FIGURES.sub("0", "".join(body[:READ].split()))
    counted = Counter(map("".join, pairwise(plain)))
    size = sqrt(sum(counted.values())) or 1.0
    return {pair: sqrt(count) / size for pair, count in counted.items()}
