"""Watching an inbox: half-written files wait, a lost share wipes nothing, what is new is told once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import luodi
from luodi.batch.folder import BusyError, Order
from luodi.batch.watch import Arrivals, watch
from luodi.settings import Comparing, Notifying, Settings

POLICY = (
    "澄岚省人民政府办公厅文件\n澄政办发〔2024〕9号\n澄岚省人民政府办公厅关于印发《澄岚省公共厕所建设方案》的通知\n"
    "各市人民政府：\n一、主要任务\n各市应当于2024年6月底前新建公厕12座。\n公厕免费开放率不低于95%。\n"
    "澄岚省人民政府办公厅\n2024年3月1日\n"
)
REPORT = (
    "泊宁市人民政府关于公共厕所建设情况的报告\n澄岚省人民政府：\n2024年全市建成公厕7座，免费开放率达到98%。\n"
    "泊宁市人民政府\n2024年12月20日\n"
)
UNITS = "name,level,parent,aliases\n澄岚省,省,,澄岚省人民政府办公厅\n泊宁市,市,澄岚省,泊宁市人民政府\n"


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Inbox:
    """A folder whose arrivals are looked at by a clock of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, Clock()
        folder.mkdir()
        self.arrivals = Arrivals(3.0, self.clock, now=lambda: 0.0)  # files are never old here

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def later(self, seconds: float) -> bool:
        self.clock.seconds += seconds
        self.arrivals.look(self.folder, self.folder / "out")
        return self.arrivals.ready()

    def take(self) -> set[str]:
        return {path.name for path in self.arrivals.take()}


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "inbox")


def test_a_file_waits_until_it_stands_still(inbox: Inbox) -> None:
    inbox.write("a.txt", "一")
    assert not inbox.later(1)
    inbox.write("a.txt", "一二")
    assert not inbox.later(2)
    assert not inbox.later(2)
    assert inbox.later(2)
    assert inbox.take() == {"a.txt"}
    assert not inbox.later(10)


def test_a_new_half_written_file_holds_back_no_other(inbox: Inbox) -> None:
    inbox.write("a.txt", "一")
    inbox.later(0)
    assert inbox.later(4)
    inbox.take()
    inbox.write("b.txt", "二")
    assert not inbox.later(1)
    inbox.write("c.txt", "三")
    assert not inbox.later(2)
    assert inbox.later(1.5)
    assert inbox.take() == {"a.txt", "b.txt"}
    assert inbox.arrivals.waiting == 1


def test_a_known_file_that_is_written_again_is_waited_for_but_not_for_ever(inbox: Inbox) -> None:
    inbox.write("a.txt", "一")
    inbox.later(0)
    inbox.later(4)
    inbox.take()
    inbox.write("b.txt", "二")
    for length in range(2, 10):
        inbox.write("a.txt", "一" * length)
        assert not inbox.later(2)
    for length in range(10, 50):
        inbox.write("a.txt", "一" * length)
        if inbox.later(2):
            break
    assert inbox.take() == {"a.txt", "b.txt"}


def test_a_removed_file_is_a_change(inbox: Inbox) -> None:
    inbox.write("a.txt", "一")
    inbox.write("b.txt", "二")
    inbox.later(0)
    inbox.later(4)
    inbox.take()
    (inbox.folder / "b.txt").unlink()
    assert inbox.later(1)


def test_a_renamed_file_is_neither_gone_nor_half_written(inbox: Inbox) -> None:
    inbox.write("a.txt", "一")
    inbox.write("b.txt", "一二")
    inbox.later(0)
    inbox.later(4)
    inbox.take()
    (inbox.folder / "b.txt").rename(inbox.folder / "c.txt")
    assert inbox.later(1)
    assert inbox.take() == {"a.txt", "c.txt"}


def test_an_emptied_inbox_is_taken_for_a_lost_share(inbox: Inbox) -> None:
    inbox.write("a.txt", "一")
    inbox.later(0)
    inbox.later(4)
    inbox.take()
    assert not inbox.arrivals.emptied
    (inbox.folder / "a.txt").unlink()
    assert not inbox.later(100)
    assert inbox.arrivals.emptied


