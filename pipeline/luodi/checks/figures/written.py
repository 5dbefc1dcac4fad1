"""Figures as written: value, how finely stated, unit, the words around. What arithmetic over a report needs.

Unlike ``luodi.language.find_quantities``, which says what a number demands, this keeps what a sum needs: the
decimals written (25.6万亩 is exact to 0.05 万亩), vagueness (约, 余), and the label of a part in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.text.numerals import parse_numeral

_MULTIPLIERS = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_UNITS = (
    "个百分点|百分点|组次|台次|平方公里|平方千米|平方米|立方米|公里|千米|公顷|千瓦时|千瓦|人次|户次|车次|场次|件次|家次|批次|班次|小时|分钟|"
    "套（间）|万亩|元|亩|米|吨|方|公斤|千克|个|处|户|家|件|人|名|位|所|台|辆|栋|幢|座|条|项|次|场|起|宗|份|套|间|张|只|头|株|棵|批|期|"
    "艘|眼|口|箱|袋|桶|盏|具|支|本|册|篇|例|单|笔|部|块|片|段|班|根|枚|村|县|区|镇|乡|顶|天|对|组|孔|艇|尾|樘|扇|羽|把|道|门|类|级|倍|番|％|%"
)
_ONE = "[一二两三四五六七八九]"
_FROM_TEN = rf"(?={_ONE}?[十百千])(?:{_ONE}千)?(?:零?{_ONE}百)?(?:零?{_ONE}?十)?(?:零?{_ONE})?(?=[余多]?(?:{_UNITS}))"
_ALONE = r"(?<=[\u4e00-\u9fff])[二三四五六七八九](?=[人名件户起份家处座次][、，；。）])"
_HANZI = rf"(?:{_FROM_TEN}|{_ONE}(?=[倍番])|{_ALONE})"
"""三十六座: from ten on and before a unit; 二三十座 and 十五六座 are no counts. 两番 and 三倍 are, and so is
假释九人、."""
_FIGURE = re.compile(
    r"(?:(?<![\d.第〔\[A-Za-z/／-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<times>万亿|千万|百万|亿|万|千|百)?"
    rf"|(?<![\d第之零一二两三四五六七八九十百千万几])(?P<hanzi>{_HANZI}))"
    rf"(?P<more>余|多)?(?P<unit>{_UNITS})?"
)
_DATE_AFTER = re.compile(r"\s*(?:年|月|日|号|时|点(?!位)|[-—~～至]\s*\d)")
_VAGUE_BEFORE = re.compile(r"(?:约|近|超过|(?<!商)超|逾|突破|不到|将近|大约|不少于|不低于|至少|达到?)$")
_VAGUE_AFTER = re.compile(r"(?:左右|以上|以下|以内|上下|余)")
_LABEL_END = re.compile(r"[，。；：、！？\s（）()“”]")


@dataclass(frozen=True)
class Figure:
    """A number in a text: ``value`` multiplied out, ``fine`` half its last written digit's worth (0 for whole counts).

    ``label`` are the words before it back to the last mark, ``after`` those behind it up to the next.
    """

    start: int
    end: int
    text: str
    value: float
    fine: float
    unit: str
    label: str
    after: str
    vague: bool


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """The figures of ``text[start:end]`` that are not dates, numbers of documents or items.

    >>> [(f.label, f.value, f.unit) for f in figures("其中新港县10.2万亩、平石县8.5万亩")]
    [('其中新港县', 102000.0, '亩'), ('平石县', 85000.0, '亩')]
    >>> [(f.value, f.unit) for f in figures("改造公厕三十六座、岗亭二百零五个，二三十家百货店")]
    [(36.0, '座'), (205.0, '个')]
    """
    stop = len(text) if end is None else end
    for found in _FIGURE.finditer(text, start, stop):
        unit = found["unit"] or ""
        if not unit and _DATE_AFTER.match(text, found.end()):
            continue
        times, unit = found["times"] or "", unit
        if unit == "万亩":
            times, unit = "万", "亩"
        scale = _MULTIPLIERS[times]
        digits = _digits(found)
        decimals = len(digits.partition(".")[2])
        before, after = (
            text[max(start, found.start() - 24) : found.start()],
            text[found.end() : min(stop, found.end() + 24)],
        )
        yield Figure(
            start=found.start(),
            end=found.end(),
            text=found.group(),
            value=round(float(digits) * scale, 6),
            fine=0.5 * scale * 10.0**-decimals if decimals or times or unit in {"%", "％"} else 0.0,
            unit="%" if unit == "％" else unit,
            label=_LABEL_END.split(before)[-1],
            after=_LABEL_END.split(after)[0],
            vague=bool(
                found["more"]
                or _VAGUE_BEFORE.search(before.removesuffix("达到").removesuffix("达"))
                or _VAGUE_AFTER.match(after)
            ),
        )


def _digits(found: re.Match[str]) -> str:
    if found["number"] is not None:
        return found["number"].replace(",", "")
    return f"{parse_numeral(found['hanzi']) or 0.0:.0f}"


def turned(one: Figure, other: Figure) -> bool:
    """Whether two different numbers are of the same three digits or more in another order: 2870 and 2780."""
    digits, again = ("".join(c for c in n.text if c.isdigit()) for n in (one, other))
    return one.value != other.value and len(digits) > 2 and sorted(digits) == sorted(again)


def shown(value: float) -> str:
    """A value as a reader writes it: 249000 → 24.9万, 66 → 66.

    >>> shown(249000.0), shown(66.0), shown(23.5)
    ('24.9万', '66', '23.5')
    """
    for scale, word in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= scale and (value / scale) == round(value / scale, 4):
            return f"{round(value / scale, 4):g}{word}"
    return f"{round(value, 4):.10g}"
