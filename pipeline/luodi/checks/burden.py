"""The superior's own burden on those below, off unless asked for (settings.forwarding.burden_check).

Source: 整治形式主义为基层减负若干规定 (2024): documents not above 5,000 characters, special ones not above 4,000; a
superior in general asks neither for supporting papers nor for reports on how its document was carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luodi.compare.demands import demanding, left_open
from luodi.records import DocumentRecord, Dossier, Finding, Quote
from luodi.settings import Settings
from luodi.text.sentences import sentence_spans

from .making import Assessments, state

_LONGEST = 5000
_LONGEST_SPECIAL = 4000
_SPECIAL = re.compile(r"专项|行动(?:方案|计划)|整治")
_REPORTS = re.compile(
    r"(?:每[日天周月旬]|按[日周月]|定期|(?:于|在)?[^，。；]{0,10}前)[^，。；]{0,20}(?:报送|上报|报告)[^，。；]{0,20}(?:情况|进展|台账|总结|报表|信息)"
)
_SPACE = re.compile(r"\s+")


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """A finding ``overreach`` about the issuer itself when its document is too long or asks for papers and reports."""
    policy = dossier.policy
    if policy is None or not settings.forwarding.burden_check:
        return
    unit = dossier.issuing_unit or "、".join(policy.issuer)
    length = len(_SPACE.sub("", policy.text))
    limit = _LONGEST_SPECIAL if _SPECIAL.search(policy.title or "") else _LONGEST
    reasons: list[str] = []
    quotes: list[Quote] = []
    if length > limit:
        reasons.append(f"全文{length}字，超过{limit}字")
    for what, pattern in (("要求报送情况", _REPORTS), ("要求制定配套文件", demanding())):
        found = list(_sentences(policy, pattern))
        if found:
            reasons.append(f"{what}{len(found)}处")
            quotes += found
    if not reasons or not unit:
        return
    yield state(
        "overreach",
        unit,
        dossier=dossier,
        rule="burden.superior",
        reason=f"《{policy.title or policy.file}》给基层增加的负担：{'；'.join(reasons)}。",
        confidence=0.8,
        severity="low",
        document=policy,
        evidence=quotes,
    )


def _sentences(policy: DocumentRecord, pattern: re.Pattern[str]) -> Iterator[Quote]:
    for a, b in sentence_spans(policy.text):
        if pattern.search(policy.text, a, b) and left_open().search(policy.text, a, b) is None:
            yield policy.quote(a, b)
