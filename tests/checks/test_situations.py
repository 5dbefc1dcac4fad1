"""Small situations as other offices write them, the whole way from files to findings (tests/checks/situations)."""

from __future__ import annotations

import csv
import io
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from luodi.batch.analysis import analyse
from luodi.batch.cache import Cache
from luodi.batch.executors import InProcess
from luodi.batch.work import Work
from luodi.records import Unit
from luodi.settings import Comparing, Settings
from office_files import docx, paragraph, table

KINDS = frozenset(
    {
        "rectify-overdue",
        "rectify-incomplete",
        "rectify-unreviewed",
        "rectify-relapse",
        "complaint-cluster",
        "plan-unquantified",
        "report-inconsistent",
        "report-copied",
    }
)
UNITS = (
    Unit(name="岚水市", level="city", aliases=("岚水市人民政府", "岚水市人民政府办公室", "岚水市人民政府督查室")),
    *(
        Unit(name=name, level="county", parent="岚水市", aliases=(f"{name}人民政府", f"{name}人民政府办公室"))
        for name in ("桐湾县", "石屏县", "青原区")
    ),
)
POLICY = """岚水市人民政府文件
岚政发〔2024〕6号
岚水市人民政府关于加强公共场所管理的意见
各县（区）人民政府：
一、{task}
二、对检查发现的问题限期整改，逐项复查、逐项销号。
岚水市人民政府
2024年3月1日
"""
TASK = "公共场所经营者每月开展一次安全自查。"


def situations() -> list[dict[str, Any]]:
    folder = Path(__file__).parent / "situations"
    return [s for path in sorted(folder.glob("*.toml")) for s in tomllib.loads(path.read_text("utf-8"))["situation"]]


def written(name: str, text: str) -> bytes:
    """A file in the form that its name says: a workbook from CSV, a Word document from lines, those with | a table."""
    if name.endswith(".xlsx"):
        return workbook(list(csv.reader(io.StringIO(text))))
    if name.endswith(".docx"):
        lines = text.splitlines()
        rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
        first = next((i for i, line in enumerate(lines) if line.startswith("|")), len(lines))
        body = [paragraph(line) for line in lines[:first]] + ([table(rows)] if rows else [])
        return docx("".join([*body, *(paragraph(line) for line in lines[first + len(rows) :])]))
    return text.encode("utf-8")


def workbook(rows: list[list[str]]) -> bytes:
    """A workbook with days as days and numbers as numbers; a row of one cell is merged across."""
    book = openpyxl.Workbook()
    sheet = book.active
    wide = max(len(row) for row in rows)
    for row in rows:
        sheet.append([_cell(words) for words in row])
        if len(row) == 1:
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=wide)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(words: str) -> object:
    try:
        return date.fromisoformat(words) if "-" in words else int(words)
    except ValueError:
        return words


def found(situation: dict[str, Any], folder: Path) -> set[str]:
    """The findings of the kinds measured, as "kind unit"."""
    files = {"政策.txt": POLICY.format(task=situation.get("task", TASK)), **situation["files"]}
    for name, text in files.items():
        (folder / name).write_bytes(written(name, text.lstrip("\n")))
    settings = Settings(comparing=Comparing(reader=False))
    with Cache(None) as cache:
        work = Work(InProcess(), cache, settings, date(2024, 12, 20), lambda *_: None)
        results = analyse(folder, work, leave_out=None, units=UNITS, events=(), version="test")
    return {f"{f.kind} {f.unit}" for f in results.findings if f.kind in KINDS}


@pytest.mark.parametrize("situation", situations(), ids=lambda s: s["name"])
def test_what_an_office_wrote_is_judged(situation: dict[str, Any], tmp_path: Path) -> None:
    assert found(situation, tmp_path) == set(situation["found"]) - set(situation.get("missed", ()))
