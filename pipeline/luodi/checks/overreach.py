"""层层加码: a local document that asks more than the policy does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from luodi.records import Dossier, Finding
from luodi.settings import Settings

from .assessed import Assessments


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """Findings ``overreach`` of a dossier with a policy."""
    yield from ()
