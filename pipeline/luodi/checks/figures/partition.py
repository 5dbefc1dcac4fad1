"""The law of parts and wholes: what is said to be all the parts of a whole makes it.

Whether parts are meant to be all is weighed, as no single word says so: 其中, a colon, a total behind them, names that
are alike (施工噪声, 交通噪声) or exclude each other (成功, 未成功), a rest told, a sum that one slip explains.
A list that comes out with anything told nearby contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luodi.text.numerals import parse_numeral

from .contradiction import Contradiction
from .report_figures import DEED
from .sorts import complementary, likeness, of_one_year, opposed_pairs, rest_named, traits
from .statements import Book, Statement, alike, meant
from .written import Figure, shown

_NEAR, _FAR, _CLOSE = 0.15, 0.1, 0.04
"""Shares of a whole by which its parts may be off: never more than the first; little likely; rather likely."""
_ENOUGH = 5
"""Weight from which a list is held to be complete."""
_BACK = 3
_MOSTLY = 4
"""Of so many items one may be named by a deed and all still be sorts of one thing."""
_SHORT = 12
"""Characters before a total in a sentence of its own (twice as many in that of its items): more would tell what it is
the total of."""
_CUE = re.compile(
    r"其中|分别|包括|包含|：|（|分为|分成|由|中[，有]|按[^，。]{1,8}[分看]|从[^，。]{1,8}[看分]|分[^，。]{1,4}看|里[，面]"
)
_CLOSED = re.compile(r"^[^，。；\d]{0,8}(?:构成|组成)")
_TOTAL = re.compile(r"合计|共计|总计|总共|一共|总数|总额|相加|加起来|(?<!公)共(?![享同用管治]|建(?!成|设))|全年")
_WHOLE = re.compile(r"共|总|全年|累计|全[县市区镇省乡校]|现有|排查|受理|收到|接到|发现|登记|抽查|检查")
_NO_ITEM = re.compile(r"其中|同?比|较|占|增|分别|涉及|覆盖|惠及|带动")
_OPEN = re.compile(r"^[^，。；]{0,6}等|^[^，。；]{0,3}(?:以上|左右)")
_MAINLY = re.compile(r"主要|重点(?=是|为|有|包括|在|抓)|特别是|尤其|比如|例如|多选|多项|重复计|有重复|交叉")
_STEP = re.compile(
    rf"{DEED.pattern}|整改|办结|解决|处理|答复|销号|交付|关停|撤|责令|罚款|警告|约谈|移[交送]|曝光|通报|督办|核查|抽查|检查|回访|查出"
)
_SORT = re.compile(r"[的类型]$")
_AGAIN = re.compile(r"还|另|此外")
_PARTIAL = re.compile(r"其余|其他|其它|另有|余下|占")
_COUNTED = re.compile(
    r"(?P<count>[两二三四五六七八九十\d]+)(?:大)?(?:个)?(?:类|种|块|方面|部分|项|级|批|档|片|县|区|镇|乡|街道)"
)
_PLAIN = frozenset({"count", "total", "rest", "planned"})
_WHOLES = _PLAIN | {"prior"}
_ITEM = frozenset({"count", "rest"})


@dataclass(frozen=True)
class _Parts:
    """Items and the whole that they may make, and how much speaks for their being all of it."""

    whole: Statement
    items: Sequence[Statement]
    weight: float


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All wholes of a text that their parts do not make, each once."""
    told: set[int] = set()
    for parts in _found(book):
        whole, items = parts.whole, parts.items
        if parts.weight < _ENOUGH or whole.figure.start in told:
            continue
        told.add(whole.figure.start)
        summed = sum(i.value for i in items)
        unit = items[0].figure.unit
        listed = "+".join(i.figure.text for i in items)
        off = f"{shown(abs(whole.value - summed))}{unit}"
        reason = f"总数写{whole.figure.text}，分项{listed}合计{shown(summed)}{unit}，相差{off}"
        yield book.clash([whole, *items], reason, min(0.92, 0.6 + 0.04 * parts.weight), "integrity.parts")


def _found(book: Book) -> Iterator[_Parts]:
    for run in _runs(book):
        yield from _of_run(book, run)
    for place in range(len(book.sentences)):
        yield from _opposed(book, place)
        yield from _of_year(book, place)


