"""A unit's own share of a task: “全省改造1.5万户，其中鹤浦市3200户、定岳市2600户” asks 3200户 of 鹤浦市."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.records import Task
from luodi.text.rows import row_words

_AMOUNT = r"[0-9０-９〇零一二两三四五六七八九十百千]+(?:[.．][0-9]+)?[万亿千百]?(?:余|多)?[^\d、，,；;。！（(其]{1,6}?"
_ITEM = r"[^，,；。！（）()]*\d[^，,；。！（）()]*"
_LISTS = (
    re.compile(r"[（(]其中[：:]?(?P<list>[^（）()]+)[）)]"),
    re.compile(rf"[，,]其中[：:]?(?P<list>{_ITEM}(?:[，,][^，,；。！（）()\d]*[市县区州盟旗镇乡道村]{_ITEM})*)"),
)
_NAME = r"[^\d，,、；;。：:（）()]{1,12}?[省市县区州盟旗镇乡村道局委厅]"
_AT_LEAST = "(?:不少于|不低于|至少)?"
_SHARES = re.compile(rf"{_NAME}{_AT_LEAST}\d[^，,、；;。：:（）()]*(?:、{_NAME}{_AT_LEAST}\d[^，,、；;。：:（）()]*)+")
"""Shares without a total: “沂岱省60万亩、潞中省50万亩”."""

_SHARER = re.compile(rf"{_NAME}(?={_AT_LEAST}\d)")
_TOTAL = re.compile(rf"(?P<amount>{_AMOUNT})(?P<rest>(?:以上|以内|左右)?)$")


def asked_words(task: Task, names: Sequence[str]) -> str:
    """What a task asks of one unit, in words: a table row without numbers and units, a total as the unit's own share.

    ``names`` are the unit's name and aliases.
    """
    return own_share(row_words(task.sentence, without={*task.lead, *task.support}), names)


def own_share(sentence: str, names: Sequence[str]) -> str:
    """The task as one unit has to read it: the total replaced by the unit's share, the other shares left out.

    ``names`` are the unit's name and aliases. A sentence without a list of shares comes back unchanged; so does one
    whose list does not name the unit.

    >>> own_share("2024年底前，全市新建学校12所，其中东河县5所、西山县7所。", ["西山县"])
    '2024年底前，西山县新建学校7所。'
    >>> own_share("年内改造管网东河县12公里、西山县7公里。", ["西山县"])
    '年内改造管网西山县7公里。'
    """
    for listed in (found for pattern in _LISTS for found in pattern.finditer(sentence)):
        for name in sorted(names, key=len, reverse=True):
            share = re.search(
                rf"{re.escape(name)}(?P<words>[^、，；\d]*?)(?P<amount>\d[^、，；。]*)", listed.group("list")
            )
            if share is None:
                continue
            head = sentence[: listed.start()]
            total = _TOTAL.search(head)
            if total is None:
                continue
            amount = share.group("amount").rstrip("）)")
            own = head[: total.start("amount")] + amount + total.group("rest")
            own = re.sub(r"全[省市县区州盟镇乡]|各[市县区]", names[0], own, count=1)
            tail = sentence[listed.end() :]
            return own + re.sub(r"^[，,]其余[^，；。]*", "", tail)
    return _share_without_total(sentence, names)


def _share_without_total(sentence: str, names: Sequence[str]) -> str:
    """What stands before the first name stays (每次): it is told from the name if all others are equally long."""
    for listed in _SHARES.finditer(sentence):
        shares = listed.group().split("、")
        named = [found.group() for found in map(_SHARER.match, shares) if found is not None]
        owns = [place for place, name in enumerate(named) if name.endswith(tuple(names))]
        lengths = {len(name) for name in named[1:]}
        if len(owns) == 1 and len(named) == len(shares) and len(lengths) == 1:
            before = named[0][: -lengths.pop()] if owns[0] else ""
            return sentence[: listed.start()] + before + shares[owns[0]] + sentence[listed.end() :]
    return sentence
