"""Reports that repeat another unit's report, or the unit's own of the period before.

Names of units and dates are masked, length for length so that offsets hold. Against another unit figures are masked too
(a copyist changes them); against the unit's own last report they are kept, because a form that is filled in anew each
quarter is no copy. What both quote from the policy was copied from neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luodi.records import DocumentRecord, Dossier, Quote, Unit
from luodi.text.sentences import sentence_spans
from luodi.text.similarity import aligned, containment, shingles

from .places import spellings, stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST = 12
"""Characters of a sentence from which its repetition says something."""
_ALIKE = 0.75
_WINDOW = 6
_WORTH = 0.08
"""Share of common windows below which two reports cannot be copies: most pairs end here, cheaply."""
_QUOTED = 0.7
"""Share of a sentence's windows in the policy from which the sentence is the policy's."""
_PUT_IN, _HALF = 0.15, 0.5
"""What is taken off the share of the last report that stands in the new one, and the least share of this one."""
_OWN = 60
"""Characters of a report's own from which its likeness to another one says something."""
_DATE = re.compile(r"20\d\d年?|\d{1,2}月\d{1,2}日|\d{1,2}月|[一二三四上下前半两]+季度|[上下]半年")


@dataclass(frozen=True)
class Copy:
    """``later`` repeats ``earlier``: the share of its text found there, aligned sentences, names left behind."""

    later: DocumentRecord
    earlier: DocumentRecord
    share: float
    pairs: tuple[tuple[Quote, Quote], ...]
    residue: tuple[Quote, ...]


def copies(
    reports: Sequence[tuple[str, DocumentRecord]], dossier: Dossier, *, others: float = 0.45, own: float = 0.7
) -> list[Copy]:
    """Pairs of reports of which one repeats the other, the later one accused; ``reports`` are (unit, report).

    ``others`` is the share of text from which a report copies another unit's, ``own`` from which it repeats the unit's
    own last one.
    """
    names = _names(dossier)
    masked = [_masked(d.text, names) for _, d in reports]
    windows = [shingles(re.sub(r"\d", "0", text), size=_WINDOW) for text in masked]
    policy = shingles(_masked(dossier.policy.text, names) if dossier.policy is not None else "", size=_WINDOW)
    found = []
    for i, (unit, report) in enumerate(reports):
        for j in range(i + 1, len(reports)):
            other_unit, other = reports[j]
            a, b = (windows[i], windows[j]) if len(windows[i]) < len(windows[j]) else (windows[j], windows[i])
            if containment(a, b) < _WORTH:
                continue
            same = unit == other_unit
            later, earlier = (i, j) if _follows(report, other) else (j, i)
            own_text = (masked[later], masked[earlier])
            copy = _compare(reports[later][1], reports[earlier][1], *own_text, policy, exact=same)
            if copy.share >= (own if same else others):
                left = () if same else _residue(reports[later][1], reports[later][0], reports[earlier][0], dossier)
                found.append(Copy(copy.later, copy.earlier, copy.share, copy.pairs, left))
    return found


def _follows(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether ``one`` is the later report; without different dates the one that comes second by name."""
    if one.issue_date is not None and other.issue_date is not None and one.issue_date != other.issue_date:
        return one.issue_date > other.issue_date
    return one.file > other.file


def _names(dossier: Dossier) -> re.Pattern[str]:
    return _any_of({w for unit in dossier.units for w in _written(unit)})


def _written(unit: Unit) -> set[str]:
    """How a unit is written, with and without 县, 区 …"""
    names = spellings(unit)
    return {w for name in names for w in (name, stem(name)) if w}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first; nothing where there are none."""
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) or r"(?!)")


def _masked(text: str, names: re.Pattern[str]) -> str:
    for pattern in (names, _DATE):
        text = pattern.sub(lambda m: "某" * len(m.group()), text)
    return text


def _compare(
    later: DocumentRecord,
    earlier: DocumentRecord,
    own: str,
    base: str,
    policy: NDArray[np.uint64],
    *,
    exact: bool,
) -> Copy:
    told = [(a, b) for a, b in sentence_spans(own) if b - a >= _LEAST and not _of_policy(own[a:b], policy)]
    passages = [p for p in aligned(own, base, floor=_ALIKE, shortest=_LEAST) if p.exact or not exact]
    passages = [p for p in passages if (p.start, p.end) in set(told)]
    total = sum(b - a for a, b in told)
    pairs = tuple((later.quote(p.start, p.end), earlier.quote(p.original_start, p.original_end)) for p in passages)
    repeated = sum(p.end - p.start for p in passages)
    share = min(1.0, repeated / total) if total >= _OWN else 0.0
    if exact:  # the whole of the last report, to the figure, with something put in between
        kept = {(p.original_start, p.original_end) for p in passages}
        before = sum(b - a for a, b in sentence_spans(base) if b - a >= _LEAST and not _of_policy(base[a:b], policy))
        share = (
            max(share, sum(b - a for a, b in kept) / before - _PUT_IN) if before >= _OWN and share >= _HALF else share
        )
    return Copy(later, earlier, min(1.0, share), pairs, ())


def _of_policy(sentence: str, policy: NDArray[np.uint64]) -> bool:
    return containment(shingles(sentence, size=_WINDOW), policy) >= _QUOTED


def _residue(later: DocumentRecord, unit: str, other: str, dossier: Dossier) -> tuple[Quote, ...]:
    """Places where the later report still names the unit it was copied from, but not its own or a shared name."""
    own = {w for u in dossier.units if u.name == unit for w in spellings(u)}
    names = {w for u in dossier.units if u.name == other for w in _written(u) if not any(w in o for o in own)}
    return tuple(later.quote(m.start(), m.end()) for m in _any_of(names).finditer(later.text))[:3]
