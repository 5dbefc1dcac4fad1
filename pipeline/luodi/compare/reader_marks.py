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

from .reader_dates import date_signs, days_of_month, tells_of_year
from .reader_figures import NO_SUM, Figure, in_units, quantities, worked_out
from .reader_ratios import derived
from .reader_rhythms import DAYS, TURNS, Rhythm, rhythms, told_rhythms
from .reader_signs import AS_OFTEN, LESS, MORE, OFTENER, RARER, SAME
from .reader_spans import spans

_RATE_WITHIN = 6
_SHORT_RATE = 7.0
"""Days up to which a rate (每天8学时) says nothing of a whole that was asked."""

_AT_OTHER_RATE = 0.05
"""Months and terms differ in length: figures brought from one span to another are alike within this part."""

_ROUNDED = 0.01
"""By how much of it a sum of rounded parts may miss the total."""

_EACH = re.compile(r"每[个家所座处条名位户栋台辆支]?(?P<whom>(?![年月周日天季])[\u4e00-\u9fff]{2})")
_SOONER = re.compile("(提前|提早|[快早晚]|缩短)了?[^，。；到至为]{0,2}$")
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
    turns = told_rhythms(own, of_year=tells_of_year(report_date)) if wanted else ()
    said = [rhythm for rhythm in turns if not _is_rate(rhythm, told)]
    often = [(rhythm, nearest_rhythm(rhythm, wanted)[1]) for rhythm in said]
    together, meant = derived(task, statement, figures, asked, compare)
    if not together:
        together, meant = spans(task, statement, asked, report_date, compare)
    counted = [f for f in told if f not in meant and not _counts_others(task, statement, f)]
    signs = _figure_signs(statement, counted, asked, often)
    signs += [(rhythm.end, sign) for rhythm, sign in often]
    signs += date_signs(task, statement, deadline, report_date)
    marked = statement
    for end, sign in sorted(signs, reverse=True):
        marked = marked[:end] + sign + marked[end:]
    return marked + together


def asked_figures(task: str) -> dict[str, list[Figure]]:
    """The figures that a task asks for, by unit; those that only say when or of how many are none."""
    asked: dict[str, list[Figure]] = {}
    found = quantities(task)
    lower = {(f.least, f.unit) for f in found if f.least is not None}
    for figure in found:
        if not _names_span(figure, task) and (figure.value, figure.unit) not in lower:
            asked.setdefault(figure.unit, []).append(figure)
    return asked


def _figure_signs(
    statement: str, told: Sequence[Figure], asked: Mapping[str, list[Figure]], often: Sequence[tuple[Rhythm, str]]
) -> list[tuple[int, str]]:
    """Where signs stand behind quantities, and which: not behind days of the month and what a rhythm holds, and no turn
    is short where the rhythm is kept."""
    days = {end for _, end, _ in days_of_month(statement)}
    kept = any(sign in (AS_OFTEN, OFTENER) for _, sign in often)
    signs = []
    for unit, wanted in asked.items():
        of_unit = [f for f in told if f.unit == unit and f.end not in days and not _in_rhythm(f, often)]
        signs += [
            (f.end, sign) for f, sign in _compared(of_unit, wanted) if not (kept and unit in TURNS and sign == LESS)
        ]
    return signs


def _counts_others(task: str, statement: str, figure: Figure) -> bool:
    """Whether it counts those of which each is to have something (9个街道 where 每个街道建2个), what the task does not
    name, behind names, or by how much something came sooner or later."""
    behind = statement[figure.end : figure.end + 2]
    change = _SOONER.search(statement[: figure.start])
    unasked = (figure.named and behind not in task) or (change is not None and change[1] not in task)
    return unasked or any(statement.startswith(match["whom"], figure.end) for match in _EACH.finditer(task))


def _in_rhythm(figure: Figure, often: Sequence[tuple[Rhythm, str]]) -> bool:
    return any(rhythm.start < figure.end <= rhythm.end for rhythm, _ in often)


def _compared(told: Sequence[Figure], wanted: Sequence[Figure]) -> list[tuple[Figure, str]]:
    """Each told figure with its sign: as many as were asked are held against these in their order; parts that come to
    what was asked, or to a sum told before them that does, are not short of it."""
    signs = [(figure, sign) for figure in told if (sign := compare(figure, wanted))]
    if len(signs) == len(wanted) > 1:
        paired = [(figure, compare(figure, [other])) for (figure, _), other in zip(signs, wanted, strict=True)]
        if all(sign for _, sign in paired):
            return paired
    parts = [figure for figure, sign in signs if sign == LESS]
    if len(parts) > 1 and parts[0].unit not in NO_SUM:
        total = worked_out(sum(figure.value for figure in parts), parts[0].unit)
        sums = [figure for figure, sign in signs if sign in (SAME, MORE) and figure.start < parts[0].start]
        if any(abs(figure.value - total.value) <= _ROUNDED * total.value for figure in sums):
            return [(figure, sign) for figure, sign in signs if sign != LESS]
    return signs


def _without_cited(task: str, statement: str) -> str:
    """The statement with blanks where it only cites the task in quotation marks: what was asked is no result.

    >>> _without_cited("室温不得低于18℃。", "研究“室温不得低于18℃”工作。")
    '研究“         ”工作。'
    """
    return _CITED.sub(lambda m: " " * len(m[0]) if m[0] in task else m[0], statement)


def _names_span(figure: Figure, task: str) -> bool:
    """Whether it tells on which or how many days something is done (每月5日前, 每周5天), or of how many (每10万名)."""
    monthly = any(end == figure.end for _, end, _ in days_of_month(task))
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
    if abs(figure.value - nearest) <= tolerance * max(1.0, abs(nearest)) or _within(figure, other):
        return SAME
    if figure.value > 0 and nearest > 0 and not 1 / _FAR <= figure.value / nearest <= _FAR:
        return ""
    return LESS if (figure.value < nearest) != other.at_most else MORE


def _within(figure: Figure, asked: Figure) -> bool:
    """Whether it lies in the range that was asked."""
    return asked.least is not None and asked.least <= figure.value <= asked.value


def _at_rate(figure: Figure, per: float) -> float:
    return figure.value * per / figure.per if per and figure.per else figure.value


def _log(value: float) -> float:
    return log(value) if value > 0 else -20.0


def _is_rate(rhythm: Rhythm, told: Sequence[Figure]) -> bool:
    """Whether it says of a figure for how long it is (每年1800元), not how often anything is done."""
    return any(f.per and f.unit == "元" and 0 <= f.start - rhythm.end <= _RATE_WITHIN for f in told)


def nearest_rhythm(rhythm: Rhythm, asked: Sequence[Rhythm]) -> tuple[Rhythm, str]:
    """The asked rhythm of the same span, else the nearest by ratio, and `RARER`, `AS_OFTEN` or `OFTENER` against it.

    `asked` is not empty.
    No sign where several times were asked in each span and how many there were is not said. Turns counted in one
    span on both sides (每周5天, 每周6天) are compared exactly, others within a fifth.
    """
    nearest = min(asked, key=lambda other: (other.span != rhythm.span, abs(_log(other.days) - _log(rhythm.days))))
    counted = rhythm.times and nearest.times and rhythm.span == nearest.span
    near = abs(rhythm.days - nearest.days) < (1e-6 if counted else 0.2) * nearest.days
    short = (rhythm.days > nearest.days) != nearest.at_most
    unsaid = nearest.times > 1 and not rhythm.times and rhythm.span <= nearest.span
    return nearest, "" if unsaid else AS_OFTEN if near else RARER if short else OFTENER
