"""One thing counted twice with two numbers: in the prose, under one name or a longer one, or in the prose and a table.

What is counted stands before the number (全县新建农村公路126公里) or behind it (137个行政村). Names that say the same,
of the whole unit, may not have two numbers at all; where less is said (one name is only written in the other, no area
is named), only numbers that lie near or have the same digits are slips: further apart they count two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from luodi.records import Table

from ..likeness import shared_start
from .contradiction import BODY, Contradiction, Sentence, clause, same_unit, told_apart
from .report_figures import DEED
from .statements import meant
from .subjects import agree, pairs, phrase
from .tables import NamedCell, named_cells
from .written import Figure, turned

_OTHER_PERIOD = re.compile(r"去年|上年|同期|往年|20\d\d年|季度|[上下]半年|\d月|月份|年前|年初|此前|过去|以来累计|到\d")
_DAY = re.compile(
    r"(?:截至|截止|到|至)?(?:今年)?(?P<day>(?:20\d\d年)?\d{1,2}月(?:末|底)|(?<=[至止到])(?:20\d\d年)?\d{1,2}月\d{1,2}日)(?:，|止|为止)*"
)
"""A day up to which is counted: two numbers of the same one are of one time."""
_THIS_YEAR = re.compile(r"(?:今年)?1月?[至到—－–-]\d{1,2}月(?:份)?")
_NOT_THE_COUNT = re.compile(r"原|计划|任务|目标|拟|将|力争|要求|应|同比|比")
_AIM = re.compile(r"到20\d\d年|20\d\d年(?:底前|年底)|力争|预期目标")
_EPISODE = re.compile(r"期间|(?:行动|活动|整治)中|春节|国庆|节前|节日|暑期|汛期|本次|此次|[当本每]月|本周|夜间")
_GROWN = re.compile(r"新增|增加|减少|累计")
_PLACE = re.compile(r"[镇乡村]|街道|社区|公司|学校|[一二三]期|标段|片区")
_WHO = re.compile(
    rf"^(?:[全我本]{BODY}(?:财政|里|级)?|全年|一年来|今年以?来?|年内|目前|累计|共计|总共|一共|总计|合计|现有|共|已|现|均|"
    r"[为给向由]|[\u4e00-\u9fff]个?片区)+"
)
_TAIL = re.compile(r"(?:达到了?|达|为|是|了|约|仅|只有|共|共计|累计|总计)+$")
_AREA = re.compile(rf"^全{BODY}")
_ITSELF = re.compile(rf"(?:[我全本]?{BODY}(?:财政|里|级)?)?(?:累计|共|已)?")
_WHOLE = re.compile(rf"全{BODY}|我{BODY}|全年|一年来|累计|共|合计|总计")
_WHOLE_BEFORE = re.compile(rf"(?:全{BODY}|全年)(?:共有|现有|共|有)?$")
_ALL = re.compile(r"均|悉数|无一|全部|全都|都能|都已|一个不少|全覆盖")
_ALL_OF_THEM = re.compile(r"$|[均都全不皆中里]|人人|个个|无一")
_THING_END = re.compile(r"的|全部|均|都|已|实现|建成|完成|达到")
_REACH = 30
"""Characters behind a number in which 均 or 全部 speaks of it."""
_THING, _THING_ALONE = 4, 3
"""Characters that names must share to be of one thing, and of a name that is the same throughout."""
_SLIP, _NEAR, _NEAR_SLIP, _NEAR_NAMED, _NEAR_ALL = 0.03, 0.1, 0.15, 0.3, 0.5
"""Share by which two numbers differ at most where a name is written in another, where no area is named or against a
table, where one slip explains it and the words are the same in another order, where the names are the same throughout,
and where both are said to be all there are."""
_AGREED_TURNED, _WIDE_TURNED = 0.7, 0.4
"""Shares of the shorter and the longer phrase that must be shared where the digits are the same ones turned."""
_DIGITS = 3
"""Digits of numbers of which one may be a slip for another."""


@dataclass(frozen=True)
class _Told:
    """A number in the prose: what it counts, before and behind it, and whether it is told of the whole unit.

    ``day`` is that up to which it is counted, "" where none is told. ``name`` is without who and when; ``label`` and
    ``sentence`` are as written. ``all`` is whether words behind the number say that it is all, ``opens`` whether it
    opens its clause, ``part`` whether a part or an episode is told.
    """

    figure: Figure
    span: tuple[int, int]
    sentence: str
    day: str
    label: str
    name: str
    thing: str
    scope: bool
    all: bool
    opens: bool
    part: bool
    clause: str = ""
    subject: frozenset[str] = frozenset()


def contradictions(text: str, sentences: Sequence[Sentence], tables: Sequence[Table] = ()) -> Iterator[Contradiction]:
    """All that is counted twice with two numbers, each number against the first that it excludes."""
    told = list(_prose(text, sentences, tables))
    accused: set[int] = set()
    for one, other in combinations([t for t in told if not t.part], 2):
        if other.figure.start in accused or one.span == other.span or not same_unit(one.figure, other.figure):
            continue
        if one.day != other.day:
            continue
        named = _one_thing(one, other)
        if named is not None and _slip(one.figure, other.figure, named[1], also_turned=named[1] <= _SLIP):
            accused.add(other.figure.start)
            reason = f"同是“{named[0]}”，一处写{one.figure.text}，一处写{other.figure.text}"
            yield Contradiction((one.span, other.span), reason, 0.75, "integrity.twice")
    for cell in (cell for table in tables for cell in named_cells(table)):
        same = [t for t in told if not t.day and t.figure.unit == cell.figure.unit and _speaks_of(t, cell)]
        exact = not cell.total and any(t.name == cell.head for t in same)
        near = _NEAR if not exact else _NEAR_ALL if all(_AREA.match(t.label) for t in same) else _NEAR_NAMED
        if same and all(_slip(t.figure, cell.figure, near, also_turned=True) for t in same):
            if any(told_apart(text, sentences, t.figure, cell.figure) for t in same):
                continue
            reason = f"同是“{cell.head}”，文中写{same[0].figure.text}，表中写{cell.figure.text}"
            yield Contradiction((same[0].span, cell.span), reason, 0.75, "integrity.beside")


def _prose(text: str, sentences: Sequence[Sentence], tables: Sequence[Table]) -> Iterator[_Told]:
    """The figures outside tables that speak of the report's own time."""
    for a, b, numbers in sentences:
        if any(t.start <= a < t.end for t in tables):
            continue
        last = a
        for number in numbers:
            words, last = re.split(r"[，。；：、（]", text[max(last, number.start - 30) : number.start])[-1], number.end
            around = clause(text, number.start)
            days = [d["day"] for d in _DAY.finditer(text, a, number.start)]
            so_far, words = (_DAY.sub("", _THIS_YEAR.sub("", w)) for w in (text[a : number.start], words))
            before = re.split(r"[，。；]", so_far)[-1]
            if number.vague or not number.unit or _NOT_THE_COUNT.search(around) or _OTHER_PERIOD.search(before):
                continue
            line = text.rfind("\n", 0, a) + 1
            elsewhen = bool(_OTHER_PERIOD.search(so_far) or _AIM.search(text, line, number.start))
            name = _WHO.sub("", _TAIL.sub("", words))
            deeds = [d for d in DEED.finditer(name) if len(name) - d.end() >= _THING]
            mark = text[max(0, number.start - 1) : number.start]
            end = min((p for m in "。；\n" if (p := text.find(m, number.end)) >= 0), default=len(text))
            yield _Told(
                figure=number,
                span=(a, b),
                sentence=text[a:b],
                day=days[-1] if days else "",
                label="" if elsewhen else _DAY.sub("", number.label),
                name="" if elsewhen else name[deeds[-1].start() :] if deeds else name,
                thing=_THING_END.split(number.after[:12])[0] if not _GROWN.search(around) else "",
                scope=_WHOLE_BEFORE.search(text[max(0, number.start - 6) : number.start]) is not None,
                all=_ALL.search(text, number.end, min(end, number.end + _REACH)) is not None,
                opens=number.start == a or mark in "，。；：、",
                part="其中" in around or _EPISODE.search(text, a, number.start) is not None,
                clause=around,
                subject=frozenset() if elsewhen else pairs(phrase(text, number, a)),
            )


