"""What looks like a quantity and is none: years, names, codes, denominators, conditions, durations that are deadlines."""

from __future__ import annotations

import re

from .amounts import Amount
from .patterns import grammar

_TIME_UNITS = frozenset({"年", "个月", "天", "日", "小时", "分钟", "工作日", "自然日", "个自然日", "周", "个季度", "周年", "星期", "个星期", "秒"})
_INSIDE = re.compile(r"\s?(?:左右)?(?:的?时间)?(?:以内|之内|内)(?![容部])")
_HELD = re.compile(
    r"(?:压缩|缩短|控制|压减|缩减|限定|减少|提速|降低?|缩)(?:至|到|在|为)(?:[一-龥]{0,4})?$|(?:不超过|不少于|不低于|不得超过|平均用?时?)\s?$"
)
_TERM = re.compile(r"\s?(?:后|前|起|来|以来|之后|以后|过渡期|行动|计划|滚动|规划)")
_DENOMINATOR = re.compile(r"每(?:新增|满|达到|增加)?(?:约)?\s?$")
_ORDINAL = re.compile(r"(?:第|〔|No\.?|编号|附件|表|图|热线|电话|：0)\s?$")
_IDIOMS = frozenset(("方", "度", "升", "两", "块", "位", "分"))
_TITLE = re.compile(r"https?://[!-~]+|《[^》\n]{0,120}》|〔[^〕\n]{0,12}〕|“[^”\n]{1,14}”")
_AROUND_CLOCK = re.compile(r"\s?(?:值守|值班|服务|热线|在线|自助|不间断|监测|监控|运行|巡|响应|营业|受理|全天|开放|专人|轮流|应急|预约|便民|政务|咨询|举报|全时|[一-龥]{0,6}圈)")
_AGE_NOUN = re.compile(r"\s?(?:（含）)?(?:及?以[上下])?(?:（含[^）]*）)?(?:的)?[一-龥（]")
_AGE_MOVED = re.compile(r"(?:至|到|为|放宽|扩大|扩展|提高|延长)\s?$")
_DATE_LIKE = re.compile(r"[月年]\s?$")
_MAIN = re.compile(
    r"[^，。；：]*?(?:不低于|不少于|不超过|不高于|不得低于|不得少于|不得超过|至少|达到|达|控制在|提高到|降到|安排|配备|给予|补助|占比|比例|比重)[^，。；：、]{0,12}?\d"
)
_CONDITION_END = re.compile(r"(?:（含）)?(?:及|或)?(?:以上|以下|以内|之间)?(?:（含）)?(?:的|[一-龥]{1,8}的|[一-龥])")
_FROM_TO = re.compile(r"[^，。；]{0,6}?(?:放宽|扩大|扩展|提高|提升|增加|延长|调整|降低|压缩|缩短|压减|减少|下降|上升|降|增)(?:至|到|为)")
_RECURRENCE = re.compile(r"每(?:[一二两三四五六七八九十\d]{0,2}个?(?:年|半年|半月|季度?|月|周|日|天|旬|学期|学年|星期)|人|名|家|户)|只|仅|(?<!第)至少|不少于|不超过|原则上")
_VERBAL = re.compile(r"(?:各派|派|配备|设置|设立|建成|建立|安排|明确|确定|新增|新建|培育|打造|选派|选聘|建设)\s?$")
_RATIO_NAME = re.compile(r"(?:系数|指数|得分|分值|评分|比值|倍数|浓度|强度|密度|容积率|值|比)[^，。；]{0,6}$")
_COUNT_NAME = re.compile(r"(?:人数|户数|次数|数量|总数|总量|个数|规模|家数|件数)[^，。；]{0,6}$")


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Titles 《》, document numbers 〔〕 and short quoted names “”: numbers there are names."""
    if not any(mark in text for mark in ("《", "〔", "“", "://")):
        return []
    return [m.span() for m in _TITLE.finditer(text)]


def is_none(text: str, amount: Amount, *, compared: bool, left: str) -> bool:
    """Whether an amount is no quantity; ``compared`` says that a comparator stands beside it, ``left`` is its clause."""
    right = text[amount.stop : amount.stop + 16]
    if right[:1] in ("×", "*", "x", "X") or left[-1:] in ("×", "*", "x", "X"):
        return True
    if left.endswith("含") and text[amount.begin - 2 : amount.begin] == "（含":
        return True  # 10万元以上（含10万元）
    if _DENOMINATOR.search(left) or _ORDINAL.search(left):
        return True
    if amount.unit in _TIME_UNITS:
        return _is_time(amount, compared=compared, left=left, right=right)
    if amount.unit in ("岁", "周岁"):
        return _AGE_NOUN.match(right) is not None and not _AGE_MOVED.search(left)
    if amount.kind == "bare":
        return _is_bare_none(amount, text, compared=compared, left=left)
    if amount.kind in ("counted",) and amount.han:
        return _is_word(amount, compared=compared, left=left, right=right)
    if amount.kind == "half":
        return not compared and left.endswith(("另", "前", "后", "上", "下"))
    return amount.unit in ("日", "号") or (amount.unit == "次" and right.startswith("方"))


def _is_time(amount: Amount, *, compared: bool, left: str, right: str) -> bool:
    if amount.unit in ("年", "周年") and (amount.value >= 1000 or (amount.top or 0) >= 1000 or round(amount.value, 2) != amount.value):
        return True
    if amount.unit == "年" and amount.top is None and re.match(r"\s?\d{1,2}月|[底末初]|[上下]半年|第", right):
        return True
    if _DATE_LIKE.search(left) and amount.unit in ("日", "天"):
        return True
    if _INSIDE.match(right) and not _HELD.search(left):
        return True
    if left.endswith(("用", "利用")) and "时间" in right[:6]:
        return True
    if _TERM.match(right) or re.search(r"(?:近|过去|最近|前|后|用|第|未来|今后|连续|每隔|满周?)\s?$", left) and not compared:
        return True
    if amount.unit == "日" and not compared and not re.search(r"(?:为|期限?|时间|公示|不得)\s?$", left):
        return True
    if amount.unit in ("小时", "分钟") and not compared and (_AROUND_CLOCK.match(right) or re.search(r"(?:全天|实行|提供|每天)$", left)):
        return True
    if amount.han and not compared:
        return not re.search(r"(?:为|期限|周期|任期|有效期)\s?$", left)
    return amount.unit == "年" and not compared and re.search(r"(?:^|[，、；：。）])\s?$", left) is not None


def _is_bare_none(amount: Amount, text: str, *, compared: bool, left: str) -> bool:
    if not compared:
        return True
    decimal = amount.value != int(amount.value)
    if _RATIO_NAME.search(left):
        return False
    if decimal:
        return not re.search(r"(?:提高|降低?|控制|增加|达到|不低于|不高于|不超过|高于|低于)[^，。；]{0,6}$", left)
    return _COUNT_NAME.search(left) is None or amount.value > 1900 and amount.value < 2100


def _is_word(amount: Amount, *, compared: bool, left: str, right: str) -> bool:
    """Numerals in characters: 三个清单 and 四类数据 are names; 一次 counts in a rhythm or beside a comparator."""
    measured = amount.unit is not None and amount.unit not in grammar().counted
    if compared or (amount.top is not None and amount.value > 1):
        return False
    if amount.unit in grammar().events and amount.value <= 12:
        return _RECURRENCE.search(left) is None
    if amount.lone:
        return True
    if amount.value >= 100 or (measured and amount.value >= 10):
        return False
    return not measured or (amount.unit in _IDIOMS and re.match(r"\s*$|[。，；]", right) is None)


def is_condition(text: str, amount: Amount, *, compared: bool) -> bool:
    """编制50人以上的机关至少安排1名: the first number only says which 机关, within one clause with the number asked."""
    rest = text[amount.stop : amount.stop + 80]
    cut = re.search(r"[，。；：\n]", rest)
    rest = rest[: cut.start()] if cut else rest
    if _FROM_TO.match(rest):
        return True  # 由240元提高到280元
    if not compared:
        return False
    end = _CONDITION_END.match(rest)
    if end is None:
        return False
    return "的" in rest[:20] and _MAIN.match(rest) is not None
