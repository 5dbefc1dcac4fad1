"""Figures of one text that cannot all be true: parts and wholes, done and left, from and to, one thing counted twice.

Precision before recall. A list after 其中 may be partial, so only parts that *nearly* make the whole contradict it;
rounding is allowed for as finely as each number is written; 约, 余, 以上 exempt a figure. Each contradiction shows
its computation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luodi.text.sentences import sentence_spans

from .figures import Figure, figures, shown

_NEAR = 0.1
"""Parts within a tenth of the whole are meant to make it; further off, the list is partial or overlaps."""
_PARTS = re.compile(r"其中|分别(?:为|是)|包括|（")
_RESTS = re.compile(r"(?:剩余|其余|余下|剩下|尚余|还剩|尚剩)的?$")
_DONE = re.compile(
    r"(?:完成|整改|办结|解决|处理|清理|拆除|销号|修复|治理|建成|交付|答复|化解|清退|淘汰|注销|拨付|发放|到账)"
)
_TRAIT = re.compile(r"女|少数民族|岁|本科|硕士|博士|研究生|大专|学历|党员|残疾|脱贫|困难|高级职称")
_REST_NAMED = re.compile(r"其余|其他|其它|未|余下")
_OTHER_TIME = re.compile(r"去年|上年|同期|20\d\d年|上半年|一季度|前三季度|\d+月|新增|增加|减少|累计|计划|任务|目标|将")
_FROM_TO = re.compile(
    r"[由从](?:\d{4}年底?的?|去年底?的?|上年底?的?|原来的?|期初的?|年初的?|\d+月初?的?|改革前的?|此前的?)?(?P<word>[^\d，。；、]{0,6}?)$"
)
_REACHED = re.compile(
    r"^(?:左右)?(?:\d{4}年的?)?[^\d，。；]{0,4}?(?P<move>提高|提升|增长|增加|上升|升|扩大|下降|降低|减少|压减|压缩|缩短|减|降)(?:到|至|为)(?:\d{4}年底?的?|今年底?的?|目前的?|现在的?)?[^\d，。；]{0,4}?$"
)
_BY = re.compile(
    r"^[^\d。；，]{0,4}[，（](?![^\d。；，]*(?:年均|月均|年增|每年|平均|其中))[^\d。；，]{0,4}?(?:提高|提升|增长|增加|上升|下降|降低|减少|压减|压缩|缩短|增幅|降幅|减幅|提升幅度)(?:了|为|达|达到)?$"
)
_WHOLE_SCOPE = re.compile(r"全[省市县区镇乡州盟旗国](?:共有|现有|共|有)?$")


@dataclass(frozen=True)
class Contradiction:
    """Statements that exclude each other: their places in the text, the computation in Chinese, a confidence."""

    spans: tuple[tuple[int, int], ...]
    reason: str
    confidence: float
    rule: str


def contradictions(text: str) -> list[Contradiction]:
    """All contradictions of a text, in the order in which they are found; each pair of places once."""
    found: list[Contradiction] = []
    sentences = [(a, b, list(figures(text, a, b))) for a, b in sentence_spans(text) if text[a] != "|"]
    for a, b, numbers in sentences:
        found.extend(_parts(text, a, b, numbers))
        found.extend(_rest(text, a, b, numbers))
        found.extend(_change(text, a, b, numbers))
    found.extend(_twice(text, [n for _, _, numbers in sentences for n in numbers], [(a, b) for a, b, _ in sentences]))
    found.extend(_complements(text, sentences))
    return found


def _parts(text: str, a: int, b: int, numbers: Sequence[Figure]) -> Iterator[Contradiction]:
    """其中 and brackets: parts that nearly make a whole before them, but do not."""
    for cue in _PARTS.finditer(text, a, b):
        stop = _closing(text, cue.end(), b) if cue.group() == "（" else b
        for group in _listed(text, _heads(text, [n for n in numbers if cue.end() <= n.start < stop])):
            wholes = [n for n in numbers if n.end <= cue.start() and n.unit == group[0].unit]
            if (
                len(group) < 2
                or not wholes
                or any(n.vague for n in group)
                or "其中" in text[wholes[-1].end : cue.start()]
            ):
                continue
            total, fine = sum(n.value for n in group), sum(n.fine for n in group)
            if any(abs(w.value - total) <= w.fine + fine + 1e-9 for w in wholes):
                continue
            whole = wholes[-1]
            off = abs(whole.value - total)
            if (
                whole.vague
                or whole.unit == "%"
                or off > _near(group, total, whole) * whole.value
                or not _complete(group, total, whole)
            ):
                continue
            yield Contradiction(
                spans=((a, b),),
                reason=f"总数写{whole.text}，分项{'+'.join(n.text for n in group)}"
                f"合计{shown(total)}{whole.unit}，相差{shown(off)}{whole.unit}",
                confidence=0.9 if len(group) > 2 else 0.82,
                rule="integrity.parts",
            )


def _near(group: Sequence[Figure], total: float, whole: Figure) -> float:
    """How near the parts must come: nearer where they fall short and name no rest, as lists leave small ones out."""
    rest = any(_REST_NAMED.search(n.label) for n in group)
    return _NEAR if rest or total > whole.value else _NEAR / 2


def _complete(group: Sequence[Figure], total: float, whole: Figure) -> bool:
    """Whether the list is meant to be complete: it exceeds the whole, names the rest, or has three parts or more.

    A list of traits (女党员, 35岁以下) counts some people twice and is never complete.
    """
    if any(_TRAIT.search(n.label) for n in group) and not any("男" in n.label for n in group):
        return False
    rest = any(_REST_NAMED.search(n.label) for n in group)
    return total > whole.value or rest or len(group) >= 3


def _listed(text: str, numbers: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Runs of figures of one unit that follow each other as items of a list, one figure an item."""
    group: list[Figure] = []
    for number in numbers:
        if not number.unit:
            break
        if group and (number.unit != group[0].unit or not _next_item(text[group[-1].end : number.start])):
            break
        group.append(number)
    if group:
        yield group


