"""Title, issuer, number and date: what head, foot, metadata and file name together say, best witness first."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from luodi.records import DocumentRecord
from luodi.text.dates import find_date
from luodi.text.doc_number import find_doc_numbers, first_doc_number
from luodi.text.genres import genre_of

from .found import Found, Head, Tail, value_of
from .issuers import issuers_of
from .laid_out import LaidOut
from .layout import Line
from .marks import number_line
from .organs import organs_of
from .title import HEADLINE

_NEWS_ISSUED = re.compile(
    r"(?:近日|日前|今天|同日)?[，,]?(?P<organs>[一-鿿、]{3,40}?)(?:近日|日前|联合)?印发了?(?:《(?P<title>[^》]{5,80})》)"
)
_STEM_NOISE = re.compile(r"(?:[.…]+|_[0-9]{1,3}|_转载|_网页转存|\([0-9]+\)|（[^（）]*号）|\([^()]*号\)|[\s　]+)$")
_STEM_LEAD = re.compile(r"^(?:[（(【\[](?:转载|转发|转|扫描|正式|定稿|最终稿|印发稿)[）)】\]]|[0-9]{1,3}[.、_\-\s]+)")
_ABOUT = re.compile(r"关于|印发|转发|批转|解读|图解|读懂|答记者问|《.{4,}》")

_PROMULGATED = re.compile(r"《(?P<title>[^》]{4,80})》.{0,200}(?:公布|发布|施行)")


_RUNNING_HEAD = 60
"""Characters of a page's head that may hold a red head with its number."""
_LAST = 6
"""Lines at the end among which a number may stand alone, below the signature."""


class Basics(NamedTuple):
    """What head, foot, metadata and file name together say."""

    title: Found | None = None
    issuers: tuple[str, ...] = ()
    number: Found | None = None
    issued: Found | None = None
    """成文日期 in ISO 8601."""


def basics_of(read: LaidOut) -> Basics:
    """Title, issuers, number and day of a document that was laid out."""
    title = _title(read)
    number = _number(read.record, read.head) or read.tail.number or _number_at_end(read.lines)
    return Basics(title, issuers_of(read, value_of(title)), number, _issued(read.head, read.tail))


def _title(read: LaidOut) -> Found | None:
    head, lines = read.head, read.lines
    if head.title is not None and head.title.confidence >= 0.7:
        return head.title
    named = head.web.get("title")
    if named is not None and genre_of(named.value) is not None:
        return named
    from_file = _title_of_file(read.record.file)
    if from_file is not None:
        return Found(from_file, 0, 0, 0.6)
    if head.mark is not None and head.mark.value.endswith(("令", "公告")):
        for line in lines[head.body : head.body + 3]:
            order = _PROMULGATED.search(line.text)
            if order is not None:
                return line.group(order, "title", 0.8)
    if head.title is not None and HEADLINE.search(head.title.value):
        return head.title
    for line in lines[:4]:
        news = _NEWS_ISSUED.search(line.text)
        if news is not None and organs_of(news["organs"]):
            organs = " ".join(news["organs"].split("、"))
            return line.at(*news.span(), f"{organs}印发《{news['title']}》", 0.5)
    return head.title or named


def _title_of_file(file: str) -> str | None:
    """A title in a file's name, where the name looks like one.

    >>> _title_of_file("inbox/国务院关于做好就业工作的若干意见_2.txt"), _title_of_file("a/policy.txt")
    ('国务院关于做好就业工作的若干意见', None)
    """
    stem = PurePosixPath(file).name.rsplit(".", 1)[0]
    before = None
    while before != stem:
        before, stem = stem, _STEM_NOISE.sub("", _STEM_LEAD.sub("", stem))
    if len(stem) < 8 or (genre_of(stem) is None and not (len(stem) >= 14 and _ABOUT.search(stem))):
        return None
    return stem


def _number(record: DocumentRecord, head: Head) -> Found | None:
    if head.number is not None:
        return head.number
    web = head.web.get("doc_number")
    if web is not None and (number := first_doc_number(web.value)) is not None:
        return Found(number.text, web.start, web.end, 0.7)
    for piece in record.furniture:
        numbers = find_doc_numbers(piece.text) if piece.role == "header" and piece.page == 1 else ()
        if numbers and numbers[0].form == "number" and len(piece.text) <= _RUNNING_HEAD:
            return Found(numbers[0].text, 0, 0, 0.6)
    stem = PurePosixPath(record.file).name.rsplit(".", 1)[0]
    bracket = re.search(r"[（(](?P<number>[^（）()]*[〔\[【][0-9]{4}[〕\]】][^（）()]*号)[）)]\s*$", stem)
    if bracket is not None and (number := first_doc_number(bracket["number"])) is not None:
        return Found(number.text, 0, 0, 0.5)
    return None


def _number_at_end(lines: list[Line]) -> Found | None:
    """A number alone in one of the last lines, below the signature."""
    for line in reversed(lines[-_LAST:]):
        number = number_line(line.text) if not line.row else None
        if number is not None and number.form == "number":
            return line.number(number, 0.7)
    return None


def _issued(head: Head, tail: Tail) -> Found | None:
    if tail.issued is not None or head.byline_date is not None:
        return tail.issued or head.byline_date
    if tail.printed is not None:
        return tail.printed._replace(confidence=0.7)
    for key, sure in (("issue_date", 0.7), ("web_date", 0.4)):
        web = head.web.get(key)
        if web is not None and (found := find_date(web.value, plain=True)) is not None:
            return Found(found.day.isoformat(), web.start, web.end, sure)
    return None
