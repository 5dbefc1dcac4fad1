"""Figures of a reader: contrast pairs, twins, cases with their gold evidence, and ranking of evidence.

A judge is any function from pairs to probabilities, so that the network in training, the exported file and a blind
baseline are measured by the same code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from luodi.compare.reader import ReaderInput, Reading
from luodi.learn.reader.examples import NEAREST, CaseRow, Example

Judge = Callable[[Sequence[ReaderInput]], list[Reading]]
PROBLEM = frozenset({"discounted", "formalism", "omitted"})
ASPECT_FLOOR = 0.5


def remembering(judge: Judge) -> Judge:
    """The same judge, reading no pair twice."""
    known: dict[ReaderInput, Reading] = {}

    def judged(pairs: Sequence[ReaderInput]) -> list[Reading]:
        fresh = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        known.update(zip(fresh, judge(fresh), strict=True))
        return [known[pair] for pair in pairs]

    return judged


def status_of(reading: Reading) -> str:
    """The most probable status."""
    return max(reading.status, key=lambda s: reading.status[s])


def status_given_bearing(reading: Reading) -> str:
    """The most probable status of a sentence that is known to be evidence, so `omitted` is out of the question."""
    return max((s for s in reading.status if s != "omitted"), key=lambda s: reading.status[s])


def aspects_of(reading: Reading, floor: float = ASPECT_FLOOR) -> frozenset[str]:
    """Aspects at or above the floor, at least the most probable one."""
    best = max(reading.aspects, key=lambda a: reading.aspects[a])
    return frozenset({a for a, p in reading.aspects.items() if p >= floor} | {best})


def of_pairs(judge: Judge, examples: Sequence[Example], *, bearing: bool = False) -> dict[str, float]:
    """Status accuracy, problem-or-not accuracy, aspect F1 over discounted rows called discounted or not, and count.

    With `bearing` the judge may not answer `omitted`.
    """
    if not examples:
        return {}
    pick = status_given_bearing if bearing else status_of
    readings = judge([e.pair for e in examples])
    right = problem = hit = said = asked = 0
    for example, reading in zip(examples, readings, strict=True):
        got = pick(reading)
        right += got == example.status
        problem += (got in PROBLEM) == (example.status in PROBLEM)
        if example.status == "discounted":
            aspects = aspects_of(reading) if got == "discounted" else frozenset()
            hit += len(aspects & example.aspects)
            said += len(aspects)
            asked += len(example.aspects)
    n = len(examples)
    return {"n": n, "status": right / n, "problem": problem / n, "aspect_f1": 2 * hit / max(1, said + asked)}


def of_twins(judge: Judge, examples: Sequence[Example]) -> dict[str, float]:
    """Share of pairs of which the original and every twin are judged right."""
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        groups[example.key].append(example)
    groups = {k: g for k, g in groups.items() if len(g) > 1}
    if not groups:
        return {}
    flat = [e for g in groups.values() for e in g]
    right = {id(e): status_of(r) == e.status for e, r in zip(flat, judge([e.pair for e in flat]), strict=True)}
    twins = [e for e in flat if e.source == "twin"]
    return {
        "n": len(groups),
        "both": sum(all(right[id(e)] for e in g) for g in groups.values()) / len(groups),
        "twin_status": sum(right[id(e)] for e in twins) / len(twins),
    }


def confusion(judge: Judge, examples: Sequence[Example], *, bearing: bool = False) -> dict[str, int]:
    """Counts of `gold->said`."""
    pick = status_given_bearing if bearing else status_of
    said = [pick(r) for r in judge([e.pair for e in examples])]
    return dict(sorted(Counter(f"{e.status}->{s}" for e, s in zip(examples, said, strict=True)).items()))


def of_ranking(judge: Judge, cases: Sequence[CaseRow], *, floor: float = 0.5) -> dict[str, float]:
    """Evidence ranked by `1 - P(omitted)` among the `NEAREST` sentences by character n-grams.

    `hit1` and `hit3` over rows with evidence; `alarm`, the share of omitted rows in which some sentence passes `floor`;
    `status` and `problem`, the accuracy of judging by the best sentence alone, omitted where none passes `floor`.
    """
    spans: list[tuple[CaseRow, list[str], int]] = []
    pairs: list[ReaderInput] = []
    for row in cases:
        near = [row.report[i] for i in row.nearest[:NEAREST]]
        spans.append((row, near, len(pairs)))
        pairs += [ReaderInput(row.task, s, row.deadline, row.report_date) for s in near]
    readings = judge(pairs)
    hit1 = hit3 = told = alarm = silent = right = problem = 0
    for row, near, start in spans:
        ranked = sorted(zip(near, readings[start : start + len(near)], strict=True), key=lambda x: -x[1].bears)
        best = ranked[0][1]
        got = status_given_bearing(best) if best.bears >= floor else "omitted"
        right += got == row.status
        problem += (got in PROBLEM) == (row.status in PROBLEM)
        if row.evidence:
            told += 1
            hit1 += ranked[0][0] in row.evidence
            hit3 += any(s in row.evidence for s, _ in ranked[:3])
        else:
            silent += 1
            alarm += best.bears >= floor
    return {
        "n": len(spans),
        "hit1": hit1 / max(1, told),
        "hit3": hit3 / max(1, told),
        "alarm": alarm / max(1, silent),
        "status": right / len(spans),
        "problem": problem / len(spans),
    }


def selection(judge: Judge, pairs: Sequence[Example], evidence: Sequence[Example]) -> float:
    """What chooses among epochs: the mean of status on pairs, twins all right, status and problem on cases."""
    contrast = of_pairs(judge, [e for e in pairs if e.source == "contrast"])
    figures = (
        contrast["status"],
        of_twins(judge, pairs)["both"],
        of_pairs(judge, evidence)["status"],
        of_pairs(judge, evidence, bearing=True)["problem"],
    )
    return sum(figures) / len(figures)
