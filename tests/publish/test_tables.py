"""The tables on disk: the contract's fields, whole files, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from luodi.publish.files import write_whole
from luodi.publish.rows import TABLES
from luodi.publish.tables import write_tables
from luodi.records import Counts, Results

TEXT_KEYS = {"document_id", "text", "outline", "tasks", "statements", "blocks", "elements"}


def _tree(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def out(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_tables(results, folder)
    return folder


@pytest.mark.parametrize("table", list(TABLES))
def test_each_line_has_exactly_the_fields_of_the_contract(out: Path, table: str) -> None:
    lines = _lines(out / f"{table}.jsonl")
    assert lines
    assert all(list(line) == list(TABLES[table].model_fields) for line in lines)


@pytest.mark.parametrize("table", list(TABLES))
def test_each_line_validates_as_a_row(out: Path, table: str) -> None:
    for line in (out / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
        TABLES[table].model_validate_json(line)


@pytest.mark.parametrize("table", ["documents", "tasks", "assessments", "findings"])
def test_lines_are_sorted_by_id(out: Path, table: str) -> None:
    ids = [line[table.rstrip("s") + "_id"] for line in _lines(out / f"{table}.jsonl")]
    assert ids == sorted(ids)


@pytest.mark.parametrize("table", list(TABLES))
def test_parquet_holds_the_same_rows_as_the_lines(out: Path, table: str) -> None:
    stored = pq.read_table(out / f"{table}.parquet").to_pylist(maps_as_pydicts="strict")
    assert json.loads(json.dumps(stored, default=lambda day: day.isoformat())) == _lines(out / f"{table}.jsonl")


def test_an_empty_run_has_the_same_parquet_columns_as_a_full_one(results: Results, out: Path, tmp_path: Path) -> None:
    write_tables(Results(run=results.run), tmp_path)
    for table in TABLES:
        assert pq.read_schema(tmp_path / f"{table}.parquet") == pq.read_schema(out / f"{table}.parquet")


def test_writing_again_gives_the_same_bytes_and_touches_nothing(results: Results, out: Path) -> None:
    before = _tree(out)
    times = {name: (out / name).stat().st_mtime_ns for name in before}
    write_tables(results, out)
    assert _tree(out) == before
    assert {name: (out / name).stat().st_mtime_ns for name in before} == times


def test_the_order_of_the_records_does_not_show_in_the_files(results: Results, out: Path, tmp_path: Path) -> None:
    turned = {name: getattr(results, name)[::-1] for name in ("documents", "assessments", "findings", "scores")}
    write_tables(results.replace(**turned), tmp_path)
    assert _tree(tmp_path) == _tree(out)


def test_the_portions_that_rows_are_made_in_do_not_show_in_the_files(
    results: Results, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luodi.publish.tables._BATCH", 3)
    write_tables(results, tmp_path)
    assert _tree(tmp_path) == _tree(out)


def test_a_long_table_is_written_group_by_group(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luodi.publish.tables._BATCH", 2)
    monkeypatch.setattr("luodi.publish.tables._GROUP", 4)
    write_tables(results, tmp_path)
    held = pq.ParquetFile(tmp_path / "tasks.parquet")
    count = held.metadata.num_rows
    assert held.num_row_groups == -(-count // 4) > 1
    lines = (tmp_path / "tasks.jsonl").read_text(encoding="utf-8").splitlines()
    assert held.read().column("task_id").to_pylist() == [json.loads(line)["task_id"] for line in lines]
    held.close()


def test_run_json_accounts_for_every_input(out: Path, results: Results) -> None:
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    counts = run["counts"]
    assert counts["found"] == counts["read"] + counts["partial"] + counts["quarantined"] == len(run["inputs"])
    assert counts["assessments"] == len(results.assessments)


def test_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValidationError, match="found 3 files"):
        Counts(found=3, read=1, partial=1, quarantined=0)


def test_texts_hold_the_structured_documents_and_lose_those_that_are_gone(results: Results, tmp_path: Path) -> None:
    write_tables(results, tmp_path)
    first, *rest = results.documents
    text = json.loads((tmp_path / "texts" / f"{first.document_id}.json").read_text(encoding="utf-8"))
    assert set(text) >= TEXT_KEYS
    assert text["text"] == first.text
    write_tables(results.replace(documents=tuple(rest)), tmp_path)
    assert not (tmp_path / "texts" / f"{first.document_id}.json").exists()


def test_odd_line_ends_inside_a_text_do_not_break_a_line_in_two(results: Results, tmp_path: Path) -> None:
    odd = results.assessments[0].replace(reason="甲\u2028乙\u0085丙\u2029丁\n戊")
    write_tables(results.replace(assessments=(odd,)), tmp_path)
    assert _lines(tmp_path / "assessments.jsonl")[0]["reason"] == odd.reason


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_pieces_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert write_whole(path, iter([b"a", b"b"]))
    before = path.stat().st_mtime_ns
    assert not write_whole(path, iter([b"", b"ab"]))
    assert path.stat().st_mtime_ns == before

    def broken() -> Iterator[bytes]:
        yield b"new"
        raise ValueError("the second piece")

    with pytest.raises(ValueError, match="the second piece"):
        write_whole(path, broken())
    assert path.read_bytes() == b"ab"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_left_half_written_is_swept(results: Results, tmp_path: Path) -> None:
    (tmp_path / ".luodi-x.part").write_bytes(b"half")
    write_tables(results, tmp_path)
    assert not (tmp_path / ".luodi-x.part").exists()
