"""XLSX, XLS and CSV: ledgers, complaints and task tables as tables, their title rows as paragraphs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from luodi.settings import Settings

from .decode import decode_readable
from .draft import CellText, Draft, Grid, Joined, Paragraph, Row
from .errors import refuse
from .guard import check_office
from .headers import header_index

_PERCENT = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
_FAR = re.compile(rb'r="(?:[A-Z]{3,}\d+|[A-Z]+\d{6,})"')
_PLACE = re.compile(rb'r="([A-Z]+)(\d+)"')
_MAX_CELLS = 20_000_000
Values = list[list[str]]
_NOTE_CELL = re.compile(
    r"^[^：:]{2,12}[：:]|^(?:19|20)\d{2}\s*[-年./]\s*\d{1,2}(?:\s*[-月./]\s*\d{1,2}\s*日?|\s*月)?$|^单位[：:]"
)
"""A cell above a header that says who made a sheet, or when."""
_FOOT_CELL = re.compile(
    r"^(?:填[表报制]|制表|报表|审核|审批|负责|分管|主要领导|联系|单位负责)[^：:\d]{0,8}[：:]"
    r"|^[^：:。；\d]{0,40}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$"
)
"""A cell below a table that says who made it, who answers for it, or when."""
_REMARK = re.compile(r"(?:附?注|备注|说明)[：:].{12}")
"""A remark over the width below a table."""
_SENTENCE = re.compile(r"[。；]|[：:]$")


def read_csv(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft with one table; the separator is found by trying comma, tab, semicolon and 、-free bars."""
    text, encoding, lost = decode_readable(data, name)
    rows = _csv_rows(text, name)
    draft = Draft()
    _add_sheet(draft, [[cell.strip() for cell in row] for row in rows], None)
    draft.tell_lost(lost, encoding)
    return draft


def read_workbook(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft with a table for each sheet that has words; dates are ISO 8601, whole numbers have no ``.0``."""
    if data[:2] == b"PK":
        check_office(data, name, settings.limits)
        if far_out(data):
            raise refuse("bomb", name=name)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(meta.name, _sheet_values(book, meta.name), str(meta.visible)) for meta in book.sheets_metadata]
    except CalamineError as error:
        code = "encrypted" if "password" in str(error).lower() or "encrypt" in str(error).lower() else "corrupt"
        raise refuse(code, name=name) from error
    draft = Draft()
    draft.pages = max(1, len(sheets))
    exact = _exact_cells(data) if data[:2] == b"PK" else {}
    for page, (sheet, (values, merged), visible) in enumerate(sheets, 1):
        if not visible.endswith("Visible"):
            draft.warn("hidden_sheet", f"工作表“{sheet}”是隐藏的，内容照读", page)
        for (row, column), words in exact.get(sheet, {}).items():
            if _replace(values, row, column, words):
                draft.warn("formula_unvalued", f"工作表“{sheet}”有公式没有保存结果，按公式文本读取", page)
        _add_sheet(draft, values, sheet, page=page, merged=merged)
    return draft


def far_out(data: bytes) -> bool:
    """Whether an XLSX has a cell too far out: calamine lays out all cells up to it. Raises BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for member in _worksheets(package):
            content = package.read(member)
            if _FAR.search(content) is None:
                continue
            places = [(_column(m[1]), int(m[2])) for m in _PLACE.finditer(content)]
            if max(c for c, _ in places) * max(r for _, r in places) > _MAX_CELLS:
                return True
    return False


def _worksheets(package: zipfile.ZipFile) -> list[str]:
    return [n for n in package.namelist() if n.lstrip("/").startswith("xl/worksheets/") and n.endswith(".xml")]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet_values(book: Any, name: str) -> tuple[Values, list[tuple[tuple[int, int], tuple[int, int]]]]:
    sheet = book.get_sheet_by_name(name)
    start = sheet.start
    rows = sheet.to_python(skip_empty_area=False)
    merged = list(sheet.merged_cell_ranges or ())
    return [[_written(value) for value in row] for row in rows], merged if start is not None else []


def _written(value: object) -> str:
    """A cell's value as an official would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip()


def _exact_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """What calamine does not tell, by sheet and (row, column): rows of formulas without a saved value, and percentages.

    Only workbooks that have such things are read a second time, by openpyxl.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = [name for name in package.namelist() if name.lstrip("/") == "xl/styles.xml"]
        percent = any(_PERCENT.search(package.read(name)) for name in styles)
        if not percent and not any(b"<f" in package.read(name) for name in _worksheets(package)):
            return {}
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    found: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            formulas = any(isinstance(cell.value, str) and cell.value.startswith("=") for cell in cells)
            for cell in cells:
                if isinstance(cell.value, (int, float)) and "%" in (cell.number_format or ""):
                    found.setdefault(sheet.title, {})[cell.row - 1, cell.column - 1] = f"{cell.value * 100:.10g}%"
                elif formulas and cell.value is not None:
                    found.setdefault(sheet.title, {})[cell.row - 1, cell.column - 1] = _written(cell.value)
    book.close()
    return found


def _replace(values: Values, row: int, column: int, words: str) -> bool:
    """Write a cell where it is empty or a percentage; True where a formula stands for its missing value."""
    while len(values) <= row:
        values.append([])
    line = values[row]
    line.extend("" for _ in range(column + 1 - len(line)))
    if line[column] and not words.endswith("%"):
        return False
    line[column] = words
    return words.startswith("=")


def _csv_rows(text: str, name: str) -> Values:
    head = text[:20000]
    best = max(",\t;，|", key=lambda mark: _fit(head, mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best)
    try:
        return list(reader)
    except csv.Error as error:
        raise refuse("corrupt", name=name, value=str(reader.line_num)) from error


def _fit(head: str, mark: str) -> float:
    """How evenly a separator cuts the first rows: the share of them as wide as the first, 0 where that is one cell.

    Prose in the cells may hold any of the marks, the first row hardly ever does.
    """
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=mark) if row][:50]
    except csv.Error:
        return 0.0
    if not widths or widths[0] < 2:
        return 0.0
    return sum(1 for width in widths if width == widths[0]) / len(widths)


