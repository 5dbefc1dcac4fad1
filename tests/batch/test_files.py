"""Which files of an inbox are found."""

from __future__ import annotations

from pathlib import Path

from luodi.batch.files import find_files


def names(folder: Path, **options: Path) -> list[str]:
    return [f.name for f in find_files(folder, **options)]


def test_files_come_in_name_order_from_all_depths(tmp_path: Path) -> None:
    for name in ("乙/b.txt", "a.txt", "乙/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    assert names(tmp_path) == ["a.txt", "乙/a.txt", "乙/b.txt"]


def test_office_lock_files_and_system_files_are_no_documents(tmp_path: Path) -> None:
    for name in ("~$报告.docx", ".DS_Store", "Thumbs.db", "报告.docx"):
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["报告.docx"]


def test_output_inside_the_inbox_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.html").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    assert names(tmp_path, leave_out=tmp_path / "out") == ["a.txt"]


def test_results_of_an_earlier_run_under_another_name_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲")
    (tmp_path / "old" / ".luodi").mkdir(parents=True)
    (tmp_path / "old" / "report.html").write_text("乙")
    assert [f.name for f in find_files(tmp_path, leave_out=tmp_path / "out")] == ["a.txt"]


def test_link_out_of_the_inbox_is_reported_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inbox / "loop").symlink_to(inbox)
    [found] = find_files(inbox)
    assert found.fault is not None
    assert found.fault[0] == "link"
    assert found.sha256 is None
