"""Train the status model on annotated worlds: ``python -m luodi.learn.status --out models/status``.

The trees are fitted over the signals of index, sentence and marks, from all building worlds and real plans and accounts
(``--annual``). The blend with the reader's readings is fitted on worlds whose texts the reader was not trained on
(``--unseen``, and the real ones kept for choosing), against what the trees say of worlds they were not fitted on: each
expert is weighed by what it is worth on unknown documents. How far the reader reads a report depends on verdicts of the
model that is shipped (``compare.opening``), so one must lie there, and a refit moves the next one's rows a little.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from luodi.compare.status import StatusModel, Verdict, table
from luodi.records import ASPECTS, STATUSES

from .blend import cross_validate_blend, fit_blend
from .boosting import boost
from .gold import load_case
from .signal_rows import SignalRow, rows_of, settings_with
from .split import base_world, part_of_account, worlds
from .status_figures import measure

_SMOOTHING = 0.1
"""Inverse of the regularisation of the aspects' linear scores, chosen by cross-validation."""


def fit(rows: Sequence[SignalRow], *, temperature: float = 1.0) -> dict[str, Any]:
    """Fit status and aspects. Returns the model's JSON."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for row in rows for name in row.signals})
    raw = table([row.signals for row in rows], names)
    statuses = np.array([STATUSES.index(row.status) for row in rows])
    short = [i for i, row in enumerate(rows) if row.status == "discounted"]
    mean, scale = raw[short].mean(axis=0), raw[short].std(axis=0)
    scale[scale < 1e-6] = 1.0
    weights, bases = [], []
    for aspect in ASPECTS:
        target = np.array([aspect in rows[i].aspects for i in short])
        one = LogisticRegression(C=_SMOOTHING, max_iter=2000).fit((raw[short] - mean) / scale, target)
        weights.append(one.coef_[0].tolist())
        bases.append(float(one.intercept_[0]))
    return {
        "names": names,
        "status": boost(raw, statuses, classes=len(STATUSES)),
        "temperature": temperature,
        "mean": mean.tolist(),
        "scale": scale.tolist(),
        "aspect": weights,
        "aspect_base": bases,
    }


def cross_validate(rows: Sequence[SignalRow], *, folds: int = 6) -> list[tuple[SignalRow, Verdict]]:
    """Every row with a verdict of a model that never saw its world."""
    names = sorted({base_world(row.world) for row in rows})
    given: list[tuple[SignalRow, Verdict]] = []
    for fold in range(min(folds, len(names))):
        held = set(names[fold::folds])
        model = StatusModel(fit([r for r in rows if base_world(r.world) not in held]))
        test = [r for r in rows if base_world(r.world) in held]
        given += zip(test, model.judge([r.signals for r in test]), strict=True)
    return given


def best_temperature(given: Sequence[tuple[SignalRow, Verdict]]) -> float:
    """The temperature at which verdicts on unseen worlds are likeliest right as they say (least log loss)."""

    def loss(temperature: float) -> float:
        total = 0.0
        for row, verdict in given:
            total -= float(np.log(tempered(verdict, temperature).status[row.status]))  # type: ignore[index]
        return total

    return min((t / 20 for t in range(10, 61)), key=loss)


def main() -> None:
    """Train, print cross-validated figures, write the model and its card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=Path("corpora/cases"))
    parser.add_argument("--unseen", nargs="+", required=True, help="worlds whose texts the reader was not trained on")
    parser.add_argument("--annual", type=Path, help="real plans and accounts, as python -m luodi.learn.annual writes")
    parser.add_argument("--also", nargs="*", type=Path, default=[], help="reviewed worlds, heeded in the blend")
    parser.add_argument("--measure", nargs="*", type=Path, default=[], help="annotated worlds that are only measured")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    cases = [load_case(p) for p in worlds("building", asked.cases)]
    real = [load_case(p) for p in sorted(asked.annual.iterdir())] if asked.annual else []
    chosen = {case.name for case in real if part_of_account(case.name) == "validation"}
    names = set(asked.unseen) | chosen
    rows = [
        row for case in cases + real if case.name not in chosen for row in rows_of(case, settings_with(reader=False))
    ]
    given = cross_validate(rows)
    temperature = best_temperature(given)
    model = fit(rows, temperature=temperature)
    figures = {
        "trees, by six folds of worlds": measure(given),
        "trees, same worlds as the blend": measure([(r, v) for r, v in given if r.world in names]),
    }
    heard = [case for case in cases + real if case.name in names] + [load_case(p) for p in asked.also]
    reading = [r for case in heard for r in rows_of(case, settings_with(reader=True))]
    # what the trees say of worlds they were not fitted on, about the very sentences that the reader chose
    others = StatusModel(fit([r for r in rows if r.world not in names], temperature=temperature))
    plain = others.judge_plain([r.signals for r in reading])
    blended = cross_validate_blend(reading, plain, model, chosen)
    figures["blend, each world left out in turn"] = measure([g for g in blended if g[0].world in names - chosen])
    if chosen:
        figures["blend, real accounts, left out in turn"] = measure([g for g in blended if g[0].world in chosen])
    model["blend"] = fit_blend(reading, plain, chosen)
    if asked.measure:
        apart = [r for path in asked.measure for r in rows_of(load_case(path), settings_with(reader=True))]
        verdicts = StatusModel(model).judge([r.signals for r in apart])
        figures["worlds only measured"] = measure(list(zip(apart, verdicts, strict=True)))
    write(
        model, asked.out, figures, trained=sorted({r.world for r in rows}), blended=sorted({r.world for r in reading})
    )


def tempered(verdict: Verdict, temperature: float) -> Verdict:
    """A verdict as it would be at another temperature than 1."""
    powers = {s: max(p, 1e-9) ** (1 / temperature) for s, p in verdict.status.items()}
    total = sum(powers.values())
    return Verdict({s: p / total for s, p in powers.items()}, verdict.aspects)


def write(
    model: dict[str, Any], out: Path, figures: dict[str, dict[str, float]], *, trained: list[str], blended: list[str]
) -> None:
    """Write ``model.json`` and ``card.json`` into ``out``, and print the figures."""
    import sklearn

    out.mkdir(parents=True, exist_ok=True)
    (out / "model.json").write_text(json.dumps(_rounded(model), ensure_ascii=False), encoding="utf-8")
    card = {
        "name": "status",
        "trained_on": trained,
        "blend_fitted_on": blended,
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "figures": {name: {k: round(v, 4) for k, v in values.items()} for name, values in figures.items()},
    }
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, values in figures.items():
        print(f"{name:36}", {k: round(v, 4) for k, v in values.items()})


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, list):
        return [_rounded(v) for v in value]
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return value


if __name__ == "__main__":
    main()
