"""The command line: what it prints, and the code it leaves with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luodi.cli import NOTHING_READ, OK, WRONG_USE, run_command


def test_without_a_command_it_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command([]) == WRONG_USE
    assert "COMMAND" in capsys.readouterr().out


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


def test_a_file_that_is_missing_is_told_without_jargon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["parse", str(tmp_path / "a.pdf")]) == NOTHING_READ
    assert capsys.readouterr().err.startswith("luodi: [not_found] a.pdf：")
