"""Who had to pass a policy on or carry it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from luodi.records import DocumentRecord, Event

from .tree import UnitTree

_BODIES = re.compile(r"^(?:各|所属|全[省市县])[^、，]{0,6}(?:企业|公司|集团|高校|学校|院校|医院|银行)")


def expected_units(
    policy: DocumentRecord,
    issuing: str | None,
    places: Sequence[str | None],
    events: Iterable[Event],
    tree: UnitTree,
    *,
    inferred: bool = False,
) -> list[str]:
    """The units that had to act, in the tree's order.

    Those directly below the issuer; only the named ones when the policy addresses units by name; a department only when
    the policy addresses it by name. Without a tree below the issuer: those whose documents answer; where the policy
    addresses bodies instead of governments (各省属企业, 各高等学校), these are the bodies themselves.
    Where the tree was only ``inferred`` from whatever lies in the folder, a unit owes something only if it has papers
    in this dossier, was addressed by name or received the policy: nobody else is known to be concerned.
    """
    if issuing is None:
        return sorted({tree.government(p) for p in places if p is not None})
    government = tree.government(issuing)
    below = [u.name for u in tree.below(government)]
    named = [u for words in policy.addressees for u in _named(words, tree)]
    divisions = [n for n in named if n in below]
    departments = [u.name for u in tree.departments(government) if u.name in named and u.name != issuing]
    reached = [n for e in events if tree.match(e.from_unit) == issuing and (n := tree.match(e.to_unit)) in below]
    wanted = [n for n in below if n in divisions or n in reached] if divisions else below
    if inferred:
        acted = {tree.government(p) for p in places if p is not None}
        wanted = [n for n in below if n in acted or n in divisions or n in reached]
    if not below:
        wanted = sorted({g for p in places if p is not None and (g := tree.government(p)) != government})
    if not wanted and not departments and any(_BODIES.search(words) for words in policy.addressees):
        answering = {p for p in places if p is not None and p != issuing}
        departments = [u.name for u in tree.departments(issuing) if u.name in answering]
    return [*wanted, *departments]


def _named(words: str, tree: UnitTree) -> list[str]:
    pieces = words.replace("，", "、").replace("：", "").replace(",", "、").split("、")
    return [found for piece in pieces if (found := tree.match(piece.strip())) is not None]
