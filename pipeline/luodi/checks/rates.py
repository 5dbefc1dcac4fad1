"""Rates and averages that do not follow from the counts told with them.

A rate is held against the part and the whole that its name, its words or its place give; any two figures nearby that
give the rate as told clear it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .contradiction import DONE, WHOLE, Contradiction, Sentence, around, nearby, same_unit
from .figures import Figure, shown
from .shares import Share, shares

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
    r"(?P<whose>[\u4e00-\u9fff]{0,8}?)(?P<what>[\u4e00-\u9fff]{2})(?:总体|整体)?(?:进度|任务|率)[刚已也经]*(?:完成|达到?|为|过|超过?|近|约)*$"
)
_THINGS = re.compile(r"^的(?P<thing>[\u4e00-\u9fff]{2,8}?)(?=没|未|尚|都|均|已|完成|实现|建|装|有|能)")
_BOUND_AFTER = re.compile(r"^(?:以上|以下|以内|左右|多|余)")
_NOT = re.compile(r"没|未|尚无|不(?!断|仅|但)")
_EMPTY = re.compile(r"[的了已共达为全占]|目前|截至|月底|其中|工作|情况|全县|全市|全区")
_FAR = 4
"""Sentences back in which the counts of a rate that names them may stand."""
_EACH = re.compile(
    r"平均每[^，。；\d]{0,8}$|每[^，。；\d]{1,8}平均[^，。；\d]{0,4}$|[户人村镇校件亩场台家]均[^，。；\d]{0,6}$"
)
_EACH_OF = re.compile(
    r"(?P<head>[户人村镇校件亩场台家])均|每(?P<unit>个|家|所|户|处|名|台|条|座|支|辆|件|次|人|村|镇|乡|校)?(?P<thing>[\u4e00-\u9fff]{0,4})"
)
_ROUNDED = 0.015
"""Share by which an average is rounded: 2000元 each of 2001.6."""
_SLIP, _SHARE_SLIP, _ROUND_SLIP = 15.0, 8.0, 40.0
"""Points within which a stated rate, the share of a sort, and a share in round parts is held to be of these counts."""


def contradictions(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """All that is told of rates and averages and cannot be so."""
    for place, sentence in enumerate(sentences):
        for share in shares(text, sentence[0], sentence[1]):
            yield from _share(text, sentences, place, share)
        yield from _average(text, sentences, place)


def _share(text: str, sentences: Sequence[Sentence], place: int, share: Share) -> Iterator[Contradiction]:
    """The rates that the figures nearby do not give."""
    numbers = sentences[place][2]
    earlier = [n for n in numbers if n.end <= share.start]
    found = (
        _named(text, sentences, place, share, earlier)
        or _of_sorts(text, sentences, place, share, earlier)
        or _tied(text, sentences, place, share)
    )
    if found is None:
        return
    part, whole, negated = found
    percents = [100.0 * part.value / whole.value]
    if negated:
        percents = [100.0 - percents[0]]
    slack = 100.0 * (part.fine + whole.fine) / whole.value + 0.05
    exact = share.text.endswith(("%", "％"))
    if share.allows(percents[0], slack) or share.off(percents[0]) > (_SLIP if exact else _ROUND_SLIP):
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
    if not told or named is None:
        return None
    before = [n for n in nearby(sentences, place) if n.end <= start and same_unit(n, part) and not n.vague]
    asked = [n for n in before if WHOLE.search(n.label) and n.value > part.value]
    whose = _RATE_ALONE.sub("", named["before"].lstrip("，（、"))
    if (
        not asked
        or whose not in asked[-1].label
        or asked[-1] is not before[-1]
        or _ELSEWHERE.search(text, asked[-1].end, share.end + 30)
    ):
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


def _tied(text: str, sentences: Sequence[Sentence], place: int, share: Share) -> _Pair:
    """九成以上的餐饮店完成了安装, 三分之一的社区没有食堂, 改造进度过八成: the only part and whole that its words name.

    One of them shares a word with what the share tells, the whole shares one with its clause or is said to be the
    whole; of whom the share tells (大中型餐饮店, 重大隐患) must be written with them.
    """
    clause, what, whose = _words_of(text, sentences[place], share)
    before = [n for _, _, numbers in sentences[max(0, place - _FAR) : place + 1] for n in numbers]
    before = [n for n in before if n.end <= share.start and not n.vague and n.unit not in {"", "%"}]
    pairs: dict[tuple[float, float], tuple[Figure, Figure]] = {}
    for part in before:
        said = _phrase(text, part)
        if not (DONE.search(part.label) or re.search(r"有|建|装", said)):
            continue
        for whole in before:
            asked = _phrase(text, whole)
            if whole.end > part.start or not same_unit(part, whole) or whole.value <= part.value:
                continue
            if not (_shared(clause, asked) or WHOLE.search(asked)) or "其中" in text[whole.end : part.start]:
                continue
            if (_shared(what, said) or _shared(what, asked)) and all(w in asked + said for w in whose):
                pairs[part.value, whole.value] = (part, whole)
    if len(pairs) != 1:
        return None
    ((part, whole),) = pairs.values()
    return part, whole, bool(_NOT.search(clause)) != bool(_NOT.search(_phrase(text, part)))


def _words_of(text: str, sentence: Sentence, share: Share) -> tuple[str, str, tuple[str, ...]]:
    """The clause of a share, the words that say what of it is so, and those that say of whom."""
    left = max([sentence[0], *(text.rfind(m, sentence[0], share.start) + 1 for m in "，；：、（")])
    right = min([sentence[1], *(p for m in "，。；、）" if (p := text.find(m, share.end, sentence[1])) >= 0)])
    before, behind = text[left : share.start], _BOUND_AFTER.sub("", text[share.end : right])
    clause = f"{before} {behind}"
    told = _THINGS.match(behind)
    if told is not None:
        return clause, behind[told.end() :], (told["thing"],)
    named = _PROGRESS.search(before)
    if named is None:
        return clause, "", ()
    whose = re.sub(r"^(?:目前|总的看|全[县市区镇]|总体|针对|[，\s])+", "", named["whose"])
    return clause, named["what"], (whose,) if whose else ()


def _phrase(text: str, number: Figure) -> str:
    """What is said of a number: the words before it in its clause and those behind it."""
    return f"{number.label} {number.after}"


def _shared(one: str, other: str) -> bool:
    """Whether two phrases share a word of two characters that says something."""
    return any(
        one[i : i + 2] in other and not _EMPTY.search(one[i : i + 2])
        for i in range(len(one) - 1)
        if re.fullmatch(r"[\u4e00-\u9fff]{2}", one[i : i + 2])
    )


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
