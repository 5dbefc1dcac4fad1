"""Boosted trees as plain arrays: fitted by scikit-learn, kept as JSON, run with numpy, no pickle anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


class Trees:
    """Sums of small trees per class; a forest in JSON has ``base`` (classes,) and ``rounds``, a list of trees each.

    ``rounds[i][k]`` is the tree of round i for class k: a dict of equally long lists ``feature``, ``threshold``,
    ``left``, ``right``, ``value``; a node with ``left`` -1 is a leaf.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        trees = [tree for one in data["rounds"] for tree in one]
        most = max(len(tree["left"]) for tree in trees)
        self._base = np.array(data["base"], dtype=np.float64)
        self._feature, self._left, self._right = (_padded(trees, name, most, -1, np.int64) for name in _WAYS)
        self._threshold, self._value = (_padded(trees, name, most, 0.0, np.float64) for name in ("threshold", "value"))

    def scores(self, x: Any) -> Any:
        """Raw scores, array of shape (rows, classes), for signals of shape (rows, names)."""
        number, row = np.arange(len(self._left)), np.arange(len(x))[:, None]
        node = np.zeros((len(x), len(number)), dtype=np.int64)
        while (inner := self._left[number, node] >= 0).any():
            below = x[row, self._feature[number, node]] <= self._threshold[number, node]
            node = np.where(inner, np.where(below, self._left[number, node], self._right[number, node]), node)
        parts = self._value[number, node].reshape(len(x), len(number) // len(self._base), len(self._base))
        parts = np.concatenate([np.tile(self._base, (len(x), 1, 1)), parts], axis=1)
        # one after the other: the last bits of a sum hang on its order, and results shall not change with numpy's
        return np.cumsum(parts, axis=1)[:, -1]


_WAYS = ("feature", "left", "right")


def _padded(trees: Sequence[Mapping[str, Any]], name: str, most: int, fill: float, kind: type) -> Any:
    """One list of all trees as an array of shape (trees, most)."""
    return np.array([[*tree[name], *[fill] * (most - len(tree[name]))] for tree in trees], dtype=kind)
