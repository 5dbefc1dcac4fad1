"""How far reports are read, and whether reading less changes what is judged.

``python benchmarks/reading_depth.py corpora/cases/WORLD…`` judges the gold tasks of annotated worlds twice: as luodi
does, and with every task read by all its candidates at once. It prints the word pieces read in each step, the share of
verdicts that are the same, and how often both are right about whether something is wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from luodi.compare import opening, weighing
from luodi.compare.judging import judged
from luodi.compare.reader import Reader, Reading
from luodi.compare.reader_input import ReaderInput, compose
from luodi.compare.reader_pieces import Pieces
from luodi.learn.gold import load_case
from luodi.records import PROBLEMS
from luodi.records.paths import models_dir
from luodi.settings import Settings

STEPS = ("the look", "the likeliest seven", "two alone", "four turned")
"""What ``open_report`` asks a reader for, in its order."""


@dataclass
class Counting:
    """A reader that counts the word pieces of each step."""

    reader: Reader
    pieces: Pieces
    calls: int = 0
    read: Counter[str] = field(default_factory=Counter)

    def judge(self, inputs: Sequence[ReaderInput]) -> list[Reading]:
        """As the reader's own."""
        self.read[STEPS[self.calls % len(STEPS)]] += sum(len(compose(self.pieces, given)[0]) for given in inputs)
        self.calls += 1
        return self.reader.judge(inputs)


@dataclass(frozen=True)
class Row:
    """A gold task of one unit: its status, the one judged, and whether that is right about something being wrong."""

    status: str
    right: bool


def rows(folders: Sequence[Path], reader: Counting) -> list[Row]:
    """Every gold task of every unit, judged."""
    found = []
    with patch.object(weighing, "shared_reader", lambda: reader):
        for case in map(load_case, folders):
            gold = {(a["unit"], a["task"]): a["status"] for a in case.assessments if not a.get("doubt")}
            for unit, policy, report in case.answers():
                tasks = [task for task in policy.tasks if (unit, task.sentence) in gold]
                for task, (_, verdict) in zip(tasks, judged(tasks, (unit,), [report], Settings()), strict=True):
                    wrong = gold[unit, task.sentence] in PROBLEMS
                    found.append(Row(verdict.best, (verdict.best in PROBLEMS) == wrong))
    return found


def main() -> None:
    """Print the figures."""
    folders = [Path(name) for name in sys.argv[1:]]
    pieces = Pieces.read(models_dir() / "reader" / "vocab.json")
    shipped, whole = (Counting(Reader.load(), pieces) for _ in range(2))
    as_shipped = rows(folders, shipped)
    with patch.object(opening, "_leads", lambda _: False):
        all_read = rows(folders, whole)
    count, same = len(as_shipped), sum(a.status == b.status for a, b in zip(as_shipped, all_read, strict=True))
    steps = ", ".join(f"{step} {100 * n / shipped.read.total():.0f} %" for step, n in shipped.read.items())
    print(f"{shipped.read.total()} word pieces for {count} tasks and units: {steps}")
    print(f"{whole.read.total()} where all candidates are read of every task")
    print(f"statuses the same {same / count:.4f}")
    right = [sum(row.right for row in found) / count for found in (as_shipped, all_read)]
    print(f"problem accuracy {right[0]:.4f}, {right[1]:.4f} where all are read")


if __name__ == "__main__":
    main()
