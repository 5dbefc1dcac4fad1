"""A unit's own share of a total, from a table of units that the policy brings (分市任务表), or from a superior's plan.

A table is of a total when its column over the units adds up to it; then nothing else need be understood of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from luodi.records import DocumentRecord, Dossier, Quantity, Task

from .share import own_share

_MARKS = re.compile(r"[\s,，]")
_SCALE = re.compile(r"[（(]\s*(?P<scale>[万亿千百]?)[^（()）]{0,4}[)）]")
_OF_ALL = re.compile(r"全[省市县区州盟镇乡]|各[市县区]")
_SCALES = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_LEAST = 2
"""Units in a table from which it shares something out."""


def shared_out(dossier: Dossier, unit: str) -> dict[str, str]:
    """The tasks whose total is shared out, by id, in the words in which one unit has to read them.

    A unit below those of the table reads its share in the plan of the unit above it, or else the task without a number.
    """
    policy = dossier.policy
    if policy is None or not policy.tables:
        return {}
    by_name = {name: u.name for u in dossier.units for name in (u.name, *u.aliases)}
    above = {u.name: u.parent for u in dossier.units}
    found: dict[str, str] = {}
    for task in policy.tasks:
        for quantity in task.quantities:
            shares = _shares(policy, quantity, by_name)
            if not shares or quantity.text not in task.sentence:
                continue
            amount = _amount(dossier, unit, quantity, shares, above)
            words = task.sentence.replace(quantity.text, amount, 1)
            found[task.task_id] = _OF_ALL.sub(unit, words, count=1)
            break
    return found


def _amount(
    dossier: Dossier, unit: str, quantity: Quantity, shares: Mapping[str, float], above: Mapping[str, str | None]
) -> str:
    if unit in shares:
        return _written(shares[unit], quantity)
    parent = above.get(unit)
    if parent is None or parent not in shares:
        return ""
    names = next(((u.name, *u.aliases) for u in dossier.units if u.name == unit), (unit,))
    return next(_planned(dossier, parent, names, shares[parent], quantity), "")


def _planned(dossier: Dossier, parent: str, names: Sequence[str], total: float, quantity: Quantity) -> Iterator[str]:
    """What the plans of the unit above give a unit of the parent's own share."""
    for member in dossier.members:
        if member.unit != parent or member.role not in ("rules", "forward", "policy"):
            continue
        for task in dossier.document(member.document_id).tasks:
            if any(q.value == total and q.unit == quantity.unit for q in task.quantities):
                own = next((q.text for q in task.quantities if q.value != total and _named(task, names, q)), None)
                if own is not None and own_share(task.sentence, names) != task.sentence:
                    yield own


def _named(task: Task, names: Sequence[str], quantity: Quantity) -> bool:
    return any(f"{name}{quantity.text}" in task.sentence for name in names)


def _shares(policy: DocumentRecord, quantity: Quantity, by_name: Mapping[str, str]) -> dict[str, float]:
    """The units' shares in the column of a table that adds up to a quantity; empty where no column does."""
    if quantity.value is None or quantity.op not in ("=", ">=", "<="):
        return {}
    for table in policy.tables:
        names = [[by_name.get(_MARKS.sub("", cell.text)) for cell in row] for row in table.rows]
        rows = [i for i, row in enumerate(names) if any(row)]
        if len(rows) < _LEAST:
            continue
        width = max(len(row) for row in table.rows)
        for column in range(width):
            scale = _scale(table.header(), column)
            found = {
                next(n for n in names[i] if n): value * scale
                for i in rows
                if column < len(table.rows[i]) and (value := _value(table.rows[i][column].text)) is not None
            }
            if len(found) >= _LEAST and abs(sum(found.values()) - quantity.value) < 1e-6 * quantity.value:
                return found
    return {}


def _scale(header: Sequence[str], column: int) -> float:
    found = _SCALE.search(header[column]) if column < len(header) else None
    return _SCALES[found["scale"]] if found is not None else 1.0


def _value(text: str) -> float | None:
    plain = _MARKS.sub("", text)
    try:
        return float(plain)
    except ValueError:
        return None


def _written(value: float, quantity: Quantity) -> str:
    """An amount as the task would write it: the sign and the measure are the task's."""
    before = re.match(r"[^\d.]*", quantity.text)
    number = f"{value:g}" if value < 1e6 else f"{value / 1e4:g}万"
    return f"{before[0] if before is not None else ''}{number}{quantity.unit or ''}"
