"""Sheets as offices like them, from a plain description: title, note, frozen header with filters, widths, heights.

The description is data and becomes a file in ``made``, which needs nothing else: making it takes the longest of all
that a run writes, so another process may do it (``packed``). No cell is ever a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

_CELL_LIMIT = 32_000
"""Characters that go into a cell; Excel holds 32,767."""
_HIGHEST = 409
"""Points that a row may be high in Excel."""
_HEAD = 3
"""Rows above those of the table: title, note and header."""
_BASE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
_GRID = {"border": 1, "border_color": "#C9CED4"}


class Column(NamedTuple):
    """A column of a sheet: heading, width in characters, whether people fill it in, whether ISO days become dates, how
    numbers are shown (as Excel writes it)."""

    name: str
    width: float
    fill_in: bool = False
    centred: bool = False
    days: bool = False
    number: str = ""


Value = str | float | None
Look = Mapping[str, Any]
"""Further properties of a cell, as xlsxwriter names them."""


class Row(NamedTuple):
    """One row; ``looks`` by the column's name; ``places`` are the numbers of its columns where it has not all."""

    values: Sequence[Value]
    looks: Mapping[str, Look] | None = None
    places: Sequence[int] | None = None


class Sheet(NamedTuple):
    """What a sheet holds and how it looks; without ``title`` it has neither header nor filters.

    ``rows`` may be made as they are asked for. ``lists`` are the choices offered in a column, by its name; ``printed``
    the number of columns that are printed.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    title: str = ""
    note: str = ""
    paper: int = 9
    printed: int | None = None
    lists: Mapping[str, Sequence[str]] = {}


class Book(NamedTuple):
    """A workbook: its title, the day it was made for in ISO 8601, and its sheets."""

    title: str
    day: str
    sheets: Iterable[Sheet]


def made(book: Book) -> bytes:
    """The workbook; equal descriptions give equal bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    # rows go out as they are written, so that a workbook of a whole province needs little memory
    with TemporaryDirectory(prefix="luodi-") as folder:
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        file = xlsxwriter.Workbook(stream, options)
        day = datetime.combine(date.fromisoformat(book.day), time())
        file.set_properties({"title": book.title, "created": day})
        file.set_size(2400, 1300)
        writer = _Writer(file)
        for sheet in book.sheets:
            writer.write(sheet)
        file.close()
    return stream.getvalue()


class _Writer:
    """Puts sheets into an open file; formats are made once."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, sheet: Sheet) -> None:
        page = self._file.add_worksheet(sheet.name)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
        if sheet.title:
            self._head(page, sheet)
        cells, first = _Cells(self, page, sheet.columns), _HEAD if sheet.title else 0
        end = first
        for end, row in enumerate(sheet.rows, start=first + 1):
            cells.write(end - 1, row)
        if sheet.title:
            self._around(page, sheet, max(end - first, 1))

    def _head(self, page: Any, sheet: Sheet) -> None:
        """Title, note and header in rows 1 to 3."""
        page.set_row(0, 30)
        page.write_string(0, 0, sheet.title, self.format(font_name="黑体", font_size=16, text_wrap=False))
        page.write_string(1, 0, sheet.note, self.format(font_color="#555555", text_wrap=False))
        most = max(_lines(column.name, column.width) for column in sheet.columns)
        page.set_row(2, 24 if most == 1 else 15.5 * most + 8)
        for place, column in enumerate(sheet.columns):
            colour = "#FFF3D6" if column.fill_in else "#E8EDF2"
            head = self.format(font_name="黑体", bg_color=colour, border=1, align="center")
            page.write_string(2, place, column.name, head)

    def _around(self, page: Any, sheet: Sheet, rows: int) -> None:
        """What reaches over all rows: the frozen head, filters, paper, choices."""
        last = len(sheet.columns) - 1
        page.freeze_panes(_HEAD, min(2, last))
        page.autofilter(2, 0, 2 + rows, last)
        page.set_landscape()
        page.set_paper(sheet.paper)
        page.fit_to_pages(1, 0)
        page.repeat_rows(2)
        page.set_footer("&C— &P —")
        page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        if sheet.printed is not None:
            page.print_area(0, 0, 2 + rows, sheet.printed - 1)
        for place, column in enumerate(sheet.columns):
            if column.name in sheet.lists:
                rule = {"validate": "list", "source": list(sheet.lists[column.name]), "error_type": "warning"}
                page.data_validation(3, place, 2 + rows, place, rule | {"input_title": f"请选择{column.name}"})

    def format(self, **properties: Any) -> Any:
        key = tuple(properties.items())
        if key not in self._formats:
            self._formats[key] = self._file.add_format(_BASE | properties)
        return self._formats[key]


def _lines(value: str, width: float) -> int:
    """About how many lines a cell takes: half-width characters of the column, in GBK a 字 is two bytes."""
    return len(value.encode("gbk", "replace")) // max(1, int(width - 1.5)) + 1 + value.count("\n")


class _Cells:
    """Writes the rows of one sheet, each as high as its longest cell."""

    def __init__(self, writer: _Writer, page: Any, columns: Sequence[Column]) -> None:
        self._writer, self._page, self._columns = writer, page, columns
        self._known: dict[tuple[int, bool, str], Any] = {}
        """Formats of cells without a look of their own, by column, whether the row is too high, and kind of value."""

    def write(self, number: int, row: Row) -> None:
        places = range(len(self._columns)) if row.places is None else row.places
        lines = 1
        for place, value in zip(places, row.values, strict=True):
            if value.__class__ is str and value:
                lines = max(lines, _lines(value, self._columns[place].width))
        height = 15.5 * lines + 5
        self._page.set_row(number, min(_HIGHEST, height))
        for place, value in zip(places, row.values, strict=True):
            look = row.looks.get(self._columns[place].name) if row.looks else None
            self._put(number, place, value, look, height > _HIGHEST)

    def _put(self, number: int, place: int, value: Value, look: Look | None, high: bool) -> None:
        if not isinstance(value, str):
            style = self._style(place, high, "", look)
            if value is None:
                self._page.write_blank(number, place, None, style)
            else:
                self._page.write_number(number, place, value, style)
            return
        day = _day(value) if self._columns[place].days else None
        if day is not None:
            self._page.write_datetime(number, place, day, self._style(place, high, "day", look))
        elif not value:
            self._page.write_blank(number, place, None, self._style(place, high, "", look))
        else:
            text = value if len(value) <= _CELL_LIMIT else value[:_CELL_LIMIT] + "……（全文见 report.html）"
            kind = "quoted" if text[0] in "=+-@\t\r" else ""
            self._page.write_string(number, place, text, self._style(place, high, kind, look))

    def _style(self, place: int, high: bool, kind: str, look: Look | None) -> Any:
        if look is None and (place, high, kind) in self._known:
            return self._known[place, high, kind]
        properties = {**_GRID, **({"valign": "top"} if high else {})}
        properties |= {"align": "center"} if self._columns[place].centred else {}
        properties |= {"num_format": self._columns[place].number} if self._columns[place].number else {}
        properties |= look or {}
        properties |= {"num_format": "yyyy-mm-dd"} if kind == "day" else {}
        properties |= {"quote_prefix": True} if kind == "quoted" else {}
        style = self._writer.format(**properties)
        if look is None:
            self._known[place, high, kind] = style
        return style


def _day(value: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(value), time())
    except ValueError:
        return None
