"""What the documentation says can be done, can be done: examples run, commands parse, links lead somewhere."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from luodi.cli.parser import build_parser
from luodi.publish.rows import TABLES
from luodi.records import PROBLEMS

ROOT = Path(__file__).resolve().parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "notebooks" / "README.md"])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_DATED = "澄岚省人民政府办公厅文件\n澄政办发〔2024〕9号\n"
POLICY = (
    "澄岚省人民政府办公厅关于印发《澄岚省公共厕所建设方案》的通知\n各市人民政府：\n一、主要任务\n"
    "各市应当于2024年6月底前新建公厕12座。\n公厕免费开放率不低于95%。\n澄岚省人民政府办公厅\n2024年3月1日\n"
)
REPORT = (
    "泊宁市人民政府关于公共厕所建设情况的报告\n澄岚省人民政府：\n2024年全市建成公厕7座，免费开放率达到98%。\n"
    "泊宁市人民政府\n2024年12月20日\n"
)
UNITS = "name,level,parent,aliases\n澄岚省,省,,澄岚省人民政府办公厅\n泊宁市,市,澄岚省,泊宁市人民政府\n"


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [body for name, body in _BLOCK.findall(path.read_text(encoding="utf-8")) if name == language]


def commands(path: Path) -> list[str]:
    """The ``luodi …`` lines of the bash blocks, without their comments."""
    lines = "\n".join(blocks(path, "bash")).replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip().startswith("luodi ")]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with small documents under the names that the examples use.

    A text under the name ``policy.pdf`` would be noted as a wrong suffix, so the PDF and DOCX are real ones.
    """
    case = ROOT / "corpora" / "cases" / "housing" / "inbox"
    for name in ("inbox", "收件夹"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "policy.txt").write_text(_DATED + POLICY, encoding="utf-8")
        (tmp_path / name / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    for name in ("policy.pdf", "政策.pdf"):
        shutil.copy(case / "songze-forward.pdf", tmp_path / name)
    for name in ("report.docx", "报告.docx"):
        shutil.copy(case / "songze-report.docx", tmp_path / name)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_python_examples_run(path: Path, desk: Path) -> None:
    examples = blocks(path, "python")
    assert examples, f"{path.name} shows no Python"
    for code in examples:
        script = desk / "example.py"
        script.write_text(code, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(script)],
            cwd=desk,
            capture_output=True,
            text=True,
            timeout=300,
            env={"PYTHONPATH": str(ROOT / "pipeline"), "PATH": "", "LANG": "C.UTF-8"},
        )
        assert done.returncode == 0, f"{path.name}: {done.stderr[-2000:]}"


def test_the_judgement_shown_in_the_readme_is_a_problem() -> None:
    [line] = [row for row in blocks(READMES[0], "python")[0].splitlines() if row.startswith("luodi.judge(")]
    from datetime import date

    import luodi

    verdict = eval(line, {"luodi": luodi, "date": date})
    assert verdict.status in PROBLEMS, "six months after its deadline, 7 of 12 is no 未到期"
    assert verdict.aspects
    assert "，上打了折扣" not in verdict.reason


def test_a_judgement_takes_an_unwritten_year_from_the_report() -> None:
    from datetime import date

    import luodi

    late = luodi.judge("6月底前新建公厕12座。", "9座公厕已开放，其余3座正在建设。", as_of=date(2024, 12, 31))
    assert late.status != "pending", "6月底 is taken for the year after the report"


@pytest.mark.parametrize("path", [*READMES, ROOT / "docs" / "systems.md"], ids=lambda p: p.name)
def test_commands_parse(path: Path) -> None:
    parser = build_parser()
    shown = commands(path)
    assert shown, f"{path.name} shows no command"
    for line in shown:
        arguments = shlex.split(line, comments=True)[1:]
        try:
            parser.parse_args(arguments)
        except SystemExit as error:
            pytest.fail(f"{path.name}: {line!r} does not parse ({error.code})", pytrace=False)


def test_settings_page_is_up_to_date() -> None:
    shown = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    made = subprocess.run([sys.executable, ROOT / "docs" / "settings_page.py"], capture_output=True, check=True)
    assert shown == made.stdout.decode("utf-8"), "write it again: python docs/settings_page.py > docs/settings.md"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_to_files(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = [
        target
        for target in _LINK.findall(text)
        if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.partition("#")[0]).exists()
    ]
    assert not broken, f"{path.name} links to {broken}"


CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")


def _subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


@pytest.mark.parametrize("command", _subparsers(build_parser()))
def test_the_contract_knows_every_command_with_its_options(command: str) -> None:
    block = CONTRACT.split("```")[1]
    told = re.search(rf"^luodi {command}\b.*(?:\n {{4,}}.*)*", block, re.MULTILINE)
    assert told is not None, f"docs/contract.md does not tell of luodi {command}"
    parser = _subparsers(build_parser())[command]
    lessons = _subparsers(parser).values()
    options = [o for p in (parser, *lessons) for a in p._actions for o in a.option_strings if o.startswith("--")]
    missing = [o for o in options if o != "--help" and o not in told.group()]
    assert not missing, f"docs/contract.md does not tell of {missing} of luodi {command}"


@pytest.mark.parametrize("table", TABLES)
def test_the_contract_knows_every_field_of_a_table(table: str) -> None:
    row = re.search(rf"^\| {table} \| (.*) \|$", CONTRACT, re.MULTILINE)
    assert row is not None, f"docs/contract.md does not tell of the table {table}"
    told = set(re.findall(r"[a-z_0-9]+", row.group(1)))
    missing = TABLES[table].model_fields.keys() - told
    assert not missing, f"docs/contract.md does not tell of {sorted(missing)} of {table}"


def _is_there(name: str) -> bool:
    """Whether a dotted name is a module of luodi, or stands in one."""
    parts = name.split(".")
    for depth in range(len(parts), 0, -1):
        place = ROOT / "pipeline" / Path(*parts[:depth])
        source = place.with_suffix(".py") if place.with_suffix(".py").exists() else place / "__init__.py"
        if source.exists():
            return (
                depth == len(parts) or re.search(rf"\b{parts[depth]}\b", source.read_text(encoding="utf-8")) is not None
            )
    return False


@pytest.mark.parametrize(
    "path",
    [p for p in [*PAGES, *(ROOT / "corpora").rglob("README.md")] if p.name != "CHANGELOG.md"],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_names_of_the_code_are_names_in_the_code(path: Path) -> None:
    files = {"luodi.db", "luodi.duckdb", "luodi.toml", "luodi.service", "luodi.example"}
    told = set(re.findall(r"\bluodi(?:\.[A-Za-z_]+)+", path.read_text(encoding="utf-8"))) - files
    missing = sorted(name for name in told if not _is_there(name))
    assert not missing, f"{path.name} names {missing}, which are not there"
