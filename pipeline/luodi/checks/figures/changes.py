"""Changes that their two ends do not give: from A to B by p; now B, last year A, p more; B, A more than before, by p.

What was and what is are told apart by words of time, in whichever order they stand, over two sentences back in one
paragraph; the change may be told in points, percent, round parts, times or doublings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .contradiction import Contradiction, same_unit
from .shares import Share, shares
from .statements import Book, Statement, alike
from .written import Figure, shown

_PRIOR = re.compile(r"去年|上年|上期|上月|上季|上一年|同期|年初|期初|原来|原先|此前|之前|改革前|改造前|整治前|[由从]")
_MOVES = "提高|提升|增长|增加|上升|扩大|下降|降低|减少|压减|压缩|缩短|缩减"
_BY = re.compile(
    rf"^(?:[^\d。；，]{{0,4}}[，。（、]|(?=净?(?:减少|增加|增长|下降|多|少)))(?![^\d。；，]*(?:年均|月均|年增|每年|平均|其中))[^\d。；，]{{0,8}}?"
    rf"(?:{_MOVES}|增幅|降幅|减幅|提升幅度|翻|(?:(?<=[，（、净])|^)[多少](?=了))(?:了|为|达|达到|约)?$"
)
_TO = re.compile(rf"(?:{_MOVES}|升|扩大|减|降|发展|增|为|是|至|到|今年|目前|现在)")
_GROWN = re.compile(rf"^[^，。；\d]{{0,6}}[，（](?:比|较|同比)[^，。；\d]{{0,8}}?(?P<sign>{_MOVES}|多|少)(?:了|约)?$")
_EACH_BY = re.compile(rf"分别(?:同比)?(?:{_MOVES})了?(?=\d)")
_FAR = 2
"""Sentences over which a change and its two ends may be spread."""
_BOUND = re.compile(r"(?:超过|近|约|不到|将近)$")
_TIMES_OF = re.compile(r"(?:是|为|达|相当于)(?:去年|上年|年初|期初|原来|此前|当初|改革前)[^，。；\d]{0,6}的$")


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All changes of a text that cannot be so."""
    told = [s for s in book.statements if s.kind != "label"]
    for one, other, by in zip(told, told[1:], told[2:], strict=False):
        if one.line == by.line and by.place - one.place <= _FAR:
            yield from _changed(book, one, other, by)
    for place, (start, end, _) in enumerate(book.sentences):
        changes = list(shares(book.text, start, end))
        yield from (found for share in changes for found in _changed_by(book, place, share))
        yield from _respectively(book, place, changes)


def _changed(book: Book, one: Statement, other: Statement, by: Statement) -> Iterator[Contradiction]:
    """From A to B by p, or now B, last year A, p more: p must be what A and B give."""
    first, second, change = one.figure, other.figure, by.figure
    if first.vague or second.vague or change.vague or first.unit != second.unit or not first.unit:
        return
    told = one.lead, book.between(one, other), book.between(other, by)
    was, now = _less(first, second, told[1], change) or _ordered(first, second, told)
    if was is None or now is None or was.value <= 0 or (_BY.match(told[2]) or _TIMES_OF.search(told[2])) is None:
        return
    real, slack = _difference(was, now, change, told[2])
    if real is not None and all(abs(change.value - r) > slack + 1e-9 for r in real):
        reason = f"由{was.text}到{now.text}，变化应为{round(real[0], 2):g}{change.unit}，文中写{change.text}"
        yield book.clash([one, other, by], reason, 0.85, "integrity.change")


def _changed_by(book: Book, place: int, share: Share) -> Iterator[Contradiction]:
    """今年178件，上年同期267件，下降一半以上: a change told in round parts."""
    earlier = [s for s in book.by_place[place] if s.figure.end <= share.start]
    if share.text.endswith(("%", "％", "‰")) or len(earlier) < 2:
        return
    one, other = earlier[-2:]
    told = one.lead, book.between(one, other), book.text[other.figure.end : share.start]
    first, second = _ordered(one.figure, other.figure, told)
    if first is None or second is None or not _BY.match(_BOUND.sub("", told[2])):
        return
    if first.vague or second.vague or not alike(one, other) or one.kind == "share" or not first.value:
        return
    real = 100 * abs(second.value - first.value) / first.value
    if not share.allows(real, 1.0):
        reason = f"由{first.text}到{second.text}，变化应为{round(real, 1):g}%，文中写{share.text}"
        yield book.clash([one, other], reason, 0.8, "integrity.change")


