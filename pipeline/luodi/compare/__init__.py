"""Tasks held against reports: candidates, reading, signals, status. Names are loaded when first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .assessing import assess
    from .pair import judge

__all__ = ["assess", "judge"]

_HOMES = {"assess": "assessing", "judge": "pair"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
