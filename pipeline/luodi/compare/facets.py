"""Facets of a task held against what a report says, one by one: each comparer names both sides or stays silent.

They judge nothing. Where the verdict says that a task fell short in an aspect and the comparer of that aspect found the
two sides, the reason quotes them; an analyst sees all of them beside the verdict and can tell which one misled it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from luodi.records import Aspect
from luodi.text.lexicon import rules

from .reader_dates import dates, last_day, tells_of_year, year_of, year_told, years
from .reader_figures import Figure, quantities
from .reader_marks import asked_figures, compare, nearest_rhythm
from .reader_ratios import derived
from .reader_rhythms import TURNS, rhythms, told_rhythms
from .reader_signs import LESS, RARER
from .signals import Asked

FACETS: dict[Aspect, str] = {
    "quantity": "quantity",
    "deadline": "time",
    "scope": "scope",
    "strength": "duty",
    "frequency": "rhythm",
}
"""The facet that speaks for each aspect."""

_SHARE = re.compile(r"已|其中|完成|整改|办结|建成|达标|合格|有(?!关)")
_WHOLE_RANK = 4
_SAYS_LITTLE = frozenset({"率先", "一批", "有的", "若干", "灵活", "平稳", "可以"})
"""Words of the lists that in reports mostly restrict and weaken nothing (read off the building worlds)."""

_SHORT = re.compile(rf"(?P<how>平均|增|降|占|合计|历)(?P<value>[\d.]+)(?P<unit>[^\d，{LESS}]+){LESS}")

Comparer = Callable[[Asked, Sequence[str], date | None], str]


def facets(asked: Asked, told: Sequence[str], report_date: date | None) -> dict[str, str]:
    """What each comparer found, by facet, in Chinese; facets without two sides to compare are left out.

    >>> from luodi.records import Task
    >>> task = Task(task_id="t", document_id="d", file="f", path="", sentence="", start=0, end=0)
    >>> facets(Asked(task, "每个村配2名。", None), ["31个村配了31名。"], None)
    {'quantity': '要求2名，报告为平均1人'}
    >>> facets(Asked(task, "每月检查一次，新建公厕12座。", None), ["每季度检查一次，建成公厕7座。"], None)
    {'quantity': '要求12座，报告为7座', 'rhythm': '要求每月，报告为每季度'}
    """
    found = {name: comparer(asked, told, report_date) for name, comparer in COMPARERS.items()}
    return {name: words for name, words in found.items() if words}


def quantity(asked: Asked, told: Sequence[str], report_date: date | None) -> str:
    """A figure short of the asked one of its unit, or a part of the whole where all was asked."""
    said = [(s, f) for s in told for f in quantities(s) if not f.former]
    for wanted in quantities(asked.text):
        alike = [(s, f) for s, f in said if f.unit == wanted.unit and not _turns(f, wanted)]
        if not alike:
            continue
        near = min(alike, key=lambda pair: abs(pair[1].value - wanted.value))
        if compare(near[1], [wanted]) == LESS:
            return _sides(_written(asked.text, wanted), _written(*near))
    part = _part(told) if _rank(asked.text)[0] == _WHOLE_RANK or "100%" in asked.text else ""
    return part or _together(asked, told)


def _turns(told: Figure, wanted: Figure) -> bool:
    """Whether both count the turns of a rhythm (每月一次, 每季度一次), which `rhythm` compares."""
    return wanted.unit in TURNS and bool(told.per and wanted.per)


def _together(asked: Asked, told: Sequence[str]) -> str:
    """An average, a change or a share that the figures of one sentence come to, where it is short of the asked one."""
    wanted = asked_figures(asked.text)
    for sentence in told:
        together, _ = derived(asked.text, sentence, quantities(sentence), wanted, compare)
        for short in _SHORT.finditer(together):
            unit = short["unit"]
            asked_for = _written(asked.text, wanted[unit][0]) if unit in wanted else "全部"
            return _sides(asked_for, f"{short['how']}{short['value']}{unit}")
    return ""


def _part(told: Sequence[str]) -> str:
    for sentence in told:
        counted = [f for f in quantities(sentence) if f.unit not in {"%", "小时", "元"}]
        for whole, part in pairwise(counted):
            between = sentence[whole.end : part.start]
            if whole.unit == part.unit and part.value < whole.value and _SHARE.search(between):
                return _sides("全部", f"{_written(sentence, whole)}中的{_written(sentence, part)}")
    return ""


def time(asked: Asked, told: Sequence[str], report_date: date | None) -> str:
    """A day that lies after the task's last one, with nothing in time beside it."""
    if asked.end is None:
        return ""
    late = []
    for sentence in told:
        for match in dates(sentence):
            day = last_day(match, year_of(match, asked.end, report_date))
            if day <= asked.end:
                return ""
            late.append((day, sentence[match.start : match.end]))
    return _sides(f"{asked.end:%Y年}{asked.end.month}月{asked.end.day}日前", min(late)[1]) if late else ""


