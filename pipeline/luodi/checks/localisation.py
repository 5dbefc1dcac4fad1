"""What is a unit's own in what it sent down: 照抄照转, 缺实施细则."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luodi.compare.demands import RulesDemand, rules_demand
from luodi.records import DocumentRecord, Dossier, Finding, Quote
from luodi.settings import Settings
from luodi.text.days import in_chinese
from luodi.text.items import CLAUSE, FIGURE
from luodi.text.similarity import aligned

from . import siblings
from .making import Assessments, state
from .passing import UnitPapers, copied_share, dated, hollow, judged_units, own_text, own_words, papers, said
from .rules_told import rules_told
from .words import words

_RULES_TITLE = re.compile(r"(?:实施细则|实施方案|实施办法|实施意见|工作方案|行动方案|实施计划)(?:（试行）)?$")
_BRINGS = re.compile(
    r"提出(?:如下|以下|我[省市县区州旗镇乡])[^，。；]{0,8}(?:方案|安排|细则|办法)|并印发[^，。；]{0,20}(?:方案|细则|办法)"
)
_ITEM = re.compile(rf"^\s*(?:{CLAUSE}|{FIGURE})", re.MULTILINE)
_NO_DIVISION = re.compile(r"主体|单位|部门|企业|公司|集团|学校|院校|医院|[局场委]|乙方")
_LEAST_ITEMS = 2
_OWN_WORDS = 12
"""Characters left of a notice's sentences, formulas taken away, from which it says something of its own."""


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """Findings ``forward-verbatim`` and ``local-rules-missing`` of a dossier with a policy."""
    policy = dossier.policy
    if policy is None:
        return
    files = papers(dossier)
    demand = rules_demand(policy)
    asked = demand is not None and (demand.due is None or demand.due < as_of)
    share = settings.forwarding.verbatim_share
    shows = any(f.sent_down for f in files.values())
    yield from siblings.copied(dossier, files, share)
    for unit in judged_units(dossier):
        own = files.get(unit, UnitPapers(unit))
        copies = {d.document_id: c for d in own.rules if (c := copied_share(d, policy)) >= share}
        empty = [d for d in own.rules if d.document_id not in copies and hollow(d, policy)]
        local = [d for d in own.rules if d.document_id not in copies and d not in empty]
        local += [d for d in own.forwards if carries_rules(d, policy, unit)]
        yield from siblings.blanks(dossier, own)
        if own.sent_down and not local:
            yield from verbatim(dossier, own, copies, empty)
        # slogans under the name of rules are told as forward-verbatim, not as missing too
        if demand is None or not asked or local or empty or not shows or unit not in dossier.expected:
            continue
        if not _binds(demand, unit, dossier):
            continue
        named = words().papers.findall(policy.text, demand.start, demand.end)
        if any(name in (d.title or "") for d in own.rules if d.document_id in copies for name in named):
            continue  # the paper asked for is there by name, and its copying is told as forward-verbatim
        if copies or rules_told(own.reports, policy) is None:
            yield rules_missing(dossier, own, demand, bool(copies))


def _binds(demand: RulesDemand, unit: str, dossier: Dossier) -> bool:
    """Whether the demand speaks to a unit: to a department or firm only where it names such, to a division always."""
    policy = dossier.policy
    known = next((u for u in dossier.units if u.name == unit), None)
    if policy is None or known is None or known.level != "department":
        return True
    words_ = policy.text[demand.start : demand.end]
    task = next((t for t in policy.tasks if t.task_id == demand.task_id), None)
    said = words_ + "、".join(task.lead if task is not None else ())
    return _NO_DIVISION.search(said) is not None or any(name in said for name in (unit, *known.aliases))


