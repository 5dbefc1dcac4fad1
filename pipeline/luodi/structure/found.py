"""What is found of a document: a value with its place, what stands in its head and in its foot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Found(NamedTuple):
    """A value with its half-open place in the document and how sure it is."""

    value: str
    start: int
    end: int
    confidence: float = 1.0


def value_of(found: Found | None) -> str | None:
    """The value of what was found, None where nothing was."""
    return found.value if found is not None else None


@dataclass(slots=True)
class Head:
    """What stands above the text; ``body`` is the index of the first line of the text proper."""

    body: int = 0
    copies: Found | None = None
    secrecy: Found | None = None
    urgency: Found | None = None
    mark: Found | None = None
    number: Found | None = None
    signer: Found | None = None
    title: Found | None = None
    byline: Found | None = None
    byline_date: Found | None = None
    addressees: Found | None = None
    web: dict[str, Found] = field(default_factory=dict)


@dataclass(slots=True)
class Tail:
    """What stands below the text; indexes are those of lines."""

    signed_at: int | None = None
    """Line of the date below the signature, or of the date that stands alone."""
    signature: Found | None = None
    organs: tuple[str, ...] = ()
    number: Found | None = None
    """A number that stands beside the signature."""
    issued: Found | None = None
    """成文日期 in ISO 8601."""
    damaged_signature: Found | None = None
    """A line at the signature's place that is no body's name: a seal or bad recognition spoilt it."""
    damaged_date: Found | None = None
    seal: Found | None = None
    note: Found | None = None
    attached: Found | None = None
    attachments: tuple[str, ...] = ()
    copied: Found | None = None
    copied_to: tuple[str, ...] = ()
    printer: Found | None = None
    printed: Found | None = None
    """印发日期 in ISO 8601."""
    foot: list[int] = field(default_factory=list)
    """Lines of the 版记 (抄送, 印发)."""
