"""What a document tells of units beside its tasks: lines and brackets of their own, lines that point, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..passages import Passage
from ..units.names import certain_unit, is_unit, split_names
from ..units.pointers import Said, duties_told
from ..units.responsibility import first_leads, read_responsibility, units_behind
from ..units.roles import Responsibility

_SOLE_BRACKET = re.compile(r"（责任(?:单位|部门)[：:](?P<names>[^（）：；]*(?:（[^（）]*）[^（）：；]*)*)）")
_OWN_LINE = re.compile(r"[（(【〔［\[]?(?:本[段条项章节]|以上|上述)?(?:主要)?责任(?:单位|部门|处室|科室)[：:]")
_OPENED, _CLOSED = "（(【〔［[", "）)】〕］]"
_LEADS = re.compile("牵头|主办|承办")
_LONGEST_HEADING = 40


@dataclass(frozen=True)
class UnitsTold:
    """The lines that name units and those that point at single items, by index of their passage; headings by start.

    ``first``: of several units named alike the first leads.
    """

    first: bool
    lines: dict[int, Responsibility]
    pointing: dict[int, tuple[Said, ...]]
    headings: dict[int, Responsibility]

    def __contains__(self, at: int) -> bool:
        """Whether a passage only tells of units."""
        return at in self.lines or at in self.pointing


def units_told(nearby: Sequence[Passage]) -> UnitsTold:
    """All that the passages of a document tell of units beside their tasks."""
    first = any(first_leads(p.text) for p in nearby) or _first_place_varies(nearby)
    return UnitsTold(
        first,
        _lines_of_units(nearby, first_is_lead=first),
        _pointing_lines(nearby, first_is_lead=first),
        _headings_with_units(nearby),
    )


def _pointing_lines(nearby: Sequence[Passage], *, first_is_lead: bool) -> dict[int, tuple[Said, ...]]:
    """The lines and sentences that tell of single items who answers for them, by index."""
    found = {}
    for i, p in enumerate(nearby):
        said = () if p.row else duties_told(p.text, first_is_lead=first_is_lead or _heads(p))
        if said:
            found[i] = said
    return found


def _heads(passage: Passage) -> bool:
    """Whether a line of its own lists responsible units; it names first the one that answers."""
    return passage.first and _OWN_LINE.match(passage.text) is not None


def _lines_of_units(nearby: Sequence[Passage], *, first_is_lead: bool) -> dict[int, Responsibility]:
    """The lines that name units, by index; lines that follow each other (牵头单位：…, 责任单位：…) are read as one.

    A line of its own below a chapter names first the unit that answers for it; a bracket behind a paragraph only lists.
    """
    found: dict[int, Responsibility] = {}
    before, before_first = "", False
    for i, p in enumerate(nearby):
        first = first_is_lead or _heads(p)
        line = p.text
        read = None if p.row else read_responsibility(line, first_is_lead=first)
        if read is None and before and nearby[i - 1].line == p.line and all(map(is_unit, split_names(line))):
            read, line = Responsibility((), tuple(split_names(line))), f"、{line}"  # 责任单位：甲；乙；丙
        if read is None:
            before = ""
            continue
        joined = before and not _opens_anew(line, read)
        together = f"{before}{'' if line[0] == '、' else '；'}{line.lstrip(_OPENED)}" if joined else line
        first = first or (bool(joined) and before_first)
        found[i] = read_responsibility(together, first_is_lead=first) or read
        if joined:
            found[i - 1] = Responsibility()
        before, before_first = together.strip(_OPENED + _CLOSED + "。；"), first
    return found


def _opens_anew(text: str, read: Responsibility) -> bool:
    """Whether a bracket of units speaks for itself; one that only supports goes with the line before it."""
    return text.startswith("（") and bool(read.lead or not read.support)


def _headings_with_units(nearby: Sequence[Passage]) -> dict[int, Responsibility]:
    """What headings say about everything below them, by where the heading starts."""
    found: dict[int, Responsibility] = {}
    for p in nearby:
        if not (p.first and p.number and p.headings and p.headings[-1].start == p.start):
            continue
        alone = split_names(p.body.strip("。：: "))
        if alone and all(map(certain_unit, alone)):
            found[p.start] = Responsibility((alone[0],), tuple(alone[1:]))
            continue
        whole = read_responsibility(p.body.strip("。：: ")) if _LEADS.search(p.body) else None
        if whole is not None and whole.lead and not whole.rest:
            # 一、行政执法监督处牵头，法治督察处配合
            found[p.start] = whole
            continue
        named = units_behind(p.body)
        if named is not None and len(p.number) + len(named[0]) <= _LONGEST_HEADING:
            found[p.start] = named[1]
    return found


def _first_place_varies(nearby: Sequence[Passage]) -> bool:
    """Whether the brackets of responsible units (责任单位：甲、乙) begin with a unit that changes with the matter.

    Then the one named first answers for it; where one unit opens nearly every bracket, the order is that of protocol.
    """
    firsts: Counter[str] = Counter()
    for passage in nearby:
        for bracket in _SOLE_BRACKET.finditer(passage.text):
            names = split_names(bracket["names"])
            if len(names) > 1:
                firsts[names[0]] += 1
    return sum(firsts.values()) >= 4 and max(firsts.values()) <= 0.8 * sum(firsts.values())
