"""Reading units.csv and events.csv: any usual encoding, headers in English or Chinese."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from difflib import get_close_matches
from pathlib import Path

from luodi.ingest.decode import decode
from luodi.records import Event, Unit

from .lexicon import lexicon


class SheetError(ValueError):
    """A sheet of units or events that cannot be used; the message names file, line, value and remedy."""


_NAMED = 8
"""Units that a warning names."""
_OFFICES = ("室", "办", "处", "科", "股", "队", "中心", "站", "所")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHINA = timezone(timedelta(hours=8))
_DATE_FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%Y年%m月%d日%H时%M分",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日",
)


def read_units(path: str | Path) -> list[Unit]:
    """The units of government in a sheet ``name,level,parent,aliases`` (名称 层级 上级 别名 too).

    Aliases are joined by ``|`` (、 and ； are understood too). A missing name column, a unit given twice or a chain of
    parents that bites its own tail raises SheetError. A level that is not given, or given in unknown words (农场), is
    taken from the name, with a warning; a name that tells none is a department's. So is a bureau's whose level is that
    of the government above it.
    """
    units: list[Unit] = []
    seen: set[str] = set()
    guessed: list[str] = []
    for line, row in _rows(path, "units", required=("name",)):
        name = row["name"]
        if not name:
            continue
        if name in seen:
            raise SheetError(f"{Path(path).name} 第{line}行：单位“{name}”重复（unit listed twice; keep one row）")
        seen.add(name)
        given = lexicon().level_words.get(row.get("level", "").strip().lower())
        if given is None:
            guessed.append(name)
        aliases = row.get("aliases", "").replace("、", "|").replace("；", "|").replace(";", "|")
        units.append(
            Unit(
                name=name,
                level=given or lexicon().level_of(name) or "department",
                parent=row.get("parent") or None,
                aliases=tuple(dict.fromkeys(a.strip() for a in aliases.split("|") if a.strip())),
            )
        )
    _refuse_loops(units, path)
    _warn_of_strange_parents(units, Path(path).name)
    levels = {unit.name: unit.level for unit in units}
    units = [u.replace(level="department") if _within(u, levels.get(u.parent or "")) else u for u in units]
    _warn_of_guesses([unit for unit in units if unit.name in set(guessed)], units, Path(path).name)
    return units


def _within(unit: Unit, above: str | None) -> bool:
    """Whether a bureau was given the level of the government that it is a part of (某省生态环境厅, province)."""
    return unit.level == above and (lexicon().level_of(unit.name) == "department" or unit.name.endswith(_OFFICES))


def _warn_of_guesses(guessed: list[Unit], units: list[Unit], name: str) -> None:
    """Tell of levels that were not given and were taken from names, and of a tree without any branch."""
    if guessed:
        odd = [unit.name for unit in guessed if lexicon().level_of(unit.name) is None]
        few = "、".join(odd[:_NAMED]) + (f"等{len(odd)}个" if len(odd) > _NAMED else "")
        told = f"{name}：{len(guessed)} 个单位没有写层级或写法不认识，按名称推断" + (
            f"，其中名称里看不出层级的当作部门：{few}" if odd else ""
        )
        warnings.warn(f"{told}（level not given or not known: taken from the name）", UserWarning, stacklevel=3)
    if len(units) > 1 and not any(unit.parent for unit in units):
        told = f"{name}：没有写上级，各单位之间没有上下级关系，转发情况无从核查"
        warnings.warn(f"{told}（no parents given: passing on cannot be checked）", UserWarning, stacklevel=3)


def _warn_of_strange_parents(units: list[Unit], name: str) -> None:
    """Tell of units above that the sheet does not list while it lists one of almost the same name; others it need not
    list (the province above its only city)."""
    listed = {n for unit in units for n in (unit.name, *unit.aliases)}
    told = []
    for unit in units:
        above = unit.parent
        if above is not None and above not in listed:
            alike = [u.name for u in units if u is not unit and u.name[-1:] == above[-1:]]
            near = get_close_matches(above, alike, n=1, cutoff=0.6)
            told += [f"{unit.name}的上级“{above}”是否想写“{near[0]}”？" for near in [near] if near]
    if told:
        more = f"等{len(told)}处" if len(told) > _NAMED else ""
        said = f"{name}：名录里没有这些上级：{''.join(told[:_NAMED])}{more}"
        warnings.warn(f"{said}（parents not listed: written otherwise?）", UserWarning, stacklevel=3)


def read_events(path: str | Path) -> list[Event]:
    """The sendings in a sheet ``doc_number,title,from_unit,to_unit,sent_at,received_at,read_at``; Chinese headers too.

    Times are ISO 8601, or as Excel and office systems write them (2024/5/20 16:00, 2024年5月20日16时00分); a time with
    a zone is turned into China's. A time that cannot be read raises SheetError.
    """
    events: list[Event] = []
    for line, row in _rows(path, "events", required=("from_unit", "to_unit")):
        if not row["from_unit"] and not row["to_unit"]:
            continue
        times = {k: _time(row.get(k, ""), path, line) for k in ("sent_at", "received_at", "read_at")}
        events.append(
            Event(
                doc_number=row.get("doc_number") or None,
                title=row.get("title") or None,
                from_unit=row["from_unit"],
                to_unit=row["to_unit"],
                sent_at=times["sent_at"],
                received_at=times["received_at"],
                read_at=times["read_at"],
            )
        )
    return events


def _rows(path: str | Path, sheet: str, *, required: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    name = Path(path).name
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SheetError(f"{name}：读不到（cannot be read: {error.strerror}）") from error
    if b"\0" in data[:4096] and data[:2] not in _UTF16:
        raise SheetError(f"{name}：不是 CSV，请在 Excel 里另存为“CSV UTF-8”（save the sheet as CSV）")
    text, _, _ = decode(data)
    lines = text.splitlines()
    delimiter = "\t" if lines and "\t" in lines[0] and "," not in lines[0] else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = next(reader, [])
    known = lexicon().headers[sheet]
    fields = [known.get(cell.strip().lower()) for cell in header]
    for field in required:
        if field not in fields:
            named = next(alias for alias, meant in known.items() if meant == field and alias != field)
            raise SheetError(
                f"{name}：表头缺少“{named}”一列，现有 {'、'.join(header) or '（空）'}（missing column {field}）"
            )
    _warn_of_strange_heads(header, fields, known, name)
    for cells in _cells(reader, name):
        row = {field: cell.strip() for field, cell in zip(fields, cells, strict=False) if field is not None}
        yield reader.line_num, {**dict.fromkeys(required, ""), **row}


def _warn_of_strange_heads(header: list[str], fields: list[str | None], known: Mapping[str, str], name: str) -> None:
    """Tell of columns that are not known where one that is wanted was not found: perhaps it is one of them."""
    strange = [cell.strip() for cell, field in zip(header, fields, strict=True) if field is None and cell.strip()]
    usual: dict[str, str] = {}
    for alias, meant in known.items():
        if not alias.isascii() and meant not in fields:
            usual.setdefault(meant, alias)
    if strange and usual:
        said = f"{name}：不认识的列“{'”“'.join(strange)}”没有用上，没有找到的列是 {'、'.join(usual.values())}"
        warnings.warn(f"{said}（columns not known, left out）", UserWarning, stacklevel=5)


def _cells(reader: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise SheetError(f"{name}：不是能读的 CSV（not readable as CSV: {error}）") from error


def _time(value: str, path: str | Path, line: int) -> datetime | None:
    text = value.strip()
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        plain = text.replace("/", "-").replace(".", "-")
        for form in _DATE_FORMS:
            try:
                return datetime.strptime(plain, form)
            except ValueError:
                continue
        raise SheetError(
            f"{Path(path).name} 第{line}行：看不懂的时间“{text}”，请写成 2024-05-20 16:00（write times like this）"
        ) from None
    return found if found.tzinfo is None else found.astimezone(_CHINA).replace(tzinfo=None)


def _refuse_loops(units: list[Unit], path: str | Path) -> None:
    parents = {u.name: u.parent for u in units}
    for unit in units:
        seen, at = {unit.name}, unit.parent
        while at is not None:
            if at in seen:
                raise SheetError(f"{Path(path).name}：“{unit.name}”的上级成环（parents form a loop at {at}）")
            seen.add(at)
            at = parents.get(at)
