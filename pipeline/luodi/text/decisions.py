"""What an office's words decide about a finding."""

from __future__ import annotations

import re
from typing import Literal

Decision = Literal["confirmed", "refuted"]

_REFUTED = re.compile(r"^(?:refuted|不属实|否|不成立|不准确|误报|有误|撤销|不认可|推翻|申诉成立)")
_CONFIRMED = re.compile(r"^(?:confirmed|部分属实|基本属实|属实|是|成立|准确|认可|确认|已销号)")


def decided(words: str) -> Decision | None:
    """A decision from an office's words; None while it is open.

    >>> decided("不属实"), decided("属实整改中"), decided("待答复")
    ('refuted', 'confirmed', None)
    """
    plain = words.strip().lower()
    if _REFUTED.match(plain):
        return "refuted"
    return "confirmed" if _CONFIRMED.match(plain) else None
