"""Figures of a reader on contrast pairs, their twins, and rows of worlds.

A judge is any function from inputs to readings, so that the network in training and the exported file are measured by
the same code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from luodi.compare.reader import Reading
from luodi.compare.reader_input import ReaderInput, Told
from luodi.records import PROBLEMS, STATUSES

from ..measures import Overlap, Share
from .examples import Pair, Row
from .showing import shown

Judge = Callable[[Sequence[ReaderInput]], list[Reading]]


def status_of(reading: Reading) -> str:
    """The most probable status."""
    return max(reading.status, key=lambda s: reading.status[s])


def aspects_of(reading: Reading) -> frozenset[str]:
    """Aspects that are likelier than not, at least the most probable one."""
    best = max(reading.aspects, key=lambda a: reading.aspects[a])
    return frozenset({a for a, p in reading.aspects.items() if p >= 0.5} | {best})


def alone(pair: Pair) -> ReaderInput:
    """A pair by itself."""
    return ReaderInput(pair.task, (Told(pair.statement),), pair.deadline, pair.report_date)


def of_pairs(judge: Judge, pairs: Sequence[Pair]) -> dict[str, float]:
    """Each pair by itself; `both`: the share of pairs of which the original and every twin are right."""
    readings = judge([alone(p) for p in pairs])
    figures = _figures(readings, [p.status for p in pairs], [p.aspects for p in pairs])
    groups: dict[str, list[bool]] = defaultdict(list)
    for pair, reading in zip(pairs, readings, strict=True):
        groups[pair.key].append(status_of(reading) == pair.status)
    twinned = [all(right) for right in groups.values() if len(right) > 1]
    return figures | {"twinned": len(twinned), "both": sum(twinned) / max(1, len(twinned))}


def of_rows(judge: Judge, rows: Sequence[Row]) -> dict[str, float]:
    """Each row among its nearest sentences; `evidence`: the sentence that bears most is gold evidence."""
    inputs = [shown(row) for row in rows]
    readings = judge(inputs)
    found = Share()
    for row, given, reading in zip(rows, inputs, readings, strict=True):
        if row.status != "omitted" and given.told:
            best = max(range(len(given.told)), key=lambda i: reading.bears[i])
            found.add(given.told[best].place in row.evidence)
    figures = _figures(readings, [r.status for r in rows], [r.aspects for r in rows])
    return figures | {"evidence": found.value or 0.0}


def _figures(readings: Sequence[Reading], gold: Sequence[str], aspects: Sequence[frozenset[str]]) -> dict[str, float]:
    right, problem, short = Share(), Share(), Overlap()
    by_status = {s: Overlap() for s in STATUSES}
    for reading, status, asked in zip(readings, gold, aspects, strict=True):
        said = status_of(reading)
        right.add(said == status)
        problem.add((sum(reading.status[s] for s in PROBLEMS) > 0.5) == (status in PROBLEMS))
        for s, overlap in by_status.items():
            overlap.add([1] if status == s else [], [1] if said == s else [])
        if status == "discounted":
            short.add(asked, aspects_of(reading) if said == "discounted" else ())
    return {
        "n": len(gold),
        "status": right.value or 0.0,
        "problem": problem.value or 0.0,
        "macro_f1": sum(o.f1 or 0.0 for o in by_status.values()) / len(by_status),
        "aspect_f1": short.f1 or 0.0,
    }


def selection(judge: Judge, pairs: Sequence[Pair], rows: Sequence[Row]) -> float:
    """What chooses among epochs: the mean of status on pairs, status and problem on rows (rows count twice)."""
    of_world = of_rows(judge, rows)
    return (of_pairs(judge, pairs)["status"] + 2 * of_world["status"] + 2 * of_world["problem"]) / 5
