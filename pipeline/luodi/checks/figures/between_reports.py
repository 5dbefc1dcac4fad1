"""Figures of two reports of one unit that exclude each other: what only grows has shrunk, or one day has two numbers.

Only figures that name what they count in full, for the whole unit, are compared, and only under the same name, or where
the later name is the wider one (端口 after 集中充电端口); a name with several numbers in one report says too little.
What a report itself corrects (核减, 剔除) contradicts nothing. What the later says of the earlier: ``since_before``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from luodi.records import DocumentRecord, Quote

from . import since_before
from .contradiction import same_unit, statements
from .report_figures import CORRECTED, DEED, OF_YEAR, OTHERS, PERIOD, SINCE, SPEAKS_OF_OTHERS, Counted, counted, until
from .statements import meant
from .subjects import agree, pairs, phrase
from .written import Figure, figures

_THIS_YEAR = ("", "今年以来", "本年以来")
_DATED = re.compile(r"(?P<day>20\d\d年(?:[底末初]|\d{1,2}月(?:\d{1,2}日|[底末])))的?[^，。；、\d]{0,8}$")
_DIGITS = 4
_SO_FAR = re.compile(r"累计|全年|截[至止]|上半年|[至到—－–-]\d{1,2}月|[今本]年以来|已")
_GOT = re.compile(r"取得|获得|播发|发布|张贴|收到|接到|帮助|服务|参训|参加|惠及|带动|实现")
_PART = re.compile(r"下半年|(?<![至到—－–\d-])\d{1,2}月(?![底末\d]|[至到—－–-])|机关|中队")
_BY_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_ANYTHING = frozenset("个件人次户家项处名元%条起") | {"人次", "户次", "家次", "公里", "平方米"}
"""Units that count too many sorts of things for the unit to name what is counted."""
_ONE_YEAR = timedelta(days=250)
"""How long after another a report counts on from the same beginning, where none is told."""
_WIDE = 0.4
"""Least share of the longer phrase that two phrases of one subject must have in common."""
_LEAST = 0.5
"""Share of the earlier number below which the later one counts something else: a part, or another year's."""


@dataclass(frozen=True)
class Clash:
    """Two reports of one unit that exclude each other, the later one first in accusation."""

    later: DocumentRecord
    evidence: tuple[Quote, Quote]
    reason: str
    confidence: float
    rule: str = "integrity.between"


def clashes(reports: Sequence[DocumentRecord]) -> Iterator[Clash]:
    """What excludes each other among the reports of one unit, each pair of names once."""
    ordered = sorted(reports, key=lambda r: (r.issue_date or date.min, r.file))
    told = [(report, list(counted(report))) for report in ordered]
    for (before, one), (after, other) in combinations(told, 2):
        if before.document_id == after.document_id or CORRECTED.search(after.title or ""):
            continue
        named = [*_named(one, other, after), *_wider(one, other, after), *_since_one_day(one, other, after)]
        named += _on_one_day(before, after)
        yield from named
        known = {clash.evidence for clash in named}
        yield from (clash for clash in _shrunk(before, after) if clash.evidence not in known)
        for said in since_before.excluded(before, after):
            yield Clash(after, said.evidence, said.reason, 0.75)


def _named(one: Sequence[Counted], other: Sequence[Counted], after: DocumentRecord) -> Iterator[Clash]:
    """What excludes each other under the same name."""
    earlier, later = _single(one), _single(other)
    for key in [k for k in earlier if k in later]:
        clash = _clash(earlier[key], later[key], after)
        if clash is not None:
            yield clash


def _single(items: Sequence[Counted]) -> dict[tuple[str, str], Counted]:
    """The figures of a report by name and unit, without names that have several numbers there."""
    found: dict[tuple[str, str], list[Counted]] = {}
    for item in items:
        if item.name:
            found.setdefault((item.name, item.unit), []).append(item)
    return {key: items[0] for key, items in found.items() if len({i.figure.value for i in items}) == 1}


def _clash(one: Counted, other: Counted, after: DocumentRecord) -> Clash | None:
    slack = one.figure.fine + other.figure.fine
    if one.until is None or other.until is None or abs(one.figure.value - other.figure.value) <= slack:
        return None
    if one.until == other.until and one.since == other.since:
        reason = f"同是截至{one.until}的“{one.name}”，一份报告写{one.figure.text}，另一份写{other.figure.text}"
        return Clash(after, (one.quote, other.quote), reason, 0.75)
    first, last, begin, end = (
        (one, other, one.until, other.until) if one.until < other.until else (other, one, other.until, one.until)
    )
    same_start = first.since == last.since and (begin.year == end.year or first.since not in _THIS_YEAR)
    same_base = first.of_year == last.of_year or first.since == last.since != ""
    if first.grows and last.grows and same_start and same_base and _fewer(first, last):
        reason = f"“{first.name}”只增不减，截至{begin}写{first.figure.text}，截至{end}反而写{last.figure.text}"
        return Clash(after, (first.quote, last.quote), reason, 0.75)
    return None


