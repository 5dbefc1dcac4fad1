"""What a person decided about one task of one unit, in place of what was judged: the next run goes by it.

Checks and scores then rest on the person's word: a task read wrongly is no part of 打折扣执行 any more, and one that
was left to people counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from luodi.records import ASPECTS, CHINESE, STATUSES, Aspect, Assessment, Status

WORDS: dict[str, Status] = {f"应为{CHINESE[status]}": status for status in STATUSES}
"""The choices of the workbook; 应为打折扣 may name in what: 应为打折扣（数量、时限）."""
_ASPECT: dict[str, Aspect] = {CHINESE[aspect]: aspect for aspect in ASPECTS}
_IN_WHAT = re.compile(r"[（(]([^）)]*)[）)]")


@dataclass(frozen=True)
class Ruling:
    """One person's word on an assessment: ``words`` as in the workbook, why, and in which role."""

    assessment_id: str
    words: str
    reason: str = ""
    by: str = ""


def ruled(words: str) -> tuple[Status, tuple[Aspect, ...]] | None:
    """Status and aspects that somebody wrote down; None where nothing was decided.

    >>> ruled("应为打折扣（数量、时限）"), ruled("应为已落实"), ruled("再看")
    (('discounted', ('quantity', 'deadline')), ('implemented', ()), None)
    """
    status = WORDS.get(_IN_WHAT.sub("", words).strip())
    if status is None:
        return None
    named = _IN_WHAT.search(words)
    told = tuple(_ASPECT[w] for w in re.split("[、，,]", named[1]) if w in _ASPECT) if named else ()
    return status, told if status == "discounted" else ()


def overruled(assessments: Iterable[Assessment], rulings: Iterable[Ruling]) -> list[Assessment]:
    """The assessments with what people decided; the reason says who did and what was judged before."""
    by_id = {ruling.assessment_id: ruling for ruling in rulings}
    return [_by(by_id[a.assessment_id], a) if a.assessment_id in by_id else a for a in assessments]


def _by(ruling: Ruling, judged: Assessment) -> Assessment:
    decided = ruled(ruling.words)
    if decided is None:
        return judged
    status, aspects = decided
    kept = judged.aspects if status == "discounted" == judged.status else ()
    before = "待判读" if judged.abstained else CHINESE[judged.status]
    why = f"，{ruling.reason.rstrip('。')}" if ruling.reason else ""
    told = f"{ruling.by or '人工'}判断为“{CHINESE[status]}”{why}（软件原判断为“{before}”）。{judged.reason}"
    return judged.replace(status=status, aspects=aspects or kept, confidence=1.0, abstained=False, reason=told)
