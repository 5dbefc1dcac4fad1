"""Is this sentence a task? Gates for what never is one, then the fitted model for the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..passages import Passage
from ..units.responsibility import read_responsibility
from .features import features
from .model import TaskModel, load_model

THRESHOLD = 0.5

_MEASURED = re.compile(
    r"\d%|\d‰|百分|\d(?:个|家|户|人|名|次|所|座|公里|亩|万|元|处|部)|不(?:低|少|高|超)(?:于|过)|以上|以内|全部|至少|达到"
    r"|(?:年|月|日|底)前|年内|每[年季月周日半]|不得|严禁|禁止|一律|必须|应当"
)
_FORMULA = re.compile(
    r"印发给你们|转发给你们|现就[^。]{0,60}(?:通知|意见|如下)|通知如下|(?:提出|制定)(?:以下|如下|本)[^。]{0,12}(?:意见|措施|方案|办法|规定|细则)?[。：]?$"
    r"|自[^。]{2,20}起(?:施行|实施|执行)|同时废止|此件(?:公开|主动公开|依申请公开|不公开)|^附件|^抄送|有效期"
    r"|^(?:联系人|联系电话|电子邮箱|联系方式)|所称[^。；]{1,40}(?:，|是)(?:是指|指|包括)"
)
_BRACKET = re.compile(r"（[^（）]*[:：][^（）]*）$")
_TWO_HEADINGS = re.compile(r"^[一二三四五六七八九十]+、[^。，；]{2,40}(?:，[^。，；]{2,20})?（[一二三四五六七八九十]+）[^。；]{2,30}。?$")
_THOUGHT = re.compile(r"指导思想|基本原则|工作原则|主要原则|总体思路|重要意义|重大意义")
_GENERAL = re.compile(r"总体要求|总体思路|工作思路|总体考虑|^总则$")
_GOAL = re.compile(r"目标|任务")
_FIGURE = re.compile(r"\d|力争|[一二三四五六七八九]成|全覆盖")
_ADDRESS = re.compile(r"^[^。；！？]{2,200}[：:]$")


@dataclass(frozen=True)
class Verdict:
    """Whether a passage is a task, with the probability and the rule that decided."""

    task: bool
    probability: float
    rule: str


def judge(nearby: Sequence[Passage], *, model: TaskModel | None = None) -> list[Verdict]:
    """Judge all passages of a document, in order."""
    fitted = load_model() if model is None else model
    verdicts = []
    for at, passage in enumerate(nearby):
        gate = shut(nearby, at)
        if gate is not None:
            verdicts.append(Verdict(False, 0.0, gate))
            continue
        p = fitted.probability(features(passage, nearby, at))
        verdicts.append(Verdict(p >= THRESHOLD, p, "task.model"))
    return verdicts


def shut(nearby: Sequence[Passage], at: int) -> str | None:
    """The id of the gate that keeps a passage from being a task, None when it may be one."""
    passage = nearby[at]
    text = passage.text
    if passage.row:
        return "gate.table-row"
    if _FORMULA.search(text):
        return "gate.formula"
    if _ADDRESS.match(text) and not passage.number:
        return "gate.address"
    if text[-1] not in "。；！" and not passage.number and len(text) < 20:
        return "gate.fragment"
    if is_heading(nearby, at) or _TWO_HEADINGS.match(text):
        return "gate.heading"
    if _thought(passage):
        return "gate.thought"
    if read_responsibility(text) is not None:
        return "gate.responsibility"
    return None


def _thought(passage: Passage) -> bool:
    """Guiding thought, principles and general demands, unless they set a figure (docs/labels.md)."""
    titles = [h.title for h in passage.headings]
    if any(_THOUGHT.search(t) for t in titles):
        return not re.search(r"\d(?:%|个|家|户|人)|(?:年|月|日|底)前", passage.body)
    general = any(_GENERAL.search(t) and not _GOAL.search(t) for t in titles)
    return general and not any(_GOAL.search(t) for t in titles) and _FIGURE.search(passage.body) is None


def is_heading(nearby: Sequence[Passage], at: int) -> bool:
    """Whether a numbered sentence only names what follows (（二）改造既有场所。), rather than asking for it."""
    passage = nearby[at]
    body = _BRACKET.sub("", passage.body)
    if not (passage.number and passage.first) or len(body) > 30 or passage.number.endswith(("是", "要")):
        return False
    if _MEASURED.search(body):
        # （六）严禁违规优惠。 is still a name when the order itself follows on the line
        return not passage.last and len(body) <= 12 and not re.search(r"\d", body)
    if not passage.last:
        return len(body) <= 28
    follower = nearby[at + 1] if at + 1 < len(nearby) else None
    if passage.text[-1] not in "。；":
        return True
    if follower is None or follower.row:
        return False
    return not follower.number and read_responsibility(follower.text) is None
