"""The second map: every dossier goes to a judge once, the heaviest first; what comes of it waits in the cache."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from luodi.records import Assessment, DocumentRecord, Dossier, Finding, Notice, Score
from luodi.score.rulings import overruled

from . import jobs
from .apart import lean
from .asking import Asking
from .cache import JUDGING, code_version, key_of
from .work import Ask, Work


@dataclass
class Judged:
    """What was concluded of all dossiers, in their order."""

    assessments: list[Assessment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    lost: dict[str, Notice] = field(default_factory=dict)
    """By the policy's document id: why its dossier could not be judged."""


def judge_all(dossiers: list[Dossier], work: Work) -> Judged:
    """Judge what the cache does not hold. Comparing is kept apart from checking, which also rests on people's answers.

    So a new answer in the workbook costs the checks only.
    """
    versions = (code_version(JUDGING), work.settings.digest(), work.as_of.isoformat())
    given = json.dumps(work.answers(), ensure_ascii=False)
    rulings = jobs.rulings_in(work.answers())
    assessed: dict[str, str] = {}
    asks: dict[str, Ask] = {}
    weights: dict[str, int] = {}
    for dossier in dossiers:
        assessing = key_of("assess", _packed(dossier), *_bulks_of(dossier, work), *versions)
        key = key_of("check", assessing, given, *versions)
        assessed[key] = assessing
        asks[key] = partial(_ask, work, dossier, assessing, given)
        weights[key] = weight(dossier)

    def keep(key: str, answer: str) -> None:
        judgement, _, conclusion = answer.partition("\n")
        if judgement:
            work.cache.put(assessed[key], judgement)
        work.cache.put(key, conclusion)

    def lean_of(key: str, text: str) -> tuple[jobs.Judgement, jobs.Conclusion]:
        texts: dict[str, str] = {}
        conclusion = lean(jobs.Conclusion.model_validate_json(text), texts)
        told = "{}" if conclusion.code else work.cache.get(assessed[key])
        return lean(jobs.Judgement.model_validate_json(told), texts), conclusion

    concluded = Asking(jobs.judge_dossier, asks, work, "比对核查", weights.__getitem__, keep=keep).answers()
    work.executor.submit(jobs.load_for_papers, "")
    told = {key: lean_of(key, text) for key, text in concluded}
    judged = Judged()
    for dossier, key in zip(dossiers, asks, strict=True):
        judgement, conclusion = told[key]
        if conclusion.code:
            _lose(judged, dossier, conclusion)
            continue
        judged.assessments += overruled(judgement.assessments, rulings)
        work.quoted.update(judgement.marks)
        judged.findings += conclusion.findings
        judged.scores += conclusion.scores
    return judged


def weight(dossier: Dossier) -> int:
    """About how long a dossier takes to judge, in characters to read: each task is looked for in every report."""
    tasks = 1 if dossier.policy is None else max(1, len(dossier.policy.tasks))
    return tasks * sum(len(document.text) for document in dossier.documents)


def all_documents(dossier: Dossier) -> Iterable[DocumentRecord]:
    """The documents of a dossier, its policy last."""
    yield from dossier.documents
    if dossier.policy is not None:
        yield dossier.policy


def _packed(dossier: Dossier) -> str:
    return dossier.model_dump_json(exclude_defaults=True)


def _bulks_of(dossier: Dossier, work: Work) -> list[str]:
    return [f"{key} {line}" for key, line in (work.bulks[d.document_id] for d in all_documents(dossier))]


def _ask(work: Work, dossier: Dossier, assessing: str, given: str) -> str:
    known = {"judgement": work.cache.get(assessing)} if work.cache.holds(assessing) else {}
    ids = sorted({d.document_id for d in all_documents(dossier)})
    question = work.request(dossier=_packed(dossier), bulks=json.dumps(ids), answers=given, **known)
    return "\n".join([question, *map(work.bulk, ids)])


def _lose(judged: Judged, dossier: Dossier, why: jobs.Conclusion) -> None:
    document = dossier.policy if dossier.policy is not None else next(iter(dossier.documents), None)
    if document is not None:
        notice = Notice(code=f"dossier-{why.code}", message=f"本卷宗未能比对：{why.message}")
        judged.lost[document.document_id] = notice
