"""Whom or what a sentence covers, and how often: values that tasks and reports can be compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from luodi.text.lexicon import rules
from luodi.text.numerals import whole_number

ScopeKind = Literal["all", "level", "class", "condition", "part", "pilot"]

_PER_YEAR = {
    "年": 1.0, "年度": 1.0, "学年": 1.0, "半年": 2.0, "学期": 2.0, "季": 4.0, "季度": 4.0, "月": 12.0, "半月": 24.0,
    "旬": 36.0, "周": 52.0, "星期": 52.0, "日": 365.0, "天": 365.0, "晚": 365.0,
}  # fmt: skip
_UNIT = r"半年|学期|学年|季度|半月|星期|年度|年|季|月|旬|周|日|天|晚"
_COUNT = r"\d+|[一二两三四五六七八九十]"
_EVERY = re.compile(rf"(?:每(?P<n>{_COUNT})?个?|逐)(?P<unit>{_UNIT})(?!\d|以上|度?报告|人|前|内|新增|底前|均|薪|货)")
_BY = re.compile(
    r"按(?P<unit>月|季度|季|年|周|日|旬|学期)(?!照|规|需|计)"
    r"|(?P<tight>月|季|周|年|日)(?:调度|通报|报告|例会|考核|检查|巡查|会商|碰头)"
)
_FEWER = re.compile(rf"[^，。；]{{0,24}}?(?:不少于|至少|达到|各|均|共)?(?P<times>{_COUNT})(?:次|场|轮|遍|期|回|批)")


@dataclass(frozen=True)
class Scope:
    """One phrase that says whom a sentence covers; ``rank`` runs from 4 (all) to 1 (few).

    ``begin``/``stop`` place ``text`` in the sentence (half-open); ``object`` is the noun it stands before.
    """

    text: str
    kind: ScopeKind
    rank: int
    object: str
    begin: int
    stop: int
    rule: str


def find_scopes(sentence: str) -> list[Scope]:
    """The scope phrases of a sentence, in order.

    >>> [(s.text, s.kind, s.rank, s.object) for s in find_scopes("对所有乡镇开展检查，部分企业除外")]
    [('所有', 'all', 4, '乡镇'), ('部分', 'part', 1, '企业除外')]
    """
    found: list[Scope] = []
    taken: set[int] = set()
    for rule, rank, kind, pattern in _patterns():
        for m in pattern.finditer(sentence):
            if taken.isdisjoint(range(m.start(), m.end())):
                taken.update(range(m.start(), m.end()))
                scope = Scope(m.group(), kind, rank, _object(sentence, m.end()), m.start(), m.end(), rule)
                found.append(scope)
    return sorted(found, key=lambda s: s.begin)


def coverage(sentence: str) -> int | None:
    """The widest rank a sentence claims (4 all … 1 few), None when it says nothing about whom it covers.

    >>> coverage("所有乡镇完成改造"), coverage("选择2个乡镇开展试点"), coverage("完成改造")
    (4, 1, None)
    """
    ranks = [s.rank for s in find_scopes(sentence)]
    return max(ranks) if ranks else None


def rhythm(text: str) -> float | None:
    """How many times a year a text asks for or reports something, None when it names no rhythm.

    >>> rhythm("每季度开展一次检查"), rhythm("每半月至少走访2次"), rhythm("每两年评估一次"), rhythm("开展检查")
    (4.0, 48.0, 0.5, None)
    """
    rates = _rates(text)
    return max(rates) if rates else None


def _rates(text: str) -> list[float]:
    rates = []
    for m in _EVERY.finditer(text):
        per_year = _PER_YEAR[m["unit"]] / _count(m["n"])
        times = _FEWER.match(text, m.end())
        rates.append(per_year * (_count(times["times"]) if times is not None else 1))
    for m in _BY.finditer(text):
        rates.append(_PER_YEAR[m["unit"] or m["tight"]])
    return rates


def _count(number: str | None) -> int:
    return 1 if number is None else max(1, whole_number(number))


def _object(sentence: str, at: int) -> str:
    """The noun after a scope phrase: up to the next mark, number or verb that commonly follows."""
    rest = re.match(r"[一-龥]{0,12}", sentence[at:])
    words = rest.group() if rest is not None else ""
    cut = re.search(r"(?:的|要|应|须|必须|全部|一律|均|开展|完成|实现|建立|达到|实行|进行|每|按|对|在|于|由|为)", words)
    return words[: cut.start()] if cut is not None else words


@cache
def _patterns() -> tuple[tuple[str, int, ScopeKind, re.Pattern[str]], ...]:
    return tuple(
        (entry["id"], int(entry["rank"]), entry["kind"], re.compile(entry["pattern"]))
        for entry in rules("scopes")["scope"]
    )
