"""Folders of any size as an office has them: the annotated worlds with other places and numbers, as DOCX and PDF.

Worlds are taken in turn and varied: no two have a place in common, and counts differ by a factor.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from docx import Document

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from luodi.learn.split import worlds as worlds_of
from office_files import Pdf

CASES = Path(__file__).resolve().parent.parent / "corpora" / "cases"
_WORD = 0.7
"""Share of DOCX; the others are PDF."""
_STEMS = "澄云临青泊嵩望禾丰泽石岗麻汤长南新平滨沛柘栎浣栖怀松白洛安鹿凤宁苍柏绛桐莲漕驿柳川源阳山江河湖海林泉"
_LINE, _LINES = 28, 22
"""Characters of a line and lines of a page, as official documents are set."""
_SIZE, _STEP, _LEFT, _TOP = 16.0, 28.0, 73.0, 720.0
"""Of the letters, from line to line, and where the first line begins, in points."""
_HEAD_SIZE, _HEAD_LINE = 22.0, 20
"""Of the letters of the head, and characters of a line of it."""


def make(inbox: Path, units: Path, worlds: int, seed: int = 7) -> int:
    """Write ``worlds`` varied worlds into ``inbox`` and their units into ``units``; returns the number of documents."""
    chance = random.Random(seed)
    cases = worlds_of("building", CASES)
    rows: list[list[str]] = [["name", "level", "parent", "aliases"]]
    taken: set[str] = set()
    general = re.compile(r"^(?:省|市|县)")
    count = 0
    for number in range(worlds):
        case = cases[number % len(cases)]
        with (case / "units.csv").open(encoding="utf-8-sig") as file:
            tree = list(csv.reader(file))[1:]
        change = _changes([row[0] for row in tree if row[1] not in {"department", "部门"}], chance, taken)
        # departments are called alike in all provinces; the units are told apart by their new names
        rows += [[_changed(c, change) for c in row] for row in tree if row[1] not in {"department", "部门"}]
        for row in rows[-len(tree) :]:
            row[3] = "|".join(alias for alias in row[3].split("|") if not general.match(alias))
        factor = chance.choice((1.1, 1.3, 1.7, 2.0))
        for source in sorted((case / "src").glob("*.txt")):
            text = _numbers(_changed(source.read_text(encoding="utf-8"), change), factor)
            write = _word if chance.random() < _WORD else _pdf
            write(inbox / f"{number:05d}-{source.stem}", text)
            count += 1
    with units.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return count


def _changes(names: list[str], chance: random.Random, taken: set[str]) -> dict[str, str]:
    """Another name for each place, never one that another world has."""
    stems = {re.sub(r"(?:省|市|县|区|镇|乡|自治.*)$", "", name) for name in names} - {""}
    change: dict[str, str] = {}
    for stem in sorted(stems, key=lambda s: (-len(s), s)):
        new = "".join(chance.sample(_STEMS, 3))
        while new in taken:
            new = "".join(chance.sample(_STEMS, 3))
        taken.add(new)
        change[stem] = new
    return change


def _changed(text: str, change: dict[str, str]) -> str:
    pattern = "|".join(map(re.escape, change))
    return re.sub(pattern, lambda m: change[m.group()], text) if pattern else text


def _numbers(text: str, factor: float) -> str:
    """Counts of three digits or more, other for each world; years, numbers of documents and shares stay."""
    return re.sub(
        r"(?<![\d.〔第])(\d{3,6})(?=[户个人家所座项件台名])", lambda m: str(round(int(m.group()) * factor)), text
    )


def _word(path: Path, text: str) -> None:
    document = Document()
    for part in _parts(text):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        for row, cells in zip(table.rows, part, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    document.save(str(path.with_suffix(".docx")))


def _pdf(path: Path, text: str) -> None:
    paper, head = _Paper(), True
    for part in _parts(text):
        if not isinstance(part, str):
            paper.table(part)
            continue
        head = head and "。" not in part and not part.endswith("：")
        if head:
            paper.centred(part)
        else:
            paper.paragraph(part)
    path.with_suffix(".pdf").write_bytes(paper.sheet.bytes())


class _Paper:
    """A document as it is set for print: a head of larger letters in the middle, paragraphs, ruled tables."""

    def __init__(self) -> None:
        self.sheet, self._y = Pdf().page(), _TOP

    def centred(self, words: str) -> None:
        for start in range(0, len(words), _HEAD_LINE):
            line = words[start : start + _HEAD_LINE]
            self._room(_STEP)
            self.sheet.text(line, _LEFT + (_LINE * _SIZE - len(line) * _HEAD_SIZE) / 2, self._y, size=_HEAD_SIZE)
            self._y -= _STEP

    def paragraph(self, words: str) -> None:
        set_in = words if len(words) <= _LINE else "　　" + words
        for start in range(0, len(set_in), _LINE):
            self._room(_STEP)
            self.sheet.text(set_in[start : start + _LINE], _LEFT, self._y, size=_SIZE)
            self._y -= _STEP

    def table(self, rows: list[list[str]]) -> None:
        width = _LINE * _SIZE / len(rows[0])
        edges = [_LEFT + i * width for i in range(len(rows[0]) + 1)]
        held = int(width / 10) - 1
        for row in rows:
            cells = [[words[i : i + held] for i in range(0, len(words), held)] for words in row]
            high = 13.0 * max(1, *map(len, cells)) + 6
            self._room(high)
            top = self._y + _SIZE
            self.sheet.grid(
                edges, [top, top - high], [["/".join(line.replace("/", "／") for line in lines) for lines in cells]]
            )
            self._y -= high
        self._y -= _STEP - _SIZE

    def _room(self, high: float) -> None:
        if self._y - high < _TOP - _LINES * _STEP:
            self.sheet.page()
            self._y = _TOP


def _parts(text: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs and tables in their order; lines between bars are rows of a table, all of one width."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        cells = line.strip("|").split("|") if line.startswith("|") and line.endswith("|") and len(line) > 1 else None
        if rows and (cells is None or len(cells) != len(rows[0])):
            yield rows
            rows = []
        if cells is not None:
            rows.append(cells)
        elif line.strip():
            yield line
