"""Rules copied from a sibling unit, other places' names left standing, blanks never filled in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from luodi.records import DocumentRecord, Dossier, Finding
from luodi.text.similarity import aligned, sampled

from .making import state
from .passing import UnitPapers, said

_BLANK = re.compile(
    r"(?:[XxＸ×＊*]{2,}|某某)(?:省|市|县|区|乡|镇|街道|村|局|委|单位|同志)"
    r"|[（(](?:单位|地名|文号|日期)(?:名称?)?[)）]|_{4,}"
)
_SHORTEST = 12


def copied(dossier: Dossier, files: dict[str, UnitPapers], share: float) -> Iterator[Finding]:
    """A finding ``forward-verbatim`` for each unit whose rules repeat those of a sibling that came first.

    What both took from the policy is subtracted: only words that are the sibling's own count.
    """
    policy = dossier.policy
    if policy is None:
        return
    rules = [(own.unit, doc) for own in files.values() for doc in own.rules]
    for (unit, doc), (other, source) in _near_pairs(rules):
        shared, passages = _own_words_shared(doc, source, policy)
        if shared < share:
            continue
        yield state(
            "forward-verbatim",
            unit,
            dossier=dossier,
            rule="localisation.copied-sibling",
            reason=f"《{doc.title or doc.file}》除上级原文外有{shared:.0%}的文字"
            f"与{other}的《{source.title or source.file}》相同。",
            confidence=0.85,
            severity="high",
            document=doc,
            evidence=[q for a, b, c, d in passages[:3] for q in (doc.quote(a, b), source.quote(c, d))],
        )


def blanks(dossier: Dossier, own: UnitPapers) -> Iterator[Finding]:
    """A finding ``forward-verbatim`` where a template's blanks (XX市) still stand in what a unit sent down."""
    policy = dossier.policy
    if policy is None:
        return
    for doc in own.sent_down:
        found = [m for a, b in said(doc, policy) for m in _BLANK.finditer(doc.text, a, b)]
        found = [m for m in found if m.group() not in policy.text]
        if found:
            yield state(
                "forward-verbatim",
                own.unit,
                dossier=dossier,
                rule="localisation.blanks",
                reason=f"《{doc.title or doc.file}》里“{found[0].group()}”等{len(found)}处没有填写，是照搬的模板。",
                confidence=0.75,
                severity="medium",
                document=doc,
                evidence=[doc.quote(m.start(), m.end()) for m in found[:5]],
            )
            return


_Paper = tuple[str, DocumentRecord]


def _near_pairs(rules: list[_Paper]) -> Iterator[tuple[_Paper, _Paper]]:
    """Pairs (later, earlier) of different units' rules that share many sampled shingles."""
    holders: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for i, (_, doc) in enumerate(rules):
        found = sampled(doc.text, one_in=8).tolist()
        sizes.append(len(found))
        for value in found:
            holders[value].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) <= 20:
            shared.update((a, b) for i, a in enumerate(places) for b in places[i + 1 :])
    for (a, b), count in sorted(shared.items()):
        if rules[a][0] != rules[b][0] and count >= 0.4 * min(sizes[a], sizes[b]):
            late, early = sorted(
                (rules[a], rules[b]), key=lambda r: (r[1].issue_date or date.max, r[1].file), reverse=True
            )
            yield late, early


def _own_words_shared(
    doc: DocumentRecord, source: DocumentRecord, policy: DocumentRecord
) -> tuple[float, list[tuple[int, int, int, int]]]:
    """Share of a document's sentences, those of the policy set aside, that repeat another's; and where."""
    superior = {p.start for p in aligned(doc.text, policy.text)}
    own = [(a, b) for a, b in said(doc, policy) if b - a >= _SHORTEST and a not in superior]
    repeats = {p.start: p for p in aligned(doc.text, source.text, floor=0.85)}
    total = sum(b - a for a, b in own)
    hits = [(a, b, repeats[a].original_start, repeats[a].original_end) for a, b in own if a in repeats]
    return (sum(b - a for a, b, _, _ in hits) / total if total >= 100 else 0.0), hits
