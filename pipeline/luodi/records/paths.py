"""Where shipped data lies: inside the wheel beside the package, in a checkout at the top of the tree."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _shipped(inside: str, beside: str) -> Path:
    packed = _PACKAGE / inside
    return packed if packed.is_dir() else _PACKAGE.parent.parent / beside


def models_dir() -> Path:
    """The folder of fitted artefacts (``models/`` of the project)."""
    return _shipped("_models", "models")


def corpora_dir() -> Path:
    """The folder ``corpora`` of a checkout; of it a wheel holds the lexicons only."""
    return _PACKAGE.parent.parent / "corpora"


def lexicons_dir() -> Path:
    """The folder of word lists and rules (``corpora/lexicons`` of the project)."""
    return _shipped("_lexicons", "corpora/lexicons")
