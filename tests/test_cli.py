"""The command line: what it prints, and the code it leaves with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luodi.cli import OK, WRONG_USE, run_command


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
