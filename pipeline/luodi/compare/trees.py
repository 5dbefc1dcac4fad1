"""Boosted trees as plain arrays: fitted by scikit-learn, kept as JSON, run with numpy, no pickle anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


class Trees:
    """Sums of small trees per class; a forest in JSON has ``base`` (classes,) and ``rounds``, a list of trees each.

    ``rounds[i][k]`` is the tree of round i for class k: a dict of equally long lists ``feature``, ``threshold``,
    ``left``, ``right``, ``value``; a node with ``left`` -1 is a leaf.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._base = np.array(data["base"], dtype=np.float64)
        self._rounds = [[_Tree(tree) for tree in one] for one in data["rounds"]]

    def scores(self, x: Any) -> Any:
        """Raw scores, array of shape (rows, classes), for signals of shape (rows, names)."""
        total = np.tile(self._base, (len(x), 1))
        for one in self._rounds:
            for k, tree in enumerate(one):
                total[:, k] += tree.values(x)
        return total


class _Tree:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self._feature = np.array(data["feature"], dtype=np.int64)
        self._threshold = np.array(data["threshold"], dtype=np.float64)
        self._left = np.array(data["left"], dtype=np.int64)
        self._right = np.array(data["right"], dtype=np.int64)
        self._value = np.array(data["value"], dtype=np.float64)

    def values(self, x: Any) -> Any:
        node = np.zeros(len(x), dtype=np.int64)
        rows = np.arange(len(x))
        while True:
            inner = self._left[node] >= 0
            if not inner.any():
                return self._value[node]
            below = x[rows, self._feature[node]] <= self._threshold[node]
            node = np.where(inner, np.where(below, self._left[node], self._right[node]), node)
