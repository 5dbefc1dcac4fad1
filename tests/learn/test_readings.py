"""What a reader said of worlds before it was trained on them is kept and read again as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.learn.readings import read, write
from luodi.learn.signal_rows import SignalRow

ROWS = [
    SignalRow(
        "修路",
        "云泽市",
        "6月底前修路12公里。",
        {"wide.omitted": -1.2345, "facet.quantity": 1.0},
        "discounted",
        ("quantity",),
    ),
    SignalRow("修路", "临阜市", "6月底前修路12公里。", {"wide.omitted": 3.0}, "omitted", ()),
]


def test_rows_come_back_without_the_words_of_their_tasks(tmp_path: Path) -> None:
    write(ROWS, tmp_path / "a.csv")
    back = read([tmp_path / "a.csv"])
    assert [(r.world, r.unit, r.status, r.aspects) for r in back] == [
        (r.world, r.unit, r.status, r.aspects) for r in ROWS
    ]
    assert [r.signals for r in back] == [
        {"wide.omitted": -1.234, "facet.quantity": 1.0},
        {"wide.omitted": 3.0, "facet.quantity": 0.0},
    ]
    assert "公里" not in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_a_table_of_something_else_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("world,unit\n修路,云泽市\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b\.csv.*status"):
        read([tmp_path / "b.csv"])
