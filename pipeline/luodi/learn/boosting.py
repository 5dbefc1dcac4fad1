"""Fit boosted trees with scikit-learn and write them as the arrays that ``luodi.compare.trees`` runs."""

from __future__ import annotations

from typing import Any

from sklearn.ensemble import HistGradientBoostingClassifier


def boost(x: Any, y: Any, *, classes: int, rounds: int = 120) -> dict[str, Any]:
    """A forest for labels ``y`` in ``range(classes)`` over signals ``x`` of shape (rows, names).

    Shallow trees and strong smoothing: there are about a thousand rows. Raises ValueError where a class does
    not occur.
    """
    model = HistGradientBoostingClassifier(
        max_depth=3, learning_rate=0.06, max_iter=rounds, l2_regularization=3.0, min_samples_leaf=15, random_state=0
    ).fit(x, y)
    if list(model.classes_) != list(range(classes)):
        raise ValueError(f"every class must occur in training, got {list(model.classes_)}")
    # scikit-learn keeps the fitted trees only in private attributes; test_trees compares the arrays with its answers
    return {
        "base": [float(v) for v in model._baseline_prediction.ravel()],
        "rounds": [[_arrays(tree.nodes) for tree in one] for one in model._predictors],
    }


def _arrays(nodes: Any) -> dict[str, list[float]]:
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "feature": [int(v) for v in nodes["feature_idx"]],
        "threshold": [round(float(v), 6) for v in nodes["num_threshold"]],
        "left": [-1 if end else int(v) for end, v in zip(leaf, nodes["left"], strict=True)],
        "right": [-1 if end else int(v) for end, v in zip(leaf, nodes["right"], strict=True)],
        "value": [round(float(v), 6) for v in nodes["value"]],
    }
