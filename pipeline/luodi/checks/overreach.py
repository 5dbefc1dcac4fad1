"""层层加码: a local document that asks more of the grass roots or the public than the policy does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luodi.records import DocumentRecord, Dossier, Finding
from luodi.settings import Settings
from luodi.text.sentences import between_marks, sentence_spans
from luodi.text.shortened import shorten

from .alignment import TaskIndex
from .making import Assessments, state
from .passing import judged_units, own_text, papers
from .tightening import Demand, tightened
from .words import words

_LIFTS = re.compile(
    r"取消|停止|停下|清理|删去|废止|不再|不得|严禁|禁止|压减|精简|减少|整治|纠正|杜绝|防止|避免|减轻|改为|改由"
)
_GRAMS = 4


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """A finding ``overreach`` for each unit whose rules or notices ask more than the policy."""
    policy = dossier.policy
    if policy is None:
        return
    files = papers(dossier)
    index = TaskIndex(policy.tasks)
    for unit in judged_units(dossier):
        own = files.get(unit)
        for doc in own.sent_down if own is not None else ():
            demands = [*burdens(doc, policy), *tightened(doc, policy, index)]
            weight = 1.0
            for demand in demands:
                weight *= 1.0 - demand.weight
            if demands:
                yield _state(dossier, unit, doc, demands, 1.0 - weight)


def burdens(doc: DocumentRecord, policy: DocumentRecord) -> Iterator[Demand]:
    """Penalties, reports more often than monthly, traces and charges that the policy does not know."""
    lexicon = words()
    sorts = (
        ("overreach.penalty", "另加惩罚", lexicon.penalty, 0.8),
        ("overreach.reports", "加密报送留痕", lexicon.traces, 0.65),
        ("overreach.pressing", "加密调度排名", lexicon.pressing, 0.35),
        ("overreach.quotas", "另定频次和数量", lexicon.quotas, 0.5),
        ("overreach.charges", "另收费用", lexicon.charges, 0.8),
        ("overreach.conditions", "另加条件", lexicon.conditions, 0.5),
    )
    for a, b in (span for inside in own_text(doc, policy) for span in sentence_spans(doc.text, *inside)):
        sentence = doc.text[a:b]
        for rule, what, pattern, weight in sorts:
            found = pattern.search(sentence)
            if found is None or _known(found.group(), policy.text, pattern) or _lifts(sentence, found):
                continue
            # a penalty for what fails, or one outright: else 考核 only announces that somebody will look
            if pattern is lexicon.penalty and not (
                lexicon.failing.search(sentence) or lexicon.outright.search(sentence)
            ):
                continue
            yield Demand(rule, what, doc.quote(a, b), None, weight)


def _known(words_found: str, policy: str, pattern: re.Pattern[str]) -> bool:
    """Whether the policy itself speaks of such a thing in nearly the same words."""
    grams = {words_found[i : i + _GRAMS] for i in range(max(1, len(words_found) - _GRAMS + 1))}
    for found in pattern.finditer(policy):
        near = found.group()
        shared = sum(g in near for g in grams)
        if shared >= 0.5 * len(grams) or near in words_found:
            return True
    return False


def _lifts(sentence: str, found: re.Match[str]) -> bool:
    """Whether the words before take a burden away (取消单项考核) instead of adding one."""
    begin, _ = between_marks(sentence, found.start(), found.end(), marks="，。；")
    return _LIFTS.search(sentence, begin, found.start()) is not None


def _state(dossier: Dossier, unit: str, doc: DocumentRecord, demands: list[Demand], confidence: float) -> Finding:
    policy = dossier.policy
    assert policy is not None
    by_place: dict[str, list[str]] = {}
    for demand in demands:
        by_place.setdefault(demand.quote.quote, []).append(demand.what)
    shown = list(by_place.items())[:5]
    said = "；".join(f"{'、'.join(dict.fromkeys(what))}（“{_short(place)}”）" for place, what in shown)
    quotes = [q for d in demands for q in (d.quote, d.asked) if q is not None]
    return state(
        "overreach",
        unit,
        dossier=dossier,
        rule=max(demands, key=lambda d: d.weight).rule,
        reason=f"《{doc.title or doc.file}》在《{policy.title or policy.file}》之外对基层或群众加码：{said}。",
        confidence=min(0.95, confidence),
        severity="high" if len(demands) >= 3 else "medium",
        document=doc,
        evidence=quotes,
    )


def _short(said: str) -> str:
    return shorten(said, 70)
