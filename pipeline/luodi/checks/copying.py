"""Reports that repeat another unit's report, or the unit's own of the period before.

Sentences are compared after names of units are masked. Against another unit figures are masked too (a copyist changes them);
against the unit's own last report they are kept, because a form that is filled in anew each quarter is no copy.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from luodi.records import DocumentRecord, Dossier, Quote
from luodi.text.sentences import sentence_spans

from .places import spellings

_LEAST = 12
"""Characters of a sentence from which its repetition says something."""
_SHINGLE = 6
_ALIKE = 0.75
_NUMBER = re.compile(r"\d[\d,.]*(?:万|亿|千)?|[一二三四五六七八九十百两]+(?=[个名家处次项场户人座])")
_YEAR = re.compile(r"20\d\d年|\d{1,2}月\d{1,2}日|\d{1,2}月|(?:一|二|三|四|上半|下半|前三)季?[度年]")
_PLAIN = re.compile(r"[\s，。；：、！？“”‘’（）()《》]")


@dataclass(frozen=True)
class Copy:
    """``later`` repeats ``earlier``: the share of its text found there, the aligned sentences, and names left behind."""

    later: DocumentRecord
    earlier: DocumentRecord
    share: float
    pairs: tuple[tuple[Quote, Quote], ...]
    residue: tuple[Quote, ...]


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    plain: str
    shingles: frozenset[str]


def copies(
    reports: Sequence[tuple[str, DocumentRecord]], dossier: Dossier, *, others: float = 0.45, own: float = 0.7
) -> list[Copy]:
    """Pairs of reports of which one repeats the other, the later one accused; ``reports`` are (unit, report).

    ``others`` is the share of text from which a report copies another unit's, ``own`` from which it repeats the unit's last.
    """
    names = _names(dossier)
    found = []
    lines = {d.document_id: (_lines(d, names, True), _lines(d, names, False)) for _, d in reports}
    for i, (unit, report) in enumerate(reports):
        for other_unit, other in reports[i + 1 :]:
            same = unit == other_unit
            one, two = lines[report.document_id][same], lines[other.document_id][same]
            if not _worth_aligning(one, two):
                continue
            later, earlier = _order(report, other)
            copy = _compare(later, earlier, *((one, two) if later is report else (two, one)))
            if copy.share >= (own if same else others):
                residue = (
                    ()
                    if same
                    else _residue(
                        later, unit if later is report else other_unit, other_unit if later is report else unit, dossier
                    )
                )
                found.append(Copy(later, earlier, copy.share, copy.pairs, residue))
    return found


def _order(one: DocumentRecord, other: DocumentRecord) -> tuple[DocumentRecord, DocumentRecord]:
    """(later, earlier); without dates the one that comes second by name counts as later."""
    if one.issue_date is not None and other.issue_date is not None and one.issue_date != other.issue_date:
        return (one, other) if one.issue_date > other.issue_date else (other, one)
    return (one, other) if one.file > other.file else (other, one)


def _names(dossier: Dossier) -> re.Pattern[str]:
    words = {w for unit in dossier.units for w in spellings(unit)}
    words |= {w[:-1] for w in words if len(w) > 2 and w[-1] in "省市县区乡镇村"}
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) or r"(?!)")


def _lines(document: DocumentRecord, names: re.Pattern[str], mask_numbers: bool) -> list[_Line]:
    found = []
    for start, end in sentence_spans(document.text):
        plain = _YEAR.sub("", names.sub("某", document.text[start:end]))
        if mask_numbers:
            plain = _NUMBER.sub("0", plain)
        plain = _PLAIN.sub("", plain)
        if len(plain) >= _LEAST:
            shingles = frozenset(plain[i : i + _SHINGLE] for i in range(len(plain) - _SHINGLE + 1))
            found.append(_Line(start, end, plain, shingles))
    return found


def _worth_aligning(one: Sequence[_Line], other: Sequence[_Line]) -> bool:
    """A cheap bound: too few pieces in common for any alignment to reach the limit."""
    a = {s for line in one for s in line.shingles}
    b = {s for line in other for s in line.shingles}
    return len(a & b) >= 0.15 * max(1, min(len(a), len(b)))


def _compare(later: DocumentRecord, earlier: DocumentRecord, own: Sequence[_Line], base: Sequence[_Line]) -> Copy:
    from rapidfuzz.distance import Indel

    holders: dict[str, list[int]] = defaultdict(list)
    for j, line in enumerate(base):
        for shingle in line.shingles:
            holders[shingle].append(j)
    pairs, repeated = [], 0
    for line in own:
        shared: dict[int, int] = defaultdict(int)
        for shingle in line.shingles:
            for j in holders.get(shingle, ()):
                shared[j] += 1
        best = max(shared, key=lambda j: (shared[j], -j), default=None)
        if best is not None and Indel.normalized_similarity(line.plain, base[best].plain) >= _ALIKE:
            repeated += len(line.plain)
            pairs.append((later.quote(line.start, line.end), earlier.quote(base[best].start, base[best].end)))
    total = sum(len(line.plain) for line in own)
    return Copy(later, earlier, repeated / total if total else 0.0, tuple(pairs), ())


def _residue(later: DocumentRecord, unit: str, other: str, dossier: Dossier) -> tuple[Quote, ...]:
    """Places where the later report still names the unit it was copied from (not inside a longer name of its own)."""
    names = {w for u in dossier.units if u.name == other for w in spellings(u)}
    stems = {w[:-1] for w in names if len(w) > 2 and w[-1] in "省市县区乡镇村"}
    own = {w for u in dossier.units if u.name == unit for w in spellings(u)}
    wanted = sorted((w for w in names | stems if not any(w in o for o in own)), key=lambda w: (-len(w), w))
    if not wanted:
        return ()
    pattern = re.compile("|".join(map(re.escape, wanted)))
    return tuple(later.quote(m.start(), m.end()) for m in pattern.finditer(later.text))[:3]
