"""All links of a run: kept, looked up by number and title, followed to the policies a document answers."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from luodi.records import DocumentKind, DocumentRecord, Relation
from luodi.text.words import same_matter

from .names import bare, number_key, own_title_keys, title_keys
from .tree import UnitTree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANSWERS: frozenset[Relation] = frozenset({"forwards", "implements", "interprets", "reports_on"})
"""Relations that make a document part of another's dossier; a mere mention does not."""
USUAL: dict[DocumentKind, Relation] = {
    "forward": "forwards",
    "rules": "implements",
    "interpretation": "interprets",
    "report": "reports_on",
}
"""What a document of a kind usually does to the document it names first."""
_MATTER = 8000
"""Characters of a document by which its matter is told."""
_SAME_MATTER, _STANDS_OUT = 0.2, 0.07
"""Likeness of words from which two documents are on one matter, and by how much the nearest must lead the next."""
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

    def __init__(self, docs: Sequence[DocumentRecord], owners: Mapping[str, str | None], tree: UnitTree) -> None:
        self._docs = {d.document_id: d for d in docs}
        self._owners, self._tree = owners, tree
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
        self._learn_numbers(docs)

    def _learn_numbers(self, docs: Sequence[DocumentRecord]) -> None:
        """Numbers of documents that do not show theirs, from those that name them by title and number."""
        bare_ones = {d.document_id for d in docs if d.doc_number is None}
        said: dict[str, set[str]] = defaultdict(set)
        for ref in (r for d in docs for r in d.refers_to if r.title and r.doc_number):
            key = number_key(ref.doc_number)
            if key is not None and key not in self._numbers:
                said[key].update(i for i in self.by_title(ref.title) if i in bare_ones)
        for key, found in said.items():
            if len(found) == 1:
                self._numbers[key].extend(found)

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

    def by_number(self, number: str | None, source: str | None = None) -> list[str]:
        """Documents that bear a number; if none does, those that bear it without a word (minutes: 〔2024〕5号).

        Of several only those that the document ``source`` can mean, here and below.
        """
        key = number_key(number)
        return [] if key is None else self.meant(self._numbers.get(key) or self._numbers.get(bare(key), []), source)

    def by_title(self, title: str | None, source: str | None = None) -> list[str]:
        """Documents that bear a title; if none does, those whose names it quotes."""
        keys = title_keys(title)
        for key in keys[:2]:
            found = self._titles.get(key)
            if found:
                return self.meant(found, source)
        return self.meant(list(dict.fromkeys(i for key in keys[2:] for i in self._titles.get(key, ()))), source)

    def by_any(self, keys: Sequence[str], source: str | None = None) -> list[str]:
        """Documents that bear the first of several possible numbers that anyone bears, the bare one last."""
        found = next((found for key in [*keys, *map(bare, keys[:1])] if (found := self._numbers.get(key))), [])
        return self.meant(found, source)

    def meant(self, found: list[str], source: str | None) -> list[str]:
        """Of several documents of one name those of the source's branch of the tree, if there are any.

        Every county has a 县政办发〔2024〕5号; all linked to all, a province's dossiers would grow with its square.
        """
        place = self._owners.get(source) if source is not None else None
        if place is None or len(found) < 2:
            return found
        near = [i for i in found if (other := self._owners[i]) is None or self._tree.akin(place, other)]
        return near or found

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
        """The policy that an answering document without any reference is about, by its subject words.

        Ledgers, complaints and supervision papers may concern several policies alike, and join the only one there is.
        """
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
            scored.append((shared_subject(policy, doc), policy.document_id))
        scored.sort(reverse=True)
        sheet = doc.kind in ("feedback", "rectification", "inspection")
        elsewhere = any(r.relation in ANSWERS for r in doc.refers_to) and not self.out(doc.document_id)
        if elsewhere and len(policies) > 1:
            return []  # it says itself that it answers a document which is not here
        alone = len(policies) == 1 and doc.kind != "other" and not elsewhere
        if sheet and scored:
            floor = 0.0 if alone else max(0.15, scored[0][0] - 0.1)
            near = [(share, target) for share, target in scored if share >= floor]
            return [Link(doc.document_id, t, "cites", min(0.5, max(0.2, share)), "按主题词推断") for share, t in near]
        floor = 0.15 if alone and place is not None else 0.5
        how = "按主题词推断"
        if not scored or scored[0][0] < floor or (len(scored) > 1 and scored[0][0] < scored[1][0] + 0.15):
            if place is None or elsewhere or doc.kind not in USUAL:
                return []
            near_to = {target for _, target in scored}
            scored = like_in_matter([p for p in policies if p.document_id in near_to], doc)
            how = "按内容推断"
        return [Link(doc.document_id, t, USUAL.get(doc.kind, "cites"), min(0.5, s), how) for s, t in scored[:1]]


def like_in_matter(policies: Sequence[DocumentRecord], doc: DocumentRecord) -> list[tuple[float, str]]:
    """The one policy that a document of a unit below speaks of by its words, with how far; empty where none stands out.

    Of 254 rules of the building worlds 95 % are as near to their own policy, of pairs with another's 1 in 100.
    """
    ranked = sorted(
        ((same_matter(_words_of(p), _words_of(doc)), p.document_id) for p in policies if _not_after(p, doc)),
        reverse=True,
    )
    floor = _SAME_MATTER if len(ranked) == 1 else _SAME_MATTER + 0.03
    if not ranked or ranked[0][0] < floor or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + _STANDS_OUT):
        return []
    return ranked[:1]


def _words_of(doc: DocumentRecord) -> str:
    return f"{doc.title or ''}\n{doc.text[:_MATTER]}"


def _not_after(policy: DocumentRecord, doc: DocumentRecord) -> bool:
    return policy.issue_date is None or doc.issue_date is None or policy.issue_date <= doc.issue_date


def shared_subject(policy: DocumentRecord, doc: DocumentRecord) -> float:
    """The share in [0, 1] of the words of a policy's subject that a document has."""
    words = _subject(policy.title)
    return sum(w in doc.text for w in words) / max(4, len(words))


def _rank(found: Link) -> tuple[bool, float]:
    return found.relation in ANSWERS, found.strength


@lru_cache(maxsize=4096)
def _subject(title: str | None) -> tuple[str, ...]:
    keys = title_keys(title)
    if not keys:
        return ()
    pieces = [p for p in _STOP.sub(" ", keys[-1]).split() if len(p) >= 2]
    return tuple(dict.fromkeys(p[i : i + 2] for p in pieces for i in range(len(p) - 1)))
