"""How binding a task is: must, should or may (docs/labels.md), with the cue that says so."""

from __future__ import annotations

import re
from functools import cache

from luodi.records import Strength
from luodi.text.lexicon import rules

_CLAUSE = re.compile(r"[^，；。]+")
# stretches that set the scene for the duty and carry none themselves
_SETTING = re.compile(
    r"^(?:对|对于|在|按照|根据|结合|围绕|通过|依托|为|以|从|凡|聚焦|面向|针对|坚持|充分发挥|发挥|适应|顺应|深化|畅通|强化|推进|利用|到|自|\d|经|符合)|[的时后]$|情况下$|^(?:其中|同时|此外|剩余.{0,4})$"
)
_TIME = re.compile(r"^[^，]{0,16}(?:前|内|期间|年|后|底|起)$")


@cache
def _cues() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    data = rules("duty_cues")
    levels = ("must", "should", "may")
    return {level: tuple((c["id"], re.compile(c["pattern"])) for c in data[level]) for level in levels}


@cache
def _any_cue() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for cues in _cues().values() for _, pattern in cues))


def _cue(level: str, clause: str) -> tuple[int, str] | None:
    found = [(m.start(), name) for name, pattern in _cues()[level] if (m := pattern.search(clause))]
    return min(found) if found else None


def read_strength(sentence: str) -> tuple[Strength, str]:
    """The strength of a task and the id of the cue (``bare`` for the imperative that policies use).

    The clause that carries the duty decides: 应当 before 原则上 stays a must, 鼓励 beside 不得 is one too.

    >>> read_strength("鼓励企业安装阻车系统。")[0], read_strength("原则上每年开展一次检查。")[0]
    ('may', 'should')
    >>> read_strength("稳定岗位规模，招聘工作原则上在8月底前完成。")[0], read_strength("配齐可调节课桌椅。")[0]
    ('should', 'must')
    >>> read_strength("各市必须全部整改到位，鼓励提前完成。")[0]
    'must'
    """
    clauses = [m.group().strip() for m in _CLAUSE.finditer(sentence)]
    first: tuple[Strength, str] | None = None
    for i, clause in enumerate(clauses):
        prohibit = _cues()["must"][0][1].search(clause)
        if prohibit:
            return "must", _cues()["must"][0][0]
        level = _of_clause(clause)
        if level is None:
            last = i == len(clauses) - 1
            if first is None and not last and not _SETTING.search(clause) and not _TIME.match(clause):
                first = ("must", "bare")
            continue
        if first is None or (first[1] == "bare" and level[1] in ("should.strive", "should.principle")):
            first = level
    return first if first is not None else ("must", "bare")


def _of_clause(clause: str) -> tuple[Strength, str] | None:
    if not _any_cue().search(clause):
        return None
    should, may, must = _cue("should", clause), _cue("may", clause), _cue("must", clause)
    if should and (must is None or should[0] <= must[0] + 30):
        if may and may[0] < should[0]:
            return "may", may[1]
        return "should", should[1]
    if must and (may is None or must[0] < may[0]):
        return "must", must[1]
    if may:
        return "may", may[1]
    return None
