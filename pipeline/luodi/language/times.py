"""``find_times``: the dates and periods that a report names, resolved against the report's own date."""

from __future__ import annotations

from datetime import date

from luodi.records import Deadline, DeadlineKind
from luodi.text.numerals import unify
from luodi.text.pieces import LONGEST, by_pieces

from .deadlines import context as ctx
from .deadlines.matcher import Mention, may_hold_times, scan
from .deadlines.moments import Moment

_LOOSE_FORMS = frozenset({"bare-day", "decade"})


def find_times(text: str, *, reference: date | None, loose: bool = False) -> list[Deadline]:
    """Every date or period of a report's sentence, in order, as records of kind ``by`` or ``during``.

    A point (12月20日, 截至11月底, 2023年底) has ``start`` equal to ``end``; 6月底前 has an ``end`` only; 自7月起 a
    ``start`` only; 今年以来 ends on the day of the report. A date without a year is the last one not after
    ``reference``, or the next one where the sentence plans (下一步, 将于, …前). What a change is measured against
    (较上年) and the numbers of papers are left out. ``loose`` adds bare days (29日) and decades.

    >>> [(t.start.isoformat(), t.end.isoformat()) for t in find_times("12月20日完成验收", reference=date(2024, 1, 15))]
    [('2023-12-20', '2023-12-20')]
    """
    if len(text) > LONGEST:
        return by_pieces(text, lambda piece: find_times(piece, reference=reference, loose=loose))
    if not loose and not may_hold_times(text):
        return []
    plain = unify(text)
    found: list[Deadline] = []
    for mention in scan(plain, reference, forward=False):
        if mention.moment is None or (mention.pattern.form in _LOOSE_FORMS and not loose):
            continue
        time = _read(plain, mention, mention.moment, reference)
        if time is not None:
            found.append(time.replace(text=text[time.begin : time.stop]))
    return found


def _read(text: str, mention: Mention, moment: Moment, reference: date | None) -> Deadline | None:
    begin, stop = mention.begin, mention.stop
    left = text[max(0, begin - 14) : begin]
    if ctx.PAPER.match(text, stop) or (moment.grain == "year" and not moment.mark and ctx.EDITION.match(text, stop)):
        return None
    if state := ctx.STATE.search(left):
        return _record(moment, begin - len(state[0]), stop, kind="by", start=moment.end, end=moment.end)
    if ctx.AGAINST.search(left) or ctx.AS_BASE.match(text, stop):
        return None
    if limit := ctx.BEFORE.match(text, stop):
        return _record(moment, begin, limit.end(), kind="by", start=None, end=moment.end)
    if since := ctx.SINCE.match(text, stop):
        return _record(moment, begin, since.end(), kind="during", start=moment.start, end=reference or moment.end)
    if (start := ctx.FROM.match(text, stop) or ctx.AFTER.match(text, stop)) and moment.mark != "初":
        return _record(moment, begin, start.end(), kind="during", start=moment.start, end=None)
    if moment.mark in ("底", "末", "年底", "年末"):
        return _record(moment, begin, stop, kind="by", start=moment.end, end=moment.end)
    return _record(moment, begin, stop, kind="during", start=moment.start, end=moment.end)


def _record(
    moment: Moment, begin: int, stop: int, *, kind: DeadlineKind, start: date | None, end: date | None
) -> Deadline:
    return Deadline.model_construct(
        text="", kind=kind, start=start, end=end, begin=begin, stop=stop, provisional=moment.assumed
    )
