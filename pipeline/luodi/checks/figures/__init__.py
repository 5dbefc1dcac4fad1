"""Figures of reports: how they are written, what they say, and the laws that they cannot break."""

from .between_reports import Clash, clashes
from .contradiction import Contradiction
from .contradictions import contradictions, of_report
from .written import Figure, figures, shown

__all__ = ["Clash", "Contradiction", "Figure", "clashes", "contradictions", "figures", "of_report", "shown"]
