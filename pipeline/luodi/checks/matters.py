"""Complaints that speak of one matter in many words: 五十分钟才到, 等了一个多小时 and a task of 30分钟内到达.

Word pairs do not see it; what is at stake does: waiting, cold, money asked for. The matters stand in
complaint_matters.toml. As such words are common, a matter makes a cluster only where it is what a unit's people
mostly complain of, and where the task that forbids it shares words with several of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from luodi.records import Task
from luodi.text.lexicon import frequent_characters, rules

from .clusters import telling
from .likeness import pairs

_SHARE = 0.4
"""Share of a unit's complaints from which a matter is what they are about."""
_NEARLY_ALL = 0.8
"""Share from which they are about nothing else: then one of them is witness enough, and none is needed of a matter that
no two policies share (``alone``)."""
_HARDLY = 0.1
"""Share of the complaints elsewhere that may name a thing before it is nobody's in particular."""
_RARE = 3.5
_WITNESSES = 2
"""Complaints that must share rare words with the task itself."""


@cache
def _matters() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], bool]]:
    data = rules("complaint_matters")
    return {
        name: (re.compile(table["said"]), re.compile(table["asked"]), bool(table.get("alone", False)))
        for name, table in data.items()
    }


def of_one_matter(texts: Sequence[str], tasks: Sequence[Task], *, least: int) -> Iterator[tuple[Task, set[int]]]:
    """The matters of one unit's complaints: the task that asks about each, and which complaints (by index) tell of it.

    >>> from luodi.records import Task
    >>> task = Task(task_id="t", document_id="d", file="f", path="", sentence="救援人员在30分钟内到达现场。", start=0,
    ...             end=15)
    >>> told = ["救援五十分钟才到", "等救援一个多小时", "四十分钟没人来"]
    >>> [(found.task_id, sorted(which)) for found, which in of_one_matter(told, [task], least=3)]
    [('t', [0, 1, 2])]
    """
    for said, asked, alone in _matters().values():
        wanted = [t for t in tasks if asked.search(t.sentence)]
        if not wanted:
            continue
        members = {i for i, text in enumerate(texts) if said.search(text)}
        if len(members) < max(least, _SHARE * len(texts)):
            continue
        task, witnesses = max(((t, _witnesses(t, texts, members)) for t in wanted), key=lambda found: found[1])
        nearly_all = len(members) >= max(least, _NEARLY_ALL * len(texts))
        if witnesses[0] >= (_WITNESSES if not nearly_all else int(not alone)):
            yield task, members


def of_one_thing(
    texts: Sequence[str], elsewhere: Sequence[str], *, least: int, names: Sequence[str] = ()
) -> Iterator[set[int]]:
    """Complaints of one unit (by index) that nearly all name one thing of a single character (狗, 药), which hardly
    anybody names elsewhere."""
    holders: dict[str, set[int]] = {}
    for i, text in enumerate(texts):
        for name in names:
            text = text.replace(name, "")
        for character in set(text):
            holders.setdefault(character, set()).add(i)
    enough = max(least, _NEARLY_ALL * len(texts))
    for character, which in sorted(holders.items()):
        usual = character in frequent_characters() or not "\u4e00" <= character <= "\u9fff"
        if len(which) >= enough and not usual and sum(character in t for t in elsewhere) <= _HARDLY * len(elsewhere):
            yield which


def _witnesses(task: Task, texts: Sequence[str], members: set[int]) -> tuple[int, float]:
    """How many of the complaints share rare words with a task, and the weight of what they share."""
    words = {p: telling(p) for p in pairs(task.sentence)}
    rare = {p: weight for p, weight in words.items() if weight >= _RARE}
    weights = [sum(rare[p] for p in pairs(texts[i]).keys() & rare.keys()) for i in members]
    return sum(w > 0 for w in weights), sum(weights)