def _titles(plain: Values, header: int | None) -> int:
    """How many rows at the top are no part of the table: titles of one cell, and notes on who made the sheet and when.

    Where no header is known, only rows of one cell above rows of several are titles.
    """
    first = 0
    last = len(plain) if header is None else header
    while first < last:
        words = [cell for cell in plain[first] if cell]
        if len(words) > 1 and (header is None or not all(_NOTE_CELL.match(cell) for cell in words)):
            break
        first += 1
    if header is None and first == len(plain) and not any(_SENTENCE.search(cell) for row in plain for cell in row):
        return 0  # a list of one column; with sentences in it a paper typed into cells
    return first


def _foot(plain: Values, first: int) -> int:
    """Where the table ends: below it only notes on who made it stand (填表人：…　审核人：…), or a body with a day."""
    end = len(plain)
    while end > first + 1:
        words = [cell for cell in plain[end - 1] if cell]
        if not all(_FOOT_CELL.match(cell) for cell in words) and not (len(words) == 1 and _REMARK.match(words[0])):
            break
        end -= 1
    return end


def _add_sheet(
    draft: Draft,
    values: Values,
    name: str | None,
    *,
    page: int = 1,
    merged: list[tuple[tuple[int, int], tuple[int, int]]] | None = None,
) -> None:
    """Title rows above the header as paragraphs, the rest as a table, empty rows and columns left out."""
    cells: list[list[CellText]] = [list(row) for row in values]
    for (top, left), (bottom, right) in merged or ():
        for r in range(top, min(bottom, len(cells) - 1) + 1):
            for c in range(left, min(right, len(cells[r]) - 1) + 1):
                if (r, c) != (top, left):
                    cells[r][c] = Joined.LEFT if c > left else Joined.UP
    width = max((len(row) for row in cells), default=0)
    used = [c for c in range(width) if any(c < len(row) and isinstance(row[c], str) and row[c] for row in cells)]
    rows = [Row([row[c] if c < len(row) else "" for c in used], page) for row in cells]
    plain = [[cell if isinstance(cell, str) else "" for cell in row.cells] for row in rows]
    header = header_index(plain)
    first = _titles(plain, header)
    for words in plain[:first]:
        if any(words):
            draft.items.append(Paragraph("　".join(cell for cell in words if cell), page))
    end = _foot(plain, first if header is None else header + 1)
    rest = rows[first:end]
    if rest:
        draft.items.append(Grid(rest, name=name, header_rows=None if header is None else header - first + 1))
    for words in plain[end:]:
        if any(words):
            draft.items.append(Paragraph("　".join(cell for cell in words if cell), page))