def _heads(text: str, numbers: Sequence[Figure]) -> list[Figure]:
    """The figures that end an item: in 其余5个县（区）42万亩 the 5个 only belongs to the label of the 42万亩."""
    following: list[Figure | None] = [*numbers[1:], None] if numbers else []
    return [
        n
        for n, after in zip(numbers, following, strict=True)
        if after is None or n.unit == after.unit or re.search(r"[，、；。]", text[n.end : after.start])
    ]


def _next_item(between: str) -> bool:
    marks = [m for m in between if m in "，、；。"]
    return len(marks) == 1 and len(between) <= 22 and not re.search(r"其中|比|较|占|同比|增|累计|分别", between)


def _rest(text: str, a: int, b: int, numbers: Sequence[Figure]) -> Iterator[Contradiction]:
    """A in all, B done, C left: A − B must be C."""
    for i, left in enumerate(numbers):
        if (
            not _RESTS.search(text[max(a, left.start - 4) : left.start])
            or left.vague
            or not left.unit
            or left.unit == "%"
        ):
            continue
        before = [n for n in numbers[:i] if n.unit == left.unit and not n.vague]
        if len(before) != 2:
            continue
        whole, done = before
        if not _DONE.search(text[whole.start : done.end + 6]) or whole.value <= done.value:
            continue
        off = abs(whole.value - done.value - left.value)
        if off <= whole.fine + done.fine + left.fine + 1e-9 or left.value > whole.value:
            continue
        yield Contradiction(
            spans=((a, b),),
            reason=f"总数{whole.text}，已完成{done.text}，"
            f"应剩{shown(whole.value - done.value)}{left.unit}，文中写剩余{left.text}",
            confidence=0.9,
            rule="integrity.rest",
        )


def _change(text: str, a: int, b: int, numbers: Sequence[Figure]) -> Iterator[Contradiction]:
    """From A to B, by p: p must be what A and B give."""
    for first, second, by in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if first.vague or second.vague or by.vague or first.unit != second.unit or first.value <= 0:
            continue
        if not (
            _FROM_TO.search(text[max(a, first.start - 16) : first.start])
            and _REACHED.match(text[first.end : second.start])
            and _BY.match(text[second.end : by.start])
        ):
            continue
        difference = abs(second.value - first.value)
        slack = first.fine + second.fine + by.fine
        if by.unit in {"个百分点", "百分点"} and first.unit == "%":
            stated, real = by.value, difference
        elif by.unit == "%" and first.unit != "%":
            stated, real = by.value, 100 * difference / first.value
            slack = by.fine + 100 * (first.fine + second.fine) / first.value + 0.05
        else:
            continue
        if abs(stated - real) > slack + 1e-9:
            yield Contradiction(
                spans=((a, b),),
                reason=f"由{first.text}到{second.text}，变化应为{round(real, 1):g}{by.unit}，文中写{by.text}",
                confidence=0.85,
                rule="integrity.change",
            )


