"""What a run works with, and how its jobs are asked and answered."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import date

from luodi.records import DocumentRecord
from luodi.settings import Settings

from .apart import Bulk, whole
from .cache import Cache
from .child import JobLostError

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
) -> Iterator[tuple[str, str]]:
    """The answers to all requests by their keys: those that the cache has, then the others as they come.

    Only what is missing is asked, and its request made then; the first jobs are out when this returns, so that the
    caller looks at answers while others are made. Texts are not held longer than needed. What weighs most goes first,
    so that no worker has long to do when the others are through. ``keep`` puts an answer into the cache, under its key
    when None.
    """
    known = {key for key in asks if work.cache.holds(key)}
    missing = deque(sorted((key for key in asks if key not in known), key=weight, reverse=True))
    waiting: dict[Future[str], str] = {}

    def submit() -> None:
        while missing and len(waiting) < work.in_flight:
            key = missing.popleft()
            waiting[work.executor.submit(job, asks[key]())] = key
        work.progress(stage, len(asks) - len(missing) - len(waiting), len(asks))

    def finished() -> Iterator[tuple[str, str]]:
        for future in [future for future in waiting if future.done()]:
            key = waiting.pop(future)
            answer = _kept(key, future, work, work.cache.put if keep is None else keep)
            submit()
            yield key, answer

    def come() -> Iterator[tuple[str, str]]:
        for key in known:
            yield key, work.cache.get(key)
            yield from finished()
        while waiting:
            wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
            work.progress(stage, len(asks) - len(missing) - len(waiting), len(asks))
            yield from finished()

    submit()
    return come()


def _kept(key: str, future: Future[str], work: Work, keep: Callable[[str, str], None]) -> str:
    """An answer that is there, kept at once, so that a killed run loses only jobs in hand."""
    try:
        keep(key, future.result())
    except JobLostError as error:
        # a lost file is quarantined, and tried again by the next run: its limit may have been the machine's fault
        work.lost.append(key)
        return json.dumps({"code": error.code, "message": str(error)})
    return work.cache.get(key)
