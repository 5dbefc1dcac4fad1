"""Every task weighed against the sentences of one unit's reports: what training and judging share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from luodi.records import DocumentRecord, Task
from luodi.settings import Settings

from .candidates import Passage, passages, propose
from .facets import facets
from .itemised import itemised
from .opening import Opened, open_report, together
from .reader import Reading, shared_reader
from .share import asked_words
from .signals import Asked, Read, ordered, signals
from .status import Verdict, load


@dataclass(frozen=True)
class Weighed:
    """One task weighed against one unit's reports, before a verdict. ``sides`` are the facets of the evidence."""

    asked: Asked
    found: tuple[Read, ...]
    signals: dict[str, float]
    sides: dict[str, str]


def weigh(
    tasks: Sequence[Task],
    names: Sequence[str],
    reports: Sequence[DocumentRecord],
    settings: Settings,
    shares: Mapping[str, str] | None = None,
    *,
    without: Callable[[Passage], bool] | None = None,
) -> list[Weighed]:
    """Weigh every task against the sentences of one unit's reports.

    ``names`` are the unit's name and aliases; the latest report is the last one. ``shares`` are the words, by the
    task's id, of tasks of which a table gives the unit a share. Passages of which ``without`` is true are left out.
    """
    latest = reports[-1].issue_date
    shares = {} if shares is None else shares
    all_asked = [Asked(t, shares.get(t.task_id) or asked_words(t, names), last_day(t)) for t in tasks]
    told = (p for report in reports for p in passages(report))
    found: Sequence[Passage] = [p for p in told if without is None or not without(p)]
    words, count = [a.text for a in all_asked], settings.comparing.candidates
    items = itemised(tasks, words, found)
    if items is not None:
        found = items.passages
    proposals = propose(words, found, count=count)
    if items is not None:
        proposals = [items.own(i, p, count) for i, p in enumerate(proposals)]
    if not settings.comparing.reader:
        ranked = [ordered(p, None) for p in proposals]
        return [_weighed(a, r, latest) for a, r in zip(all_asked, ranked, strict=True)]
    places = {id(p): n for n, p in enumerate(found)}
    judge = partial(_verdicts, all_asked, latest)
    opened = open_report(shared_reader(), all_asked, proposals, places, latest, judge)
    return [_weighed(a, o.reads, latest, o.readings) for a, o in zip(all_asked, opened, strict=True)]


def _verdicts(asked: Sequence[Asked], latest: date | None, opened: Mapping[int, Opened]) -> dict[int, Verdict]:
    """What is judged by what was read so far, by the task's number."""
    rows = [_weighed(asked[i], o.reads, latest, o.readings).signals for i, o in opened.items()]
    return dict(zip(opened, load().judge(rows), strict=True))


def _weighed(
    asked: Asked, reads: Sequence[Read], latest: date | None, readings: Mapping[str, Reading] | None = None
) -> Weighed:
    sides = facets(asked, [r.candidate.passage.sentence for r in together(reads)], latest)
    values = signals(asked, reads, report_date=latest, sides=sides, readings=readings or {})
    return Weighed(asked, tuple(reads), values, sides)


def last_day(task: Task) -> date | None:
    """The last day of a task's deadlines that have one."""
    return max((d.end for d in task.deadlines if d.end is not None and d.kind in {"by", "during"}), default=None)
