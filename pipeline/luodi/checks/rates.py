"""Rates, changes and averages that do not follow from the counts told with them.

A rate is held against the part and the whole that its name or its place gives; any two figures nearby that give the
rate as told clear it. A change is held against what was and what is, in whichever order they are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .contradiction import DONE, WHOLE, Contradiction, Sentence, around, lead, nearby, same_unit
from .figures import Figure, shown
from .shares import Share, shares

_PRIOR = re.compile(r"去年|上年|上期|上月|上季|上一年|同期|年初|期初|原来|原先|此前|之前|改革前|改造前|整治前|[由从]")
_MOVES = "提高|提升|增长|增加|上升|扩大|下降|降低|减少|压减|压缩|缩短|缩减"
_BY = re.compile(
    rf"^[^\d。；，]{{0,4}}[，（、](?![^\d。；，]*(?:年均|月均|年增|每年|平均|其中))[^\d。；，]{{0,8}}?"
    rf"(?:{_MOVES}|增幅|降幅|减幅|提升幅度|翻|(?<=[，（、净])[多少](?=了))(?:了|为|达|达到|约)?$"
)
_TO = re.compile(rf"(?:{_MOVES}|升|扩大|减|降|发展|增|为|是|至|到|今年|目前|现在)")
_GROWN = re.compile(rf"^[^，。；\d]{{0,6}}[，（](?:比|较|同比)[^，。；\d]{{0,8}}?(?P<sign>{_MOVES}|多|少)(?:了|约)?$")
_TIMES_OF = re.compile(r"(?:是|为|达|相当于)(?:去年|上年|年初|期初|原来|此前|当初|改革前)[^，。；\d]{0,6}的$")
_RATE_OF = re.compile(r"(?P<before>[^\d，。；、（：]*?)(?P<what>[\u4e00-\u9fff]{2})率(?:已?达到?|为|是|仅|超过|近)?$")
_TASK = re.compile(
    r"完成(?:了)?[^，。；\d]{0,6}?(?:任务|计划|目标)(?:数|量|\d+[\u4e00-\u9fff])?的?(?:比例)?(?:为|达到?)?$"
)
_ASKED = re.compile(r"任务|计划|目标|下达|应")
_RATE_ALONE = re.compile(r"^(?:总|综合|总体|整体|目前|平均)*$")
_ELSEWHERE = re.compile(r"到期|按期|按时|及时|应办|期内|时限|未到|其余|口径|结转|上年|去年")
_NEXT_TO = re.compile(
    r"^[^\d。；，]{0,6}[，（]?(?:完成|办结|整改|销号|覆盖|达标|合格|通过|兑付|支付|发放|达产|开工|竣工)率(?:为|达|达到|是)?$"
)
_OF = re.compile(r"(?:完成|办结|整改|销号|覆盖|达标|合格|通过|兑付|支付|发放|开工|竣工|已|其中)[^\d，。；]{0,6}$")
_ACCOUNTS_FOR = re.compile(r"^[^\d。；，]{0,4}[，（]占(?:比|总数|总量|全部)?的?(?:为|达)?(?:约|近)?$")
_PROGRESS = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2})(?:总体|整体)?(?:进度|任务|工作)(?:已经?|也)?(?:完成|达到?|过|超过?|近)*$"
)
_THINGS = re.compile(r"^(?:以上|多|左右)?的?(?P<thing>[\u4e00-\u9fff]{2})")
_EACH = re.compile(r"平均每[^，。；\d]{0,8}$|每[^，。；\d]{1,8}平均[^，。；\d]{0,4}$")
_EACH_OF = re.compile(
    r"每(?P<unit>个|家|所|户|处|名|台|条|座|支|辆|件|次|人|村|镇|乡|校)?(?P<thing>[\u4e00-\u9fff]{0,4})"
)
_SLIP, _SHARE_SLIP = 15.0, 8.0
"""Points within which a stated rate, and the share of a sort, is a slip; further off it is that of something else."""


def contradictions(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """All that is told of rates, changes and averages and cannot be so."""
    for place, sentence in enumerate(sentences):
        yield from _changed(text, sentence)
        for share in shares(text, sentence[0], sentence[1]):
            yield from _share(text, sentences, place, share)
        yield from _average(text, sentences, place)


def _changed(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """From A to B by p, or now B, last year A, p more: p must be what A and B give."""
    a, b, numbers = sentence
    for one, other, by in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if one.vague or other.vague or by.vague or one.unit != other.unit or not one.unit:
            continue
        told = lead(text, numbers, one, a), text[one.end : other.start], text[other.end : by.start]
        moved = _BY.match(told[2])
        first, second = _less(one, other, told[1], by) or _ordered(one, other, told)
        if first is None or second is None or first.value <= 0 or (moved or _TIMES_OF.search(told[2])) is None:
            continue
        real, slack = _difference(first, second, by, told[2])
        if real is not None and all(abs(by.value - r) > slack + 1e-9 for r in real):
            yield Contradiction(
                spans=((a, b),),
                reason=f"由{first.text}到{second.text}，变化应为{round(real[0], 2):g}{by.unit}，文中写{by.text}",
                confidence=0.85,
                rule="integrity.change",
            )


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
    if was[0] == was[1] or re.search(r"[。；]|其中", told[1]) or (was[0] and not _TO.search(told[1])):
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


def _share(text: str, sentences: Sequence[Sentence], place: int, share: Share) -> Iterator[Contradiction]:
    """The rates that the figures nearby do not give."""
    numbers = sentences[place][2]
    earlier = [n for n in numbers if n.end <= share.start]
    found = (
        _named(text, sentences, place, share, earlier)
        or _of_sorts(text, sentences, place, share, earlier)
        or (None if earlier else _progress(text, sentences, place, share))
        or _of_things(text, sentences, place, share)
    )
    if found is None:
        return
    part, whole, negated = found
    percents = [100.0 * part.value / whole.value]
    if negated:
        percents = [100.0 - percents[0]]
    slack = 100.0 * (part.fine + whole.fine) / whole.value + 0.05
    if share.allows(percents[0], slack) or share.off(percents[0]) > _SLIP:
        return
    near = [n for n in nearby(sentences, place) if same_unit(n, part) and n.value > 0]
    if any(share.allows(100.0 * x.value / y.value, slack) for x in near for y in near if x is not y):
        return
    spans = tuple(dict.fromkeys(around(sentences, at) for at in sorted((whole.start, part.start, share.start))))
    yield Contradiction(
        spans=spans,
        reason=f"{part.text}÷{whole.text}应为{round(100.0 * part.value / whole.value, 1):g}%，文中写{share.text}",
        confidence=0.85 if len(spans) == 1 else 0.75,
        rule="integrity.share",
    )


_Pair = tuple[Figure, Figure, bool] | None
"""Part, whole and whether the share is that of what is not done."""


def _named(text: str, sentences: Sequence[Sentence], place: int, share: Share, earlier: Sequence[Figure]) -> _Pair:
    """A rate named after what was done (已办结1268件，办结率…; 完成任务的…), against what was to be done."""
    start = sentences[place][0]
    if not earlier or earlier[-1].vague:
        return None
    part = earlier[-1]
    behind = text[part.end : share.start]
    named, task = _RATE_OF.search(behind), _TASK.search(behind)
    told = named is not None and named["what"] in text[part.start - len(part.label) : part.start]
    same = [n for n in earlier[:-1] if same_unit(n, part)]
    if task is not None:
        wholes = [n for n in nearby(sentences, place) if n.end <= part.start and same_unit(n, part)]
        wholes = [n for n in wholes if _ASKED.search(n.label) and not n.vague]
        return (part, wholes[-1], False) if len(wholes) == 1 and "；" not in behind else None
    if not re.match(r"^[^\d。；，]{0,6}[，（、]?[^\d。；，]*$", behind):
        return None
    wholes = [n for n in same if 0 < part.value < n.value and not n.vague]
    if same:
        between = text[same[-1].end : part.start]
        next_to = earlier[-2] is same[-1] and len(same) == 1
        fits = told or (next_to and _OF.search(between) and _NEXT_TO.match(behind))
        return (part, wholes[0], False) if wholes and fits and (told or next_to) else None
    if not told or named is None or not _RATE_ALONE.match(named["before"].lstrip("，（、")):
        return None
    before = [n for n in nearby(sentences, place) if n.end <= start and same_unit(n, part) and not n.vague]
    asked = [n for n in before if WHOLE.search(n.label) and n.value > part.value]
    if not asked or asked[-1] is not before[-1] or _ELSEWHERE.search(text, asked[-1].end, share.end + 30):
        return None
    return part, asked[-1], False


def _of_sorts(text: str, sentences: Sequence[Sentence], place: int, share: Share, earlier: Sequence[Figure]) -> _Pair:
    """其中噪声类331件，占38%: a sort's share of the whole before 其中."""
    start = sentences[place][0]
    if not earlier or earlier[-1].vague or not _ACCOUNTS_FOR.match(text[earlier[-1].end : share.start]):
        return None
    part, among = earlier[-1], text.find("其中", start, earlier[-1].start)
    wholes = [n for n in earlier[:-1] if n.end <= among and same_unit(n, part)]
    if len(wholes) != 1 or wholes[0].vague or wholes[0].value < part.value:
        return None
    return (part, wholes[0], False) if share.off(100.0 * part.value / wholes[0].value) <= _SHARE_SLIP else None


