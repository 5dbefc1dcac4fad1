"""Jobs asked and answered: what the cache has is not asked again, what weighs most goes first, what is lost is told."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from .child import JobLostError
from .jobs import answers_of, group
from .work import Ask, Work

_LOOK = 0.5
"""Seconds between two calls of ``progress`` at the latest: it may stop the run by raising."""
_GROUP = 8
"""Light jobs that travel together at most."""


@dataclass
class Asking:
    """The requests of one stage, by their keys.

    ``weight`` is about how long each takes; ``light`` the weight up to which jobs travel in groups. ``keep`` puts an
    answer into the cache, under its key when None.
    """

    job: Callable[[str], str]
    asks: Mapping[str, Ask]
    work: Work
    stage: str
    weight: Callable[[str], int]
    light: int = -1
    keep: Callable[[str, str], None] | None = None
    _missing: deque[str] = field(default_factory=deque)
    _waiting: dict[Future[str], list[str]] = field(default_factory=dict)
    _alone: set[str] = field(default_factory=set)
    """Jobs of groups that were lost: one of them was at fault."""

    def answers(self) -> Iterator[tuple[str, str]]:
        """The answers by their keys: those that the cache has, then the others as they come.

        Only what is missing is asked, and its request made then; the first jobs are out when this returns, so that the
        caller looks at answers while others are made. Texts are not held longer than needed. What weighs most goes
        first, so that no worker has long to do when the others are through.
        """
        known = {key for key in self.asks if self.work.cache.holds(key)}
        missing = (key for key in self.asks if key not in known)
        self._missing.extend(sorted(missing, key=self.weight, reverse=True))
        self._submit()
        return self._come(known)

    def _come(self, known: set[str]) -> Iterator[tuple[str, str]]:
        for key in known:
            yield key, self.work.cache.get(key)
            yield from self._finished()
        while self._waiting:
            wait(self._waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
            self._tell()
            yield from self._finished()

    def _submit(self) -> None:
        while self._missing and len(self._waiting) < self.work.in_flight:
            keys = [self._missing.popleft() for _ in range(self._together())]
            requests = [self.asks[key]() for key in keys]
            job, request = (self.job, requests[0]) if len(keys) == 1 else group(self.job, requests)
            self._waiting[self.work.executor.submit(job, request)] = keys
        self._tell()

    def _together(self) -> int:
        """How many jobs go out in one piece: the fewer are left the fewer, so that all workers end together."""
        first = self._missing[0]
        if self.weight(first) > self.light or first in self._alone:
            return 1
        return max(1, min(_GROUP, len(self._missing) // self.work.in_flight))

    def _finished(self) -> Iterator[tuple[str, str]]:
        for future in [future for future in self._waiting if future.done()]:
            keys = self._waiting.pop(future)
            try:
                answers = [future.result()] if len(keys) == 1 else answers_of(future.result())
            except JobLostError as error:
                yield from self._lost(keys, error)
                continue
            for key, answer in zip(keys, answers, strict=True):  # kept at once: a killed run loses only jobs in hand
                (self.work.cache.put if self.keep is None else self.keep)(key, answer)
            self._submit()
            yield from ((key, self.work.cache.get(key)) for key in keys)

    def _lost(self, keys: list[str], error: JobLostError) -> Iterator[tuple[str, str]]:
        if len(keys) > 1:
            self._alone.update(keys)
            self._missing.extendleft(keys)
            keys = []
        self._submit()
        # a lost file is quarantined, and tried again by the next run: its limit may have been the machine's fault
        self.work.lost.extend(keys)
        yield from ((key, json.dumps({"code": error.code, "message": str(error)})) for key in keys)

    def _tell(self) -> None:
        out = len(self._missing) + sum(map(len, self._waiting.values()))
        self.work.progress(self.stage, len(self.asks) - out, len(self.asks))
