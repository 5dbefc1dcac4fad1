"""Sums that do not come out: a list of like items, and the whole that it is meant to make.

A list is taken for complete where words say so (其中 with three parts, 分别, a total behind it, as many items as sorts
told, the two halves of a year) or its names do (A级, B级, C级; 城区 and 县; X and 非X); the surer, the further off the
whole may be before it must be something else. The names of items are judged in ``sorts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luodi.text.numerals import parse_numeral

from .contradiction import WHOLE, Contradiction, Sentence, around, nearby, same_unit
from .sorts import complementary, of_one_year, opposed_pairs, parallel, rest_named, traits
from .written import Figure, shown

_NEAR = 0.1
"""Parts within a tenth of the whole are meant to make it; further off, the list is partial or overlaps."""
_NEAR_STATED = 0.15
"""A list that states its own total is complete, and so is one of like parts of which one is what the other is not
(企业捐赠, 个人捐赠, 境外捐赠): it may be further off before it must be something else."""
_NEAR_UNSAID = 0.03
"""A list that nothing but the likeness of its names takes for complete."""
_PARTS = re.compile(r"其中|分别(?:为|是)|包括|（|(?<=[\u4e00-\u9fff]{2})中(?=，)")
_STATE = re.compile(r"已|尚|仍|还|未")
_TOTAL = re.compile(r"[，；、](?:以上)?(?:合计|共计|总计|总共)[^\d，。；、]{0,6}$")
_TOTAL_OF_THINGS = re.compile(r"(?P<thing>[\u4e00-\u9fff]{1,6}?)[，、]?(?:合计|共计|总共|共)$")
"""The last item's things, then all of them: 东片7个、西片6个乡镇共13个乡镇."""
_TOGETHER = re.compile(
    r"(?P<count>[两二三四五六七八九十\d]+)(?:大|个)?(?:类|项|者|块|部分|种|级|批|片区|乡镇|县区|街道)?[^，。；\d]{0,4}"
    r"(?:合计|共计|相加|加起来|总计|共)[^，。；\d]{0,6}$"
)
_PARTIAL = re.compile(r"其余|其他|其它|另有|余下|占")
_SORTS = re.compile(
    r"(?:落在|分为|分成|分属|归为|集中在|涉及|分布在)(?P<count>[两二三四五六七八九\d])(?:大)?(?:类|种|块|方面|个方面|部分|个县|个区|个乡镇|个片区)[^，。；：]{0,6}[：:]"
)
_NO_ITEM = re.compile(r"其中|比|较|占|同比|增|累计|分别|合计|共计")


@dataclass(frozen=True)
class _List:
    """Items of one unit, what they may make, and how far off (as a share of the whole) they still must be meant to."""

    items: Sequence[Figure]
    wholes: Sequence[Figure]
    near: float
    sure: float


