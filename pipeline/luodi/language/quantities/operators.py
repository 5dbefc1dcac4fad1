"""How a number is compared and whether it is a change: the words before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.records import Operator
from luodi.text.lexicon import patterns

from .amounts import Amount
from .patterns import grammar

_RULES = patterns("quantity_context")
_BASELINE = _RULES["baseline"]
_SHARE_UNITS = frozenset(("%", "‰", "个百分点", "倍"))
_OBJECT_CHANGED = _RULES["object-changed"]
_ONLY = re.compile(r"(?:只|仅)(?!有)[一-龥]{0,4}$")
_WITHIN = re.compile(r"(?:半径)?范围(?:以内|之内|内)")
_REFUSED = {"<=": ">=", ">=": "<="}
_REFUSAL = re.compile(r"的，(?:一律)?(?:不得(?!低于|少于|超过|高于)|不予|严禁|禁止)")
_EXACT = re.compile(r"(?:只有|仅有|仅为|只为)\s?$")
_DOUBLED = re.compile(r"(?:最高|最多|最长|最低|最少|一般|均)$")
_GAP_END = re.compile(r"[，。；、：:\d]")
_GAP_VERB = re.compile(r"^(?:到|了|为|是|有)?[一-龥（）()“”的]{0,16}\s?$")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Operator, where its words begin and end, and the baseline of a change."""

    op: Operator
    begin: int
    stop: int
    explicit: bool


def compare(text: str, amount: Amount, clause_begin: int) -> Comparison:
    """Read the comparator around an amount; the clause begins at ``clause_begin``."""
    rules = grammar()
    before = text[max(clause_begin, amount.begin - 40) : amount.begin]
    offset = amount.begin - len(before)
    right = rules.right.match(text, amount.stop)
    right_op = rules.right_ops[right["word"]] if right else None
    stop = right.end() if right else amount.stop
    if found := _WITHIN.match(text, amount.stop):
        return Comparison("<=", amount.begin, found.end(), False)  # 200米范围内至少1座
    loose = "~" if amount.loose else None
    if amount.kind == "double":
        return Comparison("change+", amount.begin, stop, True)
    if found := rules.moved.search(before):
        op = rules.directions[found["verb"]]
        if inner := _nearest(found["gap"]):
            op = rules.left_ops[inner[1]]
        if right_op in (">=", "<="):
            op = right_op
        return Comparison(_operator(amount, op), offset + found.start(), stop, True)
    if (found := rules.change.search(before)) and _is_change(found["verb"], amount):
        degree = found["degree"]
        ceiling = degree is not None and rules.left_ops.get(degree) == "<=" and degree not in ("低于", "不到")
        if not ceiling or amount.unit in ("%", "个百分点"):
            op = rules.directions[found["verb"]]
            if ceiling:
                op = "<="
            return Comparison(_operator(amount, op), offset + found.start(), stop, True)
    if amount.unit in _SHARE_UNITS and (found := _OBJECT_CHANGED.search(before)):
        return Comparison(_operator(amount, rules.directions[found["verb"]]), amount.begin, stop, True)
    if nearest := _nearest(before):
        start, word = nearest
        op = rules.left_ops[word]
        if right_op in (">=", "<=") and (op == "~" or word in rules.yielding):
            op = right_op
        if op in _REFUSED and _REFUSAL.match(text, stop):
            op = _REFUSED[op]  # 低于1.2个的，不得通过: what is asked is the contrary
        return Comparison(_operator(amount, op), offset + start, stop, True)
    if found := _ONLY.search(before):
        return Comparison(_operator(amount, right_op or "<="), offset + found.start(), stop, True)
    if found := _EXACT.search(before):
        return Comparison("=", offset + found.start(), stop, True)
    op = right_op or loose or "="
    return Comparison(_operator(amount, op), amount.begin, stop, right_op is not None)


def _nearest(before: str) -> tuple[int, str] | None:
    """The comparator nearest to the number that only verbs or what the share is of separate from it."""
    reach = before[-24:]
    offset = len(before) - len(reach)
    for found in reversed(list(grammar().left.finditer(reach))):
        gap = reach[found.end() :]
        if len(gap) > 16 or _GAP_END.search(gap):
            return None
        if _usable(found[0], gap):
            doubled = _DOUBLED.search(reach, 0, found.start())
            return offset + (doubled.start() if doubled else found.start()), found[0]
    return None


def _is_change(verb: str, amount: Amount) -> bool:
    """新建和改造提升112万亩 makes 112万亩, 提升5% changes by 5 %."""
    return verb not in grammar().of_shares or amount.unit in ("%", "‰", "个百分点", "倍", "元", None)


def _operator(amount: Amount, op: str) -> Operator:
    if amount.top is not None and not op.startswith("change"):
        return "range"
    return op  # type: ignore[return-value]


def _usable(word: str, gap: str) -> bool:
    """Only verbs and what the share is of may stand between a comparator and its number."""
    if not gap:
        return True
    if word in grammar().tight:
        return gap in ("到", "了", "为", "是", "有", " ", "到了") or (word in ("最高", "最低") and len(gap) <= 4)
    if word in grammar().near:
        return len(gap) <= 10 and "的" not in gap[:-1]
    return _GAP_VERB.match(gap) is not None


def baseline(text: str, begin: int, sentence_begin: int) -> str | None:
    """What a change is measured against: the last 较2020年 or 以2023年为基数 before it in the sentence."""
    last = None
    for found in _BASELINE.finditer(text, max(sentence_begin, begin - 200), begin):
        last = found
    if last is None:
        return None
    return last["base"] or last["base2"] or "上年同期"
