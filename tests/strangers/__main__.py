"""How many of the papers are read as noted, a row a set: ``PYTHONPATH=tests python -m strangers [--errors SET]``."""

from __future__ import annotations

import argparse
from collections import Counter

from luodi.ingest import ReadError, read_bytes
from luodi.language.extraction import extract
from luodi.records import DocumentRecord
from luodi.settings import Reading, Settings
from luodi.structure import structure
from luodi.text.titles import normal_title

from . import strangers
from .form import Stranger, as_noted

SETTINGS = Settings(reading=Reading(ocr=False))
FIELDS = (
    "kind",
    "title",
    "number",
    "issuer",
    "day",
    "to",
    "whole",
    "of",
    "found",
    "tasks",
    "leads",
    "support",
    "until",
    "amounts",
)


def chosen(paper: Stranger) -> DocumentRecord | None:
    """The paper as the product reads it, of several files the one that counts; None where it is refused."""
    try:
        documents = read_bytes(paper.data, paper.file, settings=SETTINGS)
    except ReadError:
        return None
    document = next((d for d in documents if d.file.endswith(paper.member)), None)
    return extract(structure(document)) if document is not None else None


def compared(paper: Stranger, found: DocumentRecord) -> Counter[str]:
    """What is as noted, by field, with the noted tasks found and those whose leading units are right."""
    right = Counter(
        kind=found.kind == paper.kind,
        title=normal_title(found.title) == normal_title(paper.title),
        number=found.doc_number == paper.number,
        issuer=found.issuer == paper.issuer,
        day=found.issue_date == paper.day,
        to=found.addressees == paper.to,
    )
    if paper.tasks is not None:
        pairs, left = paper.paired(found.tasks)
        for wanted, task in pairs:
            if task is not None:
                wrong = wanted.misread(task)
                right.update(found=1, leads="lead" not in wrong)
                right.update({field: field not in wrong for field in ("support", "until", "amounts")})
        whole = not left and all(task is not None and not wanted.misread(task) for wanted, task in pairs)
        right.update(of=1, tasks=len(pairs), whole=whole)
    return right


def main() -> None:
    """Print the rows, and with ``--errors`` what was read of a set's papers that are not as noted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, metavar="SET")
    wanted = parser.parse_args().errors
    sets: dict[int, Counter[str]] = {}
    for paper in strangers():
        found = chosen(paper)
        right = compared(paper, found) if found is not None else Counter[str]()
        sets.setdefault(paper.set, Counter()).update(right, papers=1)
        if paper.set == wanted:
            _show(paper, found, right)
    print("set papers " + " ".join(f"{field:>6}" for field in FIELDS))
    for number, counts in sorted(sets.items()):
        print(f"{number:3}{counts['papers']:7} " + " ".join(f"{counts[field]:6}" for field in FIELDS))


def _show(paper: Stranger, found: DocumentRecord | None, right: Counter[str]) -> None:
    if found is None:
        print(f"{paper.file}: refused")
        return
    read = (found.kind, found.title, found.doc_number, found.issuer, found.issue_date, found.addressees)
    for field, value in zip(FIELDS, read, strict=False):
        if not right[field]:
            print(f"{paper.file} {field}: {value}, noted {getattr(paper, field)}")
    if right["of"] > right["whole"]:
        pairs, left = paper.paired(found.tasks)
        for wanted, task in pairs:
            if task is None:
                print(f"{paper.file} missed: {wanted.words}")
            for field in wanted.misread(task) if task is not None else ():
                read = as_noted(task)[field]
                print(f"{paper.file} {field}: {read}, noted {getattr(wanted, field)} in {task.sentence}")
        for task in left:
            print(f"{paper.file} not noted: {task.lead} {task.sentence}")


if __name__ == "__main__":
    main()
