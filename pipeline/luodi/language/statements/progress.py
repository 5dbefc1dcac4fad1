"""How far a sentence says that something went: done, ongoing, planned, only a trace, a problem, or background."""

from __future__ import annotations

import re
from functools import cache

from luodi.records import Progress

from ..lexicon import rules
from ..passages import Passage

_ORDER: tuple[Progress, ...] = ("planned", "problem", "trace", "done", "ongoing")
_PLANNED_SECTION = re.compile(r"下一?步|打算|今后|工作安排|工作计划|工作思路|明年|下阶段|下半年(?:工作|安排)|努力方向")
_PROBLEM_SECTION = re.compile(r"问题|不足|困难|短板|差距")
_RESULT = re.compile(
    r"\d(?:[.\d]*)(?:%|万|亿|个|家|户|人|名|所|座|公里|亩|元|处|部|项|件|起|台|套|吨|平方米)|建成|竣工|投用|全部完成|完成率|覆盖率|整改到位|办结"
)


@cache
def _cues() -> dict[str, tuple[re.Pattern[str], ...]]:
    data = rules("progress_cues")
    return {level: tuple(re.compile(cue["pattern"]) for cue in data[level]) for level in _ORDER}


def read_progress(passage: Passage) -> tuple[Progress, float]:
    """The progress a sentence claims and how sure that reading is, from its words and the sections it stands in."""
    titles = " ".join(h.title for h in passage.headings)
    said = {level for level in _ORDER if any(p.search(passage.body) for p in _cues()[level])}
    if _PLANNED_SECTION.search(titles) and not _PROBLEM_SECTION.search(titles):
        return "planned", 0.9 if "planned" in said or "done" not in said else 0.7
    if _PROBLEM_SECTION.search(titles):
        if "planned" in said and "problem" not in said:
            return "planned", 0.7
        return "problem", 0.85
    if "planned" in said:
        return "planned", 0.8 if "done" not in said else 0.6
    if "problem" in said and "done" not in said:
        return "problem", 0.7
    if "trace" in said and not ("done" in said and _RESULT.search(_without_traces(passage.body))):
        return "trace", 0.75
    if "done" in said:
        return "done", 0.8
    if "ongoing" in said:
        return "ongoing", 0.7
    if "problem" in said:
        return "problem", 0.5
    if passage.row and re.search(r"\d", passage.text):
        return "done", 0.5
    return "background", 0.6


def _without_traces(text: str) -> str:
    """The clauses that are not about meetings, papers and publicity: only their figures are results."""
    clauses = re.split(r"[，；。]", text)
    return "，".join(c for c in clauses if not any(p.search(c) for p in _cues()["trace"]))
