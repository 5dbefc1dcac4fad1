"""The law of accounts: what there was, came in and went out leaves what is told to be left.

573处, 541处 put right, 42处 left; 126座 of old, 18座 new, 5座 pulled down, 143座 now; 860万元 given, 792万元 spent,
86万元 over: one equation. Figures nearby that make what is left in any other way clear it, for lists nest in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from .contradiction import DONE, WHOLE, Contradiction
from .statements import Book, Statement, alike
from .written import shown

_LEFT = re.compile(
    r"(?:剩余|其余|余下|剩下|尚余|还剩|尚剩|结余|节余|结存|(?:尚|还|仍)有)[^，。；\d]{0,3}$|(?P<not>(?:尚|还|仍)?未[\u4e00-\u9fff]{2,4}?)的$"
)
_UNDONE = re.compile(r"^[^，。；]{0,8}?(?:未|没有?|没能|正在|尚待|待|在办|施工)")
_UNDER_WAY = re.compile(r"^[^，。；]{0,8}?(?:正在|在办|施工)")
_NOW = re.compile(
    r"(?:现有|现存|现共有|目前(?:共|尚|实)?有|实有|期末|年末|(?<!上年)(?<!去年)[月目年][底末前]?在(?:册|管|岗|编|校|库|架))[^，。；\d]{0,8}$"
)
_IN = re.compile(
    r"新增|新建|新设|追加|调入|增加|增设|增配|购置|补充|加装|迁入|录入|新识别|新纳入|新认定|采购|新购|(?:本年|资金)到位|转入|新招|招录|新接|新收|接收|转来"
)
_OUT = re.compile(
    rf"{DONE.pattern}|拆除|撤|注销|报废|淘汰|核减|调出|减少|关停|迁出|移交|支出|花|用|退出|损耗|转出|离职|辞职|流失|退役|解除|期满|死亡|收监"
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
_OPENING = re.compile(r"(?:原有|原来有|年初|期初|上年结转|(?:去|上)年年?[底末]|此前|原)[^。；\d]{0,20}$")
_GIVEN, _PAID = re.compile(r"下达|安排|到位|预算|核定|分配"), re.compile(r"拨付|支付|支出|兑付|发放|使用|报账")
_ITEM = re.compile(r"其中|已|累计|实际|(?:拨付|支付|支出|兑付|发放|使用|下达|安排|用于|为|了|和|及)")
_NAMED = 4
"""Characters of a name that say of what sort money is."""
_MOST = 5
"""Figures before what is left with which any other way of making it is tried."""


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All accounts of a text that do not balance."""
    for place, told in enumerate(book.by_place):
        for left in told:
            yield from _balance(book, left)
        yield from _more_than_all(book, place)
        yield from _more_than_given(book, place)
        yield from _all_and_a_rest(book, told)
        yield from _net(book, told)


def _balance(book: Book, left: Statement) -> Iterator[Contradiction]:
    stock, rest = _NOW.search(left.lead) is not None, _LEFT.search(left.lead)
    behind = book.text[left.figure.end : left.figure.end + 14]
    undone = rest is not None and _STILL.match(rest.group()) and not _UNDONE.match(behind)
    if left.figure.vague or left.figure.unit in {"", "%"} or not (stock or (rest is not None and not undone)):
        return
    earlier = [s for s in book.near(left) if s.figure.end <= left.figure.start and alike(s, left)]
    same = [s for s in earlier if s.figure.after[:1] == left.figure.after[:1] != ""]
    entries = _entries(book, same if len(same) > 1 else earlier, left, stock=stock)
    if entries is None:
        return
    opening, signed = entries
    if not _same_things(book, opening, left) or not _same_deed(book, opening, left):
        return
    made = opening.value + sum(sign * s.value for sign, s in signed)
    slack = sum(s.figure.fine for s in (left, opening, *(s for _, s in signed))) + 1e-9
    if rest is not None and _UNDER_WAY.match(behind) and left.value < made:
        return  # 尚有24个正在施工: others may not have been begun
    if abs(made - left.value) <= slack or made < 0 or left.value > 2 * opening.value or _made_otherwise(earlier, left):
        return
    account = opening.figure.text + "、".join(f"{'加上' if sign > 0 else '减去'}{s.figure.text}" for sign, s in signed)
    should = f"应{'为' if stock else '剩'}{shown(made)}{left.figure.unit}"
    reason = f"按报告自己的数字，{account}，{should}，文中写{left.figure.text}"
    sure = 0.85 if opening.place == left.place else 0.75
    yield book.clash([opening, *(s for _, s in signed), left], reason, sure, "integrity.balance")


