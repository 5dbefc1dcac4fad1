"""The base of every record: frozen, closed, comparable; and ids made from content."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.3"

Ratio = Annotated[float, Field(ge=0.0, le=1.0)]
"""A share in [0, 1]."""


class Record(BaseModel):
    """A frozen value: fields never change after construction, unknown fields are errors.

    Make a changed copy with ``record.replace(field=value)``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def replace(self, **changes: Any) -> Self:
        """A copy with some fields changed; values are trusted, not validated again."""
        return self.model_copy(update=changes)


class Span(Record):
    """Half-open character span ``[start, end)`` into a document's immutable text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Quote(Record):
    """Words found at a place: the evidence of everything the product asserts.

    ``page`` counts from 1; ``start``/``end`` are character offsets into the document's text.
    """

    document_id: str
    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str = ""


def identify(*parts: object) -> str:
    """A 16-digit hexadecimal id derived from content only.

    >>> identify("a", 1) == identify("a", 1), len(identify("a"))
    (True, 16)
    """
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
