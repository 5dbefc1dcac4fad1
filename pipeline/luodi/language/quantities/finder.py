"""``find_quantities``: what is counted, how it is compared, how much, in which unit, against what."""

from __future__ import annotations

import re

from luodi.records import Operator, Quantity
from luodi.text.numerals import squeeze, unify
from luodi.text.pieces import LONGEST, by_pieces

from . import indicators, screening
from .amounts import Amount, amounts
from .operators import Comparison, baseline, compare

_ANY = re.compile(r"[\d%‰]|[一二三四五六七八九十百千万亿两半]")
_CLAUSE = re.compile(r"[，。；：！？\n]")
_SENTENCE = "。；！？\n"
_JOINED = re.compile(r"(?:和|与|及|以及|、)\s?$")
_RESPECTIVELY = re.compile(r"分别[^，。；]{0,14}$")


def find_quantities(text: str, *, spoken: bool = False) -> list[Quantity]:
    """Every quantity of ``text``, in order; spans are in ``text``.

    万 and 亿 are multiplied out, 九成 is 90 %, a fraction keeps no unit and four digits. Years, ordinals, names,
    denominators (每10万亩), and durations that are deadlines (30日内) are no quantities. Numerals in characters count
    only beside a comparator, in a rhythm, or when large, since 三个清单 and 四类人员 are names; ``spoken`` takes them
    all from two on, as reports say 十二座园子.

    >>> [(q.op, q.value, q.unit) for q in find_quantities("新建学校12所，覆盖率达到95%以上，较2020年提高5个百分点")]
    [('=', 12.0, '所'), ('>=', 95.0, '%'), ('change+', 5.0, '个百分点')]
    """
    if len(text) > LONGEST:
        return by_pieces(text, lambda piece: find_quantities(piece, spoken=spoken))
    squeezed, places = squeeze(text)
    plain = unify(squeezed)
    if not _ANY.search(plain):
        return []
    hidden = screening.hidden_spans(plain)
    found: list[Quantity] = []
    for amount in amounts(plain):
        if any(a <= amount.begin < b for a, b in hidden):
            continue
        quantity = _judge(plain, amount, found, spoken=spoken)
        if quantity is None:
            continue
        if found and _is_upper_end(plain, found[-1], quantity):
            quantity = found.pop().replace(op="range", value_max=quantity.value, stop=quantity.stop)
        found.append(quantity)
    return [_placed(quantity, text, places) for quantity in _respectively(plain, found)]


def _is_upper_end(text: str, low: Quantity, high: Quantity) -> bool:
    """5000元以上2万元以下 is one range."""
    return (
        (low.op, high.op, low.unit) == (">=", "<=", high.unit)
        and text[low.stop : high.begin] in ("", "、", "至")
        and (low.value or 0.0) < (high.value or 0.0)
        and text.startswith("以下", (high.stop or 0) - 2)
    )


def _respectively(text: str, found: list[Quantity]) -> list[Quantity]:
    """分别: each number gets its own name of those listed before."""
    place = 0
    while place < len(found):
        group = [found[place]]
        while place + len(group) < len(found):
            after = found[place + len(group)]
            if not _JOINED.fullmatch(text[group[-1].stop : after.begin].strip()):
                break
            group.append(after)
        first = group[0]
        if (
            len(group) > 1
            and first.indicator
            and _RESPECTIVELY.search(text, max((first.begin or 0) - 20, 0), (first.begin or 0) + 4)
        ):
            names = indicators.divide(first.indicator, len(group))
            found[place : place + len(group)] = [
                quantity.replace(indicator=name) for quantity, name in zip(group, names, strict=True)
            ]
        place += len(group)
    return found


def _placed(quantity: Quantity, text: str, places: list[int] | None) -> Quantity:
    """The quantity with its words and place in the text as it was given."""
    begin, stop = quantity.begin or 0, quantity.stop or 0
    if places is not None:
        begin, stop = places[begin], places[stop - 1] + 1
    return quantity.replace(text=text[begin:stop], begin=begin, stop=stop)


def _judge(text: str, amount: Amount, found: list[Quantity], *, spoken: bool) -> Quantity | None:
    sentence_begin = max(text.rfind(c, 0, amount.begin) for c in _SENTENCE) + 1
    clause_begin = max([text.rfind(c, sentence_begin, amount.begin) for c in "，：（("] + [sentence_begin - 1]) + 1
    if text[clause_begin - 1 : clause_begin] in ("（", "(") and _closed(text, clause_begin, amount.begin):
        clause_begin = max(text.rfind("，", sentence_begin, clause_begin - 1) + 1, sentence_begin)
    before = text[clause_begin : amount.begin]
    comparison = compare(text, amount, clause_begin)
    left = before
    compared = comparison.explicit or amount.loose or (spoken and amount.han and screening.is_said(text, amount))
    if screening.is_none(text, amount, compared=compared, left=left):
        return None
    if screening.is_condition(text, amount, compared=comparison.explicit):
        return None
    previous = found[-1] if found and (found[-1].stop or 0) > sentence_begin else None
    op = _inherited(text, amount, comparison, previous)
    base = baseline(text, amount.begin, sentence_begin) if op.startswith("change") else None
    name = _name(text, amount, comparison, clause_begin, sentence_begin, found)
    return Quantity.model_construct(
        text="",
        indicator=name,
        op=op,
        value=amount.value,
        value_max=amount.top,
        unit=amount.unit,
        baseline=base,
        begin=comparison.begin,
        stop=max(comparison.stop, amount.stop),
    )


def _closed(text: str, begin: int, place: int) -> bool:
    return "）" in text[begin:place] or ")" in text[begin:place]


def _inherited(text: str, amount: Amount, comparison: Comparison, previous: Quantity | None) -> Operator:
    """分别下降15%和20%: the second number is compared as the first; the words after the last hold for all."""
    if (comparison.explicit and comparison.begin < amount.begin) or previous is None:
        return comparison.op
    between = text[previous.stop : amount.begin]
    if _JOINED.fullmatch(between.strip()) and previous.unit == amount.unit and previous.op != "range":
        return previous.op
    if between in ("或者", "或") and not comparison.explicit and previous.op in ("<=", ">="):
        return previous.op  # 不得超过3个月或者60课时
    return comparison.op


def _name(
    text: str, amount: Amount, comparison: Comparison, clause_begin: int, sentence_begin: int, found: list[Quantity]
) -> str | None:
    here = [q for q in found if (q.begin or 0) >= sentence_begin]
    last_stop = here[-1].stop or 0 if here else 0
    left = text[max(clause_begin, last_stop) : comparison.begin]
    if here and here[0].unit == amount.unit and here[0].indicator and "其中" in text[here[0].stop : amount.begin]:
        name = indicators.breakdown(left, here[0].indicator)
        if name:
            return name
    if here and _JOINED.fullmatch(left.strip() or "-") and here[-1].indicator:
        return here[-1].indicator
    return indicators.indicator(text, clause_begin, comparison.begin, comparison.stop, amount.unit, last_stop)
