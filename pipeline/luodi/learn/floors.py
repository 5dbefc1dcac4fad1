"""Floors of accuracy: figures that may only rise (corpora/floors.toml)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

_READ = ("evidence.", "problem.", "status.", "aspect.", "finding.")
_ROWS = 2
"""Assessments that the reader's 8-bit arithmetic may turn on another processor."""


def below(result: dict[str, Any], path: str | Path) -> list[str]:
    """A line for every figure that lies below its floor or is missing; figures that hang on the reader, findings among
    them, may lie below by what two assessments weigh: of the surer half (``@50%``) twice as much as of all.

    Raises FileNotFoundError when there is no floors file.
    """
    floors = tomllib.loads(Path(path).read_text(encoding="utf-8"))["floors"]
    lines = []
    for name, floor in floors.items():
        value = result.get(name)
        slack = _ROWS / max(1.0, _counted(name, result)) if name.startswith(_READ) else 0.0
        if value is None or value + slack < floor:
            lines.append(f"{name} = {value}，低于下限 {floor}（below its floor）")
    return lines


def _counted(name: str, result: dict[str, Any]) -> float:
    """How many assessments a figure counts: all, or the share that its name gives."""
    share = re.search(r"@(\d+)%", name)
    assessments = float(result.get("n", {}).get("assessments", 0))
    return assessments * int(share[1]) / 100 if share else assessments
