"""Close readings of a run, made by workers, who have loaded what that takes, and kept in its cache: a run that changes
one document reads no other one again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from luodi.dossier import CloseReading
from luodi.records import DocumentKind, DocumentRecord

from . import jobs
from .cache import JUDGING, code_version, key_of
from .work import Ask, Work


@dataclass
class Close:
    """``luodi.dossier.CloseReading`` over slim records: a document is read again whole, its tables and lines too."""

    work: Work
    _made: dict[tuple[str, DocumentKind], str] = field(default_factory=dict)

    def reading(self) -> CloseReading:
        """What ``link`` takes."""
        return CloseReading(self._read_as, self._matter_likeness)

    def settle(self, document: DocumentRecord) -> None:
        """Let the bulk of a document be that of its kind, once that is settled."""
        key = self._made.get((document.document_id, document.kind))
        if key is not None:
            self.work.bulks[document.document_id] = (key, 1)

    def _read_as(self, slim: DocumentRecord, kind: DocumentKind) -> DocumentRecord:
        read, line = self.work.bulks[slim.document_id]
        key = key_of("again", read, str(line), kind, code_version(JUDGING))
        answer = self._answer(key, jobs.read_again, lambda: self._again(slim, kind))
        self._made[slim.document_id, kind] = key
        again = DocumentRecord.model_validate_json(answer.partition("\n")[0])
        # all else may have changed since: the file's name, what is noted of it
        tasks = tuple(task.replace(file=slim.file) for task in again.tasks)
        return slim.replace(kind=kind, tasks=tasks)

    def _again(self, slim: DocumentRecord, kind: DocumentKind) -> str:
        return "\n".join([kind, slim.model_dump_json(exclude_defaults=True), self.work.bulk(slim.document_id)])

    def _matter_likeness(self, one: str, other: str) -> float:
        key = key_of("matter", one, other, code_version(JUDGING))
        return float(self._answer(key, jobs.liken, lambda: json.dumps([one, other], ensure_ascii=False)))

    def _answer(self, key: str, job: Callable[[str], str], ask: Ask) -> str:
        cache = self.work.cache
        if not cache.holds(key):
            try:
                cache.put(key, self.work.executor.submit(job, ask()).result())
            except RuntimeError:  # a worker was lost: made here, or said
                cache.put(key, job(ask()))
        return cache.get(key)