def _runs(book: Book) -> Iterator[list[Statement]]:
    """Statements of one unit that follow each other as items of a list, the longest such."""
    open_runs: list[list[Statement]] = []
    for statement in book.statements:
        if statement.kind == "label" or not statement.figure.unit or statement.kind == "share":
            continue
        run = next((r for r in open_runs if alike(r[-1], statement)), None)
        if run is not None and statement.kind in _PLAIN and _next_item(book, run, statement):
            run.append(statement)
            continue
        if run is not None:
            open_runs.remove(run)
            yield run
        if statement.kind in _PLAIN:
            open_runs.append([statement])
    yield from open_runs


def _next_item(book: Book, run: Sequence[Statement], other: Statement) -> bool:
    """Whether a statement goes on with a list: one mark between, ； only where the list is parted by it throughout."""
    between = book.between(run[-1], other)
    if run[-1].line != other.line or re.search(r"[|。]", between):
        return False
    if len(run) > 2 and ("；" in between) != ("；" in book.between(run[-2], run[-1])):
        return False
    plain = re.sub(r"（[^）]*）|\d+", "", between)
    marks = sum(m in "，、；：" for m in plain)
    joined = marks == 1 or (marks == 0 and re.match(r"^[^\d]{0,8}?[和及与]", plain) is not None)
    return joined and len(plain) <= 24 and not _NO_ITEM.search(plain)


def _of_run(book: Book, run: Sequence[Statement]) -> Iterator[_Parts]:
    """The whole that a run tells, before it, behind it, or as its own first or last figure."""
    if any(s.figure.vague for s in run):
        return
    near = [s for s in book.near(run[0], back=_BACK) if s.figure.end <= run[0].figure.start and alike(s, run[0])]
    near = [s for s in near if s.kind in _WHOLES and s.line >= run[0].line - 1]
    sorted_into = [s for s in book.near(run[0], back=0) if s.figure.end <= run[0].figure.start][-1:]
    if not near and sorted_into and _counted(book.between(sorted_into[0], run[0]), len(run)):
        near = [s for s in sorted_into if s.kind in _PLAIN and s.figure.unit]
    behind = [s for s in book.near(run[-1], back=0, ahead=1) if s.figure.start >= run[-1].figure.end]
    behind = [s for s in behind if alike(s, run[-1]) and s.kind == "total" and s.line == run[-1].line][:1]
    behind = [s for s in behind if len(s.lead) <= (2 if s.place == run[-1].place else 1) * _SHORT]
    if near and len(run) > 2 and run[-1].value == near[-1].value:
        run = run[:-1]  # the whole is told again behind its parts
    cued = bool(near) and "其中" in book.between(near[-1], run[0])
    if _comes_out(run, [*near, *behind], cued=cued):
        yield from _together(book, run, near)
        return
    choices: list[_Parts] = []
    if near and len(run) > 1:
        choices.append(_weighed(book, near[-1], run))
    if len(run) > 2:
        choices.append(_weighed(book, run[0], run[1:]))
        if run[-1].kind == "total" or _TOTAL.search(run[-1].name):
            choices.append(_weighed(book, run[-1], run[:-1]))
    choices += [_weighed(book, whole, run) for whole in behind if len(run) > 1]
    if choices:
        yield max(choices, key=lambda parts: parts.weight)


def _together(book: Book, run: Sequence[Statement], near: Sequence[Statement]) -> Iterator[_Parts]:
    """四类合计3.06万件 behind four items: what was told before them is all of it too, unless a rest is told."""
    first, last = (run[0], run[-1])
    for whole, items in ((near[-1] if near else None, run[:-1]), (first, run[1:-1])):
        if whole is None or len(items) < 2 or last.kind != "total" or not _rounds(last, items):
            continue
        off = abs(whole.value - last.value)
        if not _counted(last.name, len(items)) or off > _NEAR * whole.value or _rounds(whole, [last]):
            continue
        if not _PARTIAL.search(book.text, last.figure.end, last.sentence[1]) and not whole.figure.vague:
            yield _Parts(whole, items, _ENOUGH + 1)


