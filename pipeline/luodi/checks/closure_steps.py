"""The steps of one row of a ledger: found → rectified (``done``) → reviewed (``review``) → closed (``closed``).

An illegal step is a fault; a column that the ledger does not have is unknown and accuses nobody. What the text of a
row admits counts as much as its dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luodi.records import FindingKind, Quote
from luodi.text.shortened import shorten

from . import closure_words, ledgers

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


def faults(row: ledgers.Row, as_of: date) -> Iterator[Fault]:
    """The illegal steps of one row, at most one of each kind.

    ``as_of`` is the day of judgement. A row that is open and not yet due, or whose review or closing only came
    after the due day, is in order: the due day is that of the rectification itself.
    """
    for fault in (_overdue(row, as_of), _incomplete(row), _unreviewed(row), _relapsed(row)):
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


def _incomplete(row: ledgers.Row) -> Fault | None:
    if not claimed(row):
        return None
    left = closure_words.admission(row.words("text"))
    if left is not None:
        return Fault("rectify-incomplete", f"按已完成处理（{_dates(row)}），但整改情况写明“{left}”", 0.92)
    short = _part_only(row)
    if short is not None:
        return Fault("rectify-incomplete", f"按已完成处理（{_dates(row)}），但{short}", 0.7)
    return None


def claimed(row: ledgers.Row) -> bool:
    """Whether a row is handled as rectified, by a day of completion or closing, or by its words."""
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


def _unreviewed(row: ledgers.Row) -> Fault | None:
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


def _relapsed(row: ledgers.Row) -> Fault | None:
    closed = row.day("closed")
    if closed is None:
        return None
    said = closure_words.relapse(row.words("text"), closed)
    return None if said is None else Fault("rectify-relapse", f"{closed}销号后又出现：“{said}”", 0.93)


def _dates(row: ledgers.Row) -> str:
    parts = [f"{name}{day}" for name, column in (("完成", "done"), ("销号", "closed")) if (day := row.day(column))]
    return "，".join(parts) or "台账标为完成"


def _excerpt(row: ledgers.Row) -> str:
    text = row.words("text") or row.words("status")
    return f"写明“{shorten(text, 60)}”" if text else "也没有说明"
