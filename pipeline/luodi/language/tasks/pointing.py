"""To which tasks a line points that tells of single items who answers for them (第三项由…, 以上两条…, 体育一项…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luodi.text.items import BRACKETED, CLAUSE, FIGURE, HAN, NUMBER, RINGED, shape

from ..passages import Passage
from ..units.marks import mark
from ..units.pointers import Said
from ..units.roles import Responsibility

_MARK = (
    rf"(?P<mark>第{NUMBER}[条项款]|{BRACKETED}|{CLAUSE}|{HAN}[是要](?=.)|{FIGURE}|[{RINGED}]"
    r"|[A-Z]{1,2}[-－—.]?\d{1,3}(?![\dA-Za-z%]))"
)
_AT_HEAD = re.compile(rf"^(?:[（(【][^（()）]*[）)】])?\s*{_MARK}")
_GLUED = re.compile(rf"^[^，。；：\s]{{2,16}}[ 　]+{_MARK}")
"""A short heading on the line of its first item: 二、把账记清 （1）每月…"""
_OPENED = re.compile(rf"[：:]\s*{_MARK}")


def marks_of(nearby: Sequence[Passage]) -> list[tuple[str, ...]]:
    """The marks of each passage, outermost first: its headings' and those that stand in its line at or before it.

    >>> marks_of([])
    []
    """
    found: list[tuple[str, ...]] = []
    line, here = -1, dict[str, str]()
    for passage in nearby:
        if passage.line != line:
            line, here = passage.line, {}
        for written in _written(passage.text[len(passage.opening) :]):
            own = shape(written)
            for inner in list(here)[list(here).index(own) :] if own in here else ():
                del here[inner]
            here[own] = mark(written)
        above = [mark(h.number) for h in passage.headings if h.number.strip()]
        found.append((*above, *(m for m in here.values() if m not in above)))
    return found


def _written(text: str) -> list[str]:
    found = []
    for pattern in (_AT_HEAD, _GLUED):
        at = pattern.match(text)
        if at is not None:
            found.append(at["mark"])
            text = text[at.end() :]
    opened = _OPENED.search(text)
    return [*found, opened["mark"]] if opened is not None else found


def _point(
    nearby: Sequence[Passage], said: Said, scopes: Sequence[Sequence[int]], all_tasks: Sequence[int]
) -> list[int]:
    """The tasks that a line means by one clause.

    ``scopes`` are the tasks above it that it may speak of, those of its line first; numbers are looked for in all
    tasks where none of these bears them, if one item alone does; in a line without marks they count its sentences.
    """
    reach = [s for s in scopes if s]
    if said.topic:
        return next((hit for scope in reach if (hit := about(nearby, scope, said.topic))), [])
    if not said.items:
        near = [s for s in reach if len(_counted(nearby, s)) >= said.count] or reach[-1:]
        return _placed(nearby, reach[-1] if said.side == "last" else near[0], said) if reach else []
    bearing = marks_of(nearby)
    for scope in reach:
        hit = [k for k in scope if bears(bearing[k], said.items)]
        if hit and _names_all(bearing, hit, said.items):
            return hit
    line = [k for k in scopes[0] if not _own(nearby[k], bearing[k])]
    if all(i.isdigit() and int(i) <= len(line) for i in said.items):
        return [k for n, k in enumerate(line, 1) if str(n) in said.items]
    hit = []
    for item in said.items:
        bearers = [k for k in all_tasks if bears(bearing[k], (item,))]
        if len({(nearby[k].section, _place(nearby[k])) for k in bearers}) == 1 or "部分" in item:
            hit += [k for k in bearers if k not in hit]
    return hit


def bears(bearing: tuple[str, ...], items: Sequence[str]) -> bool:
    """Whether a task bears one of these marks: a bare number must be the innermost, 第二部分（三） asks for both."""
    parts = [i for i in items if i.endswith("部分")]
    rest = [i for i in items if i not in parts]
    if parts and not (bearing and any(_plain(p) == _plain(bearing[0]) for p in parts)):
        return False
    if parts and not rest:
        return True
    return any(i in bearing if not i.isdigit() else bool(bearing) and _plain(bearing[-1]) == i for i in rest)


def _plain(one: str) -> str:
    return re.sub(r"[（）()部分]", "", one)


def _names_all(bearing: Sequence[tuple[str, ...]], hit: Sequence[int], items: Sequence[str]) -> bool:
    return all(any(bears(bearing[k], (i,)) for k in hit) for i in items)


def _own(passage: Passage, bearing: tuple[str, ...]) -> bool:
    """Whether a task bears a mark below those of its headings."""
    return len(bearing) > len([h for h in passage.headings if h.number.strip()])


def _place(passage: Passage) -> int:
    return passage.item or passage.line


def about(nearby: Sequence[Passage], scope: Sequence[int], topic: str) -> list[int]:
    """The tasks of a scope that speak of a topic: most of its pairs of characters, else, alone, its characters."""
    shares = {k: share(topic, _words(nearby[k])) for k in scope}
    most = max(shares.values(), default=0.0)
    if most >= 0.5:
        return [k for k in scope if shares[k] == most]
    spread = [k for k in scope if all(c in nearby[k].body for c in topic)]
    return spread if len(spread) == 1 else []


def share(topic: str, text: str) -> float:
    """Of the pairs of characters of a topic the share that a text has."""
    words = {topic[i : i + 2] for i in range(len(topic) - 1)}
    return sum(w in text for w in words) / max(1, len(words))


def _words(passage: Passage) -> str:
    return passage.body + (passage.headings[-1].title if passage.headings else "")


def _placed(nearby: Sequence[Passage], scope: Sequence[int], said: Said) -> list[int]:
    """The tasks of 以上三条, 前一项, 最后两项."""
    items = _counted(nearby, scope)
    chosen = items[: said.count] if said.side == "first" else items[-said.count :]
    return [k for item in chosen for k in item]


def _counted(nearby: Sequence[Passage], scope: Sequence[int]) -> list[list[int]]:
    """The tasks of a scope by the items that a text counts: own marks, items, or, within one item, sentences."""
    bearing = marks_of(nearby)
    several = len({nearby[k].item for k in scope}) > 1
    groups: dict[tuple[object, ...], list[int]] = {}
    for k in scope:
        one: tuple[object, ...] = (nearby[k].item,) if several else (k,)
        groups.setdefault((nearby[k].line, bearing[k]) if _own(nearby[k], bearing[k]) else one, []).append(k)
    return list(groups.values())


def hand_pointed(
    nearby: Sequence[Passage], at: int, said: Sequence[Said], recent: Sequence[int], tasks: Sequence[int]
) -> dict[int, Responsibility]:
    """What the clauses of a line at ``at`` tell of single tasks, by task.

    ``recent`` are the tasks since the last line of units, ``tasks`` all of the document.
    """
    whole = whole_of(said)
    helpers = [n for s in said if s.helps and not s.pointed for n in s.duty.support]
    line = [k for k in recent if nearby[k].line == nearby[at].line]
    item = [k for k in recent if nearby[k].item == nearby[at].item]
    section = [k for k in tasks if k <= at and nearby[k].section == nearby[at].section]
    scopes = (line, item, recent, section)
    told: dict[int, Responsibility] = {}
    for one in said:
        if one.pointed and one.side != "rest":
            for k in _point(nearby, one, scopes, tasks):
                new = _override(one, whole, helpers)
                old = told.get(k, Responsibility())
                told[k] = replace(new, lead=tuple(dict.fromkeys((*old.lead, *new.lead)))) if new.lead else new
    for one in said:
        if one.side == "rest":
            told |= {k: _override(one, whole, helpers) for k in line or recent if k not in told}
    return told


def whole_of(said: Sequence[Said]) -> Responsibility:
    """What the clauses say of everything, put together."""
    whole = [s.duty for s in said if not s.pointed]
    lead = tuple(dict.fromkeys(n for d in whole for n in d.lead))
    support = tuple(dict.fromkeys(n for d in whole for n in d.support if n not in lead))
    return Responsibility(lead, support, "；".join(d.rest for d in whole if d.rest))


def _override(one: Said, whole: Responsibility, helpers: Sequence[str]) -> Responsibility:
    """What holds for an item of which a line tells more than of the whole.

    An item with a leader of its own leaves the others of the whole to support it where it is excepted from the whole
    (其中第三项由甲牵头). ``helpers`` are those whom the line names to help with everything (配合均为…).
    """
    told = one.duty
    lead = told.lead or whole.lead
    helped = not told.lead or (one.aside and not told.support)
    others = (*whole.lead, *whole.support) if helped else helpers
    support = tuple(dict.fromkeys(s for s in (*told.support, *others) if s not in lead))
    return Responsibility(lead, support, told.rest or whole.rest)
