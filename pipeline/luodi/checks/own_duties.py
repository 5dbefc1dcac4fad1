"""Duties told in running text: 县水利局要在9月底前摸清底数；县财政局…, points of one's own, figures and days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luodi.records import DocumentRecord, Quote

from .figures import figures
from .passing import UnitPapers, own_words
from .sent_down import ENUMERATED, lines, sentences
from .words import words

_CLAUSES = re.compile(r"[^，。；\n]+")
_STATEMENTS = re.compile(r"[^。；\n]+")
_INLINE = re.compile(r"(?:^|[：:；，。])\s*(?P<item>[一二三四五六七八九十]是[^；。]+)")
_DUTY, _POINT, _ITEM = 6, 10, 4
"""Characters left without exhortations of a duty, of a numbered point and of an item (一是……): less says nothing."""
_ENOUGH = 3
"""Duties or points from which they are a list."""


def charged(own: UnitPapers, policy: DocumentRecord) -> list[Quote]:
    """Clauses that open with a named body and say what it is to do, the first of each body; 各部门 names none.

    Interpretations and what is asked for as a report are not looked at.
    """
    found: dict[str, Quote] = {}
    for doc, a, b in sentences(own, policy):
        for clause in _CLAUSES.finditer(doc.text, a, b):
            plain = ENUMERATED.sub("", clause.group().strip()).strip()
            told = words().opens_duty.match(plain)
            if told is None or words().reporting.search(clause.group()):
                continue
            if len(own_words(plain[told.end() :])) >= _DUTY - 2:
                found.setdefault(told["who"], doc.quote(clause.start(), clause.end()))
    return list(found.values())


def listed(own: UnitPapers, policy: DocumentRecord) -> Quote | None:
    """The first of three duties or more that make a list of tasks though no table does; None where there are fewer.

    Three bodies charged; three statements with a body, a day or a figure, two of them with body or day; or three
    numbered points or items (一是……；二是……) of one's own, one of them with body or day.
    """
    duties = charged(own, policy)
    if len(duties) >= _ENOUGH:
        return duties[0]
    kinds = ((_statements(own, policy), 2), (_points(own, policy), 1), (_items(own, policy), 1))
    for found, firm in ((list(said), firm) for said, firm in kinds):
        if len(found) >= _ENOUGH and sum(binding for _, binding in found) >= firm:
            return found[0][0]
    return None


def _statements(own: UnitPapers, policy: DocumentRecord) -> Iterator[tuple[Quote, bool]]:
    for doc, a, b in sentences(own, policy):
        for statement in _STATEMENTS.finditer(doc.text, a, b):
            told = statement.group()
            if words().reporting.search(told) or len(own_words(told)) < _DUTY:
                continue
            firm = _firm(told)
            if firm or any(f.unit and not f.vague for f in figures(told)):
                yield doc.quote(statement.start(), statement.end()), firm


def _points(own: UnitPapers, policy: DocumentRecord) -> Iterator[tuple[Quote, bool]]:
    for doc, a, b in lines(own, policy):
        told = doc.text[a:b]
        if ENUMERATED.match(told) and len(own_words(told)) >= _POINT and not words().reporting.search(told):
            yield doc.quote(a, b), _firm(told)


def _items(own: UnitPapers, policy: DocumentRecord) -> Iterator[tuple[Quote, bool]]:
    for doc, a, b in sentences(own, policy):
        for item in _INLINE.finditer(doc.text[a:b]):
            told = item["item"]
            if len(own_words(told[2:])) >= _ITEM and not words().reporting.search(told):
                yield doc.quote(a + item.start("item"), a + item.end()), _firm(told)


def _firm(told: str) -> bool:
    lexicon = words()
    return bool(lexicon.opens_duty.match(told) or lexicon.responsible.search(told) or lexicon.deadline.search(told))
