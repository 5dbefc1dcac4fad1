"""Was the policy passed on, in time, and as it was? 漏转, 缓转, 错转."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from luodi.dossier.chain import chain
from luodi.dossier.names import number_key, numbers_in, title_keys
from luodi.dossier.tree import UnitTree
from luodi.records import Dossier, Finding, Hop, Reference
from luodi.settings import Settings

from . import faithful, recipients
from .assessed import Assessments
from .duty import duty
from .making import state
from .passing import UnitPapers, addressed, dated, own_text, papers


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """Findings ``forward-missing``, ``forward-late`` and ``forward-misrouted`` of a dossier with a policy."""
    way = chain(dossier, settings)
    if dossier.policy is None or way is None:
        return
    files = papers(dossier)
    tree = UnitTree(dossier.units)
    must = duty(dossier.policy) == "must"
    known = any(f.sent_down for f in files.values()) or bool(dossier.events)
    for hop in way.hops:
        own = files.get(hop.unit, UnitPapers(hop.unit))
        if hop.state == "missing" and known and must:
            yield missing(dossier, hop, own, as_of)
        if hop.state == "late" and must:
            yield late(dossier, hop, own)
        yield from misrouted(dossier, own, tree)


def missing(dossier: Dossier, hop: Hop, own: UnitPapers, as_of: date) -> Finding:
    """A unit that had to pass the policy on shows no document that does.

    Surest where an office system shows that it was received; unsure where forwarding papers stand in the folder whose
    unit is not known.
    """
    policy = dossier.policy
    assert policy is not None
    stray = any(m.unit is None and m.role in ("forward", "rules") for m in dossier.members)
    confidence = 0.95 if hop.received_at is not None else 0.85 if own.reports else 0.65
    got = f"，{hop.received_at:%Y年%m月%d日%H时%M分}收到" if hop.received_at is not None else ""
    read = f"、{hop.read_at:%m月%d日%H时%M分}已阅" if hop.read_at is not None else ""
    return state(
        "forward-missing",
        hop.unit,
        dossier=dossier,
        rule="forwarding.missing",
        reason=f"{_name(dossier)}印发后{got}{read}，至{as_of:%Y年%m月%d日}案卷中没有{hop.unit}转发或细化的任何文件。",
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
    got = (
        f"{hop.received_at:%m月%d日%H时%M分}收到" if hop.received_at is not None else f"{hop.received_on:%m月%d日}印发"
    )
    sent = f"{hop.sent_at:%m月%d日%H时%M分}" if hop.sent_at is not None else f"{hop.sent_on:%m月%d日}"
    spent = f"约{hop.hours_low:.0f}小时" if minutes else f"至少{hop.hours_low:.0f}小时"
    quotes = [*dated(policy), *(dated(document) if document is not None else ())]
    return state(
        "forward-late",
        hop.unit,
        dossier=dossier,
        rule="forwarding.late",
        reason=f"{_name(dossier)}{got}，{hop.unit}{sent}才转发或细化，{spent}，超过{hop.limit_hours:.0f}小时的限时。",
        confidence=0.95 if minutes else 0.88,
        severity="high" if hop.hours_low is not None and hop.hours_low > 5 * (hop.limit_hours or 24) else "medium",
        document=document,
        evidence=quotes,
    )


def misrouted(dossier: Dossier, own: UnitPapers, tree: UnitTree) -> Iterator[Finding]:
    """A notice that names another number or title than the policy's, or attaches an altered or cut text."""
    policy = dossier.policy
    if policy is None:
        return
    right = number_key(policy.doc_number)
    for doc in own.forwards:
        known = {
            key
            for start, end in own_text(doc, policy)
            for keys, _, _ in numbers_in(doc.text, start, end)
            for key in keys
        }
        for ref in doc.refers_to if right not in known else ():
            named = number_key(ref.doc_number)
            if right is None or named is None or named == right or not _means(ref, policy.title):
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
        yield from faithful.altered(dossier, own.unit, doc)
        yield from recipients.outside(dossier, own.unit, doc, tree)


def _means(ref: Reference, title: str | None) -> bool:
    """Whether a reference names the policy by its title."""
    return bool(set(title_keys(ref.title)) & set(title_keys(title)))


def _name(dossier: Dossier) -> str:
    policy = dossier.policy
    return f"《{policy.title or policy.file}》" if policy is not None else ""
