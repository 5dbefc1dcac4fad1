"""What luodi concludes: assessments, findings, scores, and files it could not read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Quote, Ratio, Record
from .codes import Aspect, ElementName, FindingKind, Interval, Severity, Status


class Assessment(Record):
    """What one unit's report shows about one task; one row per (unit, task).

    ``evidence`` are sentences of the report (of the unit's own rules where these prove it), ``evidence_spans`` their
    places, ``task`` the task's sentence.
    ``abstained`` says that a person should read it: confidence lies below the threshold of the settings, or the texts
    cannot prove it, however sure the reading is.
    ``facets`` says what each facet comparer concluded, for tracing a verdict.
    """

    assessment_id: str
    policy_id: str
    policy: str
    unit: str
    report_id: str
    report: str
    task_id: str
    task: str
    status: Status
    aspects: tuple[Aspect, ...] = ()
    evidence: tuple[str, ...] = ()
    evidence_spans: tuple[Quote, ...] = ()
    reason: str = ""
    confidence: Ratio = 0.0
    abstained: bool = False
    facets: dict[str, str] = Field(default_factory=dict)


class Finding(Record):
    """What a supervisor should look at; one row per (kind, unit), per element for ``element-missing``.

    ``label`` and ``reason`` are Chinese. ``file`` is the document that shows it, None where the fault is an absence.
    """

    finding_id: str
    kind: FindingKind
    label: str
    severity: Severity
    unit: str
    policy_id: str | None = None
    document_id: str | None = None
    file: str | None = None
    element: ElementName | None = None
    task_ids: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()
    reason: str = ""
    confidence: Ratio = 0.0
    rule: str = ""
    standing: Literal["open", "confirmed", "refuted"] = "open"
    """What the answer to it says; a refuted finding stays visible and counts for nothing."""
    reply: str = ""
    first_review: Literal["confirmed", "refuted"] | None = None
    second_review: Literal["confirmed", "refuted"] | None = None
    reviewers_agree: bool | None = None
    """What the first two reviewers decided, and whether all who answered decided alike; None below two of them."""


class Deduction(Record):
    """Points that a component of a score lost, and why: every point missing from a score is in one of these.

    ``points`` are of the component (0-100); ``finding_id`` or ``task_ids`` say what took them; ``reason`` is Chinese.
    """

    component: str
    points: float
    reason: str
    finding_id: str | None = None
    task_ids: tuple[str, ...] = ()


class Score(Record):
    """How far one policy reached the ground in one unit: 0-100 with its uncertainty ``low``-``high``.

    ``components`` are the parts of the score (0-100), ``indicators`` named measures (None = unknown, why is in
    ``unknown``). ``score`` is None where nothing could be judged (since schema 1.2); why is in ``unknown`` too.
    ``risk_reason`` tells in Chinese how risk and interval follow from points and findings; ``deductions`` explain the
    points.
    """

    unit: str
    policy_id: str
    score: float | None
    low: float
    high: float
    components: dict[str, float] = Field(default_factory=dict)
    indicators: dict[str, float | None] = Field(default_factory=dict)
    risk: Severity
    review_interval: Interval
    risk_reason: str = ""
    unknown: dict[str, str] = Field(default_factory=dict)
    deductions: tuple[Deduction, ...] = ()


class Quarantine(Record):
    """A file that could not be read: a code, and a message in Chinese and English."""

    file: str
    sha256: str | None = None
    code: str
    message: str
