"""``report.html``: one page that opens offline and asks nothing of a network."""

from __future__ import annotations

from .build import page, write_page

__all__ = ["page", "write_page"]
