"""The rows of the output tables: the contract with other systems, field by field (docs/contract.md).

A record holds what luodi knows, a row what others may rely on. Fields may be added; none is renamed or
dropped within a major ``schema_version``. Unknown is None.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

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
    Severity,
    Status,
    Strength,
)
from luodi.records.base import Ratio

from .hops import HopRow


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
