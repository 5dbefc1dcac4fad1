"""What policies ask and what reports say: tasks, statements, deadlines, quantities, units, strength.

Names are loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .deadlines import find_deadlines
    from .extraction import extract
    from .pipeline import nlp
    from .quantities import find_quantities

__all__ = ["extract", "find_deadlines", "find_quantities", "nlp"]

_HOMES = {"extract": "extraction", "nlp": "pipeline", "find_deadlines": "deadlines", "find_quantities": "quantities"}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
