"""How well tasks are judged against reports, and what the judgement rests on: ``python benchmarks/judging.py``.

Gold tasks against reports read by luodi, on the held-out worlds (or those given). Prints: the experts one by one and
together; how much changes when places, years, the order of paragraphs change or meetings are added; confidence against
accuracy, as a table and, with ``--picture FILE``, as a risk-coverage curve.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np

from luodi.compare.judging import asks_for_traces
from luodi.compare.status import READINGS, StatusModel, Verdict, load, reads
from luodi.learn.altered import elsewhere, in_other_units, in_other_years, shuffled, with_meetings
from luodi.learn.gold import Case, load_case
from luodi.learn.signal_rows import SignalRow, judged_rows, rows_of
from luodi.learn.split import worlds
from luodi.learn.status import fit
from luodi.learn.status_figures import measure
from luodi.records import ASPECTS, PROBLEMS, STATUSES
from luodi.settings import Settings

Judged = list[tuple[SignalRow, Verdict]]


def judged(cases: Sequence[Case]) -> Judged:
    """Every row of the cases with its verdict by the shipped models."""
    return [row for case in cases for row in judged_rows(case, Settings())]


def by_reader(rows: Sequence[SignalRow], name: str) -> Judged:
    """Verdicts by one reading of the reader alone."""
    given = []
    for row in rows:
        logits = np.array([row.signals[f"{name}.{s}"] for s in STATUSES])
        odds = np.exp(logits) / (1 + np.exp(logits))
        status = dict(zip(STATUSES, map(float, odds / odds.sum()), strict=True))
        given.append((row, Verdict(status, {a: row.signals[f"{name}.{a}"] for a in ASPECTS})))
    return given


def baseline(cases: Sequence[Case]) -> float:
    """Problem or not by the nearest sentence, with the threshold that suits these very cases best."""
    from luodi.learn.shortcuts import nearest

    return nearest(cases)["nearest sentence, problem"]


def changes(cases: Sequence[Case], told: Judged, change: Callable[[Case], Case]) -> tuple[float, float, float]:
    """Shares of rows whose status changes, of problems that turn into none, and of none that turn into problems; of the
    last two those alone whose task asks for no meeting, paper or publicity, which a report of one would rightly
    better."""
    after = judged([change(case) for case in cases])
    assert len(after) == len(told)
    pairs = [(row.task, v, after[i][1]) for i, (row, v) in enumerate(told)]
    moved = np.mean([a.best != b.best for _, a, b in pairs])
    turned = [(a.best in PROBLEMS, b.best in PROBLEMS) for t, a, b in pairs if not asks_for_traces(t)]
    return float(moved), turned.count((True, False)) / len(pairs), turned.count((False, True)) / len(pairs)


def unseeing(cases: Sequence[Case]) -> dict[str, float]:
    """Figures of the reader when it is shown the same sentences under an empty task: style, not reading."""
    from luodi.compare.reader import Reader
    from luodi.learn.reader.examples import world_rows
    from luodi.learn.reader.measure import of_rows

    reader = Reader.load()
    rows = [row for case in cases for row in world_rows(case.path)]
    return of_rows(lambda inputs: reader.judge([replace(i, task="") for i in inputs]), rows)


def learning(cases: Sequence[Case], sizes: Sequence[int] = (6, 12, 24, 48)) -> list[tuple[int, dict[str, float]]]:
    """Figures of the trees alone on the cases, by the number of building worlds they are fitted on."""
    plain = Settings.from_dict({"comparing": {"reader": False}})
    held = [row for case in cases for row in rows_of(case, plain)]
    folders = worlds("building")
    Random(1).shuffle(folders)
    rows = [list(rows_of(load_case(folder), plain)) for folder in folders]
    figures = []
    for size in [n for n in sizes if n < len(folders)] + [len(folders)]:
        model = StatusModel(fit([row for world in rows[:size] for row in world]))
        figures.append((size, measure(list(zip(held, model.judge_plain([r.signals for r in held]), strict=True)))))
    return figures


def curve(told: Judged) -> list[tuple[float, float]]:
    """Coverage and accuracy of problem-or-not over the surest rows first."""
    right = [(v.confidence, (v.best in PROBLEMS) == (r.status in PROBLEMS)) for r, v in told]
    right.sort(key=lambda x: -x[0])
    total, points = 0, []
    for n, (_, ok) in enumerate(right, 1):
        total += ok
        points.append((n / len(right), total / n))
    return points


def picture(points: Sequence[tuple[float, float]], path: Path) -> None:
    """Draw the risk-coverage curve."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "luodi"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 3.4))
    coverage, accuracy = zip(*points[9:], strict=True)
    axes.plot([100 * c for c in coverage], [100 * (1 - a) for a in accuracy])
    axes.set_xlabel("share of assessments judged, surest first (%)")
    axes.set_ylabel("wrong on problem or not (%)")
    axes.grid(visible=True, alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def recall(cases: Sequence[Case], at: Sequence[int] = (1, 5, 12)) -> dict[int, float]:
    """Share of the assessments with evidence of which a right sentence is among the first so many candidates."""
    from luodi.learn.reader.examples import world_rows

    rows = [row for case in cases for row in world_rows(case.path) if row.evidence]
    return {n: float(np.mean([any(e in row.nearest[:n] for e in row.evidence) for row in rows])) for n in at}


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--learning", action="store_true", help="also the trees over the number of worlds")
    parser.add_argument("--unaltered", action="store_true", help="leave out the altered worlds")
    asked = parser.parse_args()
    cases = [load_case(p) for p in asked.cases or worlds("held-out")]
    started = time.perf_counter()
    told = judged(cases)
    rows = [r for r, _ in told]
    print(f"{len(rows)} assessments of {len(cases)} worlds in {time.perf_counter() - started:.1f} s")
    print(f"{'nearest sentence (best threshold)':36} problem {baseline(cases):.3f}")
    plain = StatusModel.judge_plain
    experts = {"trees alone": list(zip(rows, plain(load(), [r.signals for r in rows]), strict=True))}
    if rows and reads(rows[0].signals):
        experts |= {f"reader, {name}": by_reader(rows, name) for name in READINGS}
    for name, given in (experts | {"together": told}).items():
        print(f"{name:36}", " ".join(f"{k} {v:.3f}" for k, v in measure(given).items()))
    if rows and reads(rows[0].signals):
        print(f"{'reader that never sees the task':36}", " ".join(f"{k} {v:.3f}" for k, v in unseeing(cases).items()))
    for size, figures in learning(cases) if asked.learning else ():
        print(f"trees alone from {size:2} worlds".ljust(36), " ".join(f"{k} {v:.3f}" for k, v in figures.items()))
    print("a right sentence among the first", " ".join(f"{n}: {share:.3f}" for n, share in recall(cases).items()))
    points = curve(told)
    for share in (0.25, 0.5, 0.75, 1.0):
        n = max(1, round(share * len(points))) - 1
        print(f"surest {share:4.0%}: right on problem or not {points[n][1]:.3f}")
    if asked.picture:
        picture(points, asked.picture)
    if asked.unaltered:
        return
    names = {case.name: [u.name for u in case.units()] for case in cases}
    for name, change in {
        "other places": lambda case: elsewhere(case, names[case.name]),
        "other years": in_other_years,
        "figures in other units": in_other_units,
        "paragraphs shuffled": shuffled,
        "meetings on every task added": with_meetings,
    }.items():
        moved, better, worse = changes(cases, told, change)
        print(f"{name:36} status changes {moved:.3f}, problem becomes none {better:.3f}, none a problem {worse:.3f}")


if __name__ == "__main__":
    main()
