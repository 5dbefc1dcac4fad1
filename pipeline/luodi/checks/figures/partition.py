"""The law of parts and wholes: what is said to be all the parts of a whole makes it.

Whether parts are meant to be all is weighed (`completeness`).
A list that comes out with anything told nearby contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .completeness import CUE, NEAR, SHORT, TOTAL, Parts, counted, rounds, weighed
from .contradiction import Contradiction
from .sorts import opposed_pairs
from .statements import Book, Statement, alike
from .written import shown

_MADE_UP = re.compile(r"由[^，。；]{0,8}(?:组成|构成)|分别为|来源[^，。；]{0,4}[：为]")
_TOTAL = re.compile(r"总投资|总投入|总额|总资金|总金额|总量|总数|总规模|总产|合计|总共|共计")
_ENOUGH = 5
"""Weight from which a list is held to be complete."""
_BACK = 3
_NO_ITEM = re.compile(r"其中|同?比|较|占|增|分别|涉及|覆盖|惠及|带动")
_PARTIAL = re.compile(r"其余|其他|其它|另有|余下|占")
_PLAIN = frozenset({"count", "total", "rest", "planned"})
_WHOLES = _PLAIN | {"prior"}


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All wholes of a text that their parts do not make, each once."""
    told: set[int] = set()
    for parts in _found(book):
        whole, items = parts.whole, parts.items
        if parts.weight < _ENOUGH or whole.figure.start in told:
            continue
        told.add(whole.figure.start)
        summed = sum(i.value for i in items)
        unit = items[0].figure.unit
        listed = "+".join(i.figure.text for i in items)
        off = f"{shown(abs(whole.value - summed))}{unit}"
        reason = f"总数写{whole.figure.text}，分项{listed}合计{shown(summed)}{unit}，相差{off}"
        yield book.clash([whole, *items], reason, min(0.92, 0.6 + 0.04 * parts.weight), "integrity.parts")


def _found(book: Book) -> Iterator[Parts]:
    for run in _runs(book):
        yield from _of_run(book, run)
    for place in range(len(book.sentences)):
        yield from _opposed(book, place)


def _runs(book: Book) -> Iterator[list[Statement]]:
    """Statements of one unit that follow each other as items of a list, the longest such."""
    open_runs: list[list[Statement]] = []
    for statement in book.statements:
        if statement.kind == "label" or not statement.figure.unit or statement.kind == "share":
            continue
        run = next((r for r in open_runs if alike(r[-1], statement)), None)
        closed = run is not None and len(run) > 2 and not run[-1].item
        if run is not None and not closed and statement.kind in _PLAIN and _next_item(book, run, statement):
            run.append(statement)
            continue
        if run is not None:
            open_runs.remove(run)
            yield run
        if statement.kind in _PLAIN:
            open_runs.append([statement])
    yield from open_runs


def _next_item(book: Book, run: Sequence[Statement], other: Statement) -> bool:
    """Whether a statement goes on with a list: one mark between, ； only where the list is parted by it throughout."""
    between = book.between(run[-1], other)
    if run[-1].line != other.line or re.search(r"[|。]", between):
        return False
    if len(run) > 2 and ("；" in between) != ("；" in book.between(run[-2], run[-1])):
        return False
    plain = re.sub(r"（[^）]*）|\d+", "", between)
    marks = sum(m in "，、；：" for m in plain)
    joined = marks == 1 or (marks == 0 and re.match(r"^[^\d]{0,8}?[和及与]", plain) is not None)
    joined = joined or (re.fullmatch(r"[^，；]{0,2}；[^，；]*，共(?:有|计)?", plain) is not None and other.item)
    return joined and len(plain) <= 24 and not _NO_ITEM.search(plain)


