"""What a policy asks: tasks with deadlines, quantities, units and strength."""

from __future__ import annotations

from datetime import date

from .base import Ratio, Record
from .codes import DeadlineKind, Operator, Strength


class Deadline(Record):
    """A time by, within, during or at whose rhythm something is due (docs/labels.md).

    ``text`` is as written; ``begin``/``stop`` place it in the string it was found in (half-open).
    ``start``/``end`` are days, ``duration`` ISO 8601, ``anchor`` what a duration counts from,
    ``rrule`` RFC 5545. ``provisional`` marks a result that rests on an assumption (a year that was not
    written, working days beyond the calendar's table).
    """

    text: str
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    duration: str | None = None
    workdays: bool | None = None
    anchor: str | None = None
    rrule: str | None = None
    begin: int | None = None
    stop: int | None = None
    provisional: bool = False


class Quantity(Record):
    """A number with what it counts; 万 and 亿 are multiplied out, 九成 is 90 %.

    ``begin``/``stop`` place ``text`` in the string it was found in (half-open).
    """

    text: str
    indicator: str | None = None
    op: Operator = "="
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    baseline: str | None = None
    begin: int | None = None
    stop: int | None = None


class Task(Record):
    """One sentence of a policy that tells somebody to do or achieve something checkable.

    ``start``/``end`` place ``sentence`` in the document's text. ``path`` is that of the heading it stands
    under, such as ``二/（三）/2``. ``rule`` names what decided that it is a task.
    """

    task_id: str
    document_id: str
    file: str
    path: str
    sentence: str
    page: int = 1
    start: int
    end: int
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    strength: Strength = "must"
    deadlines: tuple[Deadline, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    confidence: Ratio = 1.0
    rule: str = ""
