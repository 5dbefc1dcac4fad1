"""What a time is for: the words before and after it decide whether it is a deadline, and of which kind."""

from __future__ import annotations

import re

from luodi.text.lexicon import patterns

_RULES = patterns("time_context")
BEFORE = _RULES["before"]
FROM = re.compile(r"\s?(?:之?日)?(?:起(?![点步源草诉伏])|(?:正式)?开始)")
AFTER = re.compile(r"\s?(?:以来|来|(?:及|或)?(?:之|以)?后)")
DURING = re.compile(r"\s?(?:期间|以内|之内|内|间(?!接))")

STATE = re.compile(r"(?:截至|截止|截止到|截止至|止于|截至到|截至目前)\s?$")
DUE = _RULES["due"]
UPTO = _RULES["upto"]
PROLONGED = _RULES["prolonged"]
COMPARED = _RULES["compared"]
BASE = _RULES["base"]
NAMED = _RULES["named"]
EFFECT = _RULES["effect"]
STARTS = _RULES["starts"]
PLACED = re.compile(r"(?:于|在|定于|拟于|时间为|时间：)\s?$")
TO_DO = _RULES["to-do"]
TASK_YEAR_ROUND = _RULES["task-year-round"]

APPROACHING = _RULES["approaching"]
UPTO_BOTH = _RULES["upto-both"]
NAME_BEFORE_PERIOD = _RULES["name-before-period"]
# for reports
AGAINST = re.compile(r"(?:较|比|同比|相比|相较于?|相对于?)\s?$")
AS_BASE = re.compile(r"\s?(?:底|末)?(?:的)?(?:为基[数期准]|相比|基础上)")
SINCE = re.compile(r"\s?(?:以来|来(?!自|源|访|信))")
PAPER = _RULES["paper"]
EDITION = re.compile(r"\s?(?:版|届|级(?!以)|号|第?[\d一二三四五六七八九十]+号|一号文件)")
ALREADY = re.compile(r"\s?，?(?:共|累计)?(?:已|曾)")
PASSED = re.compile(r"(?:已|曾)(?:经)?(?:于|在)\s?$")
HEADING = _RULES["heading"]
CLAUSE_OPENS = re.compile(r"(?:^|[，。；：\n]\s?)$")
EACH_PLACE = re.compile(
    r"(?:^|[，。；：\n]\s?)(?:各|每个?)[省市县区州旗镇乡]{1,2}(?:（[^）]{1,4}）)?(?:人民政府|本级)?$"
)
"""各市全年…: whose year it is may stand before the term."""


def is_name_period(text: str, begin: int, stop: int) -> bool:
    """（2024—2026年） after 方案 names a document; after 攻坚阶段 it sets the time."""
    return (
        text[stop : stop + 1] in ("）", ")") and NAME_BEFORE_PERIOD.search(text[max(0, begin - 4) : begin]) is not None
    )


def clause_before(text: str, place: int, *, reach: int = 60) -> str:
    """The words of the sentence before ``place``."""
    window = text[max(0, place - reach) : place]
    cut = max(window.rfind(c) for c in "。；！？\n")
    return window[cut + 1 :]
