"""The sentences that the page shows: each once, by number, with its marks and the place where it is quoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from luodi.records import Quote
from luodi.text.rows import is_row

from .marks import Mark, marks, place

Shown = tuple[int, int | None, int | None, int | None, int | None]
"""The number of a sentence, and its document's index, page, start and end; None where it is not known."""


class Words:
    """Sentences by number. ``document_at`` are documents' indices, ``quoted`` the marks of what is quoted by place."""

    def __init__(self, document_at: Mapping[str, int], quoted: Mapping[str, list[Mark]]) -> None:
        self.sentences: list[str] = []
        self.marks: dict[int, list[Mark]] = {}
        self._document_at, self._quoted = document_at, quoted
        self._at: dict[str, int] = {}

    def number(self, words: str) -> int:
        """The number of a sentence, a new one where it is new."""
        number = self._at.setdefault(words, len(self.sentences))
        if number == len(self.sentences):
            self.sentences.append(words)
        return number

    def marked_number(self, words: str, found: Callable[[], list[Mark]]) -> int:
        """The number of a sentence with marks, which are looked for where the words are shown first."""
        number = self.number(words)
        if number not in self.marks:
            self.marks[number] = found()
        return number

    def quote(self, words: str, quote: Quote | None) -> Shown:
        """A quote with its place."""
        shown = _row(words)
        number = self.marked_number(shown, lambda: (quote and self._quoted.get(place(quote))) or marks(shown))
        if quote is None:
            return number, None, None, None, None
        return number, self._document_at.get(quote.document_id), quote.page, quote.start, quote.end


def _row(words: str) -> str:
    """A table row with bars that read as such, as long as before, so that marks keep their places.

    >>> _row("|界桩|530根|已埋412根|"), _row("已埋412根。")
    ('　界桩｜530根｜已埋412根　', '已埋412根。')
    """
    return "　" + words[1:-1].replace("|", "｜") + "　" if is_row(words) else words
