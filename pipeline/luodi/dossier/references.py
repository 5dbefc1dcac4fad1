"""Links between documents: by number, title, quoted names, and by the text itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from luodi.records import DocumentKind, DocumentRecord, Relation
from luodi.text.similarity import sampled

from .names import number_key, numbers_in, own_title_keys, quoted_names, title_keys
from .tree import UnitTree, divisions_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ANSWERS: frozenset[Relation] = frozenset({"forwards", "implements", "interprets", "reports_on"})
"""Relations that make a document part of another's dossier; a mere mention does not."""
_RELATION: dict[DocumentKind, Relation] = {
    "forward": "forwards",
    "rules": "implements",
    "interpretation": "interprets",
    "report": "reports_on",
}
_LEADING = re.compile(r"^(?:转发|批转|贯彻落实|贯彻|落实|执行)+")
_FIGURES = re.compile(r"\d+")
_NEAR = 86.0
"""Likeness of two titles (0-100) from which one may be a mistyped form of the other."""
_HEAD = 1500
"""Characters of a document's beginning in which an unrelated-looking mention is looked for."""
_COPIED = 0.3
"""Share of a document's sampled shingles in another from which it counts as attached there."""
_STOP = re.compile(
    r"关于|印发|转发|通知|意见|实施|方案|办法|措施|若干|规定|行动|计划|进一步|加强|做好|推进|推动|工作|加快|全面|深化|提升|人民政府|办公厅|办公室|"
    r"[省市县区乡镇]|\d+|[年月日]|[^\u4e00-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class Link:
    """One document answering or naming another; ``strength`` in [0, 1], ``reason`` in Chinese."""

    source: str
    target: str
    relation: Relation
    strength: float
    reason: str


class Links:
    """All links of a run, and the look-ups by number and title that made them."""

    def __init__(self, docs: Sequence[DocumentRecord]) -> None:
        self._docs = {d.document_id: d for d in docs}
        self._from: dict[str, dict[str, Link]] = defaultdict(dict)
        self._to: dict[str, list[Link]] = defaultdict(list)
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for doc in docs:
            key = number_key(doc.doc_number)
            if key is not None:
                self._numbers[key].append(doc.document_id)
            for title in own_title_keys(doc.title):
                self._titles[title].append(doc.document_id)

    def add(self, found: Link) -> None:
        """Keep a link unless a stronger one between the same documents is known; an answer beats a mention."""
        if found.source == found.target:
            return
        known = self._from[found.source].get(found.target)
        if known is None or _rank(found) > _rank(known):
            self._from[found.source][found.target] = found

    def settle(self) -> None:
        """Index the links by target once all are added."""
        for links in self._from.values():
            for found in links.values():
                self._to[found.target].append(found)

    def out(self, document_id: str) -> list[Link]:
        """Links from a document, strongest first."""
        return sorted(self._from.get(document_id, {}).values(), key=lambda x: (-x.strength, x.target))

    def into(self, document_id: str) -> list[Link]:
        """Links to a document."""
        return self._to.get(document_id, [])

    def sure(self, doc: DocumentRecord, *, floor: float = 0.85) -> bool:
        """Whether a number or title already says what a document answers."""
        return any(x.relation in ANSWERS and x.strength >= floor for x in self._from.get(doc.document_id, {}).values())

    def repealed(self, document_id: str) -> bool:
        """Whether another document of the folder repeals this one."""
        return any(x.relation == "repeals" for x in self.into(document_id))

    def by_number(self, number: str | None) -> list[str]:
        """Documents that bear a number."""
        key = number_key(number)
        return self._numbers.get(key, []) if key is not None else []

    def by_title(self, title: str | None) -> list[str]:
        """Documents that bear a title; if none does, those whose names it quotes."""
        keys = title_keys(title)
        for key in keys[:2]:
            found = self._titles.get(key)
            if found:
                return found
        return list(dict.fromkeys(i for key in keys[2:] for i in self._titles.get(key, ())))

    def by_any(self, keys: Sequence[str]) -> list[str]:
        """Documents that bear the first of several possible numbers that anyone bears."""
        return next((found for key in keys if (found := self._numbers.get(key))), [])

    def named(self, number: str | None, title: str | None) -> str | None:
        """The one document that a number or title names, None when none or several."""
        for found in (self.by_number(number), self.by_title(title)):
            if len(found) == 1:
                return found[0]
        return None

    def reach(self, document_id: str, policies: set[str]) -> list[Link]:
        """The policies a document answers, directly or through another document it answers.

        The next level's own policy (a city's rules that a county implements) is reached, and through it the one above
        for what was passed on; a report on the lower one alone is not a report on the upper one.
        """
        direct = [x for x in self.out(document_id) if x.target in policies and x.relation != "repeals"]
        answers = [x for x in direct if x.relation in ANSWERS]
        mentions = [x for x in direct if x.strength >= 0.6][:1]
        first = answers if answers else mentions
        found = {x.target: x for x in first}
        passes_on = self._docs[document_id].kind in ("forward", "rules")
        todo = deque((x, 1) for x in (self.out(document_id) if not first or passes_on else []))
        seen = {document_id}
        while todo:
            step, depth = todo.popleft()
            if step.relation not in ANSWERS or step.target in seen or (step.target in policies and not passes_on):
                continue
            seen.add(step.target)
            for onward in self.out(step.target):
                if onward.relation not in ANSWERS or onward.target == document_id:
                    continue
                carried = Link(
                    document_id,
                    onward.target,
                    step.relation,
                    step.strength * onward.strength * 0.9,
                    f"经《{self._docs[step.target].title or self._docs[step.target].file}》",
                )
                if onward.target in policies:
                    found.setdefault(onward.target, carried)
                elif depth < 4:
                    todo.append((carried, depth + 1))
        found.pop(document_id, None)
        return sorted(found.values(), key=lambda x: (-x.strength, x.target))

    def guess(
        self,
        doc: DocumentRecord,
        policies: Sequence[DocumentRecord],
        owners: dict[str, str | None],
        tree: UnitTree,
    ) -> list[Link]:
        """The policy that an answering document without any reference is about, by its subject words."""
        place = owners[doc.document_id]
        if doc.kind == "policy" or not policies or (doc.kind == "other" and place is None):
            return []
        scored = []
        for policy in policies:
            issuing = owners[policy.document_id]
            if place is not None and issuing is not None:
                over = tree.government(issuing)
                if not (tree.is_below(place, over) or tree.government(place) == over):
                    continue
            words = _subject(policy.title)
            share = sum(w in doc.text for w in words) / max(4, len(words))
            scored.append((share, policy.document_id))
        scored.sort(reverse=True)
        sheet = doc.kind in ("feedback", "rectification", "inspection")
        elsewhere = any(r.relation in ANSWERS for r in doc.refers_to) and not self.out(doc.document_id)
        if elsewhere and len(policies) > 1:
            return []  # it says itself that it answers a document which is not here
        alone = len(policies) == 1 and doc.kind != "other" and not elsewhere
        floor = 0.15 if alone and (sheet or place is not None) else 0.5
        if not scored or scored[0][0] < floor or (len(scored) > 1 and scored[0][0] < scored[1][0] + 0.15):
            return []
        share, target = scored[0]
        return [Link(doc.document_id, target, _RELATION.get(doc.kind, "cites"), min(0.5, share), "按主题词推断")]


def link_documents(docs: Sequence[DocumentRecord], owners: dict[str, str | None], tree: UnitTree) -> Links:
    """Find all links between the documents of a run; time grows with the number of documents, not of pairs."""
    links = Links(docs)
    for doc in docs:
        for found in _by_reference(doc, links):
            links.add(found)
        for found in _by_mention(doc, links):
            links.add(found)
    for found in _by_near_title(docs, links, owners, tree):
        links.add(found)
    for found in _by_text(docs, links, owners, tree):
        links.add(found)
    for found in _by_repealed(docs, links):
        links.add(found)
    links.settle()
    return links


def _by_reference(doc: DocumentRecord, links: Links) -> Iterable[Link]:
    usual = _RELATION.get(doc.kind, "cites")
    for ref in doc.refers_to:
        relation = ref.relation
        titled, numbered = links.by_title(ref.title), links.by_number(ref.doc_number)
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
        for target in links.by_any(keys):
            yield Link(doc.document_id, target, usual, 0.95, f"标题中的文号：{keys[0]}")
    for name in quoted_names(doc.title or ""):
        for target in links.by_title(name):
            yield Link(doc.document_id, target, usual, 0.9, f"标题中的《{name}》")
    about = title_keys(doc.title)[1:2] if doc.kind in ("forward", "report") else ()
    for key in about:
        for prefix in ("转发", "批转", "贯彻落实", "落实", "贯彻"):
            for target in links.by_title(key.removeprefix(prefix)) if key.startswith(prefix) else ():
                yield Link(doc.document_id, target, usual, 0.85, "标题")


def _by_mention(doc: DocumentRecord, links: Links) -> Iterable[Link]:
    """Numbers and names in the first lines that the document's elements do not list."""
    usual = _RELATION.get(doc.kind, "cites")
    head = doc.text[:_HEAD]
    own = number_key(doc.doc_number)
    first = not links.sure(doc, floor=0.95)
    for keys, _, _ in numbers_in(head):
        for target in links.by_any(keys) if own not in keys else ():
            how, strength = (usual, 0.7) if first else ("cites", 0.5)
            yield Link(doc.document_id, target, how, strength, f"文中文号：{keys[0]}")
            first = False
    for name in quoted_names(head):
        for target in links.by_title(name):
            yield Link(doc.document_id, target, usual if first else "cites", 0.65 if first else 0.5, f"文中《{name}》")
            first = False


def _by_near_title(
    docs: Sequence[DocumentRecord], links: Links, owners: dict[str, str | None], tree: UnitTree
) -> Iterable[Link]:
    """Titles that were shortened or mistyped, of other units' documents, where nothing surer has placed one."""
    from rapidfuzz import fuzz, process

    names = {
        key: d.document_id for d in docs if d.kind in ("policy", "rules", "other") for key in own_title_keys(d.title)
    }
    if not names:
        return
    choices = list(names)
    for doc in docs:
        if doc.kind not in _RELATION or links.sure(doc):
            continue
        spoken = [*(r.title for r in doc.refers_to if r.title), *quoted_names(doc.text[:_HEAD])]
        tried = {k: _speaker(title) for title in spoken for k in title_keys(title)[:2]}
        tried |= {_LEADING.sub("", k): None for k in title_keys(doc.title)[1:2]}
        for key, speaker in tried.items():
            near = process.extractOne(key, choices, scorer=fuzz.ratio, score_cutoff=_NEAR)
            same_figures = near is not None and _FIGURES.findall(near[0]) == _FIGURES.findall(key)
            target = names[near[0]] if near is not None else doc.document_id
            place = owners[target]
            other = place is None or place != owners[doc.document_id]
            other = other and (speaker is None or place is None or speaker == tree.government(place))
            if near is not None and same_figures and other and target != doc.document_id:
                yield Link(doc.document_id, target, _RELATION[doc.kind], 0.7, f"标题相近：{near[0]}")


def _speaker(title: str) -> str | None:
    """The division whose body a title begins with."""
    way = divisions_in(title)
    return way[-1][0] if way else None


def _by_repealed(docs: Sequence[DocumentRecord], links: Links) -> Iterable[Link]:
    """Documents that still answer what a policy of the folder repealed: they are read against the new policy."""
    numbers: dict[str, str] = {}
    titles: dict[str, str] = {}
    for doc in docs:
        for ref in doc.refers_to if doc.kind in ("policy", "rules", "other") else ():
            if ref.relation != "repeals":
                continue
            key = number_key(ref.doc_number)
            if key is not None:
                numbers[key] = doc.document_id
            titles |= dict.fromkeys(title_keys(ref.title), doc.document_id)
    if not numbers and not titles:
        return
    dates = {d.document_id: d.issue_date for d in docs}
    for doc in docs:
        usual = _RELATION.get(doc.kind)
        if usual is None:
            continue
        for ref in doc.refers_to:
            hits = [numbers.get(number_key(ref.doc_number) or ""), *(titles.get(k) for k in title_keys(ref.title))]
            target = next((h for h in hits if h is not None), None)
            if target is not None and ref.relation != "repeals" and _after(doc, dates[target]):
                yield Link(doc.document_id, target, usual, 0.6, f"所据的{ref.doc_number or ref.title}已被它废止")


def _after(doc: DocumentRecord, day: date | None) -> bool:
    """Whether a document is younger than a day, or nothing speaks against it."""
    return day is None or doc.issue_date is None or doc.issue_date >= day


def _by_text(
    docs: Sequence[DocumentRecord], links: Links, owners: dict[str, str | None], tree: UnitTree
) -> Iterable[Link]:
    """Documents whose words stand inside another's: an attachment that was renamed, a title that was collapsed.

    Only what no number or title has placed is looked at, and only against what could be a policy, so that time grows
    with the number of documents.
    """
    loose = [d for d in docs if d.kind in ("forward", "rules", "other") and len(d.text) >= 200 and not links.sure(d)]
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
        place = owners[doc.document_id]
        votes: Counter[str] = Counter()
        for value in sampled(doc.text).tolist():
            if len(holders.get(value, ())) <= 200:
                votes.update(holders.get(value, ()))
        for target, shared in votes.most_common(6):
            above = owners[target]
            known = place is not None and above is not None
            higher = not known or tree.is_below(tree.government(str(place)), tree.government(str(above)))
            share = shared / max(1, sizes[target])
            floor = _COPIED if known else 2 * _COPIED
            if target != doc.document_id and higher and share >= floor and shared >= 6:
                relation = _RELATION.get(doc.kind, "forwards")
                yield Link(doc.document_id, target, relation, min(0.9, 0.5 + share / 2), f"文中含其全文的{share:.0%}")


def _rank(found: Link) -> tuple[bool, float]:
    return found.relation in ANSWERS, found.strength


@lru_cache(maxsize=4096)
def _subject(title: str | None) -> tuple[str, ...]:
    keys = title_keys(title)
    if not keys:
        return ()
    pieces = [p for p in _STOP.sub(" ", keys[-1]).split() if len(p) >= 2]
    return tuple(dict.fromkeys(p[i : i + 2] for p in pieces for i in range(len(p) - 1)))
