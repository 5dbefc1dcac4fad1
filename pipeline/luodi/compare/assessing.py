"""What each unit's reports show about each task of a policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from luodi.records import Assessment, DocumentRecord, Dossier, Unit, identify
from luodi.settings import Settings

from .addressed import asks, departments_own, overseen
from .agreeing import all_kept
from .facets import facets
from .judging import judged
from .opening import together
from .own_papers import own_papers
from .reasons import reason
from .second_opinion import Opinion, SecondOpinion, heard, remark
from .status import Verdict
from .tabled import shared_out
from .weighing import Weighed


def assess(dossier: Dossier, settings: Settings, as_of: date) -> list[Assessment]:
    """One assessment per unit with a report and task of the policy, sorted by unit and the task's place.

    Reports dated after ``as_of`` are not looked at. A dossier without a policy gives nothing.
    """
    if dossier.policy is None or not dossier.policy.tasks:
        return []
    rows: list[Assessment] = []
    second = SecondOpinion(settings.consulting)
    for unit, reports in _reports(dossier, as_of).items():
        rows += _assess_unit(dossier, unit, reports, settings, second)
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
    dossier: Dossier, unit: str, reports: Sequence[DocumentRecord], settings: Settings, second: SecondOpinion
) -> list[Assessment]:
    policy = dossier.policy
    assert policy is not None
    level = next((u.level for u in dossier.units if u.name == unit), None)
    tasks = [t for t in policy.tasks if level is None or asks(t, level)]
    judgements = judged(tasks, unit_names(unit, dossier.units), reports, settings, shared_out(dossier, unit))
    proven = {p.task_id: p for p in own_papers(dossier, unit)}
    rows = []
    for w, verdict in judgements:
        told = [r.candidate.passage for r in w.found]
        opinion = second.ask(w.asked, told, reports[-1].issue_date) if second.wanted(verdict) and told else None
        if opinion is not None:
            verdict = heard(verdict, opinion, settings.consulting.weight)
        row = _row(policy, unit, reports[-1], w, verdict, opinion, settings)
        above = (row.status == "omitted" and overseen(w.asked.task)) or departments_own(w.asked.task, policy.tasks)
        if above and unit != dossier.issuing_unit:
            row = row.replace(abstained=True, reason=row.reason + "这是上级部门自己的工作，不据此认定问题。")
        paper = proven.get(row.task_id)
        rows.append(row if paper is None else paper.corrected(row, told))
    return rows


def unit_names(unit: str, units: Sequence[Unit]) -> tuple[str, ...]:
    """A unit's name and aliases, the name first."""
    return next(((u.name, *u.aliases) for u in units if u.name == unit), (unit,))


def _row(
    policy: DocumentRecord,
    unit: str,
    latest: DocumentRecord,
    weighed: Weighed,
    verdict: Verdict,
    opinion: Opinion | None,
    settings: Settings,
) -> Assessment:
    status = verdict.best
    places = [] if status == "omitted" else [r.candidate.passage for r in together(weighed.found)]
    sides = weighed.sides
    if opinion is not None and opinion.status == status:
        places = list(opinion.places)
        sides = facets(weighed.asked, [p.sentence for p in places], latest.issue_date)
    report = places[0].document if places else latest
    task = weighed.asked.task
    looked_at = places or [r.candidate.passage for r in weighed.found[:1]]
    why = reason(weighed.asked, status, verdict.shortfalls, looked_at, sides)
    kept = all_kept(weighed.asked, [p.sentence for p in places], verdict.shortfalls, sides)
    if kept:
        why = f"{why.rstrip('。')}；但所列数字与要求相符，请人工核对。"
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
        aspects=verdict.shortfalls,
        evidence=tuple(p.sentence for p in places),
        evidence_spans=tuple(p.document.quote(p.start, p.end) for p in places),
        reason=why if opinion is None else why + remark(opinion),
        confidence=confidence,
        abstained=kept or verdict.undecided or confidence < settings.comparing.abstain_below,
        facets=sides,
    )
