"""What each unit's reports show about each task of a policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from luodi.records import Assessment, DocumentRecord, Dossier, Task, Unit, identify
from luodi.settings import Settings

from .candidates import Passage, passages, propose
from .reader import Reader, ReaderInput, Reading
from .reasons import reason
from .share import own_share
from .signals import Asked, Read, ordered, signals
from .status import Verdict, load

_TOGETHER = 0.5
"""Weight from which a second sentence is read together with the best one (chosen on the building worlds)."""

_ASPECT = 0.5


@dataclass(frozen=True)
class Weighed:
    """One task weighed against one unit's reports, before a verdict: what training and judging share."""

    asked: Asked
    found: tuple[Read, ...]
    joint: Reading | None
    signals: dict[str, float]


def assess(dossier: Dossier, settings: Settings, as_of: date) -> list[Assessment]:
    """One assessment per unit with a report and task of the policy, sorted by unit and the task's place.

    Reports dated after ``as_of`` are not looked at. A dossier without a policy gives nothing.
    """
    if dossier.policy is None or not dossier.policy.tasks:
        return []
    rows: list[Assessment] = []
    for unit, reports in _reports(dossier, as_of).items():
        rows += _assess_unit(dossier, unit, reports, settings)
    return rows


def _reports(dossier: Dossier, as_of: date) -> dict[str, list[DocumentRecord]]:
    by_unit: dict[str, list[DocumentRecord]] = {}
    for member in dossier.members:
        if member.role != "report" or member.unit is None:
            continue
        report = dossier.document(member.document_id)
        if report.issue_date is None or report.issue_date <= as_of:
            by_unit.setdefault(member.unit, []).append(report)
    return {u: sorted(by_unit[u], key=lambda r: (r.issue_date or date.min, r.file)) for u in sorted(by_unit)}


def _assess_unit(
    dossier: Dossier, unit: str, reports: Sequence[DocumentRecord], settings: Settings
) -> list[Assessment]:
    policy = dossier.policy
    assert policy is not None
    weighed = weigh(policy.tasks, unit_names(unit, dossier.units), reports, settings)
    verdicts = load().judge([w.signals for w in weighed])
    return [_row(policy, unit, reports[-1], w, v, settings) for w, v in zip(weighed, verdicts, strict=True)]


def weigh(
    tasks: Sequence[Task], names: Sequence[str], reports: Sequence[DocumentRecord], settings: Settings
) -> list[Weighed]:
    """Weigh every task against the sentences of one unit's reports.

    ``names`` are the unit's name and aliases; the latest report is the last one.
    """
    latest = reports[-1].issue_date
    all_asked = [Asked(t, own_share(t.sentence, names), last_day(t)) for t in tasks]
    found: list[Passage] = [p for report in reports for p in passages(report)]
    proposals = propose([a.text for a in all_asked], found, count=settings.comparing.candidates)
    readings: list[list[Reading] | None] = [None] * len(tasks)
    if _reads(settings):
        inputs = [
            [ReaderInput(a.text, c.passage.sentence, a.end, c.passage.document.issue_date) for c in p]
            for a, p in zip(all_asked, proposals, strict=True)
        ]
        readings = list(_read_all(inputs))
    ranked = [ordered(p, r) for p, r in zip(proposals, readings, strict=True)]
    joints = _joints(all_asked, ranked, latest) if _reads(settings) else [None] * len(tasks)
    return [
        Weighed(a, tuple(r), j, signals(a, r, report_date=latest, joint=j))
        for a, r, j in zip(all_asked, ranked, joints, strict=True)
    ]


def _read_all(inputs: Sequence[Sequence[ReaderInput]]) -> Iterable[list[Reading]]:
    flat = _reader().judge([pair for row in inputs for pair in row])
    place = 0
    for row in inputs:
        yield flat[place : place + len(row)]
        place += len(row)


def _joints(asked: Sequence[Asked], ranked: Sequence[Sequence[Read]], latest: date | None) -> list[Reading | None]:
    wanted: dict[int, ReaderInput] = {}
    for i, (a, reads) in enumerate(zip(asked, ranked, strict=True)):
        pair = together(reads)
        if len(pair) > 1:
            wanted[i] = ReaderInput(a.text, "".join(r.candidate.passage.sentence for r in pair), a.end, latest)
    readings = dict(zip(wanted, _reader().judge(list(wanted.values())), strict=True)) if wanted else {}
    return [readings.get(i) for i in range(len(asked))]


def together(reads: Sequence[Read]) -> list[Read]:
    """The sentences that answer a task together, at most two, in the order of the report."""
    best = [r for r in reads[:2] if r is reads[0] or r.weight >= _TOGETHER]
    return sorted(best, key=lambda r: (r.candidate.passage.document.file, r.candidate.passage.start))


def last_day(task: Task) -> date | None:
    """The last day of a task's deadlines that have one."""
    return max((d.end for d in task.deadlines if d.end is not None and d.kind in {"by", "during"}), default=None)


def unit_names(unit: str, units: Sequence[Unit]) -> tuple[str, ...]:
    """A unit's name and aliases, the name first."""
    return next(((u.name, *u.aliases) for u in units if u.name == unit), (unit,))


def _row(
    policy: DocumentRecord,
    unit: str,
    latest: DocumentRecord,
    weighed: Weighed,
    verdict: Verdict,
    settings: Settings,
) -> Assessment:
    status = verdict.best
    aspects = tuple(a for a, p in verdict.aspects.items() if p >= _ASPECT) if status == "discounted" else ()
    if status == "discounted" and not aspects:
        aspects = (max(verdict.aspects, key=lambda a: verdict.aspects[a]),)
    evidence = together(weighed.found) if status != "omitted" else []
    report = evidence[0].candidate.passage.document if evidence else latest
    task = weighed.asked.task
    places = [e.candidate.passage for e in evidence]
    confidence = round(verdict.confidence, 4)
    return Assessment(
        assessment_id=identify(policy.document_id, unit, task.task_id),
        policy_id=policy.document_id,
        policy=policy.file,
        unit=unit,
        report_id=report.document_id,
        report=report.file,
        task_id=task.task_id,
        task=task.sentence,
        status=status,
        aspects=aspects,
        evidence=tuple(p.sentence for p in places),
        evidence_spans=tuple(p.document.quote(p.start, p.end) for p in places),
        reason=reason(weighed.asked, status, aspects, places),
        confidence=confidence,
        abstained=confidence < settings.comparing.abstain_below,
    )


def _reads(settings: Settings) -> bool:
    return settings.comparing.reader


@cache
def _reader() -> Reader:
    return Reader.load()
