"""``find_deadlines``: times of a policy that bind somebody, in the normal form of docs/labels.md."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from luodi.records import Deadline, DeadlineKind
from luodi.text.lexicon import patterns
from luodi.text.numerals import parse_numeral, unify
from luodi.text.pieces import LONGEST, by_pieces

from . import context as ctx
from .calendar import add_months
from .durations import within
from .matcher import Mention, may_hold_times, scan
from .moments import Moment
from .recurring import rule, with_tail

_RULES = patterns("time_context")
_AFTER_RATE = _RULES["after-rate"]
_LASTS = _RULES["lasts"]
_RHYTHM_AFTER = _RULES["rhythm-after"]
_PER_HEAD = re.compile(r"每(?:名|人|户|个|所|村|站|位|家|座|处|亩)[^，。；]{0,12}$")
_MONEY_AFTER = re.compile(r"[^，。；]{0,12}?\d[\d.,]*\s?[万亿千百]*元")
_OF_A_PLAN = re.compile(r"[^，。；]{0,10}(?:规划|计划|方案|纲要|》)")
_SINCE = re.compile(r"(?:自|从)\s?$")


def find_deadlines(text: str, *, reference: date | None = None) -> list[Deadline]:
    """Every deadline that ``text`` sets, in order; spans are in ``text``.

    ``reference`` is the document's own date: yearless dates and 年内 are resolved against it, never against today;
    without it they keep their kind but no day. Equal deadlines of one sentence are given once.

    >>> [d.end.isoformat() for d in find_deadlines("6月底前完成整改", reference=date(2024, 3, 1))]
    ['2024-06-30']
    """
    if len(text) > LONGEST:
        return by_pieces(text, lambda piece: find_deadlines(piece, reference=reference))
    if not may_hold_times(text):
        return []
    plain = unify(text)
    found: list[Deadline] = []
    done = 0
    for mention in scan(plain, reference, forward=True):
        if mention.begin < done:
            continue
        deadline = _judge(plain, mention, reference)
        if deadline is None:
            continue
        begin, stop = deadline.begin or 0, deadline.stop or 0
        done = stop
        deadline = deadline.replace(text=text[begin:stop])
        if not _repeats(found, deadline, plain):
            found.append(deadline)
    return found


def _repeats(found: list[Deadline], new: Deadline, text: str) -> bool:
    for old in reversed(found):
        if any(c in "。；！？\n" for c in text[old.stop : new.begin]):
            return False
        if (old.kind, old.start, old.end, old.duration, old.rrule, old.anchor, old.workdays) == (
            new.kind,
            new.start,
            new.end,
            new.duration,
            new.rrule,
            new.anchor,
            new.workdays,
        ):
            return True
    return False


def _judge(text: str, mention: Mention, reference: date | None) -> Deadline | None:
    form = mention.pattern.form
    if form in ("every", "rhythm"):
        return _recurring(text, mention)
    if form == "within":
        return _within(text, mention, reference)
    if form == "over":
        years = mention.groups["n"] or ""
        length = within(text, mention.begin, mention.stop, {"n": years, "n2": None, "unit": "年"}, None)
        return (
            None
            if length is None
            else _made("within", mention.begin, mention.stop, duration=length.duration, workdays=False)
        )
    if mention.moment is None or form in ("decade", "recent", "ignore"):
        return None
    return _dated(text, mention, mention.moment, reference)


def _recurring(text: str, mention: Mention) -> Deadline | None:
    groups, stop = mention.groups, mention.stop
    unit = groups.get("unit") or groups.get("half") or ""
    base = rule(unit, groups.get("n"))
    if base is None:
        return None
    if mention.pattern.form == "every":
        left = text[max(0, mention.begin - 16) : mention.begin]
        if _AFTER_RATE.match(text, stop) or (_PER_HEAD.search(left) and _MONEY_AFTER.match(text, stop)):
            return None
        whole = with_tail(base, unit.removeprefix("个"), text, stop)
        if whole is None:
            return None
        base, stop = whole
    elif mention.pattern.id == "rhythm-noun" and not _RHYTHM_AFTER.match(text, stop):
        return None
    return _made("recurring", mention.begin, stop, rrule=base)


def _within(text: str, mention: Mention, reference: date | None) -> Deadline | None:
    if text.startswith(("的，", "的；"), mention.stop):
        return None  # 停车30分钟以内的，免收停车费
    length = within(text, mention.begin, mention.stop, mention.groups, reference)
    if length is None:
        return None
    return _made(
        "within",
        length.begin,
        mention.stop,
        duration=length.duration,
        workdays=length.workdays,
        anchor=length.anchor,
        end=length.end,
        provisional=length.provisional,
    )


def _made(kind: DeadlineKind, begin: int, stop: int, **values: Any) -> Deadline:
    """A deadline whose words are still to be taken from the text; its values need no check."""
    return Deadline.model_construct(text="", kind=kind, begin=begin, stop=stop, **values)


def _dated(text: str, mention: Mention, moment: Moment, reference: date | None) -> Deadline | None:
    begin, stop = mention.begin, mention.stop
    left = text[max(0, begin - 14) : begin]
    if ctx.STATE.search(left) and not ctx.DUE.search(left):
        return None
    near = ctx.APPROACHING.match(text, stop) if mention.pattern.form == "occasion" else None
    if limit := ctx.BEFORE.match(text, near.end() if near else stop):
        if rhythm := _following(mention, moment):
            return _made("recurring", begin, limit.end(), rrule=rhythm)
        if moment.ranged:
            return _during(moment, begin, limit.end())
        return _by(mention, moment, begin, limit.end())
    if mention.pattern.form == "bare-day" or ctx.is_name_period(text, begin, stop) or ctx.BASE.match(text, stop):
        return None
    if ctx.UPTO_BOTH.search(left) and moment.grain == "year":
        return _by(mention, moment, begin, stop)
    upto = ctx.UPTO.search(left)
    if _SINCE.search(left) and moment.grain == "day" and not moment.ranged:
        start = ctx.FROM.match(text, stop)
        return _from(text, mention, moment, left, start.end() if start else stop)
    if ctx.COMPARED.search(left) and not moment.ranged and not ctx.FROM.match(text, stop):
        return None
    if ctx.DUE.search(left):
        return _by(mention, moment, begin, stop)
    if upto and not ctx.PROLONGED.search(left):
        reached = ctx.AFTER.match(text, stop) or ctx.ALREADY.match(text, stop)
        return None if reached else _by(mention, moment, begin - len(upto[0]), stop)
    if start := ctx.FROM.match(text, stop):
        return _from(text, mention, moment, left, start.end())
    if ctx.AFTER.match(text, stop):
        return None
    past = reference is not None and moment.end is not None and moment.end < reference
    if past or ctx.PROLONGED.search(left) or ctx.PASSED.search(left) or ctx.ALREADY.match(text, stop):
        return None
    return _unmarked(text, mention, moment, left)


def _following(mention: Mention, moment: Moment) -> str | None:
    """次月5日前 and 次年1月底前 with no year named before come round every month and every year."""
    if moment.relative[:1] not in ("次", "翌") or mention.pattern.form != "calendar" or moment.end is None:
        return None
    day = moment.end.day if moment.grain == "day" else -1
    if "月" in moment.relative:
        return f"FREQ=MONTHLY;BYMONTHDAY={day}"
    return f"FREQ=YEARLY;BYMONTH={moment.end.month};BYMONTHDAY={day}"


def _unmarked(text: str, mention: Mention, moment: Moment, left: str) -> Deadline | None:
    """A time with neither 前 nor 到: 年底 and 末 are ends, periods last, a bare day needs 于."""
    begin, stop = mention.begin, mention.stop
    opens = ctx.STARTS.search(left) is not None
    if moment.mark in ("底", "末", "年底", "年末", "期末", "末期") or (moment.mark.endswith("末") and moment.mark):
        return None if ctx.NAMED.match(text, stop) else _by(mention, moment, begin, stop)
    if moment.mark in ("内", "年内"):
        return _by(mention, moment, begin, stop) if not moment.ranged else None
    if moment.grain in ("plan", "season"):
        if mention.pattern.form == "occasion":
            inside = ctx.DURING.match(text, stop)
            return _during(moment, begin, inside.end()) if inside else None
        return _during(moment, begin, stop)
    if moment.grain == "festival":
        return None
    if inside := ctx.DURING.match(text, stop):
        return _during(moment, begin, inside.end())
    if moment.ranged:
        named = ctx.NAMED.match(text, stop) or _OF_A_PLAN.match(text, stop)
        return None if named and not opens else _during(moment, begin, stop)
    if ctx.NAMED.match(text, stop):
        return None
    if moment.mark in ("初", "年初"):
        placed = mention.pattern.form == "calendar" and ctx.PLACED.search(left)
        return _made("during", begin, stop, start=moment.start, provisional=moment.assumed) if placed else None
    if moment.grain == "day":
        return _during(moment, begin, stop) if ctx.PLACED.search(left) else None
    if moment.grain == "year" and moment.relative[:1] in ("当", "本", "上", "去", "前", "次"):
        return None
    if moment.mark == "全" or mention.groups.get("part") == "全年":
        opens = ctx.CLAUSE_OPENS.search(left) is not None or ctx.EACH_PLACE.search(left) is not None
        return _during(moment, begin, stop) if opens and not ctx.TASK_YEAR_ROUND.match(text, stop) else None
    if moment.grain == "year" and (text[stop - 1] == "度" or ctx.HEADING.match(text, stop)):
        return None
    return _during(moment, begin, stop) if opens or ctx.TO_DO.match(text, stop) else None


def _by(mention: Mention, moment: Moment, begin: int, stop: int) -> Deadline:
    end = moment.end
    if moment.grain == "season" and moment.mark == "" and mention.pattern.form == "occasion" and moment.start:
        end = moment.start - timedelta(days=1)
    elif moment.mark in ("初", "年初") and moment.start and moment.grain == "month":
        end = moment.start + timedelta(days=9)
    return _made("by", begin, stop, end=end, provisional=moment.assumed)


def _during(moment: Moment, begin: int, stop: int) -> Deadline | None:
    if moment.start is None and moment.end is None:
        return None  # 今年 of a document without a date
    return _made("during", begin, stop, start=moment.start, end=moment.end, provisional=moment.assumed)


def _from(text: str, mention: Mention, moment: Moment, left: str, stop: int) -> Deadline | None:
    if ctx.EFFECT.match(text, stop) or ctx.NAMED.match(text, stop):
        return None
    lead = _SINCE.search(left)
    placed = ctx.PLACED.search(left) or (moment.grain == "year" and ctx.CLAUSE_OPENS.search(left))
    if lead is None and moment.grain not in ("day", "month") and not placed:
        return None
    begin = mention.begin - (len(lead[0]) if lead else 0)
    end = None
    if (lasts := _LASTS.match(text, stop)) and moment.start:
        years = parse_numeral(lasts["n"])
        end = add_months(moment.start, int(12 * (years or 0))) - timedelta(days=1) if years else None
        stop = lasts.end()
    return _made("during", begin, stop, start=moment.start, end=end, provisional=moment.assumed)
