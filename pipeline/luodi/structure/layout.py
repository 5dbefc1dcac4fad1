"""A document's text as lines to reason about: places kept, characters folded one to one, glued lines cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.records import DocumentRecord, Style
from luodi.text.dates import ARABIC_DATE, CHINESE_DATE, FoundDate
from luodi.text.doc_number import DocNumber, find_doc_numbers
from luodi.text.genres import genre_of
from luodi.text.rows import is_row

from .found import Found
from .organs import central_starts, organs_of

_FOLD = dict(zip("０１２３４５６７８９　\xa0", "0123456789  ", strict=True))
_FOLDABLE = re.compile("[０-９　\xa0]")
_COLON = str.maketrans({":": "：", "(": "（", ")": "）"})
_MARKUP = re.compile(r"^(?:#{1,6}\s+|\*\*|>\s+)|\*\*$")
_DATE = f"(?:{ARABIC_DATE}|{CHINESE_DATE})"
_DATE_PATTERN = re.compile(_DATE)
_BEFORE_NAMES = re.compile(r".*[。；：！，》）A-Za-z0-9]", re.S)
_GOES_ON = frozenset("前后内起以至到，。、—印的之间")
_NOTE = re.compile(r"[（(](?:此件|此文|本件|公开属性|信息公开)[^）)]{2,20}[）)]")
_LONGEST_SIGNATURE = 240
_LONGEST_TITLE = 160
_TITLE_END = re.compile("(?:大纲|目录|清单|名单|表|模板|指南|要点|方案|办法|细则|通知|意见)$")
ABOUT = re.compile(r"关于|印发|转发|批转")
"""Words that only titles have."""
_NO_ADDRESSEE = frozenset("）)文精的要和、，。；规通签")
_TITLE_THEN_NAMES = re.compile(
    r"(?P<title>[^。；：]{0,60}(?:关于|印发|转发)[^。；：]{4,120}?的(?:通知|意见|函|决定|通报))(?=(?:各|省|有关)[^。；]{2,300}：$)"
)
_LABELLED = re.compile(r"^[一-鿿]{2,6}(?:单位|部门|机关|机构|时间|日期)\s*[：:][^。；]{4,90}$")
"""A note on who made a paper, and when, is one line: 制表单位：某县督查室　2024年2月20日."""
_DATED = re.compile(rf"^(?P<date>{_DATE})(?P<rest>[^前后内起以至到，。—、印\s][^，。；]{{5,80}}.*)$", re.S)
_SALUTATION = re.compile(r"^(?:各位|尊敬的)[一-鿿、，]{1,14}$")
_ADDRESSEE_START = re.compile(r"^(?:各|省|市|县|区|州|直属|机关|厅|局|委)")


@dataclass(slots=True)
class Line:
    """A line, or a part of one that should have been a line; ``start``/``end`` place ``text`` in the document.

    ``text`` is folded (full-width digits and spaces changed one to one) and stripped.
    """

    start: int
    end: int
    text: str
    page: int
    row: bool = False
    style: Style | None = None

    def whole(self, confidence: float = 1.0) -> Found:
        """All of the line."""
        return Found(self.text, self.start, self.end, confidence)

    def at(self, start: int, end: int, value: str, confidence: float = 1.0) -> Found:
        """A value whose words stand at ``[start, end)`` of the line's text."""
        return Found(value, self.start + start, self.start + end, confidence)

    def group(self, match: re.Match[str], name: str, confidence: float = 1.0) -> Found:
        """The words of a group of a match in the line's text."""
        return self.at(*match.span(name), match[name], confidence)

    def number(self, found: DocNumber, confidence: float = 1.0) -> Found:
        """A document number found in the line's text, in its normal form."""
        return self.at(found.start, found.end, found.text, confidence)

    def day(self, found: FoundDate, confidence: float = 1.0, *, offset: int = 0) -> Found:
        """A day, in ISO 8601, found in the line's text from ``offset`` on."""
        return self.at(offset + found.start, offset + found.end, found.day.isoformat(), confidence)


