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

    @property
    def meaning(self) -> tuple[object, ...]:
        """By what two deadlines are the same, whatever the words and however sure the day.

        >>> yearly = Deadline(text="每年", kind="recurring", rrule="FREQ=YEARLY;BYMONTH=6")
        >>> yearly.meaning == Deadline(text="每年一次", kind="recurring", rrule="FREQ=YEARLY;INTERVAL=1").meaning
        True
        """
        if self.kind == "within":
            return ("within", self.duration, bool(self.workdays))
        if self.kind == "recurring":
            rule = dict(part.split("=", 1) for part in (self.rrule or "").split(";") if "=" in part)
            return ("recurring", rule.get("FREQ"), int(rule.get("INTERVAL") or 1))
        if self.kind == "during":
            return ("during", self.start, self.end)
        return ("by", self.end)


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
