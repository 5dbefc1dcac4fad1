"""What is told to whom when a run finds something new: one digest for each unit, one for each level.

An alert is plain data: kind (``unit`` or ``level``), unit or level, the day of judging, how many problems of which
severity, and the problems themselves without quotations of documents. Its id is made from its content, so whoever
receives it twice can tell.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from luodi.records import CHINESE, Finding, Results, Severity, Unit, identify
from luodi.text.shortened import shorten

from .files import write_whole

_TOLD = Path(".luodi") / "told.json"
_GRAVITY: tuple[Severity, ...] = ("low", "medium", "high")
_REASON = 120
"""Characters of a reason that travel with an alert."""

Alert = dict[str, Any]


def alerts(results: Results, told: Mapping[str, str], *, severity: str = "medium", levels: bool = True) -> list[Alert]:
    """Digests of the findings that were not told before or have become graver, units first, then levels.

    ``told`` are the severities already told by finding id; findings below ``severity`` and refuted ones are left out.
    """
    floor = _GRAVITY.index(severity)
    fresh = [
        f
        for f in results.findings
        if f.standing != "refuted"
        and _GRAVITY.index(f.severity) >= floor
        and (f.finding_id not in told or _GRAVITY.index(f.severity) > _GRAVITY.index(told[f.finding_id]))
    ]
    titles = {d.document_id: d.title or d.file for d in results.documents}
    units = {u.name: u for u in results.units}
    by_unit: dict[str, list[Finding]] = {}
    for finding in sorted(fresh, key=lambda f: (f.unit, -_GRAVITY.index(f.severity), f.kind, f.finding_id)):
        by_unit.setdefault(finding.unit, []).append(finding)
    day = results.run.as_of.isoformat()
    made = [_of_unit(name, own, units.get(name), day, told, titles) for name, own in by_unit.items()]
    return [*made, *_of_levels(by_unit, units, day)] if levels else made


def told_before(out: Path) -> dict[str, str]:
    """What was told of earlier runs in ``out``: severities by finding id."""
    try:
        told: dict[str, str] = json.loads((out / _TOLD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told


def now_told(out: Path, results: Results) -> None:
    """Remember the findings of a run as told; those that are gone are told again should they return."""
    severities = {f.finding_id: f.severity for f in results.findings}
    write_whole(out / _TOLD, json.dumps(severities, sort_keys=True).encode("utf-8"))


def as_text(alert: Alert) -> tuple[str, str]:
    """Subject and body of an alert as a message that people read."""
    count = alert["problems"]
    subject = f"落地提醒：{alert['name']}新增问题 {count} 个（截至 {alert['as_of']}）"
    parts = "，".join(f"{CHINESE[s]} {n} 个" for s, n in alert["by_severity"].items())
    lines = [f"截至 {alert['as_of']}，{alert['name']}有 {count} 个新增或加重的问题（{parts}）。", ""]
    for row in alert.get("findings", ()):
        lines.append(f"· [{CHINESE[row['severity']]}] {row['label']}：{row['reason']}")
        lines += [f"  政策：{row['policy']}"] if row["policy"] else []
    lines += [f"· {row['unit']}：{row['problems']} 个" for row in alert.get("units", ())]
    return subject, "\n".join([*lines, "", "结论以核实为准；依据原文见 report.html。"])


def _of_unit(
    name: str, own: list[Finding], unit: Unit | None, day: str, told: Mapping[str, str], titles: Mapping[str, str]
) -> Alert:
    rows = [
        {
            "finding_id": f.finding_id,
            "kind": f.kind,
            "label": f.label,
            "severity": f.severity,
            "graver": f.finding_id in told,
            "policy": titles.get(f.policy_id or "", ""),
            "file": f.file,
            "reason": shorten(f.reason, _REASON),
            "confidence": round(f.confidence, 3),
        }
        for f in own
    ]
    place = {"level": unit.level, "parent": unit.parent} if unit is not None else {"level": None, "parent": None}
    body = {"kind": "unit", "name": name, "unit": name, **place, "as_of": day, **_counts(own), "findings": rows}
    return {"id": identify(json.dumps(body, sort_keys=True)), **body}


def _of_levels(by_unit: Mapping[str, list[Finding]], units: Mapping[str, Unit], day: str) -> Iterable[Alert]:
    levels: dict[str, list[str]] = {}
    for name in by_unit:
        if name in units:
            levels.setdefault(units[name].level, []).append(name)
    for level, names in sorted(levels.items()):
        own = [f for name in names for f in by_unit[name]]
        rows = [{"unit": name, "problems": len(by_unit[name]), **_severities(by_unit[name])} for name in names]
        rows.sort(key=lambda row: (-int(row["problems"]), row["unit"]))
        label = f"{CHINESE[level]}级" if level != "department" else "部门"
        body = {"kind": "level", "name": label, "level": level, "as_of": day, **_counts(own), "units": rows}
        yield {"id": identify(json.dumps(body, sort_keys=True)), **body}


def _counts(own: list[Finding]) -> dict[str, Any]:
    return {"problems": len(own), **_severities(own)}


def _severities(own: list[Finding]) -> dict[str, Any]:
    counts = Counter(f.severity for f in own)
    return {"by_severity": {s: counts[s] for s in reversed(_GRAVITY) if counts[s]}}
