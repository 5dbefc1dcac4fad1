"""Which mark parts the cells of a CSV file."""

from __future__ import annotations

from pathlib import Path

from luodi.ingest import read

PROSE = "路灯不亮，垃圾没人管，楼道堆物，物业不理，电话不通"


def test_commas_in_the_prose_of_cells_do_not_part_them(tmp_path: Path) -> None:
    path = tmp_path / "留言.csv"
    path.write_text("编号,内容,次数\n" + "".join(f"{i},{PROSE},0\n" for i in range(20)), encoding="utf-8")
    [record] = read(path, root=tmp_path)
    assert record.tables[0].header() == ("编号", "内容", "次数")
    assert record.tables[0].body()[0][1].text == PROSE


def test_semicolons_part_cells_where_the_first_row_says_so(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("编号;单位;问题\n1;云泽市;管网破损,未修\n2;临阜市;井盖缺失\n", encoding="utf-8")
    [record] = read(path, root=tmp_path)
    assert record.tables[0].header() == ("编号", "单位", "问题")
