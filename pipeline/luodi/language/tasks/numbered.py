"""Sentences that divide a whole document's items among units by their numbers (第1至7条由省教育厅负责)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..passages import Passage
from ..units.clauses import item_number
from ..units.responsibility import Responsibility, read_responsibility

_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_ITEMS = rf"第{_NUMBER}[条项款]?(?:(?:、|和|及|以及|至|到|[—~～-])第?{_NUMBER}[条项款]?)*"
_DIVIDES = re.compile(
    rf"^(?:(?:责任|任务|职责)?分工(?:如下)?[：:]|其中[，：]?)?(?P<items>{_ITEMS})(?:任务|工作|措施)?由(?P<units>.+)$"
)
_BETWEEN = re.compile(r"[、和及]|以及")
_SPAN = re.compile(rf"({_NUMBER})[条项款]?(?:至|到|[—~～-])第?({_NUMBER})")


def numbered_duties(nearby: Sequence[Passage]) -> tuple[dict[int, Responsibility], set[int]]:
    """Who answers for which item by its number, and the places in ``nearby`` of the sentences that say so."""
    duties: dict[int, Responsibility] = {}
    places = set()
    for i, passage in enumerate(nearby):
        said = _DIVIDES.match(passage.body.strip().rstrip("。；;"))
        duty = None if said is None or passage.row else read_responsibility(f"（{said['units']}）")
        if said is None or duty is None:
            continue
        if not duty.lead and duty.support:
            # 由甲、乙负责 tells both alike
            duty = Responsibility(duty.support, (), duty.rest)
        places.add(i)
        duties |= dict.fromkeys(numbers_of(said["items"]), duty)
    return duties, places


def numbers_of(items: str) -> list[int]:
    """The numbers that a list of items names.

    >>> numbers_of("第1至3条、第20条"), numbers_of("第十四、十五项")
    ([1, 2, 3, 20], [14, 15])
    """
    found: list[int] = []
    for piece in _BETWEEN.split(items):
        span = _SPAN.search(piece)
        if span is not None:
            first, last = item_number(span[1]), item_number(span[2])
            found += range(first, last + 1) if first is not None and last is not None else []
        elif (single := item_number(piece)) is not None:
            found.append(single)
    return found


def by_number(
    nearby: Sequence[Passage], tasks: Sequence[int], duties: dict[int, Responsibility]
) -> dict[int, Responsibility]:
    """The duty of each task by its own number or its heading's; a number that several items bear tells none."""
    if not duties:
        return {}
    numbers = {k: n for k in tasks if (n := _own_number(nearby[k])) is not None}
    items = Counter(n for n, _ in {(n, nearby[k].line) for k, n in numbers.items()})
    return {k: duties[n] for k, n in numbers.items() if n in duties and items[n] == 1}


def _own_number(passage: Passage) -> int | None:
    written = passage.number or (passage.headings[-1].number if passage.headings else "")
    return item_number(written) if written else None
