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
_BUSINESS = re.compile(r"(?:企业|公司|银行|商户|协会|商会)$")
_OFFICES = re.compile(r"政府|委|局|厅|办|部门|中心|单位|学校|医院")
_INSTITUTIONS = {
    "学校": "学校|中小学|校园|学生", "幼儿园": "幼儿园|幼儿", "医院": "医院|医疗", "卫生院": "卫生院|医疗",
    "供销社": "供销", "银行": "银行|金融", "图书馆": "图书馆", "文化馆": "文化馆",
}  # fmt: skip
"""Institutions by the ends of their names, and the words by which a policy speaks of them."""
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
_BROTHERS = re.compile("^各?(?:兄弟|友邻|毗邻|相邻)(?:省|市|县|区|乡|镇|单位|街道)")
_SPLIT = re.compile(r"[、，,；;：:]")


def outside(dossier: Dossier, unit: str, doc: DocumentRecord, tree: UnitTree) -> Iterator[Finding]:
    """A notice addressed to another's units, or to levels below the scope that the policy sets (此件发至县级)."""
    policy = dossier.policy
    if policy is None:
        return
    faults = (
        *_of_others(doc, unit, tree),
        *_not_below(doc, unit, tree.units[unit].level),
        *_firms_alone(doc, policy, tree.units[unit].level),
        *_unconcerned(doc, policy),
        *_beyond_scope(doc, policy),
    )
    for words, why in faults[:1]:
        place = doc.text.find(words)
        yield state(
            "forward-misrouted",
            unit,
            dossier=dossier,
            rule="forwarding.recipients",
            reason=f"《{doc.title or doc.file}》的收文范围不对：{why}。",
            confidence=0.7,
            severity="medium",
            document=doc,
            evidence=[doc.quote(place, place + len(words))] if place >= 0 else [],
        )


_Fault = tuple[str, str]
"""The words of a notice that address somebody, and what is wrong with them."""


def _of_others(doc: DocumentRecord, unit: str, tree: UnitTree) -> Iterator[_Fault]:
    for name in (piece.strip() for words in doc.addressees for piece in _SPLIT.split(words)):
        other = tree.match(name) if len(name) > 2 else None
        if other is None or tree.government(other) == unit or tree.units[other].level == "department":
            continue
        if not tree.is_below(other, unit) and not tree.is_below(unit, other):
            yield name, f"主送的{name}不归{unit}管辖"


def _not_below(doc: DocumentRecord, unit: str, own: Level) -> Iterator[_Fault]:
    """The addressees that are of the unit's own level or above it: a county cannot write to all counties."""
    for words in doc.addressees:
        if _BROTHERS.search(words) is not None:
            yield words, f"主送的{words}不归{unit}管辖"
        for start, level in lexicon().addressee_levels:
            meant = words.startswith(start) and _ALL_OF.match(words, len(start)) is not None
            if meant and own != "department" and ORDER.index(level) <= ORDER.index(own):
                yield words, f"主送的{words}不在{unit}之下"


def _firms_alone(doc: DocumentRecord, policy: DocumentRecord, own: Level) -> Iterator[_Fault]:
    """What a government passes on to firms alone reaches none of the offices that answer for it."""
    only = bool(doc.addressees) and all(_FIRMS.search(a) and not _OFFICES.search(a) for a in doc.addressees)
    meant = own != "department" and policy.addressees and not any(map(_FIRMS.search, policy.addressees))
    if only and meant:
        onward = _ONWARD.search(policy.text)
        why = f"原文要求“{onward.group()}”" if onward is not None else f"原文发给{'、'.join(policy.addressees[:2])}"
        yield doc.addressees[0], f"{why}，却只转发给{'、'.join(doc.addressees)}"


def _unconcerned(doc: DocumentRecord, policy: DocumentRecord) -> Iterator[_Fault]:
    """Only institutions of which the policy says nothing are addressed: no office below and no department."""
    pieces = [piece.strip() for words in doc.addressees for piece in _SPLIT.split(words) if piece.strip()]
    kinds = [next((kind for kind in _INSTITUTIONS if piece.endswith(kind)), None) for piece in pieces]
    spoken_of = "|".join(_INSTITUTIONS[kind] for kind in kinds if kind is not None)
    if pieces and None not in kinds and re.search(spoken_of, policy.text) is None:
        yield doc.addressees[0], f"只主送{'、'.join(pieces)}，原文没有他们的事，承办的单位一个不在其中"


def _beyond_scope(doc: DocumentRecord, policy: DocumentRecord) -> Iterator[_Fault]:
    scope = _SCOPE.search(policy.text)
    if scope is None:
        return
    allowed = ORDER.index(_LEVEL[scope["level"]])
    for words in doc.addressees:
        below = any(words.startswith(s) and ORDER.index(level) > allowed for s, level in lexicon().addressee_levels)
        business = _BUSINESS.search(words)
        if below or (business is not None and business.group() not in policy.text):
            yield words, f"原文注明“{scope.group()}”，却转发到{words}"
