"""Hops as a tree: each unit right below the one that it got the policy from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def in_tree_order(hops: pd.DataFrame) -> pd.DataFrame:
    """The rows of the table ``hops``, policy by policy, depth first, those that had it earlier first."""
    order = [place for _, own in hops.groupby("policy_id", sort=True) for place in _walk(own)]
    return hops.loc[order].reset_index(drop=True)


def _walk(hops: pd.DataFrame) -> Iterator[Any]:
    first = hops["received_at"].fillna(hops["received_on"].astype("datetime64[us]"))
    ordered = hops.assign(first=first).sort_values(["first", "unit"], na_position="last")
    givers = dict(zip(ordered["unit"], ordered["from_unit"], strict=True))
    below: dict[str | None, list[tuple[Any, str]]] = {}
    for place, unit in zip(ordered.index, ordered["unit"], strict=True):
        giver = givers[unit]
        below.setdefault(giver if giver in givers else None, []).append((place, unit))

    def walk(giver: str | None) -> Iterator[Any]:
        for place, unit in below.pop(giver, []):
            yield place
            yield from walk(unit)

    yield from walk(None)
    for circle in list(below.values()):
        yield from (place for place, _ in circle)
