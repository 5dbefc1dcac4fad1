"""How pairs and rows are shown to the reader: among other sentences, with evidence taken out or changed.

A status must follow from what is shown, not from how a report looks. So the same task is shown with its own evidence,
without it (then it is omitted), and with the evidence of another unit of the same world (then that unit's status
holds).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from luodi.compare.reader_input import MOST_PIECES, MOST_SENTENCES, ReaderInput, Told, compose
from luodi.compare.reader_pieces import Pieces

from .examples import Pair, Report, Row

_TRACES = (
    "召开专题会议研究{}，明确了责任分工。",
    "主要领导先后{}次听取汇报，对{}作出批示。",
    "印发《关于做好{}工作的通知》，层层传达部署。",
    "成立由分管领导任组长的{}领导小组，下设办公室。",
    "组织干部职工学习{}的有关文件，统一了思想认识。",
    "把{}列入重要议事日程，高度重视、周密安排。",
    "制作展板{}块，广泛宣传{}的重大意义，营造了浓厚氛围。",
    "建立{}工作台账，完善了相关会议纪要和影像资料。",
    "召开{}推进会，有关单位作了表态发言。",
)
_TOPIC_END = re.compile(r"[，。；（]")

_SIZES = (4, 6, 7, 8, 10, 12)
_COMPANY = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)
_ANNUAL_COMPANY = 7
_NARROW = (120, 140, 180)
_SOURCE_WEIGHT = {"twin": 1.3, "variant": 0.7}


Composed = tuple[list[int], list[int], list[int]]
"""Pieces, parts and sentences shown, as `compose` gives them."""


@dataclass(frozen=True)
class Example:
    """What is shown with its label; `bears` says of each sentence shown whether it is evidence."""

    given: ReaderInput
    status: str
    aspects: frozenset[str]
    bears: tuple[bool, ...]
    weight: float = 1.0


class Material:
    """Pairs and rows of one part of the split, and what they can be shown among."""

    def __init__(self, pairs: Sequence[Pair], rows: Sequence[Row]) -> None:
        self.pairs, self.rows = list(pairs), list(rows)
        self._of_subject: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            if pair.source == "contrast":
                self._of_subject[pair.subject].append(pair)
        self._annual = [pair for pair in self.pairs if pair.annual and pair.source == "contrast"]
        self._of_task: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            self._of_task[row.world, row.task].append(row)
        self._reports = list({(row.world, row.unit): row.report for row in self.rows}.values())

    def pair(self, pair: Pair, random: Random, *, alone: float) -> Example:
        """A pair, with probability `alone` by itself, else among statements on other tasks and sentences of reports."""
        bears, weight = pair.status != "omitted", _SOURCE_WEIGHT.get(pair.source, 1.0)
        told = [Told(pair.statement, random.randrange(1000))]
        if random.random() >= alone:
            told += self._company(pair, random.choice(_COMPANY), random)
            told.insert(random.randrange(max(1, len(told) // 2)), told.pop(0))
        marks = tuple(bears and t.text == pair.statement for t in told)
        given = ReaderInput(pair.task, tuple(told), pair.deadline, pair.report_date)
        return Example(given, pair.status, pair.aspects, marks, weight)

    def _company(self, pair: Pair, size: int, random: Random) -> list[Told]:
        if pair.annual and random.random() < 0.7:
            others = (random.choice(self._annual) for _ in range(min(size, _ANNUAL_COMPANY)))
            return [Told(o.statement, random.randrange(1000)) for o in others if o.task_id != pair.task_id]
        own, told = self._of_subject.get(pair.subject, []), []
        for _ in range(size if random.random() < 0.4 else size // 2):
            other = random.choice(own) if own else pair
            if other.task_id != pair.task_id:
                told.append(Told(other.statement, random.randrange(1000)))
        report = random.choice(self._reports)
        while len(told) < size:
            i = random.randrange(len(report.sentences))
            heading = report.headings[i] if random.random() < 0.5 else ""
            told.append(Told(report.sentences[i], random.randrange(1000), heading))
        return told

    def whole(self, row: Row, random: Random) -> Example:
        """A row among its nearest sentences, some left out by chance."""
        size = random.choice(_SIZES)
        order = [i for i in row.nearest if i in row.evidence or random.random() > 0.12]
        kept = order[:size]
        missing = [i for i in row.evidence if i not in kept]
        if missing and random.random() < 0.9:
            kept = kept[: max(0, size - len(missing))] + missing
        if random.random() < 0.3:
            random.shuffle(kept)
        bare = random.random() < 0.15
        return _example(row, [_told(row.report, i, bare=bare) for i in kept], [i in row.evidence for i in kept], 1.3)

    def single(self, row: Row, random: Random) -> Example:
        """The evidence alone, or for an omitted task one of the nearest sentences."""
        kept = list(row.evidence) or [random.choice(row.nearest[:8] or (0,))]
        bare = random.random() < 0.5
        return _example(row, [_told(row.report, i, bare=bare) for i in kept], [bool(row.evidence)] * len(kept), 0.7)

    def dropped(self, row: Row, random: Random) -> Example | None:
        """A row without its evidence: the task is then omitted."""
        kept = self._around(row, random.choice(_SIZES), random)
        if not row.evidence or not kept:
            return None
        told = tuple(_told(row.report, i) for i in kept)
        given = ReaderInput(row.wording, told, row.deadline, row.report.date)
        return Example(given, "omitted", frozenset(), (False,) * len(told), 0.6)

    def crossed(self, row: Row, random: Random) -> Example | None:
        """One unit's report with another unit's evidence in place of its own."""
        others = [o for o in self._of_task[row.world, row.task] if o.unit != row.unit and o.evidence]
        if not others:
            return None
        other = random.choice(others)
        told = [_told(row.report, i) for i in self._around(row, random.choice(_SIZES) - len(other.evidence), random)]
        marks, place = [False] * len(told), random.randrange(len(row.report.sentences))
        for i in other.evidence:
            at = random.randrange(max(1, min(5, len(told))))
            heading = other.report.headings[i] if random.random() < 0.7 else ""
            told.insert(at, Told(other.report.sentences[i], place, heading))
            marks.insert(at, True)
        return _example(other, told, marks, 0.9)

    def traced(self, row: Row, random: Random) -> Example:
        """A row with one or two sentences on meetings and papers about its task: alone they are formal."""
        given = self.whole(row, random)
        traces = [_trace(row.wording, random) for _ in range(random.choice((1, 1, 2)))]
        told, bears = list(given.given.told), list(given.bears)
        for text in traces:
            at = random.randrange(max(1, min(4, len(told))))
            told.insert(at, Told(text, random.randrange(len(row.report.sentences))))
            bears.insert(at, row.status in {"omitted", "formalism"})
        status = "formalism" if row.status == "omitted" else row.status
        shown_ = ReaderInput(row.wording, tuple(told), row.deadline, row.report.date)
        return Example(shown_, status, row.aspects, tuple(bears), 0.7)

    @staticmethod
    def _around(row: Row, size: int, random: Random) -> list[int]:
        return [i for i in row.nearest if i not in row.evidence and random.random() > 0.1][: max(1, size)]


def _trace(task: str, random: Random) -> str:
    """A sentence that says of the task only that it was met about, written about or thought of highly."""
    clauses = [c for c in _TOPIC_END.split(task) if len(c) > 4] or [task]
    topic = random.choice(clauses)[: random.choice((8, 12, 16, 20))]
    template = random.choice(_TRACES)
    return template.format(random.randrange(2, 9), topic) if template.count("{}") > 1 else template.format(topic)


def composed(pieces: Pieces, example: Example, random: Random, *, narrow: float) -> tuple[Example, Composed]:
    """The example and the network's input; with probability `narrow` only its likeliest sentences are shown, and where
    its evidence is not among them the task is omitted."""
    few = len(example.given.told) < 4 or random.random() >= narrow
    row = compose(pieces, example.given, MOST_PIECES if few else random.choice(_NARROW))
    if any(example.bears) and not any(example.bears[number] for number in row[2]):
        example = replace(example, status="omitted", aspects=frozenset(), weight=0.6)
    return example, row


def shown(row: Row) -> ReaderInput:
    """A row as it is shown when the reader judges."""
    told = tuple(_told(row.report, i) for i in row.nearest[:MOST_SENTENCES])
    return ReaderInput(row.wording, told, row.deadline, row.report.date)


def _told(report: Report, place: int, *, bare: bool = False) -> Told:
    return Told(report.sentences[place], place, "" if bare else report.headings[place])


def _example(row: Row, told: Sequence[Told], bears: Sequence[bool], weight: float) -> Example:
    given = ReaderInput(row.wording, tuple(told), row.deadline, row.report.date)
    return Example(given, row.status, row.aspects, tuple(bears), weight)
