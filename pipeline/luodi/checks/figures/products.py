"""The law of products: so much for each, times how many, is what there is in all.

One law for means (平均每个乡镇3所, 户均0.6万元), standards (每座3万元, 每人每月600元), spans (月均450件 in ten
months) and ratios (1:200). It is tried only where one number and one whole fit; any pair that comes out clears it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from luodi.text.numerals import parse_numeral

from .contradiction import Contradiction
from .statements import Book, Statement, alike, measured
from .written import shown

_PER = re.compile(
    r"每(?P<unit>个|家|所|户|处|名|台|条|座|支|辆|件|次|人|村|镇|乡|校|亩|张|间|栋|月|年|套|株|头|只|平方米|公里)?"
    r"(?P<thing>(?:(?!每)[\u4e00-\u9fff]){0,4})|(?P<head>[户人村镇校件亩场台家月年])均|平均(?P<of>亩)产"
)
_DEED = re.compile(r"建|有|配|办|投|完|罚|补|发|支|收|检|查|用|年?租|奖|按|设|安|平均")
_PERSON = frozenset("人名位")
_PIECES = frozenset("个家处座")
_MONTHS = re.compile(
    r"(?P<from>\d{1,2})月?[至到—－–-](?P<to>\d{1,2})月|(?P<all>全年|一年)|(?P<half>[上下]半年)|前(?P<quarters>[二三])季度"
    r"|(?P<count>[两二三四五六七八九十\d]+)个月"
)
_NOTED = re.compile(r"[（(][^（）()]{0,12}月[^（）()]{0,12}[）)]")
_YEARS = re.compile(r"(?<![\d年])(?P<count>[两二三四五])年|(?P<from>20\d\d)年?[至到—－–-](?P<to>20\d\d)年")
_MONTHLY = re.compile(r"逐月|按月|全年|12个月")
_PAID = re.compile(r"共|合计|总|发|付|补|投|支|罚|奖|租金|资金|兑|拨")
_APART = re.compile(
    r"其中|分别|部分|不等|陆续|中途|以后到|新到|起算|按实际|折算|最[高低多少]|封顶|不超过|不低于|以上|以下|以内|另"
)
_GROWTH = re.compile(r"增长|增速|递增|下降|新增|降低")
_OTHERS = re.compile(r"高于|低于|全[国省市]平均|比|[上去]年|同期|原来")
_RATIO = re.compile(r"(?<![\d.])1[:：∶比](?P<many>\d+(?:\.\d+)?)(?![\d:：])")
_AT_LEAST = re.compile(r"(?:不低于|不高于|不超过|不少于|至少|优于|高于|低于|超过|国家|规定|要求)[^，。；\d]{0,8}$")
_ROUNDED, _EXACT = 0.015, 0.005
"""Shares by which a mean (2000元 each of 2001.6) and a sum made by a standard are rounded."""


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All products of a text that do not come out."""
    for place, told in enumerate(book.by_place):
        for each in told:
            if each.kind in {"mean", "standard"} and not each.figure.vague and each.figure.unit not in {"", "%"}:
                yield from _product(book, each)
        yield from _ratio(book, place)


def _product(book: Book, each: Statement) -> Iterator[Contradiction]:
    said = f"{each.lead[-16:]}|{each.figure.after[:6] if each.kind == 'standard' else ''}"
    per = [m for m in _PER.finditer(said) if m.group() != "每"]
    if not per or _GROWTH.search(each.name) or _OTHERS.search(each.name):
        return
    standard = each.kind == "standard"
    if standard and not each.figure.unit.endswith("元"):
        return  # staff and stock are at least what a standard says
    window = book.near(each, back=2 if standard else 3)
    if standard and _set_apart(book, each, window):
        return
    factors = [_numbers(book, each, m, window) for m in per]
    counted = [s for factor in factors for s in factor if isinstance(s, Statement)]
    wholes = [s for s in window if s not in counted and _whole(s, each, timed=_timed(per))]
    if not all(factors) or not wholes:
        return
    found = [(combined, whole) for combined in product(*factors) for whole in wholes]
    loose = _EXACT if standard else _ROUNDED
    slack = 0.0 if standard else max(each.figure.fine, 0.5 if each.value == int(each.value) else 0.05)
    for combined, whole in found:
        number = _times(combined)
        there = measured(whole, each) or 0.0
        fine = whole.figure.fine * there / whole.value
        if abs(there - number * each.value) <= number * max(slack, loose * each.value) + fine:
            return
    if len(found) != 1:
        return
    combined, whole = found[0]
    number = _times(combined)
    if not each.value / 2 < (measured(whole, each) or 0.0) / number < each.value * 2:
        return
    many = "×".join(c.figure.text if isinstance(c, Statement) else f"{c:g}" for c in combined)
    word = "按标准" if standard else "平均"
    made = f"{'' if standard else '约'}{shown(number * each.value)}{each.figure.unit}"
    reason = f"{many}{word}{each.figure.text}，应共{made}，文中写{whole.figure.text}"
    told = [whole, each, *(c for c in combined if isinstance(c, Statement))]
    yield book.clash(told, reason, 0.75 if standard else 0.72, "integrity.average")


