"""Scores of unit × policy with intervals, risk, indicators; agreement of reviewers; answers to findings."""

from __future__ import annotations

from .scoring import score

__all__ = ["score"]
