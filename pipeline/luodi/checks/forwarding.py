"""Was the policy passed on, in time, and as it was? 漏转, 缓转, 错转."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from luodi.dossier.chain import chain
from luodi.dossier.numbers import numbers_in
from luodi.dossier.tree import UnitTree
from luodi.records import DocumentRecord, Dossier, Finding, Hop, Reference
from luodi.settings import Settings
from luodi.text.days import in_chinese
from luodi.text.doc_number import normal_doc_number
from luodi.text.sentences import sentence_spans
from luodi.text.title_names import title_keys

from . import faithful, misquoted, recipients
from .making import Assessments, state
from .passing import UnitPapers, addressed, dated, own_text, papers
from .words import words

_YEARS = re.compile(r"[（(]?(?:19|20)\d\d(?:[—－–-]+(?:19|20)\d\d)?年?(?:度|版)?[)）]?")
_HOURS_SHOWN = 96
"""Delays from this many hours on are said in days."""


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """Findings ``forward-missing``, ``forward-late`` and ``forward-misrouted`` of a dossier with a policy."""
    way = chain(dossier, settings)
    if dossier.policy is None or way is None:
        return
    files = papers(dossier)
    tree = UnitTree(dossier.units)
    must = binding(dossier.policy)
    # a log that ends with the issuer's sending says who received the policy, not who passed it on
    known = any(hop.state != "missing" for hop in way.hops)
    for hop in way.hops:
        own = files.get(hop.unit, UnitPapers(hop.unit))
        if hop.state == "missing" and known and must:
            yield missing(dossier, hop, own, as_of)
        if hop.state == "late" and must:
            yield late(dossier, hop, own)
        yield from misrouted(dossier, own, tree)


def binding(policy: DocumentRecord) -> bool:
    """Whether a document must be passed on: not where the sentence that sends it out says 参考 or leaves it open.

    Only the sending sentence speaks (现印发给你们，供参考): a body that mentions 参考 elsewhere changes nothing.
    """
    text, lexicon = policy.text, words()
    return not any(
        lexicon.sends.search(text, a, b)
        and (lexicon.reference.search(text, a, b) or lexicon.optional.search(text, a, b))
        for a, b in sentence_spans(text)
    )


def missing(dossier: Dossier, hop: Hop, own: UnitPapers, as_of: date) -> Finding:
    """A unit that had to pass the policy on shows no document that does.

    Surest where an office system shows that it was received; unsure where papers stand in the folder whose unit or
    kind is not known: they may be the missing ones.
    """
    policy = dossier.policy
    assert policy is not None
    stray = any(
        (m.unit is None and m.role in ("forward", "rules")) or (m.role == "other" and m.unit in (None, hop.unit))
        for m in dossier.members
    )
    confidence = 0.95 if hop.received_at is not None else 0.85 if own.reports else 0.65
    got = f"，{_moment(hop.received_at)}收到" if hop.received_at is not None else ""
    read = f"、{_moment(hop.read_at)}已阅" if hop.read_at is not None else ""
    return state(
        "forward-missing",
        hop.unit,
        dossier=dossier,
        rule="forwarding.missing",
        reason=f"{_name(dossier)}印发后{got}{read}，至{_day(as_of)}收到的文件中没有{hop.unit}转发或细化的任何文件。",
        confidence=confidence - (0.3 if stray else 0.0),
        severity="high",
        evidence=addressed(policy),
    )


def late(dossier: Dossier, hop: Hop, own: UnitPapers) -> Finding:
    """Passed on later than the limit even if everything that is not known is read in the unit's favour."""
    policy = dossier.policy
    assert policy is not None
    document = next((d for d in own.sent_down if d.document_id == hop.document_id), None)
    minutes = hop.sent_at is not None and hop.received_at is not None
    got = f"{_moment(hop.received_at)}收到" if hop.received_at is not None else f"{_day(hop.received_on)}印发"
    sent = _moment(hop.sent_at) if hop.sent_at is not None else _day(hop.sent_on)
    hours = hop.hours_low if hop.hours_low is not None else 0.0
    spent = f"{hours:.0f}小时" if hours < _HOURS_SHOWN else f"{hours / 24:.0f}天"
    by_rules = document is not None and document in own.rules
    beside = "（收到的文件中没有更早的转发通知）" if by_rules else ""
    confidence = 0.95 if minutes else 0.75 if by_rules else 0.88
    quotes = [*dated(policy), *(dated(document) if document is not None else ())]
    return state(
        "forward-late",
        hop.unit,
        dossier=dossier,
        rule="forwarding.late",
        reason=f"{_name(dossier)}{got}，{hop.unit}{sent}才{'细化下发' if by_rules else '转发'}{beside}，"
        f"{'约' if minutes else '至少'}{spent}，超过{hop.limit_hours:.0f}小时的限时。",
        confidence=confidence,
        severity="high" if hours > 5 * (hop.limit_hours or 24) else "medium",
        document=document,
        evidence=quotes,
    )