def _twice(text: str, numbers: Sequence[Figure], sentences: Sequence[tuple[int, int]]) -> Iterator[Contradiction]:
    """The same things of the whole area counted in two places with different numbers."""
    counted: dict[tuple[str, str], Figure] = {}
    for number in numbers:
        scope = _WHOLE_SCOPE.search(text[max(0, number.start - 6) : number.start])
        thing = number.after[:12]
        if scope is None or number.vague or not number.unit or number.unit == "%" or len(thing) < 5:
            continue
        if _OTHER_TIME.search(_clause(text, number.start)):
            continue
        for (unit, named), other in list(counted.items()):
            same = _common(named, thing)
            if unit == number.unit and same >= 5 and abs(other.value - number.value) > other.fine + number.fine:
                yield Contradiction(
                    spans=(_around(sentences, other.start), _around(sentences, number.start)),
                    reason=f"同是“{thing[:same]}”，一处写{other.text}，一处写{number.text}",
                    confidence=0.78,
                    rule="integrity.twice",
                )
                break
        else:
            counted[(number.unit, thing)] = number


_COMPLEMENTS = (
    (re.compile(r"主城区|市区|城区|市辖区|中心城区|市本级|市直"), re.compile(r"县|乡|镇|农村|郊区")),
    (re.compile(r"城镇|城市"), re.compile(r"农村|乡村")),
    (re.compile(r"新建"), re.compile(r"改建|改造|续建")),
    (re.compile(r"公办"), re.compile(r"民办")),
)


def _complements(text: str, sentences: Sequence[tuple[int, int, list[Figure]]]) -> Iterator[Contradiction]:
    """Two parts that by their names make the whole (主城区, 县市), against a whole told in a sentence nearby."""
    for place, (a, b, numbers) in enumerate(sentences):
        for one, other in pairwise(numbers):
            if one.unit != other.unit or not one.unit or one.unit == "%" or one.vague or other.vague:
                continue
            if not _complementary(one, other, text) or not _next_item(
                text[one.end : other.start].replace("（", "").replace("）", "")
            ):
                continue
            thing = other.after[:2]
            total, fine = one.value + other.value, one.fine + other.fine
            near = [n for _, _, ns in sentences[max(0, place - 3) : place + 2] for n in ns if n not in (one, other)]
            wholes = [n for n in near if n.unit == one.unit and thing and thing in n.after[:8] and not n.vague]
            if any(abs(w.value - total) <= w.fine + fine + 1e-9 for w in wholes):
                continue
            for whole in wholes:
                off = abs(whole.value - total)
                if off <= _NEAR * whole.value and whole.value > max(one.value, other.value):
                    yield Contradiction(
                        spans=(_around([(x, y) for x, y, _ in sentences], whole.start), (a, b)),
                        reason=f"一处写{whole.text}{thing}，另一处分项{one.text}+{other.text}合计{shown(total)}{one.unit}，相差{shown(off)}{one.unit}",
                        confidence=0.75,
                        rule="integrity.complements",
                    )
                    break


def _complementary(one: Figure, other: Figure, text: str) -> bool:
    left, right = text[max(0, one.start - 8) : one.start], text[one.end : other.start]
    return any(first.search(left) and second.search(right) for first, second in _COMPLEMENTS)


def _common(one: str, other: str) -> int:
    size = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        size += 1
    return size


def _clause(text: str, place: int) -> str:
    left = max(text.rfind(mark, 0, place) for mark in "，。；\n") + 1
    rights = [p for mark in "，。；\n" if (p := text.find(mark, place)) >= 0]
    return text[left : min(rights, default=len(text))]


def _around(sentences: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    return next((s for s in sentences if s[0] <= place < s[1]), (place, place))


def _closing(text: str, start: int, end: int) -> int:
    place = text.find("）", start, end)
    return end if place < 0 else place
