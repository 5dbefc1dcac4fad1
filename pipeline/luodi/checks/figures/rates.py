"""Rates that do not follow from the counts told with them.

A rate is held against the part and the whole that its name, its words or its place give; any two figures nearby that
give the rate as told clear it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from .contradiction import DONE, WHOLE, Contradiction, Sentence, around, nearby, same_unit
from .shares import Share, shares
from .written import Figure

_RATE_OF = re.compile(
    r"(?P<before>[^\d，。；、（：]*?)(?P<what>[\u4e00-\u9fff]{2})率[已也均都]?(?:高?达到?了?|为|是|仅为?|只有|超过|近|约为?)?$"
)
_MADE_OF = re.compile(
    r"[^\d，。；、（]{0,12}[，。（]?(?:(?P<whose>[^\d，。；、（：]{0,8}?)(?P<what>[\u4e00-\u9fff]{2})[率度]|占比?|(?P<of>[\u4e00-\u9fff]{2})?比例)"
    r"[已也均都]?(?:高?达到?了?|为|是|仅为?|只有|约为?)?"
)
"""The words between a part and its rate: 人，签订率; 人表示满意，满意率达."""
_SOME_OF = re.compile(r"^[^\d，。；、]{0,6}?(?:[当其之]?中|里面?|之内)|^[，。]其中")
_COMMON = frozenset("意用人")
"""Characters of rates that say too little alone: 愿意 is no 满意."""
_ANYBODYS = re.compile(
    r"总体|综合|整体|目前|平均|总|群众|诉求|问题|隐患|投诉|事项|工作|任务|信访|案件|线索|协议|全[县市区镇省乡]|[的，。（]"
)
_PARTLY = re.compile(r"其中|重大|重点|一般|首|二次|复|再|剩|其余|新增")
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
_JUST_OF = re.compile(r"[，（]占(?:比|总数|应[\u4e00-\u9fff]{1,3}的?)?")
_FULFILLED = frozenset({"完成", "达标", "到位", "兑现", "执行"})
_WHOLE_NAME = 2
_NEXT = 24
"""Characters between a whole and the part that stands right behind it."""
_FAR = 4
"""Sentences back in which the counts of a rate that names them may stand."""
_SLIP, _SHARE_SLIP, _ROUND_SLIP = 15.0, 8.0, 40.0
"""Points within which a stated rate, the share of a sort, and a share in round parts is held to be of these counts."""


def contradictions(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """All that is told of rates and cannot be so."""
    for place, sentence in enumerate(sentences):
        for share in shares(text, sentence[0], sentence[1]):
            yield from _share(text, sentences, place, share)


def _share(text: str, sentences: Sequence[Sentence], place: int, share: Share) -> Iterator[Contradiction]:
    """The rates that the figures nearby do not give."""
    numbers = sentences[place][2]
    earlier = [n for n in numbers if n.end <= share.start]
    found = (
        _of_told(text, earlier, share)
        or _named(text, sentences, place, share, earlier)
        or _made_of(text, sentences, place, share)
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
    together = [x.value + y.value for x, y in combinations(near, 2)]
    if any(
        share.allows(100.0 * x / y.value, slack)
        for y in near
        for x in (*(n.value for n in near if n is not y), *together)
    ):
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


def _of_told(text: str, earlier: Sequence[Figure], share: Share) -> _Pair:
    """45个，占年度目标任务60个的83%: the whole stands between its part and the share."""
    if len(earlier) < 2 or not re.fullmatch(r"[^，。；、\d]{0,8}的", text[earlier[-1].end : share.start]):
        return None
    part, whole = earlier[-2:]
    between = text[part.end : whole.start]
    told = re.fullmatch(r"[^，。；、\d]{0,10}[，（]?[^，。；、\d]{0,6}(?:占|达到?|完成了?)[^，。；、\d]{0,14}", between)
    plain = not (part.vague or whole.vague) and same_unit(part, whole) and 0 < part.value < whole.value
    return (part, whole, False) if told is not None and plain else None


def _named(text: str, sentences: Sequence[Sentence], place: int, share: Share, earlier: Sequence[Figure]) -> _Pair:
    """A rate named after what was done (已办结1268件，办结率…; 完成任务的…), against what was to be done."""
    start = sentences[place][0]
    if not earlier or earlier[-1].vague:
        return None
    part = earlier[-1]
    behind = text[part.end : share.start]
    named, task = _RATE_OF.search(behind), _TASK.search(behind)
    if named is not None and _others(named["before"], text[start : part.end] if len(earlier) > 1 else named["before"]):
        return None
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


def _made_of(text: str, sentences: Sequence[Sentence], place: int, share: Share) -> _Pair:
    """走访1200人，其中1044人表示满意，满意率…: a whole, right behind it its part, and the rate of what the part did.

    The rate says again, in one character at least (签了 and 签订率, 改好 and 整改率), what is told between the two or
    behind the part; without a name (占…, 比例为…) words between them must say that one is of the other.
    """
    told = [n for _, _, numbers in sentences[max(0, place - 1) : place + 1] for n in numbers if n.end <= share.start]
    if len(told) < 2 or any(n.vague for n in told[-2:]):
        return None
    whole, part = told[-2:]
    between, behind = text[whole.end : part.start], text[part.end : share.start]
    named = _MADE_OF.fullmatch(behind)
    if named is None or not same_unit(part, whole) or not 0 < part.value < whole.value:
        return None
    if len(between) > _NEXT or between.count("。") + behind.count("。") > 1 or re.search(r"[；\n|]", between + behind):
        return None
    what, told_of = (
        named["what"] or "",
        text[whole.start - len(whole.label) : part.end] + behind[: named.start("whose")],
    )
    whose = f"{named['whose'] or ''}{what or ''}"
    if len(whose) >= _WHOLE_NAME and whose.lstrip("，") in between:
        return part, whole, False  # 按期办复281件，按期办复率: the rate of just what the part did
    if _ELSEWHERE.search(between + behind) or _NOT.search(between + behind) or _others(named["whose"] or "", told_of):
        return None
    if what:
        did = between + behind[: named.start("whose")]
        again = not share.allows(100.0) and (set(what) - _COMMON) & set(did)  # all of them may be all of others
        planned = what in _FULFILLED and not named["whose"] and _ASKED.search(whole.label) is not None
        return (part, whole, False) if what in did or again or planned else None
    if _JUST_OF.fullmatch(behind) and not _SOME_OF.search(between):
        return part, whole, False
    said = named["of"] is not None and named["of"] in between
    return (part, whole, False) if said or _SOME_OF.search(between) else None


def _others(whose: str, told: str) -> bool:
    """Whether a rate is said to be that of others than those told: 重大隐患整改率, 困难人员就业率."""
    whose = _ANYBODYS.sub("", whose)
    return bool(_PARTLY.search(whose) or _ELSEWHERE.search(whose)) or whose not in told


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
