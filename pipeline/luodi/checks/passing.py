"""What each unit sent down in a dossier, and which of its words are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from luodi.dossier.tree import UnitTree
from luodi.records import DocumentKind, DocumentRecord, Dossier, Member, Quote
from luodi.text.days import in_chinese
from luodi.text.sentences import sentence_spans
from luodi.text.similarity import aligned

from .words import words

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[]\d{4}[〕\]]\d+号")
_NAME = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〉]*〉|[（(][^（）()]*[〔\[][^（）()]*[)）]|[（(]以下简称[^（）()]*[)）]"
)
_MARKS = re.compile(r"[\s，。；：、！？“”‘’（）()《》〈〉〔〕\[\],.;:!?\"'—…·|-]+")
_CLAUSE_END = re.compile(r"[，。；：、！？|\s]")
_CLAUSE = 4
"""Characters of a clause from which its standing in the policy too says that it was taken from there."""
_TASKS = 3
"""Tasks of the policy whose sentences stand in rules: a copy has its tasks, slogans have none."""
_HOLLOW = 0.3
"""Share of own words below which rules say nothing of their own."""
_HEADS = re.compile(
    r"^(?:附件|抄送|（此件|\(此件|特急|加急|签发人)|文件$|[：:]$|印发$|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$|的通知$|的函$"
)
_DUTIES = re.compile(r"[（(][^（）()]*(?:牵头|负责|配合|落实|督促|指导|完成|责任)[^（）()]*[)）]")
_ATTACHED = 0.3
"""Share of the policy's lines inside another document from which it counts as attached there."""


@dataclass
class UnitPapers:
    """The documents of one unit by their part in the dossier."""

    unit: str
    forwards: list[DocumentRecord] = field(default_factory=list)
    rules: list[DocumentRecord] = field(default_factory=list)
    interpretations: list[DocumentRecord] = field(default_factory=list)
    reports: list[DocumentRecord] = field(default_factory=list)

    @property
    def sent_down(self) -> list[DocumentRecord]:
        """Notices and rules, the earliest first."""
        return sorted([*self.forwards, *self.rules], key=lambda d: (str(d.issue_date), d.file))


def papers(dossier: Dossier) -> dict[str, UnitPapers]:
    """The documents of every unit of the dossier, and an empty entry for each expected unit without any."""
    found: dict[str, UnitPapers] = {}
    for unit in dossier.expected:
        found[unit] = UnitPapers(unit)
    by_id = {d.document_id: d for d in dossier.documents}
    for member in dossier.members:
        if member.unit is None:
            continue
        own = found.setdefault(member.unit, UnitPapers(member.unit))
        shelf = {
            "forward": own.forwards,
            "rules": own.rules,
            "interpretation": own.interpretations,
            "report": own.reports,
        }.get(_role(member, by_id[member.document_id]))
        if shelf is not None:
            shelf.append(by_id[member.document_id])
    return dict(found)


def _role(member: Member, doc: DocumentRecord) -> DocumentKind:
    """A document of no known kind whose title says that it explains counts as an interpretation."""
    if member.role == "other" and any(word in (doc.title or "") for word in words().explaining):
        return "interpretation"
    return member.role


def judged_units(dossier: Dossier) -> list[str]:
    """The units whose passing on is judged: those expected, and lower ones that did pass the policy on."""
    issuing = dossier.issuing_unit
    tree = UnitTree(dossier.units)
    government = tree.government(issuing) if issuing is not None else None
    lower = [m.unit for m in dossier.members if m.unit is not None and m.role in ("forward", "rules")]
    names = dict.fromkeys([*dossier.expected, *lower])
    return [n for n in names if n not in (issuing, government)]


@lru_cache(maxsize=64)
def line_keys(text: str) -> dict[str, int]:
    """The lines of a text long enough to tell, without white space, with their order."""
    keys = (_SPACE.sub("", line) for line in text.splitlines())
    return {key: i for i, key in enumerate(keys) if len(key) >= 6}


@dataclass(frozen=True)
class Attachment:
    """The stretch ``[start, end)`` of a document that repeats the policy; ``share`` of its lines are found there."""

    start: int
    end: int
    share: float


@lru_cache(maxsize=256)
def attachment(text: str, policy: str) -> Attachment | None:
    """Where a policy stands attached inside a document, None when it does not.

    The stretch runs from the first to the last repeated line of the densest run, so that lines altered in between
    belong to the attachment and are not taken for the unit's own words.
    """
    known = line_keys(policy)
    if not known:
        return None
    found: list[tuple[int, int, str]] = []
    place = 0
    for line in text.split("\n"):
        key = _SPACE.sub("", line)
        if key in known:
            found.append((place, place + len(line), key))
        place += len(line) + 1
    share = len({k for _, _, k in found}) / len(known)
    if share < _ATTACHED or len(found) < 3:
        return None
    return Attachment(start=found[0][0], end=found[-1][1], share=share)