def contradictions(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """All sums of a text that do not come out, those of one whole once."""
    told: set[tuple[int, int]] = set()
    for place in range(len(sentences)):
        yield from _hundred(text, sentences[place])
        for found in _lists(text, sentences, place):
            clash = _compared(found, sentences)
            if clash is not None and not told & set(clash.spans[-1:]):
                told.add(clash.spans[-1])
                yield clash


def _lists(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    yield from _cued(text, sentences, place)
    yield from _totalled(text, sentences, place)
    yield from _counted(text, sentences, place)
    yield from _together(text, sentences, place)
    yield from _opposed(text, sentences, place)
    yield from _alike(text, sentences, place)
    yield from _of_year(text, sentences, place)


def _compared(found: _List, sentences: Sequence[Sentence]) -> Contradiction | None:
    items, wholes = found.items, found.wholes
    summed = sum(n.value for n in items)
    if not wholes or any(n.vague or n.unit in {"", "%"} for n in items):
        return None
    if any(_rounds(abs(w.value - summed), [w, *items]) for w in wholes):
        return None
    whole = wholes[-1]
    off = abs(whole.value - summed)
    if whole.vague or off > found.near * whole.value or whole.value <= max(n.value for n in items):
        return None
    return Contradiction(
        spans=tuple(dict.fromkeys(around(sentences, n.start) for n in (whole, *items))),
        reason=f"总数写{whole.text}，分项{'+'.join(n.text for n in items)}"
        f"合计{shown(summed)}{items[0].unit}，相差{shown(off)}{items[0].unit}",
        confidence=found.sure,
        rule="integrity.parts",
    )


def _rounds(off: float, numbers: Sequence[Figure]) -> bool:
    """Whether rounding explains a difference: of three numbers or more, not all by a whole half and to one side."""
    slack = sum(n.fine for n in numbers)
    return off <= slack + 1e-9 and (sum(n.fine > 0 for n in numbers) < 3 or off < slack - 1e-9)


def _hundred(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """其中维修占45%，保洁占28%，工资占37%: sorts of one thing that are more than all of it."""
    a, b, numbers = sentence
    among = text.find("其中", a, b)
    items = [n for n in numbers if n.unit == "%" and n.start > among >= 0 and re.search(r"占(?:比|总数)?$", n.label)]
    summed, slack = sum(n.value for n in items), sum(n.fine for n in items)
    if len(items) >= 3 and not traits(items) and 100 + slack < summed <= 100 * (1 + _NEAR_STATED):
        listed = "+".join(n.text for n in items)
        yield Contradiction(((a, b),), f"各项占比{listed}合计{shown(summed)}%，超过100%", 0.8, "integrity.parts")


def _cued(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    """其中 and brackets: parts of a whole before them. 其中 at a sentence's beginning speaks of the sentence before."""
    a, b, numbers = sentences[place]
    for cue in _PARTS.finditer(text, a, b):
        stop = _closing(text, cue.end(), b) if cue.group() == "（" else b
        items = _listed(text, _heads(text, [n for n in numbers if cue.end() <= n.start < stop]))
        if len(items) < 2 or (cue.group() == "中" and any(_STATE.search(n.label) for n in items)):
            continue  # 中，已…，尚…: what became of some of them, no sorts of them
        earlier = [n for n in numbers if n.end <= cue.start()]
        if not earlier and place and cue.group() == "其中":
            earlier = sentences[place - 1][2]
        wholes = [n for n in earlier if same_unit(n, items[0])]
        if not wholes or "其中" in text[wholes[-1].end : cue.start()]:
            continue
        opposed, alike = complementary(items[0], items[1], text), parallel(items)
        over, rest = sum(n.value for n in items) > wholes[-1].value, rest_named(items)
        if traits(items) or not (over or rest or len(items) >= 3 or opposed):
            continue
        near = _NEAR if rest or over or alike or (len(items) == 2 and opposed) else _NEAR / 2
        yield _List(items, wholes, _NEAR_STATED if alike and opposed else near, 0.9 if len(items) > 2 else 0.82)


def _totalled(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    """A list that ends in 合计: the items must make the total."""
    a, _, numbers = sentences[place]
    for i, whole in enumerate(numbers):
        if i < 2 or not _closes(text, numbers[i - 1], whole, a):
            continue
        items: list[Figure] = []
        for item in reversed(numbers[:i]):
            if not same_unit(item, whole) or (items and not _next_item(text[item.end : items[0].start])):
                break
            items.insert(0, item)
        if len(items) >= 2:
            yield _List(items, [whole], _NEAR_STATED, 0.9 if len(items) > 2 else 0.82)


def _closes(text: str, last: Figure, whole: Figure, start: int) -> bool:
    """Whether a figure gives the total of the list that ends with ``last``."""
    between = text[last.end : whole.start]
    if "等" in between:
        return False
    if _TOTAL.search(text[max(start, whole.start - 14) : whole.start]):
        return True
    said = _TOTAL_OF_THINGS.fullmatch(between)
    return said is not None and whole.after.startswith(said["thing"])


def _counted(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    """3.26万个红点全都落在四类事情里：市容1.41万件，…: as many items as sorts are told."""
    a, b, numbers = sentences[place]
    for told in _SORTS.finditer(text, a, b):
        before, items = [n for n in numbers if n.end <= told.start()], [n for n in numbers if n.start >= told.end()]
        count = parse_numeral(told["count"])
        if before and count is not None and len(items) == count >= 2 and all(same_unit(n, items[0]) for n in items):
            yield _List(items, [] if before[-1].unit == "%" else before[-1:], _NEAR_STATED, 0.8)


def _together(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    """四类合计3.06万件: as many items as told stand before it; where they make it, the whole before must be it."""
    a, b, numbers = sentences[place]
    for i, told in enumerate(numbers):
        if told.vague or _PARTIAL.search(text, told.end, b):
            continue
        said = _TOGETHER.search(text[max(a, told.start - 16) : told.start])
        if said is None:
            continue
        count = int(parse_numeral(said["count"]) or 0)
        before = [n for n in nearby(sentences, place) if n.end <= told.start and same_unit(n, told)]
        items = before[-count:] if 2 <= count <= len(before) else []
        if items and all(_next_item(text[x.end : y.start]) for x, y in pairwise(items)):
            yield _List(items, [*before[:-count], told], _NEAR_STATED, 0.8)
        items = [n for n in numbers[:i] if same_unit(n, told)]
        if len(items) < 2:
            continue
        for group, wholes in ((items, sentences[place - 1][2] if place else []), (items[1:], items[:1])):
            if abs(sum(n.value for n in group) - told.value) <= sum(n.fine for n in group) + told.fine + 1e-9:
                yield _List(group, [n for n in wholes if same_unit(n, told)][-1:], _NEAR_STATED, 0.7)
                break


def _opposed(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    """Two parts that by their names make the whole (主城区, 县市), against a whole told in a sentence nearby."""
    near = [n for _, _, numbers in sentences[max(0, place - 3) : place + 2] for n in numbers]
    for one, other, thing in opposed_pairs(text, sentences[place][2]):
        wholes = [n for n in near if n not in (one, other) and same_unit(n, one) and thing in n.after[:8]]
        wholes = [n for n in wholes if not n.vague]
        if all(abs(w.value - one.value - other.value) > w.fine + one.fine + other.fine + 1e-9 for w in wholes):
            yield from (_List([one, other], [whole], _NEAR, 0.75) for whole in wholes)


def _alike(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    """评为A级的46家，B级129家，C级37家: three items or more of like names, against a whole told before them."""
    _, b, numbers = sentences[place]
    for i in range(len(numbers)):
        items = _listed(text, _heads(text, numbers[i:]))
        if len(items) < 3 or not parallel(items) or re.match(r"[^，。；]{0,6}等", text[items[-1].end : b]):
            continue
        near = [n for n in nearby(sentences, place) if n.end <= items[0].start and same_unit(n, items[0])]
        wholes = [n for n in near if WHOLE.search(n.label)]
        if near and wholes and "其中" not in text[wholes[-1].end : items[0].start]:
            yield _List(items, [*(n for n in near if n not in wholes), *wholes], _NEAR_UNSAID, 0.75)
        return


def _of_year(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[_List]:
    """上半年培训1420人；下半年培训1655人。全年共培训3175人: the parts of a year, of one thing, and the year."""
    for whole in sentences[place][2]:
        items = of_one_year(text, nearby(sentences, place), whole)
        if items:
            yield _List(items, [whole], _NEAR_STATED, 0.8)


def _listed(text: str, numbers: Sequence[Figure]) -> list[Figure]:
    """The figures of one unit that follow each other as items of a list from the first on, one figure an item."""
    items: list[Figure] = []
    for number in numbers:
        if not number.unit:
            break
        if items and not (same_unit(number, items[0]) and _next_item(text[items[-1].end : number.start])):
            break
        items.append(number)
    return items


def _heads(text: str, numbers: Sequence[Figure]) -> list[Figure]:
    """The figures that end an item: in 其余5个县（区）42万亩 the 5个 only belongs to the label of the 42万亩."""
    following: list[Figure | None] = [*numbers[1:], None] if numbers else []
    return [
        n
        for n, after in zip(numbers, following, strict=True)
        if after is None or same_unit(n, after) or re.search(r"[，、；。]", text[n.end : after.start])
    ]


def _next_item(between: str) -> bool:
    marks = [m for m in between if m in "，、；。"]
    return len(marks) == 1 and len(between) <= 22 and not _NO_ITEM.search(between)


def _closing(text: str, start: int, end: int) -> int:
    place = text.find("）", start, end)
    return end if place < 0 else place
