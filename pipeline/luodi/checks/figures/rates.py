"""The law of rates: a share is what its part makes of its whole.

Which two counts a share is of is weighed from signs: its name said again with the part (已办结, 办结率), what it is
said to be of (占年度任务的), the place, what stands between. The likeliest pair is held against it; any two figures
nearby that give the share as told, or the sum of two, clear it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from .contradiction import DONE, WHOLE, Contradiction
from .shares import Share, shares
from .statements import Book, Statement, alike

_ENOUGH = 5
"""Weight from which two counts are held to be those of a share."""
_FAR = 4
"""Sentences back in which the counts of a share may stand."""
_FITS, _ALL, _NEXT = 0.6, 99.0, 6
"""Share of the characters of what a share is of that must stand with the whole; points from which it may be all of
others; characters between a part and the clause of its share."""
_LONG, _MOSTLY = 4, 0.7
"""Pairs of characters from which a phrase need not be written alike, and the share of them that must be."""
_SLIP, _ROUND_SLIP = 15.0, 40.0
"""Points within which a share in figures, and one in round parts, is held to be of these counts."""
_BOUND = r"(?:近|约|为|到|已|高?达到?了?|仅|只有|超过|将近|接近|刚刚|[一就]?过|占)*"
_NAME = re.compile(
    rf"(?P<whose>[^，。；：、（\d]*?)(?P<what>[\u4e00-\u9fff]{{2}})(?:总体|整体)?(?:率|(?<![年季月进高])度|进度|比例|比重|任务)[已也均都]?{_BOUND}$"
)
_OF = re.compile(rf"(?P<whose>[^，。；\d]*?)占(?!比)(?P<of>[^，。；占\d]{{2,14}}?)的?(?:比例|比重)?{_BOUND}$")
_OF_TASK = re.compile(
    r"(?P<whose>)(?:完成|达到?|为|是)了?(?P<of>[^，。；占\d]{0,10}(?:任务|计划|目标)[^，。；\d]{0,2}?)的(?:比例)?$"
)
_PLAIN = re.compile(rf"^(?P<whose>[^，。；\d]*?)占(?:比|总数|总量|全部)?的?{_BOUND}$")
_OF_COUNT = re.compile(r"[，（][^，。；、\d]{0,8}(?:占|达到?|完成了?|为|是)[^，。；、\d]{0,14}$")
_BEHIND = re.compile(
    r"^(?:以上|以下|以内|左右|多|余)*的(?P<whose>[\u4e00-\u9fff]{2,10}?)(?P<what>(?:没|未|尚|都|均|已|完成|实现|建|装|有|能).*)"
)
_ANYBODYS = re.compile(
    r"总体|综合|整体|目前|平均|总的?看?|群众|诉求|问题|隐患|投诉|事项|工作|任务|信访|案件|线索|协议|全部|年度|本年|全年|今年|针对|"
    r"全[县市区镇省乡]|[的已也均都]"
)
_PARTLY = re.compile(r"其中|重大|重点|一般|首|二次|复|再|剩|其余|新增|到期|按期|按时|及时|期内|时限")
_OTHER_BASE = re.compile(r"到期|按期|按时|应办|期内|时限|未到|口径|结转")
_IN_TIME = frozenset({"按期", "按时", "及时"})
_IN_TIME_SAID = re.compile(r"按期|按时|及时|内[^，。；\d]{0,4}(?:办|完成|[回答]复|结|到)")
_TASK = re.compile(r"任务|计划|目标|下达")
_LIKE = tuple(map(frozenset, ("清偿还", "兑付拨支发", "销改治", "竣建", "签订", "检查验")))
"""Deeds that are one: 还款7.05亿元 and 清偿率."""
_DOING = re.compile(r"完成|任务|目标|计划|执行|到位|达标|兑现|总体|整体|工作|改造|建设")
_COMMON = frozenset("意用人数率度中的了有一")
_NOT = re.compile(r"没|未|尚无|不(?!断|仅|但|同|少)")
_EMPTY = re.compile(r"[的了已共达为全占]|目前|截至|月底|其中|工作|情况|全县|全市|全区")
_COUNTS = frozenset({"count", "total", "planned", "rest", "prior"})
_OTHER_TIME = re.compile(r"去年|上年|同期|往年|此前|历年")


@dataclass(frozen=True)
class _Rate:
    """A share: what is so (办结), of what (年度任务), whose (重大隐患), "" where it does not say; its clause."""

    share: Share
    place: int
    what: str = ""
    of: str = ""
    whose: str = ""
    clause: str = ""
    lead: str = ""


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All shares of a text that the counts told with them do not make."""
    for place, (start, end, _) in enumerate(book.sentences):
        for share in shares(book.text, start, end):
            before = [s for s in book.around(place, back=_FAR) if s.figure.end <= share.start]
            found = _told(book, place, share, before) or _weighed(book, _read(book, place, share), before)
            if found is not None:
                yield from _held(book, share, place, found)


