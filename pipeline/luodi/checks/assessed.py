"""The type of what checks are given besides the dossier."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.records import Assessment

Assessments = Sequence[Assessment]
"""The assessments of one dossier, one per (unit, task)."""