def _comes_out(run: Sequence[Statement], others: Sequence[Statement], *, cued: bool) -> bool:
    """Whether any stretch of a run makes the figure next to it, or one told around it; of parts announced as such
    (``cued``) one may be the sum of others by chance."""
    for start in range(len(run)):
        for end in range(start + 2, len(run) + 1):
            beside = [s for s in (*run[:start][-1:], *run[end:][:1]) if not cued or s.kind == "total"]
            told = others if not cued or end - start == len(run) else ()
            if any(_rounds(other, run[start:end]) for other in (*beside, *told)):
                return True
    return False


def _rounds(whole: Statement, items: Sequence[Statement]) -> bool:
    """Whether items make a whole, rounding allowed: of three figures or more, not all by a whole half to one side."""
    numbers = [whole.figure, *(i.figure for i in items)]
    off, slack = abs(whole.value - sum(i.value for i in items)), sum(n.fine for n in numbers)
    return off <= slack + 1e-9 and (sum(n.fine > 0 for n in numbers) < 3 or off < slack - 1e-9)


def _weighed(book: Book, whole: Statement, items: Sequence[Statement]) -> _Parts:
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
        or abs(whole.value - summed) > _NEAR * whole.value
        or _rounds(whole, items)
        or (traits(figures) and not closed)
        or any(i.kind not in _ITEM for i in items)
        or _OPEN.match(book.text[items[-1].figure.end :][:12])
        or _MAINLY.search(book.text, first.sentence[0], last.sentence[1])
        or (before and _AGAIN.search(between))
    ):
        return _Parts(whole, items, 0)
    signs = [
        *_announced(book, whole, items, between, before=before, here=here, closed=closed),
        *_alike_named(book, whole, items, figures, before=before),
        *_slipped(whole, summed, cued="其中" in between, before=before),
    ]
    return _Parts(whole, items, sum(points for points, holds in signs if holds))


_Signs = list[tuple[int, bool]]
"""Points for and against, and whether each holds."""


def _announced(
    book: Book, whole: Statement, items: Sequence[Statement], between: str, *, before: bool, here: bool, closed: bool
) -> _Signs:
    """What words say of a list being all: 其中, a colon, 合计 behind it, as many sorts as told, the place."""
    cued = not before or _CUE.search(between) is not None
    total = _TOTAL.search(whole.name) is not None
    return [
        (2, before and cued),
        (3, not before and total),
        (1, (before or not total) and _WHOLE.search(whole.name) is not None),
        (2, closed),
        (2, _counted(between, len(items))),
        (5, before and book.text[items[-1].figure.end :][:_SHORT].startswith(f"，{whole.figure.text}")),
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
        (-2, two and not opposed and not rest and (before or _TOTAL.search(whole.name) is None)),
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


def _counted(between: str, number: int) -> bool:
    """Whether as many sorts are told as there are items: 分为三类."""
    return any(parse_numeral(found["count"]) == number for found in _COUNTED.finditer(between))


def _opposed(book: Book, place: int) -> Iterator[_Parts]:
    """Two parts that by their names make the whole (主城区, 县市), against a whole told in a sentence nearby."""
    by_figure = {s.figure: s for told in book.by_place[max(0, place - _BACK) : place + 2] for s in told}
    for one, other, thing in opposed_pairs(book.text, book.sentences[place][2]):
        pair = [by_figure[one], by_figure[other]]
        wholes = [s for f, s in by_figure.items() if f not in (one, other) and alike(s, pair[0])]
        wholes = [s for s in wholes if thing in s.figure.after[:8] and not s.figure.vague]
        if wholes and not any(_rounds(w, pair) for w in wholes):
            summed = one.value + other.value
            yield from (
                _Parts(w, pair, _ENOUGH)
                for w in wholes
                if abs(w.value - summed) <= 0.1 * w.value and w.value > max(one.value, other.value)
            )


def _of_year(book: Book, place: int) -> Iterator[_Parts]:
    """上半年培训1420人；下半年培训1655人。全年共培训3175人: the parts of a year, of one thing, and the year."""
    by_figure = {s.figure: s for told in book.by_place[max(0, place - _BACK) : place + 1] for s in told}
    for whole in book.sentences[place][2]:
        items = [by_figure[f] for f in of_one_year(book.text, list(by_figure), whole)]
        if items and not _rounds(by_figure[whole], items):
            near = abs(whole.value - sum(i.value for i in items)) <= _NEAR * whole.value
            yield _Parts(by_figure[whole], items, _ENOUGH + 1 if near and not whole.vague else 0)