def lines_of(record: DocumentRecord) -> list[Line]:
    """The non-empty lines of a record in order.

    >>> from luodi.records import DocumentRecord
    >>> text = "冀政发〔2023〕1号各市人民政府：\\n正文。"
    >>> record = DocumentRecord(document_id="d", file="f", sha256="", media_type="text/plain", text=text)
    >>> [line.text for line in lines_of(record)]
    ['冀政发〔2023〕1号', '各市人民政府：', '正文。']
    """
    styles = {b.start: b.style for b in record.blocks if b.style is not None}
    found: list[Line] = []
    place = 0
    for raw in _FOLDABLE.sub(lambda m: _FOLD[m[0]], record.text).split("\n"):
        text = raw.strip()
        if text:
            start = place + len(raw) - len(raw.lstrip())
            row = is_row(text)
            page = record.page_of(start)
            style = styles.get(place)
            mark = None if row else _MARKUP.match(text)
            if mark is not None:
                start, text = start + mark.end(), text[mark.end() :].rstrip("*").rstrip()
            early = len(found) < 20
            for a, b in _pieces(text, early) if not row else ((0, len(text)),):
                if a < b:
                    found.append(Line(start + a, start + b, text[a:b], page, row, style))
        place += len(raw) + 1
    return found


def folded(text: str) -> str:
    """Text with ASCII colons and brackets as Chinese ones, of the same length.

    >>> folded("主送(各市):")
    '主送（各市）：'
    """
    return text.translate(_COLON)


def _pieces(text: str, early: bool) -> Iterator[tuple[int, int]]:
    """Half-open cuts of a line that lost its line breaks: number | addressees | text | signature | date | title."""
    begin = 0
    if early and len(text) > 12:
        for end in _head_cuts(text):
            yield _strip(text, begin, end)
            begin = end
    if "年" in text and "月" in text and not (early and _LABELLED.match(text)):
        for a, b in _signatures(text, begin):
            if a > begin:
                yield _strip(text, begin, a)
            yield _strip(text, a, b)
            begin = b
    yield _strip(text, begin, len(text))


def _head_cuts(text: str) -> Iterator[int]:
    """Where a head that lost its line breaks is cut: title | number | addressees | text."""
    begin = 0
    numbers = [n for n in find_doc_numbers(text[:_LONGEST_TITLE]) if n.form == "number"]
    if numbers and (numbers[0].end < len(text) or numbers[0].start):
        number = numbers[0]
        after = text[number.end :].lstrip()[:1]
        opens = number.start == 0 or (ABOUT.search(text[: number.start]) and genre_of(text[: number.start]) is not None)
        if opens and after not in _NO_ADDRESSEE:
            if number.start:
                yield number.start
            begin = number.end
            yield begin
    titled = _TITLE_THEN_NAMES.match(text, begin)
    if titled is not None:
        begin = titled.end("title")
        yield begin
    colon = _addressees_end(text, begin)
    if colon:
        yield colon


def _addressees_end(text: str, begin: int) -> int:
    """The end of a list of addressees that runs into the text, or 0."""
    place = text.find("：", begin, begin + 400)
    ascii_place = text.find(":", begin, begin + 400)
    place = min((p for p in (place, ascii_place) if p > 0), default=-1)
    if place < 0 or place >= len(text) - 1:
        return 0
    words = text[begin:place]
    if _SALUTATION.match(words):
        return place + 1
    if "。" in words or "《" in words or _ADDRESSEE_START.match(words.strip()) is None or len(words) < 6:
        return 0
    return (
        place + 1
        if re.search(
            r"(?:政府|厅|局|委|部门|机构|单位|办|中心|院|校|企业|银行)(?:（[^）]*）)?$", words.translate(_COLON)
        )
        else 0
    )


def _signatures(text: str, begin: int) -> list[tuple[int, int]]:
    """Signature, date and note that run into a text, as cuts in order."""
    cuts: list[tuple[int, int]] = []
    last = begin
    for match in _DATE_PATTERN.finditer(text, begin):
        if match.end() < len(text) and text[match.end()] in _GOES_ON:
            continue
        window = text[max(last, match.start() - _LONGEST_SIGNATURE) : match.start()]
        lead = _BEFORE_NAMES.match(window)
        names = window[lead.end() if lead is not None else 0 :]
        names = _behind_title(names)
        if not names.strip() or names.lstrip().startswith("（") or not organs_of(names):
            continue
        cuts.extend(((match.start() - len(names), match.start()), match.span()))
        last = match.end()
        note = _NOTE.match(text, last)
        if note is not None:
            cuts.append(note.span())
            last = note.end()
    if not cuts:
        dated = _DATED.match(text, begin)
        if dated is not None and begin == 0 and not text.endswith(("。", "；")):
            cuts.append(dated.span("date"))
    return cuts


def _behind_title(names: str) -> str:
    """The bodies of the centre that run on from a title (…编制大纲国家能源局); all of the names where none does."""
    for start in central_starts(names):
        if _TITLE_END.search(names[:start]) and organs_of(names[start:]):
            return names[start:]
    return names


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
