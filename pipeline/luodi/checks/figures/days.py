"""Days that cannot be: finished before begun, and a report that tells of days after its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from luodi.records import DocumentRecord

from ..ledgers import parse_day
from .contradiction import Contradiction, statements

_DAY = re.compile(r"(?:(?P<year>20\d\d|今|去|本|次|翌|同|上|明|当)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_BEGUN = re.compile(r"^[^，。；\d]{0,8}(?:开工|动工|启动|开始|进场|立项|受理|收到|接到|签订|印发|招标)")
_ENDED = re.compile(r"^[^，。；\d]{0,8}(?:竣工|完工|验收|交付|建成|投入使用|办结|完成|销号|结案|结束)")
_PLANNED = re.compile(
    r"计划|预计|拟于|将|力争|要求|应于|应当|原定|争取|[日月底末]前|目标|确保|另|分别|[一二三]期|第[一二三]|上一轮|首批"
)
_UNTIL = re.compile(rf"(?:截至|截止到?){_DAY.pattern}")
_DONE = re.compile(r"已|完成|共|累计|建成|整改|办结")
_AHEAD = timedelta(days=150)
"""How far a day without a year may lie ahead of the report before it is one of the year before."""


def days(report: DocumentRecord) -> Iterator[Contradiction]:
    """Days of a report that exclude each other or the report's own."""
    for start, end in statements(report.text):
        yield from _ahead(report, start, end)
    for line in re.finditer(r"[^\n|]+", report.text):
        yield from _backwards(report, line.start(), line.end())


def _backwards(report: DocumentRecord, start: int, end: int) -> Iterator[Contradiction]:
    """9月12日开工，8月30日竣工: no year before the report puts the second day behind the first."""
    text, issued = report.text, report.issue_date
    if _PLANNED.search(text, start, end) or issued is None:
        return
    for one, other in pairwise(_DAY.finditer(text, start, end)):
        if not _BEGUN.match(text[one.end() : other.start()]) or not _ENDED.match(text[other.end() : end]):
            continue
        begun, ended = _possible(one, issued), _possible(other, issued)
        if begun and ended and max(ended) < min(begun):
            reason = f"先写{one.group()}开始，又写{other.group()}完成，先后颠倒"
            yield Contradiction(((start, end),), reason, 0.75, "integrity.days")


def _possible(told: re.Match[str], issued: date) -> list[date]:
    """The days that may be meant: of the year written, else of the report's and the one before, none after it."""
    known = told["year"] or ""
    years = [int(known)] if known.isdigit() else [issued.year - 1] if known in {"去", "上"} else [issued.year]
    days = [parse_day(f"{year}年{told['month']}月{told['day']}日") for year in years]
    if not known and days[0] is not None and days[0] > issued:
        days = [parse_day(f"{issued.year - 1}年{told['month']}月{told['day']}日")]
    return [day for day in days if day is not None]


def _ahead(report: DocumentRecord, start: int, end: int) -> Iterator[Contradiction]:
    """截至7月15日已完成 in a report of 20 June."""
    issued = report.issue_date
    if issued is None:
        return
    for told in _UNTIL.finditer(report.text, start, end):
        day = parse_day(told.group().lstrip("截至止到"), year=issued.year)
        known = told["year"] is not None
        if day is None or day <= issued or not _DONE.search(report.text, told.end(), end):
            continue
        if _PLANNED.search(report.text, start, end):
            continue
        if known or (day - issued <= _AHEAD and day.year == issued.year and not _of_last_year(issued, day)):
            reason = f"报告落款{issued}，却写{told.group()}的完成情况"
            yield Contradiction(((start, end),), reason, 0.75, "integrity.days")


def _of_last_year(issued: date, day: date) -> bool:
    """Whether a report of the first months more likely tells of the end of the year before."""
    return issued.month <= 3 and day.month >= 10
