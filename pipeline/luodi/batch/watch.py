"""``luodi watch``: an inbox is kept up to date as files arrive, and what is new is told.

The inbox is looked at every few seconds (that works on network folders too). A file counts once its size and time have
stood still for a while, so half-written ones wait; a known file that is being written again holds the round back, lest
it seem to be gone. A round is an ordinary run on warm workers, so what it leaves is the same as a run's.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from luodi.publish.alerts import alerts, now_told, told_before
from luodi.publish.delivery import UNDELIVERED, Sink, deliver
from luodi.publish.sinks import sinks
from luodi.records import Results

from .files import list_files
from .folder import Order, carry_out, executor_of
from .unchanged import forget

Say = Callable[[str], None]
_HELD_AT_MOST = 20
"""A known file that is written again and again holds back a round for so many times the settling time."""
_PAUSE = 30.0
"""Seconds after a round that could not be finished, for a full disk or a lost share."""

_NAMED = 5
"""Unreadable files that a line names."""

State = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class StoppedError(Exception):
    """The watch was told to stop in the middle of a round; finished jobs are kept."""


@dataclass
class Arrivals:
    """What lies in the inbox, and since when each file has stood still.

    ``settle`` in seconds; ``clock`` counts seconds from anywhere, ``now`` from the epoch, as file times do.
    """

    settle: float
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    _seen: dict[Path, tuple[State, float]] = field(default_factory=dict)
    _taken: dict[Path, State] | None = None
    _held_since: float | None = None

    def look(self, inbox: Path, leave_out: Path) -> None:
        """Note size and time of every file. Raises OSError when the inbox cannot be listed."""
        clock = self.clock()
        seen: dict[Path, tuple[State, float]] = {}
        states = {path: _state_of(path) for path in list_files(inbox, leave_out=leave_out)}
        gone = {known[0]: known for path, known in self._seen.items() if path not in states}
        for path, (state, changed) in states.items():
            # one that has the size and time of one that is gone was renamed, and stands still as long as that did
            before = self._seen.get(path, gone.get(state))
            # what lay there before the watch began has stood still since its last change
            still = max(0.0, self.now() - changed) if self._taken is None and before is None else 0.0
            seen[path] = before if before is not None and before[0] == state else (state, clock - still)
        self._seen = seen

    def ready(self) -> bool:
        """Whether a round would find something else than the last one, and nothing that it knows is being written.

        An empty inbox is never ready: it is rather a share that was lost than a folder that was cleared.
        """
        settled = self._settled()
        known = self._seen if self._taken is None else self._taken
        if any(path in known and path not in settled for path in self._seen):
            self._held_since = self.clock() if self._held_since is None else self._held_since
            if self.clock() - self._held_since < _HELD_AT_MOST * self.settle:
                return False
        return bool(self._seen) and self._files(settled) != self._taken

    def take(self) -> frozenset[Path]:
        """The files of the round that begins: those that settled, and known ones as they are."""
        self._held_since = None
        self._taken = self._files(self._settled())
        return frozenset(self._taken)

    @property
    def emptied(self) -> bool:
        """Whether nothing is left of what was read."""
        return bool(self._taken) and not self._seen

    @property
    def waiting(self) -> int:
        """How many files are left for a later round."""
        return len(self._seen) - len(self._taken or {})

    def _settled(self) -> dict[Path, State]:
        clock = self.clock()
        return {path: state for path, (state, since) in self._seen.items() if clock - since >= self.settle}

    def _files(self, settled: dict[Path, State]) -> dict[Path, State]:
        known = self._taken or {}
        return settled | {path: state for path, (state, _) in self._seen.items() if path in known}


def _state_of(path: Path) -> tuple[State, float]:
    """Size and time of a file, of a link to nowhere its own; zeros when it is gone."""
    for ask in (path.stat, path.lstat):
        with suppress(OSError):
            facts = ask()
            return (facts.st_size, facts.st_mtime_ns), facts.st_mtime
    return (0, 0), 0.0


def watch(
    order: Order,
    *,
    workers: int | None = None,
    cluster_address: str | None = None,
    today: Callable[[], date] | None = None,
    every: float = 5.0,
    settle: float = 3.0,
    stop: threading.Event,
    say: Say,
) -> None:
    """Run whenever something settled in the inbox, or the day changed, until ``stop`` is set.

    Parameters
    ----------
    order: what to run; its day is used as it is unless ``today`` tells another one.
    every: seconds between two looks. settle: seconds that a file must stand still.
    say: takes a line about each round.

    Raises FileNotFoundError for a missing folder, SettingsError for sinks that cannot be used.
    """
    if not order.inbox.is_dir():
        raise FileNotFoundError(f"收件夹不存在：{order.inbox}（no such folder）")
    receivers = sinks(order.settings.notifying)
    with suppress(StoppedError), ExitStack() as stack:  # inside, it ends the workers' jobs at once
        pool: list[Executor] = []

        def executor() -> Executor:
            if not pool:
                pool.append(stack.enter_context(executor_of(order.settings, workers, cluster_address)))
            return pool[0]

        arrivals, again_at = Arrivals(settle), 0.0
        told_empty = False
        last_day: date | None = None
        while not stop.is_set():
            day = order.as_of if today is None else today()
            try:
                arrivals.look(order.inbox, order.out)
                if arrivals.emptied and not told_empty:
                    say("收件夹空了，可能是共享盘掉线：结果保持不变，等文件回来（inbox emptied: results are kept）")
                told_empty = arrivals.emptied
                new_day = last_day is not None and day != last_day
                if time.monotonic() >= again_at and (arrivals.ready() or new_day):
                    if last_day is None:
                        forget(order.out)  # what an earlier watch found, but was killed before telling, is told now
                    _round(replace(order, as_of=day), arrivals, executor, receivers, stop, say)
                    last_day = day
            except (OSError, RuntimeError, ValueError) as error:
                # an unattended watch outlives a full disk, a lost share and a sheet saved half-way
                say(f"本轮未完成，稍后再试：{error}（this round failed and will be tried again）")
                arrivals, last_day, again_at = Arrivals(settle), None, time.monotonic() + _PAUSE
            stop.wait(every)


def _round(
    order: Order,
    arrivals: Arrivals,
    executor: Callable[[], Executor],
    receivers: list[Sink],
    stop: threading.Event,
    say: Say,
) -> None:
    def progress(*_: Any) -> None:
        if stop.is_set():
            raise StoppedError

    begun = time.monotonic()
    results = carry_out(order, executor, progress, only=arrivals.take())
    if results is None:
        return
    counts = results.run.counts
    told = _tell(order, results, receivers, stop)
    say(
        f"截至 {order.as_of}：{counts.found} 个文件 = 读取 {counts.read} + 部分 {counts.partial}"
        f" + 隔离 {counts.quarantined}；发现 {len(results.findings)}；{told}；"
        f"用时 {time.monotonic() - begun:.1f} 秒"
        + (f"；{arrivals.waiting} 个文件尚未写完" if arrivals.waiting else "")
        + _unread(results)
    )


def _unread(results: Results) -> str:
    files = sorted({q.file for q in results.quarantine})
    more = f"等 {len(files)} 个" if len(files) > _NAMED else ""
    return f"；读不了：{'、'.join(files[:_NAMED])}{more}" if files else ""


def _tell(order: Order, results: Results, receivers: list[Sink], stop: threading.Event) -> str:
    """Send what is new; remembered only afterwards, so that a killed watch tells it again rather than never."""
    if not receivers:
        return "未设提醒"
    chosen = order.settings.notifying
    new = alerts(
        results,
        told_before(order.out),
        severity=chosen.severity,
        levels=chosen.levels,
        unreadable=chosen.unreadable,
    )
    failed = deliver(
        new,
        receivers,
        order.out / UNDELIVERED,
        attempts=chosen.attempts,
        wait_seconds=chosen.wait_seconds,
        wait=stop.wait,
    )
    now_told(order.out, results)
    return f"提醒 {len(new)} 条" + (f"，{failed} 次未送达，见 {UNDELIVERED}" if failed else "")


@contextmanager
def stopping_on_signals() -> Iterator[threading.Event]:
    """An event that SIGINT and SIGTERM set; the handlers of before are put back afterwards."""
    event = threading.Event()
    names = [signal.SIGINT, signal.SIGTERM]
    before = {number: signal.signal(number, lambda *_: event.set()) for number in names}
    try:
        yield event
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
