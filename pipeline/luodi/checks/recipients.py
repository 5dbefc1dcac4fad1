"""Was a policy passed on to those it was meant for? Recipients outside its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luodi.dossier.lexicon import lexicon
from luodi.dossier.tree import ORDER, UnitTree
from luodi.records import DocumentRecord, Dossier, Finding, Level

from .making import state

_SCOPE = re.compile(r"[（(]此件发至(?P<level>省|市|地|县|乡|镇|村)[^（）()\n]{0,8}[)）]")
_ONWARD = re.compile(r"(?:转发|传达|印发|下发|发)(?:至|到)(?:各?[省市地县乡镇村区]+(?:级|一级)?|基层)")
_FIRMS = re.compile(r"企业|公司|商户|经营户|协会|商会|合作社")
_OFFICES = re.compile(r"政府|委|局|厅|办|部门|中心|单位|学校|医院")
"""A policy that is to go on to counties reaches nobody it is meant for where firms alone are addressed."""
_LEVEL: dict[str, Level] = {
    "省": "province",
    "市": "city",
    "地": "city",
    "县": "county",
    "乡": "town",
    "镇": "town",
    "村": "village",
}
_ALL_OF = re.compile(r"(?:[（(][^（）()]*[)）]|[市区州旗、])*(?:人民政府|政府|党委|委员会|$)")
"""What may follow 各县, 各市 where all of a level are meant: 各县（市、区）人民政府, but not 各县级医院."""
_SPLIT = re.compile(r"[、，,；;：:]")


def outside(dossier: Dossier, unit: str, doc: DocumentRecord, tree: UnitTree) -> Iterator[Finding]:
    """A notice addressed to another's units, or to levels below the scope that the policy sets (此件发至县级)."""
    policy = dossier.policy
    if policy is None:
        return
    for words in doc.addressees:
        for name in _SPLIT.split(words):
            other = tree.match(name.strip()) if len(name.strip()) > 2 else None
            if other is None or tree.government(other) == unit or tree.units[other].level == "department":
                continue
            if tree.is_below(other, unit) or tree.is_below(unit, other):
                continue
            yield _state(dossier, unit, doc, name.strip(), f"主送的{name.strip()}不归{unit}管辖", 0.7)
            return
    above = _own_level_or_above(doc, tree.units[unit].level)
    if above is not None:
        yield _state(dossier, unit, doc, above, f"主送的{above}不在{unit}之下", 0.7)
        return
    onward = _ONWARD.search(policy.text)
    firms = [words for words in doc.addressees if _FIRMS.search(words) and not _OFFICES.search(words)]
    if (
        onward is not None
        and firms
        and len(firms) == len(doc.addressees)
        and not any(map(_FIRMS.search, policy.addressees))
    ):
        why = f"原文要求“{onward.group()}”，却只转发给{'、'.join(firms)}"
        yield _state(dossier, unit, doc, firms[0], why, 0.7)
        return
    scope = _SCOPE.search(policy.text)
    if scope is None:
        return
    allowed = ORDER.index(_LEVEL[scope["level"]])
    for words in doc.addressees:
        for start, level in lexicon().addressee_levels:
            if words.startswith(start) and ORDER.index(level) > allowed:
                yield _state(dossier, unit, doc, words, f"原文注明“{scope.group()}”，却转发到{words}", 0.7)
                return


def _own_level_or_above(doc: DocumentRecord, own: Level) -> str | None:
    """The addressees that are of the unit's own level or above it: a county cannot write to all counties."""
    for words in doc.addressees:
        for start, level in lexicon().addressee_levels:
            meant = words.startswith(start) and _ALL_OF.match(words, len(start)) is not None
            if meant and own != "department" and ORDER.index(level) <= ORDER.index(own):
                return words
    return None


def _state(dossier: Dossier, unit: str, doc: DocumentRecord, words: str, why: str, confidence: float) -> Finding:
    place = doc.text.find(words)
    return state(
        "forward-misrouted",
        unit,
        dossier=dossier,
        rule="forwarding.recipients",
        reason=f"《{doc.title or doc.file}》的收文范围不对：{why}。",
        confidence=confidence,
        severity="medium",
        document=doc,
        evidence=[doc.quote(place, place + len(words))] if place >= 0 else [],
    )
