"""Tasks of one document: judged sentences with their units, deadlines, quantities and strength."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from luodi.records import Deadline, DocumentRecord, Task, identify

from ..deadlines import find_deadlines
from ..passages import Passage, passages
from ..quantities import find_quantities
from ..strength import read_strength
from .division import Row, align, division_rows
from .judge import Verdict, judge
from .responsible import Duty, responsible

_LIKELY = 0.2
_TERM = re.compile(r"（[^（）：:]*(?:前|内|完成)[^（）]*）")


def find_tasks(record: DocumentRecord) -> tuple[Task, ...]:
    """The tasks of a document in order; ``record`` needs its text, outline, parts, tables and issue date."""
    nearby = passages(record)
    verdicts = judge(nearby)
    rows = division_rows(record)
    likely = [i for i, v in enumerate(verdicts) if v.probability >= _LIKELY]
    aligned = align(rows, [nearby[i] for i in likely], [verdicts[i].probability for i in likely])
    matched = {i: rows[j] for i, j in zip(likely, aligned, strict=True) if j is not None}
    chosen = [i for i, v in enumerate(verdicts) if v.task or i in matched]
    duties = responsible(nearby, chosen)
    tasks = [_task(record, nearby[i], verdicts[i], duties[i], matched.get(i)) for i in chosen]
    left = [row for row in rows if row not in matched.values()]
    if rows and len(left) > len(rows) / 2:
        tasks += [_row_task(record, row) for row in left]
    return tuple(sorted(tasks, key=lambda t: t.start))


def _task(record: DocumentRecord, passage: Passage, verdict: Verdict, duty: Duty, row: Row | None) -> Task:
    strength, cue = read_strength(passage.body)
    lead, support = duty.lead, duty.support
    times = [passage.text, duty.rest, *_heading_times(record, passage)]
    if row is not None:
        lead, support = row.lead or lead, row.support if row.lead or row.support else support
        times.append(row.time)
    rule = verdict.rule if verdict.task else "task.table"
    return Task(
        task_id=identify(record.document_id, passage.start, passage.text),
        document_id=record.document_id,
        file=record.file,
        path=passage.path,
        sentence=passage.text,
        page=record.page_of(passage.start),
        start=passage.start,
        end=passage.end,
        lead=lead,
        support=tuple(s for s in support if s not in lead),
        strength=strength,
        deadlines=_deadlines(times, record),
        quantities=tuple(find_quantities(passage.text)),
        confidence=round(max(verdict.probability, 0.6 if row is not None else 0.0), 3),
        rule=f"{rule}+{cue}+{'units.table' if row is not None and row.lead else duty.rule}",
    )


def _heading_times(record: DocumentRecord, passage: Passage) -> list[str]:
    """Brackets of the headings above that set a term: 二、近期任务（2024年6月底前完成）."""
    words = [record.text[h.start : h.heading_end] for h in passage.headings if h.heading_end <= passage.start]
    return [bracket for heading in words for bracket in _TERM.findall(heading)]


def _row_task(record: DocumentRecord, row: Row) -> Task:
    """A task that stands in a table only; its sentence is the cell that says the work."""
    strength, cue = read_strength(row.work)
    return Task(
        task_id=identify(record.document_id, row.cell.start, row.work),
        document_id=record.document_id,
        file=record.file,
        path="",
        sentence=row.work,
        page=record.page_of(row.cell.start),
        start=row.cell.start,
        end=row.cell.end,
        lead=row.lead,
        support=row.support,
        strength=strength,
        deadlines=_deadlines([row.work, row.time], record),
        quantities=tuple(find_quantities(row.work)),
        confidence=0.6,
        rule=f"task.row+{cue}+units.table",
    )


def _deadlines(texts: Sequence[str], record: DocumentRecord) -> tuple[Deadline, ...]:
    """Deadlines of all places that speak of the task, each once."""
    found: dict[tuple[object, ...], Deadline] = {}
    for i, text in enumerate(texts):
        for deadline in find_deadlines(text, reference=record.issue_date) if text else ():
            # a place is told only for words that stand in the task's own sentence
            placed = deadline if i == 0 else deadline.replace(begin=None, stop=None)
            found.setdefault(_meaning(deadline), placed)
    return tuple(d for d in found.values() if not _refined(d, found.values()))


def _refined(deadline: Deadline, others: Iterable[Deadline]) -> bool:
    """Whether a table names the day within the year that the sentence gives (今年…, 2018年11月底前)."""
    start, end = deadline.start, deadline.end
    if deadline.kind != "during" or deadline.begin is None or start is None or end is None:
        return False
    return any(o.kind == "by" and o.begin is None and o.end is not None and start <= o.end <= end for o in others)


def _meaning(deadline: Deadline) -> tuple[object, ...]:
    if deadline.kind == "within":
        return ("within", deadline.duration, bool(deadline.workdays))
    if deadline.kind == "recurring":
        parts = sorted(p for p in (deadline.rrule or "").split(";") if p.startswith(("FREQ", "INTERVAL")))
        return ("recurring", *parts)
    if deadline.kind == "during":
        return ("during", deadline.start, deadline.end)
    return ("by", deadline.end)