def own_text(doc: DocumentRecord, policy: DocumentRecord) -> list[tuple[int, int]]:
    """Half-open spans of a notice that are not the attached policy; for all other documents the whole text."""
    inside = attachment(doc.text, policy.text) if doc.kind == "forward" else None
    if inside is None:
        return [(0, len(doc.text))]
    return [(0, inside.start), (inside.end, len(doc.text))]


def dated(doc: DocumentRecord) -> list[Quote]:
    """The words of a document that give its date, as evidence; empty where they are not found."""
    day = doc.issue_date
    if day is None:
        return []
    written = in_chinese(day)
    place = doc.text.rfind(written)
    return [doc.quote(place, place + len(written))] if place >= 0 else []


def addressed(policy: DocumentRecord) -> list[Quote]:
    """The words of a policy that say to whom it was sent."""
    for name in policy.addressees[:1]:
        place = policy.text.find(name)
        if place >= 0:
            return [policy.quote(place, place + len(name))]
    return []


def said(doc: DocumentRecord, policy: DocumentRecord) -> list[tuple[int, int]]:
    """The sentences of a document's own body: no head, number, title, addressees, annex list, signature or date."""
    titles = "".join(doc.title.split()) if doc.title else ""
    issuers = {"".join(i.split()) for i in doc.issuer}
    found = []
    for start, end in own_text(doc, policy):
        for a, b in sentence_spans(doc.text, start, end):
            line = "".join(doc.text[a:b].split())
            if _HEADS.search(line) or line in titles or line in issuers or line.endswith(("：", ":")):
                continue
            if len(line) < 40 and any(line.startswith(i) or i.startswith(line) for i in issuers):
                continue
            if _NUMBER.fullmatch(line):
                continue
            found.append((a, b))
    return found


def own_words(sentence: str) -> str:
    """What is left of a sentence without names and numbers of papers, formulas of passing on and exhortations."""
    plain = _NUMBER.sub("", _NAME.sub("", sentence))
    return _MARKS.sub("", words().exhortation.sub("", _MARKS.sub("", plain)))


def copied_share(doc: DocumentRecord, policy: DocumentRecord) -> float:
    """Share of a local document's sentences (in characters) that repeat the policy's, names and figures set aside."""
    total = shared = 0
    starts = {p.start for text in (policy.text, _undistributed(policy.text)) for p in aligned(doc.text, text)}
    for a, b in said(doc, policy):
        if b - a < 8:
            continue
        total += b - a
        shared += (b - a) if a in starts else 0
    return shared / total if total else 0.0


@lru_cache(maxsize=64)
def _undistributed(text: str) -> str:
    """A policy without the brackets that share its tasks out: who copies the tasks may leave them away."""
    return _DUTIES.sub("", text)


def hollow(doc: DocumentRecord, policy: DocumentRecord) -> bool:
    """Whether rules hold next to nothing but clauses of the policy and exhortations, not its tasks: 只有口号的方案."""
    asked = _MARKS.sub("", policy.text)
    total = left = 0
    for plain in _clauses(doc, policy):
        total += len(plain)
        if len(plain) < _CLAUSE or plain not in asked:
            left += len(own_words(plain))
    return total > 0 and left < _HOLLOW * total and not _repeats_tasks(doc, policy)


def names_tasks(doc: DocumentRecord, policy: DocumentRecord) -> bool:
    """Whether rules name three tasks of the policy or more, be it only by their headings (（三）增设自助图书馆)."""
    lines = {line for line in policy.text.split("\n") if any(t.sentence in line for t in policy.tasks)}
    named = {line for p in _clauses(doc, policy) if len(p) >= _CLAUSE for line in lines if p in _MARKS.sub("", line)}
    return len(named) >= _TASKS


def _clauses(doc: DocumentRecord, policy: DocumentRecord) -> Iterator[str]:
    for a, b in said(doc, policy):
        for clause in _CLAUSE_END.split(_NUMBER.sub("", _NAME.sub("", doc.text[a:b]))):
            yield _MARKS.sub("", clause)


def _repeats_tasks(doc: DocumentRecord, policy: DocumentRecord) -> bool:
    starts = {task.start for task in policy.tasks}
    return len({p.original_start for p in aligned(doc.text, policy.text)} & starts) >= _TASKS
