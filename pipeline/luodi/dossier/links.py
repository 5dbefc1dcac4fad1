"""All links of a run: kept, looked up by number and title, followed to the policies a document answers."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luodi.records import DocumentKind, DocumentRecord, Relation
from luodi.text.doc_number import normal_doc_number
from luodi.text.title_names import own_title_keys, title_keys

from .numbers import bare
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


@dataclass(frozen=True, slots=True)
class Link:
    """One document answering or naming another; ``strength`` in [0, 1], ``reason`` in Chinese."""

    source: str
    target: str
    relation: Relation
    strength: float
    reason: str


class Links:
    """All links of a run, and the look-ups by number and title that made them.

    ``owners`` has each document's unit by its id, None where it is not known; ``tree`` are the units of the run.
    """

    def __init__(self, docs: Sequence[DocumentRecord], owners: Mapping[str, str | None], tree: UnitTree) -> None:
        self._docs = {d.document_id: d for d in docs}
        self.owners, self.tree = owners, tree
        self._from: dict[str, dict[str, Link]] = defaultdict(dict)
        self._to: dict[str, list[Link]] = defaultdict(list)
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for doc in docs:
            key = normal_doc_number(doc.doc_number)
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
            key = normal_doc_number(ref.doc_number)
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

    def under(self, document_id: str, other: str) -> bool:
        """Whether one document's unit stands below another's; False where either is not known."""
        return self.tree.under(self.owners[document_id], self.owners[other])

    def repealed(self, document_id: str) -> bool:
        """Whether another document of the folder repeals this one."""
        return any(x.relation == "repeals" for x in self.into(document_id))

    def by_number(self, number: str | None, source: str | None = None) -> list[str]:
        """Documents that bear a number; if none does, those that bear it without a word (minutes: 〔2024〕5号).

        Of several only those that the document ``source`` can mean, here and below.
        """
        key = normal_doc_number(number)
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
        place = self.owners.get(source) if source is not None else None
        if place is None or len(found) < 2:
            return found
        near = [i for i in found if (other := self.owners[i]) is None or self.tree.akin(place, other)]
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


def _rank(found: Link) -> tuple[bool, float]:
    return found.relation in ANSWERS, found.strength
