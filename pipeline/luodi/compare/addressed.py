"""Whether a task is a unit's at all: 各市要… asks nothing of a county, what a department does nothing of a city."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.records import Level, Task
from luodi.text.items import MARK

_EACH = re.compile(
    r"(?:^|[，,。；、）])(?:[^，。；]{0,16}(?:前|底|内|起)[，,]?)?各(?:设区)?(?P<place>市|州|市州|市（州）|地市)"
    r"(?:人民政府|政府|政府办公[厅室]|住[^，。；、]{0,12}局|[^，。；、各县区]{0,10}局)?(?=要|应|须|必须|于|在|每|负责|牵头|按|将|将本|把|根据|建成|制定|[0-9])"
)
_EACH_LOWER = re.compile(r"[县区旗镇乡村]|街道|各级|各地|基层")
_OVERSEES = re.compile(
    rf"^(?:{MARK})?(?P<who>[省市县](?:级)?(?:人民)?(?:政府|委)?[一-鿿]{{0,12}}(?:厅|局|委|办|室|部门|领导小组|专班))"
    r"(?:会同[^，。；]{2,14}|牵头)?[，,]?(?:将|要|应当?|负责|定期|适时|不定期)?(?:每[年月周]|每?[半一]?[年月周]|每季度?|每半年|按[年月季]度?)?(?:至少)?(?:对|向)?[^，。；]{0,12}"
    r"(?:通报|考核|督查|督导|督办|调度|约谈|评估|汇总|抽查)[^，。；]{0,20}(?:各[市县州区地]|进展|情况)"
)


def asks(task: Task, level: Level) -> bool:
    """Whether a task may ask something of a unit of this level; only what plainly names cities alone asks no county.

    >>> from luodi.records import Task
    >>> make = lambda s: Task(task_id="t", document_id="d", file="f", path="", sentence=s, page=1, start=0, end=len(s))
    >>> asks(make("各市政府要在2024年4月20日前制定实施方案。"), "county"), asks(make("各市、县要开展普查。"), "county")
    (False, True)
    """
    if level not in ("county", "town", "village"):
        return True
    return _EACH.search(task.sentence) is None or _EACH_LOWER.search(_without_objects(task.sentence)) is not None


def overseen(task: Task) -> bool:
    """Whether a task is how a department above watches over those below: their silence on it proves nothing.

    >>> make = lambda s: Task(task_id="t", document_id="d", file="f", path="", sentence=s, page=1, start=0, end=len(s))
    >>> overseen(make("省水利厅会同有关部门每季度通报一次各市进展。")), overseen(make("市水利局每季度抽查一次水质。"))
    (True, False)
    """
    return _OVERSEES.search(task.sentence) is not None


def departments_own(task: Task, tasks: Sequence[Task]) -> bool:
    """Whether a row beside the text gives a task to the issuer's departments alone, where others name those below.

    >>> make = lambda s, rule, *lead: Task(
    ...     task_id=s, document_id="d", file="f", path="", sentence=s, start=0, end=len(s), lead=lead, rule=rule
    ... )
    >>> row = make("|4|抽检不少于120批次|省市场监管局|", "task.row-beside", "省市场监管局")
    >>> departments_own(row, [row, make("开展普查。", "", "各市政府")]), departments_own(row, [row])
    (True, False)
    """
    names = (*task.lead, *task.support)
    if not task.rule.startswith("task.row-beside") or not names or not all(_DEPARTMENT.match(n) for n in names):
        return False
    return any(n.startswith("各") for t in tasks for n in (*t.lead, *t.support))


_DEPARTMENT = re.compile(r"^(?:省|自治区|市|县)(?!.*(?:各|所属|以下))[一-鿿]{2,16}(?:厅|局|委|办|署|院|会|部)$")


def _without_objects(sentence: str) -> str:
    """The sentence up to the verb that its cities are asked: what they do may well name counties (转发至所辖县)."""
    found = _EACH.search(sentence)
    return sentence[: found.end()] if found is not None else sentence
