"""What no figures can break: shares of one thing are at most all of it, a part is no larger than its whole, a mean lies
between the least and the most, a rank among the ranked, hours between opening and closing, what rises ends higher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luodi.text.numerals import parse_numeral

from .contradiction import Contradiction
from .sorts import traits
from .statements import Book, Statement, alike
from .written import shown

_MOST = 115
"""Per cent beyond which shares are no slip but shares of several things."""
_DEGREE = re.compile(
    r"(?:非常|很|比较|较|基本|不)?满意|一般|不了解|不清楚|优秀|优良?|良好?|中等?|(?:不)?合格|较?差|(?:不)?达标"
)
_AMONG = re.compile(r"其中|[\u4e00-\u9fff](?:中|里面?)，")
_SEVERAL = re.compile(r"多选|多项|重复|同时|可以?选|复选")
_OF_OTHERS = re.compile(r"其余|其他|全[国省市]平均|高于|低于|比|去年|上年|同期|加权")
_CLOCK = r"(?P<{0}h>\d{{1,2}})(?:[:：](?P<{0}m>\d\d)|[时点](?:(?P<{0}f>\d{{1,2}})分?|(?P<{0}half>半))?)"
_OPEN = re.compile(_CLOCK.format("a") + r"[至到—－–~-]+(?:次日|晚上?|下午|傍晚|夜间)?" + _CLOCK.format("b"))
_HOURS = re.compile(r"(?P<hours>\d+(?:\.\d+)?)个?(?:多)?小时")
_DAILY = re.compile(r"每[天日]|全天|日均|一天")
_BREAK = re.compile(
    r"午休|休息|轮|夏|冬|周末|周[一二三四五六日]|节假日|错时|其中|分别|淡季|旺季|平均|增加|延长|缩短|比"
)
_FROM_TO = re.compile(
    r"(?P<y1>20\d\d)年(?P<m1>\d{1,2})月(?!\d)[^，。；\d]{0,6}，?[^，。；\d]{0,4}[至到—－–-](?P<y2>20\d\d)年(?P<m2>\d{1,2})月(?!\d)[^。；]{0,12}?"
    r"(?:历时|为期|持续|共)(?P<n>[两二三四五六七八九十\d]+)个月"
)
_RANK = re.compile(
    r"(?P<n>\d+|[两二三四五六七八九十]+)个(?:[县市区州乡镇]|街道|单位|部门|地市|县区|乡镇|村)[^，。；\d]{0,8}?[中里][^，。；\d]{0,10}?"
    r"(?:排名?|位居|位列|列|居)[^，。；\d]{0,3}第(?P<m>\d+|[一二三四五六七八九十]+)"
)
_UP, _DOWN = "上升|提高|提升|增加|增长|扩大|扩展|增", "下降|降低|减少|压减|压缩|缩短|缩减|回落|降|减"
_MOVED = re.compile(
    rf"^[^，。；\d]{{0,6}}，?[^，。；\d]{{0,10}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?[到至为](?:目前的|现在的|今年的?)?$"
)
_FROM = re.compile(r"[由从]|去年|上年|年初|原来|以前")
_PLACES = re.compile(r"排名|位次|名次|位列|第$")


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All figures of a text that go beyond what is possible."""
    for place, told in enumerate(book.by_place):
        yield from _hundred(book, told)
        yield from _more_than_whole(book, told)
        yield from _mean(book, told)
        yield from _wrong_way(book, told)
        yield from _hours(book, place)
        yield from _spans(book, place)


def _hundred(book: Book, told: Sequence[Statement]) -> Iterator[Contradiction]:
    """其中维修占45%，保洁占28%，工资占37%; 满意65%，基本满意32%，不满意13%: sorts that are more than all."""
    items = [s for s in told if s.kind == "share" and not s.figure.vague]
    if not items:
        return
    a, b = items[0].sentence
    among = _AMONG.search(book.text, a, items[0].figure.start)
    sorts = [s for s in items if re.search(r"占(?:比|总数)?$", s.name)] if among is not None else []
    sorts = [s for s in sorts if "；" not in book.text[sorts[0].figure.start : s.figure.start]]
    degrees = [s for s in items if _DEGREE.search(s.name)]
    degrees = degrees if len({_DEGREE.findall(s.name)[-1] for s in degrees}) == len(degrees) else []
    for group in (sorts, degrees):
        summed, slack = sum(s.value for s in group), sum(s.figure.fine for s in group)
        plain = len(group) >= 3 and not traits([s.figure for s in group]) and not _SEVERAL.search(book.text, a, b)
        if plain and 100 + slack < summed <= _MOST:
            listed = "+".join(s.figure.text for s in group)
            yield book.clash(group, f"各项占比{listed}合计{shown(summed)}%，超过100%", 0.8, "integrity.limit")
            return


