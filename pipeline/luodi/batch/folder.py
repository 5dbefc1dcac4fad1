"""Carrying out a run over a folder: keep what stands, compute what does not, write, record."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from luodi.publish import WORKBOOK
from luodi.publish.files import together
from luodi.records import Results
from luodi.settings import Settings

from .analysis import analyse
from .cache import Cache
from .elsewhere import make_workbook, set_papers, set_report
from .executors import Guarded, InProcess
from .files import find_files, sha256_of
from .ledger import append
from .replies import Replies
from .timing import stage
from .unchanged import Texts, forget, note, rests_on, stands
from .work import Progress, Work

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_KEPT = ".luodi"


class BusyError(RuntimeError):
    """Another run writes to the same place; the message says where."""


class EmptiedError(RuntimeError):
    """The inbox is empty, but results of documents stand in the place to write to."""


@dataclass(frozen=True)
class Order:
    """What is asked of a run; fields as the parameters of ``luodi.run``."""

    inbox: Path
    out: Path
    as_of: date
    settings: Settings
    units: Path | None = None
    events: Path | None = None
    letters: bool = False

    def digest_parts(self) -> list[str]:
        """All but the inbox's files that the outputs rest on."""
        sheets = [_digest_of(self.units), _digest_of(self.events)]
        said = self.settings.publishing.model_dump_json()
        return [self.settings.digest(), said, self.as_of.isoformat(), *sheets, str(self.letters), self.way]

    @property
    def way(self) -> str:
        """The way from the outputs to the inbox, for links."""
        return os.path.relpath(self.inbox, self.out)


def _digest_of(sheet: Path | None) -> str:
    if sheet is None:
        return "none"
    return sha256_of(sheet) if sheet.is_file() else "missing"


def carry_out(
    order: Order,
    executor: Callable[[], Executor],
    progress: Progress,
    *,
    force: bool = False,
    only: frozenset[Path] | None = None,
) -> Results | None:
    """Bring ``order.out`` up to date; None when all in it stood already.

    ``executor`` is called only when something must be computed; closing what it gives is left to the caller.
    ``only`` are the files of the inbox, as ``list_files`` names them, that count; all when None.
    Raises FileNotFoundError for a missing folder or sheet, OSError when ``order.out`` cannot be written, BusyError when
    another run writes there, EmptiedError when an empty inbox would wipe out results and ``force`` does not ask for it.
    """
    if not order.inbox.is_dir():
        raise FileNotFoundError(f"收件夹不存在：{order.inbox}（no such folder）")
    out = order.out
    with stage("find"):
        found = list(find_files(order.inbox, leave_out=out, only=only))
        if not found and not force and _tells_of_documents(out):
            raise EmptiedError(
                f"收件夹是空的：{order.inbox}；上次结果原样保留，确要清空请加 --force"
                "（the inbox is empty: a lost share? results are kept; --force wipes them）"
            )
        basis = rests_on(found, *order.digest_parts())
        if not force and stands(out, basis):
            return None
    pool = executor()  # its first worker loads meanwhile
    from luodi import __version__
    from luodi.dossier import read_events, read_units

    units = read_units(order.units) if order.units is not None else ()
    events = read_events(order.events) if order.events is not None else ()
    with _alone(out / _KEPT) as kept:
        texts = Texts(out)
        forget(out)
        for old in kept.glob("results.sqlite*") if force else ():
            old.unlink()
        with _few_collections(), Cache(kept / "results.sqlite") as cache, Replies(out / WORKBOOK) as replies:
            work = Work(pool, cache, order.settings, order.as_of, progress, answers=replies.decided)
            results = analyse(
                order.inbox,
                work,
                leave_out=out,
                units=tuple(units),
                events=tuple(events),
                version=__version__,
                found=found,
            )
            with together():
                paths = _write(results, order, work, texts, replies)
                key = order.settings.recording.key_file
                with stage("record"):
                    append(out, results.run, paths, key=Path(key) if key is not None else None)
        if not work.lost:  # what was lost to a limit is tried again
            with stage("record"):
                note(out, basis, paths, texts)
    return results


def _tells_of_documents(out: Path) -> bool:
    """Whether the last run into ``out`` found files."""
    try:
        facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
        return int(facts["counts"]["found"]) > 0
    except (OSError, ValueError, KeyError, TypeError):
        return False


@contextmanager
def _alone(kept: Path) -> Iterator[Path]:
    """Keep other runs from writing to the same place; the lock goes with the process. Raises BusyError."""
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("ab") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BusyError(f"另一个 luodi 正在写入 {kept.parent}（another run writes there）") from error
        yield kept


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for cycles seldom: a run makes millions of records that hold none, and each search would walk them all."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _write(results: Results, order: Order, work: Work, texts: Texts, replies: Replies) -> list[Path]:
    from luodi.publish import Help, write

    from .drafts import Drafts

    drafts, sender = Drafts(order.out), order.settings.publishing
    by = Help(
        whole=work.whole,
        quoted=work.quoted,
        stands=lambda document: texts.stands(document, work.bulks[document.document_id]),
        replies=replies.now(),
        workbook=partial(make_workbook, work),
        sender=sender,
        draft=drafts.put,
        report=partial(set_report, work),
        stage=stage,
    )
    paths = write(results, order.out, inbox=order.way, help=by)
    if order.letters:
        with stage("letters"):
            paths += drafts.letters(results, sender, partial(set_papers, work))
    return paths


def executor_of(settings: Settings, workers: int | None, address: str | None) -> Executor:
    """Where a run's jobs go: a cluster, this process (``workers`` 0), or guarded children, one per core when None."""
    limits = settings.limits
    seconds = {
        "read_document": limits.seconds_per_file,
        "do_group": limits.seconds_per_file,
        "read_again": limits.seconds_per_file,
        "liken": limits.seconds_per_file,
        "load_for_papers": limits.seconds_per_file,
        "judge_dossier": limits.seconds_per_dossier,
        "make_workbook": limits.seconds_per_dossier,
        "set_paper": limits.seconds_per_dossier,
    }
    if address is not None:
        from .cluster import Cluster

        return Cluster(address, seconds=seconds, memory_bytes=limits.memory_bytes)
    count = os.cpu_count() or 1 if workers is None else workers
    if count == 0:
        return InProcess()
    return Guarded(count, seconds=seconds, memory_bytes=limits.memory_bytes)
