"""What a mention of a document is to the one that makes it: itself, a law, and in which sentence it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from luodi.records import DocumentKind, Part
from luodi.text.doc_number import same_doc_number
from luodi.text.title_names import same_title
from luodi.text.titles import normal_title, parse_title

from .citations import Citation

OPENING = 600
"""Characters at the beginning of a text in which it says what it carries out or reports on."""

CARRIES_OUT = re.compile(r"贯彻|落实|执行|实施(?!方案|意见|细则)|推进")
ENDS = re.compile(r"废止|停止执行|停止施行|失效|不再执行|作废")
SENTENCE_END = re.compile(r"[。！？；\n]")
_LAW = re.compile(
    r".{0,60}(?:(?<![办方做看想说])法|条例)(?:（[^）]*）)?$|.{0,20}实施[《<〈＜].{4,40}(?:法|条例)[》>〉＞]\s*(?:的?办法|细则|的?若干规定)?$"
)


class Own(NamedTuple):
    """What is known of the document itself: its title, the title of the text it carries, its number."""

    title: str | None
    number: str | None
    kind: DocumentKind
    parts: tuple[Part, ...]
    head_end: int
    """Where the head ends and the text proper begins."""


def is_law(citation: Citation) -> bool:
    """Laws, regulations and what an order (令) puts in force: authority, not a paper that somebody answers."""
    if citation.number is not None and "令" in citation.number:
        return True
    return (
        citation.title is not None and _LAW.match(citation.title.strip()) is not None and "关于" not in citation.title
    )


def is_own(citation: Citation, own: Own) -> bool:
    """Whether a mention is of the document itself, or of the text that it carries as its own."""
    if citation.number is not None and own.number is not None and same_doc_number(citation.number, own.number):
        return True
    if citation.title is None or own.title is None or own.kind == "interpretation":
        return False
    parts = parse_title(own.title)
    if own.kind == "policy" and parts.inner is not None and same_title(citation.title, parts.inner):
        return True
    if parts.passes_on or own.kind == "forward":
        return normal_title(citation.title) == normal_title(own.title)
    if citation.start < own.head_end and parts.inner is None and "《" in own.title:
        return False
    return same_title(citation.title, own.title)


def sentence_of(text: str, citation: Citation) -> str:
    """The sentence in which a mention stands."""
    before = SENTENCE_END.split(text[max(0, citation.start - 160) : citation.start])[-1]
    return before + text[citation.start : citation.end] + rest_of(text, citation)


def rest_of(text: str, citation: Citation) -> str:
    """What its sentence says behind a mention."""
    return SENTENCE_END.split(text[citation.end : citation.end + 160])[0]
