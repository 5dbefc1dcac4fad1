"""文种: which kind of paper a title says it is (corpora/lexicons/genres.toml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from .lexicon import either, rules

_TRAILING = re.compile(r"(?:\s*[（(〔\[][^（()）]{1,30}[）)〕\]]|\s*[—-]{1,2}[^—]{1,20}$|[》〉”])+$")
_PLANS = re.compile(
    r"(?<=总结|情况|报告|汇报)(?:和|及|暨|与|、)(?:20\d\d年度?|下一?步|下半年|明年|来年|今后)?[^，。、]{0,12}?"
    r"(?:打算|计划|思路|安排|要点|设想)$"
)
"""An account that also tells what comes next is an account: 2024年工作总结和2025年工作打算."""


def without_plans(title: str) -> str:
    """A title without the plans named beside an account.

    >>> without_plans("文化和旅游局2024年工作总结和2025年工作打算"), without_plans("下半年工作安排")
    ('文化和旅游局2024年工作总结', '下半年工作安排')
    """
    return _PLANS.sub("", title)


class Genre(NamedTuple):
    """A 文种: its name, what it usually does (policy, notice, report, …), the words it was recognised by.

    ``statutory`` marks the fifteen of the regulations; the others are what notices carry.
    """

    id: str
    use: str
    word: str
    statutory: bool = False


@cache
def _genres() -> tuple[re.Pattern[str], dict[str, tuple[str, str, bool]]]:
    data = rules("genres")
    by_word = {w: (g["id"], g["class"], g.get("statutory", False)) for g in data["genre"] for w in g["words"]}
    return re.compile(f"(?:{either(by_word)})$"), by_word


@lru_cache(maxsize=1024)
def genre_of(title: str) -> Genre | None:
    """The kind of paper a title ends with; years, （试行） and closing marks after it do not count.

    >>> genre_of("关于印发《治水方案（2024—2026年）》的通知").id, genre_of("江省治水行动计划（试行）").id
    ('通知', '计划')
    >>> genre_of("全省经济平稳运行") is None
    True
    """
    pattern, by_word = _genres()
    bare = without_plans(_TRAILING.sub("", title.strip()))
    match = pattern.search(bare) or pattern.search(title.strip())
    if match is None or (match.start() == 0 and len(title) > len(match[0]) + 12):
        return None
    name, use, statutory = by_word[match[0]]
    return Genre(name, use, match[0], statutory)
