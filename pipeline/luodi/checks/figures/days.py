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
_STAGES = tuple(
    re.compile(rf"^[^，。；\d]{{0,12}}?(?:{deeds})")
    for deeds in (
        "立项|受理|收到|接到|印发|招标",
        "签订|开工|动工|启动|开始|进场|施工",
        "竣工(?!验收)|完工|建成|完成(?!验收|招标|立项)|结束",
        "验收|交付|投入使用|办结|销号|结案|启用|[^。；]{0,30}(?:通过|进行|组织)了?(?:竣工)?验收",
    )
)
_STAGE_NAMES = ("立项、受理", "开始", "完成", "验收、交付")
"""What follows each other: a day of one of these is none before that of an earlier one."""
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
    if issued is None:
        return
    told = list(_DAY.finditer(text, start, end))
    ends = [*(m.start() for m in told[1:]), end]
    stages = [(m, _stage(text[m.end() : stop])) for m, stop in zip(told, ends, strict=False)]
    for (one, begun), (other, ended) in pairwise((m, stage) for m, stage in stages if stage is not None):
        since = max(text.rfind(mark, start, one.start()) for mark in "。；") + 1
        until = min([end, *(p for mark in "。；" if (p := text.find(mark, other.end(), end)) >= 0)])
        if begun >= ended or ended == 1 or _PLANNED.search(text, max(start, since), until):
            continue
        early, late = _possible(one, issued), _possible(other, issued)
        if early and late and max(late) < min(early):
            reason = f"先写{one.group()}{_STAGE_NAMES[begun]}，又写{other.group()}{_STAGE_NAMES[ended]}，先后颠倒"
            yield Contradiction(((start, end),), reason, 0.75, "integrity.days")


def _stage(behind: str) -> int | None:
    """The first deed told behind a day, as its number among the stages."""
    found = [(m.end(), number) for number, deeds in enumerate(_STAGES) if (m := deeds.match(behind)) is not None]
    return min(found)[1] if found else None


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
