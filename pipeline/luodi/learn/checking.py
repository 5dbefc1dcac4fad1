"""How right the checks are when everything before them is right: findings from gold documents and gold assessments.

``python -m luodi.learn.checking CASE… [--details]`` prints F1 per kind of finding over annotated cases. It measures
the rules of the checks alone; the whole chain, from files, is measured by ``luodi evaluate``.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from luodi.checks import ledgers
from luodi.dossier import link
from luodi.records import Assessment, DocumentRecord, Dossier, Finding, Member, Quote, Unit, identify
from luodi.settings import Comparing, Settings
from luodi.text.plain_record import text_record

from .gold import Case, load_case
from .measures import Overlap

Check = Callable[[Dossier, Sequence[Assessment], Settings, date], Iterator[Finding]]
Key = tuple[str, str, str | None]
"""Kind, unit and, for a missing element, the element: what makes two findings one (labels.md)."""

_KINDS = {
    "forwarding": ("forward-missing", "forward-late", "forward-misrouted"),
    "elements": ("element-missing",),
    "localisation": ("forward-verbatim", "local-rules-missing"),
    "overreach": ("overreach",),
    "selective": ("selective", "discounted", "formalism"),
    "integrity": ("report-inconsistent", "report-copied"),
    "closure": ("rectify-overdue", "rectify-incomplete", "rectify-unreviewed", "rectify-relapse"),
    "feedback": ("complaint-cluster",),
    "plans": ("plan-unquantified",),
    "nodes": ("node-approaching", "node-overdue"),
}
_LINKED = frozenset({"forwarding", "elements", "localisation", "overreach"})
"""Families that judge the way of a policy: they see the dossier that linking makes, and the office system's events."""


def dossier_of(case: Case) -> Dossier:
    """The case as one dossier: units of ``units.csv``, members by gold issuers and reports, sheets read as tables."""
    units = case.units()
    documents = [d for d in case.records() if not d.file.endswith(".csv")]
    documents += [sheet(name, text) for name, text in case.texts.items() if name.endswith(".csv")]
    reporting = {row["report"]: row["unit"] for row in case.assessments}
    members = tuple(
        Member(document_id=d.document_id, unit=reporting.get(d.file) or _named(d.issuer, units), role=d.kind)
        for d in documents
    )
    policy = next((d for d in documents if d.file == "policy.txt"), None)
    return Dossier(
        policy=policy,
        documents=tuple(d for d in documents if d is not policy),
        members=members,
        units=units,
        expected=tuple(dict.fromkeys(row["unit"] for row in case.assessments)),
    )


def linked(case: Case) -> list[Dossier]:
    """The dossiers that linking makes of the case's gold documents and its events."""
    return link(case.records(), case.units(), case.events())


def assessments_of(case: Case, dossier: Dossier) -> list[Assessment]:
    """The gold assessments as records of full confidence."""
    by_file = {d.file: d for d in (*dossier.documents, *((dossier.policy,) if dossier.policy else ()))}
    return [_assessment(row, by_file) for row in case.assessments]


def findings_of(case: Case, checks: Sequence[Check]) -> list[Finding]:
    """What the checks find in a case, as sure as a run asks."""
    settings = Settings(comparing=Comparing(reader=False))
    found: list[Finding] = []
    ways = linked(case) if any(_family(check) in _LINKED for check in checks) else []
    whole = dossier_of(case)
    given = assessments_of(case, whole)
    for check in checks:
        for dossier in ways if _family(check) in _LINKED else [whole]:
            found += check(dossier, given, settings, case.as_of)
    return [f for f in found if f.confidence >= settings.alerting.finding_confidence]


def measure(paths: Sequence[Path], checks: Sequence[Check], *, details: bool = False) -> dict[str, Overlap]:
    """Hits, false alarms and misses per kind over cases; a finding is one by kind, unit and element as in labels.md."""
    tallies: dict[str, Overlap] = {}
    for path in paths:
        case = load_case(path)
        kinds = {kind for check in checks for kind in _KINDS[_family(check)]}
        if "没有标 node" in (path / "NOTES.md").read_text(encoding="utf-8"):
            kinds -= {"node-approaching", "node-overdue"}
        found = [f for f in findings_of(case, checks) if f.kind in kinds]
        want = {_key(row["kind"], row["unit"], row.get("element")) for row in case.findings if row["kind"] in kinds}
        got = {_key(f.kind, f.unit, f.element) for f in found}
        for key in sorted(want | got, key=str):
            tallies.setdefault(key[0], Overlap()).add(want & {key}, got & {key})
            if details and (key not in want or key not in got):
                reasons = " / ".join(f.reason for f in found if _key(f.kind, f.unit, f.element) == key)
                said = " ".join(word for word in key if word is not None)
                print(f"{'extra ' if key not in want else 'missed'} {case.name} {said} {reasons}")
    return tallies


def _family(check: Check) -> str:
    return check.__module__.rsplit(".", 1)[-1]


def _key(kind: str, unit: str, element: str | None) -> Key:
    return kind, unit, element if kind == "element-missing" else None


def _named(issuers: Sequence[str], units: Sequence[Unit]) -> str | None:
    for issuer in issuers:
        for unit in units:
            if issuer in (unit.name, *unit.aliases):
                return unit.name
    return None


def sheet(name: str, text: str) -> DocumentRecord:
    """A CSV as the record that reading the sheet gives: a line of cells per row, and a table."""
    lines = [
        "|" + "|".join(cell.replace("|", "／") for cell in row) + "|" for row in csv.reader(io.StringIO(text)) if row
    ]
    joined = "\n".join(lines)
    record = text_record(name, joined, media_type="text/csv", kind="feedback", kind_confidence=1.0)
    return record.replace(kind="rectification") if ledgers.rows(record, "rectification") else record


def _assessment(row: dict[str, object], by_file: dict[str, DocumentRecord]) -> Assessment:
    policy, report = by_file[str(row["policy"])], by_file[str(row["report"])]
    evidence = [str(e) for e in row["evidence"]]  # type: ignore[attr-defined]
    spans: list[Quote] = []
    for words in evidence:
        start = report.text.find(words)
        if start >= 0:
            spans.append(report.quote(start, start + len(words)))
    return Assessment(
        assessment_id=identify(policy.document_id, row["unit"], row["task"]),
        policy_id=policy.document_id,
        policy=policy.file,
        unit=str(row["unit"]),
        report_id=report.document_id,
        report=report.file,
        task_id=identify(policy.document_id, row["task"]),
        task=str(row["task"]),
        status=row["status"],
        aspects=tuple(row["aspects"]),  # type: ignore[arg-type]
        evidence=tuple(evidence),
        evidence_spans=tuple(spans),
        confidence=1.0,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print F1 and precision per kind; the exit code is always 0."""
    from luodi.checks import FAMILIES, burden

    parser = argparse.ArgumentParser(prog="python -m luodi.learn.checking", description="F1 of the checks on gold")
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--details", action="store_true")
    given = parser.parse_args(arguments)
    checks = [family.find for family in FAMILIES if family is not burden]
    tallies = measure(given.cases, checks, details=given.details)
    total = sum(tallies.values(), Overlap())
    for kind, tally in [*sorted(tallies.items()), ("all", total)]:
        print(
            f"{kind:20} F1 {_ratio(tally.f1)}  precision {_ratio(tally.precision)}  "
            f"right {tally.hits} extra {tally.false} missed {tally.missed}"
        )
    return 0


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
