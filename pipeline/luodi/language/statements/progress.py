"""How far a sentence says that something went: done, ongoing, planned, only a trace, a problem, or background."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from luodi.records import Progress
from luodi.text.lexicon import rules

from ..passages import Passage

_LEVELS: tuple[Progress, ...] = ("planned", "problem", "trace", "done", "ongoing")
_PLANNED_SECTION = re.compile(r"下一?步|打算|今后|下阶段|下一阶段|努力方向|工作(?:计划|安排|思路)|明年|后续")
_PROBLEM_SECTION = re.compile(
    r"(?:存在|面临|主要|突出)(?:的)?[^，。]{0,6}(?:问题|困难|不足|短板)"
    r"|问题(?:和|与|及)|困难(?:和|与|及)|不足(?:之处|和)|短板弱项|^问题|^不足|差距"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两](?:个|家|户|人|名|所|座|处|部|项|件|次|条|批|成)")
_CITED = re.compile("“[^“”]*”|《[^《》]*》")
_OPENING = re.compile(r"现将[^。]{0,60}(?:报告|汇报)|按照[^。]{0,120}(?:报告|汇报)如下|以来[^。]{0,30}坚持以")


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    data = rules("progress_cues")
    return {level: re.compile("|".join(f"(?:{cue['pattern']})" for cue in data[level])) for level in _LEVELS}


def read_progress(passage: Passage, *, future: Sequence[str] = ()) -> tuple[Progress, float]:
    """The progress a sentence claims and how sure that reading is, from its clauses and the sections it stands in.

    ``future`` are the words of the sentence that name a day after the report's own date.
    """
    titles = [h.title for h in passage.headings]
    cues = _cues()
    body = passage.body
    planned = bool(future) or cues["planned"].search(body) is not None
    if any(_PROBLEM_SECTION.search(t) for t in titles):
        return ("planned", 0.7) if planned and not cues["problem"].search(body) else ("problem", 0.85)
    if any(_PLANNED_SECTION.search(t) for t in titles):
        return "planned", 0.9
    results, traces, others = _clauses(body, future)
    ongoing = cues["ongoing"].search(body) is not None
    if planned:
        return ("ongoing", 0.65) if results or ongoing else ("planned", 0.8)
    if cues["problem"].search(body) and not results:
        return "problem", 0.7
    if traces and not results:
        return "trace", 0.8 if traces >= others else 0.65
    if results:
        return "done", 0.85 if _FIGURE.search(body) else 0.7
    if ongoing:
        return "ongoing", 0.7
    if passage.row:
        return ("done", 0.5) if _FIGURE.search(body) else ("background", 0.6)
    if _FIGURE.search(body) and passage.headings and not _OPENING.search(body):
        return "done", 0.55
    return "background", 0.6


def only_traces(sentence: str) -> bool:
    """Whether every clause of a sentence only tells of meetings, papers, publicity or zeal; what it cites aside.

    >>> only_traces("召开推进会研究“新建公厕12座”工作，印发通知。"), only_traces("召开推进会，新建公厕12座。")
    (True, False)
    """
    results, traces, others = _clauses(_CITED.sub("", sentence), ())
    return traces > 0 and not results and not others


def _clauses(body: str, future: Sequence[str]) -> tuple[int, int, int]:
    """How many clauses tell a result, how many only traces, how many neither."""
    cues = _cues()
    results = traces = others = 0
    for clause in re.split(r"[，；。！？]", body):
        if not clause:
            continue
        marked = clause + "，"
        if cues["planned"].search(marked) or any(words in clause for words in future):
            others += 1
        elif cues["trace"].search(marked):
            traces += 1
        elif cues["done"].search(marked) and (_FIGURE.search(clause) or not traces):
            results += 1
        else:
            others += 1
    return results, traces, others
