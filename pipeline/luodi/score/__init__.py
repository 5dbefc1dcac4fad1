"""Scores of unit × policy with intervals, risk, indicators; agreement of reviewers; answers to findings.

``score`` is loaded when it is first used: the joining process needs but what people decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .scoring import score

__all__ = ["score"]


def __getattr__(name: str) -> Any:
    if name == "score":
        from .scoring import score

        return score
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
