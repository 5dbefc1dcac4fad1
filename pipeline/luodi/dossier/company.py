"""Kinds that only the folder tells: papers read by whom they answer.

A unit's paper that names a superior's policy of the folder passes it on, carries it out or accounts for it, whatever it
is called; and what those below name as theirs to carry out is a policy, be it minutes or a list. Alone such papers look
like something else: 《关于召开部署会并印送市有关文件的通知》 like an order, 《关于通报问题整改和责任书履行情况的报告》
like a paper of a rectification.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from luodi.records import DocumentRecord
from luodi.structure.kind import OWN_WORDS, sent_upwards

from .accounts import ACCOUNT, answers_any, on_mending
from .close import CloseReading
from .links import Links
from .matter import like_in_matter, shared_subject

PASSES_ON = re.compile(r"转发|批转|转办|转签|转送|转达|转交|转印|印送|印转|抄转|传达")
_ON_CARRYING_OUT = re.compile(r"(?:履行|落实|执行|贯彻|推进|办理|实施|完成)(?:的?(?:工作|进展))?情况")
_INSPECTED = re.compile(r"督[查导]|通报|反馈|巡[察视]|审计|检查|约谈")
_OF_MENDING = re.compile(r"(?:整改|销号|复查)(?:的?(?:落实|工作|完成|推进|办理))*(?:情况)?")
_NAMED = 0.6
"""Strength of a link from which a paper names another."""
_SURELY = 0.9
"""Strength of a link from which a paper of mending answers the policy itself."""
_LEAST = 3
"""Tasks that an unclear paper must set to be a policy, and a notice to be more than a cover."""
_SAME_MATTER = 0.6
"""Share of a policy's subject words from which lower orders are on the same matter."""
_COVER = 600
"""Characters below which a notice with hardly a task of its own only passes on."""


def with_company(docs: Sequence[DocumentRecord], links: Links, reading: CloseReading) -> list[DocumentRecord]:
    """The documents, those that their company tells to be of another kind with that kind's tasks and statements.

    What nothing in the folder answers and what answers nothing stays as it is.
    """
    raised = [_as_policy(d, links, reading) for d in docs]
    policies = {d.document_id: d for d in raised if d.kind == "policy"}
    told = {
        (links.owners[d.document_id], x.target) for d in raised if d.kind == "report" for x in links.out(d.document_id)
    }
    mending = on_mending(raised)
    return [
        reading.read_as(d, "report")
        if d.kind == "rectification" and answers_any(d, mending)
        else _as_answer(d, policies, told, links, reading)
        for d in raised
    ]


def _as_policy(doc: DocumentRecord, links: Links, reading: CloseReading) -> DocumentRecord:
    if doc.kind != "other":
        return doc
    named = [x for x in links.into(doc.document_id) if x.strength >= _NAMED and x.relation != "repeals"]
    if not any(links.under(x.source, doc.document_id) for x in named):
        return doc
    read = reading.read_as(doc, "policy")
    return read if len(read.tasks) >= _LEAST else doc


def _as_answer(
    doc: DocumentRecord,
    policies: Mapping[str, DocumentRecord],
    told: AbstractSet[tuple[str | None, str]],
    links: Links,
    reading: CloseReading,
) -> DocumentRecord:
    if doc.kind not in ("policy", "other", "rectification"):
        return doc
    named = [x for x in links.out(doc.document_id) if x.target in policies and x.strength >= _NAMED]
    if not any(x.relation != "repeals" and links.under(doc.document_id, x.target) for x in named):
        return reading.read_as(doc, "rules") if _goes_along(doc, policies, links, reading) else doc
    if any(x.relation == "interprets" for x in named):
        return doc  # a leaflet explains a policy and passes nothing on
    if doc.kind == "other" and sent_upwards(doc.issuer, doc.addressees):
        return doc  # what asks those above for leave or for money sends nothing down
    title = doc.title or ""
    if doc.kind == "rectification":
        # what answers the policy itself and no inspection is the unit's account where it gives no other
        place = links.owners[doc.document_id]
        alone = any(x.strength >= _SURELY and (place, x.target) not in told for x in named)
        own = alone and ACCOUNT.search(title) is not None and _INSPECTED.search(title) is None
        return reading.read_as(doc, "report") if own or _ON_CARRYING_OUT.search(_OF_MENDING.sub("", title)) else doc
    rules = reading.read_as(doc, "rules")
    # a sheet of no title and no word of passing on stays unclear: a bad scan proves nothing for its unit
    readable = doc.kind == "policy" or bool(title) or PASSES_ON.search(doc.text) is not None
    bare = len(doc.text) < _COVER and len(rules.tasks) < _LEAST and OWN_WORDS.search(doc.text) is None
    if PASSES_ON.search(title) or (readable and bare):
        return reading.read_as(doc, "forward")
    return rules if doc.kind == "policy" else doc


def _goes_along(
    doc: DocumentRecord,
    policies: Mapping[str, DocumentRecord],
    links: Links,
    reading: CloseReading,
) -> bool:
    """Whether orders that name no other paper follow a superior's on the same matter, with nobody below answering."""
    if doc.kind != "policy" or doc.issue_date is None or links.out(doc.document_id):
        return False
    if any(links.under(x.source, doc.document_id) for x in links.into(doc.document_id)):
        return False
    above = [
        p
        for p in policies.values()
        if links.under(doc.document_id, p.document_id) and p.issue_date is not None and p.issue_date <= doc.issue_date
    ]
    return any(shared_subject(p, doc) >= _SAME_MATTER for p in above) or bool(like_in_matter(above, doc, reading))