def _of_run(book: Book, run: Sequence[Statement]) -> Iterator[Parts]:
    """The whole that a run tells, before it, behind it, or as its own first or last figure."""
    if any(s.figure.vague for s in run):
        return
    near = [s for s in book.near(run[0], back=_BACK) if s.figure.end <= run[0].figure.start and alike(s, run[0])]
    near = [s for s in near if s.kind in _WHOLES and s.line >= run[0].line - 1]
    sorted_into = [s for s in book.near(run[0], back=0) if s.figure.end <= run[0].figure.start][-1:]
    if not near and sorted_into and counted(book.between(sorted_into[0], run[0]), len(run)):
        near = [s for s in sorted_into if s.kind in _PLAIN and s.figure.unit]
    behind = [s for s in book.near(run[-1], back=0, ahead=1) if s.figure.start >= run[-1].figure.end]
    behind = [s for s in behind if alike(s, run[-1]) and s.kind == "total" and s.line == run[-1].line][:1]
    behind = [s for s in behind if len(s.lead) <= (2 if s.place == run[-1].place else 1) * SHORT]
    if near and len(run) > 2 and run[-1].value == near[-1].value:
        run = run[:-1]  # the whole is told again behind its parts
    cued = bool(near) and "其中" in book.between(near[-1], run[0])
    if _comes_out(run, [*near, *behind], cued=cued):
        yield from _together(book, run, near)
        return
    choices: list[Parts] = []
    if near and len(run) > 1:
        choices.append(weighed(book, near[-1], run))
    if len(run) > 2:
        cued_within = [k for k in range(1, len(run) - 2) if CUE.search(book.between(run[k], run[k + 1]))]
        choices += [weighed(book, run[k], run[k + 1 :]) for k in (0, *cued_within)]
        if run[-1].kind == "total" or TOTAL.search(run[-1].name):
            choices.append(weighed(book, run[-1], run[:-1]))
    choices += [weighed(book, whole, run) for whole in behind if len(run) > 1]
    if len(run) > 2 and _MADE_UP.search(run[0].lead):
        choices += _told_elsewhere(book, run)
    if choices:
        yield max(choices, key=lambda parts: parts.weight)


def _told_elsewhere(book: Book, run: Sequence[Statement]) -> Iterator[Parts]:
    """工程资金由三部分组成：… and 总投资7840万元 two paragraphs before: the only total of the thing in the text."""
    totals = [s for s in book.statements if alike(s, run[0]) and _TOTAL.search(s.name) and not s.figure.vague]
    totals = [s for s in totals if s not in run and s.value > max(i.value for i in run)]
    summed = sum(i.value for i in run)
    if any(alike(s, run[0]) and rounds(s, run) for s in book.statements) or len({s.value for s in totals}) != 1:
        return
    if abs(totals[0].value - summed) <= NEAR * totals[0].value:
        yield Parts(totals[0], run, _ENOUGH)


def _together(book: Book, run: Sequence[Statement], near: Sequence[Statement]) -> Iterator[Parts]:
    """四类合计3.06万件 behind four items: what was told before them is all of it too, unless a rest is told."""
    first, last = (run[0], run[-1])
    for whole, items in ((near[-1] if near else None, run[:-1]), (first, run[1:-1])):
        if whole is None or len(items) < 2 or last.kind != "total" or not rounds(last, items):
            continue
        off = abs(whole.value - last.value)
        if not counted(last.name, len(items)) or off > NEAR * whole.value or rounds(whole, [last]):
            continue
        if not _PARTIAL.search(book.text, last.figure.end, last.sentence[1]) and not whole.figure.vague:
            yield Parts(whole, items, _ENOUGH + 1)


def _comes_out(run: Sequence[Statement], others: Sequence[Statement], *, cued: bool) -> bool:
    """Whether any stretch of a run makes the figure next to it, or one told around it; of parts announced as such
    (``cued``) one may be the sum of others by chance."""
    for start in range(len(run)):
        for end in range(start + 2, len(run) + 1):
            beside = [s for s in (*run[:start][-1:], *run[end:][:1]) if not cued or s.kind == "total"]
            told = others if not cued or end - start == len(run) else ()
            if any(rounds(other, run[start:end]) for other in (*beside, *told)):
                return True
    return False


def _opposed(book: Book, place: int) -> Iterator[Parts]:
    """Two parts that by their names make the whole (主城区, 县市), against a whole told in a sentence nearby."""
    by_figure = {s.figure: s for told in book.by_place[max(0, place - _BACK) : place + 2] for s in told}
    for one, other, thing in opposed_pairs(book.text, book.sentences[place][2]):
        pair = [by_figure[one], by_figure[other]]
        wholes = [s for f, s in by_figure.items() if f not in (one, other) and alike(s, pair[0])]
        wholes = [s for s in wholes if thing in s.figure.after[:8] and not s.figure.vague]
        if wholes and not any(rounds(w, pair) for w in wholes):
            summed = one.value + other.value
            yield from (
                Parts(w, pair, _ENOUGH)
                for w in wholes
                if abs(w.value - summed) <= 0.1 * w.value and w.value > max(one.value, other.value)
            )
