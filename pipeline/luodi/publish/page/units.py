"""Which units the page names, and in what order."""

from __future__ import annotations

from collections.abc import Iterable

from luodi.records import Results, Unit


def shown_units(results: Results) -> list[Unit]:
    """The units that anything is said of, in the order of the tree: each before those below it."""
    known = {unit.name: unit for unit in results.units}
    known |= {unit.name: unit for dossier in results.dossiers for unit in dossier.units if unit.name not in known}
    judged: Iterable[str] = [
        row.unit for rows in (results.assessments, results.findings, results.scores) for row in rows
    ]
    wanted = dict.fromkeys([*(u for d in results.dossiers for u in d.expected), *sorted(set(judged))])
    below: dict[str | None, list[str]] = {}
    rank = {name: place for place, name in enumerate(known)}
    for name in sorted(wanted, key=lambda n: (rank.get(n, len(rank)), n)):
        parent = known[name].parent if name in known else None
        below.setdefault(parent if parent in wanted and parent != name else None, []).append(name)
    order: list[str] = []

    def walk(parent: str | None) -> None:
        for name in below.pop(parent, []):
            order.append(name)
            walk(name)

    walk(None)
    for rest in list(below.values()):
        order += [name for name in rest if name not in order]
    return [known.get(name) or Unit(name=name, level="department") for name in order]
