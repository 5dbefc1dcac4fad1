"""Whether items that stand beside a number are all its parts: what speaks for it and against it, weighed.

No single word says so: 其中, a colon, a total behind them, names that are alike (施工噪声, 交通噪声) or exclude each
other, a rest told, a sum that one slip of the pen explains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luodi.text.numerals import parse_numeral

from .report_figures import DEED
from .sorts import complementary, likeness, rest_named, traits
from .statements import Book, Statement, meant
from .written import Figure

NEAR, _FAR, _CLOSE = 0.15, 0.1, 0.04
"""Shares of a whole by which its parts may be off: never more than the first; little likely; rather likely."""
_MOSTLY = 4
"""Of so many items one may be named by a deed and all still be sorts of one thing."""
SHORT = 12
"""Characters before a total in a sentence of its own (twice as many in that of its items): more would tell what it is
the total of."""
CUE = re.compile(
    r"其中|分别|包括|包含|：|（|分为|分成|由|中[，有]|按[^，。]{1,8}[分看]|从[^，。]{1,8}[看分]|分[^，。]{1,4}看|里[，面]"
)
_CLOSED = re.compile(r"^[^，。；\d]{0,8}(?:构成|组成)")
TOTAL = re.compile(r"合计|共计|总计|总共|一共|总数|总额|相加|加起来|(?<!公)共(?![享同用管治]|建(?!成|设))|全年")
_WHOLE = re.compile(r"共|总|全年|累计|全[县市区镇省乡校]|现有|排查|受理|收到|接到|发现|登记|抽查|检查")
_OPEN = re.compile(r"^[^，。；]{0,6}等|^[^，。；]{0,3}(?:以上|左右)")
_MAINLY = re.compile(r"主要|重点(?=是|为|有|包括|在|抓)|特别是|尤其|比如|例如|多选|多项|重复计|有重复|交叉")
_STEP = re.compile(
    rf"{DEED.pattern}|整改|办结|解决|处理|答复|销号|交付|关停|撤|责令|罚款|警告|约谈|移[交送]|曝光|通报|督办|核查|抽查|检查|回访|查出"
)
_SORT = re.compile(r"[的类型]$")
_AGAIN = re.compile(r"还|另|此外")
_COUNTED = re.compile(
    r"(?P<count>[两二三四五六七八九十\d]+)(?:大)?(?:个)?(?:类|种|块|方面|部分|项|级|批|档|片|县|区|镇|乡|街道)"
)


@dataclass(frozen=True)
class Parts:
    """Items and the whole that they may make, and how much speaks for their being all of it."""

    whole: Statement
    items: Sequence[Statement]
    weight: float


def weighed(book: Book, whole: Statement, items: Sequence[Statement]) -> Parts:
    """How much speaks for some items being all of a whole; nothing where they are too far from it."""
    summed, figures = sum(i.value for i in items), [replace(i.figure, label=i.name) for i in items]
    before, here = whole.figure.start < items[0].figure.start, whole.place == items[0].place
    first, last = (whole, items[-1]) if before else (items[0], whole)
    between = book.between(whole, items[0]) if before else book.between(items[-1], whole)
    between = between if here or not before else book.text[items[0].sentence[0] : items[0].figure.start]
    closed = before and _CLOSED.match(book.text[items[-1].figure.end :][:14]) is not None
    if (
        whole.figure.vague
        or whole.value <= max(i.value for i in items)
        or abs(whole.value - summed) > NEAR * whole.value
        or rounds(whole, items)
        or (traits(figures) and not closed)
        or not all(i.item for i in items)
        or _OPEN.match(book.text[items[-1].figure.end :][:12])
        or _MAINLY.search(book.text, first.sentence[0], last.sentence[1])
        or (before and _AGAIN.search(between))
    ):
        return Parts(whole, items, 0)
    signs = [
        *_announced(book, whole, items, between, before=before, here=here, closed=closed),
        *_alike_named(book, whole, items, figures, before=before),
        *_slipped(whole, summed, cued="其中" in between, before=before),
        (-3, summed < whole.value and any("，" in i.name for i in items)),
    ]
    return Parts(whole, items, sum(points for points, holds in signs if holds))


_Signs = list[tuple[int, bool]]
"""Points for and against, and whether each holds."""


def _announced(
    book: Book, whole: Statement, items: Sequence[Statement], between: str, *, before: bool, here: bool, closed: bool
) -> _Signs:
    """What words say of a list being all: 其中, a colon, 合计 behind it, as many sorts as told, the place."""
    cued = not before or CUE.search(between) is not None
    total = TOTAL.search(whole.name) is not None
    return [
        (2, before and cued),
        (3, not before and total),
        (1, (before or not total) and _WHOLE.search(whole.name) is not None),
        (4 if len(items) == 2 else 2, closed),
        (2, counted(between, len(items))),
        (5, before and book.text[items[-1].figure.end :][:SHORT].startswith(f"，{whole.figure.text}")),
        (-1, whole.place < items[0].place - 1),
        (-2, not cued and not here),
        (-2, not cued and not here and whole.kind != "total"),
        (-2, not cued and between.startswith("、")),
        (-3, any(_AGAIN.search(i.name) and i.kind != "rest" for i in items)),
    ]


def _alike_named(
    book: Book, whole: Statement, items: Sequence[Statement], figures: Sequence[Figure], *, before: bool
) -> _Signs:
    """What the names of items say: alike, opposed, a rest, sorts of one thing rather than steps of a procedure."""
    opposed = any(complementary(x, y, book.text) for x, y in pairwise(figures))
    two, rest = len(items) == 2, rest_named(figures)
    steps = sum(_STEP.match(i.name) is not None for i in items)
    sorts = all(_SORT.search(i.name) for i in items) or (_MOSTLY * steps < len(items) and all(i.name for i in items))
    return [
        (2, rest),
        (1, not two),
        (3 if two else 1, opposed),
        (-2, two and not opposed and not rest and (before or TOTAL.search(whole.name) is None)),
        (likeness(figures), not two),
        (2, _things(whole, items)),
        (2, sorts),
        (-2, not sorts and 0 < steps < len(items)),
    ]


def _slipped(whole: Statement, summed: float, *, cued: bool, before: bool) -> _Signs:
    """What the difference says: small, one slip of the pen, more parts than there is whole."""
    off = abs(whole.value - summed)
    return [
        (1, _digits(whole) and meant(whole.value, summed)),
        (1, summed > whole.value),
        (1, summed > whole.value and cued),
        (1, off <= _CLOSE * whole.value),
        (-3, before and off > _FAR * whole.value),
    ]


def _things(whole: Statement, items: Sequence[Statement]) -> bool:
    """Whether all items count the same things as the whole, by the word behind: 18个村, 9个村 of 32个行政村."""
    thing = items[0].figure.after[:1]
    return bool(thing) and all(i.figure.after.startswith(thing) for i in items) and thing in whole.figure.after[:6]


def _digits(whole: Statement) -> bool:
    """Whether a number has digits enough for one wrong to say something."""
    return sum(c.isdigit() for c in whole.figure.text) > 2


def counted(between: str, number: int) -> bool:
    """Whether as many sorts are told as there are items: 分为三类."""
    return any(parse_numeral(found["count"]) == number for found in _COUNTED.finditer(between))


def rounds(whole: Statement, items: Sequence[Statement]) -> bool:
    """Whether items make a whole, rounding allowed: of three figures or more, not all by a whole half to one side."""
    numbers = [whole.figure, *(i.figure for i in items)]
    off, slack = abs(whole.value - sum(i.value for i in items)), sum(n.fine for n in numbers)
    return off <= slack + 1e-9 and (sum(n.fine > 0 for n in numbers) < 3 or off < slack - 1e-9)
