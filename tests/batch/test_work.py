"""Jobs go out heaviest first, and what is known already is told first and not asked again."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from luodi.batch import jobs
from luodi.batch.analysis import analyse
from luodi.batch.cache import Cache
from luodi.batch.executors import InProcess
from luodi.batch.work import Work, answers
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
        found = list(answers(job, asks, work_of(cache), "", weight=len))
    assert done == ["ccc", "bb", "a"]
    assert found == [("b", "known"), ("ccc", "CCC"), ("bb", "BB"), ("a", "A")]


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
