"""Sums that do not come out: parts and wholes, done and left, items and their total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .contradiction import Contradiction, Sentence, around, same_unit
from .figures import Figure, shown

_NEAR = 0.1
"""Parts within a tenth of the whole are meant to make it; further off, the list is partial or overlaps."""
_NEAR_STATED = 0.15
"""A list that states its own total is complete, and so is one of like parts of which one is what the other is not
(企业捐赠, 个人捐赠, 境外捐赠): it may be further off before it must be something else."""
_PARTS = re.compile(r"其中|分别(?:为|是)|包括|（|(?<=[\u4e00-\u9fff]{2})中(?=，)")
_STATE = re.compile(r"已|尚|仍|还|未")
_TOTAL = re.compile(r"[，；、](?:以上)?(?:合计|共计|总计|总共)[^\d，。；、]{0,6}$")
_TOGETHER = re.compile(r"(?P<thing>[\u4e00-\u9fff]{1,6}?)[，、]?(?:合计|共计|总共|共)$")
"""The last item's things, then all of them: 东片7个、西片6个乡镇共13个乡镇."""
_RESTS = re.compile(r"(?:剩余|其余|余下|剩下|尚余|还剩|尚剩)的?$")
_STILL, _UNDONE = re.compile(r"(?:尚|还|仍)有$"), re.compile(r"^(?:未|没有|没能)")
_DONE = re.compile(
    r"(?:完成|整改|办结|解决|处理|清理|拆除|销号|修复|治理|建成|交付|答复|化解|清退|淘汰|注销|拨付|发放|到账|改造|安装|更换|已)"
)
_TRAIT = re.compile(r"女|少数民族|岁|本科|硕士|博士|研究生|大专|学历|党员|残疾|脱贫|困难|高级职称")
_REST_NAMED = re.compile(r"其余|其他|其它|未|余下")
_NO_ITEM = re.compile(r"其中|比|较|占|同比|增|累计|分别|合计|共计")
_NEGATED = re.compile(r"^[非无不未]")
_COMPLEMENTS = (
    (re.compile(r"主城区|市区|城区|市辖区|中心城区|市本级|市直"), re.compile(r"县|乡|镇|农村|郊区")),
    (re.compile(r"城镇|城市"), re.compile(r"农村|乡村")),
    (re.compile(r"新建"), re.compile(r"改建|改造|续建")),
    (re.compile(r"公办|公立|国有"), re.compile(r"民办|民营")),
    (re.compile(r"线上|网上"), re.compile(r"线下|现场|窗口")),
    (re.compile(r"窗口|现场|上门"), re.compile(r"网上|线上|电话|网络")),
    (re.compile(r"团体|单位"), re.compile(r"个人|街头|散户")),
    (re.compile(r"企业|单位"), re.compile(r"个人|个体")),
    (re.compile(r"属实|成立"), re.compile(r"不属实|不成立")),
    (re.compile(r"男"), re.compile(r"女")),
)
_WORDS = re.compile(r"[\u4e00-\u9fff]+")


def parts(text: str, sentence: Sentence, before: Sentence | None) -> Iterator[Contradiction]:
    """其中 and brackets: parts that nearly make a whole before them, but do not.

    A sentence that begins with 其中 speaks of the whole in the sentence ``before``.
    """
    a, b, numbers = sentence
    for cue in _PARTS.finditer(text, a, b):
        stop = _closing(text, cue.end(), b) if cue.group() == "（" else b
        group = _listed(text, _heads(text, [n for n in numbers if cue.end() <= n.start < stop]))
        if len(group) < 2 or any(n.vague for n in group):
            continue
        if cue.group() == "中" and any(_STATE.search(n.label) for n in group):
            continue  # what became of some of them: no sorts of them
        earlier = [n for n in numbers if n.end <= cue.start()]
        if not earlier and before is not None and text.startswith("其中", a):
            earlier = before[2]
        wholes = [n for n in earlier if same_unit(n, group[0])]
        if wholes and "其中" not in text[wholes[-1].end : cue.start()]:
            spans = tuple(dict.fromkeys((around([*((before,) if before else ()), sentence], wholes[-1].start), (a, b))))
            parallel, opposed = _parallel(group), _complementary(group[0], group[1], text)
            near = _NEAR if parallel or (len(group) == 2 and opposed) else _near(group, wholes[-1])
            near = _NEAR_STATED if parallel and opposed else near
            yield from _compared(wholes, group, spans, _complete(text, group, wholes[-1]), near=near)


