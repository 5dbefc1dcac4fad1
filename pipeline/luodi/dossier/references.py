"""Finding links between documents: by number, title, quoted names, and by the text itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from luodi.records import DocumentRecord
from luodi.text.doc_number import normal_doc_number
from luodi.text.similarity import sampled
from luodi.text.title_names import own_title_keys, quoted_names, title_keys

from .links import USUAL, Link, Links
from .numbers import numbers_in
from .tree import UnitTree, divisions_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEADING = re.compile(r"^(?:转发|批转|贯彻落实|贯彻|落实|执行)+")
_FIGURES = re.compile(r"\d+")
_NEAR = 86.0
"""Likeness of two titles (0-100) from which one may be a mistyped form of the other."""
_HEAD = 1500
"""Characters of a document's beginning in which an unrelated-looking mention is looked for."""
_COPIED = 0.3
"""Share of a document's sampled shingles in another from which it counts as attached there."""


def link_documents(docs: Sequence[DocumentRecord], owners: dict[str, str | None], tree: UnitTree) -> Links:
    """Find all links between the documents of a run; time grows with the number of documents, not of pairs."""
    links = Links(docs, owners, tree)
    for doc in docs:
        for found in _by_reference(doc, links):
            links.add(found)
        for found in _by_mention(doc, links):
            links.add(found)
    for found in _by_near_title(docs, links):
        links.add(found)
    for found in _by_text(docs, links):
        links.add(found)
    for found in _by_repealed(docs, links):
        links.add(found)
    links.settle()
    return links


def _by_reference(doc: DocumentRecord, links: Links) -> Iterable[Link]:
    usual, own = USUAL.get(doc.kind, "cites"), doc.document_id
    for ref in doc.refers_to:
        relation = ref.relation
        titled, numbered = links.by_title(ref.title, own), links.by_number(ref.doc_number, own)
        agreed = [i for i in titled if i in numbered]
        for target in agreed:
            yield Link(doc.document_id, target, relation, 1.0, f"标题和文号：{ref.doc_number}")
        for target in titled if not agreed else ():
            yield Link(doc.document_id, target, relation, 0.9 / len(titled), f"标题：《{ref.title}》")
        for target in numbered if not agreed else ():
            weak = bool(titled)
            how = "cites" if weak else relation
            yield Link(doc.document_id, target, how, 0.6 if weak else 0.95, f"文号：{ref.doc_number}")
    for keys, _, _ in numbers_in(doc.title or ""):
        for target in links.by_any(keys, own):
            yield Link(doc.document_id, target, usual, 0.95, f"标题中的文号：{keys[0]}")
    for name in quoted_names(doc.title or ""):
        for target in links.by_title(name, own):
            yield Link(doc.document_id, target, usual, 0.9, f"标题中的《{name}》")
    about = title_keys(doc.title)[1:2] if doc.kind in ("forward", "report") else ()
    for key in about:
        for prefix in ("转发", "批转", "贯彻落实", "落实", "贯彻"):
            for target in links.by_title(key.removeprefix(prefix), own) if key.startswith(prefix) else ():
                yield Link(doc.document_id, target, usual, 0.85, "标题")


def _by_mention(doc: DocumentRecord, links: Links) -> Iterable[Link]:
    """Numbers and names in the first lines that the document's elements do not list."""
    usual = USUAL.get(doc.kind, "cites")
    head = doc.text[:_HEAD]
    own = normal_doc_number(doc.doc_number)
    first = not links.sure(doc, floor=0.95)
    for keys, _, _ in numbers_in(head):
        for target in links.by_any(keys, doc.document_id) if own not in keys else ():
            how, strength = (usual, 0.7) if first else ("cites", 0.5)
            yield Link(doc.document_id, target, how, strength, f"文中文号：{keys[0]}")
            first = False
    for name in quoted_names(head):
        for target in links.by_title(name, doc.document_id):
            yield Link(doc.document_id, target, usual if first else "cites", 0.65 if first else 0.5, f"文中《{name}》")
            first = False


