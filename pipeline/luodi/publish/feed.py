"""A run's tables in memory for readers: pages, filters, and what changed since a cursor."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_origin

from .files import facts_of, kept, write_whole
from .rows import PRIMARY, TABLES
from .shape import known

_STATE = Path(".luodi") / "feed.json"


class CursorError(ValueError):
    """A cursor that this feed did not give, or no longer knows: pull everything again."""


@dataclass(frozen=True)
class Page:
    """Some rows as JSON lines; ``removed`` are keys gone since the cursor, ``cursor`` is for the next pull."""

    rows: list[bytes]
    total: int
    cursor: str
    removed: list[list[Any]] = field(default_factory=list)


@dataclass
class _Table:
    lines: list[bytes]
    fields: list[dict[str, Any]]
    keys: list[tuple[Any, ...]]
    digest: str
    sequence: dict[tuple[Any, ...], int] = field(default_factory=dict)
    removed: dict[tuple[Any, ...], int] = field(default_factory=dict)
    places: dict[tuple[Any, ...], int] = field(default_factory=dict)
    indices: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def matching(self, filters: Mapping[str, str]) -> Sequence[int]:
        """The places of the rows that match every filter, through an index that the first question makes."""
        chosen: Sequence[int] = range(len(self.lines))
        found = sorted((self._index(name).get(wanted, []) for name, wanted in filters.items()), key=len)
        for places in found:
            chosen = places if isinstance(chosen, range) else sorted(set(chosen) & set(places))
        return chosen

    def _index(self, name: str) -> dict[str, list[int]]:
        index = self.indices.get(name)
        if index is None:
            index = {}
            for place, values in enumerate(self.fields):
                index.setdefault(as_filter(values.get(name)), []).append(place)
            self.indices[name] = index  # put in place whole: several readers may make it at once
        return index


def filterable(table: str) -> tuple[str, ...]:
    """The fields of a table that rows can be chosen by: those that hold one word or number.

    >>> filterable("quarantine")
    ('file', 'sha256', 'code', 'message')
    """
    return tuple(name for name, info in TABLES[table].model_fields.items() if _scalar(info.annotation))


class Feed:
    """The tables of one output folder, read again when a new run was written there.

    Each row has the number of the run in which it last changed; a cursor is such a number, so that a pull brings
    what is newer. The numbers are kept in ``.luodi/feed.json`` where the folder can be written, so that cursors
    outlive the service.

    Raises FileNotFoundError when the folder holds no run.
    """

    def __init__(self, out: str | Path) -> None:
        self.out = Path(out)
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._tables: dict[str, _Table] = {}
        self.facts: dict[str, Any] = facts_of(self.out)
        self._state = kept(self.out / _STATE)
        self.refresh()

    def refresh(self) -> None:
        """Read the tables again if ``run.json``, which a run writes last, is another one."""
        status = (self.out / "run.json").stat()
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp == self._stamp:
            return
        with self._lock:
            if stamp == self._stamp:
                return
            facts = facts_of(self.out)
            tables = {name: _load(self.out / f"{name}.jsonl", name) for name in TABLES}
            self._number(tables)
            self.facts, self._tables, self._stamp = facts, tables, stamp

    @property
    def sizes(self) -> dict[str, int]:
        """Rows by table."""
        return {name: len(table.lines) for name, table in self._tables.items()}

    def digest(self, table: str) -> str:
        """The digest of a table's content."""
        return self._tables[table].digest

    def page(
        self, table: str, *, filters: Mapping[str, str], limit: int, offset: int = 0, since: str | None = None
    ) -> Page:
        """The rows that match every filter (as text), from ``offset`` on; with ``since`` only those changed after it.

        Raises CursorError for a cursor of another feed.
        """
        held = self._tables[table]
        after = self._after(since)
        chosen = held.matching(filters)
        if after is not None:
            chosen = [place for place in chosen if held.sequence[held.keys[place]] > after]
        removed = [] if after is None else [list(key) for key, number in held.removed.items() if number > after]
        rows = [held.lines[i] for i in chosen[offset : offset + limit]]
        return Page(rows=rows, total=len(chosen), cursor=self._cursor(), removed=sorted(removed, key=str))

    def one(self, table: str, key: str) -> bytes | None:
        """The row whose id is ``key``, None when there is none; only for tables with a single key."""
        held = self._tables[table]
        place = held.places.get((key,))
        return None if place is None else held.lines[place]

    def _number(self, tables: dict[str, _Table]) -> None:
        """Give new and changed rows this run's number, and remember which rows are gone."""
        digests = {name: table.digest for name, table in tables.items()}
        if self._state.get("digests") != digests:
            number = int(self._state.get("number", 0)) + 1
            self._state |= {"number": number, "digests": digests}
            self._state.setdefault("feed", _hash(json.dumps(digests, sort_keys=True).encode()))
            now = self._state.setdefault("tables", {})
            for name, table in tables.items():
                old = now.get(name, {"rows": {}, "removed": {}})
                rows: dict[str, list[Any]] = {}
                for key, line in zip(table.keys, table.lines, strict=True):
                    packed, digest = json.dumps(key, ensure_ascii=False), _hash(line)
                    before = old["rows"].get(packed)
                    rows[packed] = before if before is not None and before[0] == digest else [digest, number]
                gone = {packed: number for packed in old["rows"] if packed not in rows}
                removed = {k: n for k, n in old["removed"].items() if k not in rows} | gone
                now[name] = {"rows": rows, "removed": removed}
            self._keep()
        for name, table in tables.items():
            now = self._state["tables"][name]
            table.sequence = {tuple(json.loads(k)): value[1] for k, value in now["rows"].items()}
            table.removed = {tuple(json.loads(k)): number for k, number in now["removed"].items()}

    def _cursor(self) -> str:
        return f"{self._state['feed']}-{self._state['number']}"

    def _after(self, since: str | None) -> int | None:
        if since is None:
            return None
        feed, _, number = since.partition("-")
        if feed != self._state["feed"] or not number.isascii() or not number.isdigit() or len(number) > 12:
            raise CursorError("游标不是本服务给出的或已失效，请从头拉取（unknown cursor: pull again without since）")
        return int(number)

    def _keep(self) -> None:
        try:
            write_whole(self.out / _STATE, json.dumps(self._state, ensure_ascii=False).encode("utf-8"))
        except OSError:
            return  # a folder that may only be read: cursors then live as long as the service


def _load(path: Path, table: str) -> _Table:
    content = path.read_bytes()
    lines = content.splitlines()
    names = filterable(table)
    fields: list[dict[str, Any]] = []
    keys: list[tuple[Any, ...]] = []
    for line in lines:
        row = json.loads(line)
        fields.append({name: row.get(name) for name in names})
        keys.append(tuple(row[name] for name in PRIMARY[table]))
    places = {key: place for place, key in enumerate(keys)}
    return _Table(lines=lines, fields=fields, keys=keys, digest=_hash(content), places=places)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def as_filter(value: Any) -> str:
    """A value as a filter writes it: nothing for an unknown one, true and false as in JSON, 0.50 as 0.5.

    >>> [as_filter(value) for value in (None, True, 1.0, 0.50, "通知")]
    ['', 'true', '1', '0.5', '通知']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, (int, float)) else str(value)


def _scalar(annotation: Any) -> bool:
    return get_origin(known(annotation)) in (None, Literal)
