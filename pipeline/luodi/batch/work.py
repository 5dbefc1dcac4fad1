"""What a run works with, and how its jobs are asked and answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import date

from luodi.records import DocumentRecord
from luodi.settings import Settings

from .apart import Bulk, whole
from .cache import Cache
from .executors import JobLostError

Ask = Callable[[], str]
"""Makes the request of a job when it is wanted."""
Progress = Callable[[str, int, int], None]
"""Called with the stage's Chinese name, how many are done, and how many there are; stops the run by raising."""

_IN_FLIGHT = 8
"""Jobs handed at once to an executor without an ``in_flight`` of its own: enough to keep workers busy, few enough to
keep memory flat, since the request of a job holds a whole dossier."""
_LOOK = 0.5
"""Seconds between two calls of ``progress`` at the latest: it may stop the run by raising."""


@dataclass(frozen=True)
class Work:
    """What a run needs besides its inputs."""

    executor: Executor
    cache: Cache
    settings: Settings
    as_of: date
    progress: Progress
    answers: Callable[[], tuple[dict[str, str], ...]] = tuple
    """What reviewers answered to findings of earlier runs, as fields of ``luodi.score.replies.Answer`` or
    ``luodi.score.rulings.Ruling``."""
    lost: list[str] = field(default_factory=list)
    """Keys of jobs that ran into a limit; the next run tries them again."""
    bulks: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Where the bulk of each document lies: the key of the reading, and the line of it."""
    quoted: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """The marks of what assessments quote, as ``luodi.publish.page.marks.evidence_marks`` gives them."""

    @property
    def in_flight(self) -> int:
        """How many jobs to hand to the executor at once."""
        return int(getattr(self.executor, "in_flight", _IN_FLIGHT))

    def request(self, **parts: str) -> str:
        """A job's request: parts as JSON texts, and the settings."""
        parts |= {"settings": self.settings.model_dump_json(), "as_of": f'"{self.as_of.isoformat()}"'}
        return "{" + ",".join(f'"{name}":{text}' for name, text in parts.items()) + "}"

    def bulk(self, document_id: str) -> str:
        """The bulk of a document as JSON."""
        key, line = self.bulks[document_id]
        return self.cache.get(key).split("\n", line + 1)[line]

    def whole(self, slim: DocumentRecord) -> DocumentRecord:
        """A document with all that was read of it."""
        return whole(slim, Bulk.model_validate_json(self.bulk(slim.document_id)))


def answers(
    job: Callable[[str], str],
    asks: Mapping[str, Ask],
    work: Work,
    stage: str,
    *,
    weight: Callable[[str], int],
    keep: Callable[[str, str], None] | None = None,
) -> Iterator[str]:
    """The answers to all requests in their order, from the cache where it has them.

    Only what is missing is asked, and its request made then; texts are not held longer than needed. What weighs most
    goes first, so that no worker has long to do when the others are through. ``keep`` puts an answer into the cache,
    under its key when None.
    """
    missing = sorted((key for key in asks if not work.cache.holds(key)), key=weight, reverse=True)
    keep = work.cache.put if keep is None else keep
    lost: dict[str, str] = {}
    waiting: dict[Future[str], str] = {}
    done = len(asks) - len(missing)
    work.progress(stage, done, len(asks))
    for key in missing:
        waiting[work.executor.submit(job, asks[key]())] = key
        while True:
            done += _collect(waiting, lost, work, keep)
            work.progress(stage, done, len(asks))
            if len(waiting) < work.in_flight:
                break
            wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
    while waiting:
        wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
        done += _collect(waiting, lost, work, keep)
        work.progress(stage, done, len(asks))
    return (lost[key] if key in lost else work.cache.get(key) for key in asks)


def _collect(
    waiting: dict[Future[str], str], lost: dict[str, str], work: Work, keep: Callable[[str, str], None]
) -> int:
    """Keep the answers that are there, so that a killed run loses only jobs in hand; how many they were."""
    finished = [future for future in waiting if future.done()]
    for future in finished:
        key = waiting.pop(future)
        try:
            keep(key, future.result())
        except JobLostError as error:
            # a lost file is quarantined, and tried again by the next run: its limit may have been the machine's fault
            lost[key] = json.dumps({"code": error.code, "message": str(error)})
            work.lost.append(key)
    return len(finished)
