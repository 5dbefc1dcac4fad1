"""What is looked at to tell a task from the other sentences of a policy: words as character n-grams, and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import add

from luodi.text.lexicon import rules

from ..passages import Passage
from ..units.pointers import tells_units
from ..units.subjects import starts_imperative

_HELD = 1024
"""Titles whose kinds are kept: all sentences below a heading ask about it."""
_PARAGRAPH = 12
"""Sentences after which the end of a paragraph is no longer looked for: who answers for it stands in the next line."""

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_ACTOR = re.compile(r"^(?:各|县级|市级|省级|乡|村|有关|相关|[一-龥]{2,12}(?:部门|政府|单位|机构|企业|学校|局|厅|委))")


@cache
def _patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["name"], re.compile(entry["pattern"])) for entry in rules("task_marks")[group])


@lru_cache(maxsize=_HELD)
def _kinds(title: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns("kind") if pattern.search(title))


def features(passage: Passage, nearby: Sequence[Passage], at: int) -> set[str]:
    """The binary features of one passage; ``nearby[at]`` is the passage itself among its neighbours."""
    found = set(_ngrams(passage.body))
    found.update(_place(passage, nearby, at))
    body = passage.body
    marks = {name for name, pattern in _patterns("mark") if pattern.search(body)}
    found.update(f"#{name}" for name in marks)
    if not marks & {"percent", "count", "limit", "by", "every", "forbid", "oblige", "want", "may", "strive"}:
        found.add("#none")
    if marks & {"percent", "count"} and marks & {"limit", "by"}:
        found.add("#measured")
    if starts_imperative(body):
        found.add("#order")
    if _ACTOR.match(body):
        found.add("#actor")
        if "want" in marks:
            found.add("#actor-want")
    return found


def _place(passage: Passage, nearby: Sequence[Passage], at: int) -> Iterator[str]:
    kinds: set[str] = set().union(*(_kinds(heading.title) for heading in passage.headings))
    yield from (f"@{kind}" for kind in kinds)
    if not kinds:
        yield "@measures"
    if not passage.headings:
        yield "@unheaded"
    yield f"@depth{min(3, len(passage.headings))}"
    if passage.number:
        yield "@numbered"
    if passage.first:
        yield "@first"
    if passage.last:
        yield "@last"
    if passage.first and passage.last:
        yield "@alone"
    length = len(passage.body)
    yield f"@length{0 if length < 15 else 1 if length < 30 else 2 if length < 60 else 3}"
    yield f"@ends{passage.text[-1:]}"
    if at > 0 and nearby[at - 1].line == passage.line and nearby[at - 1].number:
        yield "@after-number"
    if at > 0 and nearby[at - 1].text.endswith("；"):
        yield "@after-part"
    behind = next((p for p in nearby[at + 1 : at + _PARAGRAPH] if p.line != passage.line), None)
    if behind is not None and tells_units(behind.text):
        yield "@answered-for"


def _ngrams(text: str) -> Iterator[str]:
    """Character n-grams (1-3) with the ends marked; digits are one sign, so that no figure is learnt by heart."""
    plain = "^" + _DIGITS.sub("0", text) + "$"
    pairs = list(map(add, plain, plain[1:]))
    return chain(plain, pairs, map(add, pairs, plain[2:]))