def _more_than_whole(book: Book, told: Sequence[Statement]) -> Iterator[Contradiction]:
    """860人，其中45岁以下的912人: a part that is larger than every whole before it."""
    for whole, part in pairwise(s for s in told if s.figure.unit):
        between = book.between(whole, part)
        if not re.match(r"^[^，。；\d]{0,10}[，（]其中[^，。；、]{0,16}$", between) or not alike(whole, part):
            continue
        before = [s for s in book.near(part, back=2) if alike(s, part) and s.figure.start < part.figure.start]
        if (
            "累计" in between
            or re.search(r"[各每]", whole.name + whole.figure.label)
            or whole.figure.vague
            or whole.kind in {"mean", "standard", "share", "change"}
        ):
            continue
        if all(s.value < part.value for s in before) and part.value <= 2 * whole.value:
            reason = f"共{whole.figure.text}，其中却有{part.figure.text}"
            yield book.clash([whole, part], reason, 0.78, "integrity.limit")


def _mean(book: Book, told: Sequence[Statement]) -> Iterator[Contradiction]:
    """分别为91分、93分、94分，平均96分: a mean that none of those it is made of reaches."""
    for i, mean in enumerate(told):
        if mean.kind not in {"mean", "share"} or "平均" not in mean.name or _OF_OTHERS.search(mean.name):
            continue
        items: list[Statement] = []
        for item in reversed(told[:i]):
            behind = items[0] if items else mean
            if not _measured_alike(item, mean) or not re.match(
                r"^[分个%]?(?:、|和)[^，。；\d]{0,8}$|^分?，[^，。；\d]{0,10}平均[^，。；\d]{0,6}$",
                book.between(item, behind),
            ):
                break
            items.insert(0, item)
        values = [s.value for s in items]
        if (
            len(values) >= 2
            and "分别" in book.text[mean.sentence[0] : items[0].figure.start]
            and not min(values) <= mean.value <= max(values)
        ):
            listed = "、".join(s.figure.text for s in items)
            reason = f"各项为{listed}，平均却写{mean.figure.text}"
            yield book.clash([*items, mean], reason, 0.8, "integrity.limit")


def _measured_alike(one: Statement, other: Statement) -> bool:
    if one.figure.unit or other.figure.unit:
        return one.figure.unit == other.figure.unit
    return one.figure.after[:1] == other.figure.after[:1] == "分"


def _wrong_way(book: Book, told: Sequence[Statement]) -> Iterator[Contradiction]:
    """由68%上升到61%: what is said to rise, and falls."""
    for one, other in pairwise(told):
        moved = _MOVED.match(book.between(one, other))
        if moved is None or one.figure.unit != other.figure.unit or not one.figure.unit:
            continue
        if not _FROM.search(one.lead[-16:]) or _PLACES.search(one.lead) or one.figure.vague or other.figure.vague:
            continue
        up = moved["up"] is not None
        if (other.value < one.value) if up else (other.value > one.value):
            reason = f"写明{'上升' if up else '下降'}，却由{one.figure.text}到{other.figure.text}"
            yield book.clash([one, other], reason, 0.8, "integrity.limit")


def _hours(book: Book, place: int) -> Iterator[Contradiction]:
    """每天7时30分至22时开放，每天开放16.5小时: hours that opening and closing do not give."""
    a, b, _ = book.sentences[place]
    sentence = book.text[a:b]
    ranges, told = list(_OPEN.finditer(sentence)), list(_HOURS.finditer(sentence))
    if not _DAILY.search(sentence) or len(told) != 1:
        return
    hours = float(told[0]["hours"])
    if hours > 24 and _DAILY.search(sentence[max(0, told[0].start() - 8) : told[0].start()]):
        yield Contradiction(((a, b),), f"一天只有24小时，文中写每天{told[0].group()}", 0.75, "integrity.limit")
        return
    if not ranges or _BREAK.search(sentence[: told[0].end()]):
        return
    made = sum((_clock(m, "b") - _clock(m, "a")) % 24 for m in ranges)
    if all(abs(hours - h) > 0.26 for h in (made, *((_clock(m, "b") - _clock(m, "a")) % 24 for m in ranges))):
        reason = f"{'、'.join(m.group() for m in ranges)}共{made:g}小时，文中写{told[0].group()}"
        yield Contradiction(((a, b),), reason, 0.78, "integrity.limit")


def _clock(told: re.Match[str], which: str) -> float:
    minutes = told[f"{which}m"] or told[f"{which}f"] or ("30" if told[f"{which}half"] else "0")
    return int(told[f"{which}h"]) + int(minutes) / 60


def _spans(book: Book, place: int) -> Iterator[Contradiction]:
    """2024年3月到2024年10月，历时5个月; 12个县区中排第14: spans and ranks that their own ends exclude."""
    a, b, _ = book.sentences[place]
    for told in _FROM_TO.finditer(book.text, a, b):
        months = 12 * (int(told["y2"]) - int(told["y1"])) + int(told["m2"]) - int(told["m1"])
        number = parse_numeral(told["n"]) or 0
        if months > 0 and number not in {months, months + 1}:
            reason = (
                f"从{told['y1']}年{told['m1']}月到{told['y2']}年{told['m2']}月是{months + 1}个月，文中写{told['n']}个月"
            )
            yield Contradiction(((a, b),), reason, 0.75, "integrity.limit")
    for told in _RANK.finditer(book.text, a, b):
        number, rank = parse_numeral(told["n"]) or 0, parse_numeral(told["m"]) or 0
        if rank > number > 1:
            yield Contradiction(((a, b),), f"只有{number:g}个，却排第{rank:g}", 0.78, "integrity.limit")
