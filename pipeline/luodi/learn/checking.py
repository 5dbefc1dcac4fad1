"""How right the checks are when everything before them is right: findings from gold documents and gold assessments.

``python -m luodi.learn.checking CASE… [--details]`` prints F1 per kind of finding over annotated cases. It measures
the rules of the checks alone; the whole chain, from files, is measured by ``luodi evaluate``.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from luodi.records import Assessment, DocumentRecord, Dossier, Finding, Level, Member, Quote, Unit, identify
from luodi.settings import Settings

from .gold import Case, load_case, text_record

Check = Callable[[Dossier, Sequence[Assessment], Settings, date], Iterator[Finding]]

_LEVELS: dict[str, Level] = {
    "中央": "central", "省": "province", "市": "city", "县": "county", "区": "county",
    "乡": "town", "镇": "town", "乡镇": "town", "村": "village", "部门": "department",
}  # fmt: skip


@dataclass
class Tally:
    """Hits and misses of one kind."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def f1(self) -> float | None:
        """F1, None where there is nothing to find and nothing was found."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else None


def dossier_of(case: Case) -> Dossier:
    """The case as one dossier: units of ``units.csv``, members by gold issuers and reports, sheets read as tables."""
    sheet_of_units = case.path / "units.csv"
    units = tuple(_units(sheet_of_units.read_text(encoding="utf-8-sig"))) if sheet_of_units.exists() else ()
    documents = [sheet(d.file, d.text) if d.file.endswith(".csv") else d for d in case.records()]
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


def assessments_of(case: Case, dossier: Dossier) -> list[Assessment]:
    """The gold assessments as records of full confidence."""
    by_file = {d.file: d for d in (*dossier.documents, *((dossier.policy,) if dossier.policy else ()))}
    return [_assessment(row, by_file) for row in case.assessments]


def measure(paths: Sequence[Path], checks: Sequence[Check], *, details: bool = False) -> dict[str, Tally]:
    """Hits, extras and misses per kind over cases; keyed (kind, unit) as in labels.md."""
    tallies: dict[str, Tally] = {}
    for path in paths:
        case = load_case(path)
        dossier = dossier_of(case)
        given = assessments_of(case, dossier)
        found = [f for check in checks for f in check(dossier, given, Settings(), case.as_of)]
        kinds = _judged(checks)
        if "没有标 node" in (path / "NOTES.md").read_text(encoding="utf-8"):
            kinds -= {"node-approaching", "node-overdue"}
        want = {(row["kind"], row["unit"]) for row in case.findings if row["kind"] in kinds}
        got = {(f.kind, f.unit) for f in found if f.kind in kinds}
        for key in sorted(want | got):
            tally = tallies.setdefault(key[0], Tally())
            tally.right += key in want and key in got
            tally.extra += key not in want
            tally.missed += key not in got
            if details and (key not in want or key not in got):
                reasons = " / ".join(f.reason for f in found if (f.kind, f.unit) == key)
                print(f"{'extra ' if key not in want else 'missed'} {case.name} {key[0]} {key[1]} {reasons}")
    return tallies


def _judged(checks: Sequence[Check]) -> frozenset[str]:
    names = {check.__module__.rsplit(".", 1)[-1] for check in checks}
    kinds = {
        "selective": ("selective", "discounted", "formalism"),
        "integrity": ("report-inconsistent", "report-copied"),
        "closure": ("rectify-overdue", "rectify-incomplete", "rectify-unreviewed", "rectify-relapse"),
        "feedback": ("complaint-cluster",),
        "plans": ("plan-unquantified",),
        "nodes": ("node-approaching", "node-overdue"),
    }
    return frozenset(kind for name in names for kind in kinds.get(name, ()))


def _units(text: str) -> Iterator[Unit]:
    for row in csv.DictReader(io.StringIO(text)):
        level = row["level"]
        yield Unit(
            name=row["name"],
            level=_LEVELS.get(level, level),
            parent=row["parent"] or None,
            aliases=tuple(a for a in (row["aliases"] or "").split("|") if a),
        )


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
    kind = "rectification" if "rectify" in name else "feedback"
    return text_record(name, joined, media_type="text/csv", kind=kind, kind_confidence=1.0)


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
    """Print F1 per kind; the exit code is always 0."""
    from luodi.checks import closure, feedback, integrity, nodes, plans, selective

    parser = argparse.ArgumentParser(prog="python -m luodi.learn.checking", description="F1 of the checks on gold")
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--details", action="store_true")
    given = parser.parse_args(arguments)
    checks = [m.find for m in (selective, integrity, closure, feedback, plans, nodes)]
    tallies = measure(given.cases, checks, details=given.details)
    total: Counter[str] = Counter()
    for kind, tally in sorted(tallies.items()):
        shown = "–" if tally.f1 is None else f"{tally.f1:.3f}"
        print(f"{kind:22} F1 {shown}  right {tally.right} extra {tally.extra} missed {tally.missed}")
        total.update(right=tally.right, extra=tally.extra, missed=tally.missed)
    score = 2 * total["right"] / max(1, 2 * total["right"] + total["extra"] + total["missed"])
    print(f"{'all':22} F1 {score:.3f}  right {total['right']} extra {total['extra']} missed {total['missed']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
