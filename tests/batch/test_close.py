"""A document that its company tells to be of another kind is read again whole, once for all runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from luodi.batch import close
from luodi.batch.analysis import _read_all
from luodi.batch.cache import Cache
from luodi.batch.close import Close
from luodi.batch.executors import InProcess
from luodi.batch.files import find_files
from luodi.batch.work import Work
from luodi.dossier import read_as
from luodi.records import DocumentRecord
from luodi.settings import Settings

SHEET = """校园食堂整治任务表

|序号|工作任务|责任单位|完成时限|
|1|改造学校食堂12座|各县区人民政府|2024年6月底前|
|2|每月开展一次食品安全检查|市市场监管局|长期坚持|
"""


@pytest.fixture
def work(tmp_path: Path) -> Work:
    (tmp_path / "任务表.txt").write_text(SHEET, encoding="utf-8")
    return Work(InProcess(), Cache(None), Settings(), date(2024, 12, 20), lambda *_: None)


@pytest.fixture
def slim(work: Work, tmp_path: Path) -> DocumentRecord:
    [document] = _read_all(list(find_files(tmp_path)), tmp_path, work)[0]
    return document


def refuse(*_: object) -> NoReturn:
    raise AssertionError("made again")


def test_tables_are_read_again_too_and_the_next_run_remembers(
    work: Work, slim: DocumentRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = Close(work).reading().read_as(slim, "policy")
    assert again.tasks == read_as(work.whole(slim), "policy").tasks
    assert len(again.tasks) == 2
    monkeypatch.setattr(close.jobs, "read_again", refuse)
    renamed = slim.replace(file="新名.txt")
    later = Close(work).reading().read_as(renamed, "policy")
    assert later == again.replace(file="新名.txt", tasks=tuple(t.replace(file="新名.txt") for t in again.tasks))


def test_statements_are_those_of_the_kind_that_was_settled(work: Work, slim: DocumentRecord) -> None:
    reader, before = Close(work), work.bulks[slim.document_id]
    report = reader.reading().read_as(slim, "report")
    reader.reading().read_as(slim, "forward")
    reader.settle(slim)
    assert work.bulks[slim.document_id] == before
    reader.settle(report)
    assert work.whole(report) == read_as(work.whole(slim), "report")
    assert work.whole(report).statements


def test_likeness_is_remembered(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    matter_likeness = Close(work).reading().matter_likeness
    found = matter_likeness("疏浚河道和沟渠", "疏浚沟渠")
    monkeypatch.setattr(close.jobs, "liken", refuse)
    assert matter_likeness("疏浚河道和沟渠", "疏浚沟渠") == found > 0
