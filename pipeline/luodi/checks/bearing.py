"""Complaints that bear on one task though they share no word with it, as the reader sees them.

The reader says of each complaint and each task how probably the one bears on the other. One such reading is weak; that
many complaints of one place lean the same way is not. Each place is taken as a mixture of the tasks and of all that
bears on none, and a complaint goes where it fits best given how much of the place goes there. The weights are learnt
(``python -m luodi.learn.clusters``) and stored in ``models/complaints/bearing.json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from luodi.compare.reader_input import ReaderInput, Told
from luodi.records.paths import models_dir

from .clusters import rarity
from .likeness import pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from luodi.compare.reader import Reading

Judge = Callable[[Sequence[ReaderInput]], "list[Reading]"]

_MOST_READ = 6000
"""Pairs of complaint and task read for one sheet; of larger sheets every n-th complaint of a place is read."""
_RARE = 3.0
_WORDS, _MOST_WORDS = 4.0, 3.0
"""Weight of shared words that counts as one, and the most that is counted."""
_ELSEWHERE = 5
"""How many complaints elsewhere the common level of the sheet weighs as much as."""
_ROUNDS, _SPREAD = 20, 0.3
_SURE = 0.5
_SMALLEST = 1e-4


@dataclass(frozen=True)
class Weights:
    """What was learnt. ``signals`` weigh, for a complaint and a task: bears (beside others, as read), answered (beside
    others, as read), shared words; ``none`` is the log odds of bearing on no task; ``share`` of a place's complaints
    and ``answered`` (mean log odds that the task is answered) are asked of a group."""

    signals: tuple[float, ...]
    bias: float
    none: float
    share: float
    answered: float


@dataclass(frozen=True)
class Readings:
    """What was read of the complaints ``which`` (by index) and all tasks.

    ``odds`` has the shape (complaints read, tasks, 2): log odds of bearing on the task and of telling of it at all;
    ``words`` (complaints read, tasks): weight of rare words shared. ``units`` are the places of the complaints read.
    """

    which: tuple[int, ...]
    units: tuple[str, ...]
    odds: NDArray[np.float64]
    words: NDArray[np.float64]


@cache
def weights() -> Weights:
    """The shipped weights."""
    data: dict[str, Any] = json.loads((models_dir() / "complaints" / "bearing.json").read_text(encoding="utf-8"))
    return Weights(
        signals=tuple(float(x) for x in data["signals"]),
        bias=float(data["bias"]),
        none=float(data["none"]),
        share=float(data["share"]),
        answered=float(data["answered"]),
    )


def read(
    texts: Sequence[str],
    units: Sequence[str | None],
    tasks: Sequence[str],
    judge: Judge,
    *,
    least: int = 5,
    hide: Sequence[Sequence[str]] = (),
) -> Readings:
    """Read complaints against tasks: those of places with ``least`` complaints or more, in the sheet's order.

    ``hide`` are the names of each complaint's place, which mark no matter.
    """
    import numpy as np

    which = _chosen(units, len(tasks), least)
    inputs = [ReaderInput(task, (Told(texts[i]),)) for i in which for task in tasks]
    told = judge(inputs)
    odds = np.array([[_odds(r.bears[0]), _odds(1.0 - r.status["omitted"])] for r in told], dtype=np.float64)
    asked = [{p: w for p in pairs(task) if (w := rarity(p)) >= _RARE} for task in tasks]
    own = [pairs(_without(texts[i], hide[i] if hide else ())).keys() for i in which]
    shared = [[sum(w for p, w in a.items() if p in o) for a in asked] for o in own]
    return Readings(
        which=tuple(which),
        units=tuple(str(units[i]) for i in which),
        odds=odds.reshape(len(which), len(tasks), 2),
        words=np.array(shared, dtype=np.float64).reshape(len(which), len(tasks)),
    )


def signals(readings: Readings, unit: str) -> tuple[list[int], NDArray[np.float64]]:
    """The rows of one place, and their signals, shape (complaints, tasks, 5), as ``Weights.signals`` weighs them.

    Beside others: less what the task gets from complaints elsewhere, and what the complaint gives to any task.
    """
    import numpy as np

    here = [row for row, u in enumerate(readings.units) if u == unit]
    rest = [row for row, u in enumerate(readings.units) if u != unit]
    layers = []
    for channel in (0, 1):
        level = readings.odds[:, :, channel]
        common = (level[rest].sum(axis=0) + _ELSEWHERE * level.mean()) / (len(rest) + _ELSEWHERE)
        beside = level[here] - common
        layers += [beside - beside.mean(axis=1, keepdims=True), level[here]]
    layers.append(np.minimum(_MOST_WORDS, readings.words[here] / _WORDS))
    return here, np.stack(layers, axis=-1)


def groups(
    readings: Readings, unit: str, *, least: int = 5, learnt: Weights | None = None
) -> list[tuple[int, list[int]]]:
    """The matters of one place: (task by index, complaints by index), at least ``least`` of them, the largest first."""
    import numpy as np

    learnt = weights() if learnt is None else learnt
    if readings.units.count(unit) < least or not readings.odds.size:
        return []
    here, given = signals(readings, unit)
    odds = given @ np.array(learnt.signals) + learnt.bias
    belongs = _mixture(odds, learnt.none)
    found = []
    for task in range(odds.shape[1]):
        rows = [row for row in range(len(here)) if belongs[row, task] >= _SURE]
        if len(rows) < max(least, learnt.share * len(here)):
            continue
        if given[rows, task, 3].mean() >= learnt.answered:
            found.append((task, [readings.which[here[row]] for row in rows]))
    return sorted(found, key=lambda f: (-len(f[1]), f[0]))


def _mixture(odds: NDArray[np.float64], none: float) -> NDArray[np.float64]:
    """How probably each complaint belongs to each task, or to none (the last column): expectation maximisation."""
    import numpy as np

    odds = np.concatenate([odds, np.full((len(odds), 1), none)], axis=1)
    count = odds.shape[1]
    shares = np.full(count, 1.0 / count)
    belongs = odds
    for _ in range(_ROUNDS):
        belongs = odds + np.log(shares + 1e-9)
        belongs = np.exp(belongs - belongs.max(axis=1, keepdims=True))
        belongs /= belongs.sum(axis=1, keepdims=True)
        shares = belongs.sum(axis=0) + _SPREAD / count
        shares /= shares.sum()
    return belongs


def _chosen(units: Sequence[str | None], tasks: int, least: int) -> list[int]:
    by_unit: dict[str, list[int]] = {}
    for i, unit in enumerate(units):
        if unit is not None:
            by_unit.setdefault(unit, []).append(i)
    large = {u: rows for u, rows in by_unit.items() if len(rows) >= least}
    most = max(2 * least, _MOST_READ // max(1, tasks * len(large)))
    return sorted(i for rows in large.values() for i in rows[:: -(-len(rows) // most)])


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, "，")
    return text


def _odds(probability: float) -> float:
    import numpy as np

    bounded = min(max(probability, _SMALLEST), 1.0 - _SMALLEST)
    return float(np.log(bounded / (1.0 - bounded)))
