"""Tables with horizontal rules only (三线表): bands between rules, columns where no word stands in any line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from .glyphs import Run, by_baseline
from .ruling import Box, Drawing, RuledTable

_LONG = 150.0
"""Points from which a rule may be one of a table's."""
_NEAR = 4.0
_CORRIDOR = 0.75
"""Width of the white between columns, in em."""
_IMPRINT = ("抄送", "主送", "分送", "抄报", "印发")
"""The imprint 版记 at a document's end stands between rules too."""

_Rule = tuple[float, float, float]
"""left, right, top"""


def open_tables(drawing: Drawing, runs: Sequence[Run], height: float) -> list[RuledTable]:
    """The tables of a page that are drawn with three or more rules of one length, without uprights."""
    found = []
    for rules in _stacks(_rules(drawing.edges)):
        left, right, top, bottom = rules[0][0], rules[0][1], rules[0][2], rules[-1][2]
        if any(e["orientation"] == "v" and _inside(e, left, right, top, bottom) for e in drawing.edges):
            continue
        lines = _lines(runs, (left, top, right, bottom), height)
        table = _table(rules, lines, height)
        if table is not None:
            found.append(table)
    return found


def _rules(edges: Sequence[dict[str, Any]]) -> list[_Rule]:
    """Horizontal rules from top to bottom, pieces of one rule joined."""
    pieces = sorted((round(e["top"]), e["x0"], e["x1"], e["top"]) for e in edges if e["orientation"] == "h")
    joined: list[list[float]] = []
    for _, left, right, top in pieces:
        last = joined[-1] if joined else None
        if last is not None and abs(last[2] - top) < 2 and left - last[1] < _NEAR:
            last[1] = max(last[1], right)
        else:
            joined.append([left, right, top])
    return [(a, b, c) for a, b, c in joined if b - a >= _LONG]


def _stacks(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    """Rules of the same two ends, three or more below each other."""
    stacks: list[list[_Rule]] = []
    for rule in rules:
        for stack in stacks:
            if abs(stack[0][0] - rule[0]) < _NEAR and abs(stack[0][1] - rule[1]) < _NEAR:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= 3]


def _inside(edge: dict[str, Any], left: float, right: float, top: float, bottom: float) -> bool:
    across: float = edge["x0"]
    return left - 2 <= across <= right + 2 and float(edge["bottom"]) > top + 2 and float(edge["top"]) < bottom - 2


def _lines(runs: Sequence[Run], box: Box, height: float) -> list[list[Run]]:
    """The printed lines inside a box from top to bottom."""
    left, top, right, bottom = box
    inside = (
        run
        for run in runs
        if top < run.depth(height) < bottom and run.right[-1] > left and run.left[0] < right and run.text.strip()
    )
    return list(by_baseline(inside, 0.5))


def _table(rules: Sequence[_Rule], lines: Sequence[list[Run]], height: float) -> RuledTable | None:
    words = ["".join(run.text for run in sorted(line, key=lambda r: r.left[0])).strip() for line in lines]
    if len(lines) < 3 or any(w.startswith(_IMPRINT) or w.endswith("印发") for w in words):
        return None
    columns = _columns([run for line in lines for run in line])
    head = [line for line in lines if height - line[0].base < rules[1][2]]
    if len(columns) < 2 or not head or not _fills(head, columns):
        return None
    left, right = rules[0][0], rules[0][1]
    tops = _tops(rules, lines, columns, height)
    edges = [left, *(a for a, _ in columns[1:]), right]
    rows: list[list[Box | None]] = [[(a, up, b, down) for a, b in pairwise(edges)] for up, down in pairwise(tops)]
    return RuledTable(box=(left, tops[0], right, tops[-1]), columns=edges[:-1], rows=rows, tops=tops[:-1])


def _columns(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """The stretches of width that words take up, parted where a corridor of white goes through all lines."""
    em = sorted(run.size for run in runs)[len(runs) // 2]
    spans = sorted(
        (a, b)
        for run in runs
        for a, b, char in zip(run.left, run.right, run.chars, strict=True)
        if char not in " \u3000"
    )
    joined: list[list[float]] = []
    for left, right in spans:
        if joined and left - joined[-1][1] < _CORRIDOR * em:
            joined[-1][1] = max(joined[-1][1], right)
        else:
            joined.append([left, right])
    return [(a, b) for a, b in joined]


def _fills(head: Sequence[list[Run]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the first band names nearly all columns."""
    return len(_filled([run for line in head for run in line], columns)) >= max(2, len(columns) - 1)


def _filled(line: Sequence[Run], columns: Sequence[tuple[float, float]]) -> set[int]:
    """The columns in which a line has words."""
    return {i for run in line for i, (a, b) in enumerate(columns) if run.left[0] < b and run.right[-1] > a}


def _tops(
    rules: Sequence[_Rule], lines: Sequence[list[Run]], columns: Sequence[tuple[float, float]], height: float
) -> list[float]:
    """The upper edges of the rows and the lower edge of the last: a row begins at a rule, and where more than a
    single column has words again."""
    tops = [rules[0][2]]
    inner = [rule[2] for rule in rules[1:-1]]
    before: float | None = None
    for line in lines:
        level = line[0].depth(height)
        crossed = next((y for y in inner if tops[-1] < y < level), None)
        if crossed is not None:
            tops.append(crossed)
        elif before is not None and tops[-1] < before and _opens(line, columns):
            tops.append((before + level) / 2)
        before = level
    return [*tops, rules[-1][2]]


def _opens(line: Sequence[Run], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line begins a row: it has words in the first column and in another one."""
    filled = _filled(line, columns)
    return 0 in filled and len(filled) > 1
