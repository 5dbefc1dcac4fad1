"""自收齐材料之日起10个工作日内: how long, counted from what, and until when where that can be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ...text.numerals import parse_numeral
from .calendar import add_workdays, advance
from .context import clause_before

_UNITS = {"工作日": "D", "自然日": "D", "日": "D", "天": "D", "月": "M", "季度": "Q", "年": "Y", "周": "W", "星期": "W"}
_CLOCK = {"小时": "H", "分钟": "M"}
_CONDITION = re.compile(
    r"(?:近|过去|最近|前|之前|此前|过往|连续|有效期|质保期|保修期|试用期|年龄|满|成立|毕业|离校|退役|从业|注册|周期)(?:的|为)?\s?$"
)
_LIMIT = re.compile(
    r"(?:压缩|缩短|控制|压减|缩减|限定|减少|提速|降低?|缩)(?:至|到|在|为)(?:平均)?(?:不超过)?\s?$|(?:不超过|不少于|不低于|不得超过|平均用?时?)\s?$"
)
_PAST = re.compile(r"\s?(?:可(?!靠)|不可|不能|不再|不予|不准|未[^成完]|无|没有|曾|受过|有过|发生|出现|累计[^完]|连续|不得(?:再|参加|申请|从事|担任|报考)|的(?!时间)[^，。；]{0,12}(?:毕业生|企业|人员|高校|机构|退役|对象|项目))")
_FROM = re.compile(r"(?:自|从)?(?P<anchor>[^，；。：、]{1,40}?(?:之日|之时|当日|次日|当天|时|日))(?P<mark>起|开始)(?:算|计算|计)?[，,]?\s?(?P<lead>(?:[^，。；]{0,6}?(?:应当|应|须|必须|要))?在?)$")
_AFTER = re.compile(
    r"(?P<anchor>[^，；。：]{1,40}?)(?:之后|以后|后)(?:的)?(?P<lead>，?(?:[^，。；]{0,10}?(?:应当|应|须|必须|要|原则上))?在?)?$"
)
_SHARED = re.compile(r"(?:自|从)(?P<anchor>[^，；。：、自从]{1,30}?(?:之日|之时))起[^，。；、]{1,30}[、，][^，。；、]{0,6}$")
_SELF = re.compile(r"在$")
_DUTY = re.compile(r"(?:应当|应|必须|须|要|需)?(?:在|于)?$")
_ISSUE = re.compile(r"(?:印发|发布|公布|下发|施行|实施|颁布|发文)")
_OWN = re.compile(r"^(?:本|该)?(?:方案|意见|通知|办法|规定|细则|规划|计划|决定|措施|条例|文件|指导意见|实施方案|实施意见|行动计划|行动方案|文)?(?:正式)?(?:印发|发布|公布|下发|施行|实施|颁布|发文)")
_CUT = re.compile(r"^.*(?:应当|必须|应|须|要|需|部门|机构|单位|政府)(?:在|于|自)|^(?:在|于|自|从|对|每个?|凡)")


@dataclass(frozen=True, slots=True)
class Within:
    """A duration with its anchor; ``begin`` is where the words that belong to it start."""

    begin: int
    duration: str
    workdays: bool
    anchor: str | None
    end: date | None
    provisional: bool


def within(text: str, begin: int, stop: int, groups: dict[str, str | None], reference: date | None) -> Within | None:
    """Read a duration in its place; None where it is a condition (近3年内未…), a limit to a quantity, or too vague."""
    length = duration(groups)
    before = clause_before(text, begin)
    if length is None or _CONDITION.search(before) or _LIMIT.search(before) or _PAST.match(text, stop):
        return None
    iso, amount, unit, workdays = length
    start, anchor = _anchor(before, begin)
    end, certain = None, True
    if anchor and reference and _is_own_issue(anchor) and unit in "DWMY":
        if workdays:
            end, certain = add_workdays(reference, amount)
        else:
            end = advance(reference, amount, unit)
    return Within(start, iso, workdays, anchor, end, not certain)


def duration(groups: dict[str, str | None]) -> tuple[str, int, str, bool] | None:
    """ISO 8601 duration, amount, unit letter and whether working days are meant; the upper one of 2—3年."""
    word = (groups["unit"] or "").removeprefix("个")
    count = groups.get("n2") or groups["n"] or ""
    if count in ("数", "几"):
        return None
    value = parse_numeral(count)
    if value is None or value <= 0 or (word in ("年", "月", "日", "天") and value > 400):
        return None
    if word in _CLOCK:
        return f"PT{value:g}{_CLOCK[word]}", int(value), "clock", False
    if word in ("学期", "学年"):
        return f"P{int(value * (6 if word == '学期' else 12))}M", int(value * 6), "M", False
    unit = _UNITS.get(word)
    if unit is None:
        return None
    if value == 0.5:
        return {"Y": ("P6M", 6, "M", False), "M": ("P15D", 15, "D", False)}.get(unit)
    if unit == "Q":
        return f"P{int(3 * value)}M", int(3 * value), "M", False
    return f"P{value:g}{unit}", int(value), unit, word == "工作日"


def _is_own_issue(anchor: str) -> bool:
    return bool(_ISSUE.search(anchor)) and bool(_OWN.match(anchor))


def _anchor(before: str, begin: int) -> tuple[int, str | None]:
    if found := _FROM.search(before):
        raw = found["anchor"]
        held = raw
        for word in ("自", "从"):
            head, mark, tail = held.rpartition(word)
            if mark and tail and not head.endswith(("来", "各", "亲")):
                held = tail
        held = _CUT.sub("", held) if held == raw else held
        place = before.rfind(held)
        lead = 1 if place and before[place - 1] in "自从" else 0
        return begin - (len(before) - place + lead), held
    if found := _AFTER.search(before):
        held = _CUT.sub("", found["anchor"]) or found["anchor"]
        place = before.rfind(held)
        return begin - (len(before) - place), held
    if before.endswith("的") and len(before) > 2:
        clause = re.split(r"[，：、]", before[:-1])[-1]
        return begin - len(clause) - 1, clause
    if found := _SHARED.search(before):
        return begin, found["anchor"]
    lead = 1 if _SELF.search(before) else 0
    return begin - lead, _previous_clause(_DUTY.sub("", before))


_EVENT = re.compile(r"^(?P<event>(?:自)?(?:发现|接到|收到|受理|发生|出现|检查发现|排查发现|对)[^，]{1,40}?)(?:的)?(?:问题|线索)?$")


def _previous_clause(before: str) -> str | None:
    """收到异议的，应当在5个工作日内: the clause before names the event."""
    held = before.rstrip("，")
    clauses = [c for c in held.split("，") if c]
    for clause in reversed(clauses[-2:]):
        cut = re.sub(r"^(?:\d+[.．]|（[一二三四五六七八九十]+）|第[一二三四五六七八九十百]+条\s?)", "", clause)
        cut = re.sub(r"(?:应当|应|必须|须|要)$", "", cut)
        found = _EVENT.match(cut)
        if found and not found["event"].startswith("对"):
            return found["event"].removesuffix("的")
        if clause.endswith("的") and len(clause) > 3:
            return cut.removesuffix("的")
    return None
