"""What a reader that never saw some worlds reads in them, kept for the blend: ``python -m luodi.learn.readings``.

Once worlds are taken into the reader's training, what it says of them is no longer what it says of the unknown. So
their rows are read before, by the reader as it was, and kept in ``corpora/readings``: the blend then learns from many
more unknown documents than the few worlds that are never trained on.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from .gold import load_case
from .signal_rows import SignalRow, rows_of, settings_with

_FIXED = ("world", "unit", "task", "status", "aspects")
_DIGITS = 3


def write(rows: Sequence[SignalRow], path: Path) -> None:
    """Write rows as CSV, a column a signal, 0 as an empty cell; of a task only the beginning of its digest is kept."""
    names = sorted({name for row in rows for name in row.signals})
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*_FIXED, *names])
        for row in rows:
            digest = hashlib.sha256(row.task.encode()).hexdigest()[:8]
            values = (round(row.signals.get(name, 0.0), _DIGITS) for name in names)
            fixed = (row.world, row.unit, digest, row.status, "|".join(row.aspects))
            table.writerow([*fixed, *(f"{v:g}" if v else "" for v in values)])


def read(paths: Iterable[Path]) -> list[SignalRow]:
    """Rows that ``write`` wrote. Raises ValueError naming the file where a column of it is missing."""
    found = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            if missing := set(_FIXED) - set(table.fieldnames or ()):
                raise ValueError(f"{path}: no column {'、'.join(sorted(missing))}")
            for cells in table:
                signals = {name: float(v or 0) for name, v in cells.items() if name not in _FIXED}
                aspects = tuple(a for a in cells["aspects"].split("|") if a)
                found.append(SignalRow(cells["world"], cells["unit"], cells["task"], signals, cells["status"], aspects))
    return found


def main() -> None:
    """Read worlds with the reader as it is and keep what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path, help="annotated worlds that the reader was not trained on")
    parser.add_argument("--out", type=Path, required=True, help="the CSV to write")
    asked = parser.parse_args()
    rows = [row for path in asked.cases for row in rows_of(load_case(path), settings_with(reader=True))]
    write(rows, asked.out)
    print(f"{len(rows)} rows of {len(asked.cases)} worlds: {asked.out}")


if __name__ == "__main__":
    main()
