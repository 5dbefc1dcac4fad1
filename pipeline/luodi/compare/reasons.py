"""Why a status was given, in plain Chinese with both sides quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luodi.records import CHINESE, Aspect, Status
from luodi.text.quoting import nested
from luodi.text.rows import row_words
from luodi.text.shortened import shorten

from .candidates import Passage
from .facets import FACETS
from .signals import Asked

_QUOTE = 60


def reason(
    asked: Asked, status: Status, aspects: Sequence[Aspect], places: Sequence[Passage], sides: Mapping[str, str]
) -> str:
    """One sentence that names what was asked and what is reported; `sides` are the facets, quoted for the aspects that
    they speak for. Of an omission `places` are those that come nearest, so that a clerk sees what was looked at."""
    return nested(_sentence(asked, status, aspects, places, sides))


def _sentence(
    asked: Asked, status: Status, aspects: Sequence[Aspect], places: Sequence[Passage], sides: Mapping[str, str]
) -> str:
    task = _asked(asked)
    told = "；".join(f"“{_short(p.sentence)}”" for p in places)
    if status == "omitted":
        nearest = f"；最接近的一句是“{_short(places[0].sentence)}”，未认定为该项任务的结果" if places else ""
        return f"{task}，报告中没有找到与之对应的内容{nearest}。"
    if status == "formalism":
        return f"{task}，报告只提到会议、文件、宣传等，没有结果：{told}。"
    if status == "pending":
        return f"{task}，报告称尚未完成，期限未到：{told}。"
    if status == "discounted":
        where = "、".join(CHINESE[a] for a in aspects)
        both = "；".join(sides[FACETS[a]] for a in aspects if FACETS[a] in sides)
        return f"{task}，报告称{told}，{where}上打了折扣{f'（{both}）' if both else ''}。"
    return f"{task}，报告称{told}。"


def _asked(asked: Asked) -> str:
    """The task in its own words, and the unit's share of it where it has one."""
    own = row_words(asked.task.sentence, without={*asked.task.lead, *asked.task.support})
    if asked.text == own:
        return f"要求“{_short(own)}”"
    return f"要求“{_short(own)}”（其中本单位：{_short(asked.text)}）"


def _short(text: str) -> str:
    return shorten(text.strip().rstrip("。；"), _QUOTE)
