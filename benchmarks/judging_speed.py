"""Processor time of judging: 1,000 tasks against 5 and 50 reports without the reader, and a sample with it.

python benchmarks/judging_speed.py
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from luodi.compare.status import load
from luodi.compare.weighing import weigh
from luodi.learn.gold import load_case
from luodi.learn.split import worlds
from luodi.records import DocumentRecord, Task
from luodi.settings import Settings

TASKS, FEW, MANY, READ = 1000, 5, 50, 40


def material(settings: Settings) -> tuple[list[Task], list[DocumentRecord]]:
    """Tasks and read reports of the building worlds."""
    tasks: list[Task] = []
    reports: list[DocumentRecord] = []
    for folder in worlds("building"):
        answers = list(load_case(folder).answers())
        for policy in {policy.document_id: policy for _, policy, _ in answers}.values():
            tasks += policy.tasks
        reports += [report for _, _, report in answers]
        if len(tasks) >= TASKS and len(reports) >= MANY:
            break
    return tasks[:TASKS], reports[:MANY]


def seconds(tasks: Sequence[Task], reports: Sequence[DocumentRecord], settings: Settings) -> float:
    """Processor time of judging every task against every report."""
    started = time.process_time()
    for report in reports:
        load().judge([w.signals for w in weigh(tasks, ("甲县",), [report], settings)])
    return time.process_time() - started


def main() -> None:
    """Print the figures."""
    plain = Settings.from_dict({"comparing": {"reader": False}})
    tasks, reports = material(plain)
    seconds(tasks, reports[:1], plain)  # models loaded, code warm
    few, many = seconds(tasks, reports[:FEW], plain), seconds(tasks, reports, plain)
    print(f"without the reader: {TASKS} tasks x {FEW} reports {few:.1f} s, x {len(reports)} {many:.1f} s")
    print(f"                    {len(reports) / FEW:.0f} times the reports: {many / few:.1f} times the time")
    seconds(tasks[:1], reports[:1], Settings())
    read = seconds(tasks[:READ], reports[:3], Settings()) / (3 * READ)
    print(f"with the reader: {1000 * read:.0f} ms a task and report, {TASKS * MANY * read / 60:.0f} min for all")


if __name__ == "__main__":
    main()
