"""Replies that answer a policy item by item, by number alone (第3项：已落实，6月到位).

Such a sentence shares hardly a word with its task, and says nothing of any other. So where a report counts as the
policy does, a numbered sentence is held against the task of its number only, under that task's words as its heading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from luodi.records import Task
from luodi.text.numerals import parse_numeral
from luodi.text.rows import is_row

from .candidates import Candidate, Passage, similarity

_NUMBER = r"[0-9]{1,3}|[一二三四五六七八九十百]{1,4}"
_CODE = r"[A-Z]-?[0-9]{1,2}"
_TOLD = re.compile(
    rf"^\|?\s*(?:第\s*[（(]?(?P<number>{_NUMBER})[)）]?\s*(?:项|条|款|号|个?任务)|(?P<code>{_CODE})(?![0-9A-Za-z%]))"
)
_ASKED = re.compile(
    rf"^\|?\s*(?:第?[（(]?(?P<number>{_NUMBER})[)）]?\s*(?:项|条|款|[.．、|]|(?<=[)）]))|(?P<code>{_CODE})(?![0-9A-Za-z%]))"
)
_LAST = re.compile(rf"(?:^|/)[（(]?(?P<number>{_NUMBER})[)）]?$")
_LEAST = 4
"""Different items that a report must answer by number to count as the policy does."""
_KNOWN = 0.8
"""Share of a report's numbers that must be the policy's."""
_BETTER = 1.15
"""How much more a numbered sentence must be like its own task than like the neighbouring ones, over all of them."""
_AHEAD = 0.1
_HEADING = 22


@dataclass(frozen=True)
class Itemised:
    """A report's passages with the items that they answer, and the items of the tasks; None where there is none."""

    passages: tuple[Passage, ...]
    answered: dict[int, str]
    """The item of each numbered passage by its ``id``."""
    items: tuple[str | None, ...]

    def own(self, number: int, proposal: Sequence[Candidate], count: int) -> list[Candidate]:
        """The candidates of one task: what answers its item first, then what answers none."""
        item = self.items[number]
        if item is None:
            return list(proposal)
        known = {id(c.passage): c for c in proposal}
        free = [c for c in proposal if id(c.passage) not in self.answered]
        best = max((c.coverage for c in free), default=0.0) + _AHEAD
        told = [p for p in self.passages if self.answered.get(id(p)) == item]
        first = [
            Candidate(p, max(best, known[id(p)].coverage if id(p) in known else 0.0), 1.0, rank)
            for rank, p in enumerate(told)
        ]
        return [*first, *(replace(c, rank=len(first) + i) for i, c in enumerate(free))][:count]


def itemised(tasks: Sequence[Task], words: Sequence[str], found: Sequence[Passage]) -> Itemised | None:
    """The passages by item where a report answers the policy by its numbers, None where it does not.

    ``words`` are what the tasks ask, in their order. Numbers that begin anew in every section answer nothing.
    """
    items = _items_of(tasks)
    told = [_item_told(p) for p in found]
    numbers = {item for item in told if item is not None}
    known = numbers & {item for item in items if item is not None}
    if len(known) < _LEAST or len(known) < _KNOWN * len(numbers):
        return None
    if not _counts_alike(similarity(list(words), list(found)), items, told):
        return None
    asked: dict[str, str] = {}
    for item, task in zip(items, words, strict=True):
        if item is not None:
            asked.setdefault(item, task[:_HEADING])
    passages = tuple(
        replace(p, headings=asked[item]) if item in asked else p for p, item in zip(found, told, strict=True)
    )
    answered = {id(p): item for p, item in zip(passages, told, strict=True) if item is not None}
    return Itemised(passages, answered, tuple(items))


def _items_of(tasks: Sequence[Task]) -> list[str | None]:
    """The number or code of each task's item; None for all numbers that stand in several sections."""
    found: list[str | None] = []
    sections: dict[str, set[str]] = defaultdict(set)
    for task in tasks:
        own = _ASKED.match(task.sentence)
        path = task.path.rpartition("/")
        item = _key(own) if own is not None else None
        section = path[0] if item is not None and path[2] and _plain(path[2]) == item else task.path
        if item is None and (last := _LAST.search(task.path)) is not None:
            item, section = _key(last), path[0]
        found.append(item)
        if item is not None:
            sections[item].add(section)
    return [item if item is not None and len(sections[item]) == 1 else None for item in found]


def _item_told(passage: Passage) -> str | None:
    text = passage.document.text
    line = text.rfind("\n", 0, passage.start) + 1
    found = _TOLD.match(text[line : line + 24])
    if found is None or (is_row(text[line : passage.end]) and found["number"] is not None):
        return None
    return _key(found)


def _key(found: re.Match[str]) -> str | None:
    """One spelling of a number or code: 3 for 三, A1 for A-01."""
    groups = found.groupdict()
    code = groups.get("code")
    if code:
        return f"{code[0]}{int(code[1:].lstrip('-'))}"
    return _plain(groups["number"] or "")


def _plain(written: str) -> str | None:
    value = parse_numeral(written.strip("（）()"))
    return None if value is None else f"{value:g}"


def _counts_alike(likeness: Any, items: Sequence[str | None], told: Sequence[str | None]) -> bool:
    """Whether numbered sentences are more like the task of their number than like those before and behind it."""
    place: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        if item is not None:
            place[item].append(i)
    own, other = [], []
    for j, item in enumerate(told):
        for i in place.get(item or "", ()):
            own.append(likeness[i, j])
            other += [likeness[k, j] for k in (i - 1, i + 1) if 0 <= k < len(items) and items[k] != item]
    return bool(own) and float(np.mean(own)) >= _BETTER * float(np.mean(other) if other else 0.0)
