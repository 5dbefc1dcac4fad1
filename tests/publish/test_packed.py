"""A packed workbook becomes the same bytes as the description it was made from, piece by piece."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from luodi.publish.packed import pack, unpack
from luodi.publish.sheets import Book, Column, Row, Sheet, made

COLUMNS = (Column("单位", 12), Column("问题描述", 36, fill_in=True), Column("整改时限", 13, days=True))


def book(rows: int) -> Book:
    def each() -> Iterator[Row]:
        for number in range(rows):
            looks = {"单位": {"bold": True}} if number % 7 == 0 else None
            yield Row([f"单位{number}", f"第{number}项“没有”按期完成\n原文：{'要' * 200}", "2024-06-30"], looks)

    filled = Sheet("问题", COLUMNS, each(), title="台账", note="说明", printed=2, lists={"问题描述": ("是", "否")})
    partly = Sheet("矩阵", COLUMNS, [Row(["甲", 1.5], None, [0, 2])], title="矩阵")
    return Book(
        "台账", "2024-12-31", [filled, Sheet("空", COLUMNS, [], title="空"), partly, Sheet("说明", COLUMNS[:1], [])]
    )


def test_a_packed_book_makes_the_same_workbook() -> None:
    for rows in (0, 1, 499, 500, 1_203):
        assert made(unpack(pack(book(rows)))) == made(book(rows))


def test_packing_and_unpacking_a_large_book_need_little_memory() -> None:
    tracemalloc.start()
    packed = pack(book(20_000))
    assert sum(1 for sheet in unpack(packed).sheets for _ in sheet.rows) == 20_001
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6_000_000  # as text it takes 10,000,000 bytes
