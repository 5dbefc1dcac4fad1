"""Signs that tell the reader how the figures of a statement stand to those of a task.

A small network reads words well and compares numbers badly. So each quantity, date and rhythm of the statement
that has a counterpart in the task gets one sign written behind it (`reader_signs`), and what the figures
come to together is appended (`reader_ratios`).
The signs only say what arithmetic says; what follows from it is left to the reader, who sees the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import log

from .reader_dates import MONTHLY, date_signs
from .reader_figures import Figure, in_units, quantities
from .reader_ratios import derived
from .reader_rhythms import DAYS, TURNS, Rhythm, rhythms, told_rhythms
from .reader_signs import AS_OFTEN, LESS, MORE, OFTENER, RARER, SAME
from .reader_spans import spans

_RATE_WITHIN = 6
_SHORT_RATE = 7.0
"""Days up to which a rate (每天8学时) says nothing of a whole that was asked."""

_AT_OTHER_RATE = 0.05
"""Months and terms differ in length: figures brought from one span to another are alike within this part."""

_CITED = re.compile(r"(?<=“)[^“”]{6,}(?=”)")
_FAR = 12.0  # figures further apart than this, by ratio, speak of different things


def mark(task: str, statement: str, deadline: date | None = None, report_date: date | None = None) -> str:
    """The statement with signs behind what can be compared with the task, and what its figures come to appended.

    >>> mark("新建公办幼儿园12所，新增学位3600个。", "建成7所，学位增加0.36万个。")
    '建成7所↓，学位增加0.36万个=。'
    >>> mark("6月底前完成。", "9月20日完成。", date(2024, 6, 30), date(2024, 12, 31))
    '9月20日▶完成。'
    >>> mark("每月检查。", "每季度检查。")
    '每季度▼检查。'
    """
    asked = asked_figures(task)
    own = _without_cited(task, statement)
    figures = [in_units(figure, asked) for figure in quantities(own)]
    told = [figure for figure in figures if not figure.former]
    wanted = rhythms(task)
    said = [r for r in told_rhythms(own) if not _is_rate(r, told)] if wanted else []
    often = [(rhythm, nearest_rhythm(rhythm, wanted)[1]) for rhythm in said]
    together, meant = derived(task, statement, figures, asked, compare)
    signs = _figure_signs(statement, [f for f in told if f not in meant], asked, often)
    signs += [(rhythm.end, sign) for rhythm, sign in often]
    signs += date_signs(task, statement, deadline, report_date)
    marked = statement
    for end, sign in sorted(signs, reverse=True):
        marked = marked[:end] + sign + marked[end:]
    return marked + (together or spans(task, statement, asked, report_date, compare))


def asked_figures(task: str) -> dict[str, list[Figure]]:
    """The figures that a task asks for, by unit; those that only say when or of how many are none."""
    asked: dict[str, list[Figure]] = {}
    for figure in quantities(task):
        if not _names_span(figure, task):
            asked.setdefault(figure.unit, []).append(figure)
    return asked


def _figure_signs(
    statement: str, told: Sequence[Figure], asked: Mapping[str, list[Figure]], often: Sequence[tuple[Rhythm, str]]
) -> list[tuple[int, str]]:
    """Where signs stand behind quantities, and which: not behind days of the month and what a rhythm holds, and no turn
    is short where the rhythm is kept."""
    days = {match.end() for match in MONTHLY.finditer(statement)}
    kept = any(sign in (AS_OFTEN, OFTENER) for _, sign in often)
    signs = []
    for figure in told:
        inside = any(rhythm.start < figure.end <= rhythm.end for rhythm, _ in often)
        if figure.unit not in asked or figure.end in days or inside:
            continue
        sign = compare(figure, asked[figure.unit])
        if not (kept and figure.unit in TURNS and sign == LESS):
            signs.append((figure.end, sign))
    return signs


def _without_cited(task: str, statement: str) -> str:
    """The statement with blanks where it only cites the task in quotation marks: what was asked is no result.

    >>> _without_cited("室温不得低于18℃。", "研究“室温不得低于18℃”工作。")
    '研究“         ”工作。'
    """
    return _CITED.sub(lambda m: " " * len(m[0]) if m[0] in task else m[0], statement)


def _names_span(figure: Figure, task: str) -> bool:
    """Whether it tells on which or how many days something is done (每月5日前, 每周5天), or of how many (每10万名)."""
    monthly = any(match.end() == figure.end for match in MONTHLY.finditer(task))
    scale = figure.value > 1 and figure.unit != "%" and task[: figure.start].endswith("每")
    return monthly or scale or (figure.per == DAYS["周"] and task[figure.end - 1] in "天日")


def compare(figure: Figure, asked: Sequence[Figure]) -> str:
    """`LESS`, `SAME` or `MORE`, against the nearest of `asked` by ratio; empty where none is near.

    Rates of different spans (每月200元, 每年1800元) are brought to one span first.
    """
    wanted = [(_at_rate(other, figure.per), other) for other in asked]
    nearest, other = min(wanted, key=lambda pair: (abs(_log(figure.value) - _log(pair[0])), pair[0]))
    if 0 < figure.per <= _SHORT_RATE and not other.per:
        return ""
    tolerance = 1e-6 if nearest == other.value else _AT_OTHER_RATE
    if abs(figure.value - nearest) <= tolerance * max(1.0, abs(nearest)):
        return SAME
    if figure.value > 0 and nearest > 0 and not 1 / _FAR <= figure.value / nearest <= _FAR:
        return ""
    return LESS if (figure.value < nearest) != other.at_most else MORE


def _at_rate(figure: Figure, per: float) -> float:
    return figure.value * per / figure.per if per and figure.per else figure.value


def _log(value: float) -> float:
    return log(value) if value > 0 else -20.0


def _is_rate(rhythm: Rhythm, told: Sequence[Figure]) -> bool:
    """Whether it says of a figure for how long it is (每年1800元), not how often anything is done."""
    return any(f.per and f.unit == "元" and 0 <= f.start - rhythm.end <= _RATE_WITHIN for f in told)


def nearest_rhythm(rhythm: Rhythm, asked: Sequence[Rhythm]) -> tuple[Rhythm, str]:
    """The asked rhythm that is nearest by ratio, and `RARER`, `AS_OFTEN` or `OFTENER` against it; `asked` not empty.

    No sign where several times were asked in each span and how many there were is not said. Turns counted in one
    span on both sides (每周5天, 每周6天) are compared exactly, others within a fifth.
    """
    nearest = min(asked, key=lambda other: abs(_log(other.days) - _log(rhythm.days)))
    counted = rhythm.times and nearest.times and rhythm.span == nearest.span
    near = abs(rhythm.days - nearest.days) < (1e-6 if counted else 0.2) * nearest.days
    short = (rhythm.days > nearest.days) != nearest.at_most
    unsaid = nearest.times > 1 and not rhythm.times and rhythm.span <= nearest.span
    return nearest, "" if unsaid else AS_OFTEN if near else RARER if short else OFTENER
