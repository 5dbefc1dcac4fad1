"""Where jobs run: in this process, in guarded child processes, or on an existing cluster.

A job is a module-level function ``(request: str) -> str`` over JSON, so the same job goes to every executor.
The guarded executor survives jobs that hang, crash or eat memory: a thread cannot be stopped, a process can.
"""

from __future__ import annotations

import json
import queue
import threading
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from types import TracebackType
from typing import Any, NamedTuple

from . import timing
from .child import Child, JobLostError

AHEAD = 4
"""Jobs on their way for each worker, so that none waits for the next one."""


class ClusterError(RuntimeError):
    """A cluster that cannot be used; the message says why."""


class InProcess(Executor):
    """Runs each job at once in this process, without protection: for tests, debugging and one-file calls."""

    in_flight = 1

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run now; the returned future is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Guarded(Executor):
    """A pool of child interpreters, one job at a time each; a lost child is replaced.

    Parameters
    ----------
    workers: number of children; the first starts at once and loads while the caller gets ready, others when needed.
    seconds: wall-clock limit of one job by the job's function name; the child's whole process group is killed at it.
    memory_bytes: resident memory above which a child is killed (where /proc tells it).
    """

    def __init__(self, workers: int, *, seconds: Mapping[str, float], memory_bytes: int) -> None:
        self._seconds = seconds
        self._memory = memory_bytes
        self._most = max(1, workers)
        self.in_flight = AHEAD * self._most
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._idle: list[_Inbox] = [self._begin()]
        """Of children that have nothing to do, the one that was busy last at the end: it has loaded most."""
        self._queued: deque[_Job] = deque()
        self._closed = False
        self._hurry = threading.Event()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a job; its future may raise JobLostError, or RuntimeError with the child's traceback.

        Raises KeyError for a job without a limit.
        """
        if kwargs or len(args) != 1:
            raise TypeError("a job takes exactly one request string")
        job = _Job(Future(), f"{fn.__module__}:{fn.__qualname__}", args[0], self._seconds[fn.__qualname__])
        with self._lock:
            if self._idle:
                self._idle.pop().put(job)
            elif len(self._threads) < self._most:
                self._begin().put(job)
            else:
                self._queued.append(job)
        return job.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Finish what is queued (unless told to cancel it) and end the children."""
        with self._lock:
            self._closed = True
            while cancel_futures and self._queued:
                self._queued.popleft().future.cancel()
            while self._idle:
                self._idle.pop().put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        # an interrupted run waits neither for the jobs in hand nor for those still queued
        if kind is not None:
            self._hurry.set()
        self.shutdown(wait=True, cancel_futures=kind is not None)

    def _begin(self) -> _Inbox:
        """Start a child; a thread hands it what is put into the inbox."""
        inbox: _Inbox = queue.SimpleQueue()
        self._threads.append(threading.Thread(target=self._serve, args=(inbox,), daemon=True))
        self._threads[-1].start()
        return inbox

    def _serve(self, inbox: _Inbox) -> None:
        child: Child | None = Child()
        try:
            while (job := inbox.get()) is not None:
                child = self._do(child, job, inbox)
                del job  # the next one may be long in coming
        finally:
            if child is not None:
                child.close()

    def _do(self, child: Child | None, job: _Job, inbox: _Inbox) -> Child | None:
        """Have a job done by the child, by a new one when there is none; the child that is left for the next job."""
        if not job.future.set_running_or_notify_cancel():
            self._go_on(inbox)
            return child
        child = Child() if child is None else child
        try:
            answer = child.call(job.name, job.request, seconds=job.seconds, memory=self._memory, hurry=self._hurry)
        except JobLostError as error:
            child.kill()
            self._go_on(inbox)
            job.future.set_exception(error)
            return None
        self._go_on(inbox)  # before the answer is out: the next job shall come here
        if answer[:1] == b"+":
            spent, _, result = answer.partition(b"\n")
            timing.add(json.loads(spent[1:]))
            job.future.set_result(result.decode("utf-8"))
        else:
            job.future.set_exception(RuntimeError(answer[1:].decode("utf-8")))
        return child

    def _go_on(self, inbox: _Inbox) -> None:
        """The next job for a child that is through with one; the end when there will be none."""
        with self._lock:
            if self._queued or self._closed:
                inbox.put(self._queued.popleft() if self._queued else None)
            else:
                self._idle.append(inbox)


class _Job(NamedTuple):
    future: Future[str]
    name: str
    request: str
    seconds: float


_Inbox = queue.SimpleQueue[_Job | None]
