"""What is told to whom when a run finds something new: one digest for each unit, one for each level, one of files.

An alert is plain data: kind (``unit``, ``level`` or ``files``), unit or level, the day of judging, how many problems of
which severity, and the problems themselves without quotations of documents; of ``files``, which could not be read and
why. Its id is made from its content, so whoever
receives it twice can tell.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from luodi.records import CHINESE, SEVERITIES, Finding, Quarantine, Results, Unit, identify
from luodi.text.shortened import shorten

from .files import kept, write_whole
from .grounds import by_unit

_TOLD = Path(".luodi") / "told.json"
_REASON = 120
"""Characters of a reason that travel with an alert."""

Alert = dict[str, Any]


def alerts(
    results: Results,
    told: Mapping[str, str],
    *,
    severity: str = "medium",
    levels: bool = True,
    unreadable: bool = True,
) -> list[Alert]:
    """Digests of the findings that were not told before or have become graver, units first, then levels, then files.

    ``told`` are the severities already told by finding id, and the codes of files by ``_id_of``; findings below
    ``severity`` and refuted ones are left out.
    """
    gravity: dict[str, int] = {s: place for place, s in enumerate(reversed(SEVERITIES))}
    fresh = [
        f
        for f in results.findings
        if f.standing != "refuted"
        and gravity[f.severity] >= gravity[severity]
        and (f.finding_id not in told or gravity[f.severity] > gravity[told[f.finding_id]])
    ]
    titles, units = results.titles, {u.name: u for u in results.units}
    found = by_unit(sorted(fresh, key=lambda f: (f.unit, -gravity[f.severity], f.kind, f.finding_id)))
    day = results.run.as_of.isoformat()
    made = [_of_unit(name, own, units.get(name), day, told, titles) for name, own in found.items()]
    made += _of_levels(found, units, day) if levels else ()
    return [*made, *_of_files([q for q in results.quarantine if _id_of(q) not in told], day)] if unreadable else made


def told_before(out: Path) -> dict[str, str]:
    """What was told of earlier runs in ``out``: severities by finding id, codes of files that could not be read."""
    return kept(out / _TOLD)


def now_told(out: Path, results: Results) -> None:
    """Remember the findings and files of a run as told; those that are gone are told again should they return."""
    told = {f.finding_id: str(f.severity) for f in results.findings} | {_id_of(q): q.code for q in results.quarantine}
    write_whole(out / _TOLD, json.dumps(told, sort_keys=True).encode("utf-8"))


def _id_of(refused: Quarantine) -> str:
    """The same for a file that was renamed, another one for a file that was put right and failed again."""
    return identify("quarantine", refused.sha256 or refused.file, refused.code)


def as_text(alert: Alert) -> tuple[str, str]:
    """Subject and body of an alert as a message that people read."""
    if alert["kind"] == "files":
        return _files_as_text(alert)
    count = alert["problems"]
    subject = f"落地提醒：{alert['name']}新增问题 {count} 个（截至 {alert['as_of']}）"
    parts = "，".join(f"{CHINESE[s]} {n} 个" for s, n in alert["by_severity"].items())
    lines = [f"截至 {alert['as_of']}，{alert['name']}有 {count} 个新增或加重的问题（{parts}）。", ""]
    for row in alert.get("findings", ()):
        lines.append(f"· [{CHINESE[row['severity']]}] {row['label']}：{row['reason']}")
        lines += [f"  政策：{row['policy']}"] if row["policy"] else []
    lines += [f"· {row['unit']}：{row['problems']} 个" for row in alert.get("units", ())]
    return subject, "\n".join([*lines, "", "结论以核实为准；依据原文见 report.html。"])


def _files_as_text(alert: Alert) -> tuple[str, str]:
    subject = f"落地提醒：{alert['unreadable']} 份文件读不了（截至 {alert['as_of']}）"
    lines = [f"截至 {alert['as_of']}，收件夹里有 {alert['unreadable']} 份文件读不了，没有参加核查：", ""]
    lines += [f"· {row['file']}：{row['message']}" for row in alert["files"]]
    return subject, "\n".join([*lines, "", "请换成能打开的文件后放回收件夹；改好的文件会自动重新核查。"])


def _of_files(refused: Sequence[Quarantine], day: str) -> Iterator[Alert]:
    if not refused:
        return
    rows = [
        {"file": q.file, "code": q.code, "message": shorten(q.message, _REASON)}
        for q in sorted(refused, key=lambda q: (q.file, q.code))
    ]
    body = {
        "kind": "files",
        "name": "收件夹",
        "as_of": day,
        "unreadable": len({q.file for q in refused}),
        "files": rows,
    }
    yield _alert(body)


def _alert(body: Alert) -> Alert:
    """An alert with its id."""
    return {"id": identify(json.dumps(body, sort_keys=True)), **body}


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
    return _alert(body)


def _of_levels(found: Mapping[str, list[Finding]], units: Mapping[str, Unit], day: str) -> Iterable[Alert]:
    levels: dict[str, list[str]] = {}
    for name in found:
        if name in units:
            levels.setdefault(units[name].level, []).append(name)
    for level, names in sorted(levels.items()):
        own = [f for name in names for f in found[name]]
        rows = [{"unit": name, "problems": len(found[name]), **_severities(found[name])} for name in names]
        rows.sort(key=lambda row: (-int(row["problems"]), row["unit"]))
        label = f"{CHINESE[level]}级" if level != "department" else "部门"
        body = {"kind": "level", "name": label, "level": level, "as_of": day, **_counts(own), "units": rows}
        yield _alert(body)


def _counts(own: list[Finding]) -> dict[str, Any]:
    return {"problems": len(own), **_severities(own)}


def _severities(own: list[Finding]) -> dict[str, Any]:
    counts = Counter(f.severity for f in own)
    return {"by_severity": {s: counts[s] for s in SEVERITIES if counts[s]}}
