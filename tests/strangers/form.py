"""What a paper of a stranger is: a file and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from luodi.records import Deadline, Quantity, Task


class Wanted(NamedTuple):
    """Words of a task and the units that lead it; of the fifth set also who supports it, by when, how much.

    ``until`` and ``amounts`` are in the form of ``as_noted``; what begins with ``?`` may be read or not. A task that
    is not ``needed`` is one on which people differ.
    """

    words: str
    lead: tuple[str, ...]
    support: tuple[str, ...] | None = None
    until: tuple[str, ...] | None = None
    amounts: tuple[str, ...] | None = None
    needed: bool = True

    @classmethod
    def noted(cls, note: str | list[str]) -> Wanted:
        """From a list of words and leading units, or from ``words | lead | support | deadlines | quantities``."""
        if isinstance(note, list):
            return cls(note[0], tuple(note[1:]))
        words, *rest = (part.strip() for part in note.split("|"))
        parts = [tuple(part.split(",")) if part else () for part in rest]
        return cls(words.lstrip("?"), *parts, needed=not words.startswith("?"))

    def misread(self, task: Task) -> list[str]:
        """Which of lead, support, until, amounts the task has otherwise."""
        read = as_noted(task)
        wrong = [name for name in ("lead", "support") if getattr(self, name) not in (None, read[name])]
        return wrong + [name for name in ("until", "amounts") if not _meets(getattr(self, name), read[name])]


class Stranger(NamedTuple):
    """A file and what was noted before it was read; ``tasks`` None: not asked of this paper.

    ``whole``: its tasks are read as noted. ``member`` ends the name of the file inside that counts.
    """

    file: str
    data: bytes
    kind: str
    title: str
    number: str | None
    issuer: tuple[str, ...]
    day: date | None
    to: tuple[str, ...]
    tasks: tuple[Wanted, ...] | None
    whole: bool
    member: str
    set: int

    def paired(self, tasks: Iterable[Task]) -> tuple[list[tuple[Wanted, Task | None]], list[Task]]:
        """Each noted task with the one read, and the tasks read that nobody noted."""
        left, pairs = list(tasks), []
        for wanted in self.tasks or ():
            task = next((t for t in left if wanted.words in "".join(t.sentence.split())), None)
            if task is not None:
                left.remove(task)
            if task is not None or wanted.needed:
                pairs.append((wanted, task))
        return pairs, left


def as_noted(task: Task) -> dict[str, tuple[str, ...]]:
    """A task's lead, support, deadlines and quantities in the form of the notes."""
    return {
        "lead": task.lead,
        "support": task.support,
        "until": tuple(map(_moment, task.deadlines)),
        "amounts": tuple(map(_amount, task.quantities)),
    }


def _meets(noted: tuple[str, ...] | None, read: tuple[str, ...]) -> bool:
    """Everything that was noted for certain and nothing that was not; people differ on whether one turn is a number."""
    if noted is None:
        return True
    sure = {n for n in noted if n[0] != "?"}
    return sure - {">= 1 次"} <= set(read) <= {n.lstrip("?") for n in noted} | {">= 1 次"}


def _moment(deadline: Deadline) -> str:
    match deadline.meaning:
        case ("recurring", freq, interval):
            return f"recurring {freq} {interval}".removesuffix(" 1")
        case ("within", duration, workdays):
            return f"within {duration}{'w' if workdays else ''}"
        case (kind, *days):
            return " ".join(map(str, (kind, *days)))
    raise AssertionError(deadline)


def _amount(quantity: Quantity) -> str:
    """Its operator, value and unit; what is to be made is at least that many."""
    values = "-".join(f"{v:.12g}" for v in (quantity.value, quantity.value_max) if v is not None)
    op = ">=" if quantity.op == "=" else quantity.op
    return f"{op} {values} {quantity.unit or ''}".strip()