def total(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """A list that ends in 合计: the items must make the total."""
    a, b, numbers = sentence
    for i, whole in enumerate(numbers):
        if i < 2 or not _closes(text, numbers[i - 1], whole, a):
            continue
        group: list[Figure] = []
        for item in reversed(numbers[:i]):
            if not same_unit(item, whole) or (group and not _next_item(text[item.end : group[0].start])):
                break
            group.insert(0, item)
        if len(group) >= 2 and not any(n.vague for n in group):
            yield from _compared([whole], group, ((a, b),), True, near=_NEAR_STATED)


def _closes(text: str, last: Figure, whole: Figure, start: int) -> bool:
    """Whether a figure gives the total of the list that ends with ``last``."""
    between = text[last.end : whole.start]
    if "等" in between:
        return False
    if _TOTAL.search(text[max(start, whole.start - 14) : whole.start]):
        return True
    said = _TOGETHER.fullmatch(between)
    return said is not None and whole.after.startswith(said["thing"])


def _compared(
    wholes: Sequence[Figure],
    group: Sequence[Figure],
    spans: tuple[tuple[int, int], ...],
    complete: bool,
    *,
    near: float,
) -> Iterator[Contradiction]:
    summed, fine = sum(n.value for n in group), sum(n.fine for n in group)
    if not complete or any(abs(w.value - summed) <= w.fine + fine + 1e-9 for w in wholes):
        return
    whole = wholes[-1]
    off = abs(whole.value - summed)
    if whole.vague or whole.unit == "%" or off > near * whole.value:
        return
    yield Contradiction(
        spans=spans,
        reason=f"总数写{whole.text}，分项{'+'.join(n.text for n in group)}"
        f"合计{shown(summed)}{whole.unit}，相差{shown(off)}{whole.unit}",
        confidence=0.9 if len(group) > 2 else 0.82,
        rule="integrity.parts",
    )


def _near(group: Sequence[Figure], whole: Figure) -> float:
    """How near the parts must come: nearer where they fall short and name no rest, as lists leave small ones out."""
    rest = any(_REST_NAMED.search(n.label) for n in group)
    return _NEAR if rest or sum(n.value for n in group) > whole.value else _NEAR / 2


def _complete(text: str, group: Sequence[Figure], whole: Figure) -> bool:
    """Whether the list is meant to be complete.

    It exceeds the whole, names the rest, has three parts or more, or two of which one is what the other is not. A list
    of traits (女党员, 35岁以下) counts some people twice and is never complete.
    """
    if any(_TRAIT.search(n.label) for n in group) and not any("男" in n.label for n in group):
        return False
    rest = any(_REST_NAMED.search(n.label) for n in group)
    over = sum(n.value for n in group) > whole.value
    return over or rest or len(group) >= 3 or _complementary(group[0], group[1], text)


def _listed(text: str, numbers: Sequence[Figure]) -> list[Figure]:
    """The figures of one unit that follow each other as items of a list from the first on, one figure an item."""
    group: list[Figure] = []
    for number in numbers:
        if not number.unit:
            break
        if group and not (same_unit(number, group[0]) and _next_item(text[group[-1].end : number.start])):
            break
        group.append(number)
    return group


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


def rest(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """A in all, B done, C left: A − B must be C."""
    a, b, numbers = sentence
    for i, left in enumerate(numbers):
        undone = _STILL.search(text[max(a, left.start - 2) : left.start]) and _UNDONE.match(left.after)
        rests = _RESTS.search(text[max(a, left.start - 4) : left.start])
        if left.vague or left.unit in {"", "%"} or not (rests or undone):
            continue
        before = [n for n in numbers[:i] if same_unit(n, left) and not n.vague]
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


def complements(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """Two parts that by their names make the whole (主城区, 县市), against a whole told in a sentence nearby."""
    for place, (a, b, numbers) in enumerate(sentences):
        for one, other in pairwise(numbers):
            if not same_unit(one, other) or one.unit == "%" or one.vague or other.vague:
                continue
            between = text[one.end : other.start].replace("（", "").replace("）", "")
            if not _complementary(one, other, text) or not _next_item(between):
                continue
            thing = other.after[:2]
            summed, fine = one.value + other.value, one.fine + other.fine
            near = [n for _, _, ns in sentences[max(0, place - 3) : place + 2] for n in ns if n not in (one, other)]
            wholes = [n for n in near if same_unit(n, one) and thing and thing in n.after[:8] and not n.vague]
            if any(abs(w.value - summed) <= w.fine + fine + 1e-9 for w in wholes):
                continue
            for whole in wholes:
                off = abs(whole.value - summed)
                if off <= _NEAR * whole.value and whole.value > max(one.value, other.value):
                    yield Contradiction(
                        spans=(around(sentences, whole.start), (a, b)),
                        reason=f"一处写{whole.text}{thing}，另一处分项{one.text}+{other.text}"
                        f"合计{shown(summed)}{one.unit}，相差{shown(off)}{one.unit}",
                        confidence=0.75,
                        rule="integrity.complements",
                    )
                    break


def _parallel(group: Sequence[Figure]) -> bool:
    """Whether three parts or more are named alike, by their last word: 分解收费, 重复收费, 超标准收费."""
    ends = {"".join(_WORDS.findall(n.label))[-2:] for n in group}
    return len(group) >= 3 and len(ends) == 1 and all(len(end) == 2 for end in ends)


def _complementary(one: Figure, other: Figure, text: str) -> bool:
    """Whether two labels divide everything between them: 城区 and 县, X and 非X."""
    left, right = text[max(0, one.start - 8) : one.start], text[one.end : other.start]
    if any(first.search(left) and second.search(right) for first, second in _COMPLEMENTS):
        return True
    named = _WORDS.findall(one.label.removeprefix("其中")), _WORDS.findall(other.label)
    if not named[0] or not named[1]:
        return False
    first, second = named[0][-1], named[1][-1]
    if re.search(rf"{first}(?:和|与|及){second}", text):  # 幼儿园和小学 are spoken of as one elsewhere in the text
        return True
    return _NEGATED.match(second) is not None and second[1:] == first


def _closing(text: str, start: int, end: int) -> int:
    place = text.find("）", start, end)
    return end if place < 0 else place
