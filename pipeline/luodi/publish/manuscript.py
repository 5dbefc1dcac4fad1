"""What a paper says, noted line by line: setting it in type takes much room and may be left to another process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .paper import Paper

Line = tuple[str, Sequence[Any], dict[str, Any]]
"""A method of ``Paper``, and what it is given; plain values only."""


class Manuscript:
    """Takes the lines of a ``Paper``, by methods of the same names."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def title(self, words: str) -> None:
        self.lines.append(("title", (words,), {}))

    def heading(self, words: str, level: int) -> None:
        self.lines.append(("heading", (words, level), {}))

    def text(self, words: str, *, lead: str = "") -> None:
        self.lines.append(("text", (words,), {"lead": lead}))

    def addressee(self, words: str) -> None:
        self.lines.append(("addressee", (words,), {}))

    def attachments(self, names: Sequence[str]) -> None:
        self.lines.append(("attachments", (names,), {}))

    def signature(self, *lines: str) -> None:
        self.lines.append(("signature", lines, {}))

    def remark(self, words: str) -> None:
        self.lines.append(("remark", (words,), {}))

    def annex(self, number: str, title: str) -> None:
        self.lines.append(("annex", (number, title), {}))

    def caption(self, words: str) -> None:
        self.lines.append(("caption", (words,), {}))

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        self.lines.append(("table", (header, rows, widths), {}))


def set_in_type(lines: Iterable[Line], words: Callable[[str], list[str]] | None = None) -> bytes:
    """The Word document of a manuscript's lines; ``words`` as in ``Paper``."""
    paper = Paper(words)
    for name, given, named in lines:
        getattr(paper, name)(*given, **named)
    return paper.save()