def _entries(
    book: Book, earlier: Sequence[Statement], left: Statement, *, stock: bool
) -> tuple[Statement, list[tuple[int, Statement]]] | None:
    """The opening figure and what came in and went out behind it; None where a figure between says neither."""
    signed: list[tuple[int, Statement]] = []
    for i in range(len(earlier) - 1, -1, -1):
        entry, words = earlier[i], earlier[i].name[-14:]
        if entry.figure.vague or "其中" in book.between(entry, left):
            return None
        if stock:
            if _OPENING.search(entry.lead):
                break
        elif signed and any(sign < 0 for sign, _ in signed) and not _IN.search(words):
            whole = WHOLE.search(words) or re.search(r"[有为]$", words) or i == 0
            if whole and (i == 0 or not _OUT.search(words)):
                break
        if _IN.search(words):
            signed.insert(0, (1, entry))
        elif _OUT.search(words) or _OUT.search(entry.figure.after[:6]):
            signed.insert(0, (-1, entry))
        else:
            return None
    else:
        return None
    came = sum(s.value for sign, s in signed if sign > 0)
    return (entry, signed) if signed and (stock or entry.value + came >= signed[-1][1].value) else None


def _same_things(book: Book, opening: Statement, left: Statement) -> bool:
    """Whether what is left is of the things that there were: not 4个村民小组 of 12个乡镇."""
    thing = left.figure.after[:2]
    if len(thing) < 2 or left.figure.unit != "个" or _STATE.match(thing):
        return True
    around = slice(max(0, opening.figure.start - 24), min(opening.figure.end + 24, left.figure.start))
    return thing in book.text[around]


def _same_deed(book: Book, opening: Statement, left: Statement) -> bool:
    """Whether 尚未覆盖的27个 is left of what is told of 覆盖: the deed that is denied is told before."""
    denied = re.search(r"未([\u4e00-\u9fff]{2,4}?)的$", left.name)
    return denied is None or denied[1] in book.text[opening.figure.end : left.figure.start - len(denied[0])]


def _made_otherwise(earlier: Sequence[Statement], left: Statement) -> bool:
    """Whether sums and differences of the figures before it make what is left."""
    some = earlier[-_MOST:]
    for signs in product((-1, 0, 1), repeat=len(some)):
        if sum(map(abs, signs)) < 2:
            continue
        made = sum(sign * s.value for sign, s in zip(signs, some, strict=True))
        fine = sum(s.figure.fine for sign, s in zip(signs, some, strict=True) if sign)
        if abs(made - left.value) <= left.figure.fine + fine + 1e-9:
            return True
    return False


def _more_than_all(book: Book, place: int) -> Iterator[Contradiction]:
    """排查隐患120处，已整改138处: more was settled than there was, nothing of the kind told between the two."""
    for done in book.by_place[place]:
        before = [s for s in book.near(done) if s.figure.end <= done.figure.start and alike(s, done)]
        whole = before[-1] if before else None
        if whole is None or whole.kind == "share" or whole.figure.vague or done.figure.vague:
            continue
        between = book.between(whole, done)
        if done.value <= whole.value + whole.figure.fine + done.figure.fine or not _FOUND.search(
            book.text[whole.sentence[0] : whole.figure.start]
        ):
            continue
        if _ELSEWHERE.search(book.text, whole.sentence[0], done.sentence[1]) or done.value > 1.5 * whole.value:
            continue
        if _SETTLED.search(between) and len(re.findall(r"[，、；]", between)) <= 1 + 2 * ("。" in between):
            over = f"{shown(done.value - whole.value)}{done.figure.unit}"
            reason = f"共{whole.figure.text}，办结或整改的却有{done.figure.text}，多出{over}"
            yield book.clash([whole, done], reason, 0.75, "integrity.more-than-all")


