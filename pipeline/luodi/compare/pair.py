"""One task sentence against one statement: the judgement an analyst can ask for in one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luodi.records import Aspect, DocumentRecord, Statement, Status, Task, identify
from luodi.settings import Settings
from luodi.text.sentences import sentence_spans

from .judging import judged
from .reasons import reason


@dataclass(frozen=True)
class Judgement:
    """Status, aspects, confidence in [0, 1] and a Chinese reason."""

    status: Status
    aspects: tuple[Aspect, ...]
    confidence: float
    reason: str


def judge(
    task: str,
    statement: str,
    *,
    deadline: date | None = None,
    as_of: date | None = None,
    settings: Settings | None = None,
) -> Judgement:
    """Judge what a report's words show about a task.

    Parameters
    ----------
    task: one task sentence of a policy.
    statement: what the report says, one or more sentences.
    deadline: the task's last day; it goes before what the sentence says. Without it a month or day that the sentence
        writes without a year is taken as of the report's year.
    as_of: the report's date.
    settings: thresholds, and whether the reader is asked; the defaults when None.

    Returns the status, in which aspects it falls short, a confidence from 0 to 1 and a reason in Chinese.
    """
    from luodi.language import find_deadlines
    from luodi.records import Deadline

    chosen = Settings() if settings is None else settings
    # a report looks back: a month without a year is of the report's year, not of the next one
    deadlines = find_deadlines(task, reference=None if as_of is None else date(as_of.year, 1, 1))
    if deadline is not None:
        written = [d for d in deadlines if d.kind == "recurring"]
        deadlines = [*written, Deadline(text=deadline.isoformat(), kind="by", end=deadline)]
    asked = Task(
        task_id=identify(task), document_id="", file="", path="", sentence=task, start=0, end=len(task),
        deadlines=tuple(deadlines),
    )  # fmt: skip
    statements = tuple(
        Statement(
            statement_id=str(a), document_id="", path="", sentence=statement[a:b], start=a, end=b, progress="background"
        )
        for a, b in sentence_spans(statement)
    )
    report = DocumentRecord(
        document_id="", file="", sha256="", media_type="text/plain", text=statement, statements=statements,
        issue_date=as_of,
    )  # fmt: skip
    [(weighed, verdict)] = judged([asked], (), [report], chosen)
    places = [r.candidate.passage for r in weighed.found[:2]]
    words = reason(weighed.asked, verdict.best, verdict.shortfalls, places, weighed.sides)
    return Judgement(verdict.best, verdict.shortfalls, round(verdict.confidence, 4), words)
