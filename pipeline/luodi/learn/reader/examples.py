"""What the reader learns from: contrast pairs and the rows of annotated worlds, in parts that never mix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from luodi.compare.reader_dates import dates, last_day

from ..gold import json_rows, load_case
from ..split import Part, part_of_task

NEAREST = 24
ANNUAL_SETS = ("h-", "k-", "l-")
"""Contrast sets in the style of annual plans and accounts, by the beginning of their task ids."""


@dataclass(frozen=True)
class Pair:
    """A task with a statement written to be told apart from others, and its label.

    ``source`` is contrast, twin or variant; ``key`` joins a pair with its twins, ``task_id`` all pairs of one task.
    """

    task: str
    statement: str
    deadline: date | None
    report_date: date | None
    status: str
    aspects: frozenset[str]
    source: str = "contrast"
    key: str = ""
    task_id: str = ""
    subject: str = ""

    @property
    def annual(self) -> bool:
        """Whether it is of a set in the style of annual reports: general words, long sentences."""
        return self.task_id.startswith(ANNUAL_SETS)


@dataclass(frozen=True)
class Report:
    """The sentences of one unit's report that state something, in order, with the headings above each."""

    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    date: date | None


@dataclass(frozen=True)
class Row:
    """One assessment: a task against a unit's report. ``nearest`` are places of sentences, the likeliest by the index
    first; ``evidence`` are places of the gold evidence."""

    world: str
    unit: str
    task: str
    wording: str
    deadline: date | None
    status: str
    aspects: frozenset[str]
    nearest: tuple[int, ...]
    evidence: tuple[int, ...]
    report: Report = field(repr=False)


def contrast(folder: Path) -> Iterator[tuple[Part, Pair]]:
    """Part and pair of every contrast pair and twin.

    A pair tells only the year of its report. Where its deadline lies in that very year the report's date stays unknown.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, row in enumerate(json_rows(path), 1):
            deadline = date.fromisoformat(row["deadline"]) if row.get("deadline") else None
            told = date(int(row["year"]), 12, 31)
            same_year = deadline is not None and deadline.year == told.year
            twin = row["kind"] == "twin"
            yield (
                part_of_task(row["task_id"]),
                Pair(
                    row["task"],
                    row["statement"],
                    deadline,
                    None if same_year else told,
                    row["status"],
                    frozenset(row["aspects"]),
                    "twin" if twin else "contrast",
                    row["twin_of"] if twin else f"{row['task_id']}#{number}",
                    row["task_id"].rstrip("~"),
                    row["subject"],
                ),
            )


def dated(pair: Pair, choice: float, days: int) -> Pair:
    """A pair of unknown report date given one that agrees with its label.

    `choice` in [0, 1) and `days` >= 0 come from a seeded generator. An admitted delay is told before the deadline where
    it is pending and after it where it is a shortfall; what is done, foreign or formal may be told on either side.
    """
    if pair.report_date is not None or pair.deadline is None:
        return pair
    said = [last_day(day, day.year or pair.deadline.year) for day in dates(pair.statement)]
    free = not said and not pair.aspects & {"quantity", "deadline"} and choice < 0.35
    if pair.status == "pending" or free:
        told = max(pair.deadline - timedelta(days=1 + days % 90), date(pair.deadline.year, 1, 1))
        told = min(max(told, min(said, default=told)), pair.deadline - timedelta(days=1))
    else:
        told = max([pair.deadline, *said]) + timedelta(days=1 + days % 60)
    return replace(pair, report_date=told)


def world_rows(folder: Path) -> list[Row]:
    """Every assessment of one world, its report read by luodi itself."""
    from luodi.compare.assessing import unit_names
    from luodi.compare.candidates import passages, similarity
    from luodi.compare.share import asked_words
    from luodi.compare.weighing import last_day as last_day_of

    case, found = load_case(folder), []
    units = case.units()
    for unit, policy, read in case.answers():
        gold = {a["task"]: a for a in case.assessments if a["unit"] == unit and not a.get("doubt")}
        told = passages(read)
        report = Report(tuple(p.sentence for p in told), tuple(p.headings for p in told), read.issue_date)
        place = {p.sentence: i for i, p in reversed(list(enumerate(told)))}
        tasks = [t for t in policy.tasks if t.sentence in gold]
        wordings = [asked_words(t, unit_names(unit, units)) for t in tasks]
        for task, wording, likeness in zip(tasks, wordings, similarity(wordings, told), strict=True):
            row = gold[task.sentence]
            order = np.lexsort((np.arange(len(likeness)), -likeness))[:NEAREST]
            found.append(
                Row(
                    case.name,
                    unit,
                    task.sentence,
                    wording,
                    last_day_of(task),
                    row["status"],
                    frozenset(row["aspects"]),
                    tuple(int(i) for i in order if likeness[i] > 0),
                    tuple(place[s] for s in row["evidence"] if s in place),
                    report,
                )
            )
    return found