class Watched:
    """A watch in a thread of its own, with what it said."""

    def __init__(self, folder: Path, notifying: Notifying) -> None:
        self.folder, self.lines, self.stop = folder, [], threading.Event()  # type: ignore[var-annotated]
        (folder / "inbox").mkdir(exist_ok=True)
        (folder / "units.csv").write_text(UNITS, encoding="utf-8")
        settings = Settings(comparing=Comparing(reader=False), notifying=notifying)
        order = Order(folder / "inbox", folder / "out", date(2025, 1, 15), settings, units=folder / "units.csv")
        self.thread = threading.Thread(
            target=watch,
            args=(order,),
            kwargs={"workers": 0, "every": 0.02, "settle": 0.1, "stop": self.stop, "say": self.lines.append},
        )
        self.thread.start()

    def until(self, true: Callable[[], bool]) -> None:
        limit = time.monotonic() + 60
        while not true():
            assert time.monotonic() < limit, self.lines
            time.sleep(0.02)

    def end(self) -> None:
        self.stop.set()
        self.thread.join(30)
        assert not self.thread.is_alive()


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_what_arrives_is_judged_and_told_once(tmp_path: Path) -> None:
    told = tmp_path / "told.jsonl"
    watched = Watched(tmp_path, Notifying(file=str(told), severity="low"))
    try:
        (tmp_path / "inbox" / "policy.txt").write_text(POLICY, encoding="utf-8")
        watched.until(lambda: len(watched.lines) == 1)
        (tmp_path / "inbox" / "report.txt").write_text(REPORT, encoding="utf-8")
        watched.until(lambda: len(watched.lines) == 2)
    finally:
        watched.end()
    of_unit = [row for row in lines(told) if row["kind"] == "unit" and row["unit"] == "泊宁市"]
    of_level = [row for row in lines(told) if row["kind"] == "level" and row["level"] == "city"]
    assert of_unit
    assert of_level
    ids = [f["finding_id"] for row in of_unit for f in row["findings"]]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids))
    before = told.read_bytes()
    again = Watched(tmp_path, Notifying(file=str(told), severity="low"))
    try:
        again.until(lambda: len(again.lines) == 1)
    finally:
        again.end()
    assert told.read_bytes() == before


def test_a_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    told = tmp_path / "told.jsonl"
    watched = Watched(tmp_path, Notifying(file=str(told), severity="low"))
    try:
        (tmp_path / "inbox" / "policy.txt").write_text(POLICY, encoding="utf-8")
        (tmp_path / "inbox" / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
        watched.until(lambda: len(watched.lines) == 1)
        (tmp_path / "inbox" / "report.txt").write_text(REPORT, encoding="utf-8")
        watched.until(lambda: len(watched.lines) == 2)
    finally:
        watched.end()
    (alert,) = [row for row in lines(told) if row["kind"] == "files"]
    assert alert["unreadable"] == 1
    assert [row["file"] for row in alert["files"]] == ["坏.pdf"]  # type: ignore[attr-defined]


def test_a_round_that_fails_is_said_and_the_watch_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luodi.batch.watch._PAUSE", 0.2)
    calls: list[int] = []

    def fail_once(*arguments: object, **options: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise BusyError("另一个 luodi 正在写入")

    monkeypatch.setattr("luodi.batch.watch.carry_out", fail_once)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "policy.txt").write_text(POLICY, encoding="utf-8")
    watched = Watched(tmp_path, Notifying())
    try:
        watched.until(lambda: len(calls) == 2)
    finally:
        watched.end()
    assert "另一个 luodi" in watched.lines[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_stop_it_cleanly_with_no_child_left(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "policy.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "luodi.toml").write_text("[comparing]\nreader = false\n", encoding="utf-8")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "luodi", "watch", tmp_path / "inbox", "--out", tmp_path / "out"),
            *("--settings", tmp_path / "luodi.toml", "--every", "0.1", "--settle", "0.1", "--workers", "1"),
        ],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(luodi.__file__).parents[1]), "PYTHONUTF8": "1"},
    )
    assert process.stderr is not None
    assert "开始值守" in process.stderr.readline()
    assert "1 个文件" in process.stderr.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    threads = list(Path(f"/proc/{process.pid}/task").glob("*/children"))
    children += [pid for path in threads for pid in path.read_text(encoding="ascii").split()]
    process.send_signal(number)
    assert process.wait(timeout=20) == 0
    process.stderr.close()
    assert children
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    assert not list((tmp_path / "out").rglob("*.part"))
