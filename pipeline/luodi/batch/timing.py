"""Where the time of a run goes: seconds of the processor by stage, wherever its jobs ran, and by the clock here."""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

STAGES = {
    "find": "查找文件",
    "parse": "解析",
    "structure": "公文要素",
    "extract": "提取任务",
    "link": "归集卷宗",
    "assess": "比对落实",
    "check": "核查",
    "score": "评分",
    "describe": "台账内容",
    "workbook": "台账",
    "page": "网页",
    "tables": "数据表",
    "report": "督导报告",
    "letters": "督办函",
    "papers": "排版",
    "calendar": "日历",
    "record": "记录",
}
"""The stages in their order, as they are told."""

_spent: dict[str, float] = defaultdict(float)
_lock = threading.Lock()


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count the processor's seconds of this process inside as those of a stage; stages do not nest."""
    start = time.process_time()
    try:
        yield
    finally:
        add({name: time.process_time() - start})


def add(spent: Mapping[str, float]) -> None:
    """Count what a job spent in another process."""
    with _lock:
        for name, seconds in spent.items():
            _spent[name] += seconds


def taken() -> dict[str, float]:
    """Seconds by stage since this was last asked."""
    with _lock:
        found = dict(_spent)
        _spent.clear()
    return found


def processor_seconds() -> float:
    """What this process and its children that have ended used so far."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def table(spent: Mapping[str, float], *, clock: float, processor: float | None = None) -> str:
    """Seconds by stage as lines; ``processor`` is what all processes used, ``clock`` how long the run took.

    >>> print(table({"parse": 1.5, "link": 0.5}, processor=4.0, clock=3.0))
    parse       1.50 s   38 %  解析
    link        0.50 s   12 %  归集卷宗
    other       2.00 s   50 %  启动、传递与其他
    processor   4.00 s  100 %  用时 3.00 秒
    """
    processor = processor_seconds() if processor is None else processor
    rows = [(name, seconds, STAGES.get(name, "")) for name in STAGES if (seconds := spent.get(name, 0.0))]
    rows.append(("other", processor - sum(seconds for _, seconds, _ in rows), "启动、传递与其他"))
    rows.append(("processor", processor, f"用时 {clock:.2f} 秒"))
    return "\n".join(f"{name:9}{s:7.2f} s{100 * s / max(processor, 1e-9):5.0f} %  {what}" for name, s, what in rows)
