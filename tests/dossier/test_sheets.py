"""Sheets of units and events in the forms offices export."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from luodi.dossier import SheetError, read_events, read_units


def _write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "units.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_units_are_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = _write(tmp_path, "名称,层级,上级,别名\n江澜省,省,,江澜省人民政府|省政府\n云泽市,市,江澜省,\n", encoding)
    first, second = read_units(path)
    assert (first.name, first.level, first.aliases) == ("江澜省", "province", ("江澜省人民政府", "省政府"))
    assert (second.level, second.parent) == ("city", "江澜省")


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("省", "province"),
        ("city", "city"),
        ("区", "county"),
        ("乡镇", "town"),
        ("村", "village"),
        ("部门", "department"),
        ("中央", "central"),
    ],
)
def test_level_words_of_both_languages_are_known(tmp_path: Path, word: str, level: str) -> None:
    assert read_units(_write(tmp_path, f"name,level\n某单位,{word}\n"))[0].level == level


def test_level_is_read_from_the_name_when_it_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    sheet = "name,parent\n云泽市,\n湖东县,云泽市\n沙井镇,湖东县\n省财政厅,\n清溪,湖东县\n"
    with pytest.warns(UserWarning, match="5 个单位没有写层级或写法不认识，按名称推断，其中名称里.*当作部门：清溪（"):
        units = read_units(_write(tmp_path, sheet))
    assert [u.level for u in units] == ["city", "county", "town", "department", "department"]


def test_a_level_in_unknown_words_stops_nothing(tmp_path: Path) -> None:
    sheet = "name,level,parent\n柳河县,县,\n红岭农场,垦区单位,柳河县\n柳东镇,建制镇一级,柳河县\n"
    with pytest.warns(UserWarning, match="2 个单位没有写层级或写法不认识.*当作部门：红岭农场"):
        units = read_units(_write(tmp_path, sheet))
    assert [u.level for u in units] == ["county", "department", "town"]


def test_units_without_any_parent_are_told_of(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="没有写上级"):
        read_units(_write(tmp_path, "name,level\n云泽市,市\n湖东县,县\n"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("名,层级\n甲市,市\n", "name"),
        ("name,level\n甲市,市\n甲市,市\n", "重复"),
        ("name,level,parent\n甲市,市,乙市\n乙市,市,甲市\n", "成环"),
    ],
)
def test_unusable_sheets_are_refused_with_the_value_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SheetError, match=said):
        read_units(_write(tmp_path, text))


def test_a_missing_sheet_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"absent\.csv"):
        read_units(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    "written",
    [
        "2024-05-20T16:02:00",
        "2024/5/20 16:02",
        "2024年5月20日16时02分",
        "2024-05-20T16:02:00+08:00",
        "2024-05-20T08:02:00Z",
    ],
)
def test_times_are_read_as_systems_write_them(tmp_path: Path, written: str) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        f"发文字号,标题,发送单位,接收单位,发送时间,接收时间\n江教〔2024〕1号,某通知,甲,乙,,{written}\n",
        encoding="utf-8",
    )
    assert read_events(path)[0].received_at == datetime(2024, 5, 20, 16, 2)


def test_a_time_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("from_unit,to_unit,sent_at\n甲,乙,昨天下午\n", encoding="utf-8")
    with pytest.raises(SheetError, match="昨天下午"):
        read_events(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("级别,上级\n省,\n".encode(), "表头缺少“名称”一列，现有 级别、上级"),
        (b"PK\x03\x04\x14\x00\x00\x00", "另存为"),
        ("名称\n甲市\r乙市,\n".encode(), "units.csv"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_told_in_chinese_with_the_remedy(
    content: bytes, told: str, tmp_path: Path
) -> None:
    (tmp_path / "units.csv").write_bytes(content)
    with pytest.raises(SheetError, match=re.escape(told)):
        read_units(tmp_path / "units.csv")


def test_a_head_that_is_not_known_and_a_parent_written_otherwise_are_told_of(tmp_path: Path) -> None:
    sheet = "名称,又称,层级,上级\n嵯峪市,甲,市,塞北省\n北垣区,乙,区,嵯谷市\n"
    with (
        pytest.warns(UserWarning, match="不认识的列“又称”没有用上，没有找到的列是 别名"),
        pytest.warns(
            UserWarning, match="这些上级：北垣区的上级“嵯谷市”是否想写“嵯峪市”？（"
        ),  # 塞北省 need not be listed
    ):
        read_units(_write(tmp_path, sheet))