def _respectively(book: Book, place: int, changes: Sequence[Share]) -> Iterator[Contradiction]:
    """5208人次、6150万元，去年同期3720人次、4100万元，分别增长40%和25%: each by its own two numbers."""
    start, end, _ = book.sentences[place]
    said = _EACH_BY.search(book.text, start, end)
    if said is None:
        return
    changes = [c for c in changes if c.start >= said.end() - 1]
    told = [s for s in book.by_place[place] if s.figure.end <= said.start()]
    many = len(changes)
    now, was = told[-2 * many : -many or None], told[-many or len(told) :]
    prior = _PRIOR.search(was[0].lead) is not None if was else False
    if many < 2 or len(told) < 2 * many or not prior or any(_PRIOR.search(s.lead) for s in now):
        return
    for one, other, by in zip(now, was, changes, strict=True):
        if not alike(one, other) or one.figure.vague or other.figure.vague or other.value <= 0:
            return
        real, fine = 100 * abs(one.value - other.value) / other.value, one.figure.fine + other.figure.fine
        if not by.allows(real, 0.05 + 100 * fine / other.value):
            reason = f"由{other.figure.text}到{one.figure.text}，变化应为{round(real, 1):g}%，文中写{by.text}"
            yield book.clash([other, one], reason, 0.8, "integrity.change")


def _less(one: Figure, other: Figure, between: str, by: Figure) -> tuple[Figure, Figure] | None:
    """What was, of 5955亿元，比上年增加1637亿元: the one without the other; and what is."""
    said = _GROWN.match(between)
    if said is None or by.unit != "%" or one.unit == "%":
        return None
    was = one.value + (other.value if said["sign"][0] in "减下降少缩压" else -other.value)
    return replace(one, value=was, fine=one.fine + other.fine, text=f"{shown(was)}{one.unit}"), one


def _ordered(one: Figure, other: Figure, told: tuple[str, str, str]) -> tuple[Figure | None, Figure | None]:
    """What was and what is; None where the words do not part them, or the change is against another time."""
    was = bool(_PRIOR.search(told[0])), bool(_PRIOR.search(told[1]))
    if _GROWN.match(told[1]):
        return None, None
    if was[0] == was[1] or re.search(r"[。；](?!去年|上年)|其中", told[1]) or (was[0] and not _TO.search(told[1])):
        return None, None
    before = told[0] if was[0] else told[1]
    if ("同比" in told[2] and not re.search("去年|上年|同期", before)) or ("环比" in told[2] and "上" not in before):
        return None, None
    return (one, other) if was[0] else (other, one)


def _difference(first: Figure, second: Figure, by: Figure, words: str) -> tuple[list[float] | None, float]:
    """What the change may be told as, the plainest first, and how exactly it is known."""
    difference, fine = abs(second.value - first.value), first.fine + second.fine
    if by.unit in {"个百分点", "百分点"}:
        return ([difference] if first.unit == "%" else None), fine + by.fine + 1e-6
    if by.unit == "%" and first.unit != "%":
        return [100 * difference / first.value], by.fine + 100 * fine / first.value + 0.05
    if by.unit in {"倍", "番"}:
        ratio = second.value / first.value
        if ratio <= 1:
            return None, 0.0
        loose = max(by.fine, 0.5 if by.value == int(by.value) else 0.05) + fine / first.value * ratio
        if by.unit == "番":
            return [_doublings(ratio)], 0.25
        return ([ratio] if _TIMES_OF.search(words) else [ratio - 1, ratio]), loose
    return ([difference] if same_unit(first, by) else None), fine + by.fine


def _doublings(ratio: float) -> float:
    count = 0.0
    while ratio >= 2:
        ratio, count = ratio / 2, count + 1
    return count + (ratio - 1)
