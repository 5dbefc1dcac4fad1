"""Sheets of complaints, with which of their rows are one matter, read against policies: what clusters learn from."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from random import Random

from luodi.checks import feedback
from luodi.checks.bearing import Readings
from luodi.checks.complaints import Complaint
from luodi.checks.heard import Heard, complaints
from luodi.compare.reader import shared_reader
from luodi.records import Dossier, Task
from luodi.records.paths import corpora_dir, models_dir

from .checking import dossier_of, sheet
from .gold import csv_rows, load_case

CORPORA = corpora_dir()


@dataclass(frozen=True)
class Matter:
    """Complaints (ids) of one unit about one matter; ``task`` are words of the task's sentence, '' when none asks."""

    unit: str
    task: str
    members: frozenset[str]


@dataclass
class Sheet:
    """One sheet of complaints against one policy, its own world's or an alien one's (then it has no matters)."""

    world: str
    policy: str
    heard: Heard
    tasks: tuple[Task, ...]
    matters: list[Matter]
    readings: Readings = field(repr=False)


def sheets(*, alien: int = 4, workers: int | None = None, kept: Path | None = None) -> list[Sheet]:
    """All sheets against their own policy and against ``alien`` others each, drawn with a seed, and read.

    ``workers`` read side by side, by default one to a processor; ``kept`` is a folder for what was read.
    """
    known = _matters()
    written = _written()
    worlds = [*sorted({w for w, _ in known} - written), *sorted(written)]
    draw = Random(5)
    asked = [(w, policy) for w in worlds for policy in (w, *draw.sample(sorted(set(worlds) - {w}), alien))]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        read = list(pool.map(_read, *zip(*asked, strict=True), repeat(kept)))
    found = []
    for (world, policy), readings in zip(asked, read, strict=True):
        matters = [m for w, m in known if w == world and policy == world]
        found.append(Sheet(world, policy, told(world)[0], told(policy)[1], matters, readings))
    return found


def _read(world: str, policy: str, kept: Path | None) -> Readings:
    """One sheet read against one policy; taken from ``kept`` where the same was read by the same reader before."""
    heard, tasks = told(world)[0], told(policy)[1]
    place = kept / f"{_digest(heard.items, tasks)}.pickle" if kept is not None else None
    if place is not None and place.exists():
        readings: Readings = pickle.loads(place.read_bytes())
        return readings
    readings = feedback.readings(heard, tasks, shared_reader().judge)
    if place is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pickle.dumps(readings))
    return readings


def _digest(items: Sequence[Complaint], tasks: Sequence[Task]) -> str:
    reader = hashlib.sha256((models_dir() / "reader" / "reader.onnx").read_bytes()).hexdigest()
    told_of = [[(c.text, c.unit, c.place) for c in items], [t.sentence for t in tasks]]
    return hashlib.sha256(json.dumps([reader, told_of], ensure_ascii=False).encode()).hexdigest()[:24]


@cache
def told(world: str) -> tuple[Heard, tuple[Task, ...]]:
    """A world's complaints and the tasks of its policy; a sheet in corpora/complaints comes before its own."""
    case = load_case(CORPORA / "cases" / world)
    dossier = dossier_of(case)
    written = CORPORA / "complaints" / f"{world}.csv"
    document = (
        sheet(written.name, written.read_text(encoding="utf-8"))
        if written.exists()
        else next(d for d in dossier.documents if d.file == "feedback.csv")
    )
    alone: Dossier = dossier.replace(documents=(document,))
    assert dossier.policy is not None
    return complaints(alone)[0][1], dossier.policy.tasks


def _written() -> set[str]:
    return {p.stem for p in (CORPORA / "complaints").glob("*.csv")} - {"clusters", "duplicates", "topics"}


def _matters() -> list[tuple[str, Matter]]:
    rows = csv_rows(CORPORA / "complaints" / "clusters.csv")
    return [(r["world"], Matter(r["unit"], r["task"], frozenset(r["members"].split()))) for r in rows]
