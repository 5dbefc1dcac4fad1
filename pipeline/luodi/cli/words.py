"""Words of the command line as values, and values as words."""

from __future__ import annotations

from datetime import date

from luodi.cli.exits import UsageError


def as_date(text: str | None) -> date | None:
    """The day that is written, None where none is.

    Raises:
        UsageError: no date, or not written as 2024-12-31.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-of {text}：日期要写成 2024-12-31（write a date as 2024-12-31）") from error


def shorten(text: str, width: int) -> str:
    """At most ``width`` characters, the last one … where words were left out."""
    return text if len(text) <= width else text[: width - 1] + "…"
