"""Learn and measure how complaints gather: ``python -m luodi.learn.clusters [--choose] [--write] [--kept FOLDER]``.

Reads ``corpora/complaints`` (sheets and which of their rows are one matter) and the sheets of the annotated worlds, all
building worlds. Prints, with each world left out of the learning in turn, how many clusters are found with and without
the reader, whether with the right task and members, and how often a sheet is taken to bear on an alien policy.
``--choose`` prints the same over a grid of thresholds, ``--write`` fits on all and stores
``models/complaints/bearing.json`` and, of the tasks of all building worlds, ``asked.json``: how common pairs of
characters are there. Nearly all of the time is the reader's, some 29,000 pairs of complaint and task:
sheets are read side by side, one to a processor, and ``--kept`` keeps what was read for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path

from luodi.checks import bearing, feedback
from luodi.checks.bearing import Weights
from luodi.checks.clusters import pairs_told
from luodi.checks.feedback import Cluster
from luodi.records.paths import corpora_dir, models_dir

from .complaint_sheets import Sheet, sheets
from .gold import load_case
from .split import worlds

_LEAST = 5
_COMMON = 8
"""A character pair in fewer tasks than this is rare anyway and not stored."""
_ALIEN_WEIGHT = 0.25
NONE, SHARE, ANSWERED = -4.5, 0.4, 0.0
"""Chosen over worlds left out, precision first: see docs/accuracy.md."""
_GRID = ((-4.5, -3.5, -2.5, -1.5), (0.3, 0.4, 0.5), (-1.0, 0.0, 0.5, 1.0))
"""Thresholds that ``--choose`` goes through: none, share, answered (``bearing.Weights``)."""


def fit(given: Sequence[Sheet]) -> Weights:
    """Weights of the signals: a complaint of a matter against its task, beside the other tasks and alien policies."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    rows, wanted, weight = [], [], []
    for one in given:
        for unit in sorted(set(one.readings.units)):
            here, given_here = bearing.signals(one.readings, unit)
            for place, row in enumerate(here):
                name = one.heard.distinct[one.readings.which[row]].id
                matter = next((m for m in one.matters if m.unit == unit and m.task and name in m.members), None)
                if one.policy == one.world and matter is None:
                    continue
                rows.append(given_here[place])
                wanted += [matter is not None and matter.task in t.sentence for t in one.tasks]
                weight += [1.0 if matter is not None else _ALIEN_WEIGHT] * len(one.tasks)
    model = LogisticRegression(C=1.0, max_iter=500).fit(np.concatenate(rows), np.array(wanted), np.array(weight))
    signals = tuple(round(float(w), 4) for w in model.coef_[0])
    return Weights(signals, round(float(model.intercept_[0]), 4), NONE, SHARE, ANSWERED)


@dataclass
class Count:
    """Clusters found and missed, those with the right task, false ones on own and on alien policies; members."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    task: int = 0
    alien: int = 0
    sheets: int = 0
    shared: list[tuple[float, float]] = field(default_factory=list)

    def add(self, one: Sheet, found: Sequence[Cluster], *, details: bool = False) -> None:
        """Count one sheet: a cluster is right when at least half of it is one matter of that unit."""
        if one.policy != one.world:
            self.sheets += 1
            self.alien += bool(found)
            return
        left = [m for m in one.matters if m.task and len(m.members) >= _LEAST]
        for cluster in found:
            names = frozenset(c.id for c in cluster.complaints)
            fit = [m for m in left if m.unit == cluster.unit and 2 * len(names & m.members) >= len(names)]
            if not fit:
                self.extra += 1
                self._say(details, one, "extra", cluster.unit)
                continue
            left.remove(fit[0])
            self.right += 1
            self.task += cluster.task is not None and fit[0].task in cluster.task.sentence
            both = len(names & fit[0].members)
            self.shared.append((both / len(names), both / len(fit[0].members)))
        self.missed += len(left)
        for matter in left:
            self._say(details, one, "missed", matter.unit)

    def _say(self, details: bool, one: Sheet, what: str, unit: str) -> None:
        if details:
            print(f"{what} {one.world} {unit}")

    def line(self) -> str:
        """All figures in one line."""
        f1 = 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)
        inside = [sum(s[k] for s in self.shared) / max(1, len(self.shared)) for k in (0, 1)]
        return (
            f"F1 {f1:.3f}  right {self.right} extra {self.extra} missed {self.missed}  task right {self.task}  "
            f"members: precision {inside[0]:.2f} recall {inside[1]:.2f}  "
            f"alien policies hit {self.alien} of {self.sheets}"
        )


def _worlds(given: Sequence[Sheet]) -> Iterator[tuple[str, list[Sheet], list[Sheet]]]:
    for world in sorted({one.world for one in given}):
        rest = [o for o in given if world not in (o.world, o.policy)]
        yield world, rest, [o for o in given if o.world == world]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; store the weights with ``--write``."""
    parser = argparse.ArgumentParser(prog="python -m luodi.learn.clusters", description="how complaints gather")
    parser.add_argument("--write", action="store_true", help="store the weights, fitted on all")
    parser.add_argument("--choose", action="store_true", help="print the figures over a grid of thresholds too")
    parser.add_argument("--details", action="store_true", help="print what is missed and what is false")
    parser.add_argument("--workers", type=int, default=None, help="processes that read, by default one to a processor")
    parser.add_argument("--kept", type=Path, default=None, help="folder that keeps what was read for the next run")
    given = parser.parse_args(arguments)
    all_sheets = sheets(workers=given.workers, kept=given.kept)
    left_out = [(fit(rest), tested) for _, rest, tested in _worlds(all_sheets)]
    by_words = Count()
    for one in all_sheets:
        by_words.add(one, feedback.clustered(one.heard, one.tasks))
    together = _together(left_out, details=given.details)
    print("words alone        ", by_words.line())
    print("words and reader   ", together.line())
    if given.choose:
        for none, share, answered in product(*_GRID):
            chosen = [(replace(w, none=none, share=share, answered=answered), tested) for w, tested in left_out]
            print(f"none {none:4} share {share} answered {answered:4} ", _together(chosen).line())
    if given.write:
        _write(fit(all_sheets), together)
        (models_dir() / "complaints" / "asked.json").write_text(_asked(), encoding="utf-8")
    return 0


def _together(left_out: Sequence[tuple[Weights, Sequence[Sheet]]], *, details: bool = False) -> Count:
    count = Count()
    for learnt, tested in left_out:
        for one in tested:
            found = feedback.clustered(one.heard, one.tasks, readings=one.readings, learnt=learnt)
            count.add(one, found, details=details)
    return count


def _asked() -> str:
    """How many tasks of the building worlds have a pair of characters, the common pairs as JSON."""
    tasks = [t["sentence"] for p in worlds("building", corpora_dir() / "cases") for t in load_case(p).tasks]
    counts = Counter(pair for task in tasks for pair in pairs_told(task))
    common = {pair: n for pair, n in sorted(counts.items()) if n >= _COMMON}
    return json.dumps({"tasks": len(tasks), "pairs": common}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write(learnt: Weights, figures: Count) -> None:
    card = {
        "what": "Weights by which complaints gather to a task of the policy, see luodi.checks.bearing.",
        "signals": list(learnt.signals),
        "bias": learnt.bias,
        "none": learnt.none,
        "share": learnt.share,
        "answered": learnt.answered,
        "data": "corpora/complaints and the sheets of seven building worlds",
        "each world left out": figures.line(),
        "made_by": "python -m luodi.learn.clusters --write",
    }
    target: Path = models_dir() / "complaints" / "bearing.json"
    target.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
