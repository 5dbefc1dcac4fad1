"""A run: an inbox in, findings out. Two maps and one join, then everything is written at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from luodi.publish import load
from luodi.records import (
    DocumentRecord,
    Dossier,
    Event,
    Notice,
    Quarantine,
    Unit,
    identify,
)
from luodi.records.results import Input, Results, RunFacts

from . import jobs
from .apart import lean
from .asking import Asking
from .cache import READING, code_version, key_of
from .files import Found, find_files
from .judging import all_documents, judge_all
from .timing import stage
from .work import Work

_LIGHT = 200_000
"""Bytes of a file up to which it is read with others in one job; a group has the time that one file has."""


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

    The documents of the results are slim (``apart``); ``work.whole`` completes one as long as the cache is open.
    ``found`` are the inbox's files where the caller has looked already.
    Raises FileNotFoundError when ``inbox`` is not a folder.
    """
    if not inbox.is_dir():
        raise FileNotFoundError(f"收件夹不存在：{inbox}（no such folder）")
    found = list(find_files(inbox, leave_out=leave_out)) if found is None else found
    documents, inputs, quarantine = _read_all(found, inbox, work)
    from luodi.dossier import Concerned, chain, link

    from .close import Close

    with stage("link"):
        close = Close(work)
        joined = link(documents, units, events, close.reading())
        known = _all_units(joined, units)
        concerned = Concerned(known)
        dossiers = [concerned.narrow(dossier) for dossier in joined]
        del joined, concerned
    linked = {d.document_id: d for dossier in dossiers for d in all_documents(dossier)}
    documents = [d if d.document_id in linked else _told_as_copy(d, linked.values()) for d in documents]
    for document in linked.values():
        close.settle(document)
    judged = judge_all(dossiers, work)
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
        units=known,
    )


def _read_all(
    found: list[Found], inbox: Path, work: Work
) -> tuple[list[DocumentRecord], list[Input], list[Quarantine]]:
    first: dict[str, Found] = {}
    for file in found:
        if file.sha256 is not None:
            first.setdefault(file.sha256, file)
    versions = (
        code_version(READING),
        identify(work.settings.limits.model_dump_json(), work.settings.reading.model_dump_json()),
    )
    # the suffix is part of the key: it decides whether a file is what its name says
    asks = {
        key_of("read", sha256, file.path.suffix.lower(), *versions): partial(_ask_to_read, work, file, inbox)
        for sha256, file in first.items()
    }
    sizes = {key: _size(file.path) for key, file in zip(asks, first.values(), strict=True)}
    texts = Asking(jobs.read_document, asks, work, "读取文件", sizes.__getitem__, light=_LIGHT).answers()
    _load()
    answered = {key: lean(jobs.Reading.model_validate_json(text.partition("\n")[0])) for key, text in texts}
    read: dict[str, jobs.Reading] = {}
    for sha256, key in zip(first, asks, strict=True):
        read[sha256] = answered[key]
        for line, record in enumerate(answered[key].records or (), start=1):
            work.bulks.setdefault(record.document_id, (key, line))
    documents: dict[str, DocumentRecord] = {}
    inputs: list[Input] = []
    quarantine: list[Quarantine] = []
    for file in found:
        code, message = file.fault or ("", "")
        if file.sha256 is not None:
            answer = read[file.sha256]
            read_as = answer.file or first[file.sha256].name
            if answer.records is not None:
                records = [_named(record, file, read_as) for record in answer.records]
                inputs.append(Input(file=file.name, sha256=file.sha256, state=_state(records)))
                for record in records:
                    _keep(documents, record)
                continue
            code, message = answer.code, _renamed(answer.message, _plain(read_as), _plain(file.name))
        inputs.append(Input(file=file.name, sha256=file.sha256, state="quarantined"))
        quarantine.append(Quarantine(file=file.name, sha256=file.sha256, code=code, message=message))
    return sorted(documents.values(), key=lambda d: (d.file, d.document_id)), inputs, quarantine


def _load() -> None:
    """Import what joining and writing need while the first worker starts and reads."""
    import_module("luodi.dossier")
    load()


def _ask_to_read(work: Work, file: Found, inbox: Path) -> str:
    return work.request(path=json.dumps(str(file.path)), root=json.dumps(str(inbox)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it left in the meantime, which reading says
        return 0


def _state(records: list[DocumentRecord]) -> Any:
    return "partial" if not records or any(r.state == "partial" for r in records) else "read"


def _named(record: DocumentRecord, file: Found, read_as: str) -> DocumentRecord:
    """The record under the file's present name: what was read may be a copy of it, or have been renamed since."""
    name = file.name + record.file.removeprefix(read_as)
    if record.file == name:
        return record
    return record.replace(file=name, tasks=tuple(t.replace(file=name) for t in record.tasks))


def _renamed(message: str, original: str, copy: str) -> str:
    """A refusal of a file as that of its copy: both halves of the message begin with the name.

    >>> _renamed("a（第2页）：坏了。(a, page 2: damaged.)", "a", "b")
    'b（第2页）：坏了。(b, page 2: damaged.)'
    """
    return re.sub(rf"(^|\()(?:{re.escape(original)})(?=[（：,:])", lambda found: found[1] + copy, message)


def _plain(name: str) -> str:
    return PurePosixPath(name).name


def _keep(documents: dict[str, DocumentRecord], record: DocumentRecord) -> None:
    """Add a record; of one whose content is known only its name is noted, also where it lies in an archive."""
    kept = documents.setdefault(record.document_id, record)
    if kept is not record:
        notice = Notice(code="duplicate", message=f"与 {record.file} 内容完全相同，只计一次")
        documents[record.document_id] = kept.replace(warnings=(*kept.warnings, notice))


def _told_as_copy(left_out: DocumentRecord, kept: Iterable[DocumentRecord]) -> DocumentRecord:
    """A document that joining left out: another one has its words (a report once as Word, once as text)."""
    words = "".join(left_out.text.split())
    file = next((d.file for d in kept if "".join(d.text.split()) == words), None)
    if file is None:
        return left_out
    notice = Notice(code="duplicate", message=f"与 {file} 文字完全相同，只计一次")
    return left_out.replace(warnings=(*left_out.warnings, notice))


def _all_units(dossiers: Iterable[Dossier], units: Iterable[Unit]) -> tuple[Unit, ...]:
    """All units of the run in the order of the tree, which each dossier that ``link`` gives holds whole."""
    known = {u.name: u for u in next((dossier.units for dossier in dossiers), ())}
    return tuple((known | {u.name: u for u in units}).values())
