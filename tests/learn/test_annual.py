"""Real plans and accounts are kept as digests and made worlds again from their public texts."""

import csv
from pathlib import Path

import pytest

from luodi.learn.annual import LABELS, digest, pairs, rebuild
from luodi.learn.gold import load_case
from luodi.learn.reader.examples import world_rows
from luodi.learn.split import part_of_account

PLAN = "二、2031年工作安排\n推进农村公路建设，新改建800公里。\n新建社区养老服务中心20个。\n三、政府自身建设\n"
ACCOUNT = (
    "一、2031年工作回顾\n新改建农村公路815公里，城乡客运更加便捷。\n社会大局保持稳定。\n二、2032年工作安排\n修路。\n"
)
ENDS = ("plan_first", "plan_last", "account_first", "account_last")


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    folder = tmp_path / "labels"
    folder.mkdir()
    ends = [digest(line) for line in ("二、2031年工作安排", "新建社区养老服务中心20个。")]
    ends += [digest(line) for line in ("一、2031年工作回顾", "社会大局保持稳定。")]
    with (folder / "pairs.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["pair", "place", "level", "issuer", "year", "plan_date", "account_date", *ENDS])
        writer.writerow(["yunze", "云泽省", "省", "云泽省人民政府", 2031, "2031-01-15", "2032-01-20", *ends])
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["pair", "task", "status", "aspects", "evidence", "doubt"])
        road = digest("推进农村公路建设，新改建800公里。"), digest("新改建农村公路815公里，城乡客运更加便捷。")
        writer.writerow(["yunze", road[0], "implemented", "", road[1], ""])
        writer.writerow(["yunze", digest("新建社区养老服务中心20个。"), "omitted", "", "", "yes"])
    return folder


def test_texts_and_labels_make_a_world(tmp_path: Path, labels: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "any name.txt").write_text("报告\n" + PLAN, encoding="utf-8")
    (texts / "other.txt").write_text("报告\n" + ACCOUNT, encoding="utf-8")
    assert rebuild(texts, tmp_path / "out", labels) == (["yunze"], [])
    case = load_case(tmp_path / "out" / "yunze")
    assert {row["task"]: row["status"] for row in case.assessments} == {
        "推进农村公路建设，新改建800公里。": "implemented",
        "新建社区养老服务中心20个。": "omitted",
    }
    assert "修路" not in case.texts["report.txt"], "the next year's plan is no part of the account"
    [row] = world_rows(tmp_path / "out" / "yunze")
    assert [row.report.sentences[i] for i in row.evidence] == ["新改建农村公路815公里，城乡客运更加便捷。"]
    assert row.deadline is not None
    assert row.deadline.isoformat() == "2031-12-31"


def test_a_pair_without_its_text_is_named(tmp_path: Path, labels: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert rebuild(texts, tmp_path / "out", labels) == ([], ["yunze"])


def test_shipped_labels_hold_together() -> None:
    known = {pair.name for pair in pairs()}
    assert 0 < sum(part_of_account(name) == "validation" for name in known) < len(known) / 4
    with (LABELS / "labels.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert {row["pair"] for row in rows} == known
    assert len({(row["pair"], row["task"]) for row in rows}) == len(rows), "a task labelled twice"
    for row in rows:
        assert bool(row["evidence"]) == (row["status"] != "omitted")
        assert bool(row["aspects"]) == (row["status"] == "discounted")
