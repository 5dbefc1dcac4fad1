"""Is this sentence a task? Gates for what never is one, then the fitted model for the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from luodi.text.items import BRACKETED, FIGURE, RINGED, shape
from luodi.text.lexicon import rules

from ..passages import Passage
from ..units.names import named_department
from ..units.pointers import tells_units
from ..units.subjects import read_subject, starts_imperative
from .features import features
from .model import TaskModel, load_model

THRESHOLD = 0.42
"""Probability from which a sentence is a task, below a half: one that is lost leaves every unit unjudged on it."""
_CHARGED = 0.15
"""Probability from which a sentence with its units in brackets behind it is a task, however it is told."""
_BESIDE = 0.2
"""Probability from which an item of a list of tasks is one too."""
_ORDERS = re.compile(r"依法|依规|不(?:得|准|许|予|再|布置|收取|安排)|严禁|一律|全部|按[^，。；]{1,12}执行")
"""What an order has and a motto has not."""
_SANCTION = re.compile(r"违者，?(?:一律|依法|依规|由[^，。；]{2,16}?(?:依法|予以|给予|没收|扣|罚|约谈))")
"""What is to be done to those who do what the sentence before forbids."""
_BESIDE_COUNTED = 0.05
"""The same where the item counts something: 4.更换老旧水表1200只."""
_COUNTED = re.compile(r"\d+(?:\.\d+)?(?:%|万|亿)?(?!年|月|日|[.．、号）)\d])[一-鿿%]")
_SCOPE = re.compile(r"(?:排查|整治|检查|治理|适用|实施|普查|清查)(?:的)?(?:范围|对象)$")
"""A heading under which stands what is meant, and nothing to do."""
_CASES = re.compile(
    r"(?:下列|以下)[^。：]{0,16}?(?:条件|情形|情况|材料|资料|对象|路段|区域|地段|场所|范围)(?:之一)?[^。：]{0,40}[：:]$"
)
"""What opens a list of things or cases (有下列情形之一的，不予受理：): the order is in it, not in its items."""
_HANDED_WITH_TERM = re.compile(r"你们，请[^。]{0,30}(?:\d日|月底)前")
"""现将目标任务下达给你们，请于3月20日前分解: what is handed down with a term is asked."""
_BY = re.compile("由(?!于|此)")
_LIST = 12
"""How far the items of a list lie apart at most, in sentences."""
_UNITS_BEHIND = re.compile(r"（[^（）]*(?:牵头|负责|配合|落实|指导|督促|责任单位)[^（）]*）[。；]?$")
_OPENED = re.compile(rf"[：:]\s*(?:{FIGURE}|[{RINGED}]|{BRACKETED}|一是)")
_YEAR = re.compile(r"(20\d\d)年(?!度|以[前来]|前|起|的)")


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
        gate = shut(nearby, at, year=year)
        if gate is not None:
            verdicts.append(Verdict(False, 0.0, gate))
            continue
        found = features(passage, nearby, at)
        p = fitted.probability(found)
        if (item := _first_of_list(passage)) is not None:
            p = max(p, fitted.probability(features(item, nearby, at)))
        floor = _CHARGED if _UNITS_BEHIND.search(passage.text) else THRESHOLD
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
    if here is None or not doubtful or not (counted or _ORDERS.search(nearby[at].body)):
        return own
    if own.probability < (_BESIDE_COUNTED if counted else _BESIDE):
        return own
    around = [i for i in range(max(0, at - _LIST), min(len(nearby), at + _LIST + 1)) if i != at]
    sisters = [verdicts[i].task for i in around if verdicts[i].rule != "gate.heading" and _item(nearby, i) == here]
    return replace(own, task=True, rule="task.list") if len(sisters) > 1 and all(sisters) else own


def _exhorted(nearby: Sequence[Passage], at: int) -> bool:
    """Whether a sentence tells what to do in a paragraph of exhortations (一要严格管理。取缔网点…。二要…)."""
    passage = nearby[at]
    if passage.number:
        return False
    around = nearby[max(0, at - _LIST) : at + _LIST]
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


def shut(nearby: Sequence[Passage], at: int, *, year: int | None = None) -> str | None:
    """The id of the gate that keeps a passage from being a task, None when it may be one."""
    passage = nearby[at]
    text = passage.text
    if passage.row:
        return "gate.table-row"
    if _gate("formula").search(text) and not _HANDED_WITH_TERM.search(text):
        return "gate.formula"
    if _gate("definition").search(passage.body):
        return "gate.definition"
    if any(_gate(name).search(passage.body) for name in ("background", "convened")) or _told(passage, year):
        return "gate.background"
    if _gate("address").match(text) and not passage.number:
        return "gate.address"
    if _gate("signature").search(text) and len(text) < 120:
        return "gate.signature"
    if text[-1] not in "。；！" and not passage.number and len(text) < 20:
        return "gate.fragment"
    if _annexed(passage):
        return "gate.annex"
    if _is_heading(nearby, at) or _gate("two-headings").match(text):
        return "gate.heading"
    glued = _gate("glued-thought").match(passage.body) and not _gate("figure").search(passage.body)
    if glued or _thought(passage):
        return "gate.thought"
    if tells_units(text):
        return "gate.responsibility"
    if _is_case(nearby, at):
        return "gate.case"
    ordered = _gate("duty").search(passage.body) or _ORDERS.search(passage.body) or "前" in passage.body
    if passage.headings and _SCOPE.search(passage.headings[-1].title) and not ordered:
        return "gate.scope"
    return None


def _told(passage: Passage, year: int | None) -> bool:
    """Whether it tells of what was before the document (去年抽查的61家馆中，有…), with neither an order nor a term."""
    if _gate("ordered").search(passage.body):
        return False
    if _gate("told").search(passage.body) or (not passage.headings and _gate("our-place").match(passage.body)):
        return True
    opening = _YEAR.match(passage.body)
    return opening is not None and year is not None and int(opening[1]) < year


def _annexed(passage: Passage) -> bool:
    """Whether it stands in a form, a list of names or another annex that orders nothing."""
    part = passage.part
    return part is not None and part.role == "attachment" and bool(_gate("annex").search(part.title or ""))


def _thought(passage: Passage) -> bool:
    """Guiding thought, principles and general demands, unless they set a figure (docs/labels.md)."""
    titles = [h.title for h in passage.headings]
    if any(_gate("thought").search(t) for t in titles):
        return not re.search(r"\d(?:%|个|家|户|人)|(?:年|月|日|底)前", passage.body)
    if any(_gate("goal").search(t) for t in titles) or _gate("figure").search(passage.body):
        return False
    if any(t == "总则" for t in titles):
        # articles of a regulation's first chapter may well give duties
        return _gate("duty").search(passage.body) is None
    return any(_gate("general").search(t) for t in titles)


def _is_case(nearby: Sequence[Passage], at: int) -> bool:
    """Whether an item only names one of the things or cases of which the line above its list speaks."""
    passage = nearby[at]
    if not passage.number or not passage.first or _BY.match(passage.body):
        return False
    if _gate("duty").search(passage.body) or _ORDERS.search(passage.body):
        return False
    own = shape(passage.number)
    for before in reversed(nearby[max(0, at - _LIST) : at]):
        if not before.first or (before.number and shape(before.number) == own):
            continue
        return _CASES.search(before.text) is not None
    return False


_OTHERWISE = re.compile(r"(?:凡|对)?(?:违者|违反|违规者?的?|否则|逾期|拒不)")
"""What happens to who does it all the same is no order that a name could head."""


def _is_heading(nearby: Sequence[Passage], at: int) -> bool:
    """Whether a numbered sentence only names what follows (（二）改造既有场所。), rather than asking for it."""
    passage = nearby[at]
    follower = nearby[at + 1] if at + 1 < len(nearby) else None
    if _UNITS_BEHIND.search(passage.text) and passage.text[-1] == "）" and _stands_over(passage, follower):
        return True
    body = _gate("heading-note").sub("", passage.body)
    if not (passage.number and (passage.first or passage.opening)) or len(body) > 30:
        return False
    if passage.number.endswith(("是", "要")):
        return False
    rest = [p for p in nearby[at + 1 : at + 6] if p.line == passage.line]
    if rest and all(tells_units(p.text) or _OTHERWISE.match(p.text) for p in rest):
        return False
    if _gate("measured").search(body):
        # （六）严禁违规优惠。 is still a name when the order itself follows on the line, 禁牧区一律不得放牧。 is none
        return not passage.last and len(body) <= 12 and not re.search(r"\d|^[^，。]{2,}一律", body)
    if _among_orders(nearby, at):
        return False
    if rest:
        return len(body) <= 28
    if passage.text[-1] not in "。；":
        return True
    if follower is None or follower.row:
        return False
    return not follower.number and not tells_units(follower.text)


def _stands_over(passage: Passage, follower: Passage | None) -> bool:
    """Whether a passage is the heading right above the next one, which says more than who answers."""
    if follower is None or follower.row or not passage.headings or passage.headings[-1].start != passage.start:
        return False
    return bool(follower.headings) and follower.headings[-1].start == passage.start and not tells_units(follower.text)


def _among_orders(nearby: Sequence[Passage], at: int) -> bool:
    """Whether the items numbered like this one are orders themselves (17.鼓励…, beside 15.2022年12月底前…)."""
    own = shape(nearby[at].number)
    window = [*nearby[max(0, at - 16) : at], *nearby[at + 1 : at + 17]]
    sisters = [_gate("heading-note").sub("", p.body) for p in window if p.first and shape(p.number) == own]
    orders = [b for b in sisters if len(b) > 30 or _gate("measured").search(b)]
    return len(orders) >= 2 and len(orders) * 3 >= len(sisters) * 2


@cache
def _gate(name: str) -> re.Pattern[str]:
    return next(re.compile(entry["pattern"]) for entry in rules("task_marks")["gate"] if entry["name"] == name)
