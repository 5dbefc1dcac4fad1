"""Who had to pass a policy on or carry it out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from luodi.records import DocumentRecord, Event, Unit

from .tree import UnitTree

_CLASSES = tuple(
    (
        re.compile(rf"^(?:(?:各|所属|全[省市县])[^、，]{{0,8}}|[省市县厅局委]直?属?各?)(?:{called})"),
        re.compile(rf"(?:{ends})$"),
    )
    for called, ends in (
        ("(?:国有)?企业|公司|集团", "公司|集团|厂"),
        ("高校|学校|院校", "学校|大学|学院|中学|小学|幼儿园"),
        ("医院|医疗机构", "医院|卫生院"),
        ("银行", "银行|分行|支行"),
        ("[农林牧渔]场|镇区场", "场"),
        ("(?:开发区|新区|园区|集中区)?管委会|开发区|园区", "管委会|管理委员会|开发区|园区|集中区"),
    )
)
"""Bodies that are no governments, as a policy addresses them (各市属国有企业) and as their names end."""
_OF_ALL = re.compile(
    r"^各(?:设区|新)?(?:[省市县区州旗乡镇、]|（[^）]*）)*([^省市县区州旗乡镇、（）]{2,}(?:局|委员会|中心|集团|院|站))$"
)
"""Bodies of one name in all places (各县（市、区）卫生健康局)."""


class Answering(NamedTuple):
    """What the folder shows of those who answer a policy."""

    places: Sequence[str | None]
    """The unit of each of its papers, None where it is not known."""
    acting: Collection[str | None]
    """Units that both passed it on and reported on it."""
    events: Sequence[Event]
    """Its sendings, and those of its papers, where an office system tells them."""


def expected_units(
    policy: DocumentRecord, issuing: str | None, answering: Answering, tree: UnitTree, *, inferred: bool = False
) -> list[str]:
    """The units that had to act, in the tree's order; ``issuing`` is the policy's, None where it is not known.

    Those directly below the issuer; only the named ones when the policy addresses units by name; a department only when
    the policy addresses it by name; an enterprise, a school or the like when the policy addresses its class (各市属国有
    企业) and papers of it lie there, and where it both passed the policy on and reported on it.
    Without a tree below the issuer: those whose documents answer.
    Where the tree was only ``inferred`` from whatever lies in the folder, a unit owes something only if it has papers
    in this dossier, was addressed by name or received the policy: nobody else is known to be concerned.
    """
    places = answering.places
    if issuing is None:
        return sorted({tree.government(p) for p in places if p is not None})
    government = tree.government(issuing)
    named = {u for words in policy.addressees for u in _named(words, tree)}
    reached = {tree.match(e.to_unit) for e in answering.events if tree.match(e.from_unit) == issuing}
    answered = {tree.government(p) for p in places if p is not None}
    below = [u.name for u in tree.below(government)]
    if not below:
        divisions = sorted(answered - {government})
    elif inferred:
        divisions = [n for n in below if n in answered | named | reached]
    else:
        divisions = [n for n in below if n in named | reached] if named & set(below) else below
    return [
        *divisions,
        *_bodies(policy, [u for u in tree.departments(government) if u.name != issuing], named, answering),
    ]


def _bodies(policy: DocumentRecord, bodies: Sequence[Unit], named: Collection[str], answering: Answering) -> list[str]:
    """Those of a government's bodies that had to act, the ones addressed by their own names first."""
    pieces = [piece.strip() for words in policy.addressees for piece in re.split("[、，,]", words)]
    asked = [ends for called, ends in _CLASSES if any(called.search(piece) for piece in pieces)]
    kinds = tuple(found[1] for piece in pieces if (found := _OF_ALL.match(piece)) is not None)

    def meant(body: Unit) -> bool:
        of_class = any(ends.search(name) for ends in asked for name in (body.name, *body.aliases))
        return body.name in answering.acting or of_class or body.name.endswith(kinds)

    others = [u.name for u in bodies if u.name not in named and u.name in answering.places and meant(u)]
    return [*(u.name for u in bodies if u.name in named), *others]


def _named(words: str, tree: UnitTree) -> list[str]:
    pieces = words.replace("，", "、").replace("：", "").replace(",", "、").split("、")
    return [found for piece in pieces if (found := tree.match(piece.strip())) is not None]
