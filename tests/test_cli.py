"""The command line: what it prints, and the code it leaves with."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import luodi
from luodi.cli import NOTHING_READ, OK, WRONG_USE, run_command


def test_without_a_command_it_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command([]) == WRONG_USE
    told = capsys.readouterr().out
    assert "COMMAND" in told
    assert "\n  luodi run 收件夹 --out 结果" in told


def test_schema_names_the_tables_and_prints_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["schema"]) == OK
    tables = capsys.readouterr().out.split()
    assert "findings" in tables
    for table in tables:
        assert run_command(["schema", table]) == OK
        assert json.loads(capsys.readouterr().out)["properties"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["schema", "finding"], "findings"),
        (["run", "inbox", "--out", "out", "--as-of", "2024"], "2024-12-31"),
        (["run", "inbox", "--out", "out", "--workers", "-1"], "--workers -1"),
        (["run", __file__, "--out", "out"], "luodi parse"),
        (["run", ".", "--out", "."], "不能就是收件夹"),
        (["run", ".", "--out", __file__], "请换一个文件夹"),
        (["watch", "inbox", "--out", "out", "--every", "0"], "--every"),
        (["run", "inbox", "--out", "out", "--settings", "none.toml"], "none.toml"),
        (["corpora", "check", "--root", "nowhere"], "--root"),
        (["learn", "review", "nowhere", "--to", "there"], "run.json"),
        (["verify", "nowhere", "--proof", "page"], "page"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_wrong_use_says_what_to_write_instead(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    assert run_command(arguments) == WRONG_USE
    assert told in capsys.readouterr().err
    assert {p.name for p in tmp_path.iterdir()} == {"inbox"}, "nothing is written"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "缺少 INBOX, --out"),
        (["run", "a", "--out", "b", "--workers", "two"], "--workers 要写数字，不能是 'two'"),
        (["run", "a", "--out"], "--out 后面要写值"),
        (["run", "a", "--out", "b", "--fast"], "不认识 --fast"),
        (["serve", "a", "--port", "1.5"], "--port 要写数字"),
    ],
)
def test_wrong_use_is_told_in_chinese(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(arguments) == WRONG_USE
    assert said in capsys.readouterr().err


def test_every_argument_has_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("run", "watch", "parse", "compare", "verify", "export", "serve", "evaluate", "corpora", "schema"):
        assert run_command([command, "--help"]) == OK
        lines = capsys.readouterr().out.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith(("positional", "options")))
        bare = [a for a, b in zip(lines[at:], [*lines[at + 1 :], ""], strict=True) if _is_bare(a, b)]
        assert not bare, f"{command}: {bare}"


def _is_bare(line: str, following: str) -> bool:
    """Whether an argument's line has no words behind its name and none below it."""
    named = line.startswith("  ") and not line.startswith("   ") and "-h, --help" not in line
    return named and len(line.strip().split("  ")) == 1 and not following.startswith(" " * 10)


def test_an_empty_folder_and_unreadable_files_are_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    asked = ["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "0", "--quiet"]
    assert run_command(asked) == NOTHING_READ
    assert "in 里没有文件；能读 DOCX" in capsys.readouterr().err
    (tmp_path / "in" / "a.bin").write_bytes(bytes(range(256)) * 40)
    assert run_command(asked) == NOTHING_READ
    assert "没有一份文件读得出" in capsys.readouterr().err


def test_a_folder_without_a_run_is_told_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("fastapi", reason="the extra luodi[api] is not installed")
    assert run_command(["serve", str(tmp_path)]) == WRONG_USE
    assert f"{tmp_path} 里没有 run.json" in capsys.readouterr().err
    with pytest.raises(FileNotFoundError, match="不是运行结果"):
        luodi.load_run(tmp_path)


def test_a_day_that_is_none_says_how_to_write_one(tmp_path: Path) -> None:
    for ask in (luodi.run, luodi.compare):
        with pytest.raises(ValueError, match="日期要写成 2024-12-31"):
            ask(tmp_path / "policy.txt", tmp_path / "report.txt", as_of="昨天")


def test_a_file_that_is_missing_is_told_without_jargon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["parse", str(tmp_path / "a.pdf")]) == NOTHING_READ
    assert capsys.readouterr().err.startswith("luodi: [not_found] a.pdf：")


