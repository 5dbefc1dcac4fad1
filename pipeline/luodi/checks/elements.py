"""The five elements of what a unit sent down: 政策原文, 解读说明, 任务清单, 责任分工, 完成时限."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luodi.dossier.company import PASSES_ON
from luodi.dossier.numbers import numbers_in
from luodi.records import (
    DocumentRecord,
    Dossier,
    ElementName,
    Finding,
    Quote,
    identify,
)
from luodi.settings import Settings
from luodi.text.doc_number import normal_doc_number
from luodi.text.title_names import title_keys

from .columns import headed, task_table
from .explanation import interpretation
from .making import Assessments, state
from .own_duties import charged, listed
from .passing import UnitPapers, attachment, hollow, judged_units, names_tasks, own_text, papers, said
from .sent_down import ENUMERATED, Shown, lines, sentences
from .words import words

_SENDS = re.compile(r"印发|下发|发给|发至")
_SENTENCE = 12
_ANNEXED = re.compile(r"^附件?\d?[：:]\s*(?:\d[.．、])?\s*(?P<name>[^\n]{6,80})$", re.MULTILINE)
_FORCE = re.compile(r"自?[^，。；]{0,14}起(?:开始)?(?:施行|执行|实施|试行|生效)[^。；]*|有效期[^，。；]*")
"""From when a paper is in force is no limit for what is to be done."""
_SIGNED = re.compile(r"^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:印发)?$")
_YEARS = re.compile(r"(?<!阶段)[（(][^（）()]*[—－\-至][^（）()]*[)）]|《[^》]*》|〔\d{4}〕|\d{4}年度")


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """A finding ``element-missing`` for each element that is in nothing a unit sent down.

    A unit that passed nothing on has no elements to miss: ``forward-missing`` says that.
    """
    policy = dossier.policy
    if policy is None:
        return
    files = papers(dossier)
    for unit in judged_units(dossier):
        own = files.get(unit)
        if own is None or not own.sent_down or any(d.state == "partial" for d in own.sent_down):
            continue
        for element, shown in five(own, policy).items():
            if not shown.present:
                yield _missing(dossier, own, element, shown)


def five(own: UnitPapers, policy: DocumentRecord) -> dict[ElementName, Shown]:
    """The five elements in what one unit sent down: notices, rules and interpretations together."""
    return {
        "policy_text": policy_text(own, policy),
        "interpretation": interpretation(own, policy),
        "task_list": task_list(own, policy),
        "responsibility": responsibility(own, policy),
        "deadline": deadline(own, policy),
    }


def policy_text(own: UnitPapers, policy: DocumentRecord) -> Shown:
    """The original went along: attached in a file, listed as 附件, or passed on by a notice that does not deny it."""
    for doc in own.sent_down:
        inside = attachment(doc.text, policy.text) if doc.kind == "forward" else None
        if inside is not None:
            return Shown(True, (doc.quote(inside.start, min(inside.end, inside.start + 60)),))
    names = set(title_keys(policy.title))
    for doc in own.forwards:
        named = any(names & set(title_keys(ref.title)) for ref in doc.refers_to)
        if _withheld(doc, policy):
            continue
        found = PASSES_ON.search(doc.text) or (_SENDS.search(doc.text) if named else None)
        if found is not None:
            return Shown(True, (doc.quote(found.start(), found.end()),))
    number = normal_doc_number(policy.doc_number)
    for doc in own.sent_down:
        for attached in (*doc.attachments, *(m["name"] for m in _ANNEXED.finditer(doc.text))):
            numbered = any(number in keys for keys, _, _ in numbers_in(attached))
            if numbered or names & set(title_keys(attached)):
                place = max(0, doc.text.find(attached))
                return Shown(True, (doc.quote(place, place + len(attached)),))
        for a, b in said(doc, policy):
            enclosed = None if _withheld(doc, policy) else words().enclosed.search(doc.text, a, b)
            if enclosed is not None and (names & _named(doc.text[a:b]) or (policy.doc_number or "　") in doc.text[a:b]):
                return Shown(True, (doc.quote(a, b),))
    return Shown(False)


def _withheld(doc: DocumentRecord, policy: DocumentRecord) -> bool:
    """Whether a notice says that the original stays behind (不再随文附发)."""
    return any(words().withheld.search(doc.text, a, b) is not None for a, b in said(doc, policy))


def _named(sentence: str) -> set[str]:
    return {key for title in re.findall(r"《([^》]+(?:》[^《》]*)?)》", sentence) for key in title_keys(title)}


def task_list(own: UnitPapers, policy: DocumentRecord) -> Shown:
    """The unit's own list of what is to be done: rules with measures, a table of tasks, tasks shared out."""
    lexicon = words()
    for doc in own.rules:
        if hollow(doc, policy) and not names_tasks(doc, policy):
            continue
        points = [(a, b) for d, a, b in lines(own, policy) if d is doc and ENUMERATED.match(doc.text[a:b])]
        if len(doc.tasks) >= 3 or len(points) >= 3 or task_table(doc, lexicon.task_headers):
            a, b = points[0] if points else (0, min(40, len(doc.text)))
            return Shown(True, (doc.quote(a, min(b, a + 40)),))
    for doc in own.forwards:
        spans = own_text(doc, policy)
        table = task_table(doc, lexicon.task_headers, spans)
        if table is not None:
            return Shown(True, (doc.quote(table.start, min(table.end, table.start + 40)),))
        for a, b in spans:
            found = lexicon.task_list.search(doc.text, a, b)
            if found is not None:
                return Shown(True, (doc.quote(found.start(), found.end()),))
    told = listed(own, policy)
    if told is not None:
        return Shown(True, (told,))
    shared = [
        (d, a, b)
        for d, a, b in lines(own, policy)
        if ENUMERATED.match(d.text[a:b])
        and (lexicon.responsible.search(d.text, a, b) or lexicon.deadline.search(d.text, a, b))
    ]
    if len(shared) >= 3:
        doc, a, b = shared[0]
        return Shown(True, (doc.quote(a, min(b, a + 40)),))
    return Shown(False)


