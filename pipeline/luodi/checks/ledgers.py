"""Reading ledgers: rows of sheets and tables whose headers are worded differently in every office.

Header words live in ``corpora/lexicons/ledger_headers.toml``. Nothing is guessed: a table is a ledger only when its
header names the columns that such a ledger needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.records import Cell, DocumentRecord, Quote, Table
from luodi.structure.ledger_columns import columns_of, is_whole
from luodi.structure.table_heads import Headed, headed
from luodi.text.days import month_end
from luodi.text.numerals import parse_numeral

_NOTHING = frozenset({"", "-", "—", "——", "/", "／", "无", "暂无", "None", "nan", "NaT", "null", "未", "空"})
_DAY = re.compile(
    r"(?P<year>\d{4})\s*[年./／-]\s*(?P<month>\d{1,2})\s*[月./／-]\s*(?P<day>\d{1,2})"
    r"|(?P<year8>20\d{2})(?P<month8>0[1-9]|1[0-2])(?P<day8>[0-2]\d|3[01])(?!\d)"
)
_MONTH = re.compile(r"(?P<year>\d{4})\s*[年./-]\s*(?P<month>\d{1,2})\s*月?\s*(?:底|末)?前?$")
_DAY_ONLY = re.compile(r"^(?P<month>\d{1,2})\s*月\s*(?:(?P<day>\d{1,2})\s*日?|(?:底|末))")
_BARE = re.compile(r"^(?P<month>\d{1,2})[./-](?P<day>\d{1,2})$")
_HANZI_YEAR = re.compile(r"[〇零○Ｏ一二三四五六七八九]{4}(?=年)")
_HANZI_PART = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日号])")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|\D|$)")
_STEPS = frozenset({"done", "review", "closed"})
_HALF_A_YEAR = 182
_SERIAL = re.compile(r"^[3-5]\d{4}(?:\.\d+)?$")
_FIGURES = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Row:
    """One row of a ledger: the words of each known column, and where the row stands.

    ``said`` maps column names of the lexicon to the cell's words ('' when the cell is empty); a column that the
    ledger does not have is not in it, so that an absent column is never mistaken for an empty cell. ``year`` is that of
    the ledger's title or date, for days written without one. ``rest`` are the cells of columns that no word is known
    for, in order.
    """

    document_id: str
    number: int
    said: dict[str, str]
    quote: Quote
    year: int | None = None
    rest: tuple[str, ...] = ()

    def has(self, column: str) -> bool:
        """Whether the ledger has this column at all."""
        return column in self.said

    def words(self, column: str) -> str:
        """The cell's words, '' when empty or when there is no such column."""
        value = self.said.get(column, "").strip()
        return "" if value in _NOTHING else value

    def day(self, column: str, *, year: int | None = None) -> date | None:
        """The cell as a day, None when it holds none.

        A day without a year is of ``year``, else of the ledger's; a step long before the due day is of the next year.
        """
        found = parse_day(self.words(column), year=year if year is not None else self.year)
        if found is None or column not in _STEPS or parse_day(self.words(column)) is not None:
            return found
        due = self.day("due")
        if due is not None and (due - found).days > _HALF_A_YEAR:
            return parse_day(self.words(column), year=found.year + 1)
        return found


def rows(document: DocumentRecord, kind: str) -> list[Row]:
    """The rows of all ledgers of ``kind`` (a table of ledger_headers.toml) in a document, in reading order."""
    found: list[Row] = []
    for table in document.tables:
        known = _header(table, kind)
        if known is not None:
            found.extend(_body(document, table, *known, first=len(found) + 1))
    return found


def lists(document: DocumentRecord, kind: str) -> bool:
    """Whether a document has a table with the head of a ledger of ``kind``."""
    return any(_header(table, kind) is not None for table in document.tables)


