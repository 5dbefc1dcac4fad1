"""Which documents belong together: from records, units and events to dossiers."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from luodi.records import DocumentRecord, Dossier, Event, Member, Unit
from luodi.text.title_names import quoted_names

from .close import CloseReading
from .company import with_company
from .expected import Answering, expected_units
from .links import Link, Links
from .matter import guess
from .policies import find_policies, role_of
from .references import link_documents
from .tree import UnitTree, infer_units

_SPACE = re.compile(r"\s+")


def link(
    records: Iterable[DocumentRecord],
    units: Sequence[Unit] | None = None,
    events: Sequence[Event] | None = None,
    reading: CloseReading | None = None,
) -> list[Dossier]:
    """Dossiers of a run: one for each policy with the documents that answer it, and one without a policy for the rest.

    Without ``units`` the tree is read from the documents. The order of ``records`` does not matter; two copies of one
    document (same bytes or same text) count once. ``reading`` may remember what was read closely before.
    """
    reading = CloseReading() if reading is None else reading
    docs = unique(records)
    tree = UnitTree(units if units else infer_units(docs))
    owners = {d.document_id: owner(d, tree) for d in docs}
    links = link_documents(docs, owners, tree)
    settled = with_company(docs, links, reading)
    if settled != docs:
        docs, links = settled, link_documents(settled, owners, tree)
    policies = find_policies(docs, links)
    homes = _homes(docs, policies, links, reading)
    by_document = _events_by_document(links, events or ())
    dossiers = []
    for policy in policies:
        dossier = _dossier(policy, homes.get(policy.document_id, []), links, by_document, inferred=not units)
        # nobody need pass on or carry out what has been repealed
        dossiers.append(dossier.replace(expected=()) if links.repealed(policy.document_id) else dossier)
    rest = homes.get("", [])
    if rest:
        dossiers.append(
            Dossier(
                policy=None,
                documents=tuple(d for d, _ in rest),
                members=tuple(_member(d, k, links, None) for d, k in rest),
                units=tuple(tree.units.values()),
            )
        )
    return dossiers


def unique(records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """The documents ordered by file name, each once: a copy with the same bytes or the same words is left out."""
    seen: set[str] = set()
    kept = []
    for doc in sorted(records, key=lambda d: (d.file, d.document_id)):
        words = _SPACE.sub("", doc.text)
        keys = {doc.sha256, doc.document_id}
        if len(words) >= 80:
            keys.add(hashlib.sha256(words.encode("utf-8")).hexdigest())
        if not keys & seen:
            kept.append(doc)
        seen |= keys
    return kept


def owner(doc: DocumentRecord, tree: UnitTree) -> str | None:
    """The unit whose document it is: by issuer, else by the title's beginning, else by who signs.

    Sheets of several units (complaints, ledgers) belong to none.
    """
    if doc.kind == "feedback" or (doc.kind == "rectification" and not doc.issuer and doc.tables and not doc.title):
        return None
    for issuer in doc.issuer:
        found = tree.match(issuer)
        if found is not None:
            return found
    title = _SPACE.sub("", doc.title or "").lstrip("《〈")
    found = tree.match(title) if title else None
    if found is not None:
        return found
    lines = [line.strip() for line in doc.text.splitlines() if line.strip()]
    for line in [*lines[:3], *reversed(lines[-6:])]:
        if len(line) > 40 or line.endswith(("：", ":")):  # whom a document speaks to is not whose it is
            continue
        found = tree.match(line.lstrip("《〈（(—"))
        if found is not None:
            return found
    return None


def _homes(
    docs: list[DocumentRecord],
    policies: list[DocumentRecord],
    links: Links,
    reading: CloseReading,
) -> dict[str, list[tuple[DocumentRecord, Link | None]]]:
    """Documents by the policy they belong to; the key ``""`` holds those that belong to none."""
    ids = {p.document_id for p in policies}
    homes: dict[str, list[tuple[DocumentRecord, Link | None]]] = defaultdict(list)
    for doc in docs:
        reached = links.reach(doc.document_id, ids)
        if not reached and doc.document_id not in ids:
            reached = guess(doc, policies, links, reading)
        for found in reached:
            homes[found.target].append((doc, found))
        if not reached and doc.document_id not in ids:
            homes[""].append((doc, None))
    return homes


def _dossier(
    policy: DocumentRecord,
    members: list[tuple[DocumentRecord, Link | None]],
    links: Links,
    events: dict[str, list[Event]],
    *,
    inferred: bool,
) -> Dossier:
    owners, tree = links.owners, links.tree
    issuing = owners[policy.document_id]
    own = [e for i in [policy.document_id, *(d.document_id for d, _ in members)] for e in events.get(i, ())]
    forwarding, reporting = (
        {owners[d.document_id] for d, _ in members if d.kind in kinds} for kinds in (("forward", "rules"), ("report",))
    )
    answering = Answering([owners[d.document_id] for d, _ in members], forwarding & reporting, own)
    return Dossier(
        policy=policy.replace(unit=issuing),
        documents=tuple(d.replace(unit=_place(owners[d.document_id], issuing, tree)) for d, _ in members),
        members=tuple(_member(d, found, links, issuing) for d, found in members),
        units=tuple(tree.units.values()),
        expected=tuple(expected_units(policy, issuing, answering, tree, inferred=inferred)),
        issuing_unit=issuing,
        events=tuple(dict.fromkeys(own)),
    )


def _member(doc: DocumentRecord, found: Link | None, links: Links, issuing: str | None) -> Member:
    unit = _place(links.owners[doc.document_id], issuing, links.tree)
    return Member(
        document_id=doc.document_id,
        unit=unit,
        role=role_of(doc, unit, issuing),
        confidence=found.strength if found is not None else 0.0,
        reason=found.reason if found is not None else "没有找到它所属的政策",
    )


def _place(unit: str | None, issuing: str | None, tree: UnitTree) -> str | None:
    """A department's document counts for its government, unless that government is the policy's issuer."""
    if unit is None:
        return None
    government = tree.government(unit)
    return unit if issuing is not None and government == tree.government(issuing) else government


def _events_by_document(links: Links, events: Sequence[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        target = links.named(event.doc_number, event.title)
        if target is None:
            # a notice that is not in the folder still shows that its sender passed on what it quotes
            quoted = {i for name in quoted_names(event.title or "") for i in links.by_title(name)}
            target = quoted.pop() if len(quoted) == 1 else None
        if target is not None:
            found[target].append(event)
    return found
