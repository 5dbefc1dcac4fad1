"""Figures of one text that cannot all be true: sums, rates and one thing counted twice.

Precision before recall. A list after 其中 may be partial, so only parts that *nearly* make the whole contradict it;
rounding is allowed for as finely as each number is written; 约, 余, 以上 exempt a figure. Each contradiction shows
its computation.
"""

from __future__ import annotations

from . import changes, sums, twice, wholes
from .contradiction import Contradiction, Sentence, statements
from .figures import figures


def contradictions(text: str) -> list[Contradiction]:
    """All contradictions of a text's sentences, in the order in which they are found; sums of tables are in ``totals``.

    >>> [c.reason for c in contradictions("受理64件，其中维持39件、调整27件。")]
    ['总数写64件，分项39件+27件合计66件，相差2件']
    """
    sentences: list[Sentence] = [(a, b, list(figures(text, a, b))) for a, b in statements(text)]
    found: list[Contradiction] = []
    before: Sentence | None = None
    for sentence in sentences:
        found.extend(sums.parts(text, sentence, before))
        found.extend(sums.total(text, sentence))
        found.extend(sums.rest(text, sentence))
        found.extend(changes.change(text, sentence))
        found.extend(changes.share(text, sentence, before))
        found.extend(wholes.contradictions(text, sentence, before))
        before = sentence
    found.extend(twice.counted(text, sentences))
    found.extend(twice.named(text, sentences))
    found.extend(twice.transposed(text, sentences))
    found.extend(sums.complements(text, sentences))
    return found
