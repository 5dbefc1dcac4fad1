"""The signals from which a status is judged: what the task asks, what the best sentences say, what the reader reads.

Everything is a number with a name, so that a verdict can be traced and a signal can be left out to see what it pays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log, sqrt

from luodi.records import Task
from luodi.text.lexicon import rules

from .candidates import Candidate
from .reader import Reading
from .reader_dates import year_told, years
from .reader_marks import mark
from .reader_signs import AS_OFTEN, IN_TIME, LATE, LESS, MORE, OFTENER, RARER, SAME
from .status import COUNTED, logit

_MARKS = {"less": LESS, "same": SAME, "more": MORE, "late": LATE, "in_time": IN_TIME, "rarer": RARER}
_MARKS |= {"as_often": AS_OFTEN, "oftener": OFTENER}


@dataclass(frozen=True)
class Asked:
    """A task as one unit has to read it: ``text`` with the unit's own share, ``end`` its last day if it has one."""

    task: Task
    text: str
    end: date | None


@dataclass(frozen=True)
class Read:
    """A candidate with how probably it bears on the task by the reader; None where the reader is off."""

    candidate: Candidate
    bears: float | None

    @property
    def weight(self) -> float:
        """How well the sentence answers the task, in [0, 1]: by the reader with the index, else by the index alone."""
        return min(1.0, self.candidate.coverage) if self.bears is None else sqrt(self.bears * self.candidate.score)


def ordered(candidates: Sequence[Candidate], bears: Sequence[float] | None) -> list[Read]:
    """Candidates with what the reader says of them, the one that answers best first."""
    pairs = [
        Read(c, None if bears is None else (bears[i] if i < len(bears) else 0.0)) for i, c in enumerate(candidates)
    ]
    return sorted(pairs, key=lambda r: (-r.weight, r.candidate.rank))


def signals(
    asked: Asked,
    found: Sequence[Read],
    *,
    report_date: date | None,
    sides: Mapping[str, str] | None = None,
    readings: Mapping[str, Reading] | None = None,
) -> dict[str, float]:
    """All signals of one (task, unit) by name; ``sides`` are the facets of the evidence, ``readings`` those of
    ``opening`` by name, none where the reader is off."""
    values = _of_task(asked, report_date)
    values |= _of_index(found)
    if found:
        values |= _of_sentence(asked, found[0].candidate, report_date)
    values |= {f"facet.{name}": 1.0 for name in COUNTED if sides is not None and name in sides}
    for name, reading in (readings or {}).items():
        values |= _of_reader(name, reading)
    return values


def _of_task(asked: Asked, report_date: date | None) -> dict[str, float]:
    task = asked.task
    values = {f"task.{s}": float(task.strength == s) for s in ("must", "should", "may")}
    values |= {name: float(bool(p.search(asked.text))) for name, p in _cues("asked")}
    values["task.numbers"] = float(any(c.isdigit() for c in asked.text))
    values["task.rhythm"] = float(any(d.kind == "recurring" for d in task.deadlines))
    values["task.length"] = log(1 + len(asked.text))
    if asked.end is not None and report_date is not None:
        days = (asked.end - report_date).days
        values["task.due_later"] = float(days >= 0)
        values["task.past"] = float(days < 0)
        values["task.years_left"] = max(-2.0, min(3.0, days / 365))
    return values


def _of_index(found: Sequence[Read]) -> dict[str, float]:
    by_rank = sorted(found, key=lambda r: r.candidate.rank)
    coverage = [r.candidate.coverage for r in by_rank[:3]] + [0.0] * 3
    lengths = [len(r.candidate.passage.sentence) for r in found]
    return {
        "index.length": log(sum(lengths) / len(lengths)) if lengths else 0.0,
        "index.first": coverage[0],
        "index.second": coverage[1],
        "index.lead": coverage[0] - coverage[1],
        "index.third": coverage[2],
    }


def _of_sentence(asked: Asked, candidate: Candidate, report_date: date | None) -> dict[str, float]:
    passage = candidate.passage
    sentence = passage.sentence
    values = {name: float(bool(p.search(sentence))) for name, p in _cues("told")}
    values |= {f"progress.{passage.progress}": 1.0}
    values |= {"sentence.coverage": candidate.coverage, "sentence.score": candidate.score}
    values["sentence.numbers"] = float(any(c.isdigit() for c in sentence))
    values["sentence.length"] = log(1 + len(sentence))
    marked = mark(asked.text, sentence, asked.end, report_date)
    values |= {f"mark.{name}": float(sign in marked) for name, sign in _MARKS.items()}
    if report_date is not None:
        named = years(sentence)
        values["sentence.older_year"] = float(bool(named) and max(named) < year_told(report_date))
        values["sentence.later_year"] = float(any(y > report_date.year for y in named))
    return values


def _of_reader(name: str, reading: Reading) -> dict[str, float]:
    values = {f"{name}.{s}": logit(p) for s, p in reading.status.items()}
    values[f"{name}.bears"] = logit(max(reading.bears, default=0.0))
    return values | {f"{name}.{a}": p for a, p in reading.aspects.items()}


@cache
def _cues(side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((cue["id"], re.compile(cue["pattern"])) for cue in rules("compare_cues")[side])
