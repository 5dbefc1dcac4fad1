"""Tasks of one document: judged sentences with their units, deadlines, quantities and strength."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luodi.records import Deadline, DocumentRecord, Quantity, Task, identify

from ..passages import Passage, passages
from ..quantities import find_quantities
from ..strength import read_strength
from ..units.names import certain_unit, is_actor, split_names
from ..units.responsibility import read_responsibility
from .division import align, alike
from .judge import Verdict, judge
from .pointing_tables import Pointer, pointed_rows, pointing_rows
from .responsible import Duty, responsible
from .tables import Row, division_rows
from .terms import deadlines_of, heading_terms, shared_terms, stage_terms

_LIKELY = 0.2
_POINTS = re.compile(r"（\d+分）")
_EXAMINED = re.compile("(?:考核|考评|评价|评估|被考核|检查)(?:的)?(?:对象|单位)$")


def find_tasks(record: DocumentRecord) -> tuple[Task, ...]:
    """The tasks of a document in order; ``record`` needs its text, outline, parts, tables and issue date."""
    nearby = passages(record)
    verdicts = judge(nearby, year=record.issue_date.year if record.issue_date is not None else None)
    divided = division_rows(record)
    rows = [row for row in divided if not row.share]
    likely = [i for i, v in enumerate(verdicts) if v.probability >= _LIKELY]
    aligned = align(rows, [nearby[i] for i in likely], [verdicts[i].probability for i in likely])
    matched = {i: rows[j] for i, j in zip(likely, aligned, strict=True) if j is not None}
    if 2 * (len(rows) - len(set(matched.values()))) > len(rows):
        # most rows are tasks of their own: a neighbour in words is not the same task
        matched = {i: row for i, row in matched.items() if alike(row, nearby[i])}
    chosen = [i for i, v in enumerate(verdicts) if v.task or i in matched]
    duties = responsible(nearby, chosen)
    pointed = pointed_rows(pointing_rows(record), nearby, chosen)
    shared = shared_terms(nearby, record.issue_date)
    tasks = [
        _task(
            record,
            nearby[i],
            verdicts[i],
            duties[i],
            matched.get(i) or pointed.get(i),
            shared.get(i) or stage_terms(record, nearby[i], record.issue_date),
        )
        for i in chosen
    ]
    left = [row for row in rows if row not in matched.values()]
    beside = bool(rows) and len(left) <= len(rows) / 2
    if beside:
        left = [row for row in left if _of_its_own(row, [nearby[i] for i in chosen])]
    rule = "task.row-beside" if beside else "task.row"
    tasks += [_row_task(record, _charged(row, nearby), rule) for row in left]
    tasks += [_row_task(record, row, "task.share") for row in divided if row.share]
    return tuple(sorted(tasks, key=lambda t: t.start))


def _task(
    record: DocumentRecord,
    passage: Passage,
    verdict: Verdict,
    duty: Duty,
    row: Row | Pointer | None,
    shared: Sequence[Deadline],
) -> Task:
    strength, cue = read_strength(passage.body)
    lead, support = duty.lead, duty.support
    elsewhere = [duty.rest, *heading_terms(record, passage), "" if row is None else row.time]
    if row is not None:
        # a table divides work among departments; 各市、县政府 that the text names beside them stay
        local = tuple(s for s in support if s.startswith("各") and s not in row.support)
        lead, support = row.lead or lead, (*row.support, *local) if row.lead or row.support else support
    rule = verdict.rule if verdict.task else "task.table"
    return Task(
        task_id=identify(record.document_id, passage.start, passage.text),
        document_id=record.document_id,
        file=record.file,
        path=passage.path,
        sentence=passage.text,
        page=record.page_of(passage.start),
        start=passage.start,
        end=passage.end,
        lead=lead,
        support=tuple(s for s in support if s not in lead),
        strength=strength,
        deadlines=deadlines_of(passage.text, elsewhere, record.issue_date, shared),
        quantities=tuple(find_quantities(passage.text)),
        confidence=round(max(verdict.probability, 0.6 if row is not None else 0.0), 3),
        rule=f"{rule}+{cue}+{'units.table' if row is not None and row.lead else duty.rule}",
    )


def _of_its_own(row: Row, told: Sequence[Passage]) -> bool:
    """Whether a row left over beside rows that repeat the text sets a figure that no sentence sets."""
    figures = [q.text for q in find_quantities(row.work)]
    known = any(figure in p.text for figure in figures for p in told)
    return bool(figures and row.lead) and not known and not any(alike(row, p) for p in told)


def _charged(row: Row, nearby: Sequence[Passage]) -> Row:
    """The row with the units that the heading right above its table or a line below it names, where the table itself
    names none that leads."""
    if row.lead:
        return row
    if row.points and (examined := _examined(nearby)):
        return replace(row, lead=examined)
    below = next((p for p in nearby if p.start >= row.cell.end and not p.row), None)
    said = read_responsibility(below.text) if below is not None else None
    if said is not None:
        return replace(row, lead=said.lead, support=said.support)
    above = next((p for p in reversed(nearby) if p.end <= row.cell.start and not p.row), None)
    names = split_names(above.body.strip("。：: ")) if above is not None and above.number else []
    if not names or not all(map(certain_unit, names)):
        return row
    return replace(row, lead=(names[0],), support=(*names[1:], *row.support))


def _without_points(sentence: str, start: int, row: Row) -> str:
    """The line of a row with blanks for how it is scored: places stay, and what a lapse costs is not asked."""
    if not row.points:
        return sentence
    for cell in row.points:
        a, b = cell.start - start, cell.end - start
        if 0 <= a <= b <= len(sentence):
            sentence = sentence[:a] + "　" * (b - a) + sentence[b:]
    return _POINTS.sub(lambda m: "　" * len(m.group()), sentence)


def _counted(row: Row, start: int) -> Iterator[Quantity]:
    """The quantities of cells whose heads name the unit, with their place in the line."""
    for cell, head in row.amounts:
        for quantity in find_quantities(head.format(cell.text))[:1]:
            yield quantity.replace(text=cell.text, begin=cell.start - start, stop=cell.end - start)


def _examined(nearby: Sequence[Passage]) -> tuple[str, ...]:
    """Whom a scheme of assessment scores: the bodies named below its heading 考核对象."""
    for passage in nearby:
        if passage.headings and _EXAMINED.search(passage.headings[-1].title) and passage.item != passage.start:
            names = split_names(passage.body.strip("。：: "))
            return tuple(names) if names and all(map(is_actor, names)) else ()
    return ()


def _row_task(record: DocumentRecord, row: Row, rule: str) -> Task:
    """A task that stands in a table only; its sentence is the whole row where its cells only together say it."""
    start = row.cell.start if row.alone else record.text.rfind("\n", 0, row.cell.start) + 1
    stop = row.cell.end if row.alone else record.text.find("\n", row.cell.end)
    sentence = record.text[start : stop if stop >= 0 else len(record.text)].rstrip()
    strength, cue = read_strength(row.work)
    asked = _without_points(sentence, start, row)
    return Task(
        task_id=identify(record.document_id, start, sentence),
        document_id=record.document_id,
        file=record.file,
        path="",
        sentence=sentence,
        page=record.page_of(start),
        start=start,
        end=start + len(sentence),
        lead=row.lead,
        support=row.support,
        strength=strength,
        deadlines=deadlines_of(asked, [row.time], record.issue_date),
        quantities=(*_counted(row, start), *find_quantities(asked)),
        confidence=0.6,
        rule=f"{rule}+{cue}+units.table",
    )
