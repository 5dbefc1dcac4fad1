"""Commands on annotated data: ``luodi evaluate``, ``corpora`` and ``learn``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .exits import NOTHING_READ, OK, SOME_FAILED, UsageError


def evaluate(asked: argparse.Namespace) -> int:
    """Measure annotated cases; with floors, fail when a figure lies below its own."""
    from luodi.learn import evaluate as evaluation

    result = evaluation.evaluate(asked.cases, details=asked.details)
    if asked.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        evaluation.print_table(result)
    if asked.floors is None:
        return OK
    from luodi.learn.floors import below

    low = below(result, asked.floors)
    for line in low:
        print(f"luodi: {line}", file=sys.stderr)
    return SOME_FAILED if low else OK


def corpora(asked: argparse.Namespace) -> int:
    """Check the annotated corpora, or print what they hold and how far one gets without reading."""
    root = Path(asked.root)
    if not (root / "cases").is_dir():
        raise UsageError(f"找不到 {root}/cases，请用 --root 指明语料目录（no corpora there; give --root）")
    if asked.what == "check":
        from luodi.learn.soundness import check

        faults = check(root)
        print("\n".join(faults) if faults else "all hold 全部通过")
        return SOME_FAILED if faults else OK
    from luodi.learn.shortcuts import broken, statistics

    tables = statistics(root)
    for name, rows in tables.items():
        print(f"== {name}")
        for row, value in rows.items():
            print(f"{row:34}", value if not isinstance(value, dict) else " ".join(f"{k} {v}" for k, v in value.items()))
    faults = broken(tables["weak models"])
    for line in faults:
        print(f"luodi: {line}", file=sys.stderr)
    return SOME_FAILED if faults else OK


def review(asked: argparse.Namespace) -> int:
    """Gather people's answers in the folders of runs as rows to train on."""
    from luodi.learn.reviewed import write_reviews
    from luodi.publish import ReplyError
    from luodi.publish.files import facts_of

    for out in asked.outs:
        facts_of(out)  # a wrong folder is told before any other is read
    try:
        done = write_reviews([Path(out) for out in asked.outs], Path(asked.to))
    except (ReplyError, FileExistsError) as error:
        raise UsageError(str(error)) from error
    tables = {"findings": "问题", "assessments": "逐项判断"}
    decisions = {"confirmed": "属实", "corrected": "改判", "refuted": "不属实"}
    for (table, decision), count in sorted(done.counts.items()):
        print(f"{tables.get(table, table)}（{table}）\t{decisions.get(decision, decision)}（{decision}）\t{count}")
    print(f"可作训练数据的判断（settled assessments）\t{done.settled}")
    if (both := done.agreed) is not None:
        measure, value = ("Cohen's kappa", both.kappa) if both.reviewers == 2 else ("Krippendorff's alpha", both.alpha)
        told = "无从计算，答复全都一样（unknown: all answers alike）" if value is None else f"{value:.3f}"
        print(f"复核一致程度（agreement）\t{both.reviewers} 人、{both.both} 条：一致 {both.raw:.3f}，{measure} {told}")
    if not done.counts:
        print("luodi: 没有找到核实结论（nobody has answered yet）", file=sys.stderr)
        return NOTHING_READ
    return OK
