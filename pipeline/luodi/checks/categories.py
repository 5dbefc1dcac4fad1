"""One classification of complaints over all channels: code table, mapping from local tables, linear classifier.

The table is ``corpora/lexicons/complaint_categories.csv`` (12345 classifications are local: an office replaces the
file or adds its own names as aliases). Weights are in ``models/complaints`` with their card.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from luodi.records.paths import models_dir
from luodi.text.lexicon import table as rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BODY = 300
"""Characters of the body that are read: what is at stake is said at the beginning."""
_TITLE_WEIGHT = 3
_FEW_WORDS = 3.0
"""Matching words of the code table from which a category without labelled examples may win."""
_UNSURE = 0.45


@dataclass(frozen=True)
class Category:
    """A row of the code table; ``top`` is its first level's code, ``words`` mark it, ``aliases`` are local names."""

    code: str
    parent: str
    label: str
    words: tuple[str, ...]
    aliases: tuple[str, ...]
    example: str

    @property
    def top(self) -> str:
        """The code of the first level."""
        return self.code.partition(".")[0]


@dataclass(frozen=True)
class Verdict:
    """The category of one complaint; ``detail`` is the second level where words tell it, else None."""

    code: str
    label: str
    confidence: float
    detail: str | None = None


@cache
def table() -> tuple[Category, ...]:
    """All categories, first levels and their subdivisions."""
    rows = rows_of("complaint_categories")
    labels = {row["code"]: row["label"] for row in rows}
    return tuple(
        Category(
            code=row["code"],
            parent=row["parent"],
            label=row["label"],
            words=tuple(row["words"].split()),
            aliases=tuple(a for a in (row["aliases"] or "").split("|") if a),
            example=f"{labels.get(row['parent'], '')}。{row['label']}。" * _TITLE_WEIGHT
            + "。".join(row["words"].split()),
        )
        for row in rows
    )


@cache
def codes_by_label() -> dict[str, str]:
    """First-level code by every name under which a category is known, local ones included.

    >>> codes_by_label()["住建"]
    'urban'
    """
    return {name: c.code for c in table() if not c.parent for name in (c.label, *c.aliases)}


def joined(title: str, body: str) -> str:
    """What is classified: the title, which says most, and the beginning of the body."""
    return f"{title}。" * _TITLE_WEIGHT + body[:_BODY] if title else body[:_BODY]


def classify(title: str, body: str) -> Verdict:
    """The category of a complaint.

    A category without labelled examples wins by its words where the classifier is unsure; confidence is low then.

    >>> classify("公交车晚点严重", "我每天坐公交上班，班次太少，末班车也太早。").label
    '交通运输'
    """
    code, confidence = _linear(joined(title, body))
    words, hits = _by_words(title, body)
    if words is not None and words.top not in _known() and hits >= _FEW_WORDS and confidence < _UNSURE:
        code, confidence = words.top, 0.4
    detail = words.code if words is not None and words.top == code else None
    return Verdict(code, label_of(code), confidence, detail)


def label_of(code: str) -> str:
    """The Chinese label of a code. Raises KeyError when the table has no such code."""
    return {c.code: c.label for c in table()}[code]


def _by_words(title: str, body: str) -> tuple[Category | None, float]:
    text = f"{title}{title}{body[:_BODY]}"
    best: tuple[float, Category] | None = None
    for category in table():
        hits = sum(min(3, text.count(word)) for word in category.words)
        if hits and (best is None or hits > best[0]):
            best = (float(hits), category)
    return (None, 0.0) if best is None else (best[1], best[0])


@dataclass(frozen=True)
class _Weights:
    place: dict[str, int]
    idf: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    classes: tuple[str, ...]


@cache
def _weights() -> _Weights:
    import numpy as np

    with np.load(models_dir() / "complaints" / "weights.npz", allow_pickle=False) as data:
        return _Weights(
            place={gram: i for i, gram in enumerate(data["grams"].tolist())},
            idf=data["idf"].astype("float64"),
            weights=data["weights"].astype("float64"),
            bias=data["bias"].astype("float64"),
            classes=tuple(data["classes"].tolist()),
        )


@cache
def _known() -> frozenset[str]:
    return frozenset(_weights().classes)


def _linear(text: str) -> tuple[str, float]:
    """The class of largest margin, and a confidence: the softmax of the margins."""
    import numpy as np

    fitted = _weights()
    plain = " ".join(text.lower().split())
    grams = Counter(plain[i : i + size] for size in (1, 2) for i in range(len(plain) - size + 1))
    found = [(fitted.place[g], 1.0 + math.log(n)) for g, n in sorted(grams.items()) if g in fitted.place]
    places = np.array([p for p, _ in found], dtype=int)
    values = np.array([v for _, v in found]) * fitted.idf[places] if found else np.zeros(0)
    length = float(np.sqrt((values**2).sum()))
    margins = fitted.bias + (fitted.weights[:, places] @ (values / length) if length else 0.0)
    scaled = np.exp(2.0 * (margins - margins.max()))
    best = int(margins.argmax())
    return fitted.classes[best], float(scaled[best] / scaled.sum())
