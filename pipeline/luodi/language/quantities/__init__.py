"""Quantities: indicator, comparator, value, unit and baseline (docs/labels.md)."""

from .finder import find_quantities

__all__ = ["find_quantities"]
