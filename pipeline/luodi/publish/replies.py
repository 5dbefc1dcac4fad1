"""What the units concerned answered, by finding: kept from run to run in the workbook."""

from __future__ import annotations

from datetime import date
from typing import Literal

from luodi.records import Record

ReplyState = Literal["待答复", "属实整改中", "属实已整改", "部分属实", "不属实", "已销号"]
STATES: tuple[ReplyState, ...] = ("待答复", "属实整改中", "属实已整改", "部分属实", "不属实", "已销号")


class Reply(Record):
    """What an office filled in for one finding; ``due`` 整改时限, ``responsible`` 责任单位."""

    finding_id: str
    answer: str = ""
    state: ReplyState = "待答复"
    due: date | None = None
    responsible: str = ""
    note: str = ""
