"""What takes long in writing, made by workers while the joining process writes the rest."""

from __future__ import annotations

import base64
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future

from luodi.publish.manuscript import Manuscript, set_in_type
from luodi.publish.packed import pack, squeeze
from luodi.publish.sheets import Book, made

from . import jobs
from .cache import code_version, key_of
from .child import JobLostError
from .timing import stage
from .work import Work


def make_workbook(work: Work, describe: Callable[[], Book]) -> Callable[[], bytes]:
    """Begin to make the workbook that is described; what is returned waits for its bytes."""
    with stage("describe"):
        future = work.executor.submit(jobs.make_workbook, pack(describe()))

    def wait() -> bytes:
        try:
            return base64.b64decode(future.result())
        except (JobLostError, RuntimeError):  # too big for a worker, or no room: made here, or said
            return made(describe())

    return wait


def set_report(work: Work, note: Callable[[], Manuscript]) -> Callable[[], bytes]:
    """Begin to set the report in type; the words of its title, looked up in a large dictionary, are kept."""
    with stage("report"):
        lines = note()
        key = key_of("title", *(given[0] for name, given, _ in lines.lines if name == "title"), code_version())
        known = json.loads(work.cache.get(key)) if work.cache.holds(key) else []
        future = _begin(work, lines, known)

    def wait() -> bytes:
        words, content = _end(lines, future)
        if not known:
            work.cache.put(key, json.dumps(words, ensure_ascii=False))
        return content

    return wait


def set_papers(work: Work, manuscripts: Iterable[Manuscript]) -> Iterator[bytes]:
    """The bytes of papers in their order; a few are under way at a time."""
    waiting: deque[tuple[Manuscript, Future[str]]] = deque()
    for manuscript in manuscripts:
        waiting.append((manuscript, _begin(work, manuscript, [])))
        if len(waiting) >= work.in_flight:
            yield _end(*waiting.popleft())[1]
    while waiting:
        yield _end(*waiting.popleft())[1]


def _begin(work: Work, manuscript: Manuscript, words: list[str]) -> Future[str]:
    return work.executor.submit(jobs.set_paper, squeeze([words, *manuscript.lines]))


def _end(manuscript: Manuscript, future: Future[str]) -> tuple[list[str], bytes]:
    """The words of the title as far as they were looked up, and the paper."""
    try:
        words, content = json.loads(future.result())
        return words, base64.b64decode(content)
    except (JobLostError, RuntimeError):
        return [], set_in_type(manuscript.lines)
