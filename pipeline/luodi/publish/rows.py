"""The rows of the output tables: the contract with other systems, field by field (docs/contract.md).

A record holds what luodi knows, a row what others may rely on. Fields may be added; none is renamed or
dropped within a major ``schema_version``. Unknown is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from luodi.records import (
    Aspect,
    DeadlineKind,
    DocumentKind,
    ElementName,
    FindingKind,
    Interval,
    Operator,
    Record,
    Relation,
    Results,
    Severity,
    Status,
    Strength,
)
from luodi.records.base import Ratio

from .hops import HopRow, hop_rows


class ReferenceRow(Record):
    title: str | None
    doc_number: str | None
    relation: Relation
    document_id: str | None


class WarningRow(Record):
    code: str
    message: str
    page: int | None


class DocumentRow(Record):
    """One file that was read; ``file`` is relative to the inbox."""

    document_id: str
    file: str
    sha256: str
    media_type: str
    pages: int
    chars: int
    kind: DocumentKind
    kind_confidence: Ratio
    genre: str | None
    title: str | None
    doc_number: str | None
    issuer: tuple[str, ...]
    addressees: tuple[str, ...]
    urgency: str | None
    secrecy: str | None
    signer: str | None
    issue_date: date | None
    print_date: date | None
    copied_to: tuple[str, ...]
    attachments: tuple[str, ...]
    refers_to: tuple[ReferenceRow, ...]
    unit: str | None
    warnings: tuple[WarningRow, ...]


class DeadlineRow(Record):
    text: str
    kind: DeadlineKind
    start: date | None
    end: date | None
    duration: str | None
    workdays: bool | None
    anchor: str | None
    rrule: str | None


class QuantityRow(Record):
    text: str
    indicator: str | None
    op: Operator
    value: float | None
    value_max: float | None
    unit: str | None
    baseline: str | None


class TaskRow(Record):
    """One thing a document asks; ``start``/``end`` place ``sentence`` in the document's text."""

    task_id: str
    document_id: str
    file: str
    path: str
    sentence: str
    page: int
    start: int
    end: int
    lead: tuple[str, ...]
    support: tuple[str, ...]
    strength: Strength
    deadlines: tuple[DeadlineRow, ...]
    quantities: tuple[QuantityRow, ...]
    confidence: Ratio


class SpanRow(Record):
    document_id: str
    page: int
    start: int
    end: int


class QuoteRow(SpanRow):
    quote: str


class AssessmentRow(Record):
    """What one unit's report shows about one task; ``policy`` and ``report`` are files."""

    assessment_id: str
    policy_id: str
    policy: str
    unit: str
    report_id: str
    report: str
    task_id: str
    task: str
    status: Status
    aspects: tuple[Aspect, ...]
    evidence: tuple[str, ...]
    evidence_spans: tuple[SpanRow, ...]
    reason: str
    confidence: Ratio
    abstained: bool


class FindingRow(Record):
    """Something a supervisor should look at; ``file`` is None where the fault is an absence."""

    finding_id: str
    kind: FindingKind
    label: str
    severity: Severity
    unit: str
    policy_id: str | None
    document_id: str | None
    file: str | None
    element: ElementName | None
    task_ids: tuple[str, ...]
    evidence: tuple[QuoteRow, ...]
    reason: str
    confidence: Ratio
    standing: Literal["open", "confirmed", "refuted"]
    first_review: Literal["confirmed", "refuted"] | None
    second_review: Literal["confirmed", "refuted"] | None
    reviewers_agree: bool | None


class ScoreRow(Record):
    """How far one policy reached the ground in one unit, 0-100, with its uncertainty ``low``-``high``."""

    unit: str
    policy_id: str
    score: float | None
    low: float
    high: float
    components: dict[str, float]
    indicators: dict[str, float | None]
    risk: Severity
    review_interval: Interval


class QuarantineRow(Record):
    """A file that could not be read, and why."""

    file: str
    sha256: str | None
    code: str
    message: str


TABLES: dict[str, type[Record]] = {
    "documents": DocumentRow,
    "tasks": TaskRow,
    "assessments": AssessmentRow,
    "findings": FindingRow,
    "scores": ScoreRow,
    "hops": HopRow,
    "quarantine": QuarantineRow,
}
KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("document_id", "file"),
    "tasks": ("task_id", "document_id", "start"),
    "assessments": ("assessment_id",),
    "findings": ("finding_id",),
    "scores": ("policy_id", "unit"),
    "hops": ("policy_id", "unit"),
    "quarantine": ("file", "code"),
}
"""What each table is sorted by; its id first."""
PRIMARY: dict[str, tuple[str, ...]] = KEYS | {table: KEYS[table][:1] for table in ("documents", "tasks")}
"""What tells the rows of each table apart."""


def rows(results: Results, table: str) -> list[dict[str, Any]]:
    """``each_row`` in a list."""
    return list(each_row(results, table))


def each_row(results: Results, table: str) -> Iterator[dict[str, Any]]:
    """The rows of one table as plain values, sorted by id, exactly the contract's fields; made one by one.

    Days are ``date``, minutes ``datetime``.
    Raises KeyError for a table that does not exist.
    """
    shape = _shape(TABLES[table])
    keys = KEYS[table]
    ordered = sorted(
        records_of(results, table), key=lambda record: tuple(_sortable(getattr(record, key)) for key in keys)
    )
    return map(shape, ordered)


def records_of(results: Results, table: str) -> Sequence[Record]:
    """What the rows of a table are made of, in the order of the results."""
    if table == "hops":
        return hop_rows(results)
    records: Sequence[Record] = getattr(results, table)
    return records


def _sortable(value: object) -> tuple[bool, Any]:
    return (value is not None, value)


def known(annotation: Any) -> Any:
    """The type of a field where its value is known: ``float`` of ``float | None``."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    return next(arg for arg in get_args(annotation) if arg is not NoneType)


def _shape(model: type[Record]) -> Callable[[Any], dict[str, Any]]:
    """A function that keeps of a record, and of the records inside it, the fields that the row has."""
    fields: list[tuple[str, Callable[[Any], Any]]] = [
        (name, _keep(field.annotation)) for name, field in model.model_fields.items()
    ]
    return lambda record: {name: keep(getattr(record, name)) for name, keep in fields}


def _keep(annotation: Any) -> Callable[[Any], Any]:
    inner = next(iter(getattr(annotation, "__args__", ())), None)
    if isinstance(inner, type) and issubclass(inner, Record):
        shape = _shape(inner)
        return lambda values: [shape(value) for value in values]
    if getattr(annotation, "__origin__", None) is tuple:
        return list
    if getattr(annotation, "__origin__", None) is dict:
        return lambda mapping: dict(sorted(mapping.items()))
    return lambda value: value
