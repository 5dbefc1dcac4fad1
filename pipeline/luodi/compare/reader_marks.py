"""Signs that tell the reader how the figures of a statement stand to those of a task.

A small network reads words well and compares numbers badly. So each quantity, date and rhythm of the statement
that has a counterpart in the task gets one sign written behind it, and a few sums and shares are appended.
The signs only say what arithmetic says (less, equal, more, earlier, later, rarer, oftener); whether less is bad is
left to the reader, who sees the words.

| sign | after | means |
| --- | --- | --- |
| ↓ = ↑ | a quantity | less than, as much as, more than the nearest quantity of the same unit in the task |
| ◀ ▶ | a date | not after, after the task's deadline |
| ▼ ● ▲ | a rhythm (每月, 按季度) | rarer than, as often as, oftener than the task's rhythm |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import log

from luodi.compare.reader_figures import Figure, dates, last_day, quantities, rhythms

LESS, SAME, MORE = "↓", "=", "↑"
IN_TIME, LATE = "◀", "▶"
RARER, AS_OFTEN, OFTENER = "▼", "●", "▲"
SIGNS = LESS + SAME + MORE + IN_TIME + LATE + RARER + AS_OFTEN + OFTENER
_FIRST_QUARTER = 3


def mark(task: str, statement: str, deadline: date | None = None, report_date: date | None = None) -> str:
    """The statement with signs behind what can be compared with the task, and sums and shares appended.

    >>> mark("新建公办幼儿园12所，新增学位3600个。", "建成7所，学位增加0.36万个。")
    '建成7所↓，学位增加0.36万个=。'
    >>> mark("6月底前完成。", "9月20日完成。", date(2024, 6, 30), date(2024, 12, 31))
    '9月20日▶完成。'
    >>> mark("每月检查。", "每季度检查。")
    '每季度▼检查。'
    """
    asked: dict[str, list[float]] = {}
    for figure in quantities(task):
        asked.setdefault(figure.unit, []).append(figure.value)
    told = quantities(statement)
    signs = [(f.end, compare(f.value, asked[f.unit])) for f in told if f.unit in asked]
    signs += _date_signs(task, statement, deadline, report_date)
    signs += _rhythm_signs(task, statement)
    marked = statement
    for end, sign in sorted(signs, reverse=True):
        marked = marked[:end] + sign + marked[end:]
    return marked + _derived(told, asked)


def compare(value: float, others: Sequence[float]) -> str:
    """`LESS`, `SAME` or `MORE` than the nearest of `others` by ratio."""
    nearest = min(others, key=lambda other: (abs(_log(value) - _log(other)), other))
    if abs(value - nearest) <= 1e-6 * max(1.0, abs(nearest)):
        return SAME
    return LESS if value < nearest else MORE


def _log(value: float) -> float:
    return log(value) if value > 0 else -20.0


def _date_signs(task: str, statement: str, deadline: date | None, report_date: date | None) -> list[tuple[int, str]]:
    asked = dates(task)
    limit = deadline
    if limit is None and asked:
        limit = last_day(asked[-1], report_date.year if report_date is not None else 2024)
    if limit is None:
        return []
    return [
        (match.end(), IN_TIME if last_day(match, _year_of(match, limit, report_date)) <= limit else LATE)
        for match in dates(statement)
    ]


def _year_of(match: re.Match[str], limit: date, report_date: date | None) -> int:
    """The year a date without one belongs to: the report's, or in a report of January to March the one before."""
    if report_date is None:
        return limit.year
    if report_date.month > _FIRST_QUARTER or match["near"]:
        return report_date.year
    come = match["month"] and last_day(match, report_date.year) <= report_date
    return report_date.year if come else report_date.year - 1


def _rhythm_signs(task: str, statement: str) -> list[tuple[int, str]]:
    asked = [rhythm.days for rhythm in rhythms(task)]
    signs = []
    for rhythm in rhythms(statement) if asked else ():
        nearest = min(asked, key=lambda days: abs(_log(days) - _log(rhythm.days)))
        near = abs(rhythm.days - nearest) < 0.2 * nearest
        signs.append((rhythm.end, AS_OFTEN if near else RARER if rhythm.days > nearest else OFTENER))
    return signs


def _derived(told: list[Figure], asked: dict[str, list[float]]) -> str:
    """Sums of two or three like figures, and the share that they make where the task asks for a share."""
    units: dict[str, list[float]] = {}
    for figure in told:
        units.setdefault(figure.unit, []).append(figure.value)
    few = {unit: values for unit, values in units.items() if 2 <= len(values) <= 3}
    parts = [
        f"合计{_plain(sum(values))}{unit}{compare(sum(values), asked[unit])}"
        for unit, values in few.items()
        if unit in asked and unit not in {"%", "小时"}
    ]
    if "%" in asked and "%" not in units:
        for values in few.values():
            if 0 < min(values) < max(values):
                share = round(100 * min(values) / max(values), 1)
                rest = round(100 - share, 1)
                parts.append(
                    f"占{_plain(share)}%{compare(share, asked['%'])}余{_plain(rest)}%{compare(rest, asked['%'])}"
                )
                break
    return "｜" + "，".join(parts) if parts else ""


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
