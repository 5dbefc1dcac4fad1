"""Runs of characters to the lines a reader sees: ordered by place, blanks put in by gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .glyphs import Run


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


_Glyph = tuple[float, float, str, Run]
_NEVER_FIRST = frozenset("，。、；：？！）》”’】〕〉」』…—％%·,.;:?!)]}～")
_MARKS = _NEVER_FIRST | frozenset("（《“‘【〔〈「『([{”’")
_QUOTES = frozenset("“”‘’")
"""Layout by ICU parts no line beside these."""
_NEVER_LAST = frozenset("（《“‘【〔〈「『([{")


_ARTICLE = re.compile(r"^(第[一二三四五六七八九十百零〇]+[编章节条])(?=\d)")
"""Between an article's number and a digit the blank is no wider than what layout puts there by itself."""


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


def join_glyphs(glyphs: list[_Glyph]) -> str:
    """The words of glyphs in order of place; a gap wider than the line's usual one becomes a blank.

    A gap of a whole character between Chinese characters becomes that many ideographic blanks, as they are typed.
    """
    glyphs.sort(key=_left)
    if len(glyphs) < 2:
        return "".join(g[2] for g in glyphs).strip()
    usual: tuple[float, float] | None = None
    previous = glyphs[0]
    parts = [previous[2]]
    for glyph in glyphs[1:]:
        left, _, char, run = glyph
        before = previous[2]
        if char == before and char not in "—…-" and abs(left - previous[0]) < 0.12 * run.size:
            continue  # a heading printed twice with a shift looks bold
        gap = (left - previous[1]) / run.size
        if gap > 0.2 and char != " " and before != " ":
            usual = _usual_gaps(glyphs) if usual is None else usual
            parts.append(_blank(before, char, gap, *usual))
        parts.append(char)
        previous = glyph
    return "".join(parts).strip()


def _left(glyph: _Glyph) -> float:
    return glyph[0]


def _usual_gaps(glyphs: list[_Glyph]) -> tuple[float, float]:
    """The middle gap in em between Chinese characters, and between digits: above 0 in lines that are spread."""
    chinese, digits = list[float](), list[float]()
    for a, b in pairwise(glyphs):
        if a[2] > "\u2fff" and b[2] > "\u2fff":
            chinese.append((b[0] - a[1]) / b[3].size)
        elif a[2].isdigit() and b[2].isdigit():
            digits.append((b[0] - a[1]) / b[3].size)
    return _middle(chinese), _middle(digits)


def _middle(gaps: list[float]) -> float:
    gaps.sort()
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) > 2 else 0.0


def _blank(before: str, after: str, gap: float, chinese: float, digits: float) -> str:
    """What a gap of so many em between two characters stands for."""
    if before < "\u2000" and after < "\u2000":
        return " " if gap > 0.2 + digits else ""
    mixed = before < "\u2000" or after < "\u2000"
    gap -= chinese
    if gap > 0.8:
        return "\u3000" * min(20, round(gap - 0.1 if mixed else gap))
    if before in _MARKS or after in _MARKS:
        return ""  # a mark's own box is often narrower than the room it takes
    return " " if gap > (0.45 if mixed else 0.22) else ""


def glyphs_of(runs: Iterable[Run]) -> list[_Glyph]:
    """All characters of runs with their place."""
    return [(a, b, char, run) for run in runs for a, b, char in zip(run.left, run.right, run.chars, strict=True)]


def _same_line(first: Run, run: Run) -> bool:
    return abs(first.base - run.base) < 0.45 * min(first.size, run.size) or (
        abs(first.base - run.base) < 0.3 * max(first.size, run.size) and run.left[0] > first.right[-1]
    )


def _line(runs: list[Run], page: int) -> Line | None:
    glyphs = glyphs_of(runs)
    text = join_glyphs(glyphs)
    solid = [g for g in glyphs if g[2] not in " \u3000"]
    if not text or not solid:
        return None
    main = max(runs, key=lambda r: len(r.chars))
    chinese = [g[3].font for g in solid if g[2] > "\u2fff" and g[2] not in "“”‘’"]
    return Line(
        text=_ARTICLE.sub(r"\1 ", text),
        page=page,
        left=solid[0][0],
        right=max(g[1] for g in solid),
        base=main.base,
        size=main.size,
        font=chinese[0] if chinese else main.font,
        last_font=chinese[-1] if chinese else main.font,
        color=main.color,
        bold=main.bold,
        head=_head_width(solid),
    )


def _head_width(glyphs: list[_Glyph]) -> float:
    end, inside = 0, False
    for end, (_, _, char, _) in enumerate(glyphs):
        following = glyphs[end + 1][2] if end + 1 < len(glyphs) else ""
        inside = (
            char in _NEVER_LAST
            or following in _NEVER_FIRST
            or (_latin(char) and _latin(following))
            or char in _QUOTES
            or following in _QUOTES
        )
        if not inside or not following:
            break
    return glyphs[end][1] - glyphs[0][0]


def _latin(char: str) -> bool:
    return bool(char) and char < "\u2000" and (char.isalnum() or char in ".,%-/~")
