"""Running the whole way over a folder, and reading back what a run left."""

from __future__ import annotations

from .api import load_run, run

__all__ = ["load_run", "run"]
