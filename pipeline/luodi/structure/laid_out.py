"""A document laid out in lines, its head and foot read: what all the rest of this room works on."""

from __future__ import annotations

from dataclasses import dataclass

from luodi.records import DocumentRecord

from .found import Head, Tail
from .head import read_head
from .layout import Line, lines_of
from .tail import read_tail
from .webfoot import take_web_foot
from .webhead import pairs_beside


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A record with its lines, what stands above its text and what below it."""

    record: DocumentRecord
    lines: list[Line]
    head: Head
    tail: Tail

    @property
    def body_start(self) -> int:
        """The offset at which the text proper begins; the end of the document where it has none."""
        body = self.head.body
        return self.lines[body].start if body < len(self.lines) else len(self.record.text)


def lay_out(record: DocumentRecord) -> LaidOut:
    """Read head and foot of a document.

    >>> from luodi.records import DocumentRecord
    >>> text = "江省人民政府关于治水的意见\\n各市人民政府：\\n为治水，提出如下意见。"
    >>> read = lay_out(DocumentRecord(document_id="d", file="a", sha256="", media_type="text/plain", text=text))
    >>> read.head.title.value, text[read.body_start :]
    ('江省人民政府关于治水的意见', '为治水，提出如下意见。')
    """
    lines = lines_of(record)
    head = read_head(lines)
    tail = read_tail(lines, head.body)
    take_web_foot(lines, head, tail)
    for key, found in pairs_beside(record).items():
        head.web.setdefault(key, found)
    return LaidOut(record, lines, head, tail)
