"""Supervision plans without a yardstick: no sample size, no score, no threshold (plan-unquantified).

A plan that says how many things are looked at, how points are given or which rate is demanded can be checked; one
that asks whether something is “认真” or “有力” cannot. Patterns: plan_indicators.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from luodi.records import DocumentRecord, Dossier, Finding, Quote, Task
from luodi.settings import Settings
from luodi.text.items import MARK
from luodi.text.lexicon import rules
from luodi.text.rows import row_words
from luodi.text.sentences import sentence_spans
from luodi.text.shortened import shorten
from luodi.text.words import dot

from .likeness import PairIndex
from .making import Assessments, state
from .places import issuing

_NUMBER = re.compile(rf"^\s*(?:{MARK}\s*)+")
_VAGUE = re.compile(r"是否|有没有|有无|情况|明显|有力|到位|扎实|认真|充分|浓厚|健全")
_REACHES = 0.12
"""Likeness from which a sentence of the plan counts as speaking of a task."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    data = rules("plan_indicators")
    return (
        tuple(re.compile(p) for p in data["measurable"]["patterns"]),
        tuple(re.compile(p) for p in data["measurable"]["not"]),
        re.compile(data["plan"]["title"]),
        re.compile(data["plan"]["account"]),
    )


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """plan-unquantified per supervision plan, with the tasks that it does not reach."""
    for document in dossier.documents:
        if not is_plan(document) or document.state == "partial" or indicators(document):
            continue
        unit = issuing(document.document_id, dossier)
        if unit is None:
            continue
        missed = unreached(document, dossier)
        asked = _questions(document)
        more = f"；政策{len(missed)}项任务没有涉及，如“{row_words(missed[0].sentence)[:40]}”" if missed else ""
        yield state(
            "plan-unquantified",
            unit,
            dossier=dossier,
            document=document,
            rule="plan.measurable",
            task_ids=[t.task_id for t in missed],
            evidence=asked,
            reason=f"督导方案没有抽查数量、评分标准或指标数值，只问{_asked(asked)}一类无从衡量的内容{more}"
            if asked
            else f"督导方案没有抽查数量、评分标准或指标数值{more}",
            confidence=0.9 if asked else 0.75,
            severity="medium",
        )


def is_plan(document: DocumentRecord) -> bool:
    """Whether an inspection document announces a supervision, and is not an account of one."""
    if document.kind != "inspection":
        return False
    _, _, title, account = _patterns()
    name = re.sub(r"\s", "", document.title or document.text[:200])
    return title.search(name) is not None and account.search(name) is None


def indicators(document: DocumentRecord) -> list[Quote]:
    """The measurable indicators that a plan states: samples, scores, thresholds."""
    wanted, unwanted, _, _ = _patterns()
    found: list[Quote] = []
    for start, end in sentence_spans(document.text):
        sentence = document.text[start:end]
        for pattern in unwanted:
            sentence = pattern.sub(lambda m: "　" * len(m.group()), sentence)
        hit = next((m for p in wanted if (m := p.search(sentence)) is not None), None)
        if hit is not None:
            found.append(document.quote(start, end))
    return found


def unreached(document: DocumentRecord, dossier: Dossier) -> list[Task]:
    """The policy's tasks that no sentence of the plan speaks of."""
    if dossier.policy is None:
        return []
    sentences = [document.text[a:b] for a, b in sentence_spans(document.text)]
    tasks = dossier.policy.tasks
    index = PairIndex([*sentences, *(t.sentence for t in tasks)])
    vectors = [index.weigh(s) for s in sentences]
    return [t for t in tasks if max((dot(index.weigh(t.sentence), v) for v in vectors), default=0.0) < _REACHES]


def _asked(questions: Sequence[Quote]) -> str:
    """The first two questions in the plan's own words, without their numbers."""
    words = (_NUMBER.sub("", row_words(q.quote)).strip("。；;，") for q in questions[:2])
    return "".join(f"“{shorten(w, 24)}”" for w in words)


def _questions(document: DocumentRecord) -> list[Quote]:
    return [
        document.quote(a, b)
        for a, b in sentence_spans(document.text)
        if _VAGUE.search(document.text, a, b) and ("是否" in document.text[a:b] or "看" in document.text[a : a + 12])
    ][:6]