_Pair = tuple[Statement, Statement, bool]
"""Part, whole, and whether the share is that of what is not done."""


def _told(book: Book, place: int, share: Share, before: list[Statement]) -> _Pair | None:
    """45个，占年度目标任务60个的83%: the whole stands between its part and the share."""
    if len(before) < 2 or not re.fullmatch(r"[^，。；、\d]{0,8}的", book.text[before[-1].figure.end : share.start]):
        return None
    part, whole = before[-2:]
    plain = not (part.figure.vague or whole.figure.vague) and alike(part, whole) and 0 < part.value < whole.value
    return (part, whole, False) if plain and _OF_COUNT.search(book.between(part, whole)) else None


def _read(book: Book, place: int, share: Share) -> _Rate | None:
    """What a share says of itself; None where it says nothing."""
    start, end, _ = book.sentences[place]
    earlier = [s.figure.end for s in book.by_place[place] if s.figure.end <= share.start]
    lead = re.split(r"[，。；：、（|\n]", book.text[max([start, *earlier[-1:]]) : share.start])[-1]
    behind = re.split(r"[，。；、）|\n]", book.text[share.end : end])[0]
    clause = f"{lead} {behind}"
    after, named, plain = _BEHIND.match(behind), _NAME.search(lead), _PLAIN.match(lead)
    of = _OF.search(lead) or _OF_TASK.search(lead)
    if plain is not None:
        return _Rate(share, place, whose=_ANYBODYS.sub("", plain["whose"]), clause=clause, lead=lead)
    if of is not None:
        return _Rate(share, place, of=of["of"], whose=_ANYBODYS.sub("", of["whose"]), clause=clause, lead=lead)
    if named is not None:
        return _Rate(share, place, named["what"], whose=_ANYBODYS.sub("", named["whose"]), clause=clause, lead=lead)
    return _Rate(share, place, after["what"], "", after["whose"], clause, lead) if after is not None else None


def _weighed(book: Book, rate: _Rate | None, before: list[Statement]) -> _Pair | None:
    """The likeliest part and whole of a rate, where one pair is likelier than all others."""
    if rate is None:
        return None
    counts = [s for s in before if s.kind in _COUNTS and s.figure.unit and not s.figure.vague]
    counts = [s for s in counts if not _OTHER_TIME.search(s.name)]
    pairs = [
        (_weight(book, rate, part, whole, before), part, whole)
        for whole, part in combinations(counts, 2)
        if alike(part, whole) and 0 < part.value < whole.value
    ]
    pairs.sort(key=lambda pair: -pair[0])
    if not pairs or pairs[0][0] < _ENOUGH:
        return None
    best, part, whole = pairs[0]
    if any(w == best and (p.value, v.value) != (part.value, whole.value) for w, p, v in pairs[1:]):
        return None
    return part, whole, bool(_NOT.search(rate.clause)) != bool(_NOT.search(_phrase(book, part, rate)))


def _weight(book: Book, rate: _Rate, part: Statement, whole: Statement, before: list[Statement]) -> int:
    """How much speaks for a share being that of a part of a whole; nothing where its words exclude it."""
    text, said, asked = book.text, _phrase(book, part, rate), _phrase(book, whole, rate)
    told = text[whole.sentence[0] : part.figure.end] + said
    link = text[part.figure.end : rate.share.start]
    if rate.whose and (not _written_in(rate.whose, told) or (_PARTLY.search(rate.whose) and rate.whose not in said)):
        return 0
    if _OTHER_BASE.search(link) and not (_OTHER_BASE.search(said) or _IN_TIME_SAID.search(said)):
        return 0
    among = [s for s in before if alike(s, part) and whole.figure.start < s.figure.start < part.figure.start]
    since = [s for s in before if s.figure.start > part.figure.start]
    named = _named(rate, said, asked, whole, part, book)
    if named <= 0:
        return 0
    signs = [
        (2, not since),
        (-2, any(alike(s, part) for s in since)),
        (1, not among),
        (-1, len(among) > 1),
        (1, whole.place == part.place),
        (1, part.place == rate.place),
        (1, WHOLE.search(asked) is not None),
        (2, bool(rate.whose) and rate.whose in asked),
        (-1, whole.line != part.line or part.line != book.line(rate.place)),
        (-3, "；" in link),
        (-3, whole.place < part.place and _has_a_rate(book, whole)),
    ]
    return named + sum(points for points, holds in signs if holds)


