"""Does a policy demand local rules, of whom, and by when?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from luodi.records import DocumentRecord
from luodi.text.lexicon import rules
from luodi.text.sentences import sentence_spans

_LOCAL = re.compile(
    r"各(?:设区)?(?:市|县|区|乡|镇|地|级|村|州|街道|旗)|(?:市|县|区|乡镇?|镇)(?:级)?人民政府|本地|本[省市县区]|[省市县]级|地方|各[省自]|所在地|乙方|[两三四五六七八九十][省市县区州](?:人民)?政府|各(?:责任|承办|承担|成员|有关)?(?:主体|单位)|各镇区场"
)
_OWN = re.compile(
    r"(?:制定|出台|拟定|编制)(?:了)?(?:本(?!地|省|自治|市|县|区|州|旗|级|单位|辖|乡|镇|村|街道|部门|企业|集团|公司|校|院)|《)|(?:印发|发布)给你们|《[^》]*(?:方案|细则|办法)》已"
)
_BELOW = re.compile(r"企业|公司|集团|学校|高校|院校|医院|银行|站所|园区")
"""Whom a policy may address instead of governments: 各省属企业 are 各企业 in its text."""
_BODY = re.compile(
    r"^[^，。；]{0,30}?(?:局|厅|委|办|部|院|公司|企业|学校|医院|机构)(?:要|应当|应|须|会同|负责|牵头|制定|出台)"
)


@dataclass(frozen=True)
class RulesDemand:
    """The words ``[start, end)`` of a policy that demand local rules; ``due`` when they name or imply a day."""

    start: int
    end: int
    due: date | None
    task_id: str | None


def rules_demand(policy: DocumentRecord) -> RulesDemand | None:
    """The demand for local rules that binds the units below, the earliest due first; None when there is none.

    What units may do (可结合实际制定, 鼓励), what the issuer asks of its own departments, and the sentence that says
    how the policy itself came about are no demands.
    """
    found: list[RulesDemand] = []
    by_start = {t.start: t for t in policy.tasks}
    titled = "".join((policy.title or "").split())
    addressed = {f"各{m.group()}" for name in policy.addressees for m in _BELOW.finditer(name)}
    for a, b in sentence_spans(policy.text):
        sentence = policy.text[a:b]
        match = demanding().search(sentence)
        if match is None or left_open().search(sentence) or _OWN.search(sentence):
            continue
        if "".join(sentence.split()) in titled:
            continue  # 某某市印发〈实施方案〉的通知 names the policy itself
        task = by_start.get(a)
        lead = task.lead if task is not None else ()
        local = _LOCAL.search(sentence) is not None or any(_LOCAL.search(name) for name in lead)
        local = local or any(each in sentence for each in addressed)
        unbound = task is not None and not lead and _BODY.search(sentence) is None
        if not (local or unbound):
            continue
        ends = [d.end for d in task.deadlines if d.end is not None] if task is not None else []
        found.append(RulesDemand(a, b, min(ends, default=None), task.task_id if task is not None else None))
    return min(found, key=lambda d: (d.due is None, d.due or date.max, d.start), default=None)


@cache
def demanding() -> re.Pattern[str]:
    """Words that ask for rules of one's own (制定实施方案, 细则报……备案)."""
    ask = rules("forwarding")["demand"]
    return re.compile(
        f"{ask['verbs']}[^，。；]{{0,20}}?{ask['papers']}|{ask['papers']}[^。；]{{0,16}}?{ask['reported']}"
        f"|{ask['verbs']}了?{ask['own']}|{ask['since']}[^。；]{{0,24}}?{ask['verbs']}[^，。；]{{0,14}}?{ask['dated']}"
        f"|{ask['since']}，?{ask['shared']}"
    )


@cache
def left_open() -> re.Pattern[str]:
    """Words that leave it open whether to make any (可结合实际制定)."""
    ask = rules("forwarding")["demand"]
    return re.compile(f"{ask['may']}|{ask['not']}")