def _by_near_title(docs: Sequence[DocumentRecord], links: Links) -> Iterable[Link]:
    """Titles that were shortened or mistyped, of other units' documents, where nothing surer has placed one."""
    from rapidfuzz import fuzz, process

    names: dict[str, list[str]] = defaultdict(list)
    for doc in docs:
        for key in own_title_keys(doc.title) if doc.kind in ("policy", "rules", "other") else ():
            names[key].append(doc.document_id)
    if not names:
        return
    choices = list(names)
    for doc in docs:
        if doc.kind not in USUAL or links.sure(doc):
            continue
        spoken = [*(r.title for r in doc.refers_to if r.title), *quoted_names(doc.text[:_HEAD])]
        tried = {k: _speaker(title) for title in spoken for k in title_keys(title)[:2]}
        tried |= {_LEADING.sub("", k): None for k in title_keys(doc.title)[1:2]}
        for key, speaker in tried.items():
            near = process.extractOne(key, choices, scorer=fuzz.ratio, score_cutoff=_NEAR)
            same_figures = near is not None and _FIGURES.findall(near[0]) == _FIGURES.findall(key)
            target = links.meant(names[near[0]], doc.document_id)[-1] if near is not None else doc.document_id
            place = links.owners[target]
            other = place is None or place != links.owners[doc.document_id]
            other = other and (speaker is None or place is None or speaker == links.tree.government(place))
            if near is not None and same_figures and other and target != doc.document_id:
                yield Link(doc.document_id, target, USUAL[doc.kind], 0.7, f"标题相近：{near[0]}")


def _speaker(title: str) -> str | None:
    """The division whose body a title begins with."""
    way = divisions_in(title)
    return way[-1][0] if way else None


def _by_repealed(docs: Sequence[DocumentRecord], links: Links) -> Iterable[Link]:
    """Documents that still answer what a policy of the folder repealed: they are read against the new policy."""
    numbers: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, list[str]] = defaultdict(list)
    for doc in docs:
        for ref in doc.refers_to if doc.kind in ("policy", "rules", "other") else ():
            if ref.relation != "repeals":
                continue
            key = normal_doc_number(ref.doc_number)
            if key is not None:
                numbers[key].append(doc.document_id)
            for title in title_keys(ref.title):
                titles[title].append(doc.document_id)
    if not numbers and not titles:
        return
    dates = {d.document_id: d.issue_date for d in docs}
    for doc in docs:
        usual = USUAL.get(doc.kind)
        if usual is None:
            continue
        for ref in doc.refers_to:
            hits = [
                numbers.get(normal_doc_number(ref.doc_number) or ""),
                *(titles.get(k) for k in title_keys(ref.title)),
            ]
            hit = next((h for h in hits if h is not None), None)
            target = links.meant(hit, doc.document_id)[-1] if hit is not None else None
            if target is not None and ref.relation != "repeals" and _after(doc, dates[target]):
                yield Link(doc.document_id, target, usual, 0.6, f"所据的{ref.doc_number or ref.title}已被它废止")


def _after(doc: DocumentRecord, day: date | None) -> bool:
    """Whether a document is younger than a day, or nothing speaks against it."""
    return day is None or doc.issue_date is None or doc.issue_date >= day


def _by_text(docs: Sequence[DocumentRecord], links: Links) -> Iterable[Link]:
    """Documents whose words stand inside another's: an attachment that was renamed, a title that was collapsed.

    Only what no number or title has placed is looked at, and only against what could be a policy, so that time grows
    with the number of documents.
    """
    copying = ("forward", "rules", "policy", "other")
    loose = [d for d in docs if d.kind in copying and len(d.text) >= 200 and not links.sure(d)]
    if not loose:
        return
    sizes: dict[str, int] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for doc in docs:
        if doc.kind in ("policy", "rules", "other") and len(doc.text) >= 200:
            found = sampled(doc.text).tolist()
            sizes[doc.document_id] = len(found)
            for value in found:
                holders[value].append(doc.document_id)
    for doc in loose:
        place = links.owners[doc.document_id]
        votes: Counter[str] = Counter()
        for value in sampled(doc.text).tolist():
            if len(holders.get(value, ())) <= 200:
                votes.update(holders.get(value, ()))
        for target, shared in votes.most_common(6):
            above = links.owners[target]
            known = place is not None and above is not None
            if doc.kind == "policy" and not known:
                continue
            higher = not known or links.under(doc.document_id, target)
            share = shared / max(1, sizes[target])
            floor = _COPIED if known else 2 * _COPIED
            if target != doc.document_id and higher and share >= floor and shared >= 6:
                relation = USUAL.get(doc.kind, "forwards")
                yield Link(doc.document_id, target, relation, min(0.9, 0.5 + share / 2), f"文中含其全文的{share:.0%}")
