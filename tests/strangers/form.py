"""What a paper of a stranger is: a file and what stands in it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

Wanted = tuple[str, tuple[str, ...]]
"""Words of a task and the units that lead it."""


class Stranger(NamedTuple):
    """A file and what was noted before it was read; ``tasks`` None: not asked of this paper.

    ``whole``: its tasks are read as noted. ``member`` ends the name of the file inside that counts.
    """

    file: str
    data: bytes
    kind: str
    title: str
    number: str | None
    issuer: tuple[str, ...]
    day: date | None
    to: tuple[str, ...]
    tasks: tuple[Wanted, ...] | None
    whole: bool
    member: str
    set: int
