"""Trees as arrays give scikit-learn's own answers."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from luodi.compare.status import softmax
from luodi.compare.trees import Trees
from luodi.learn.boosting import boost


def test_arrays_answer_like_the_estimator_they_came_from() -> None:
    random = np.random.default_rng(0)
    x = random.normal(size=(300, 6)).round(3)
    y = (x[:, 0] > 0).astype(int) + (x[:, 1] + x[:, 2] > 0.5)
    same = HistGradientBoostingClassifier(
        max_depth=3, learning_rate=0.06, max_iter=20, l2_regularization=3.0, min_samples_leaf=15, random_state=0
    ).fit(x, y)
    ours = softmax(Trees(boost(x, y, classes=3, rounds=20)).scores(x))
    assert np.abs(ours - same.predict_proba(x)).max() < 1e-4
