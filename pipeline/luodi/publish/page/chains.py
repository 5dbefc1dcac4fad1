"""How a policy went down the levels, as the page draws it: a tree of hops on a time axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from luodi.records import Chain, Finding, Hop

_TROUBLE = ("forward-missing", "forward-misrouted", "forward-late", "forward-verbatim")


def drawn(chain: Chain, findings: Iterable[Finding]) -> dict[str, Any] | None:
    """One row a unit, each below the one it got the policy from; None when there is nothing to draw.

    A row's ``state`` is a finding's kind where there is one, else ``passed`` or ``unseen``: what is not in the
    folder is no accusation. ``hours`` are the bounds of the time taken, equal where the minute is known.
    """
    if not chain.hops:
        return None
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.kind in _TROUBLE:
            found.setdefault(finding.unit, []).append(finding)
    rows = [_row(hop, depth, found.get(hop.unit, [])) for hop, depth in _tree(chain.hops)]
    return {"root": chain.origin, "start": _start(chain, rows), "urgent": chain.urgent, "hops": rows}


def _start(chain: Chain, rows: list[dict[str, Any]]) -> str | None:
    """When the policy left: the minute at which the first unit had it, on the day of issue, else that day."""
    first: str | None = min((row["got"] for row in rows if row["got"]), default=None)
    day = chain.issued_on.isoformat() if chain.issued_on else None
    return first if day is None or (first is not None and first.startswith(day)) else day


def _tree(hops: tuple[Hop, ...]) -> Iterator[tuple[Hop, int]]:
    """Depth first: each hop before those below it."""
    names = {hop.unit for hop in hops}
    below: dict[str | None, list[Hop]] = {}
    for hop in hops:
        below.setdefault(hop.parent if hop.parent in names and hop.parent != hop.unit else None, []).append(hop)

    def walk(parent: str | None, depth: int) -> Iterator[tuple[Hop, int]]:
        for hop in below.pop(parent, []):
            yield hop, depth
            yield from walk(hop.unit, depth + 1)

    yield from walk(None, 0)


def _row(hop: Hop, depth: int, found: list[Finding]) -> dict[str, Any]:
    worst = next((kind for kind in _TROUBLE if any(f.kind == kind for f in found)), None)
    got, sent = hop.received_at or hop.received_on, hop.sent_at or hop.sent_on
    bounds = (hop.hours_low, hop.hours_high)
    return {
        "unit": hop.unit,
        "depth": depth,
        "got": got.isoformat() if got else None,
        "sent": sent.isoformat() if sent else None,
        "hours": None if None in bounds else [round(value, 1) for value in bounds if value is not None],
        "limit": hop.limit_hours,
        "document": hop.document_id,
        "state": worst or ("passed" if sent or hop.document_id else "unseen"),
        "findings": [f.finding_id for f in found],
    }
