"""The annotated corpora as DataFrames, in parts that never mix (corpora/README.md)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from luodi.records.paths import corpora_dir

from .gold import json_rows, load_case
from .split import PARTS, Part, case_folders, part_of_task, part_of_world

if TYPE_CHECKING:
    import pandas as pd


def load_corpus(
    name: Literal["deviation", "contrast", "cases"], *, split: Part | None = None, root: str | Path | None = None
) -> dict[str, pd.DataFrame]:
    """Read an annotated corpus.

    Parameters
    ----------
    name: ``contrast`` (tasks with statements that were written to be told apart, and their twins), ``cases``
        (annotated worlds), or ``deviation``, the whole benchmark: both.
    split: one part; all three when None. A contrast pair and its twins share a part, and so does a whole world.
        ``test`` is for measuring: nothing is trained or chosen on it.
    root: the folder ``corpora``; the one of this checkout when None. A wheel holds no corpora.

    Returns DataFrames by name, each with a column ``split``: of ``contrast`` one, ``pairs``; of ``cases`` four,
    ``documents``, ``tasks``, ``assessments`` and ``findings``, with a column ``world``; of ``deviation`` all five.
    Other columns are as in the JSONL files; what a row does not give is missing (NaN).

    Raises ValueError for an unknown corpus or part, FileNotFoundError where there are no corpora.

    >>> pairs = load_corpus("contrast", split="test")["pairs"]
    >>> set(pairs["split"]), "statement" in pairs.columns
    ({'test'}, True)
    """
    import pandas as pd

    readers: dict[str, Callable[[Path], dict[str, list[dict[str, Any]]]]] = {"contrast": _contrast, "cases": _cases}
    if name != "deviation" and name not in readers:
        raise ValueError(f"no corpus {name!r}; there are deviation, {', '.join(readers)}")
    if split is not None and split not in PARTS:
        raise ValueError(f"no part {split!r}; there are {', '.join(PARTS)}")
    frames = {}
    for part in ("cases", "contrast") if name == "deviation" else (name,):
        folder = (corpora_dir() if root is None else Path(root)) / part
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is not there; give root, the folder corpora of a checkout")
        for table, rows in readers[part](folder).items():
            frames[table] = pd.DataFrame([row for row in rows if split in (None, row["split"])])
    return frames


def _contrast(folder: Path) -> dict[str, list[dict[str, Any]]]:
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in json_rows(path)]
    return {"pairs": [{"split": part_of_task(row["task_id"]), **row} for row in rows]}


def _cases(folder: Path) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {"documents": [], "tasks": [], "assessments": [], "findings": []}
    for path in case_folders(folder):
        case = load_case(path)
        for name, rows in tables.items():
            rows += [{"split": part_of_world(case.name), "world": case.name, **row} for row in getattr(case, name)]
    return tables
