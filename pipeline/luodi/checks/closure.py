"""The closed loop 整改→复查→销号, from ledgers: overdue, incomplete, unreviewed, relapsed; and its rates.

Each row is a small state machine: found → rectified (``done``) → reviewed (``review``) → closed (``closed``).
Illegal steps are findings; a column that the ledger does not have is unknown and accuses nobody. What the text of a
row admits counts as much as its dates. Prose (整改报告, 复查意见) is read by ``closure_prose``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from luodi.records import DocumentRecord, Dossier, Finding, FindingKind, Quote, Severity
from luodi.settings import Settings
from luodi.text.days import in_chinese
from luodi.text.shortened import shorten

from . import closure_prose, closure_words, ledgers
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
_FINISHED = re.compile(r"^(?:是|已?完成|已整改|整改完成|已销号|已办结|办结|整改到位|√|✓)")
_OPEN = re.compile(
    r"^(?:否|未|尚|没|正在|进行中|整改中|推进中|在[改办]|持续|逾期|超期|滞后|×|✗|✕|[xX]$|[①-⑳]?(?:整改|完成|进度)?\d{1,2}(?:\.\d+)?[%％])"
)
"""A status that says it is not done; a share below 100 % does."""
_NUMBER = re.compile(r"^\d+(?:\.\d+)?")
_COUNTED = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[户处宗座个台条家件眼人段栋所亩名间张项口辆具份幢])(?!县|市|区|镇|乡|村民)"
)
_DID = re.compile(r"(?:已|完成|修好|拆除|清退|恢复|整改|安装|补齐|迁移)[^，。；\d]{0,6}$")


@dataclass(frozen=True)
class Fault:
    """One broken step of one row, in Chinese, with the rule's confidence."""

    kind: FindingKind
    reason: str
    confidence: float
    also: tuple[Quote, ...] = ()


_LOGGED = ("found", "done", "review", "closed")
"""The columns whose days tell until when a ledger was kept."""


@dataclass(frozen=True)
class Rates:
    """The rates of a ledger in [0, 1], each None where nothing is due that it could be counted of."""

    closure: float | None
    completion: float | None
    punctuality: float | None


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


def faults(row: ledgers.Row, as_of: date) -> Iterator[Fault]:
    """The illegal steps of one row, at most one of each kind.

    ``as_of`` is the day of judgement. A row that is open and not yet due, or whose review or closing only came
    after the due day, is in order: the due day is that of the rectification itself.
    """
    for check in (_overdue, _incomplete, _unreviewed, _relapsed):
        fault = check(row, as_of)
        if fault is not None:
            yield fault


def _overdue(row: ledgers.Row, as_of: date) -> Fault | None:
    due = row.day("due")
    if due is None:
        return None
    allowed = closure_words.extension(row.words("text"), due)
    limit = allowed if allowed is not None else due
    done = row.day("done", year=due.year)
    if done is not None:
        if done <= limit:
            return None
        return Fault("rectify-overdue", f"应于{limit}前整改完成，实际{done}才完成，逾期{(done - limit).days}天", 0.95)
    if limit >= as_of or _finished(row) or not (row.has("done") or _OPEN.match(row.words("status"))):
        return None
    return Fault("rectify-overdue", f"应于{limit}前整改完成，至{as_of}台账没有完成日期，{_excerpt(row)}", 0.9)


def _finished(row: ledgers.Row) -> bool:
    """Whether anything else says that the rectification was made, though no day is given for it."""
    said = (row.words("done"), row.words("status"))
    return any(_FINISHED.match(s) for s in said) or any(row.day(c) for c in ("review", "closed"))


def _incomplete(row: ledgers.Row, as_of: date) -> Fault | None:
    if not _claimed(row):
        return None
    left = closure_words.admission(row.words("text"))
    if left is not None:
        return Fault("rectify-incomplete", f"按已完成处理（{_dates(row)}），但整改情况写明“{left}”", 0.92)
    short = _part_only(row)
    if short is not None:
        return Fault("rectify-incomplete", f"按已完成处理（{_dates(row)}），但{short}", 0.7)
    return None


def _claimed(row: ledgers.Row) -> bool:
    return row.day("closed") is not None or row.day("done") is not None or _finished(row)


def _part_only(row: ledgers.Row) -> str | None:
    """The row counts N in all and M < N as put right, in columns of their own or in the problem and in the text."""
    wanted, done = (_NUMBER.match(row.words(column)) for column in ("asked_count", "done_count"))
    if wanted is not None and done is not None and float(done.group()) < float(wanted.group()):
        return f"应改{wanted.group()}，已改只有{done.group()}"
    asked = _COUNTED.search(row.words("problem"))
    if asked is None:
        return None
    text = row.words("text")
    counted = [m for m in _COUNTED.finditer(text) if m["unit"] == asked["unit"]]
    did = [m for m in counted if _DID.search(text[: m.start()])]
    total = sum(float(m["number"]) for m in counted)
    if not did or total >= float(asked["number"]) or closure_words.whole(text):
        return None
    return f"问题涉及{asked.group()}，整改情况只写明{'、'.join(m.group() for m in did)}"


def _unreviewed(row: ledgers.Row, as_of: date) -> Fault | None:
    closed = row.day("closed")
    if closed is None:
        return None
    text = row.words("text")
    said = closure_words.unreviewed(text)
    review, done = row.day("review"), row.day("done")
    if said is not None:
        return Fault(
            "rectify-unreviewed", f"{closed}销号，依据是“{said}”，没有现场复查", 0.95 if review is None else 0.75
        )
    if review is None:
        if not row.has("review") or row.words("review") or closure_words.looked(text):
            return None
        return Fault("rectify-unreviewed", f"{closed}销号，复查日期为空，也没有写明谁复查过", 0.88)
    if review > closed:
        return Fault("rectify-unreviewed", f"{closed}先销号，{review}才复查", 0.85)
    if done is not None and review < done:
        return Fault("rectify-unreviewed", f"{review}复查时整改尚未完成（{done}完成），其后没有再复查", 0.7)
    return None


def _relapsed(row: ledgers.Row, as_of: date) -> Fault | None:
    closed = row.day("closed")
    if closed is None:
        return None
    said = closure_words.relapse(row.words("text"), closed)
    return None if said is None else Fault("rectify-relapse", f"{closed}销号后又出现：“{said}”", 0.93)


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


def rates(entries: Iterable[ledgers.Row], as_of: date) -> Rates:
    """Closure, completion and on-time rates of a ledger.

    closure = closed / all rows due by ``as_of``; completion = rectified / all rows due by then;
    on time = rectified by the due day / all rows due by then that have both days or are late.
    """
    due = [r for r in entries if (day := r.day("due")) is not None and day <= as_of]
    closed = sum(r.day("closed") is not None for r in due)
    done = sum(_claimed(r) for r in due)
    timed = [r for r in due if r.day("done") is not None or not _claimed(r)]
    on_time = sum((d := r.day("done")) is not None and d <= (r.day("due") or d) for r in timed)
    n = len(due)
    return Rates(
        closure=closed / n if n else None,
        completion=done / n if n else None,
        punctuality=on_time / len(timed) if timed else None,
    )


def _dates(row: ledgers.Row) -> str:
    parts = [f"{name}{day}" for name, column in (("完成", "done"), ("销号", "closed")) if (day := row.day(column))]
    return "，".join(parts) or "台账标为完成"


def _excerpt(row: ledgers.Row) -> str:
    text = row.words("text") or row.words("status")
    return f"写明“{shorten(text, 60)}”" if text else "也没有说明"