def rhythm(asked: Asked, told: Sequence[str], report_date: date | None) -> str:
    """A rhythm slower than the asked one."""
    wanted = rhythms(asked.text)
    for sentence in told:
        for said in told_rhythms(sentence, of_year=tells_of_year(report_date)) if wanted else ():
            near, sign = nearest_rhythm(said, wanted)
            if sign == RARER:
                return _sides(asked.text[near.start : near.end], sentence[said.start : said.end])
    return ""


def scope(asked: Asked, told: Sequence[str], report_date: date | None) -> str:
    """Words for some where the task says all; words that the task has too are no restriction."""
    rank, whole = _rank(asked.text)
    if rank < _WHOLE_RANK:
        return ""
    for sentence in told:
        for lower, pattern in _scopes():
            match = pattern.search(sentence) if lower < _WHOLE_RANK else None
            if match is not None and match.group(0) not in asked.text and match.group(0) not in _SAYS_LITTLE:
                return f"要求“{whole}”，报告说的是“{match.group(0)}”"
    return ""


def duty(asked: Asked, told: Sequence[str], report_date: date | None) -> str:
    """Words that leave it open where the task binds."""
    if asked.task.strength == "may":
        return ""
    for sentence in told:
        match = _cue("told.soft").search(sentence)
        if match is not None and match.group(0) not in asked.text and match.group(0) not in _SAYS_LITTLE:
            return f"要求{'应当' if asked.task.strength == 'should' else '必须'}做到，报告的说法是“{match.group(0)}”"
    return ""


def trace(asked: Asked, told: Sequence[str], report_date: date | None) -> str:
    """Meetings, papers and campaigns without any word of a result."""
    if not told or any(_cue("told.result").search(s) for s in told):
        return ""
    words = [m.group(0) for s in told for m in [_cue("told.trace").search(s)] if m is not None]
    return f"报告只提到{'、'.join(dict.fromkeys(words))}" if len(words) == len(told) else ""


def year(asked: Asked, told: Sequence[str], report_date: date | None) -> str:
    """A year before the one that is reported on, and no later one."""
    latest = max((y for s in told for y in years(s)), default=None)
    if report_date is None or latest is None or latest >= year_told(report_date):
        return ""
    return f"报告所说为{latest}年"


COMPARERS: dict[str, Comparer] = {
    "quantity": quantity,
    "time": time,
    "rhythm": rhythm,
    "scope": scope,
    "duty": duty,
    "trace": trace,
    "year": year,
}


def _sides(wanted: str, said: str) -> str:
    return f"要求{wanted}，报告为{said}"


def _written(text: str, figure: Figure) -> str:
    return text[figure.start : figure.end]


def _rank(text: str) -> tuple[int, str]:
    """The widest scope that a text names, and its words."""
    found = [(rank, m.group(0)) for rank, pattern in _scopes() for m in [pattern.search(text)] if m is not None]
    return max(found, key=lambda pair: pair[0], default=(0, ""))


@cache
def _scopes() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(r["rank"]), re.compile(r["pattern"])) for r in rules("scopes")["scope"])


@cache
def _cue(name: str) -> re.Pattern[str]:
    return next(re.compile(cue["pattern"]) for cue in rules("compare_cues")["told"] if cue["id"] == name)
