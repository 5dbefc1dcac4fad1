"""Words cut to a length."""

from __future__ import annotations


def shorten(text: str, most: int) -> str:
    """At most ``most`` characters, the last one … where words were left out.

    >>> shorten("建成公厕七座", 4), shorten("建成公厕七座", 6)
    ('建成公…', '建成公厕七座')
    """
    return text if len(text) <= most else text[: most - 1] + "…"
