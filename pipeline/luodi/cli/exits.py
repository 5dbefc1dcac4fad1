"""What the command line leaves with."""

from __future__ import annotations

OK, SOME_FAILED, WRONG_USE, NOTHING_READ = 0, 1, 2, 3


class UsageError(ValueError):
    """Arguments that cannot be used; the message says what to write instead."""


class UnreadError(ValueError):
    """Nothing of what was named could be read; the message says why."""
