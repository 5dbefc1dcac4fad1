"""Guarded children: a job that hangs, dies or eats memory costs itself only."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from luodi.batch import timing
from luodi.batch.child import JobLostError
from luodi.batch.executors import Guarded, InProcess

JOBS = """
import os, time
def echo(request): return request.upper()
def who(request): return str(os.getpid())
def work(request):
    from luodi.batch.timing import stage
    with stage("parse"):
        end = time.process_time() + 0.2
        while time.process_time() < end: pass
    return request
def hang(request): time.sleep(600)
def die(request): os._exit(3)
def fail(request): raise ValueError("wrong " + request)
def eat(request):
    held = bytearray(400_000_000)
    time.sleep(600)
def shout(request):
    print("words that are no message")
    return request
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "luodi_test_jobs.py").write_text(JOBS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    import luodi_test_jobs

    return luodi_test_jobs


SECONDS = {"echo": 30.0, "hang": 0.5, "die": 30.0, "fail": 30.0, "eat": 30.0, "shout": 30.0, "who": 30.0, "work": 30.0}


def pool() -> Guarded:
    return Guarded(1, seconds=SECONDS, memory_bytes=300_000_000)


def test_answers_come_back(jobs: Any) -> None:
    with pool() as executor:
        assert executor.submit(jobs.echo, "落地a").result() == "落地A"


def test_a_job_goes_to_a_child_that_is_there_before_another_is_started(jobs: Any) -> None:
    with Guarded(4, seconds=SECONDS, memory_bytes=300_000_000) as executor:
        assert len({executor.submit(jobs.who, "").result() for _ in range(8)}) == 1


def test_jobs_that_come_together_are_shared_out(jobs: Any) -> None:
    with Guarded(2, seconds=SECONDS, memory_bytes=300_000_000) as executor:
        held = [executor.submit(jobs.work, "") for _ in range(4)]
        assert [future.result() for future in held] == [""] * 4
        assert len(executor._threads) == 2


def test_what_stages_took_in_children_is_counted_here(jobs: Any) -> None:
    timing.taken()
    with pool() as executor:
        executor.submit(jobs.work, "").result()
    assert 0.15 < timing.taken()["parse"] < 1.0


def test_hung_job_is_killed_and_the_next_one_done(jobs: Any) -> None:
    with pool() as executor:
        assert executor.submit(jobs.echo, "warm").result() == "WARM"
        start = time.monotonic()
        hung, after = executor.submit(jobs.hang, ""), executor.submit(jobs.echo, "b")
        with pytest.raises(JobLostError) as lost:
            hung.result()
        assert lost.value.code == "timeout"
        assert time.monotonic() - start < 5.5
        assert after.result() == "B"


@pytest.mark.parametrize(("name", "code"), [("die", "crashed"), ("eat", "memory")])
def test_lost_child_is_named_and_replaced(jobs: Any, name: str, code: str) -> None:
    with pool() as executor:
        with pytest.raises(JobLostError) as lost:
            executor.submit(getattr(jobs, name), "").result()
        assert lost.value.code == code
        assert executor.submit(jobs.echo, "c").result() == "C"


def test_error_of_a_job_keeps_its_child(jobs: Any) -> None:
    with pool() as executor:
        with pytest.raises(RuntimeError, match="wrong x"):
            executor.submit(jobs.fail, "x").result()
        assert executor.submit(jobs.echo, "d").result() == "D"


def test_printing_does_not_disturb_the_messages(jobs: Any) -> None:
    with pool() as executor:
        assert executor.submit(jobs.shout, "e").result() == "e"


def test_in_process_gives_the_same_answers(jobs: Any) -> None:
    with InProcess() as executor:
        assert executor.submit(jobs.echo, "f").result() == "F"
        assert isinstance(executor.submit(jobs.fail, "x").exception(), ValueError)
