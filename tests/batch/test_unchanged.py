"""A second run keeps what stands and writes what does not, always with the bytes of a run from nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from luodi.batch.executors import InProcess
from luodi.batch.folder import EmptiedError, Order, carry_out
from luodi.batch.ledger import LEDGER, verify
from luodi.settings import Comparing, Settings

HOUSING = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "housing"
FILES = ("policy.docx", "songze-forward.pdf", "songze-report.docx", "rectify.xlsx")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    (folder / "inbox").mkdir()
    for name in FILES:
        shutil.copy(HOUSING / "inbox" / name, folder / "inbox" / name)
    shutil.copy(HOUSING / "units.csv", folder / "units.csv")
    assert again(folder)
    return folder


@pytest.fixture
def office(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "office"))


def again(folder: Path, out: str = "out", **changes: object) -> bool:
    order = {
        "as_of": date(2025, 1, 15),
        "settings": Settings(comparing=Comparing(reader=False)),
        "units": folder / "units.csv",
    }
    asked = Order(inbox=folder / "inbox", out=folder / out, **(order | changes))  # type: ignore[arg-type]
    return carry_out(asked, InProcess, lambda *_: None) is not None


def hashes(out: Path) -> dict[str, str]:
    """Of everything but the run's own memory, the record (it keeps older runs) and what tells of older runs."""
    kept = {"report.html", LEDGER}
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".luodi" not in path.parts and path.name not in kept
    }


def test_what_stands_is_kept(office: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (office / "out").rglob("*")}
    assert not again(office)
    assert {p: p.stat().st_mtime_ns for p in (office / "out").rglob("*")} == before


def fill_in(office: Path) -> None:
    book = openpyxl.load_workbook(office / "out" / "问题台账.xlsx")
    sheet = book["问题台账"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, columns["答复"]).value = "已核实"
    book.save(office / "out" / "问题台账.xlsx")


TOUCHES: dict[str, Callable[[Path], object]] = {
    "a file is added": lambda o: shutil.copy(HOUSING / "inbox" / "policy.docx", o / "inbox" / "copy.docx"),
    "a file is changed": lambda o: shutil.copy(HOUSING / "inbox" / "policy.docx", o / "inbox" / "songze-report.docx"),
    "a file is renamed": lambda o: (o / "inbox" / "songze-report.docx").rename(o / "inbox" / "嵩泽.docx"),
    "a file leaves": lambda o: (o / "inbox" / "rectify.xlsx").unlink(),
    "the units change": lambda o: (o / "units.csv").write_text("name,level\n嵩泽市,city\n", encoding="utf-8"),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_a_changed_input_gives_the_bytes_of_a_run_from_nothing(office: Path, touch: str) -> None:
    TOUCHES[touch](office)
    assert again(office)
    again(office, "fresh")
    assert hashes(office / "out") == hashes(office / "fresh")
    assert not again(office)
    assert verify(office / "out") == []


def test_only_the_text_of_a_changed_file_is_written(office: Path) -> None:
    folder = office / "out" / "texts"
    before = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
    report = office / "inbox" / "songze-report.docx"
    report.unlink()
    (office / "inbox" / "songze-report.txt").write_text(
        "嵩泽市人民政府\n关于工作情况的报告\n已建成三处。\n", encoding="utf-8"
    )
    assert again(office)
    now = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
    assert len(now.keys() & before.keys()) == len(FILES) - 1
    assert {name: now[name] for name in now.keys() & before.keys()}.items() <= before.items()


def test_a_text_that_somebody_edited_is_written_again(office: Path) -> None:
    before = hashes(office / "out")
    text = next((office / "out" / "texts").iterdir())
    text.write_text("{}")
    (office / "inbox" / "rectify.xlsx").unlink()
    assert again(office)
    (office / "inbox" / "rectify.xlsx").write_bytes((HOUSING / "inbox" / "rectify.xlsx").read_bytes())
    assert again(office)
    assert hashes(office / "out") == before


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a table is edited": lambda o: (o / "out" / "findings.jsonl").write_text("{}\n"),
    "a table is gone": lambda o: (o / "out" / "scores.parquet").unlink(),
    "a stranger's text": lambda o: (o / "out" / "texts" / "0.json").write_text("{}"),
    "a broken-off write": lambda o: (o / "out" / ".luodi-1.part").write_text("x"),
    "the note is damaged": lambda o: (o / "out" / ".luodi" / "finished.json").write_text('{"basis": 3'),
    "the record is gone": lambda o: (o / "out" / LEDGER).unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_touched_output_is_written_anew(office: Path, damage: str) -> None:
    before = hashes(office / "out")
    DAMAGES[damage](office)
    assert again(office)
    assert hashes(office / "out") == before
    assert verify(office / "out") == []


def test_what_a_clerk_filled_in_is_kept_and_counts_as_a_change(office: Path) -> None:
    fill_in(office)
    assert again(office)
    sheet = openpyxl.load_workbook(office / "out" / "问题台账.xlsx")["问题台账"]
    assert "已核实" in {cell.value for row in sheet.iter_rows() for cell in row}
    assert not again(office)


@pytest.mark.parametrize(
    "changes", [{"as_of": date(2025, 1, 16)}, {"letters": True}, {"settings": Settings()}, {"units": None}]
)
def test_another_question_is_answered_anew(office: Path, changes: dict[str, object]) -> None:
    if "settings" in changes:
        changes = {"settings": Settings(comparing=Comparing(reader=False, candidates=4))}
    assert again(office, **changes)


def test_missing_units_are_an_error_though_the_outputs_stand(office: Path) -> None:
    (office / "units.csv").unlink()
    with pytest.raises(ValueError, match=r"units\.csv"):
        again(office)


def test_a_file_that_ran_into_a_limit_is_tried_again(office: Path) -> None:
    from luodi.batch import executors, folder

    class Lost(InProcess):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            future = executors.Future()
            future.set_exception(executors.JobLostError("timeout", "too long"))
            return future

    (office / "inbox" / "news.txt").write_text("关于开展检查的通知\n各县：\n请于6月底前完成检查。\n", encoding="utf-8")
    asked = Order(
        inbox=office / "inbox",
        out=office / "out",
        as_of=date(2025, 1, 15),
        settings=Settings(comparing=Comparing(reader=False)),
        units=office / "units.csv",
    )
    assert folder.carry_out(asked, Lost, lambda *_: None)
    lost = [json.loads(line) for line in (office / "out" / "quarantine.jsonl").read_text("utf-8").splitlines()]
    assert [row["code"] for row in lost] == ["timeout"]
    assert again(office)
    assert (office / "out" / "quarantine.jsonl").read_text("utf-8") == ""


def test_an_emptied_inbox_wipes_nothing_unless_asked(office: Path) -> None:
    before = hashes(office / "out")
    for path in (office / "inbox").iterdir():
        path.unlink()
    with pytest.raises(EmptiedError, match="原样保留"):
        again(office)
    assert hashes(office / "out") == before
    asked = Order(office / "inbox", office / "out", date(2025, 1, 15), Settings())
    assert carry_out(asked, InProcess, lambda *_: None, force=True) is not None
    assert json.loads((office / "out" / "run.json").read_text(encoding="utf-8"))["counts"]["found"] == 0
