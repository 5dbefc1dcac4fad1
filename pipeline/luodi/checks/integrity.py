"""Whether a report can be believed: figures that contradict each other, and text taken from elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from luodi.records import DocumentRecord, Dossier, Finding
from luodi.settings import Settings

from .copying import copies
from .figures import clashes, of_report
from .making import Assessments, merged, state
from .places import issuing


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """report-inconsistent and report-copied, one finding of each per unit."""
    reports = list(_reports(dossier, assessments, {"report"}))
    told = list(_reports(dossier, assessments, {"report", "rectification", "inspection"}))
    found = [*_inconsistent(told, dossier), *_between(reports, dossier), *_copied(reports, dossier)]
    return iter(merged(found))


def _reports(
    dossier: Dossier, assessments: Assessments, kinds: Collection[str]
) -> Iterator[tuple[str, DocumentRecord]]:
    reporting = {a.report_id: a.unit for a in assessments}
    for document in dossier.documents:
        if document.kind not in kinds and document.document_id not in reporting:
            continue
        unit = reporting.get(document.document_id) or issuing(document.document_id, dossier)
        if unit is not None:
            yield unit, document


def _inconsistent(reports: list[tuple[str, DocumentRecord]], dossier: Dossier) -> Iterator[Finding]:
    for unit, report in reports:
        for found in of_report(report):
            yield state(
                "report-inconsistent",
                unit,
                dossier=dossier,
                document=report,
                rule=found.rule,
                evidence=[report.quote(a, b) for a, b in found.spans],
                reason=found.reason,
                confidence=found.confidence,
                severity="medium",
            )


def _between(reports: list[tuple[str, DocumentRecord]], dossier: Dossier) -> Iterator[Finding]:
    for unit in dict.fromkeys(u for u, _ in reports):
        for clash in clashes([d for u, d in reports if u == unit]):
            yield state(
                "report-inconsistent",
                unit,
                dossier=dossier,
                document=clash.later,
                rule=clash.rule,
                evidence=clash.evidence,
                reason=clash.reason,
                confidence=clash.confidence,
                severity="medium",
            )


def _copied(reports: list[tuple[str, DocumentRecord]], dossier: Dossier) -> Iterator[Finding]:
    owner = {d.document_id: u for u, d in reports}
    for copy in copies(reports, dossier):
        unit, source = owner[copy.later.document_id], owner[copy.earlier.document_id]
        left = f"，文中还留有“{copy.residue[0].quote}”的字样" if copy.residue else ""
        what = "上一期报告" if unit == source else f"{source}的报告"
        yield state(
            "report-copied",
            unit,
            dossier=dossier,
            document=copy.later,
            rule="integrity.own" if unit == source else "integrity.copied",
            evidence=[*copy.residue, *(q for pair in copy.pairs[:4] for q in pair)],
            reason=f"{copy.share:.0%}的文字与{what}（{copy.earlier.file}）雷同{left}",
            confidence=min(0.97, 0.7 + 0.3 * (copy.share - 0.45) + (0.15 if copy.residue else 0.0)),
            severity="high",
        )
