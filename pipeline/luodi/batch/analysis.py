"""A run: an inbox in, findings out. Two maps and one join, then everything is written at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from luodi.records import (
    Assessment,
    DocumentRecord,
    Dossier,
    Event,
    Finding,
    Notice,
    Quarantine,
    Score,
    Unit,
    identify,
)
from luodi.records.results import Input, Results, RunFacts
from luodi.settings import Settings

from . import jobs
from .cache import Cache, code_version, key_of
from .executors import JobLostError
from .files import Found, find_files

Progress = Callable[[str, int, int], None]
"""Called with the stage's Chinese name, how many are done, and how many there are."""

_IN_FLIGHT = 64
"""Jobs handed to the executor at once: enough to keep workers busy, few enough to keep memory flat."""


@dataclass(frozen=True)
class Work:
    """What a run needs besides its inputs."""

    executor: Executor
    cache: Cache
    settings: Settings
    as_of: date
    progress: Progress
    answers: tuple[dict[str, str], ...] = ()
    """What reviewers answered to findings of earlier runs, as fields of ``luodi.score.replies.Answer``."""
    lost: list[str] = field(default_factory=list)
    """Keys of jobs that ran into a limit; the next run tries them again."""

    def request(self, **parts: Any) -> str:
        """A job's request with the settings."""
        return json.dumps(
            parts | {"settings": self.settings.model_dump(mode="json"), "as_of": self.as_of.isoformat()},
            ensure_ascii=False,
        )


def analyse(
    inbox: Path,
    work: Work,
    *,
    leave_out: Path | None,
    units: tuple[Unit, ...],
    events: tuple[Event, ...],
    version: str,
    found: list[Found] | None = None,
) -> Results:
    """Everything but writing: read all files, join them to dossiers, judge and score each dossier.

    ``found`` are the inbox's files where the caller has looked already.
    Raises FileNotFoundError when ``inbox`` is not a folder.
    """
    if not inbox.is_dir():
        raise FileNotFoundError(f"收件夹不存在：{inbox}（no such folder）")
    from luodi.dossier import chain, link

    found = list(find_files(inbox, leave_out=leave_out)) if found is None else found
    documents, inputs, quarantine = _read_all(found, inbox, work)
    dossiers = link(documents, units, events, work.settings)
    judged = _judge_all(dossiers, work)
    linked = {d.document_id: d for dossier in dossiers for d in _all_documents(dossier)}
    for document_id, notice in judged.lost.items():
        lost = linked[document_id]
        linked[document_id] = lost.replace(state="partial", warnings=(*lost.warnings, notice))
        inputs = [i.replace(state="partial") if i.sha256 == lost.sha256 else i for i in inputs]
    facts = RunFacts.of(
        tuple(inputs),
        software_version=version,
        settings_digest=work.settings.digest(),
        as_of=work.as_of,
        abstain_below=work.settings.comparing.abstain_below,
    )
    return Results(
        run=facts,
        documents=tuple(linked.get(d.document_id, d) for d in documents),
        assessments=tuple(sorted(judged.assessments, key=lambda a: a.assessment_id)),
        findings=tuple(sorted(judged.findings, key=lambda f: f.finding_id)),
        scores=tuple(sorted(judged.scores, key=lambda s: (s.policy_id, s.unit))),
        quarantine=tuple(sorted(quarantine, key=lambda q: (q.file, q.code))),
        dossiers=tuple(dossiers),
        chains=tuple(way for way in (chain(dossier, work.settings) for dossier in dossiers) if way is not None),
        units=_all_units(dossiers, units),
    )


def _read_all(
    found: list[Found], inbox: Path, work: Work
) -> tuple[list[DocumentRecord], list[Input], list[Quarantine]]:
    requests: dict[str, str] = {}
    first: dict[str, Found] = {}
    for file in found:
        if file.sha256 is not None and file.sha256 not in first:
            first[file.sha256] = file
            # the suffix is part of the key: it decides whether a file is what its name says
            key = key_of("read", file.sha256, file.path.suffix.lower(), code_version(), _reading_digest(work.settings))
            requests[key] = work.request(path=str(file.path), root=str(inbox))
    answers = dict(zip(first, _answers(jobs.read_document, requests, work, "读取文件"), strict=True))

    documents: dict[str, DocumentRecord] = {}
    inputs: list[Input] = []
    quarantine: list[Quarantine] = []
    for file in found:
        code, message = file.fault or ("", "")
        if file.sha256 is not None:
            answer = json.loads(answers[file.sha256])
            if "records" in answer:
                records = [
                    _named(DocumentRecord.model_validate(r), file, first[file.sha256]) for r in answer["records"]
                ]
                inputs.append(Input(file=file.name, sha256=file.sha256, state=_state(records)))
                for record in records:
                    documents.setdefault(record.document_id, record)
                continue
            code, message = answer["code"], answer["message"]
        inputs.append(Input(file=file.name, sha256=file.sha256, state="quarantined"))
        quarantine.append(Quarantine(file=file.name, sha256=file.sha256, code=code, message=message))
    for file in found:
        original = first.get(file.sha256 or "")
        if original is not None and original is not file:
            _note_copy(documents, file, original)
    return sorted(documents.values(), key=lambda d: (d.file, d.document_id)), inputs, quarantine


