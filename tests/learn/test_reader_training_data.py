"""Training data of the reader: parts never mix, edited copies carry the label that arithmetic gives them."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from luodi.compare.reader_input import ReaderInput, Told
from luodi.compare.reader_pieces import Pieces
from luodi.learn.reader.base import BaseWeightsError, read_base, unpack_blocks
from luodi.learn.reader.examples import Pair, Row, dated, world_rows
from luodi.learn.reader.showing import Example, Material, composed, shown
from luodi.learn.reader.variants import variant
from luodi.learn.split import HELD_OUT, VALIDATION_WORLDS, part_of_task
from luodi.records.paths import models_dir

DUE = date(2024, 6, 30)


def example(task: str, statement: str, status: str, *aspects: str, deadline: date | None = None) -> Pair:
    return Pair(task, statement, deadline, None, status, frozenset(aspects))


def test_a_pair_and_its_twin_share_their_part() -> None:
    assert all(part_of_task(f"a-{n}") == part_of_task(f"a-{n}~") for n in range(200))


def test_no_world_is_for_choosing_and_for_measuring() -> None:
    assert not HELD_OUT & VALIDATION_WORLDS


@pytest.mark.parametrize(
    ("given", "status", "aspects"),
    [
        (example("新建公办幼儿园12所。", "建成公办幼儿园14所。", "implemented"), "discounted", {"quantity"}),
        (example("新建公办幼儿园12所。", "建成公办幼儿园7所。", "discounted", "quantity"), "implemented", set()),
        (example("每季度检查一次。", "每季度都检查了。", "implemented"), "discounted", {"frequency"}),
        (example("每月检查一次。", "每季度都检查了。", "discounted", "frequency"), "implemented", set()),
        (example("6月底前完成。", "5月20日完成。", "implemented", deadline=DUE), "discounted", {"deadline"}),
        (example("6月底前完成。", "9月20日完成。", "discounted", "deadline", deadline=DUE), "implemented", set()),
    ],
)
def test_an_edited_task_turns_the_label(given: Pair, status: str, aspects: set[str]) -> None:
    for seed in range(5):
        made = variant(given, np.random.default_rng(seed))
        assert made is not None
        assert (made.status, made.aspects) == (status, aspects)
        assert made.statement == given.statement
        assert made.task != given.task


@pytest.mark.parametrize(
    "given",
    [
        example("会议不超过12次。", "开会9次。", "implemented"),
        example("对所有乡镇检查。", "检查了3个乡镇。", "discounted", "scope"),
        example("新建幼儿园12所、小学3所。", "建成幼儿园14所、小学3所。", "implemented"),
    ],
)
def test_no_edit_where_arithmetic_alone_cannot_tell(given: Pair) -> None:
    assert all(variant(given, np.random.default_rng(seed)) is None for seed in range(5))


def test_a_date_given_to_a_pair_agrees_with_its_label() -> None:
    pending = example("6月底前完成。", "截至4月完成7所，其余在建。", "pending", deadline=DUE)
    short = example("6月底前完成。", "只完成7所。", "discounted", "quantity", deadline=DUE)
    for days in range(0, 200, 7):
        early, late = dated(pending, 0.9, days).report_date, dated(short, 0.1, days).report_date
        assert early is not None
        assert late is not None
        assert date(2024, 4, 30) <= early < DUE < late


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return world_rows(Path("corpora/cases/grid"))


def test_a_world_gives_every_assessment_with_its_evidence_in_place(rows: list[Row]) -> None:
    assert len({(row.unit, row.task) for row in rows}) == len(rows) > 50
    told = [row for row in rows if row.status != "omitted"]
    assert all(row.evidence for row in told)
    assert sum(set(row.evidence) <= set(row.nearest) for row in told) > 0.9 * len(told)


def test_what_is_shown_bears_the_label(rows: list[Row]) -> None:
    material, random = Material([], rows), Random(3)
    for row in rows:
        without, crossed, single = (
            material.dropped(row, random),
            material.crossed(row, random),
            material.single(row, random),
        )
        if without is not None:
            assert without.status == "omitted"
            assert not any(without.bears)
            assert not {t.place for t in without.given.told} & set(row.evidence)
        if crossed is not None:
            other = [o for o in rows if o.task == row.task and o.unit != row.unit]
            assert (crossed.status, crossed.aspects) in [(o.status, o.aspects) for o in other]
            assert any(crossed.bears)
        assert any(single.bears) == (row.status != "omitted")
        assert len(shown(row).told) <= 12


def test_a_pair_in_company_keeps_its_label(rows: list[Row]) -> None:
    given = replace(
        example("新建公办幼儿园12所。", "建成公办幼儿园7所。", "discounted", "quantity"), task_id="a", subject="s"
    )
    other = replace(given, statement="修路3公里。", task_id="b")
    made = Material([given, other], rows).pair(given, Random(1), alone=0.0)
    assert [t.text for t, bears in zip(made.given.told, made.bears, strict=True) if bears] == ["建成公办幼儿园7所。"]
    assert len(made.given.told) > 1


def test_an_account_in_general_words_keeps_company_of_its_kind(rows: list[Row]) -> None:
    given = replace(example("完善体系。", "体系更加完善。", "implemented"), task_id="h-1", subject="s")
    other = replace(given, statement="修路3公里。", task_id="h-2", subject="t")
    told = {
        t.text
        for seed in range(30)
        for t in Material([given, other], rows).pair(given, Random(seed), alone=0.0).given.told
    }
    assert "修路3公里。" in told


def test_a_row_whose_evidence_is_cut_away_is_omitted(rows: list[Row]) -> None:
    pieces = Pieces.read(models_dir() / "reader" / "vocab.json")
    told = tuple(Told(f"第{n}项工作按照上级的有关要求扎实推进并且取得了良好的成效。" * 3, n) for n in range(6))
    task = "新建公办幼儿园12所。"
    first = Example(ReaderInput(task, told), "implemented", frozenset(), (True, *[False] * 5))
    last = replace(first, bears=(*[False] * 5, True))
    kept, row = composed(pieces, first, Random(1), narrow=1.0)
    cut, _ = composed(pieces, last, Random(1), narrow=1.0)
    assert (kept.status, cut.status) == ("implemented", "omitted")
    assert len(row[0]) <= 180
    assert composed(pieces, last, Random(1), narrow=0.0)[0].status == "implemented"


def test_four_bit_blocks_are_decoded() -> None:
    block = struct.pack("<e", 0.25) + bytes([0xF0]) + bytes([0x88] * 15)
    [row] = unpack_blocks(block, 32)
    assert (row[0], row[16]) == (-2.0, 1.75)
    assert not row[1:16].any()


def test_a_wrong_base_file_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "base.bin"
    wrong.write_bytes(b"none")
    with pytest.raises(BaseWeightsError, match=r"base\.bin: not an E5S1 file"):
        read_base(wrong)
    with pytest.raises(BaseWeightsError, match=r"missing\.bin: cannot be read"):
        read_base(tmp_path / "missing.bin")
