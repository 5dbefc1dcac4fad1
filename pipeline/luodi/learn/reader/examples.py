"""Turn annotated cases and contrast pairs into examples for the reader, in parts that never mix."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from luodi.compare.reader import ReaderInput
from luodi.compare.reader_figures import dates, last_day
from luodi.learn.gold import HELD_OUT, json_rows

VALIDATION_WORLDS = frozenset(
    {
        "canteen",
        "grid",
        "housing",
        "statqual",
        "tourism",
        "minors",
        "postal",
        "soil",
        "survey",
        "tea",
        "hearth",
        "trade",
    }
)
NEAREST = 12


@dataclass(frozen=True)
class Example:
    """One pair with its label.

    `source` is contrast, twin, evidence, nearby (a gold sentence with a neighbour), unlike (a sentence that is no
    evidence), variant; `key` joins what belongs together: a pair with its twin, a unit's report with a task.
    """

    pair: ReaderInput
    status: str
    aspects: frozenset[str]
    source: str
    key: str
    weight: float = 1.0


@dataclass
class CaseRow:
    """One assessment with the whole report, for measuring how evidence is ranked."""

    world: str
    task: str
    deadline: date | None
    report_date: date | None
    status: str
    aspects: frozenset[str]
    evidence: list[str]
    report: list[str] = field(repr=False)
    nearest: list[int] = field(default_factory=list, repr=False)
    own: list[str] = field(default_factory=list, repr=False)


def part_of_world(world: str) -> str:
    """train, validation or test; fixed by name."""
    return "test" if world in HELD_OUT else "validation" if world in VALIDATION_WORLDS else "train"


def part_of_task(task_id: str) -> str:
    """train, validation or test of a contrast task; a pair and its twins share their part.

    >>> part_of_task("a-edu-1") == part_of_task("a-edu-1~")
    True
    """
    rest = hashlib.sha256(task_id.rstrip("~").encode()).digest()[0] % 10
    return {0: "test", 1: "validation"}.get(rest, "train")


def sentences(text: str) -> list[str]:
    """Cut at 。！？； and line ends, never inside quotation marks or brackets."""
    out: list[str] = []
    held, depth = "", 0
    for char in text + "\n":
        if char == "\n" or (char in "。！？；" and depth == 0):
            held = (held + char).strip()
            if held:
                out.append(held)
            held, depth = "", 0
            continue
        held += char
        depth = depth + 1 if char in "《（“(" else max(0, depth - 1) if char in "》）”)" else depth
    return out


def contrast(folder: Path) -> Iterator[tuple[str, Example]]:
    """Part and example of every contrast pair and twin.

    A pair tells only the year of its report. Where its deadline lies in that very year the report's date stays unknown.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, row in enumerate(json_rows(path), 1):
            deadline = date.fromisoformat(row["deadline"]) if row.get("deadline") else None
            told = date(int(row["year"]), 12, 31)
            same_year = deadline is not None and deadline.year == told.year
            twin = row["kind"] == "twin"
            key = row["twin_of"] if twin else f"{row['task_id']}#{number}"
            yield (
                part_of_task(row["task_id"]),
                Example(
                    ReaderInput(row["task"], row["statement"], deadline, None if same_year else told),
                    row["status"],
                    frozenset(row["aspects"]),
                    "twin" if twin else "contrast",
                    key,
                ),
            )


def case_rows(folder: Path) -> list[CaseRow]:
    """Every assessment of one case with its report and the sentences most like the task, by character n-grams."""
    gold = folder / "gold"
    ends: dict[str, date] = {}
    for task in json_rows(gold / "tasks.jsonl"):
        dated = [date.fromisoformat(d["end"]) for d in task.get("deadlines", []) if d.get("end")]
        if dated:
            ends[task["sentence"]] = max(dated)
    dates = {
        d["file"]: date.fromisoformat(d["issue_date"])
        for d in json_rows(gold / "documents.jsonl")
        if d.get("issue_date")
    }
    assessed = json_rows(gold / "assessments.jsonl")
    reports = {r["report"]: sentences((folder / "src" / r["report"]).read_text(encoding="utf-8")) for r in assessed}
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    vectorizer.fit([s for report in reports.values() for s in report] + [r["task"] for r in assessed])
    vectors = {name: vectorizer.transform(report) for name, report in reports.items()}
    result = []
    for row in assessed:
        likeness = np.asarray((vectors[row["report"]] @ vectorizer.transform([row["task"]]).T).todense()).ravel()
        nearest = [int(i) for i in np.argsort(-likeness, kind="stable")]
        result.append(
            CaseRow(
                folder.name,
                row["task"],
                ends.get(row["task"]),
                dates.get(row["report"]),
                row["status"],
                frozenset(row["aspects"]),
                row["evidence"],
                reports[row["report"]],
                nearest,
                [row["unit"]],
            )
        )
    return result


def from_case(cases: Iterable[CaseRow], *, unlike: int = 3) -> Iterator[Example]:
    """Gold evidence (joined), gold evidence with a neighbour, and like sentences that are no evidence."""
    for row in cases:
        key = f"{row.world}/{row.own[0]}/{row.task}"

        def pair(statement: str, row: CaseRow = row) -> ReaderInput:
            return ReaderInput(row.task, statement, row.deadline, row.report_date)

        if row.evidence:
            yield Example(pair("".join(row.evidence)), row.status, row.aspects, "evidence", key)
            at = row.report.index(row.evidence[0]) if row.evidence[0] in row.report else -1
            beside = [i for i in (at - 1, at + 1) if 0 <= i < len(row.report) and at >= 0 and len(row.report[i]) > 12]
            if beside and len(row.evidence) == 1:
                other = beside[len(key) % len(beside)]
                joined = "".join(row.report[i] for i in sorted((at, other)))
                yield Example(pair(joined), row.status, row.aspects, "nearby", key, 0.5)
        taken = 0
        for rank, i in enumerate(row.nearest[:NEAREST]):
            sentence = row.report[i]
            if sentence in row.evidence or len(sentence) < 10:
                continue
            yield Example(pair(sentence), "omitted", frozenset(), "unlike", key, 1.0 if rank < 4 else 0.6)
            taken += 1
            if taken >= (unlike if row.evidence else unlike + 2):
                break


def dated(example: Example, choice: float, days: int) -> Example:
    """A contrast example of unknown report date given one that agrees with its label.

    `choice` in [0, 1) and `days` >= 0 come from a seeded generator. An admitted delay is told before the deadline where
    it is pending and after it where it is a shortfall; what is done, foreign or formal may be told on either side.
    """
    pair = example.pair
    if pair.report_date is not None or pair.deadline is None:
        return example
    said = [last_day(match, int(match["year"] or pair.deadline.year)) for match in dates(pair.statement)]
    free = not said and not example.aspects & {"quantity", "deadline"} and choice < 0.35
    early = example.status == "pending" or free
    if early:
        told = max(pair.deadline - timedelta(days=1 + days % 90), date(pair.deadline.year, 1, 1))
        told = min(max(told, min(said, default=told)), pair.deadline - timedelta(days=1))
    else:
        told = max([pair.deadline, *said]) + timedelta(days=1 + days % 60)
    return Example(
        ReaderInput(pair.task, pair.statement, pair.deadline, told),
        example.status,
        example.aspects,
        example.source,
        example.key,
        example.weight,
    )