def verbatim(
    dossier: Dossier, own: UnitPapers, copies: dict[str, float], empty: list[DocumentRecord]
) -> Iterator[Finding]:
    """Passed on with nothing of its own: a notice of formulas, or rules of the superior's words and of slogans."""
    policy = dossier.policy
    assert policy is not None
    for doc in own.rules:
        if doc.document_id in copies:
            yield state(
                "forward-verbatim",
                own.unit,
                dossier=dossier,
                rule="localisation.copied-rules",
                reason=f"《{doc.title or doc.file}》与《{policy.title or policy.file}》"
                f"除名称和数字外有{copies[doc.document_id]:.0%}的文字相同。",
                confidence=0.9,
                severity="high",
                document=doc,
                evidence=_side_by_side(doc, policy),
            )
            return
    for doc in empty[:1]:
        yield state(
            "forward-verbatim",
            own.unit,
            dossier=dossier,
            rule="localisation.slogans-only",
            reason=f"《{doc.title or doc.file}》只有《{policy.title or policy.file}》的句子和口号，没有本地的任务。",
            confidence=0.85,
            severity="high",
            document=doc,
            evidence=[doc.quote(a, b) for a, b in said(doc, policy)][:3],
        )
    if own.rules or not own.forwards:
        return
    if any(says_something(d, policy) for d in own.forwards):
        return
    doc = own.forwards[0]
    yield state(
        "forward-verbatim",
        own.unit,
        dossier=dossier,
        rule="localisation.formulas-only",
        reason=f"{own.unit}只以《{doc.title or doc.file}》照转原文，通知除套话外没有一句本地内容，也没有细化文件。",
        confidence=0.9,
        severity="medium",
        document=doc,
        evidence=[doc.quote(a, b) for a, b in said(doc, policy)][:3],
    )


def says_something(doc: DocumentRecord, policy: DocumentRecord) -> bool:
    """Whether a notice has words of its own beyond names of papers, formulas of passing on and exhortations."""
    left = 0
    for a, b in said(doc, policy):
        rest = own_words(doc.text[a:b])
        left += len(rest)
        if left >= _OWN_WORDS or words().responsible.search(rest) or words().deadline.search(rest):
            return True
    return False


def carries_rules(doc: DocumentRecord, policy: DocumentRecord, unit: str) -> bool:
    """Whether a notice carries, beside the policy, rules of the unit's own.

    They stand under a title of their own, or the notice says that it brings them (提出如下方案) and numbers them.
    """
    spans = list(own_text(doc, policy))
    brings = _BRINGS.search(doc.title or "") or any(_BRINGS.search(doc.text, a, b) for a, b in spans)
    if brings and sum(len(_ITEM.findall(doc.text[a:b])) for a, b in spans) >= _LEAST_ITEMS:
        return True
    for start, end in spans:
        place = start
        for line in doc.text[start:end].split("\n"):
            name = line.strip().strip("《》")
            titled = name.startswith((unit, unit[:-1])) and len(name) <= 40 and _RULES_TITLE.search(name) is not None
            if titled and end - place > 200:
                return True
            place += len(line) + 1
    return False


def rules_missing(dossier: Dossier, own: UnitPapers, demand: RulesDemand, copied: bool) -> Finding:
    """The policy demands local rules and the unit shows none of its own."""
    policy = dossier.policy
    assert policy is not None
    due = f"（期限{in_chinese(demand.due)}）" if demand.due is not None else ""
    asked = policy.text[demand.start : demand.end]
    has = "只有照抄上级的文件" if copied else "只有转发通知" if own.forwards else "没有任何细化文件"
    return state(
        "local-rules-missing",
        own.unit,
        dossier=dossier,
        rule="localisation.rules-demanded",
        reason=f"《{policy.title or policy.file}》要求“{asked[:60]}”{due}，{own.unit}{has}。",
        confidence=0.9 if demand.due is not None else 0.75,
        severity="medium",
        task_ids=[demand.task_id] if demand.task_id is not None else [],
        evidence=[policy.quote(demand.start, demand.end), *(q for d in own.forwards for q in dated(d))],
    )


def _side_by_side(doc: DocumentRecord, policy: DocumentRecord) -> list[Quote]:
    pairs = sorted(aligned(doc.text, policy.text), key=lambda p: p.start - p.end)[:3]
    return [q for p in pairs for q in (doc.quote(p.start, p.end), policy.quote(p.original_start, p.original_end))]