def _set_apart(book: Book, each: Statement, window: Sequence[Statement]) -> bool:
    """Whether more than one standard is told, or some are counted otherwise than others."""
    around = book.text[each.sentence[0] : each.sentence[1]]
    return _APART.search(around) is not None or any(s.kind == "standard" and s.place == each.place for s in window)


def _times(numbers: Sequence[Statement | float]) -> float:
    made = 1.0
    for number in numbers:
        made *= number.value if isinstance(number, Statement) else number
    return made


def _timed(per: Sequence[re.Match[str]]) -> bool:
    return any(m["head"] in {"月", "年"} or m["unit"] in {"月", "年"} for m in per)


def _numbers(book: Book, each: Statement, per: re.Match[str], window: Sequence[Statement]) -> list[Statement | float]:
    """How many of that there are of which each has so much: statements, or a number of months or years."""
    if per["head"] in {"月", "年"} or per["unit"] in {"月", "年"}:
        return list(_span(book, each, per["head"] or per["unit"]))
    fitting = [
        s for s in window if s.kind not in {"mean", "standard", "share", "change", "planned"} and _counts(s, per, each)
    ]
    fitting = [s for s in fitting if not s.figure.vague]
    same = [s for s in fitting if s.place == each.place]
    return list(same or fitting)


def _span(book: Book, each: Statement, unit: str) -> Iterator[float]:
    """The months or years of which a sentence tells."""
    note = _NOTED.match(book.text, each.figure.end)
    around = note.group() if note is not None else book.text[each.sentence[0] : each.figure.start]
    if each.kind == "standard" and unit == "月":
        whole = book.text[each.sentence[0] : each.sentence[1]]
        yield from [12.0] if _MONTHLY.search(whole) and all(m["all"] for m in _MONTHS.finditer(whole)) else []
        return
    told = list((_MONTHS if unit == "月" else _YEARS).finditer(around))
    if len(told) == 1:
        (m,) = told
        known = m.groupdict()
        if known.get("from"):
            yield float(int(m["to"]) - int(m["from"]) + 1)
        elif known.get("count"):
            yield float(parse_numeral(m["count"]) or 0) or 1.0
        elif known.get("all"):
            yield 12.0
        elif known.get("half"):
            yield 6.0
        else:
            yield 6.0 if m["quarters"] == "二" else 9.0


def _counts(number: Statement, per: re.Match[str], each: Statement) -> bool:
    """Whether a number counts that of which each has so much: 12个乡镇 for 平均每个乡镇, 85名 for 每人."""
    unit = number.figure.unit
    if per["head"]:
        return unit == per["head"] or {unit, per["head"]} <= _PERSON
    if per["of"]:
        return unit == per["of"]
    thing = per["thing"] or ""
    if thing and not _DEED.match(thing):
        return thing[:2] in number.figure.after[:6] or number.figure.label.endswith(thing[:2])
    if not per["unit"] or alike(number, each):
        return False
    named = unit in _PIECES and number.figure.label.rstrip("共有现达到为").endswith(per["unit"])  # 共有司法所86个
    return unit == per["unit"] or {unit, per["unit"]} <= _PERSON or named


def _whole(whole: Statement, each: Statement, *, timed: bool) -> bool:
    """Whether a statement may be what all have together."""
    if (
        (measured(whole, each) or 0.0) <= each.value
        or whole.figure.vague
        or whole.kind not in {"count", "total", "prior"}
    ):
        return False
    if each.kind == "standard":
        return whole.place == each.place and _PAID.search(whole.name) is not None
    if timed and whole.place != each.place:
        return False
    thing, before = each.figure.after[:2], whole.figure.end <= each.figure.start
    if len(thing) == 2:
        return thing in whole.figure.after[:4] or thing in whole.figure.label[-6:]
    if timed:
        return before and not re.search(r"[。；]|其中", each.lead)
    if each.figure.unit.endswith("元"):  # money of another sentence may be for other things
        return whole.place == each.place and _PAID.search(whole.name) is not None
    return whole.kind == "total" or (before and not each.figure.after)


def _ratio(book: Book, place: int) -> Iterator[Contradiction]:
    """按1:200的比例配备校医14名 for 4200人: two numbers of a sentence whose ratio is told and is another."""
    a, b, _ = book.sentences[place]
    told = list(_RATIO.finditer(book.text, a, b))
    if len(told) != 1 or _AT_LEAST.search(book.text[a : told[0].start()]):
        return
    span = told[0].span()
    counts = [s for s in book.by_place[place] if s.kind in {"count", "total"} and s.figure.unit and not s.figure.vague]
    counts = [s for s in counts if not span[0] <= s.figure.start < span[1] and s.value > 0]
    money = any(s.figure.unit.endswith("元") for s in counts)
    if len(counts) != 2 or money or not re.search("配|生师比|师生比", book.text[a:b]):
        return
    small, big = sorted(counts, key=lambda s: s.value)
    many, real = float(told[0]["many"]), big.value / small.value
    if many > 1 and abs(real - many) > 0.05 * many and many / 2 < real < 2 * many:
        reason = f"{big.figure.text}÷{small.figure.text}应为1:{real:.0f}，文中写{told[0].group()}"
        yield book.clash([small, big], reason, 0.72, "integrity.average")
