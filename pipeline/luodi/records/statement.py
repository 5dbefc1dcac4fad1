"""What a report says: one sentence with what it claims, how far it went, when, where and how much."""

from __future__ import annotations

from typing import Literal

from .base import Ratio, Record
from .task import Deadline, Quantity

Progress = Literal["done", "ongoing", "planned", "trace", "problem", "background"]
"""done 已完成 · ongoing 正在推进 · planned 计划打算 · trace 只有会议文件宣传 · problem 承认的问题 · background 其他"""


class Statement(Record):
    """One sentence of a report. ``times`` are the dates and periods it names, in the form of deadlines."""

    statement_id: str
    document_id: str
    path: str
    sentence: str
    page: int = 1
    start: int
    end: int
    progress: Progress = "background"
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[Deadline, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    confidence: Ratio = 1.0
