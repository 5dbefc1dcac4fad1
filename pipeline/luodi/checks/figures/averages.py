"""Averages that do not follow from the count and the whole told with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .contradiction import Contradiction, Sentence, around, nearby, same_unit
from .written import Figure, shown

_EACH = re.compile(
    r"平均每[^，。；\d]{0,8}$|每[^，。；\d]{1,8}平均[^，。；\d]{0,4}$|[户人村镇校件亩场台家]均[^，。；\d]{0,6}$"
)
_EACH_OF = re.compile(
    r"(?P<head>[户人村镇校件亩场台家])均|每(?P<unit>个|家|所|户|处|名|台|条|座|支|辆|件|次|人|村|镇|乡|校)?(?P<thing>[\u4e00-\u9fff]{0,4})"
)
_ROUNDED = 0.015
"""Share by which an average is rounded: 2000元 each of 2001.6."""


def contradictions(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """All averages of a text that cannot be so."""
    for place in range(len(sentences)):
        yield from _average(text, sentences, place)


def _average(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[Contradiction]:
    """12个乡镇共建成48所，平均每个乡镇3所: the average times the count must be the whole, in whichever order."""
    a, _, numbers = sentences[place]
    for each in numbers:
        before = text[max(a, each.start - 16) : each.start]
        told = _EACH.search(before)
        every = _EACH_OF.search(told.group()) if told is not None else None
        if every is None or each.vague or each.unit in {"", "%"}:
            continue
        near = [n for n in nearby(sentences, place) if n is not each]
        wholes = [n for n in near if same_unit(n, each) and n.value > each.value and not n.vague]
        counts = [n for n in near if _counts(n, every, each, text) and not n.vague]
        wholes = [
            n for n in wholes if n not in counts and (_same_things(n, each, numbers) or _told_with(n, each, numbers))
        ]
        slack = max(each.fine, 0.5 if each.value == int(each.value) else 0.05, _ROUNDED * each.value)
        pairs = [(c, w) for c in counts for w in wholes]
        if len(pairs) != 1 or any(abs(w.value / c.value - each.value) <= slack + w.fine / c.value for c, w in pairs):
            continue
        count, whole = pairs[0]
        real = whole.value / count.value
        if not each.value / 2 < real < each.value * 2:
            continue
        spans = tuple(dict.fromkeys(around(sentences, at) for at in sorted((count.start, whole.start, each.start))))
        reason = f"{count.text}平均{each.text}，应共约{shown(count.value * each.value)}{whole.unit}，文中写{whole.text}"
        yield Contradiction(spans, reason, 0.72, "integrity.average")


def _counts(number: Figure, every: re.Match[str], each: Figure, text: str) -> bool:
    """Whether a number counts that of which each has so many: 12个乡镇 for 平均每个乡镇."""
    if every["head"]:
        return number.unit == every["head"] or (every["head"] == "人" and number.unit == "名")
    thing = every["thing"]
    if thing and not re.match(r"建|有|配|办|投|完|罚|补|发|支|收|检|查|用", thing):
        return thing[:2] in number.after[:6] or number.label.endswith(thing[:2])
    return bool(every["unit"]) and number.unit == every["unit"] and not same_unit(number, each)


def _told_with(whole: Figure, each: Figure, numbers: Sequence[Figure]) -> bool:
    """Whether the whole stands just before what each has, which names nothing of its own: 床位432张，平均每家18张."""
    place = numbers.index(each)
    return not each.after and place > 0 and numbers[place - 1] is whole


def _same_things(whole: Figure, each: Figure, numbers: Sequence[Figure]) -> bool:
    """Whether the whole counts what each has: 划分网格168个 for 平均每个18个网格, 共建成48所 for 平均每个建成3所."""
    thing = each.after[:2]
    if len(thing) == 2:
        return thing in whole.after[:4] or thing in whole.label[-6:]
    if each.unit.endswith("元"):  # money of another sentence may be for other things
        return whole in numbers and bool(re.search(r"发|付|助|补|投|支|罚|共|合计", whole.label))
    return bool(re.search(r"共|合计|总计|总数", whole.label))
