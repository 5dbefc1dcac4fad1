"""The table of hops: how each unit passed each policy on, one row a policy and unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import WithJsonSchema

from luodi.records import Chain, Hop, Record, Results
from luodi.records.codes import Level

Minute = Annotated[
    datetime | None,
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"}, {"type": "null"}]}),
]
"""A minute as an office system gives it: local time, ISO 8601 without a zone."""


class HopRow(Record):
    """One unit's place on a policy's way down. ``from_unit`` is whom it got the policy from, ``depth`` 1 for those
    right below the origin, ``file`` what it sent on. ``hours_low`` and ``hours_high`` bound the time it took: equal
    where minutes are known, a day apart where only days are; ``whole_…`` the same from the policy's issue on.
    ``late`` is unknown where it cannot be told or nothing was sent on."""

    policy_id: str
    policy: str
    unit: str
    level: Level
    from_unit: str | None
    depth: int
    document_id: str | None
    file: str | None
    received_at: Minute
    received_on: date | None
    read_at: Minute
    sent_at: Minute
    sent_on: date | None
    hours_low: float | None
    hours_high: float | None
    limit_hours: float | None
    late: bool | None
    state: Literal["in_time", "late", "missing", "unknown"]
    whole_low: float | None
    whole_high: float | None
    whole_limit_hours: float | None


def hop_rows(results: Results) -> list[HopRow]:
    """The hops of all chains, parents before children."""
    files = {document.document_id: document.file for document in results.documents}
    return [
        _row(chain, hop, files.get(chain.policy_id, chain.policy_id), depth)
        for chain in results.chains
        for hop, depth in _with_depth(chain)
    ]


def _with_depth(chain: Chain) -> list[tuple[Hop, int]]:
    parents = {hop.unit: hop.parent for hop in chain.hops}
    placed = []
    for hop in chain.hops:
        above, parent = {hop.unit}, hop.parent
        while parent in parents and parent not in above:
            above.add(parent)
            parent = parents[parent]
        placed.append((hop, len(above)))
    return placed


def _row(chain: Chain, hop: Hop, policy: str, depth: int) -> HopRow:
    same = {name: getattr(hop, name) for name in HopRow.model_fields if name in Hop.model_fields}
    return HopRow(
        **same,
        policy_id=chain.policy_id,
        policy=policy,
        from_unit=hop.parent,
        depth=depth,
        late={"late": True, "in_time": False}.get(hop.state),
    )
