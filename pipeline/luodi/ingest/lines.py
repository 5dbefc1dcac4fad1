"""Runs of characters to the lines a reader sees: ordered by place, blanks put in by gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, pairwise, repeat
from operator import eq, itemgetter, le, sub

from luodi.text.items import ARTICLE

from .glyphs import Run

NEVER_FIRST = frozenset("，。、；：？！）》”’】〕〉」』…—％%·,.;:?!)]}～")
_MARKS = NEVER_FIRST | frozenset("（《“‘【〔〈「『([{”’")
_QUOTES = frozenset("“”‘’")
"""Layout by ICU parts no line beside these."""
_NEVER_LAST = frozenset("（《“‘【〔〈「『([{")
_ARTICLE = re.compile(rf"^({ARTICLE})(?=\d)")
"""Between an article's number and a digit the blank is no wider than what layout puts there by itself."""


@dataclass(slots=True)
class Line:
    """One printed line. Places in points; ``base`` is the baseline's height above the page's bottom."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    font: str
    last_font: str
    color: str | None
    bold: bool
    head: float
    """Width of what cannot be parted from the first character: where it did not fit, the line before ended."""


def page_lines(runs: Iterable[Run], page: int) -> list[Line]:
    """The lines of a page from top to bottom; runs on one baseline are one line."""
    groups: list[list[Run]] = []
    for run in sorted((r for r in runs if r.text.strip()), key=lambda r: -r.base):
        if groups and _same_line(groups[-1][0], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return _with_red_head([line for group in groups if (line := _line(group, page)) is not None])


def _with_red_head(lines: list[Line]) -> list[Line]:
    """Joint issuers stand above each other with one 文件 beside them: it goes on with the last of them."""
    for i, word in enumerate(lines[:6]):
        if word.text != "文件" or i == 0:
            continue
        group = [n for n in range(max(0, i - 3), min(len(lines), i + 4)) if n != i and _beside(lines[n], word)]
        if len(group) > 1:
            last = lines[max(group)]
            last.text, last.right = last.text + word.text, word.right
            return [line for line in lines if line is not word]
    return lines


def _beside(line: Line, word: Line) -> bool:
    return line.color == word.color and line.right < word.left and abs(line.base - word.base) < 3 * word.size


def _in_order(runs: list[Run]) -> tuple[list[str], _Row]:
    """The characters of runs from left to right, also where one begins inside another; and the fonts of those with
    Chinese characters, in this order."""
    runs = sorted(runs, key=_first)
    row = _row(runs)
    if all(map(le, row.left, row.left[1:])):
        return [run.font for run in runs if max(run.chars) > "\u3000"], row
    fonts = chain.from_iterable(repeat(run.font, len(run.chars)) for run in runs)
    placed = sorted(zip(row.left, row.right, row.chars, row.size, fonts, strict=True), key=itemgetter(0))
    left, right, chars, size, font = map(list, zip(*placed, strict=True))
    return [name for name, char in zip(font, chars, strict=True) if char > "\u3000"], _Row(chars, left, right, size)


def _first(run: Run) -> float:
    return run.left[0]


@dataclass(slots=True)
class _Row:
    """The characters of a line from left to right, with their edges and sizes in points."""

    chars: list[str]
    left: list[float]
    right: list[float]
    size: list[float]

    def kept(self, chosen: list[bool]) -> _Row:
        """Only the chosen characters."""
        return _Row(
            list(compress(self.chars, chosen)),
            list(compress(self.left, chosen)),
            list(compress(self.right, chosen)),
            list(compress(self.size, chosen)),
        )


def _row(runs: Sequence[Run]) -> _Row:
    return _Row(
        list(chain.from_iterable(run.chars for run in runs)),
        list(chain.from_iterable(run.left for run in runs)),
        list(chain.from_iterable(run.right for run in runs)),
        list(chain.from_iterable(repeat(run.size, len(run.chars)) for run in runs)),
    )


def _text(row: _Row) -> str:
    """The words of a line; a gap wider than the line's usual one becomes a blank.

    A gap of a whole character between Chinese characters becomes that many ideographic blanks, as they are typed.
    """
    row = _printed_once(row)
    chars = row.chars
    gaps = list(map(sub, row.left[1:], row.right))
    least = 0.2 * min(row.size)
    usual: tuple[float, float] | None = None
    parts, begin = list[str](), 0
    for i in [i for i, gap in enumerate(gaps, start=1) if gap > least]:
        before, after, gap = chars[i - 1], chars[i], gaps[i - 1] / row.size[i]
        if gap > 0.2 and after != " " and before != " " and _blank(before, after, gap, 0.0, 0.0):
            usual = _usual_gaps(row, gaps) if usual is None else usual
            parts += chars[begin:i]
            parts.append(_blank(before, after, gap, *usual))
            begin = i
    return "".join(parts + chars[begin:]).strip()


def _printed_once(row: _Row) -> _Row:
    """Without the second print of characters: a heading printed twice with a shift looks bold."""
    if not any(map(eq, row.chars, row.chars[1:])):
        return row
    chosen, last = [True], 0
    for i, char in enumerate(row.chars[1:], start=1):
        again = char == row.chars[last] and char not in "—…-" and abs(row.left[i] - row.left[last]) < 0.12 * row.size[i]
        chosen.append(not again)
        last = last if again else i
    return row if all(chosen) else row.kept(chosen)


def _usual_gaps(row: _Row, gaps: list[float]) -> tuple[float, float]:
    """The middle gap in em between Chinese characters, and between digits: above 0 in lines that are spread."""
    chinese, digits = list[float](), list[float]()
    for a, b, gap, size in zip(row.chars, row.chars[1:], gaps, row.size[1:], strict=False):
        if a > "\u2fff" and b > "\u2fff":
            chinese.append(gap / size)
        elif a.isdigit() and b.isdigit():
            digits.append(gap / size)
    return _middle(chinese), _middle(digits)


def _middle(gaps: list[float]) -> float:
    gaps.sort()
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) > 2 else 0.0


def _blank(before: str, after: str, gap: float, chinese: float, digits: float) -> str:
    """What a gap of so many em between two characters stands for, where gaps of ``chinese`` and ``digits`` are usual.

    What is nothing where no gap is usual is nothing anywhere.
    """
    if before < "\u2000" and after < "\u2000":
        return " " if gap > 0.2 + digits else ""
    mixed = before < "\u2000" or after < "\u2000"
    gap -= chinese
    if gap > 0.8:
        return "\u3000" * min(20, round(gap - 0.1 if mixed else gap))
    if before in _MARKS or after in _MARKS:
        return ""  # a mark's own box is often narrower than the room it takes
    return " " if gap > (0.45 if mixed else 0.22) else ""


def _same_line(first: Run, run: Run) -> bool:
    return abs(first.base - run.base) < 0.45 * min(first.size, run.size) or (
        abs(first.base - run.base) < 0.3 * max(first.size, run.size) and run.left[0] > first.right[-1]
    )


def _line(runs: list[Run], page: int) -> Line | None:
    main = max(runs, key=lambda r: len(r.chars))
    chinese, row = _in_order(runs)
    text = _text(row)
    if not text:
        return None
    if " " in row.chars or "\u3000" in row.chars:
        row = row.kept([char not in " \u3000" for char in row.chars])
        if not row.chars:
            return None
    return Line(
        text=_ARTICLE.sub(r"\1 ", text),
        page=page,
        left=row.left[0],
        right=max(row.right),
        base=main.base,
        size=main.size,
        font=chinese[0] if chinese else main.font,
        last_font=chinese[-1] if chinese else main.font,
        color=main.color,
        bold=main.bold,
        head=_head_width(row),
    )


def _head_width(row: _Row) -> float:
    """How wide the characters are that layout would not part from the first."""
    end = 0
    for char, following in pairwise(row.chars):
        if not (
            char in _NEVER_LAST
            or following in NEVER_FIRST
            or (_latin(char) and _latin(following))
            or (char in "，、" and following.isdigit())
            or char in _QUOTES
            or following in _QUOTES
        ):
            break
        end += 1
    return row.right[end] - row.left[0]


def _latin(char: str) -> bool:
    return bool(char) and char < "\u2000" and (char.isalnum() or char in ".,%-/~")
