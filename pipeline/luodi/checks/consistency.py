"""Do the units ask the same of their people? For one policy, a table units × tasks of own figures and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from luodi.records import Consistency, DocumentRecord, Dossier, OwnTerms

from .alignment import TaskIndex
from .passing import papers, said
from .tightening import times_a_year

_LIKE = 0.22


def consistency(dossier: Dossier) -> Consistency | None:
    """The units' own terms for each task and how far they agree; None for a dossier without a policy.

    Only what should be alike is compared: shares in per cent, last days, rhythms. Counts differ with the size of a unit
    and say nothing.
    """
    policy = dossier.policy
    if policy is None:
        return None
    index = TaskIndex(policy.tasks)
    terms = [
        found
        for unit, own in papers(dossier).items()
        for doc in own.sent_down
        for found in _terms(unit, doc, policy, index)
    ]
    agreement = _agreement(terms)
    score = sum(agreement.values()) / len(agreement) if agreement else None
    return Consistency(policy_id=policy.document_id, terms=tuple(terms), agreement=agreement, score=score)


def _terms(unit: str, doc: DocumentRecord, policy: DocumentRecord, index: TaskIndex) -> Iterator[OwnTerms]:
    from luodi.language import find_deadlines, find_quantities

    for a, b in said(doc, policy):
        sentence = doc.text[a:b]
        match = index.nearest(sentence)
        if match is None or match.likeness < _LIKE:
            continue
        quantities = find_quantities(sentence)
        deadlines = find_deadlines(sentence, reference=doc.issue_date)
        if quantities or deadlines:
            yield OwnTerms(
                unit=unit,
                task_id=match.task.task_id,
                quote=doc.quote(a, b),
                quantities=tuple(quantities),
                deadlines=tuple(deadlines),
            )


def _agreement(terms: list[OwnTerms]) -> dict[str, float]:
    """By task, the mean share of equal terms over the pairs of units that set any; tasks of one unit are left out."""
    by_task: dict[str, dict[str, set[tuple[str, object]]]] = defaultdict(lambda: defaultdict(set))
    for term in terms:
        by_task[term.task_id][term.unit] |= _comparable(term)
    found = {}
    for task_id, units in by_task.items():
        pairs = [(one, other) for one, other in combinations(units.values(), 2) if one and other]
        if pairs:
            found[task_id] = sum(len(one & other) / len(one | other) for one, other in pairs) / len(pairs)
    return found


def _comparable(term: OwnTerms) -> set[tuple[str, object]]:
    shares = {("share", q.value) for q in term.quantities if q.unit == "%" and q.value is not None}
    days = {("day", d.end) for d in term.deadlines if d.kind == "by" and d.end is not None}
    rhythms = {("rhythm", times_a_year(d.rrule)) for d in term.deadlines if d.rrule is not None}
    return {*shares, *days, *rhythms}
