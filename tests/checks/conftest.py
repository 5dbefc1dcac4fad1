"""The small province that the tests of this room share with others."""

from __future__ import annotations

from small_province import forward, make, policy, units

__all__ = ["forward", "make", "policy", "units"]
