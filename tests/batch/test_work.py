"""Jobs go out heaviest first, and what is known already is told first and not asked again."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from luodi.batch import jobs
from luodi.batch.analysis import analyse
from luodi.batch.asking import Asking
from luodi.batch.cache import Cache
from luodi.batch.child import JobLostError
from luodi.batch.executors import InProcess
from luodi.batch.work import Work
from luodi.settings import Comparing, Settings

CASE = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "housing"


def work_of(cache: Cache, *decided: dict[str, str]) -> Work:
    settings = Settings(comparing=Comparing(reader=False))
    return Work(InProcess(), cache, settings, date(2025, 1, 15), lambda *_: None, answers=lambda: decided)


def test_the_heaviest_job_goes_first_and_what_is_known_is_told_before() -> None:
    done: list[str] = []

    def job(request: str) -> str:
        done.append(request)
        return request.upper()

    with Cache(None) as cache:
        cache.put("b", "known")
        asks = {name: partial(str, name) for name in ("a", "bb", "b", "ccc")}
        found = list(Asking(job, asks, work_of(cache), "", len).answers())
    assert done == ["ccc", "bb", "a"]
    assert found == [("b", "known"), ("ccc", "CCC"), ("bb", "BB"), ("a", "A")]


class Fragile(InProcess):
    """Loses every job that has to do with the bad file."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.sent = [*getattr(self, "sent", []), args[0].count("path")]
        lost: Future[Any] = Future()
        if "bad.txt" not in args[0]:
            return super().submit(fn, *args)
        lost.set_exception(JobLostError("crashed", "gone"))
        return lost


def test_light_jobs_travel_together_and_of_a_group_that_is_lost_only_the_one_at_fault_stays_so(tmp_path: Path) -> None:
    for name in ("a", "b", "bad", *"cdefghijklm"):
        (tmp_path / f"{name}.txt").write_text(f"{name}县人民政府关于办好民生实事的通知", encoding="utf-8")
    with Cache(None) as cache:
        work = replace(work_of(cache), executor=Fragile())
        found = analyse(tmp_path, work, leave_out=None, units=(), events=(), version="test")
    assert [lost.file for lost in found.quarantine] == ["bad.txt"]
    assert len(found.documents) == 13
    assert len(work.lost) == 1
    assert work.executor.sent[0] == 8  # type: ignore[attr-defined]


def test_a_new_answer_of_a_reviewer_costs_checks_but_no_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bool] = []
    judge = jobs.judge_dossier

    def judged(request: str) -> str:
        asked, answer = jobs.Question.model_validate_json(request.partition("\n")[0]), judge(request)
        given.append(asked.judgement is not None)
        assert answer.startswith("\n") == given[-1]  # what came along does not travel back
        return answer

    monkeypatch.setattr(jobs, "judge_dossier", judged)

    def run(*decided: dict[str, str]) -> object:
        return analyse(
            CASE / "inbox", work_of(cache, *decided), leave_out=None, units=(), events=(), version="test"
        ).assessments

    with Cache(None) as cache:
        before, dossiers = run(), len(given)
        assert run() == before
        assert given == [False] * dossiers
        decided = {"finding_id": "0", "decision": "refuted", "reason": "", "by": ""}
        assert run(decided) == before
        assert given == [False] * dossiers + [True] * dossiers