def misrouted(dossier: Dossier, own: UnitPapers, tree: UnitTree) -> Iterator[Finding]:
    """A notice that names another number or title than the policy's, or attaches an altered or cut text."""
    policy = dossier.policy
    if policy is None:
        return
    right = normal_doc_number(policy.doc_number)
    for doc in own.forwards:
        known = {
            key
            for start, end in own_text(doc, policy)
            for keys, _, _ in numbers_in(doc.text, start, end)
            for key in keys
        }
        for ref in doc.refers_to if right not in known else ():
            named = normal_doc_number(ref.doc_number)
            if right is None or named is None or named == right:
                continue
            if not (_means(ref, policy.title) or _slips(ref, named, right, doc, policy.title)):
                continue
            place = doc.text.find(ref.doc_number or "")
            quotes = [doc.quote(place, place + len(ref.doc_number or ""))] if place >= 0 else []
            begin = policy.text.find(policy.doc_number or "")
            if begin >= 0:
                quotes.append(policy.quote(begin, begin + len(policy.doc_number or "")))
            yield state(
                "forward-misrouted",
                own.unit,
                dossier=dossier,
                rule="forwarding.wrong-number",
                reason=f"转发的是{_name(dossier)}，文号写成{ref.doc_number}，应为{policy.doc_number}。",
                confidence=0.95,
                severity="medium",
                document=doc,
                evidence=quotes,
            )
        yield from misquoted.find(dossier, own.unit, doc)
        yield from faithful.altered(dossier, own.unit, doc)
        yield from recipients.outside(dossier, own.unit, doc, tree)


def _means(ref: Reference, title: str | None) -> bool:
    """Whether a reference names the policy by its title, be it with other years."""
    ours, theirs = ({_YEARS.sub("", key) for key in title_keys(t)} for t in (title, ref.title))
    return bool(ours & theirs)


def _slips(ref: Reference, named: str, right: str, doc: DocumentRecord, title: str | None) -> bool:
    """Whether a number without a title, under a title that names the policy, is the policy's with a slip of the pen:
    the same issuer and year, another figure (江政办发〔2024〕81号 for 18号)."""
    same = named.partition("〕")[0] == right.partition("〕")[0]
    ours = {_YEARS.sub("", key) for key in title_keys(title)}
    theirs = {_YEARS.sub("", key) for key in title_keys(doc.title)}
    return ref.title is None and ref.relation == "forwards" and same and bool(ours & theirs)


def _name(dossier: Dossier) -> str:
    policy = dossier.policy
    return f"《{policy.title or policy.file}》" if policy is not None else ""


def _day(day: date | None) -> str:
    return in_chinese(day) if day is not None else ""


def _moment(at: datetime | None) -> str:
    return f"{_day(at)}{at.hour}时{at.minute:02}分" if at is not None else ""
