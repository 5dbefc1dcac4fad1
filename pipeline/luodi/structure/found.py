"""What a reader finds: a value with its place, and what stands in a document's head."""

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
