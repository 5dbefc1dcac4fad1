"""What a unit did with the whole policy: 选择性执行, and 打折扣 and 形式主义 per unit.

Selective means: a considerable part of the policy is left out or answered with papers only, while other parts are
reported, and it is no accident: several such tasks, above all hard ones. It is judged from the counts of
assessments; each count is weighted with the confidence of its assessment, so that uncertain readings cannot accuse.
Not judged: units that worked from a wrong document, and units that report nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luodi.dossier.numbers import numbers_in
from luodi.records import ASPECTS, CHINESE, Assessment, DocumentRecord, Dossier, Finding, Quote, Severity, Task
from luodi.settings import Settings
from luodi.text.doc_number import normal_doc_number
from luodi.text.rows import row_words
from luodi.text.shortened import shorten

from .making import Assessments, state

_HARD = re.compile(
    r"不得|严禁|禁止|一律|必须|全部|所有|不低于|不少于|不超过|不高于|\d+[%％]|万元|亿元|资金|经费|补贴|补助|财政|预算|取消|拆除|清退|关停|公开"
    r"|关闭|追回|收回|腾退|解除|清缴|清偿|兑付|问责|追责|查处|处罚"
)
_TRACE = re.compile(r"[^，。；]*(?:召开|编发|举办|完成)[^，。；]*(?:会|会议|简报|培训|活动|讲座)[^，。；]*[。；]?")
"""A task that asks for meetings, bulletins or courses only is easy, however many it wants."""

_HALF, _THREE, _TWO = 0.45, 2.7, 1.8
"""Half of a policy, three tasks and two, each read with a confidence of nine in ten."""
_HAIR = 1e-9
"""What rounding may take from a sum of equal confidences: three of three must reach three times their mean."""
_LOWEST = 0.7
"""Certainty below which less is not asked for: doubtful readings must not accuse more easily."""


@dataclass(frozen=True)
class Profile:
    """Counts of one unit's assessments, weighted by confidence where they accuse.

    ``left`` = omitted + formal; ``hard_left`` those of them that bind or cost, ``hard_omitted`` those of the omitted;
    ``reported`` = implemented + discounted; ``certainty`` is the mean confidence of all readings, unknown ones as 0.
    """

    total: int
    omitted: float
    formal: float
    reported: int
    left: float
    hard_left: float
    hard_omitted: float
    share: float
    certainty: float


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """selective, discounted and formalism, at most one of each per unit."""
    if dossier.policy is None:
        return
    tasks = {t.task_id: t for t in dossier.policy.tasks}
    floor = settings.alerting.finding_confidence
    for unit in dict.fromkeys(a.unit for a in assessments):
        rows = [a for a in assessments if a.unit == unit]
        report = _report(dossier, rows)
        yield from _selective(dossier, unit, rows, tasks, report, floor)
        yield from _one_kind(dossier, unit, rows, tasks, report, floor)


def profile(rows: Sequence[Assessment], tasks: dict[str, Task], *, floor: float = 0.5) -> Profile:
    """The counts by which a unit is judged; assessments below ``floor`` or abstained count as unknown."""
    known = [a for a in rows if not a.abstained and a.confidence >= floor]
    omitted = [a for a in known if a.status == "omitted"]
    formal = [a for a in known if a.status == "formalism"]
    left = [*omitted, *formal]
    return Profile(
        total=len(rows),
        omitted=sum(a.confidence for a in omitted),
        formal=sum(a.confidence for a in formal),
        reported=sum(a.status in {"implemented", "discounted"} for a in known),
        left=sum(a.confidence for a in left),
        hard_left=sum(a.confidence for a in left if hard(tasks.get(a.task_id), a.task)),
        hard_omitted=sum(a.confidence for a in omitted if hard(tasks.get(a.task_id), a.task)),
        share=sum(a.confidence for a in left) / len(rows) if rows else 0.0,
        certainty=sum(a.confidence for a in known) / len(rows) if rows else 0.0,
    )


def hard(task: Task | None, sentence: str) -> bool:
    """Whether a task binds, costs or limits: a duty (must) with a number, a date, money, a ban or a demand on all."""
    if (task is not None and task.strength == "may") or _TRACE.fullmatch(sentence):
        return False
    numbered = task is not None and bool(task.quantities or task.deadlines)
    return numbered or _HARD.search(sentence) is not None


def is_selective(counts: Profile, *, share: float = 0.33, least: float = 0.2) -> bool:
    """The rule, in whole tasks where all readings are sure.

    Either a third of the policy is left out or formal, four of it hard; or half of it, three hard, as a short policy
    has no more; or less, but four hard tasks are, three of them passed over in silence. In all, something else must be
    reported: nothing at all is not a selection.
    What is left out is seen only where a reading is right, and then counts with its confidence: what the third asks
    for shrinks with the square of certainty, and never below ``least``. The rest shrinks with certainty itself, as far
    as ``_LOWEST``, and the four hard tasks with its root: so few are more easily wrong readings.
    """
    if counts.reported < 2:
        return False
    seen, sure = counts.certainty**2, max(_LOWEST, counts.certainty)
    part, left, omitted = counts.share + _HAIR, counts.hard_left + _HAIR, counts.hard_omitted + _HAIR
    half = part >= _HALF and left >= _THREE and omitted >= _TWO
    a_third = part >= max(least, share * seen) and left >= 4.0 * seen
    silence = part >= 0.18 * sure and left >= 4.0 * sure**0.5 and omitted >= 3.0 * sure
    return half or a_third or silence


def wrong_document(report: DocumentRecord | None, policy: DocumentRecord) -> bool:
    """Whether the report answers a document that the policy repeals and never names the policy itself."""
    if report is None or not policy.doc_number:
        return False
    named = {key for keys, _, _ in numbers_in(report.text) for key in keys}
    repealed = {normal_doc_number(r.doc_number) for r in policy.refers_to if r.relation == "repeals"}
    return normal_doc_number(policy.doc_number) not in named and not named.isdisjoint(repealed)


def _selective(
    dossier: Dossier,
    unit: str,
    rows: Sequence[Assessment],
    tasks: dict[str, Task],
    report: DocumentRecord | None,
    floor: float,
) -> Iterator[Finding]:
    counts = profile(rows, tasks, floor=floor)
    if dossier.policy is None or not is_selective(counts) or wrong_document(report, dossier.policy):
        return
    left = [a for a in rows if a.status in {"omitted", "formalism"} and a.confidence >= floor and not a.abstained]
    left.sort(key=lambda a: (not hard(tasks.get(a.task_id), a.task), a.status != "omitted", -a.confidence))
    omitted = [a for a in left if a.status == "omitted"]
    formal = [a for a in left if a.status == "formalism"]
    pending = sum(a.status == "pending" and not a.abstained for a in rows)
    unsure = len(rows) - counts.reported - len(left) - pending
    heavy = sum(hard(tasks.get(a.task_id), a.task) for a in left)
    yield state(
        "selective",
        unit,
        dossier=dossier,
        document=report,
        rule="selective.share",
        task_ids=[a.task_id for a in left],
        evidence=[
            *(dossier.policy.quote(t.start, t.end) for a in left[:6] if (t := tasks.get(a.task_id)) is not None),
            *(q for a in formal[:3] for q in a.evidence_spans),
        ],
        reason=f"{len(rows)}项任务中，报告写了{counts.reported}项的实际做法，{len(omitted)}项未提及"
        + (f"，{len(formal)}项只有会议、文件、宣传" if formal else "")
        + (f"，{pending}项未到期" if pending > 0 else "")
        + (f"，{unsure}项把握不足、待人工判读" if unsure > 0 else "")
        + f"；没有落实的{len(left)}项里，{heavy}项有硬指标、硬时限或者硬约束，如{_examples(left)}",
        confidence=_confidence(counts),
        severity="high",
    )


def _confidence(counts: Profile) -> float:
    return min(0.95, max(0.55, 0.6 + 0.8 * (counts.share / counts.certainty - 0.35) + 0.02 * (counts.hard_left - 4)))


def _examples(rows: Sequence[Assessment]) -> str:
    return "、".join(f"“{shorten(row_words(a.task), 36)}”" for a in rows[:3])


def _one_kind(
    dossier: Dossier,
    unit: str,
    rows: Sequence[Assessment],
    tasks: dict[str, Task],
    report: DocumentRecord | None,
    floor: float,
) -> Iterator[Finding]:
    for status in ("discounted", "formalism"):
        chosen = [a for a in rows if a.status == status and not a.abstained and a.confidence >= floor]
        if not chosen:
            continue
        chosen.sort(key=lambda a: -a.confidence)
        yield state(
            "discounted" if status == "discounted" else "formalism",
            unit,
            dossier=dossier,
            document=report,
            rule=f"assessed.{status}",
            task_ids=[a.task_id for a in chosen],
            evidence=[q for a in chosen for q in _both(dossier, tasks, a)],
            reason=f"{len(chosen)}项任务{_FELL[status]}：{'；'.join(map(_line, chosen[:_SHOWN]))}{_rest(chosen)}",
            confidence=_at_least_one(chosen),
            severity=_severity(chosen, tasks),
        )


def _both(dossier: Dossier, tasks: dict[str, Task], row: Assessment) -> Iterator[Quote]:
    task = tasks.get(row.task_id)
    if dossier.policy is not None and task is not None:
        yield dossier.policy.quote(task.start, task.end)
    yield from row.evidence_spans


_SHOWN = 3
_FELL = {"discounted": "打了折扣", "formalism": "只有会议、文件、宣传等，没有结果"}


def _line(row: Assessment) -> str:
    """One task in a few words: what was asked, in what it falls short, what is told. The evidence has it all."""
    aspects = "、".join(CHINESE[a] for a in ASPECTS if a in row.aspects)
    told = f"，报告称“{shorten(row.evidence[0], 40)}”" if row.evidence else ""
    if row.evidence_spans and row.evidence_spans[0].document_id != row.report_id:
        # a paper itself is the proof: 《…》4月22日印发，晚于要求的…
        told = f"，{row.reason.rpartition('”，')[2].rstrip('。')}"
    return f"要求“{shorten(row_words(row.task), 30)}”" + (f"（{aspects}）" if aspects else "") + told


def _rest(chosen: Sequence[Assessment]) -> str:
    left = len(chosen) - _SHOWN
    return f"；另有{left}项" if left > 0 else ""


def _at_least_one(rows: Sequence[Assessment]) -> float:
    """Chance that at least one of the readings is right, never above the best of them plus what the others add."""
    doubt = 1.0
    for row in rows:
        doubt *= 1.0 - row.confidence
    return 1.0 - doubt


def _severity(rows: Sequence[Assessment], tasks: dict[str, Task]) -> Severity:
    heavy = sum(hard(tasks.get(a.task_id), a.task) for a in rows)
    return "high" if heavy >= 4 else "medium" if heavy >= 1 else "low"


def _report(dossier: Dossier, rows: Sequence[Assessment]) -> DocumentRecord | None:
    wanted = next((a.report_id for a in rows if a.report_id), None)
    return next((d for d in dossier.documents if d.document_id == wanted), None)