def _one_thing(one: _Told, other: _Told) -> tuple[str, float] | None:
    """What two numbers both count, and the share by which they may differ and still be meant as one; None: nothing."""
    if _AREA.match(one.label) and _AREA.match(other.label) and one.name == other.name and len(one.name) >= _THING:
        return one.name, _NEAR_NAMED
    if one.figure.unit == "%":
        return None
    for before, behind in ((one, other), (other, one)):
        rest = behind.figure.after.removeprefix(before.name)
        named = _AREA.match(before.label) and behind.scope and len(before.name) >= _THING
        if named and rest != behind.figure.after and _ALL_OF_THEM.match(rest):
            return before.name, _SLIP
    same = shared_start(one.thing, other.thing)
    if same >= _THING or (same >= _THING_ALONE and one.thing == other.thing):
        whole = all(t.scope or (t.all and (t.opens or same < _THING)) for t in (one, other))
        if whole and (one.scope or other.scope):
            return one.thing[:same], _NEAR_ALL if same >= _THING else _NEAR
        if all(t.figure.start == t.span[0] for t in (one, other)) and (one.all or other.all) and same >= _THING:
            return one.thing[:same], _NEAR
    if _written_in(one.name, other.name, _THING) and all(_WHOLE.search(t.label) for t in (one, other)):
        return min(one.name, other.name, key=len), _SLIP
    end = shared_start(one.label[::-1], other.label[::-1])
    subjects = (one.label[: len(one.label) - end], other.label[: len(other.label) - end])
    if (
        end >= _THING
        and all(map(_ITSELF.fullmatch, subjects))
        and not any(map(_PLACE.search, (one.sentence, other.sentence)))
    ):
        return one.label[-end:], 0.0
    slip = meant(one.figure.value, other.figure.value) and all(len(t.figure.text) >= _DIGITS + 1 for t in (one, other))
    whole = any(_WHOLE.search(t.clause) for t in (one, other))
    if (
        slip
        and whole
        and (agree(one.subject, other.subject) or (turned(one.figure, other.figure) and _nearly(one, other)))
        and not any(_PLACE.search(t.sentence) for t in (one, other))
    ):
        return one.name or other.name or one.thing, _NEAR_SLIP
    return None


def _nearly(one: _Told, other: _Told) -> bool:
    """Whether two numbers may be of one subject, the same digits being a sign of it too."""
    return agree(one.subject, other.subject, agreed=_AGREED_TURNED, wide=_WIDE_TURNED)


def _speaks_of(told: _Told, cell: NamedCell) -> bool:
    """Whether a number of the prose is that of a cell: of its row's unit, or of all where it stands in the total."""
    if cell.row:
        alone = [row for row in cell.rows if len(row) > 1 and row in told.sentence] == [cell.row]
        return alone and told.name.endswith(cell.head) and not _WHOLE.search(told.label)
    return _written_in(told.name, cell.head, _THING_ALONE)


def _written_in(one: str, other: str, least: int) -> bool:
    """Whether the shorter of two names is written in the longer in its order, and both end alike."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) >= least and short[-2:] == long[-2:] and all(c in rest for c in short)


def _slip(one: Figure, other: Figure, near: float, *, also_turned: bool) -> bool:
    off, largest = abs(one.value - other.value), max(one.value, other.value)
    alike = also_turned and turned(one, other) and off <= 0.5 * largest
    return off > one.fine + other.fine + 1e-9 and (off <= near * largest or alike)