def _reading_digest(settings: Settings) -> str:
    return identify(settings.limits.model_dump_json(), settings.reading.model_dump_json())


def _state(records: list[DocumentRecord]) -> Any:
    return "partial" if not records or any(r.state == "partial" for r in records) else "read"


def _named(record: DocumentRecord, file: Found, original: Found) -> DocumentRecord:
    """The record under the file's present name: a cached result may have been read under another one."""
    inner = record.file.rpartition(original.path.name)[2] if original.path.name in record.file else ""
    name = original.name + inner
    if record.file == name:
        return record
    return record.replace(file=name, tasks=tuple(t.replace(file=name) for t in record.tasks))


def _note_copy(documents: dict[str, DocumentRecord], copy: Found, original: Found) -> None:
    for record in documents.values():
        if record.sha256 == original.sha256:
            notice = Notice(code="duplicate", message=f"与 {copy.name} 内容完全相同，只计一次")
            documents[record.document_id] = record.replace(warnings=(*record.warnings, notice))


@dataclass
class _Judged:
    assessments: list[Assessment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    lost: dict[str, Notice] = field(default_factory=dict)
    """By the policy's document id: why its dossier could not be judged."""


def _judge_all(dossiers: list[Dossier], work: Work) -> _Judged:
    settings, as_of = work.settings.digest(), work.as_of.isoformat()
    judged = _Judged()
    packed = {d.model_dump_json(exclude_defaults=True): d for d in dossiers}
    asks = {
        key_of("assess", text, code_version(), settings, as_of): work.request(dossier=json.loads(text))
        for text in packed
    }
    checks: dict[str, str] = {}
    of_check: list[Dossier] = []
    for text, answer in zip(packed, _answers(jobs.assess_dossier, asks, work, "比对落实"), strict=True):
        data = json.loads(answer)
        if "code" in data:
            _lose(judged, packed[text], data)
            continue
        rows = data["assessments"]
        judged.assessments += [Assessment.model_validate(row) for row in rows]
        key = key_of("check", text, json.dumps(rows), json.dumps(work.answers), code_version(), settings, as_of)
        checks[key] = work.request(dossier=json.loads(text), assessments=rows, answers=work.answers)
        of_check.append(packed[text])
    for dossier, answer in zip(of_check, _answers(jobs.check_dossier, checks, work, "核查评分"), strict=True):
        if "code" in json.loads(answer):
            _lose(judged, dossier, json.loads(answer))
            continue
        findings, scores = jobs.findings_of(answer)
        judged.findings += findings
        judged.scores += scores
    return judged


def _lose(judged: _Judged, dossier: Dossier, answer: dict[str, str]) -> None:
    document = dossier.policy if dossier.policy is not None else next(iter(dossier.documents), None)
    if document is not None:
        message = f"本卷宗未能比对：{answer['message']}"
        judged.lost[document.document_id] = Notice(code=f"dossier-{answer['code']}", message=message)


def _answers(job: Callable[[str], str], requests: dict[str, str], work: Work, stage: str) -> Iterator[str]:
    """The answers to all requests in their order, from the cache where it has them."""
    answers: dict[str, str] = {}
    waiting: dict[str, Future[str]] = {}
    missing: list[str] = []
    for key in requests:
        kept = work.cache.get(key)
        if kept is None:
            missing.append(key)
        else:
            answers[key] = kept
    work.progress(stage, len(answers), len(requests))
    for key in missing:
        waiting[key] = work.executor.submit(job, requests[key])
        if len(waiting) >= _IN_FLIGHT:
            _collect(next(iter(waiting)), waiting, answers, work)
            work.progress(stage, len(answers), len(requests))
    while waiting:
        _collect(next(iter(waiting)), waiting, answers, work)
        work.progress(stage, len(answers), len(requests))
    return (answers[key] for key in requests)


def _collect(key: str, waiting: dict[str, Future[str]], answers: dict[str, str], work: Work) -> None:
    try:
        answer = waiting.pop(key).result()
    except JobLostError as lost:
        # a lost file is quarantined, and tried again by the next run: its limit may have been the machine's fault
        answers[key] = json.dumps({"code": lost.code, "message": str(lost)})
        work.lost.append(key)
        return
    work.cache.put(key, answer)
    answers[key] = answer


def _all_documents(dossier: Dossier) -> Iterable[DocumentRecord]:
    yield from dossier.documents
    if dossier.policy is not None:
        yield dossier.policy


def _all_units(dossiers: Iterable[Dossier], units: Iterable[Unit]) -> tuple[Unit, ...]:
    known = {u.name: u for dossier in dossiers for u in dossier.units} | {u.name: u for u in units}
    return tuple(known[name] for name in sorted(known))