def _progress(text: str, sentences: Sequence[Sentence], place: int, share: Share) -> _Pair:
    """改造进度已过八成, against the only count of what was to be done by that name and the one done behind it."""
    said = _PROGRESS.search(text[sentences[place][0] : share.start])
    if said is None:
        return None
    every = [(i, n) for i, (_, _, numbers) in enumerate(sentences) for n in numbers if not n.vague]
    asked = [(i, n) for i, n in every if said["what"] in n.label and WHOLE.search(n.label) and n.unit != "%"]
    if len(asked) != 1 or asked[0][0] > place:
        return None
    at, whole = asked[0]
    done = [n for i, n in every if at <= i <= min(at + 2, place) and same_unit(n, whole) and n.start > whole.end]
    if len(done) != 1 or not DONE.search(done[0].label) or done[0].value > whole.value:
        return None
    return done[0], whole, False


def _of_things(text: str, sentences: Sequence[Sentence], place: int, share: Share) -> _Pair:
    """三分之一的社区没有老年食堂, against 28个社区中21个社区建成老年食堂: the same things, the same matter."""
    said = _THINGS.match(text[share.end : share.end + 8])
    if said is None:
        return None
    thing, clause = said["thing"], text[share.end + said.end() : sentences[place][1]]
    near = [n for n in nearby(sentences, place) if n.after.startswith(thing) and not n.vague and n.end <= share.start]
    if len({n.value for n in near}) != 2:
        return None
    part, whole = sorted({n.value: n for n in near}.values(), key=lambda n: n.value)
    matter = text[part.end + len(thing) : part.end + 30]
    if not any(clause[i : i + 3] in matter for i in range(len(clause) - 2)) or re.search(r"其中|新增", matter):
        return None
    undone = bool(re.search(r"没|未|尚无|不", clause[:4])) != bool(re.search(r"没|未|尚无|不", matter[:4]))
    return part, whole, undone


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
        wholes = [n for n in wholes if n not in counts and _same_things(n, each, text)]
        slack = max(each.fine, 0.5 if each.value == int(each.value) else 0.05)
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
    thing = every["thing"]
    if thing and not thing.startswith(("建", "有", "配", "办", "投", "完")):
        return thing[:2] in number.after[:6] or number.label.endswith(thing[:2])
    return bool(every["unit"]) and number.unit == every["unit"] and not same_unit(number, each)


def _same_things(whole: Figure, each: Figure, text: str) -> bool:
    """Whether the whole counts what each has: 划分网格168个 for 平均每个18个网格, 共建成48所 for 平均每个建成3所."""
    thing = each.after[:2]
    if len(thing) == 2:
        return thing in whole.after[:4] or thing in whole.label[-6:]
    return bool(re.search(r"共|合计|总计|总数", whole.label))