def _more_than_given(book: Book, place: int) -> Iterator[Contradiction]:
    """下达改造补助1500万元 and 已拨付改造补助1620万元: more money was paid of one sort than was given."""
    for paid in book.by_place[place]:
        if not paid.figure.unit.endswith("元") or paid.figure.vague:
            continue
        name = _ITEM.sub("", paid.name)
        given = [s for s in book.near(paid) if s.figure.end <= paid.figure.start and alike(s, paid)]
        given = [s for s in given if len(name) >= _NAMED and _ITEM.sub("", s.name) == name]
        if len(given) != 1 or given[0].figure.vague or not given[0].value < paid.value <= 1.5 * given[0].value:
            continue
        words = book.text[given[0].sentence[0] : paid.sentence[1]]
        first, last = book.text[given[0].sentence[0] : given[0].figure.start], _since(book, given[0], paid)
        if _GIVEN.search(first) and _PAID.search(last) and not _ELSEWHERE.search(words):
            reason = f"“{name}”下达{given[0].figure.text}，拨付的却有{paid.figure.text}"
            yield book.clash([given[0], paid], reason, 0.75, "integrity.more-than-all")


def _since(book: Book, one: Statement, other: Statement) -> str:
    """The words before a figure in its sentence, or since an earlier figure of that."""
    return book.text[max(one.figure.end, other.sentence[0]) : other.figure.start]


def _net(book: Book, told: Sequence[Statement]) -> Iterator[Contradiction]:
    """新增120张，减少35张，净增95张: what came in less what went out."""
    for i, net in enumerate(told):
        said = _NET.search(net.name)
        before = [s for s in told[:i] if alike(s, net) and not s.figure.vague]
        if said is None or net.figure.vague or not net.figure.unit or len(before) < 2:
            continue
        came, gone = [s for s in before if _sign(s.name) > 0], [s for s in before if _sign(s.name) < 0]
        if len(came) != 1 or len(gone) != 1 or _made_otherwise(before, net):
            continue
        made = (came[0].value - gone[0].value) * (-1 if said.group().startswith("净减") else 1)
        if abs(made - net.value) > net.figure.fine + came[0].figure.fine + gone[0].figure.fine + 1e-9:
            should = f"应{said.group()[:2]}{shown(made)}{net.figure.unit}"
            reason = f"增加{came[0].figure.text}，减少{gone[0].figure.text}，{should}，文中写{net.figure.text}"
            yield book.clash([came[0], gone[0], net], reason, 0.8, "integrity.balance")


def _sign(words: str) -> int:
    """1 for what came in, -1 for what went out, by the words before a number; 0 where they say neither."""
    return -1 if _GONE.search(words) else int(_CAME.search(words) is not None)


def _all_and_a_rest(book: Book, told: Sequence[Statement]) -> Iterator[Contradiction]:
    """120处全部整改到位，剩余5处正在施工: all of them, and yet some not."""
    for i, left in enumerate(told):
        if i == 0 or not _LEFT.search(left.lead) or not _UNDONE.match(book.text[left.figure.end : left.sentence[1]]):
            continue
        whole = next((s for s in reversed(told[:i]) if alike(s, left)), None)
        if whole is None or whole.value <= left.value or left.value == 0:
            continue
        said = _ALL.search(book.text, whole.figure.end, min(left.figure.start, whole.figure.end + 24))
        if said is not None and not re.search(r"[，；]", book.text[whole.figure.end : said.start()]):
            reason = f"{whole.figure.text}写明“{said.group()}”，又写还有{left.figure.text}没有完成"
            yield book.clash([whole, left], reason, 0.75, "integrity.all-and-rest")
