"""Rank what the public set of messages is about beside topics known of it: ``python -m luodi.learn.topics FOLDER``.

``FOLDER`` holds the public sets (not part of the repository), one with a column 点赞数. The known topics are those that
published solutions of its contest name, as words: ``corpora/complaints/topics.csv``, or ``--topics FILE`` (columns
``topic`` and ``words``; a message with all of the words, apart by a blank, is of the topic). Printed are, for each, the
rank of the cluster that holds most of it, with and without counting messages that name the city only in the district
of which they tell, and the first clusters of the ranking.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from luodi.checks.complaints import Complaint
from luodi.checks.feedback import Cluster, clustered
from luodi.checks.heard import complaints
from luodi.checks.whereabouts import settled
from luodi.records import Dossier, Unit
from luodi.records.paths import corpora_dir

from .checking import sheet
from .gold import csv_rows

_UNIT = re.compile(r"(?P<city>[A-Z])(?P<district>\d+)?(?P<kind>[市区县])")
"""How the set names places: A市, and A3区 in it."""
_FOLDS = 5
_KNOWN = corpora_dir() / "complaints" / "topics.csv"


def hot(folder: Path) -> Dossier:
    """The messages with votes as one sheet, with the units that they name.

    Raises FileNotFoundError when the folder has none.
    """
    for path in sorted(folder.glob("*.csv")):
        rows = csv_rows(path)
        if rows and "点赞数" in rows[0]:
            break
    else:
        raise FileNotFoundError(f"no CSV with a column 点赞数 in {folder.name}")
    units: dict[str, Unit] = {}
    for row in rows:
        for m in _UNIT.finditer(row["留言主题"] + row["留言详情"]):
            if m["district"] is not None:
                units[m.group()] = Unit(name=m.group(), level="county", parent=f"{m['city']}市")
            elif m["kind"] == "市":
                units[m.group()] = Unit(name=m.group(), level="city")
    told = io.StringIO()
    writer = csv.writer(told)
    columns = {"id": "留言编号", "date": "留言时间", "title": "留言主题", "text": "留言详情", "votes": "点赞数"}
    writer.writerow(columns)
    writer.writerows([" ".join(row[name].split()) for name in columns.values()] for row in rows)
    document = sheet(path.name, told.getvalue())
    return Dossier(policy=None, documents=(document,), units=tuple(units[name] for name in sorted(units)))


def known(path: Path) -> dict[str, tuple[str, ...]]:
    """The topics of a file with the words that a message of each has."""
    return {row["topic"]: tuple(row["words"].split()) for row in csv_rows(path)}


def place(words: Sequence[str], told: Sequence[Complaint], ranking: Sequence[Cluster]) -> str:
    """Where most of a topic's messages stand in the ranking, and how many, of how many, among how many others."""
    of_it = {c.id for c in told if all(word in c.text for word in words)}
    inside = [len(of_it & {c.id for c in cluster.complaints}) for cluster in ranking]
    most = max(inside, default=0)
    if 2 * most <= len(of_it) and most < 5:
        return f"{len(of_it)} messages, no cluster"
    rank = inside.index(most)
    return f"{len(of_it)} messages, {most} in cluster {rank + 1} ({ranking[rank].unit}, {ranking[rank].size} messages)"


def placed_rightly(told: Sequence[Complaint], dossier: Dossier) -> tuple[int, int]:
    """Of messages that name one district, hidden a fifth at a time: how many are counted in one, and rightly so."""
    parents = {unit.name: unit.parent for unit in dossier.units}
    one = [i for i, c in enumerate(told) if len({m.group() for m in _UNIT.finditer(c.text) if m["district"]}) == 1]
    placed = right = 0
    for fold in range(_FOLDS):
        hidden = set(one[fold::_FOLDS])
        seen = [replace(c, unit=parents[c.unit or ""]) if i in hidden else c for i, c in enumerate(told)]
        units = settled(seen, dossier.units)
        moved = [i for i in hidden if units[i] != seen[i].unit]
        placed += len(moved)
        right += sum(units[i] == told[i].unit for i in moved)
    return placed, right


def main(arguments: Sequence[str] | None = None) -> int:
    """Print where the known topics stand, and the first clusters."""
    parser = argparse.ArgumentParser(prog="python -m luodi.learn.topics", description="known topics in the ranking")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", type=Path, default=_KNOWN)
    parser.add_argument("--first", type=int, default=20, help="how many clusters to print")
    given = parser.parse_args(arguments)
    dossier, topics = hot(given.folder), known(given.topics)
    told: Sequence[Complaint] = complaints(dossier, by_words=False)[0][1].items
    placed, right = placed_rightly(told, dossier)
    print(f"messages with the name of their district hidden: {placed} placed by their words, {right} rightly")
    for by_words in (False, True):
        heard = complaints(dossier, by_words=by_words)[0][1]
        ranking = clustered(heard, (), every=True)
        told = heard.distinct
        print(f"{'place told by words' if by_words else 'place as named'}: {len(ranking)} clusters")
        for topic, words in topics.items():
            print(f"  {topic}: {place(words, told, ranking)}")
    for rank, cluster in enumerate(ranking[: given.first], start=1):
        print(
            f"{rank:3} {cluster.unit} {cluster.size} messages, heat {cluster.heat:.1f}: {'、'.join(cluster.words[:5])}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
