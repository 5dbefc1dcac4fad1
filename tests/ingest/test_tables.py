"""Task tables of one to several pages in seven layouts: at least 98 % of the cells right, from DOCX and from PDF."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

from luodi.ingest import read_bytes
from luodi.ingest.legacy import office_program
from luodi.ingest.processes import run_limited


def _benchmark() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "exactness.py"
    spec = importlib.util.spec_from_file_location("exactness", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


exactness = _benchmark()


def made(layout: str, count: int, folder: Path) -> tuple[Path, list[list[str]]]:
    chance = random.Random(f"{layout}{count}")
    rows, path = exactness.task_rows(count, chance), folder / f"{count}.docx"
    exactness.write_table(layout, rows, path, chance)
    return path, rows


@pytest.mark.parametrize("layout", exactness.LAYOUTS)
@pytest.mark.parametrize("count", [5, 40])
def test_cells_of_a_word_table(layout: str, count: int, tmp_path: Path) -> None:
    path, rows = made(layout, count, tmp_path)
    assert exactness.right_cells(path, rows) == len(rows) * len(exactness.HEADER)


@pytest.mark.slow
@pytest.mark.skipif(office_program() is None, reason="LibreOffice makes the PDF")
@pytest.mark.parametrize("layout", ["plain", "header", "merged", "landscape", "after text"])
def test_cells_of_a_printed_table_over_pages(layout: str, tmp_path: Path) -> None:
    path, rows = made(layout, 40, tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(office_program()),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    run_limited(command, cwd=tmp_path, seconds=120)
    assert exactness.right_cells(path.with_suffix(".pdf"), rows) >= 0.98 * len(rows) * len(exactness.HEADER)


def test_who_made_a_sheet_stands_below_it_as_a_line() -> None:
    rows = "整治进度表,,|县区,任务,完成|湖东县,20,12|合计,20,12|填表人：李静,,审核人：周海|云泽市水利局　2024年9月2日,,"
    sheet = rows.replace("|", "\n")
    record = read_bytes(sheet.encode(), "a.csv")[0]
    assert record.text.split("\n")[-3:] == ["|合计|20|12|", "填表人：李静　审核人：周海", "云泽市水利局　2024年9月2日"]
    assert len(record.tables[0].rows) == 3
