"""Answers to findings: confirmed or refuted, by whom in which role, read from a sheet and heeded by the next run.

A refuted finding stays visible with its answer and counts for nothing. Two reviewers who disagree leave a finding open;
``luodi learn review`` says how far they agree. Roles are kept, names of people are not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luodi.checks import ledgers
from luodi.records import CHINESE, DocumentRecord, Finding
from luodi.text.decisions import Decision, decided

_APART, _UNDECIDED = "；", "复核意见不一致，待定。"


@dataclass(frozen=True)
class Answer:
    """What one reviewer decided about one finding, why, and in which role."""

    finding_id: str
    decision: Decision
    reason: str
    by: str


def answers(documents: Iterable[DocumentRecord]) -> list[Answer]:
    """The answers in all sheets of replies (columns: ledger_headers.toml), in reading order, without empty ones."""
    found: list[Answer] = []
    for document in documents:
        for row in ledgers.rows(document, "reply"):
            decision = decided(row.words("decision"))
            finding_id = row.words("finding_id")
            if decision is not None and finding_id:
                found.append(Answer(finding_id, decision, row.words("reason"), row.words("by")))
    return found


def heed(findings: Sequence[Finding], given: Sequence[Answer]) -> list[Finding]:
    """The findings with what was answered; contradicting answers leave a finding open and say so."""
    by_finding: dict[str, list[Answer]] = {}
    for answer in given:
        by_finding.setdefault(answer.finding_id, []).append(answer)
    return [_answered(f, by_finding.get(f.finding_id, [])) for f in findings]


def first_hand(given: Sequence[Answer]) -> list[Answer]:
    """The answers without those that only repeat others: a run writes what sheets said into the workbook, nameless.

    >>> said = Answer("f", "refuted", "附件已列明", "县督查室")
    >>> first_hand([Answer("f", "refuted", "县督查室：附件已列明", ""), said]) == [said]
    True
    """
    return [a for n, a in enumerate(given) if a.by or not repeats(a.reason, in_words([*given[:n], *given[n + 1 :]]))]


def repeats(words: str, reply: str) -> bool:
    """Whether all that ``words`` say stands in the ``reply`` of a finding already."""
    return set(words.split(_APART)) <= set(reply.removeprefix(_UNDECIDED).split(_APART)) if words else False


def _answered(finding: Finding, answered: list[Answer]) -> Finding:
    given = first_hand(answered)
    if not given:
        return finding
    decisions = {a.decision for a in given}
    by_reviewer = {(a.by or str(n)): a.decision for n, a in enumerate(given)}  # the last word of each; no name: another
    first, second = (*list(by_reviewer.values())[:2], None)[:2]
    return finding.replace(
        standing=decisions.pop() if len(decisions) == 1 else "open",
        reply=in_words(given),
        first_review=first,
        second_review=second,
        reviewers_agree=None if second is None else len(set(by_reviewer.values())) == 1,
    )


def in_words(given: Sequence[Answer]) -> str:
    """What stands beside a finding that was answered: who said what, and that they disagree where they do."""
    said = _APART.join(dict.fromkeys(f"{a.by or '复核'}：{a.reason or CHINESE[a.decision]}" for a in given))
    return f"{_UNDECIDED}{said}" if len({a.decision for a in given}) > 1 else said
