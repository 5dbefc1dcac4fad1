"""Floors of accuracy: figures that may only rise (corpora/floors.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def below(result: dict[str, Any], path: str | Path) -> list[str]:
    """A line for every figure that lies below its floor or is missing.

    Raises FileNotFoundError when there is no floors file.
    """
    floors = tomllib.loads(Path(path).read_text(encoding="utf-8"))["floors"]
    lines = []
    for name, floor in floors.items():
        value = result.get(name)
        if value is None or value < floor:
            lines.append(f"{name} = {value}，低于下限 {floor}（below its floor）")
    return lines