POLICY = (
    "甲省人民政府办公厅文件\n甲政办发〔2024〕1号\n甲省人民政府办公厅关于印发《公厕方案》的通知\n各市人民政府：\n一、任务\n"
    "2024年底前，全省新建公厕1200座，其中云泽市500座、江宁市700座。\n甲省人民政府办公厅\n2024年3月1日\n"
)
REPORT = (
    "云泽市人民政府\n云政〔2025〕2号\n云泽市人民政府关于公厕方案落实情况的报告\n甲省人民政府：\n"
    "全市新建公厕338座。\n云泽市人民政府\n2025年1月10日\n"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policy, a report on it and quick settings, in the folder where the command runs."""
    (tmp_path / "policy.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "quick.toml").write_text("[comparing]\nreader = false\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_compare_holds_a_report_against_its_units_share_and_counts(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["compare", "policy.txt", "report.txt", "--settings", "quick.toml"]) == OK
    told = capsys.readouterr().out
    assert "云泽市新建公厕500座" in told
    assert told.splitlines()[-1].startswith("截至 2025-01-10，云泽市：1 项任务，"), "the report's own day"


def test_compare_says_why_there_is_nothing_to_compare(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["compare", "report.txt", "policy.txt", "--settings", "quick.toml"]) == WRONG_USE
    assert "次序是否写反了" in capsys.readouterr().err
    early = ["compare", "policy.txt", "report.txt", "--as-of", "2024-12-31", "--settings", "quick.toml"]
    assert run_command(early) == WRONG_USE
    assert "2025-01-10 晚于 --as-of 2024-12-31" in capsys.readouterr().err
    assert run_command(["parse", str(desk)]) == WRONG_USE
    assert "是文件夹" in capsys.readouterr().err


def test_a_run_names_the_reports_that_it_could_not_compare(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "in").mkdir()
    for name in ("policy.txt", "report.txt"):
        (desk / name).rename(desk / "in" / name)
    (desk / "units.csv").write_text("名称,层级,上级\n甲省,省,\n", encoding="utf-8")
    call = ["run", "in", "--out", "out", "--settings", "quick.toml", "--workers", "0", "--as-of"]
    assert run_command([*call, "2025-02-01", "--units", "units.csv"]) == OK
    assert (
        "报告没有比对 report.txt：没有找到它所答复的政策，或单位名录里没有它的发文单位“云泽市人民政府”"
        in capsys.readouterr().err
    )
    assert run_command([*call, "2024-12-31"]) == OK
    assert "报告没有比对 report.txt：日期2025-01-10晚于核查日" in capsys.readouterr().err
    assert run_command([*call, "2025-02-01"]) == OK
    assert "没有比对" not in capsys.readouterr().err
    assert run_command(["verify", "out"]) == OK
    assert "份输出与记录一致" in capsys.readouterr().out
    assert run_command(["verify", "out", "--proof", "问题台账.xlsx"]) == WRONG_USE
    assert "findings.jsonl" in capsys.readouterr().err


def test_a_day_of_judging_long_after_all_papers_is_told_of(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "in").mkdir()
    for name in ("policy.txt", "report.txt"):
        (desk / name).rename(desk / "in" / name)
    call = ["run", "in", "--out", "out", "--settings", "quick.toml", "--workers", "0", "--as-of"]
    assert run_command([*call, "2026-01-10"]) == OK
    assert "最新的文件写于 2025-01-10，离截至日 365 天；要以当时为准，请加 --as-of" in capsys.readouterr().err
    assert run_command([*call, "2025-02-01"]) == OK
    assert "最新的文件" not in capsys.readouterr().err


def test_what_a_reader_of_the_output_does_not_want_is_no_trouble(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", Closed())
    assert run_command(["parse", "policy.txt"]) == OK
    assert capsys.readouterr().err == ""


def test_a_copy_of_an_unreadable_file_is_refused_under_its_own_name_and_without_its_code(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "in").mkdir()
    for name in ("甲.pdf", "乙.pdf"):
        (desk / "in" / name).write_bytes(b"%PDF-1.7 broken")
    call = ["run", "in", "--out", "out", "--settings", "quick.toml", "--workers", "0"]
    assert run_command(call) == NOTHING_READ
    told = [line for line in capsys.readouterr().err.splitlines() if "未能读取" in line]
    assert [line.split("：")[0] for line in told] == ["luodi: 未能读取 乙.pdf", "luodi: 未能读取 甲.pdf"]
    assert not any(name in line.split("：", 1)[1] for name, line in zip(("甲.pdf", "乙.pdf"), told, strict=True))
