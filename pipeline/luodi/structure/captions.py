"""What stands above a sheet: its title, who filled it in and when."""

from __future__ import annotations

from luodi.records import DocumentRecord

from .basics import Basics, basics_of
from .found import Tail
from .head import read_head
from .laid_out import LaidOut
from .layout import lines_of


def caption_of(record: DocumentRecord) -> Basics:
    """Title, issuers, number and day from the lines above the first table row, or empty ones where none stands there.

    >>> from luodi.records import DocumentRecord
    >>> text = "石渡乡问题整改台账\\n填报单位：石渡乡人民政府　填报日期：2024-11-08\\n|编号|问题|\\n|1|堆土|"
    >>> found = caption_of(DocumentRecord(document_id="d", file="a.xlsx", sha256="", media_type="", text=text))
    >>> found.title.value, found.issuers, found.issued.value
    ('石渡乡问题整改台账', ('石渡乡人民政府',), '2024-11-08')
    """
    lines = lines_of(record)
    first = next((i for i, line in enumerate(lines) if line.row), 0)
    if first == 0:
        return Basics()
    return basics_of(LaidOut(record, lines[:first], read_head(lines[: first + 1]), Tail()))
