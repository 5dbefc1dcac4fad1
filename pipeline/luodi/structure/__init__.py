"""Structure: the elements of GB/T 9704, the outline, the parts, the kind and the references of a document.

``structure`` is loaded when it is first used: joining needs but a few words of this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .assemble import structure

__all__ = ["structure"]


def __getattr__(name: str) -> Any:
    if name == "structure":
        from .assemble import structure

        return structure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
