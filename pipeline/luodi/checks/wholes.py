"""A whole that its own parts deny: more settled than there was, all settled with a rest, parts told together, averages.

Each is held against the nearest number of the same unit of measure and only where words say what is the whole and what
is done with it; a carry-over (上年结转), a plan outdone or a rest that comes from elsewhere contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from luodi.text.numerals import parse_numeral

from .contradiction import Contradiction, Sentence, same_unit
from .figures import shown

_FOUND = re.compile(
    r"(?:排查出?|检查发现|发现|查出|受理|收到|接到|反馈|交办|转办|登记|摸排出?|梳理出?|征集|共有|应[改检办收发缴])[^，。；\d]{0,12}$"
)
_SETTLED = re.compile(
    r"(?:整改|办结|办理|销号|答复|处置|处理|化解|治理|解决|已检|已改|已办|已收|已缴|已发)(?:完成|到位|完毕|销号|了)?[^，。；\d率]{0,4}$"
)
_ELSEWHERE = re.compile(r"结转|往年|上年|去年|历年|遗留|存量|含|包括|累计|连同|另有|此外|追加|新增")
_ALL = re.compile(
    r"(?:全部|悉数|均已?|都已?|逐一|100[%％])[^，。；未没不]{0,6}(?:整改|办结|完成|销号|答复|处置|化解|治理|解决|到位|清零|建成|改造|发放)"
)
_REST = re.compile(r"(?:剩余|剩下|余下|尚有|还有|仍有|尚余|还剩)[^，。；\d]{0,3}$")
_UNDONE = re.compile(r"^[^，。；]{0,8}(?:未|没有?|正在|尚待|待)")
_TOGETHER = re.compile(
    r"[两二三四五六七八九十\d]+(?:类|项|者|块|部分|种|级)?(?:合计|共计|相加|加起来|总计|共)[^，。；\d]{0,6}$"
)
_SORTS = re.compile(
    r"(?:落在|分为|分成|分属|归为|集中在|涉及|分布在)(?P<count>[两二三四五六七八九\d])(?:大)?(?:类|种|块|方面|个方面|部分|个县|个区|个乡镇|个片区)[^，。；：]{0,6}[：:]"
)
_PARTIAL = re.compile(r"其余|其他|其它|另有|余下|占")
_EACH = re.compile(r"平均每?(?:个|家|所|户|处|村|镇|乡|人|名|台|条)?[^，。；\d]{0,6}$")
_NEAR = 0.15
"""Share by which parts told together miss the whole at most; further off they are parts of something else."""


def contradictions(text: str, sentence: Sentence, before: Sentence | None) -> Iterator[Contradiction]:
    """What a sentence says of a whole that its parts deny; ``before`` is the sentence before it."""
    yield from _more_than_all(text, sentence)
    yield from _all_and_a_rest(text, sentence)
    yield from _together(text, sentence, before)
    yield from _sorts(text, sentence)
    yield from _average(text, sentence)


def _more_than_all(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """排查隐患120处，已整改138处: more was settled than there was."""
    a, b, numbers = sentence
    if _ELSEWHERE.search(text, a, b):
        return
    for whole, done in pairwise(numbers):
        if not same_unit(whole, done) or whole.unit == "%" or whole.vague or done.vague:
            continue
        if done.value <= whole.value + whole.fine + done.fine or not _FOUND.search(text[a : whole.start]):
            continue
        between = text[whole.end : done.start]
        if _SETTLED.search(between) and len(re.findall(r"[，、；]", between)) <= 1:
            reason = f"共{whole.text}，办结或整改的却有{done.text}，多出{shown(done.value - whole.value)}{done.unit}"
            yield Contradiction(((a, b),), reason, 0.75, "integrity.more-than-all")


def _all_and_a_rest(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """120处全部整改到位，剩余5处正在施工: all of them, and yet some not."""
    a, b, numbers = sentence
    for i, left in enumerate(numbers):
        if i == 0 or not _REST.search(text[a : left.start]) or not _UNDONE.match(text[left.end : b]):
            continue
        whole = next((n for n in reversed(numbers[:i]) if same_unit(n, left)), None)
        if whole is None or whole.value <= left.value or left.value == 0:
            continue
        said = _ALL.search(text, whole.end, min(left.start, whole.end + 24))
        if said is not None and not re.search(r"[，；]", text[whole.end : said.start()]):
            reason = f"{whole.text}写明“{said.group()}”，又写还有{left.text}没有完成"
            yield Contradiction(((a, b),), reason, 0.75, "integrity.all-and-rest")


def _together(text: str, sentence: Sentence, before: Sentence | None) -> Iterator[Contradiction]:
    """受理3.26万件。…四类合计3.06万件: parts that are said to be all, against the whole of the sentence before."""
    a, b, numbers = sentence
    for i, told in enumerate(numbers):
        parts = [n for n in numbers[:i] if same_unit(n, told)]
        if len(parts) < 2 or told.vague or _PARTIAL.search(text, told.end, b):
            continue
        if not _TOGETHER.search(text[max(a, told.start - 16) : told.start]):
            continue
        summed, fine = sum(n.value for n in parts), sum(n.fine for n in parts)
        group = parts if abs(summed - told.value) <= fine + told.fine else parts[1:]
        wholes = [n for n in (before[2] if before is not None else []) if same_unit(n, told)]
        wholes += parts[:1] if group is not parts else []
        if abs(sum(n.value for n in group) - told.value) > sum(n.fine for n in group) + told.fine + 1e-9:
            continue  # what does not make its own total is told elsewhere
        for whole in wholes[-1:]:
            off = abs(whole.value - told.value)
            if whole.vague or off <= whole.fine + told.fine or off > _NEAR * whole.value:
                continue
            spans = (*(((before[0], before[1]),) if before is not None and whole in before[2] else ()), (a, b))
            reason = f"总数写{whole.text}，分项合计写{told.text}，相差{shown(off)}{told.unit}"
            yield Contradiction(spans, reason, 0.7, "integrity.together")


def _sorts(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """3.26万个红点全都落在四类事情里：市容1.41万件，…: as many parts as sorts are told, that do not make the whole."""
    a, b, numbers = sentence
    for told in _SORTS.finditer(text, a, b):
        count = parse_numeral(told["count"])
        before = [n for n in numbers if n.end <= told.start()]
        parts = [n for n in numbers if n.start >= told.end()]
        if not before or count is None or len(parts) != count or count < 2 or any(n.vague for n in parts):
            continue
        whole, summed = before[-1], sum(n.value for n in parts)
        off = abs(whole.value - summed)
        alike = all(same_unit(n, parts[0]) for n in parts) and "%" not in (whole.unit, parts[0].unit)
        if alike and not whole.vague and whole.fine + sum(n.fine for n in parts) < off <= _NEAR * whole.value:
            listed = "+".join(n.text for n in parts)
            reason = (
                f"总数写{whole.text}，分项{listed}合计{shown(summed)}{parts[0].unit}，相差{shown(off)}{parts[0].unit}"
            )
            yield Contradiction(((a, b),), reason, 0.8, "integrity.sorts")


def _average(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """12个乡镇平均每个建成3所，共建成48所: the average times the count is another number."""
    a, b, numbers = sentence
    for count, each, whole in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if count.vague or each.vague or whole.vague or not same_unit(each, whole) or each.unit == "%":
            continue
        if not _EACH.search(text[count.end : each.start]) or same_unit(count, each):
            continue
        if not re.search(r"共|合计|总计|总数", text[each.end : whole.start]):
            continue
        slack = count.value * max(each.fine, 0.5 if each.value == int(each.value) else 0.05) + whole.fine
        made = count.value * each.value
        if abs(made - whole.value) > slack + 1e-9:
            reason = f"{count.text}平均{each.text}，应共约{shown(made)}{whole.unit}，文中写{whole.text}"
            yield Contradiction(((a, b),), reason, 0.7, "integrity.average")
