"""What the reader is shown: a task, the sentences of a report that may answer it, and what the dates say.

Standard library only, so that training can compose inputs anywhere; training and inference both use `compose`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from .reader_dates import year_told
from .reader_marks import mark
from .reader_pieces import END, START, Pieces

MOST_SENTENCES = 12
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-—–~～至到/.](?:19|20)?\d)")
_TOLD_YEAR = 2024
_MOST_TASK = 110  # word pieces, as the two below
_MOST_SENTENCE = 120
MOST_PIECES = 340


@dataclass(frozen=True)
class Told:
    """One sentence of a report: its words, its place in the report (any increasing number), the heading above it."""

    text: str
    place: int = 0
    heading: str = ""


@dataclass(frozen=True)
class ReaderInput:
    """A task and the sentences that may answer it, the likeliest first, with dates where known."""

    task: str
    told: tuple[Told, ...]
    deadline: date | None = None
    report_date: date | None = None


def header(deadline: date | None, report_date: date | None) -> str:
    """What the dates say, in a few words: the year reported on and whether the deadline has passed.

    >>> header(date(2024, 12, 31), date(2025, 1, 8)), header(None, None)
    ('报2024年 已到期', '')
    """
    words = []
    if report_date is not None:
        words.append(f"报{year_told(report_date)}年")
        if deadline is not None:
            words.append("未到期" if report_date <= deadline else "已到期")
    return " ".join(words)


def in_one_year(pair: ReaderInput) -> ReaderInput:
    """The same with all years moved alike so that the report tells of 2024: what is judged must not hang on the year.

    >>> given = ReaderInput("2030年底前建成。", (Told("2030年建成2座。"),), date(2030, 12, 31), date(2031, 1, 8))
    >>> moved = in_one_year(given)
    >>> moved.task, moved.told[0].text, moved.deadline, moved.report_date
    ('2024年底前建成。', '2024年建成2座。', datetime.date(2024, 12, 31), datetime.date(2025, 1, 8))
    """
    if pair.report_date is None or not (years := _TOLD_YEAR - year_told(pair.report_date)):
        return pair
    told = tuple(replace(t, text=_moved(t.text, years), heading=_moved(t.heading, years)) for t in pair.told)
    ends = (None if day is None else _moved_day(day, years) for day in (pair.deadline, pair.report_date))
    return ReaderInput(_moved(pair.task, years), told, *ends)


def _moved(text: str, years: int) -> str:
    return _YEAR.sub(lambda found: str(int(found[1]) + years), text)


def _moved_day(day: date, years: int) -> date:
    last_of_february = (day.month, day.day) == (2, 29)
    return (day - timedelta(days=last_of_february)).replace(year=day.year + years)


def compose(pieces: Pieces, pair: ReaderInput, most: int = MOST_PIECES) -> tuple[list[int], list[int], list[int]]:
    """The network's input: numbers of pieces; for each its part; and which sentences of `pair.told` the parts show.

    `<s> task </s> dates </s> sentence </s> sentence </s> …`, sentences in the order of the report with the signs of
    `reader_marks`. Part 1 is the task with its dates, part 2 + i the i-th sentence shown; the third list says which of
    `pair.told` that is. Overlong sentences lose their middle. What does not fit into `most` pieces is left out,
    the least likely first; the likeliest is always shown.
    """
    pair = in_one_year(pair)
    task = _task(pieces, pair.task)
    first = [START, *task, END, *pieces.cut(header(pair.deadline, pair.report_date)), END]
    shown: list[tuple[int, int, list[int]]] = []
    room = most - len(first)
    for number, told in enumerate(pair.told[:MOST_SENTENCES]):
        cut = _sentence(pieces, replace(pair, told=()), told)
        if shown and len(cut) > room:
            break
        shown.append((told.place, number, cut))
        room -= len(cut)
    shown.sort(key=lambda s: s[:2])
    numbers, parts = first, [1] * len(first)
    for part, (_, _, cut) in enumerate(shown, 2):
        numbers = numbers + cut
        parts += [part] * len(cut)
    return numbers, parts, [number for _, number, _ in shown]


def written(pair: ReaderInput, told: Told) -> str:
    """A sentence as it is shown: its heading in brackets, figures with their signs."""
    heading = f"【{told.heading[-24:]}】" if told.heading else ""
    return heading + mark(pair.task, told.text, pair.deadline, pair.report_date)


# what was looked at alone is often read again among others, and a task with each of its inputs
@lru_cache(maxsize=256)
def _task(pieces: Pieces, task: str) -> list[int]:
    return _fit(pieces.cut(task), _MOST_TASK)


@lru_cache(maxsize=2048)
def _sentence(pieces: Pieces, bare: ReaderInput, told: Told) -> list[int]:
    return [*_fit(pieces.cut(written(bare, told)), _MOST_SENTENCE), END]


def _fit(numbers: list[int], most: int) -> list[int]:
    if len(numbers) <= most:
        return numbers
    head = most * 2 // 3
    return numbers[:head] + numbers[-(most - head) :]
