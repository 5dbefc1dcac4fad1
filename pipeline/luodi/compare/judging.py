"""Verdicts on one unit's reports, which meetings, papers and publicity neither better nor worsen.

A report that names a task in the title of a meeting shows no result for it, nor does the meeting take back what is told
elsewhere. Where such sentences were in sight of a task, it is judged once more without them, and whether something is
wrong is decided so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from luodi.language.statements.progress import only_traces
from luodi.records import PROBLEMS, DocumentRecord, Task
from luodi.settings import Settings
from luodi.text.lexicon import rules

from .candidates import Passage
from .opening import together
from .status import Verdict, load
from .weighing import Weighed, weigh

_NOTHING = ("omitted", "formalism")
_ALSO = "联席|教育|倡议|通知|告知|签订|签署|清单|台账|曝光|办法"
"""What a task may ask for besides that is told in a meeting's or a paper's words."""


def judged(
    tasks: Sequence[Task],
    names: Sequence[str],
    reports: Sequence[DocumentRecord],
    settings: Settings,
    shares: Mapping[str, str] | None = None,
) -> list[tuple[Weighed, Verdict]]:
    """Every task's weighing with its verdict; arguments as of ``weigh``."""
    weighed = weigh(tasks, names, reports, settings, shares)
    given = list(zip(weighed, load().judge([w.signals for w in weighed]), strict=True))
    doubted = [i for i, (w, _) in enumerate(given) if _beside_traces(w)]
    if not doubted:
        return given
    again = weigh([tasks[i] for i in doubted], names, reports, settings, shares, without=_is_trace)
    for i, w, v in zip(doubted, again, load().judge([w.signals for w in again]), strict=True):
        before, verdict = given[i]
        found = verdict.best in _NOTHING and v.best not in _NOTHING  # what was done stood behind the meetings
        if found or (verdict.best in PROBLEMS) != (v.best in PROBLEMS):
            only = v.best == "omitted" and all(_is_trace(r.candidate.passage) for r in together(before.found))
            given[i] = (before, _formal(v)) if only else (w, v)
    return given


def _beside_traces(weighed: Weighed) -> bool:
    return not asks_for_traces(weighed.asked.text) and any(_is_trace(r.candidate.passage) for r in weighed.found)


def _is_trace(passage: Passage) -> bool:
    return only_traces(passage.sentence)


def asks_for_traces(task: str) -> bool:
    """Whether a task itself asks for a meeting, a paper or publicity, which then are its result.

    >>> asks_for_traces("每季度召开一次联席会议。"), asks_for_traces("新建公厕12座。")
    (True, False)
    """
    return _asked().search(task) is not None


@cache
def _asked() -> re.Pattern[str]:
    cues = [cue["pattern"] for cue in rules("compare_cues")["asked"] if cue["id"] in {"asked.paper", "asked.meeting"}]
    return re.compile("|".join([*cues, _ALSO]))


def _formal(verdict: Verdict) -> Verdict:
    """What is left out, where meetings and papers were told of it: formal only."""
    status = verdict.status
    return replace(verdict, status={**status, "omitted": status["formalism"], "formalism": status["omitted"]})