def responsibility(own: UnitPapers, policy: DocumentRecord) -> Shown:
    """Own words or tables that say who is responsible: 牵头, 负责, 责任单位, or 由…… again and again."""
    lexicon = words()
    head = headed(own, policy, lexicon.responsible_headers, exactly=lexicon.responsible_exactly)
    if head is not None:
        return Shown(True, (head,))
    named: list[Quote] = []
    total = 0
    for doc, a, b in sentences(own, policy):
        found = lexicon.responsible.search(doc.text, a, b)
        if found is not None:
            return Shown(True, (doc.quote(found.start(), found.end()),))
        closing = lexicon.bracket.search(doc.text[a:b])
        if closing is not None:
            return Shown(True, (doc.quote(a + closing.start(), a + closing.end()),))
        total += b - a >= _SENTENCE
        place = ENUMERATED.match(doc.text[a:b])
        begin = a + (place.end() if place is not None else 0)
        while begin < b and doc.text[begin].isspace():
            begin += 1
        by = lexicon.charged.search(doc.text, a, b) or lexicon.tersely.search(doc.text, a, b)
        if by is None and place is not None:
            by = lexicon.assigned.match(doc.text, begin, b) or lexicon.listed.search(doc.text, begin, b)
        if by is None and b - a >= _SENTENCE:
            by = lexicon.subject.match(doc.text, begin, min(b, begin + 18))
        if by is not None:
            named.append(doc.quote(by.start(), by.end()))
    if len(named) >= 2 and len(named) >= total / 4:
        return Shown(True, (named[0],))
    duties = charged(own, policy)
    return Shown(True, (duties[0],)) if len(duties) >= 2 else Shown(False)


def deadline(own: UnitPapers, policy: DocumentRecord) -> Shown:
    """Own words or tables that set a limit of time for something to be done."""
    lexicon = words()
    head = headed(own, policy, lexicon.deadline_headers)
    if head is not None:
        return Shown(True, (head,))
    for doc, a, b in sentences(own, policy):
        plain = _blanked(_YEARS, doc.text[a:b])
        if _SIGNED.match(plain.strip()):
            continue
        for rhythm in (lexicon.traces, lexicon.pressing, lexicon.quotas, _FORCE):
            # 每天上传照片 is a rhythm of traces, 每人每月不少于5户 a quota: no limit for what is to be done
            plain = _blanked(rhythm, plain)
        found = lexicon.deadline.search(plain)
        if found is not None:
            return Shown(True, (doc.quote(a + found.start(), a + found.end()),))
    return Shown(False)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: "　" * len(m.group()), text)


def _missing(dossier: Dossier, own: UnitPapers, element: ElementName, seen: Shown) -> Finding:
    shown = own.rules[0] if own.rules else own.sent_down[0]
    names = "、".join(f"《{d.title or d.file}》" for d in own.sent_down)
    what = {
        "policy_text": "没有附上级政策原文",
        "interpretation": "没有政策解读，也没有另发解读",
        "task_list": "没有本单位自己的任务清单",
        "responsibility": "没有写明责任单位",
        "deadline": "没有写明完成时限",
    }[element]
    what = seen.note or what
    found = state(
        "element-missing",
        own.unit,
        dossier=dossier,
        rule=f"elements.{element}",
        reason=f"{own.unit}下发的{names}{what}。",
        confidence=0.85,
        severity="low" if element in ("interpretation", "policy_text") else "medium",
        document=shown,
        evidence=[*seen.evidence, *(d.quote_title() for d in own.sent_down if d.text)],
    )
    return found.replace(element=element, finding_id=identify(found.finding_id, element))
