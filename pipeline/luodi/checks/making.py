"""How a check states a finding: one place that fills ids and labels, and merges what is said of one unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luodi.records import (
    FINDING_LABELS,
    SEVERITIES,
    Assessment,
    DocumentRecord,
    Dossier,
    Finding,
    FindingKind,
    Quote,
    Severity,
    identify,
)
from luodi.text.days import days_in_chinese
from luodi.text.quoting import nested

Assessments = Sequence[Assessment]
"""What checks are given besides the dossier: its assessments, one per (unit, task)."""
MAX_QUOTES = 12
"""Evidence shown with one finding; the reason says how much there is."""


def state(
    kind: FindingKind,
    unit: str,
    *,
    dossier: Dossier,
    rule: str,
    reason: str,
    confidence: float,
    severity: Severity,
    document: DocumentRecord | None = None,
    task_ids: Iterable[str] = (),
    evidence: Iterable[Quote] = (),
) -> Finding:
    """A finding of ``kind`` about ``unit``; ``document`` is what shows it, None where the fault is an absence."""
    policy_id = dossier.policy.document_id if dossier.policy is not None else None
    document_id = document.document_id if document is not None else None
    return Finding(
        finding_id=identify(kind, unit, policy_id, document_id, rule),
        kind=kind,
        label=FINDING_LABELS[kind],
        severity=severity,
        unit=unit,
        policy_id=policy_id,
        document_id=document_id,
        file=document.file if document is not None else None,
        task_ids=tuple(dict.fromkeys(task_ids)),
        evidence=tuple(dict.fromkeys(evidence))[:MAX_QUOTES],
        reason=days_in_chinese(nested(reason)),
        confidence=min(1.0, max(0.0, confidence)),
        rule=rule,
    )


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding per (kind, unit), in the order first seen: reasons joined, the worst severity, the best confidence.

    The document, rule and id are those of the surest; several faults of one kind are one row in the tables.
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for item in findings:
        groups.setdefault((item.kind, item.unit), []).append(item)
    return [_join(group) for group in groups.values()]


def _join(group: list[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    surest = max(group, key=lambda f: (f.confidence, f.finding_id))
    return surest.replace(
        severity=min((f.severity for f in group), key=SEVERITIES.index),
        task_ids=tuple(dict.fromkeys(t for f in group for t in f.task_ids)),
        evidence=tuple(dict.fromkeys(q for f in group for q in f.evidence))[:MAX_QUOTES],
        reason="\n".join(dict.fromkeys(f.reason for f in group)),
    )
