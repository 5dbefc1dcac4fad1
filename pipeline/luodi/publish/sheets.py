"""Sheets as offices like them: title, note, frozen header with filters, widths; and cells that are never formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

_CELL_LIMIT = 32_000
"""Characters that go into a cell; Excel holds 32,767."""
_HIGHEST = 409
"""Points that a row may be high in Excel."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, its width in characters, and whether people fill it in."""

    name: str
    width: float
    fill_in: bool = False
    centred: bool = False


class Writer:
    """Sheets and formats of one workbook; every text goes through ``put``, which never makes a formula."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **properties: Any) -> Any:
        key = tuple(properties.items())
        if key not in self.formats:
            base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
            self.formats[key] = self.book.add_format(base | properties)
        return self.formats[key]

    def sheet(self, name: str, columns: Sequence[Column], *, title: str, note: str = "", rows: int = 0) -> Any:
        """A sheet with title, note and header in rows 1 to 3, frozen below, with a filter over ``rows`` rows."""
        sheet = self.book.add_worksheet(name)
        last = len(columns) - 1
        sheet.write_string(0, 0, title, self.style(font_name="黑体", font_size=16, text_wrap=False))
        sheet.write_string(1, 0, note, self.style(font_color="#555555", text_wrap=False))
        sheet.set_row(0, 30)
        sheet.set_row(2, 24)
        for place, column in enumerate(columns):
            colour = "#FFF3D6" if column.fill_in else "#E8EDF2"
            head = self.style(font_name="黑体", bg_color=colour, border=1, align="center")
            sheet.write_string(2, place, column.name, head)
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(3, min(2, last))
        sheet.autofilter(2, 0, 2 + max(rows, 1), last)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.set_footer("&C— &P —")
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        return sheet

    def row(
        self,
        sheet: Any,
        row: int,
        columns: Sequence[Column],
        values: Sequence[Any],
        *,
        looks: Mapping[str, dict[str, Any]] | None = None,
        places: Sequence[int] | None = None,
    ) -> None:
        """One row, as high as its longest cell; ``looks`` are further properties of a column's cell by its name.

        ``places`` are the numbers of the columns where the row has not all of them.
        """
        lines = max(_lines(str(value or ""), column.width) for column, value in zip(columns, values, strict=True))
        height = 15.5 * max(lines, 1) + 5
        sheet.set_row(row, min(_HIGHEST, height))
        common = {"valign": "top"} if height > _HIGHEST else {}
        numbers = range(len(columns)) if places is None else places
        for place, column, value in zip(numbers, columns, values, strict=True):
            extra = {} if looks is None else looks.get(column.name, {})
            self.put(sheet, row, place, value, **common, **({"align": "center"} if column.centred else {}), **extra)

    def put(self, sheet: Any, row: int, column: int, value: Any, **properties: Any) -> None:
        properties = {"border": 1, "border_color": "#C9CED4"} | properties
        if isinstance(value, date):
            style = self.style(**properties | {"num_format": "yyyy-mm-dd"})
            sheet.write_datetime(row, column, datetime.combine(value, time()), style)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, self.style(**properties))
        elif not value:
            sheet.write_blank(row, column, None, self.style(**properties))
        else:
            text = str(value)
            text = text if len(text) <= _CELL_LIMIT else text[:_CELL_LIMIT] + "……（全文见 report.html）"
            if text[0] in "=+-@\t\r":
                properties |= {"quote_prefix": True}
            sheet.write_string(row, column, text, self.style(**properties))


def _lines(text: str, width: float) -> int:
    """About how many lines words take in a column so many half-width characters wide (in GBK a 字 is two bytes)."""
    return len(text.encode("gbk", "replace")) // max(1, int(width - 1.5)) + 1 + text.count("\n")
