"""Which documents are policies, and what part the others play."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.records import DocumentKind, DocumentRecord

from .company import PASSES_ON
from .links import ANSWERS, Links

_LOCAL_PAPER = re.compile(r"(?:方案|细则|办法|清单|分工|意见|措施|计划|任务分解表?|责任表)(?:》?的通知)?$")

_CARRIED_OUT = ("policy", "rules", "other")
"""Kinds of what a unit below may carry out."""


def find_policies(docs: Sequence[DocumentRecord], links: Links) -> list[DocumentRecord]:
    """The documents that others must carry out, the highest level first.

    A document is one when it is of kind ``policy`` and does not itself carry out another in the folder, or when
    units below its own answer it (a city's rules are the policy of its counties).
    """
    chosen = []
    by_id = {d.document_id: d for d in docs}
    for doc in docs:
        answers = any(x.relation in ANSWERS and x.strength >= 0.6 for x in links.out(doc.document_id))
        if doc.kind in ("interpretation", "report", "rectification", "feedback", "inspection"):
            continue
        if doc.kind == "forward" and answers:
            continue  # its original is here; without it, the highest notice stands for the policy
        answered = _answered_from_below(doc, links)
        carries_out = any(
            x.relation in ("implements", "forwards")
            and x.strength >= 0.8
            and by_id[x.target].kind in _CARRIED_OUT
            and links.under(doc.document_id, x.target)
            for x in links.out(doc.document_id)
        )
        if answered or (doc.kind == "policy" and not carries_out):
            chosen.append(doc)
    depth = {d.document_id: len(list(links.tree.ancestors(links.owners[d.document_id] or ""))) for d in chosen}
    return sorted(chosen, key=lambda d: (depth[d.document_id], d.file, d.document_id))


def role_of(doc: DocumentRecord, unit: str | None, issuing: str | None) -> DocumentKind:
    """What part a document plays in a dossier: its kind, corrected by its place.

    A lower unit's own ``policy`` is its rules; so is an unclear paper of its that is called 方案, 清单 or the like.
    """
    lower = unit is not None and unit != issuing
    if lower and doc.kind == "policy":
        return "rules"
    if lower and doc.kind == "other":
        title = doc.title or ""
        if PASSES_ON.search(title):
            return "forward"
        if _LOCAL_PAPER.search(title):
            return "rules"
    return doc.kind


def _answered_from_below(doc: DocumentRecord, links: Links) -> bool:
    place = links.owners[doc.document_id]
    for found in links.into(doc.document_id):
        if found.relation not in ANSWERS or found.strength < 0.6:
            continue
        if place is None and links.owners[found.source] is not None and doc.kind == "policy":
            return True
        if links.under(found.source, doc.document_id):
            return True
    return False