def _wider(one: Sequence[Counted], other: Sequence[Counted], after: DocumentRecord) -> Iterator[Clash]:
    """What this year brought of a narrower thing is more than what a later report tells of the wider one."""
    for later in (c for c in other if c.core and c.of_year):
        like = [c for c in other if c.core and c.unit == later.unit and c.core.endswith(later.core)]
        known = [c for c in one if c.core and c.of_year and c.unit == later.unit and c.core.endswith(later.core)]
        if len(like) != 1 or len(known) != 1 or known[0].name == later.name != "":
            continue
        earlier, begin, end = known[0], known[0].until, later.until
        if begin is None or end is None or begin.year != end.year or begin >= end:
            continue
        if _fewer(earlier, later):
            reason = (
                f"“{later.core}”只增不减，截至{begin}仅“{earlier.core}”就写{earlier.figure.text}，"
                f"截至{end}反而写{later.figure.text}"
            )
            yield Clash(after, (earlier.quote, later.quote), reason, 0.7)


def _since_one_day(one: Sequence[Counted], other: Sequence[Counted], after: DocumentRecord) -> Iterator[Clash]:
    """累计412箱 and later 累计396箱, both since one day: the only figures since then in a unit that few things have."""
    for later in (c for c in other if _BY_DAY.search(c.since) and c.grows and c.unit not in _ANYTHING):
        keys = [(_BY_DAY.findall(c.since), c.unit) for c in (*one, *other)]
        same = [c for c in one if _BY_DAY.findall(c.since) == _BY_DAY.findall(later.since) and c.unit == later.unit]
        begin, end = same[0].until if same else None, later.until
        if keys.count((_BY_DAY.findall(later.since), later.unit)) != 2 or begin is None or end is None:
            continue
        named = bool(same[0].name or same[0].core) and bool(later.name or later.core)
        if same[0].grows and not named and begin < end and _fewer(same[0], later):
            reason = (
                f"自{_BY_DAY.findall(later.since)[0]}起的累计数只增不减，截至{begin}写{same[0].figure.text}，"
                f"截至{end}反而写{later.figure.text}"
            )
            yield Clash(after, (same[0].quote, later.quote), reason, 0.7)


def _on_one_day(before: DocumentRecord, after: DocumentRecord) -> list[Clash]:
    """2021年底列养6840公里 and 由2021年底的6480公里: one slip of the pen between two numbers of one day and thing."""
    return [
        Clash(after, (said, quote), f"同是{day}的数，一份报告写{one.text}，另一份写{other.text}", 0.72)
        for day, one, subject, said in _dated(before)
        for again, other, same, quote in _dated(after)
        if day == again and same_unit(one, other) and subject & same and len(other.text) > _DIGITS
        if meant(one.value, other.value)
    ]


def _dated(report: DocumentRecord) -> Iterator[tuple[str, Figure, frozenset[str], Quote]]:
    for start, end in statements(report.text):
        for number in figures(report.text, start, end):
            day = _DATED.search(report.text, start, number.start)
            if day is not None and not number.vague and number.unit not in {"", "%"}:
                yield day["day"], number, pairs(phrase(report.text, number, start)), report.quote(start, end)


def _shrunk(before: DocumentRecord, after: DocumentRecord) -> Iterator[Clash]:
    """累计有1236名残疾儿童接受训练 by June and 累计有1198名 by October: done of one subject, and fewer later."""
    earlier, later = _done(before), _done(after)
    for last in later:
        like = [d for d in earlier if d.like(last)]
        if len(like) != 1 or sum(d.like(last) for d in later) != 1:
            continue
        (first,) = like
        one_base = first.of_year == last.of_year and first.since == last.since
        in_time = first.day.year == last.day.year if last.of_year else last.day - first.day <= _ONE_YEAR
        fewer = _LEAST * first.figure.value <= last.figure.value < first.figure.value - first.figure.fine
        if one_base and in_time and first.day < last.day and fewer:
            reason = f"截至{first.day}已有{first.figure.text}，截至{last.day}反而写{last.figure.text}，同一件事只增不减"
            yield Clash(after, (first.quote, last.quote), reason, 0.7)


@dataclass(frozen=True)
class _Done:
    """What a report says has been done by a day, of one subject; ``since`` and ``of_year`` say from when."""

    figure: Figure
    day: date
    subject: frozenset[str]
    since: str
    of_year: bool
    quote: Quote

    def like(self, other: _Done) -> bool:
        """Whether two are of one subject and unit."""
        return same_unit(self.figure, other.figure) and agree(self.subject, other.subject, wide=_WIDE)


def _done(report: DocumentRecord) -> list[_Done]:
    found = []
    for start, end in statements(report.text):
        sentence = report.text[start:end]
        if CORRECTED.search(sentence) or _PART.search(sentence) or PERIOD.search(sentence):
            continue
        for number in figures(report.text, start, end):
            before = report.text[start : number.start]
            clause, day, since = re.split(r"[，；：。|]", before)[-1], until(before, report), SINCE.search(before)
            told = _SO_FAR.search(sentence) and ("累计" in clause or DEED.search(clause) or _GOT.search(clause))
            if day is None or not told or number.vague or number.unit in {"", "%"}:
                continue
            if SPEAKS_OF_OTHERS.search(before + number.after) or OTHERS.search(f"{before.split('，')[0]}，{clause}"):
                continue
            found.append(
                _Done(
                    figure=number,
                    day=day,
                    subject=pairs(phrase(report.text, number, start)),
                    since=since["from"] if since is not None and since["from"] not in _THIS_YEAR else "",
                    of_year=OF_YEAR.search(sentence) is not None,
                    quote=report.quote(start, end),
                )
            )
    return found


def _fewer(first: Counted, last: Counted) -> bool:
    slack = first.figure.fine + last.figure.fine
    return _LEAST * first.figure.value <= last.figure.value < first.figure.value - slack
