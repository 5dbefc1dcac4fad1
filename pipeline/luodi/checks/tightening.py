"""The mirror of a discount: an own figure, date or rhythm that asks more than the policy's task does.

Compared only where a sentence of the local document is surely about one task of the policy. What a government gives
(补贴, 经费), shares that the policy itself sets for a unit, counts of the unit's own places (17个乡镇各建1处) and dates
of steps towards a task are no tightening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luodi.records import DocumentRecord, Quantity, Quote, Task

from .alignment import Match, TaskIndex
from .passing import said
from .words import words

_LIKE, _MARGIN = 0.22, 0.12
_EARLIER_DAYS = 40
"""Days by which an own date must lie before the policy's: a month's head start is ordinary planning."""
_TIMES = 10.0
"""A figure more than so many times the policy's counts something else."""
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{4}率$")
_COUNTED = frozenset("个处座家所名人次场项块条件")
_DURATION = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?"
)
_HOURS = (8760.0, 720.0, 168.0, 24.0, 1.0, 1 / 60)
_RHYTHM = {"DAILY": 365.0, "WEEKLY": 52.0, "MONTHLY": 12.0, "YEARLY": 1.0}


@dataclass(frozen=True)
class Demand:
    """One place where a local document asks more: what sort, the words, the policy's own words, and how sure it is."""

    rule: str
    what: str
    quote: Quote
    asked: Quote | None
    weight: float


def tightened(doc: DocumentRecord, policy: DocumentRecord, index: TaskIndex) -> Iterator[Demand]:
    """Higher figures, earlier dates and quicker rhythms than the policy's task, sentence by sentence."""
    from luodi.language import find_deadlines, find_quantities

    rates = _rates(policy.tasks)
    for a, b in said(doc, policy):
        sentence = doc.text[a:b]
        if not any(ch.isdigit() or ch in "每半" for ch in sentence):
            continue
        figures, quote = find_quantities(sentence), doc.quote(a, b)
        for own in figures:
            task, theirs = rates.get(_rate_name(own) or "", (None, None))
            if task is not None and theirs is not None and _raised(own, theirs, sentence, task, [own]):
                yield _higher(own, theirs, quote, policy.quote(task.start, task.end), 0.6)
        match = index.nearest(sentence)
        if match is None or match.likeness < _LIKE or match.margin < _MARGIN:
            continue
        task = match.task
        asked = policy.quote(task.start, task.end)
        for own in figures:
            for theirs in task.quantities:
                if _raised(own, theirs, sentence, task, figures):
                    yield _higher(own, theirs, quote, asked, _weight(match, 0.6))
        own_dates = find_deadlines(sentence, reference=doc.issue_date)
        days = _days_earlier([d.end for d in own_dates if d.kind == "by" and d.end], task)
        if days >= _EARLIER_DAYS and words().steps.search(sentence) is None:
            firm = words().strict.search(sentence) is not None
            yield Demand("overreach.date", f"时限提前{days}天", quote, asked, _weight(match, 0.55 if firm else 0.4))
        shorter = _shorter(
            [d.duration for d in own_dates if d.duration], [d.duration for d in task.deadlines if d.duration]
        )
        if shorter:
            yield Demand("overreach.duration", "办理时限压缩", quote, asked, _weight(match, 0.35))
        if _quicker([d.rrule for d in own_dates if d.rrule], [d.rrule for d in task.deadlines if d.rrule]):
            weight = 0.5 if words().strict.search(sentence) is not None else 0.35
            yield Demand("overreach.rhythm", "频次加密", quote, asked, _weight(match, weight))


def _higher(own: Quantity, theirs: Quantity, quote: Quote, asked: Quote, weight: float) -> Demand:
    return Demand("overreach.figure", f"指标由{theirs.text}提高到{own.text}", quote, asked, weight)


