"""自收齐材料之日起10个工作日内: how long, counted from what, and until when where that can be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from luodi.text.items import without_mark
from luodi.text.lexicon import patterns
from luodi.text.numerals import parse_numeral

from .calendar import add_workdays, advance
from .context import clause_before

_UNITS = {"工作日": "D", "自然日": "D", "日": "D", "天": "D", "月": "M", "季度": "Q", "年": "Y", "周": "W", "星期": "W"}
_CLOCK = {"小时": "H", "分钟": "M"}
_RULES = patterns("time_context")
_CONDITION = _RULES["condition"]
_LIMIT = _RULES["limit"]
_NOT_DUE = (_LIMIT, _CONDITION, _RULES["right-not-duty"])
_FROM_SINCE_LIMIT = re.compile(r"之日起，?(?:不得|不)超过$")
_PAST = _RULES["past"]
_FROM = _RULES["from"]
_FROM_SINCE = _RULES["from-since"]
_AFTER = _RULES["after"]
_SHARED = _RULES["shared"]
_SELF = re.compile(r"在$")
_DUTY = re.compile(r"(?:应当|应|必须|须|要|需)?(?:在|于)?$")
_ISSUE = re.compile(r"(?:印发|发布|公布|下发|施行|实施|颁布|发文)")
_OWN = _RULES["own"]
_CUT = _RULES["cut"]
_EVENT = _RULES["event"]


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
    if (
        length is None
        or _PAST.match(text, stop)
        or any(sign.search(before) for sign in _NOT_DUE[_FROM_SINCE_LIMIT.search(before) is not None :])
    ):
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
    if found := _FROM_SINCE.search(before):
        return begin - (len(before) - found.start()), found["anchor"]
    if found := _FROM.search(before):
        held = _CUT.sub("", found["anchor"])
        return begin - (len(before) - before.rfind(held)), held
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


def _previous_clause(before: str) -> str | None:
    """收到异议的，应当在5个工作日内: the clause before names the event."""
    held = before.rstrip("，")
    clauses = [c for c in held.split("，") if c]
    for clause in reversed(clauses[-2:]):
        cut = _DUTY.sub("", without_mark(clause))
        found = _EVENT.match(cut)
        if found and not found["event"].startswith("对"):
            return found["event"].removesuffix("的")
        if clause.endswith("的") and len(clause) > 3:
            return cut.removesuffix("的")
    return None
