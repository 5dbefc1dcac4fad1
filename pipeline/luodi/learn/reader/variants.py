"""Edited copies of training examples whose label follows from arithmetic.

The task's number, date or rhythm is moved past what the statement shows, or back to it, so that the label turns. Only
examples with exactly one comparable figure are edited.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from luodi.compare.reader_dates import dates, last_day
from luodi.compare.reader_figures import Figure, quantities
from luodi.compare.reader_marks import mark
from luodi.compare.reader_rhythms import rhythms
from luodi.compare.reader_signs import IN_TIME, LATE
from luodi.text.days import month_end

from .examples import Pair

_AT_MOST = re.compile(
    r"不超过|不高于|不多于|以内|以下|之内|低于|控制在|压减|压缩|下降|降低|降至|减少|内[将对完办]|时内|日内|天内|月内|少于"
)
_AT_LEAST = re.compile(r"不少于|不低于|至少|以上|达到|新建|建成|完成|培训|新增|改造|不小于")
_RHYTHMS = {7: "每周", 15: "每半月", 30: "每月", 60: "每两个月", 91: "每季度", 182: "每半年", 365: "每年"}
_ARABIC = re.compile(r"\d[\d.]*")


def variant(example: Pair, random: np.random.Generator) -> Pair | None:
    """One edited copy, or None where no edit is safe."""
    makers = [_other_number, _other_date, _other_rhythm]
    for number in random.permutation(len(makers)):
        made = makers[int(number)](example, random)
        if made is not None:
            return made
    return None


def _turned(example: Pair, task: str, aspect: str | None, deadline: date | None = None) -> Pair:
    status, aspects = ("discounted", frozenset({aspect})) if aspect else ("implemented", frozenset[str]())
    return replace(
        example,
        task=task,
        deadline=deadline or example.deadline,
        status=status,
        aspects=aspects,
        source="variant",
    )


def _single(task: str, statement: str) -> tuple[Figure, Figure] | None:
    """The only quantity of the task whose unit the statement has too, with the statement's only one of that unit."""
    asked, told = quantities(task), quantities(statement)
    shared = [f for f in asked if any(f.unit == g.unit for g in told)]
    if len(shared) != 1:
        return None
    same = [g for g in told if g.unit == shared[0].unit]
    return (shared[0], same[0]) if len(same) == 1 else None


def _other_number(example: Pair, random: np.random.Generator) -> Pair | None:
    found = _single(example.task, example.statement)
    if found is None:
        return None
    asked, told = found
    around = example.task[max(0, asked.start - 8) : asked.end + 4]
    at_most = _AT_MOST.search(around.replace("不少于", "").replace("不低于", ""))
    if asked.unit == "小时" or at_most or not _AT_LEAST.search(around) or asked.value < 3 or told.value < 3:
        return None
    enough = told.value >= asked.value
    if example.status == "implemented" and enough:
        goal, aspect = told.value * float(random.choice([1.03, 1.1, 1.25, 1.5, 2.0])), "quantity"
    elif example.status == "discounted" and example.aspects == {"quantity"} and not enough:
        goal, aspect = told.value * float(random.choice([1.0, 0.97, 0.9, 0.75])), None
    else:
        return None
    if asked.unit == "%" and goal > 100:
        return None
    written = example.task[asked.start : asked.number_end]
    match = _ARABIC.search(written)
    if match is None or match.group(0).rstrip(".") != written.rstrip("万亿"):
        return None
    scale = {"万": 1e4, "亿": 1e8}.get(written[-1], 1.0)
    value = _rounded(goal / scale, up=aspect is not None, whole=scale == 1 and asked.unit != "%")
    if value is None or (value * scale > told.value) != (aspect is not None):
        return None
    number = f"{value:.2f}".rstrip("0").rstrip(".")
    task = example.task[: asked.start] + number + written[match.end() :] + example.task[asked.number_end :]
    return _turned(example, task, aspect)


def _rounded(value: float, *, up: bool, whole: bool) -> float | None:
    """A round number near `value`, on the given side of it."""
    step = 1.0 if whole else 0.1
    while step * 60 < value:
        step *= 5 if round(np.log10(step) % 1, 3) == 0 else 2
    steps = np.ceil(value / step - 1e-9) if up else np.floor(value / step + 1e-9)
    return float(round(steps * step, 4)) if steps > 0 else None


def _other_date(example: Pair, random: np.random.Generator) -> Pair | None:
    asked, told = dates(example.task), dates(example.statement)
    if example.deadline is None or len(asked) != 1 or len(told) != 1 or not asked[0].month or not told[0].month:
        return None
    if last_day(asked[0], example.deadline.year) != example.deadline or "截至" in example.statement:
        return None
    marked = mark(example.task, example.statement, example.deadline, example.report_date)
    if example.status == "implemented" and IN_TIME in marked:
        back, aspect = True, "deadline"
    elif example.status == "discounted" and example.aspects == {"deadline"} and LATE in marked:
        back, aspect = False, None
    else:
        return None
    done = last_day(told[0], told[0].year or example.deadline.year)
    moved = (
        done - timedelta(days=int(random.integers(31, 120)))
        if back
        else done + timedelta(days=int(random.integers(0, 60)))
    )
    if moved.year != example.deadline.year:
        return None
    head = f"{moved.year}年" if asked[0].year else ""
    due = month_end(moved.year, moved.month)
    task = example.task[: asked[0].start] + f"{head}{moved.month}月底" + example.task[asked[0].end :]
    made = _turned(example, task, aspect, due)
    now = mark(task, example.statement, due, example.report_date)
    return made if (LATE in now) == back else None


def _other_rhythm(example: Pair, random: np.random.Generator) -> Pair | None:
    asked, told = rhythms(example.task), rhythms(example.statement)
    if len(asked) != 1 or len(told) != 1 or example.task[asked[0].start] != "每":
        return None
    shown = told[0].days
    if example.status == "implemented" and shown <= asked[0].days * 1.1:
        choices, aspect = [d for d in _RHYTHMS if d < shown * 0.8], "frequency"
    elif example.status == "discounted" and example.aspects == {"frequency"} and shown > asked[0].days:
        choices, aspect = [d for d in _RHYTHMS if d >= shown * 0.95], None
    else:
        return None
    if (
        not choices
        or example.task[asked[0].end :].startswith(("至少", "不少于"))
        or re.search(r"[两二三四\d]次", example.task)
    ):
        return None
    days = sorted(choices, reverse=aspect is not None)[:2][int(random.integers(0, min(2, len(choices))))]
    return _turned(example, example.task[: asked[0].start] + _RHYTHMS[days] + example.task[asked[0].end :], aspect)
