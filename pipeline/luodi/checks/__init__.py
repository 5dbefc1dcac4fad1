"""Findings: one module a family, each with ``find(dossier, assessments, settings, as_of) -> Iterator[Finding]``."""

from __future__ import annotations

from datetime import date

from luodi.records import Dossier, Finding
from luodi.settings import Settings

from . import (
    burden,
    closure,
    elements,
    feedback,
    forwarding,
    integrity,
    localisation,
    nodes,
    overreach,
    plans,
    selective,
)
from .making import Assessments

FAMILIES = (
    forwarding,
    elements,
    localisation,
    overreach,
    selective,
    integrity,
    closure,
    feedback,
    plans,
    nodes,
    burden,
)
"""The families of findings, in the order in which they are shown."""


def check(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> list[Finding]:
    """All findings of a dossier that are sure enough to be shown (settings.alerting.finding_confidence), each once.

    ``assessments`` are those of this dossier; ``as_of`` is the day on which the run judges.
    """
    floor = settings.alerting.finding_confidence
    found: dict[tuple[str, str, str | None], Finding] = {}
    for family in FAMILIES:
        for finding in family.find(dossier, assessments, settings, as_of):
            key = (finding.kind, finding.unit, finding.element)
            if finding.confidence >= floor and (key not in found or finding.confidence > found[key].confidence):
                found[key] = finding
    return list(found.values())
