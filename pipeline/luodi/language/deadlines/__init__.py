"""Deadlines: by, within, during and recurring, resolved against the document's own date (docs/labels.md)."""

from .finder import find_deadlines

__all__ = ["find_deadlines"]
