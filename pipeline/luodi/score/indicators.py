"""The indicators of supervision for one unit and policy: a number where the data allow, else the reason why not.

Which there are, their formulas, sources and targets stand in ``corpora/lexicons/indicators.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from luodi.records import Assessment, Chain, DocumentRecord, Dossier, Finding, Hop
from luodi.settings import Settings
from luodi.text.lexicon import rules

from . import agreement, measured, told

Measure = float | str
"""A value, or the Chinese reason why it is unknown."""


@dataclass(frozen=True)
class Indicator:
    """One indicator as the lexicon describes it."""

    id: str
    label: str
    area: str
    formula: str
    source: str
    target: float
    better: Literal["higher", "lower"]
    unit: Literal["天", "小时"] | None = None
    """None: a share of one."""

    def met(self, value: float | None) -> bool | None:
        """Whether a value reaches the target; None when it is unknown."""
        if value is None:
            return None
        return value >= self.target if self.better == "higher" else value <= self.target


@dataclass(frozen=True)
class Sight:
    """All that the indicators of one unit are computed from."""

    unit: str
    dossier: Dossier
    assessments: Sequence[Assessment]
    findings: Sequence[Finding]
    settings: Settings
    complaint_shares: Mapping[str, float]

    @cached_property
    def chain(self) -> Chain | None:
        """How the policy was passed on."""
        from luodi.dossier.chain import chain

        return chain(self.dossier, self.settings)

    @property
    def hop(self) -> Hop | None:
        """This unit's part in it."""
        return next((h for h in self.chain.hops if h.unit == self.unit), None) if self.chain is not None else None

    def documents(self, *roles: str) -> list[DocumentRecord]:
        """The unit's own documents of some kinds."""
        return [d for d in self.dossier.of_unit(self.unit) if d.kind in roles]


@cache
def catalogue() -> tuple[Indicator, ...]:
    """All indicators, in the order of the lexicon."""
    data = rules("indicators")
    return tuple(Indicator(id=name, **fields) for name, fields in data.items())


def indicators(
    unit: str,
    dossier: Dossier,
    assessments: Sequence[Assessment],
    findings: Sequence[Finding],
    settings: Settings,
    complaint_shares: Mapping[str, float] | None = None,
) -> tuple[dict[str, float | None], dict[str, str]]:
    """(values by id with None for unknown, reasons of the unknown ones) for one unit.

    ``complaint_shares`` are ``measured.complaint_shares`` of the dossier, for who asks about several of its units.
    """
    shares = measured.complaint_shares(dossier) if complaint_shares is None else complaint_shares
    sight = Sight(unit, dossier, assessments, findings, settings, shares)
    values: dict[str, float | None] = {}
    why: dict[str, str] = {}
    for indicator in catalogue():
        measure = _MEASURES[indicator.id](sight)
        if isinstance(measure, str):
            values[indicator.id], why[indicator.id] = None, measure
        else:
            values[indicator.id] = round(measure, 4)
    return values, why


def _hop_hours(sight: Sight) -> Measure:
    hop = sight.hop
    if hop is None or hop.hours_high is None:
        return "没有收文、转文时间"
    return hop.hours_high


def _urgent_hours(sight: Sight) -> Measure:
    if sight.chain is None or not sight.chain.urgent:
        return "不是紧急文件"
    return _hop_hours(sight)


def _forwarding_days(sight: Sight) -> Measure:
    hop = sight.hop
    if hop is None or hop.whole_high is None:
        return "没有从成文到转出的时间"
    return hop.whole_high / 24.0


def _interpretation_accuracy(sight: Sight) -> Measure:
    papers = sight.documents("interpretation")
    if not papers or sight.dossier.policy is None:
        return "没有解读材料"
    share = told.agreeing_figures([d.text for d in papers], sight.dossier.policy.text)
    return "解读中没有数字或日期" if share is None else share


def _deviation_rate(sight: Sight) -> Measure:
    judged = [f for f in sight.findings if f.unit == sight.unit and f.standing != "open"]
    if not judged:
        return "问题尚无核实结论"
    return sum(f.standing == "refuted" for f in judged) / len(judged)


def _adoption_rate(sight: Sight) -> Measure:
    share = agreement.adopted(sight.dossier.documents)
    return "没有督查建议采纳情况表" if share is None else share


def _satisfaction(sight: Sight) -> Measure:
    said = [v for d in sight.documents("report") for v in told.satisfaction(d.text)]
    return min(said) if said else "报告没有写满意度"


def _funds_executed(sight: Sight) -> Measure:
    said = [v for d in sight.documents("report") for v in told.funds(d.text)]
    return min(said) if said else "报告没有同时写明安排和支出"


_MEASURES: dict[str, Callable[[Sight], Measure]] = {
    "forwarding_days": _forwarding_days,
    "hop_hours": _hop_hours,
    "urgent_hours": _urgent_hours,
    "interpretation_accuracy": _interpretation_accuracy,
    "deviation_rate": _deviation_rate,
    "adoption_rate": _adoption_rate,
    "closure_rate": lambda s: measured.closure(s.unit, s.dossier, "closure"),
    "completion_rate": lambda s: measured.closure(s.unit, s.dossier, "completion"),
    "punctuality": lambda s: measured.closure(s.unit, s.dossier, "punctuality"),
    "attainment": lambda s: measured.attainment(s.assessments, s.settings),
    "goal_attainment": lambda s: measured.goal_attainment(s.assessments, s.dossier, s.settings),
    "satisfaction": _satisfaction,
    "complaint_share": lambda s: s.complaint_shares.get(s.unit, "没有本单位的群众反映"),
    "funds_executed": _funds_executed,
}
