"""Accounts that do not balance: what there was, came in and went out must leave what is told to be left.

573处, 541处 put right, 42处 left; 126座 of old, 18座 new, 5座 pulled down, 143座 now; 860万元 given, 792万元 spent,
86万元 over: one equation. Figures nearby that make what is left in any other way clear it, for lists nest in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from .contradiction import DONE, WHOLE, Contradiction, Sentence, around, nearby, same_unit
from .written import Figure, shown

_LEFT = re.compile(r"(?:剩余|其余|余下|剩下|尚余|还剩|尚剩|结余|节余|结存|(?:尚|还|仍)有)[^，。；\d]{0,3}$")
_UNDONE = re.compile(r"^[^，。；]{0,8}?(?:未|没有?|没能|正在|尚待|待|在办|施工)")
_UNDER_WAY = re.compile(r"^[^，。；]{0,8}?(?:正在|在办|施工)")
_NOW = re.compile(r"(?:现有|现存|现共有|目前(?:共|尚|实)?有|目前在[册管岗]|实有|期末|年末)[^，。；\d]{0,8}$")
_OPENING = re.compile(r"(?:原有|原来有|年初|期初|上年结转|去年底|上年末|此前|原)[^，。；\d]{0,8}$")
_IN = re.compile(
    r"新增|新建|新设|追加|调入|增加|增设|增配|购置|补充|加装|迁入|录入|新识别|新纳入|新认定|采购|新购|(?:本年|资金)到位|转入|新招|招录"
)
_OUT = re.compile(
    rf"{DONE.pattern}|拆除|撤|注销|报废|淘汰|核减|调出|减少|关停|迁出|移交|支出|花|用|退出|损耗|转出|离职|辞职|流失|退役"
)
_NET = re.compile(r"净[增减]加?(?:了|为|达)?[^，。；\d]{0,4}$")
_CAME = re.compile(r"新增|增加|新建|新设|新开|新办|迁入|流入|转入|吸纳|引进|招聘|招录")
_GONE = re.compile(r"减少|关停|关闭|注销|撤并|撤销|迁出|流出|转出|流失|退出|辞职|离职|退休|淘汰|拆除")
_STILL = re.compile(r"(?:尚|还|仍)有")
_FOUND = re.compile(
    r"(?:排查出?|检查发现|发现|查出|受理|收到|接到|接收|反馈|交办|转办|登记|摸排出?|梳理出?|征集|共有|参训|参加|参检|抽检|检测|抽查|申请|申报|应[改检办收发缴训])[^，。；\d]{0,12}$"
)
_SETTLED = re.compile(
    r"(?:整改|办结|办理|销号|答复|处置|处理|化解|治理|解决|合格|通过|取得|获得|结业|持证|核准|已检|已改|已办|已收|已缴|已发)(?:完成|到位|完毕|销号|了)?[^，。；\d率]{0,6}$"
)
_ELSEWHERE = re.compile(r"结转|往年|上年|去年|历年|遗留|存量|含|包括|累计|连同|另有|此外|追加|新增")
_ALL = re.compile(
    r"(?:全部|悉数|均已?|都已?|逐一|100[%％])[^，。；未没不]{0,6}(?:整改|办结|完成|销号|答复|处置|化解|治理|解决|到位|清零|建成|改造|发放)"
)
_STATE = re.compile(r"[未没正尚待已全均也都仍还因由将在的拟安列转]")
_MOST = 5
"""Figures before what is left with which any other way of making it is tried."""


def contradictions(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """All accounts of a text that do not balance."""
    for place, sentence in enumerate(sentences):
        for left in sentence[2]:
            yield from _balance(text, sentences, place, left)
        yield from _more_than_all(text, sentences, place)
        yield from _all_and_a_rest(text, sentence)
        yield from _net(text, sentence)


def _balance(text: str, sentences: Sequence[Sentence], place: int, left: Figure) -> Iterator[Contradiction]:
    a = sentences[place][0]
    before = text[max(a, left.start - 16) : left.start]
    stock = _NOW.search(before) is not None
    rest = _LEFT.search(before)
    undone = rest is not None and _STILL.match(rest.group()) and not _UNDONE.match(text[left.end : left.end + 14])
    if left.vague or left.unit in {"", "%"} or not (stock or (rest is not None and not undone)):
        return
    earlier = [n for n in nearby(sentences, place) if n.end <= left.start and same_unit(n, left)]
    entries = _entries(text, earlier, left, stock)
    if entries is None:
        return
    opening, signed = entries
    if not _same_things(text, opening, left):
        return
    made = opening.value + sum(sign * n.value for sign, n in signed)
    slack = left.fine + opening.fine + sum(n.fine for _, n in signed) + 1e-9
    if rest is not None and _UNDER_WAY.match(text[left.end : left.end + 14]) and left.value < made:
        return  # 尚有24个正在施工: others may not have been begun
    if abs(made - left.value) <= slack or made < 0 or left.value > 2 * opening.value or _made_otherwise(earlier, left):
        return
    told = opening.text + "、".join(f"{'加上' if sign > 0 else '减去'}{n.text}" for sign, n in signed)
    yield Contradiction(
        spans=tuple(dict.fromkeys(around(sentences, n.start) for n in (opening, *(n for _, n in signed), left))),
        reason=f"按报告自己的数字，{told}，应{'为' if stock else '剩'}{shown(made)}{left.unit}，文中写{left.text}",
        confidence=0.85 if around(sentences, opening.start) == around(sentences, left.start) else 0.75,
        rule="integrity.balance",
    )


def _entries(
    text: str, earlier: Sequence[Figure], left: Figure, stock: bool
) -> tuple[Figure, list[tuple[int, Figure]]] | None:
    """The opening figure and what came in and went out behind it; None where a figure between says neither."""
    signed: list[tuple[int, Figure]] = []
    for i in range(len(earlier) - 1, -1, -1):
        number = earlier[i]
        words = text[max(earlier[i - 1].end if i else 0, number.start - 14) : number.start]
        words = re.split(r"[，。；：、]", words)[-1]
        if number.vague or "其中" in text[number.end : left.start]:
            return None
        if stock:
            if _OPENING.search(words):
                break
        elif signed and any(sign < 0 for sign, _ in signed) and not _IN.search(words):
            whole = WHOLE.search(words) or re.search(r"[有为]$", words) or i == 0
            if whole and (i == 0 or not _OUT.search(words)):
                break
        if _IN.search(words):
            signed.insert(0, (1, number))
        elif _OUT.search(words) or _OUT.search(number.after[:6]):
            signed.insert(0, (-1, number))
        else:
            return None
    else:
        return None
    return (number, signed) if signed and (stock or number.value >= signed[-1][1].value) else None


def _same_things(text: str, opening: Figure, left: Figure) -> bool:
    """Whether what is left is of the things that there were: not 4个村民小组 of 12个乡镇."""
    thing = left.after[:2]
    if len(thing) < 2 or left.unit != "个" or _STATE.match(thing):
        return True
    return thing in text[max(0, opening.start - 24) : min(opening.end + 24, left.start)]


def _made_otherwise(earlier: Sequence[Figure], left: Figure) -> bool:
    """Whether sums and differences of the figures before it make what is left."""
    some = earlier[-_MOST:]
    for signs in product((-1, 0, 1), repeat=len(some)):
        if sum(map(abs, signs)) < 2:
            continue
        made = sum(sign * n.value for sign, n in zip(signs, some, strict=True))
        fine = sum(n.fine for sign, n in zip(signs, some, strict=True) if sign)
        if abs(made - left.value) <= left.fine + fine + 1e-9:
            return True
    return False


def _more_than_all(text: str, sentences: Sequence[Sentence], place: int) -> Iterator[Contradiction]:
    """排查隐患120处，已整改138处: more was settled than there was, nothing of the kind told between the two."""
    near = nearby(sentences, place)
    for done in sentences[place][2]:
        before = [n for n in near if n.end <= done.start and same_unit(n, done)]
        whole = before[-1] if before else None
        if whole is None or whole.unit == "%" or whole.vague or done.vague:
            continue
        a, between = around(sentences, whole.start)[0], text[whole.end : done.start]
        if done.value <= whole.value + whole.fine + done.fine or not _FOUND.search(text[a : whole.start]):
            continue
        if _ELSEWHERE.search(text, a, around(sentences, done.start)[1]) or done.value > 1.5 * whole.value:
            continue
        if _SETTLED.search(between) and len(re.findall(r"[，、；]", between)) <= 1 + 2 * ("。" in between):
            reason = f"共{whole.text}，办结或整改的却有{done.text}，多出{shown(done.value - whole.value)}{done.unit}"
            spans = tuple(dict.fromkeys(around(sentences, n.start) for n in (whole, done)))
            yield Contradiction(spans, reason, 0.75, "integrity.more-than-all")


def _net(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """新增120张，减少35张，净增95张: what came in less what went out."""
    a, b, numbers = sentence
    for i, net in enumerate(numbers):
        said = _NET.search(text[a : net.start])
        before = [n for n in numbers[:i] if same_unit(n, net) and not n.vague]
        if said is None or net.vague or not net.unit or len(before) < 2:
            continue
        signed = [(n, _sign(text[max(a, n.start - 24) : n.start])) for n in before]
        came, gone = [n for n, sign in signed if sign > 0], [n for n, sign in signed if sign < 0]
        way = -1 if said.group().startswith("净减") else 1
        if len(came) != 1 or len(gone) != 1 or _made_otherwise(before, net):
            continue
        made = way * (came[0].value - gone[0].value)
        if abs(made - net.value) > net.fine + came[0].fine + gone[0].fine + 1e-9:
            reason = (
                f"增加{came[0].text}，减少{gone[0].text}，应{said.group()[:2]}{shown(made)}{net.unit}，文中写{net.text}"
            )
            yield Contradiction(((a, b),), reason, 0.8, "integrity.balance")


def _sign(words: str) -> int:
    """1 for what came in, -1 for what went out, by the words before a number; 0 where they say neither."""
    words = re.split(r"[，。；：、]", words)[-1]
    return -1 if _GONE.search(words) else int(_CAME.search(words) is not None)


def _all_and_a_rest(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """120处全部整改到位，剩余5处正在施工: all of them, and yet some not."""
    a, b, numbers = sentence
    for i, left in enumerate(numbers):
        if i == 0 or not _LEFT.search(text[a : left.start]) or not _UNDONE.match(text[left.end : b]):
            continue
        whole = next((n for n in reversed(numbers[:i]) if same_unit(n, left)), None)
        if whole is None or whole.value <= left.value or left.value == 0:
            continue
        said = _ALL.search(text, whole.end, min(left.start, whole.end + 24))
        if said is not None and not re.search(r"[，；]", text[whole.end : said.start()]):
            reason = f"{whole.text}写明“{said.group()}”，又写还有{left.text}没有完成"
            yield Contradiction(((a, b),), reason, 0.75, "integrity.all-and-rest")
