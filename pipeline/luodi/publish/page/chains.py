"""How a policy went down the levels: who had it when, who passed it on after how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from luodi.records import DocumentRecord, Dossier, Event, Finding, Unit

_TROUBLE = ("forward-missing", "forward-misrouted", "forward-late", "forward-verbatim")


def chain(dossier: Dossier, findings: Iterable[Finding]) -> dict[str, Any] | None:
    """One row a unit, parents before children; None when there is nothing to draw.

    A hop's ``state`` is a finding's kind where there is one, else ``passed`` or ``unseen``: a document that is
    not in the folder is no accusation. ``hours`` is None where only days are known, then ``days`` tells.
    """
    policy = dossier.policy
    if policy is None:
        return None
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.kind in _TROUBLE:
            found.setdefault(finding.unit, []).append(finding)
    rows = [
        _hop(dossier, policy, unit, parent, depth, found.get(unit.name, []))
        for unit, parent, depth in _tree(dossier, {*found, *_acting(dossier)})
    ]
    if not rows:
        return None
    start = _issued(dossier, policy)
    return {"root": dossier.issuing_unit, "start": start.isoformat() if start else None, "hops": rows}


def _acting(dossier: Dossier) -> Iterator[str]:
    yield from dossier.expected
    for member in dossier.members:
        if member.unit and member.role in ("forward", "rules"):
            yield member.unit


def _tree(dossier: Dossier, wanted: set[str]) -> list[tuple[Unit, str | None, int]]:
    """The wanted units below the one that issued, depth first, each with its nearest wanted unit above."""
    by_name = {unit.name: unit for unit in dossier.units}
    wanted = {name for name in wanted if name in by_name and name != dossier.issuing_unit}
    children: dict[str | None, list[str]] = {}
    for name in sorted(wanted, key=list(by_name).index):
        above = by_name[name].parent
        seen = {name}
        while above is not None and above not in wanted and above in by_name and above not in seen:
            seen.add(above)
            above = by_name[above].parent
        children.setdefault(above if above in wanted else None, []).append(name)
    rows: list[tuple[Unit, str | None, int]] = []

    def walk(parent: str | None, depth: int) -> None:
        for name in children.pop(parent, []):
            rows.append((by_name[name], parent, depth))
            walk(name, depth + 1)

    walk(None, 0)
    return rows


def _hop(
    dossier: Dossier, policy: DocumentRecord, unit: Unit, parent: str | None, depth: int, found: list[Finding]
) -> dict[str, Any]:
    passed = _passed_on(dossier, unit.name)
    numbers = {policy.doc_number, *(d.doc_number for d in dossier.documents if d.kind == "forward")} - {None}
    to_unit = [e for e in dossier.events if e.doc_number in numbers and _is(unit, e.to_unit)]
    got = min((moment for event in to_unit for moment in _had(event)), default=None)
    sent, day = _sent(dossier, passed)
    hours = None if got is None or sent is None else round((sent - got).total_seconds() / 3600, 1)
    begun = got.date() if got else policy.issue_date
    worst = next((kind for kind in _TROUBLE if any(f.kind == kind for f in found)), None)
    return {
        "unit": unit.name,
        "parent": parent,
        "depth": depth,
        "got": got.isoformat() if got else None,
        "sent": sent.isoformat() if sent else day.isoformat() if day else None,
        "hours": hours,
        "days": (day - begun).days if day and begun else None,
        "document": passed.document_id if passed else None,
        "state": worst or ("passed" if passed else "unseen"),
        "findings": [f.finding_id for f in found],
    }


def _passed_on(dossier: Dossier, unit: str) -> DocumentRecord | None:
    documents = dossier.of_unit(unit, "forward") or dossier.of_unit(unit, "rules")
    return min(documents, key=lambda d: (d.issue_date or date.max, d.file), default=None)


def _sent(dossier: Dossier, document: DocumentRecord | None) -> tuple[datetime | None, date | None]:
    if document is None:
        return None, None
    moment = min(_sendings(dossier, document.doc_number), default=None)
    return moment, moment.date() if moment else document.issue_date or document.print_date


def _issued(dossier: Dossier, policy: DocumentRecord) -> datetime | None:
    day = datetime.combine(policy.issue_date, time()) if policy.issue_date else None
    return min(_sendings(dossier, policy.doc_number), default=day)


def _sendings(dossier: Dossier, doc_number: str | None) -> Iterator[datetime]:
    for event in dossier.events:
        if doc_number is not None and event.doc_number == doc_number and event.sent_at is not None:
            yield event.sent_at.replace(tzinfo=None)


def _had(event: Event) -> Iterator[datetime]:
    moment = event.received_at or event.sent_at
    if moment is not None:
        yield moment.replace(tzinfo=None)


def _is(unit: Unit, name: str) -> bool:
    return name == unit.name or name in unit.aliases or name.removeprefix(unit.name).startswith("人民政府")