def _year(document: DocumentRecord, table: Table, place: int) -> int | None:
    """The year that a ledger's title, its document's or its date names."""
    above = " ".join(c.text for row in table.rows[:place] for c in row)
    for words in (above, document.text[: table.start][-200:], document.title or "", document.file):
        if (found := _YEAR.search(words)) is not None:
            return int(found.group(1))
    return document.issue_date.year if document.issue_date is not None else None


def parse_day(text: str, *, year: int | None = None) -> date | None:
    """A day from the spellings of sheets: ISO, 2024/9/3, 2024年9月, Excel serial numbers; ``year`` completes 9月3日.

    A month without a day stands for its last day, as 9月底前 does.

    >>> parse_day("二〇二四年九月十日"), parse_day("9.30", year=2024), parse_day("9.30")
    (datetime.date(2024, 9, 10), datetime.date(2024, 9, 30), None)
    >>> parse_day("2024.9.3"), parse_day("45538"), parse_day("2024年9月底前"), parse_day("尚未完成")
    (datetime.date(2024, 9, 3), datetime.date(2024, 9, 3), datetime.date(2024, 9, 30), None)
    """
    plain = _in_digits(text.strip())
    if _SERIAL.match(plain):
        return _EXCEL_EPOCH + timedelta(days=int(float(plain)))
    found = _DAY.search(plain)
    if found is not None:
        group = found.groupdict()
        return _date(group["year"] or group["year8"], group["month"] or group["month8"], group["day"] or group["day8"])
    found = _MONTH.search(plain)
    if found is not None:
        return _last_day(found["year"], found["month"])
    found = _DAY_ONLY.match(plain) or _BARE.match(plain)
    if found is not None and year is not None:
        if found["day"] is None:
            return _last_day(year, found["month"])
        return _date(year, found["month"], found["day"])
    return None


def _in_digits(text: str) -> str:
    """二〇二四年九月十日 as 2024年9月10日; other words stay."""
    if text.isascii() or "月" not in text:
        return text
    text = _HANZI_YEAR.sub(lambda m: m.group().translate(_FIGURES), text)
    return _HANZI_PART.sub(lambda m: f"{parse_numeral(m.group()):.0f}", text)


def _last_day(year: object, month: object) -> date | None:
    first = _date(year, month, 1)
    return month_end(first.year, first.month) if first is not None else None


def _date(year: object, month: object, day: object) -> date | None:
    try:
        return date(int(str(year)), int(str(month)), int(str(day)))
    except ValueError:
        return None


def _body(
    document: DocumentRecord, table: Table, head: Headed, columns: dict[int, str], *, first: int
) -> Iterator[Row]:
    number, year = first, _year(document, table, head.place)
    for cells in head.rows:
        said: dict[str, str] = dict.fromkeys(columns.values(), "")
        for index, name in sorted(columns.items()):
            words = cells[index].text.strip() if index < len(cells) else ""
            if words:
                # what was done and what was noted later stand in columns of their own: 整改措施, 备注
                said[name] = f"{said[name]}；{words}" if said[name] not in _NOTHING else words
        if not any(value not in _NOTHING for name, value in said.items() if name != "id"):
            continue
        rest = tuple(cell.text.strip() for i, cell in enumerate(cells) if i not in columns)
        yield Row(document.document_id, number, said, _quote(document, cells), year, rest)
        number += 1


def _quote(document: DocumentRecord, cells: tuple[Cell, ...]) -> Quote:
    filled = [c for c in cells if c.end > c.start] or list(cells)
    return document.quote(min(c.start for c in filled), max(c.end for c in filled))


def _header(table: Table, kind: str) -> tuple[Headed, dict[int, str]] | None:
    """The head that names most columns of a ledger, the first of equals; None when none names those that it needs."""
    read = [(head, columns_of(head.names, kind)) for head in headed(table)]
    known = [(head, columns) for head, columns in read if is_whole(columns.values(), kind)]
    return max(known, key=lambda found: len(found[1]), default=None)
