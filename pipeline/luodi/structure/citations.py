"""Where a text names other documents: 《title》（number）, numbers alone, titles without quotes, broken quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from luodi.text.doc_number import DocNumber, find_doc_numbers
from luodi.text.genres import genre_of
from luodi.text.titles import normal_title

_AFTER = re.compile(
    r"(?:的(?:通知|意见|函))?\s*[（(]\s*(?P<words>[^（）()]{0,80}(?:[（(][^（）()]{0,30}[）)][^（）()]{0,60})?)[）)]"
)
_SHORT = re.compile(r"以下(?:统称|简称|称)[：:]?\s*(?:为)?[“《\"]?(?P<short>[^”》\"（）]{2,24}?)[”》\"）)]")
_UNQUOTED = re.compile(r"(?P<title>[一-鿿]{0,40}关于[^，。；：《》\n]{4,80}?)[”\"]?\s*[（(]\s*$")
_LEAD_WORDS = re.compile(
    r"^.*?(?:现将|转发|根据|按照|依据|落实|贯彻|执行|印发了|印发|出台了|下发了|按|将|对|和|与|及)(?=[一-鿿]{2,}关于|关于)"
)
_LONGEST_TITLE = 160
_PAUSE = re.compile(r"[，。；、]")
_BRACKET = re.compile(r"[（(〔]")
_FORMS = re.compile(r"(?:表|书|册|卡|证|单|图|志|报|刊|审查意见|意见书|协议|合同)$")


class Citation(NamedTuple):
    """One mention of another document, half-open in the text."""

    title: str | None
    number: str | None
    start: int
    end: int
    standard: bool = False


def citations_in(text: str, start: int = 0, end: int | None = None) -> list[Citation]:
    """All documents named in ``text[start:end]``, in order of their places.

    >>> [(c.title, c.number) for c in citations_in("根据《治水意见》（江政发[2024]5号）和江政办发〔2024〕9号要求")]
    [('治水意见', '江政发〔2024〕5号'), (None, '江政办发〔2024〕9号')]
    >>> citations_in("转发江省政府关于种粮的意见（江政发〔2024〕7号）")[0].title
    '江省政府关于种粮的意见'
    """
    stop = len(text) if end is None else end
    numbers = _Numbers(find_doc_numbers(text, start, stop))
    found = [c for span in _quoted(text, start, stop) if (c := _quotation(text, span, numbers)) is not None]
    ends = [c.end for c in found]
    alone = []
    for number in numbers.left():
        at = bisect_right(ends, number.start)
        if at < len(found) and found[at].start <= number.start:
            continue
        title, begin = _unquoted(text, number, start)
        alone.append(Citation(title, number.text, begin, number.end, number.form == "standard"))
    found.extend(alone)
    return sorted(found, key=lambda c: c.start)


def short_names(text: str) -> frozenset[str]:
    """Names that a text gives to documents for its own use (以下简称《意见》), in normal form.

    >>> sorted(short_names("《治水行动方案》（以下简称《方案》）"))
    ['方案']
    """
    return frozenset(normal_title(m["short"]) for m in _SHORT.finditer(text))


def is_document_title(title: str) -> bool:
    """Whether quoted words are a document's title and no form, newspaper or slogan.

    >>> is_document_title("治水行动方案"), is_document_title("公平竞争审查表")
    (True, False)
    """
    if len(normal_title(title)) < 5 or _FORMS.search(title):
        return False
    genre = genre_of(title)
    return genre is not None and genre.use not in ("other",)


class _Numbers:
    """The numbers of a text in order, looked up by place; a number belongs to one citation only."""

    def __init__(self, numbers: list[DocNumber]) -> None:
        self.numbers = numbers
        self.starts = [n.start for n in numbers]
        self.ends = [n.end for n in numbers]
        self.taken: set[int] = set()

    def between(self, start: int, end: int) -> DocNumber | None:
        """The first number that begins in ``[start, end)``."""
        at = bisect_left(self.starts, start)
        return self.numbers[at] if at < len(self.numbers) and self.starts[at] < end else None

    def just_before(self, place: int, text: str) -> DocNumber | None:
        """The number that ends within four characters before a place, with no pause between."""
        at = bisect_right(self.ends, place) - 1
        if at < 0 or place - self.ends[at] > 4 or _PAUSE.search(text, self.ends[at], place):
            return None
        return self.numbers[at] if self.starts[at] not in self.taken else None

    def left(self) -> list[DocNumber]:
        """The numbers that belong to no quotation."""
        return [n for n in self.numbers if n.start not in self.taken]


def _quoted(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Half-open spans of the outermost 《…》; one left open ends at a number's bracket or is dropped."""
    spans: list[tuple[int, int]] = []
    i = text.find("《", start, stop)
    while i >= 0:
        close = _close(text, i, stop)
        if close is None:
            i = text.find("《", i + 1, stop)
            continue
        spans.append((i, close))
        i = text.find("《", close, stop)
    return spans


def _close(text: str, begin: int, stop: int) -> int | None:
    """Where the quotation that begins at a place ends, behind its mark; None where it is no quotation."""
    depth = 0
    limit = min(begin + _LONGEST_TITLE, stop)
    for k in range(begin, limit):
        ch = text[k]
        if ch in "《〈":
            depth += 1
        elif ch in "》〉":
            depth -= 1
            if depth == 0 or (ch == "》" and _is_last_close(text, k)):
                return k + 1
        elif ch == "\n":
            limit = k
            break
    bracket = _BRACKET.search(text, begin, limit)
    if bracket is None or "。" in text[begin : bracket.start()]:
        return None
    return bracket.start()


def _is_last_close(text: str, place: int) -> bool:
    """Whether a closing mark has to close all: neither a further one nor a new opening one follows nearby."""
    near = text[place + 1 : place + 60].split("。")[0]
    return "》" not in near and "《" not in near


def _quotation(text: str, span: tuple[int, int], numbers: _Numbers) -> Citation | None:
    begin, end = span
    words = text[begin + 1 : end].removesuffix("》").strip().replace("〈", "《").replace("〉", "》")
    number = None
    after = _AFTER.match(text, end)
    if after is not None and (number := numbers.between(end, after.end())) is not None:
        end = after.end()
    if number is None and (number := numbers.just_before(begin, text)) is not None:
        begin = number.start
    title = words or None
    if number is None:
        return Citation(title, None, begin, end) if title is not None and is_document_title(title) else None
    numbers.taken.add(number.start)
    return Citation(title, number.text, begin, end, number.form == "standard")


def _unquoted(text: str, number: DocNumber, start: int) -> tuple[str | None, int]:
    """A title without quotes before a number in brackets: 关于种粮的意见（×政发〔2024〕7号）."""
    line = text.rfind("\n", start, number.start) + 1
    match = _UNQUOTED.search(text, max(line, number.start - 140, start), number.start)
    if match is None:
        return None, number.start
    title = match["title"]
    lead = _LEAD_WORDS.match(title)
    cut = lead.end() if lead is not None else 0
    title = title[cut:]
    return (title, match.start("title") + cut) if genre_of(title) is not None else (None, number.start)
