"""The closed loop 整改→复查→销号, from ledgers: overdue, incomplete, unreviewed, relapsed.

What is wrong within one row is told by ``closure_steps``; here rows are held against each other and against what the
public says after they were closed. Prose (整改报告, 复查意见) is read by ``closure_prose``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from luodi.records import DocumentRecord, Dossier, Finding, FindingKind, Severity
from luodi.settings import Settings
from luodi.text.days import in_chinese
from luodi.text.shortened import shorten

from . import closure_prose, closure_words, ledgers
from .closure_steps import Fault, faults
from .complaints import Complaint
from .heard import complaints
from .making import Assessments, merged, state
from .places import named, unit_in

_RULES: dict[FindingKind, tuple[str, Severity]] = {
    "rectify-overdue": ("closure.overdue", "medium"),
    "rectify-incomplete": ("closure.admission", "high"),
    "rectify-unreviewed": ("closure.unreviewed", "high"),
    "rectify-relapse": ("closure.relapse", "high"),
}
_LOGGED = ("found", "done", "review", "closed")
"""The columns whose days tell until when a ledger was kept."""


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """Findings of the four rectify kinds, one per (kind, unit), from all ledgers and prose of the dossier."""
    return iter(merged(_all(dossier, as_of)))


def _all(dossier: Dossier, as_of: date) -> Iterator[Finding]:
    listed = [(d, ledgers.rows(d, "rectification")) for d in dossier.documents]
    everywhere = [row for _, entries in listed for row in entries]
    told = [c for _, heard in complaints(dossier) for c in heard.items] if everywhere else []
    for document, entries in listed:
        kept_to = max((day for row in entries for c in _LOGGED if (day := row.day(c))), default=None)
        for row in entries:
            for found in _of_row(row, everywhere, told, document, dossier, as_of):
                yield _with_age(found, row, kept_to)
        if not entries:
            yield from closure_prose.findings(document, dossier, as_of)


def _with_age(found: Finding, row: ledgers.Row, kept_to: date | None) -> Finding:
    """An open row that came due after the last day that its ledger tells of: the ledger cannot know how it ended."""
    due = row.day("due")
    if (
        found.kind != "rectify-overdue"
        or kept_to is None
        or due is None
        or row.day("done", year=due.year) is not None
        or kept_to >= due
    ):
        return found
    return found.replace(reason=f"{found.reason}；台账所记最晚到{in_chinese(kept_to)}，早于整改时限，此后情况请核实")


def _of_row(
    row: ledgers.Row,
    entries: list[ledgers.Row],
    told: list[Complaint],
    document: DocumentRecord,
    dossier: Dossier,
    as_of: date,
) -> Iterator[Finding]:
    again = (*_returns(row, entries, dossier), *_told_again(row, told, owner(row, dossier)))
    for fault in (*faults(row, as_of), *again):
        rule, severity = _RULES[fault.kind]
        yield state(
            fault.kind,
            owner(row, dossier),
            dossier=dossier,
            document=document,
            rule=rule,
            evidence=(row.quote, *fault.also),
            reason=f"{label(row)}：{fault.reason}",
            confidence=fault.confidence,
            severity=severity,
        )


def owner(row: ledgers.Row, dossier: Dossier) -> str:
    """The unit that has to rectify: a unit of the tree where the cell names one, else the cell's words.

    Without a column for it, the first cell that is nothing but a unit's name.
    """
    said = row.words("unit") or next((cell for cell in row.rest if named(cell, dossier)), "")
    return unit_in(said or row.words("problem"), dossier) or said or "未写明单位"


def label(row: ledgers.Row) -> str:
    """How a reason speaks of a row: its number and problem."""
    problem = row.words("problem")
    short = shorten(problem, 30)
    number = row.words("id") or str(row.number)
    return f"{f'第{number}项' if number.isdigit() else number}“{short}”"


def _returns(row: ledgers.Row, entries: list[ledgers.Row], dossier: Dossier) -> Iterator[Fault]:
    """The same matter listed again, here or in another ledger, found only after this row was closed."""
    closed = row.day("closed")
    if closed is None:
        return
    for other in entries:
        seen = other.day("found")
        if other is row or seen is None or seen <= closed or owner(other, dossier) != owner(row, dossier):
            continue
        if closure_words.same_matter(row.words("problem"), other.words("problem")):
            reason = f"{closed}销号，{seen}同一问题又列入台账（{label(other)}）"
            yield Fault("rectify-relapse", reason, 0.8, (other.quote,))
            return


def _told_again(row: ledgers.Row, told: list[Complaint], unit: str) -> Iterator[Fault]:
    """A complaint after closing about the same matter at the same place, in whatever words."""
    closed = row.day("closed")
    if closed is None:
        return
    for complaint in told:
        if complaint.day is None or complaint.day <= closed or complaint.unit != unit:
            continue
        if closure_words.same_place_and_matter(row.words("problem"), complaint.place, complaint.text, unit):
            said = shorten(complaint.text, 60)
            reason = f"{closed}销号后，{complaint.day}群众又反映：“{said}”（{complaint.id}）"
            yield Fault("rectify-relapse", reason, 0.75, (complaint.quote,))
            return
