"""Walk through a text and name every time in it: a pattern, its place and what it resolves to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luodi.text.lexicon import patterns

from . import periods, points
from .moments import Frame, Moment
from .patterns import Pattern, grammar

_RULES = patterns("time_context")
_TRIGGER = _RULES["trigger"]
_TITLE = _RULES["title"]
_SENTENCE_END = re.compile(r"[。！？；\n]")
_PLANNED = _RULES["planned"]
_DONE = re.compile(r"\s?(?:底|末)?前?，?[^，。；]{0,6}(?:已|完成了|均已|提前)")


_COMPARED = re.compile(r"(?:较|比|相比|相较于?|与)\Z")
"""较2025年提高…，年内…: the year compared with is none of the sentence's own."""
_REACH = 150
"""How far before a time the words are looked for that say a sentence plans."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A time in a text: ``[begin, stop)`` of the words that the pattern took."""

    pattern: Pattern
    groups: dict[str, str | None]
    begin: int
    stop: int
    moment: Moment | None


def may_hold_times(text: str) -> bool:
    """A cheap test that most sentences without any time fail."""
    return _TRIGGER.search(text) is not None


def scan(plain: str, reference: date | None, *, forward: bool) -> Iterator[Mention]:
    """All times of a text that went through ``numerals.unify``, left to right, none inside 《》 or 〔〕.

    ``forward`` is the direction in which a date without a year is sought: a policy speaks of the future, a report
    of the past, unless the sentence plans.
    """
    rules = grammar()
    hidden = [m.span() for m in _TITLE.finditer(plain)] if "《" in plain or "〔" in plain or "［" in plain else []
    place, sentence_begin, year = 0, 0, None
    while found := rules.master.search(plain, place):
        begin, stop = found.span()
        if stop == begin:
            place = stop + 1
            continue
        cover = next((b for a, b in hidden if a <= begin < b), None)
        if cover is not None:
            place = max(cover, begin + 1)
            continue
        for border in _SENTENCE_END.finditer(plain, sentence_begin, begin):
            sentence_begin, year = border.end(), None
        pattern = rules.patterns[found.lastgroup or ""]
        inner = pattern.regex.match(plain, begin)
        if inner is None or inner.end() != stop:
            place = begin + 1
            continue
        groups = inner.groupdict()
        planned = forward or _PLANNED.search(plain, max(sentence_begin, begin - _REACH), begin) is not None
        ahead = forward or (planned and not _DONE.match(plain, stop))
        moment = resolve(pattern.form, groups, Frame(reference, year, ahead))
        named = moment is not None and (moment.named_year is not None or moment.relative)
        if (
            moment is not None
            and moment.start is not None
            and named
            and not _COMPARED.search(plain[max(0, begin - 3) : begin])
        ):
            year = moment.start.year
        yield Mention(pattern, groups, begin, stop, moment)
        place = stop


def resolve(form: str, groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """What the groups of a pattern of one form name; None for forms that name no stretch of days."""
    match form:
        case "calendar":
            return points.span(groups, frame) if "d3" in groups else points.point(groups, "1", frame)
        case "year-range":
            return points.years(groups)
        case "month-range":
            return points.months(groups, frame)
        case "iso":
            return points.iso(groups)
        case "ordinal-month":
            return points.ordinal_month(groups, frame)
        case "plan":
            return periods.plan(groups)
        case "decade":
            return periods.decade(groups)
        case "school-year":
            return periods.school_year(groups)
        case "occasion":
            return periods.occasion(groups, frame)
        case "part":
            return periods.part(groups, frame)
        case "bare-day":
            return periods.bare_day(groups, frame)
        case "recent":
            return periods.recent(groups, frame)
    return None
