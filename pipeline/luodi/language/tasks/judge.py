"""Is this sentence a task? Gates for what never is one, then the fitted model for the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luodi.text.items import BRACKETED, FIGURE, RINGED, shape

from ..passages import Passage
from ..units.names import named_department
from ..units.subjects import read_subject, starts_imperative
from .features import features
from .gates import shut
from .marks import LIST, ORDERS, UNITS_BEHIND
from .model import TaskModel, load_model

THRESHOLD = 0.42
"""Probability from which a sentence is a task, below a half: one that is lost leaves every unit unjudged on it."""
_CHARGED = 0.15
"""Probability from which a sentence with its units in brackets behind it is a task, however it is told."""
_BESIDE = 0.2
"""Probability from which an item of a list of tasks is one too."""
_SANCTION = re.compile(r"违者，?(?:一律|依法|依规|由[^，。；]{2,16}?(?:依法|予以|给予|没收|扣|罚|约谈))")
"""What is to be done to those who do what the sentence before forbids."""
_BESIDE_COUNTED = 0.05
"""The same where the item counts something: 4.更换老旧水表1200只."""
_COUNTED = re.compile(r"\d+(?:\.\d+)?(?:%|万|亿)?(?!年|月|日|[.．、号）)\d])[一-鿿%]")
_OPENED = re.compile(rf"[：:]\s*(?:{FIGURE}|[{RINGED}]|{BRACKETED}|一是)")


@dataclass(frozen=True)
class Verdict:
    """Whether a passage is a task, with the probability and the rule that decided."""

    task: bool
    probability: float
    rule: str


def judge(nearby: Sequence[Passage], *, year: int | None = None, model: TaskModel | None = None) -> list[Verdict]:
    """Judge all passages of a document, in order; ``year`` is that of its date."""
    fitted = load_model() if model is None else model
    verdicts = []
    for at, passage in enumerate(nearby):
        closed = shut(nearby, at, year=year)
        if closed is not None:
            verdicts.append(Verdict(False, 0.0, closed))
            continue
        found = features(passage, nearby, at)
        p = fitted.probability(found)
        if (item := _first_of_list(passage)) is not None:
            p = max(p, fitted.probability(features(item, nearby, at)))
        floor = _CHARGED if UNITS_BEHIND.search(passage.text) else THRESHOLD
        verdicts.append(Verdict(p >= floor, p, "task.model"))
    return [_beside_tasks(nearby, verdicts, at) for at in range(len(nearby))]


def _beside_tasks(nearby: Sequence[Passage], verdicts: Sequence[Verdict], at: int) -> Verdict:
    """The verdict, lifted where a doubtful item with an order's words stands in a list of which all else is tasks."""
    own, here = verdicts[at], _item(nearby, at)
    doubtful = own.rule == "task.model" and not own.task
    behind_task = at > 0 and verdicts[at - 1].task and nearby[at - 1].line == nearby[at].line
    if doubtful and behind_task and _SANCTION.match(nearby[at].text):
        return replace(own, task=True, rule="task.sanction")
    if doubtful and behind_task and own.probability >= _CHARGED and _charges(nearby[at].body):
        return replace(own, task=True, rule="task.charged")
    counted = _COUNTED.search(nearby[at].body) is not None
    if doubtful and own.probability >= _BESIDE_COUNTED and _exhorted(nearby, at):
        return replace(own, task=True, rule="task.exhorted")
    if here is None or not doubtful or not (counted or ORDERS.search(nearby[at].body)):
        return own
    if own.probability < (_BESIDE_COUNTED if counted else _BESIDE):
        return own
    around = [i for i in range(max(0, at - LIST), min(len(nearby), at + LIST + 1)) if i != at]
    sisters = [verdicts[i].task for i in around if verdicts[i].rule != "gate.heading" and _item(nearby, i) == here]
    return replace(own, task=True, rule="task.list") if len(sisters) > 1 and all(sisters) else own


def _exhorted(nearby: Sequence[Passage], at: int) -> bool:
    """Whether a sentence tells what to do in a paragraph of exhortations (一要严格管理。取缔网点…。二要…)."""
    passage = nearby[at]
    if passage.number:
        return False
    around = nearby[max(0, at - LIST) : at + LIST]
    wants = [p for p in around if p.line == passage.line and p.number.endswith("要")]
    return len(wants) > 1 and wants[0].start < passage.start and _tells(passage.body)


def _tells(body: str) -> bool:
    """Whether a sentence begins with what is to be done, or with who is to do it."""
    return starts_imperative(body) or ("要" in body and bool(read_subject(body).actors))


def _charges(body: str) -> bool:
    """Whether a sentence has one certain department do something (县教育局根据雨情及时停课)."""
    actors = read_subject(body).actors
    return bool(actors) and all(map(named_department, actors))


def _item(nearby: Sequence[Passage], at: int) -> tuple[str, int] | None:
    """The list in which a passage is an item, by the shape of its number and what stands above; None for none.

    What follows a heading at once is the item that the heading numbers.
    """
    passage = nearby[at]
    number = passage.number or (passage.text[:1] if passage.text[:1] in RINGED else "")
    if number:
        return shape(number), next((h.start for h in reversed(passage.headings) if h.start < passage.start), 0)
    if at and passage.headings and nearby[at - 1].start == passage.headings[-1].start:
        return shape(passage.headings[-1].number), passage.headings[-2].start if len(passage.headings) > 1 else 0
    return None


def _first_of_list(passage: Passage) -> Passage | None:
    """The first item of a list whose lead-in stands in the same sentence (几条杠子是死的：1、彩礼不得高于6万元；)."""
    opened = _OPENED.search(passage.text)
    return None if opened is None else replace(passage, text=passage.text[opened.end() :], opening="", number="")
