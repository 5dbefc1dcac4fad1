"""Whether a numbered sentence only names what follows, rather than asking for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.text.items import shape

from ..passages import Passage
from ..units.pointers import tells_units
from .marks import UNITS_BEHIND, gate

_OTHERWISE = re.compile(r"(?:凡|对)?(?:违者|违反|违规者?的?|否则|逾期|拒不)")
"""What happens to who does it all the same is no order that a name could head."""


def is_heading(nearby: Sequence[Passage], at: int) -> bool:
    """Whether a numbered sentence only names what follows (（二）改造既有场所。), rather than asking for it."""
    passage = nearby[at]
    follower = nearby[at + 1] if at + 1 < len(nearby) else None
    if UNITS_BEHIND.search(passage.text) and passage.text[-1] == "）" and _stands_over(passage, follower):
        return True
    body = gate("heading-note").sub("", passage.body)
    if not (passage.number and (passage.first or passage.opening)) or len(body) > 30:
        return False
    if passage.number.endswith(("是", "要")):
        return False
    rest = [p for p in nearby[at + 1 : at + 6] if p.line == passage.line]
    if rest and all(tells_units(p.text) or _OTHERWISE.match(p.text) for p in rest):
        return False
    if gate("measured").search(body):
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
    sisters = [gate("heading-note").sub("", p.body) for p in window if p.first and shape(p.number) == own]
    orders = [b for b in sisters if len(b) > 30 or gate("measured").search(b)]
    return len(orders) >= 2 and len(orders) * 3 >= len(sisters) * 2
