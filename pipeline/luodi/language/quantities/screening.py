"""What looks like a quantity and is none: years, names, codes, denominators, conditions, limits in time."""

from __future__ import annotations

import re

from luodi.text.lexicon import patterns
from luodi.text.measure import measure_of

from .amounts import Amount
from .patterns import grammar

_TIMES = frozenset(("days", "months", "workdays"))
"""Dimensions of durations."""
_CLOCK_UNITS = frozenset(("小时", "分钟"))
_INSIDE = re.compile(r"\s?(?:左右)?(?:的?时间)?(?:以内|之内|内)(?![容部])")
_RULES = patterns("quantity_context")
_HELD = _RULES["held"]
_TERM = re.compile(r"\s?(?:后|前|起|来|以来|之后|以后|过渡期|行动|计划|滚动|规划)")
_DENOMINATOR = re.compile(r"每(?:新增|满|达到|增加)?(?:约)?\s?$")
_ORDINAL = re.compile(r"(?:第|〔|No\.?|编号|附件|表|图|热线|电话|：0)\s?$")
_IDIOMS = frozenset(("方", "度", "升", "两", "块", "位", "分"))
_TITLE = _RULES["title"]
_AROUND_CLOCK = _RULES["around-clock"]
_AGE_NOUN = _RULES["age-noun"]
_AGE_MOVED = re.compile(r"(?:至|到|为|放宽|扩大|扩展|提高|延长)\s?$")
_DATE_LIKE = re.compile(r"[月年]\s?$")
_HOUR = re.compile(r"\d[时点:：]\s?$")
_MAIN = _RULES["main"]
_CONDITION_END = _RULES["condition-end"]
_FROM_TO = _RULES["from-to"]
_RECURRENCE = _RULES["recurrence"]
_RATIO_NAME = _RULES["ratio-name"]
_COUNT_NAME = _RULES["count-name"]
_YEAR_PART = re.compile(r"\s?\d{1,2}月|[底末初]|[上下]半年|第")
_SPAN_BEFORE = re.compile(r"(?:近|过去|最近|前|后|用|第|未来|今后|连续|每隔|满周?)\s?$")
_LASTING = re.compile(r"(?:为|期限?|时间|周期|任期|公示|不得)\s?$")
_ROUND_THE_CLOCK = re.compile(r"(?:全天|实行|提供|每天)$")
_CLAUSE_START = re.compile(r"(?:^|[，、；：。）])\s?$")
_LEVEL = re.compile(r"(?:提高|降低?|控制|增加|达到|不低于|不高于|不超过|高于|低于)[^，。；]{0,6}$")
_TAKEN_OFF = re.compile(r"(?:扣|扣减)\s?$")
_COSTS = re.compile(r"[^，。；|\d]{0,8}扣\s?\d")
"""Points taken off for each case that goes wrong (每超时1件扣0.05分) are what it costs, not what is asked."""
_SHORT_OF = re.compile(r"(?:不足|不满|达不到|未达到?)\s?$")
_ENDS_HERE = re.compile(r"\s*$|[。，；]")
_EXCEEDED = re.compile(r"超过[^，。；：\d]{0,10}\Z")
_WHICH = re.compile(
    r"\s?(?:及?以[上下])的?[一-龥]{0,8}?(?:学校|企业|单位|场所|医院|机构|工地|养殖场|自然村|水库|小区|景区|商超|项目)"
)
_WHICH_BEFORE = re.compile(r"(?:^|[和及与、对])[^，。；\d]{0,1}$")
"""600人以上的寄宿制学校: which schools, at the head of a clause or of a noun."""
_RHYTHM = re.compile(
    r"每(?:个?(?:年|半年|半月|季度?|月|周|日|天|旬|学期|学年|星期))(?![^，。；]*(?:至少|不少于|不超过|仅|只))"
)
_CLAUSE_END = re.compile(r"[，。；：\n]")
_SAID_NAME = _RULES["said-name"]


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Titles 《》, document numbers 〔〕 and short quoted names “”: numbers there are names."""
    if not any(mark in text for mark in ("《", "〔", "“", "://")):
        return []
    return [m.span() for m in _TITLE.finditer(text)]


def is_none(text: str, amount: Amount, *, compared: bool, left: str) -> bool:
    """Whether an amount is no quantity; ``compared``: a comparator stands beside it; ``left`` is its clause."""
    right = text[amount.stop : amount.stop + 16]
    if right[:1] in ("×", "*", "x", "X") or left[-1:] in ("×", "*", "x", "X"):
        return True
    if left.endswith("含") and text[amount.begin - 2 : amount.begin] == "（含":
        return True  # 10万元以上（含10万元）
    if _DENOMINATOR.search(left) or _ORDINAL.search(left):
        return True
    if _TAKEN_OFF.search(left) or _COSTS.match(right):
        return True
    if amount.unit in ("分", "分钟") and _HOUR.search(text, 0, amount.begin):
        return True  # 不晚于6时30分
    if amount.unit is not None and amount.unit.startswith("年每"):
        return True  # 2023年每名律师: the year stands before another count
    measure = measure_of(amount.unit)
    if measure is not None and measure.dimension in _TIMES:
        return _is_time(amount, compared=compared, left=left, right=right)
    if amount.unit in ("岁", "周岁"):
        return _AGE_NOUN.match(right) is not None and not _AGE_MOVED.search(left)
    if amount.kind == "bare":
        return not compared or _is_bare_none(amount, left)
    if amount.kind == "counted" and amount.han:
        return _is_word(amount, compared=compared, left=left, right=right)
    if amount.kind == "fraction" and "/" in text[amount.begin : amount.stop]:
        return not compared
    if amount.kind == "half":
        return not compared and left.endswith(("另", "前", "后", "上", "下"))
    return amount.unit in ("日", "号") or (amount.unit == "次" and right.startswith("方"))


def _is_time(amount: Amount, *, compared: bool, left: str, right: str) -> bool:
    if amount.unit in ("年", "周年") and _is_year(amount, right):
        return True
    if _DATE_LIKE.search(left) and amount.unit in ("日", "天"):
        return True
    if _INSIDE.match(right) and not _HELD.search(left):
        return True
    if left.endswith(("用", "利用")) and "时间" in right[:6]:
        return True
    if _TERM.match(right):
        return True
    if amount.unit == "年" and (
        right.startswith("以上的") or (amount.han and left.endswith("满") and right[:1] == "的")
    ):
        return True  # 闲置两年以上的资金, 实施满一年的决策: which of them, nothing asked
    if compared:
        return False
    if _SPAN_BEFORE.search(left):
        return True
    if amount.unit in _CLOCK_UNITS and (_AROUND_CLOCK.match(right) or _ROUND_THE_CLOCK.search(left)):
        return True
    if amount.unit == "日" or amount.han:
        return _LASTING.search(left) is None
    return amount.unit == "年" and _CLAUSE_START.search(left) is not None


def _is_year(amount: Amount, right: str) -> bool:
    """2024年, 4.2024年 after a numbering, 18年10月."""
    if max(amount.value, amount.top or 0.0) >= 1000 or round(amount.value, 2) != amount.value:
        return True
    return amount.unit == "年" and amount.top is None and _YEAR_PART.match(right) is not None


def _is_bare_none(amount: Amount, left: str) -> bool:
    """A number without unit counts for 系数 and 指数, for decimals that are set, and for 人数 and 数量."""
    if _RATIO_NAME.search(left):
        return False
    if amount.value != int(amount.value):
        return _LEVEL.search(left) is None
    return _COUNT_NAME.search(left) is None or (amount.value > 1900 and amount.value < 2100)


def _is_word(amount: Amount, *, compared: bool, left: str, right: str) -> bool:
    """Numerals in characters: 三个清单 and 四类数据 are names; 一次 counts in a rhythm or beside a comparator."""
    measured = amount.unit is not None and amount.unit not in grammar().counted
    if compared or (amount.top is not None and amount.value > 1):
        return False
    if amount.unit in grammar().events and amount.value <= 12:
        if amount.value == 1 and amount.unit == "次" and _RHYTHM.search(left):
            return True  # 每月检查一次 says how often, which is a deadline; 每月至少两次 says how many
        return _RECURRENCE.search(left) is None
    if amount.lone:
        return True
    if amount.value >= 100 or (measured and amount.value >= 10):
        return False
    return not measured or (amount.unit in _IDIOMS and _ENDS_HERE.match(right) is None)


def is_said(text: str, amount: Amount) -> bool:
    """Whether a numeral in characters is told as a number (十二座园子) and not part of a name (两个责任, 四级)."""
    if amount.value < 2 or amount.lone:
        return False
    return _SAID_NAME.match(text, amount.stop) is None and not text.startswith("第", amount.begin - 1)


def is_condition(text: str, amount: Amount, *, compared: bool) -> bool:
    """编制50人以上的机关至少安排1名: the first only says which 机关, beside the number asked."""
    rest = text[amount.stop : amount.stop + 80]
    cut = _CLAUSE_END.search(rest)
    rest = rest[: cut.start()] if cut else rest
    if _FROM_TO.match(rest):
        return True  # 由240元提高到280元
    if amount.kind in ("half", "fraction") and rest.endswith("的") and text.startswith("，", amount.stop + len(rest)):
        return True  # 过半数村民不同意的，…
    if not compared and not rest.startswith(("级以", "级及以")):
        return False
    if rest.startswith("的") and text.startswith("，", amount.stop + 1) and _EXCEEDED.search(text, 0, amount.begin):
        return True  # 变更金额超过合同价10%的，必须…
    if amount.unit not in ("%", "‰", None) and _WHICH.match(text, amount.stop) is not None:
        clause = _CLAUSE_END.split(text[max(0, amount.begin - 40) : amount.begin])[-1]
        if _WHICH_BEFORE.search(clause):
            return True
    if rest.startswith("的") and amount.unit == "分" and text.startswith("，", amount.stop + 1):
        return True  # 得分低于60分的，…
    if rest.startswith("的") and _SHORT_OF.search(text, 0, amount.begin):
        return True  # 不足30辆的企业
    end = _CONDITION_END.match(rest)
    if end is None:
        return False
    return _MAIN.match(rest) is not None