def _named(rate: _Rate, said: str, asked: str, whole: Statement, part: Statement, book: Book) -> int:
    """How well the words of a rate fit the words of the part and the whole."""
    between = book.between(whole, part)
    if rate.of:
        if _TASK.search(rate.of):
            return 3 if whole.kind == "planned" or _TASK.search(asked) else 0
        of = _ANYBODYS.sub("", re.sub(r"(?:总数|总量|总额|数量|总|数|量)$", "", rate.of))
        fits = sum(c in asked for c in of)
        return 3 if fits >= _FITS * len(of) and "同期" not in of else 0
    if rate.what:
        if _shared(rate.what, said) or (rate.what in _IN_TIME and _IN_TIME_SAID.search(said)):
            return 3
        again = (set(rate.what) - _COMMON) & set(said) and rate.share.low < _ALL
        doing = _DOING.search(rate.what) and (DONE.search(part.name) or whole.kind == "planned")
        like = any(set(rate.what) & deeds and set(said) & deeds for deeds in _LIKE)
        return 2 if again or doing or like else 0
    link = book.text[part.figure.end : rate.share.start]
    among = re.search(r"其中|[当其之]?中|里面?", between) is not None
    whose = len(rate.whose) >= _LONG and _shared(rate.whose, said)
    among = among or (whole.kind == "planned" and bool((set(part.name) - _COMMON) & set(whole.name)))
    return 3 if whose or (among and len(link) - len(rate.lead) <= _NEXT) else 0


def _has_a_rate(book: Book, whole: Statement) -> bool:
    """Whether a number has a rate of its own right behind it: 开工面积946万平方米，开工率为108% is no whole."""
    behind = re.match(r"[^，。；\d]{0,4}，[^，。；\d]{2,8}率[^，。；\d]{0,3}\d", book.text[whole.figure.end :][:24])
    return behind is not None


def _held(book: Book, share: Share, place: int, pair: _Pair) -> Iterator[Contradiction]:
    """The contradiction of a share with its counts, where they do not make it and nothing nearby does."""
    part, whole, negated = pair
    made_of = 100.0 * part.value / whole.value
    percent = 100.0 - made_of if negated else made_of
    exact = share.text.endswith(("%", "％", "‰"))
    slack = 100.0 * (part.figure.fine + whole.figure.fine) / whole.value + 0.05
    if share.allows(percent, slack) or share.off(percent) > (_SLIP if exact else _ROUND_SLIP):
        return
    near = [s.value for s in book.around(place, back=_FAR) if alike(s, part) and s.value > 0]
    made = [*near, *(x + y for x, y in combinations(near, 2))]
    shared = [100.0 * x / y for y in near for x in made if x != y]
    if any(share.allows(x, slack) or (exact and share.allows(100.0 - x, slack)) for x in shared):
        return
    found = book.clash([part, whole], "", 0.0, "")
    spans = tuple(dict.fromkeys((*found.spans, book.sentences[place][:2])))
    reason = f"{part.figure.text}÷{whole.figure.text}应为{made_of:.3g}%，文中写{share.text}"
    yield Contradiction(spans, reason, 0.85 if len(spans) == 1 else 0.75, "integrity.share")


def _phrase(book: Book, statement: Statement, rate: _Rate) -> str:
    """What is said of a number: the words before it in its clause and those behind it, up to the share."""
    before = re.split(r"[，。；：、|\n]", statement.lead)[-1]
    stop = rate.share.start - len(rate.lead) - statement.figure.end
    return f"{before} {statement.figure.after[: max(0, stop)]}"


def _written_in(whose: str, told: str) -> bool:
    """Whether most pairs of characters of a phrase stand in what is told: 有独立用房的司法所 of 有独立办公用房."""
    pairs = [whose[i : i + 2] for i in range(len(whose) - 1)]
    return whose in told or (len(pairs) >= _LONG and sum(p in told for p in pairs) >= _MOSTLY * len(pairs))


def _shared(one: str, other: str) -> bool:
    """Whether two phrases share a word of two characters that says something."""
    return any(
        one[i : i + 2] in other and not _EMPTY.search(one[i : i + 2])
        for i in range(len(one) - 1)
        if re.fullmatch(r"[\u4e00-\u9fff]{2}", one[i : i + 2])
    )