def _rate_name(quantity: Quantity) -> str | None:
    """The last characters of a rate's name, so that 年底集中供水率 and 各市集中供水率 are one; None for no rate."""
    found = _RATE_NAME.search(quantity.indicator or "") if quantity.unit == "%" else None
    return found.group() if found is not None else None


def _rates(tasks: Sequence[Task]) -> dict[str, tuple[Task, Quantity]]:
    """The rates that the policy sets in one place only, by name."""
    found: dict[str, list[tuple[Task, Quantity]]] = {}
    for task in tasks:
        for quantity in task.quantities:
            name = _rate_name(quantity)
            if name is not None:
                found.setdefault(name, []).append((task, quantity))
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def _weight(match: Match, full: float) -> float:
    return full if match.likeness >= 0.3 else full * 0.95


def _raised(own: Quantity, theirs: Quantity, sentence: str, task: Task, figures: list[Quantity]) -> bool:
    """Whether an own figure asks more of the same thing."""
    if (
        own.unit != theirs.unit
        or not own.value
        or not theirs.value
        or theirs.value_max
        or theirs.baseline != own.baseline
    ):
        return False
    gift = words().gifts
    if gift.search(f"{own.indicator or ''}{theirs.indicator or ''}") or "元" in (own.unit or ""):
        return False
    known = {q.value for q in task.quantities if _same_sort(q.unit, own.unit)}
    if known & {q.value for q in figures if _same_sort(q.unit, own.unit)}:
        return False  # the policy's figure stands in the sentence too: this one counts something else
    if own.unit != "%" and (_each(sentence) != _each(task.sentence) or "其中" in task.sentence):
        return False
    if not _shares_words(own.indicator, theirs.indicator):
        return False
    if theirs.op == "<=":
        return theirs.value / _TIMES <= own.value < theirs.value and own.op == "<="
    return theirs.value < own.value <= theirs.value * _TIMES and theirs.op in (">=", "=", "change+", "change-")


def _same_sort(one: str | None, other: str | None) -> bool:
    return one == other or (one is not None and other is not None and {one, other} <= _COUNTED)


def _each(sentence: str) -> bool:
    return any(word in sentence for word in ("每", "各", "人均", "户均"))


def _shares_words(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    mine, theirs = ({w[i : i + 2] for i in range(len(w) - 1)} for w in (one, other))
    return len(mine & theirs) >= 0.4 * min(len(mine), len(theirs))


def _days_earlier(own: list[date], task: Task) -> int:
    asked = [d.end for d in task.deadlines if d.kind in ("by", "within") and d.end]
    if len(asked) != 1 or not own:
        return 0
    return (asked[0] - max(own)).days


def _quicker(own: list[str], asked: list[str]) -> bool:
    if len(own) != 1 or len(asked) != 1:
        return False
    return times_a_year(own[0]) > 1.5 * times_a_year(asked[0])


def _shorter(own: list[str], asked: list[str]) -> bool:
    """Whether an own duration is clearly shorter than the one the policy allows."""
    if len(own) != 1 or len(asked) != 1:
        return False
    mine, theirs = hours_of(own[0]), hours_of(asked[0])
    return mine is not None and theirs is not None and mine < 0.8 * theirs


def hours_of(duration: str) -> float | None:
    """The hours of an ISO 8601 duration, months as 30 days; None when it is none.

    >>> hours_of("P5D"), hours_of("PT30M")
    (120.0, 0.5)
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    return sum(float(n) * size for n, size in zip(found.groups(), _HOURS, strict=True) if n)


def times_a_year(rrule: str) -> float:
    """How often a rule of RFC 5545 comes round in a year, about.

    >>> times_a_year("FREQ=MONTHLY;INTERVAL=3")
    4.0
    """
    parts = dict(p.split("=", 1) for p in rrule.upper().split(";") if "=" in p)
    each = _RHYTHM.get(parts.get("FREQ", ""), 1.0) / max(1, int(parts.get("INTERVAL", "1")))
    days = parts.get("BYMONTHDAY") or parts.get("BYDAY") or ""
    return each * max(1, len(days.split(",")))
