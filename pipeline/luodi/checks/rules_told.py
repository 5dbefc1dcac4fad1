"""Does a unit's own report say that it issued the rules demanded, though they are not in the folder?

What is told of and not shown is unknown, not missing. Only a deed counts (4月12日印发了实施方案), neither a draft nor a
plan, nor what those below made, nor a paper about something else (审计工作方案).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.records import DocumentRecord, Quote
from luodi.text.sentences import between_marks, sentence_spans

from .likeness import containment
from .words import words

_TITLE = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》(?:[（(][^（）()]*[)）])?")
_ABOUT = 0.5
"""Share of a title's character pairs that the policy's title has too, from which it is rules for this policy."""


def rules_told(reports: Sequence[DocumentRecord], policy: DocumentRecord) -> Quote | None:
    """The words of a report that tell of local rules issued; None where none do."""
    for report in reports:
        for a, b in sentence_spans(report.text):
            if tells(report.text[a:b], policy.title or ""):
                return report.quote(a, b)
    return None


def tells(sentence: str, title: str = "") -> bool:
    """Whether a sentence says that rules were issued; ``title`` is that of the policy they are for.

    >>> tells("县政府4月16日印发具体实施方案，明确了责任人。"), tells("实施方案拟于下月印发。")
    (True, False)
    """
    told = words().rules_told
    if words().rules_told_apart.match(sentence) is not None:
        return False
    plain = _TITLE.sub(lambda m: _named(m.group(), title), sentence)
    return any(
        words().rules_not_told.search(plain[begin : found.end() + 3]) is None
        for found in told.finditer(plain)
        for begin, _ in [between_marks(plain, found.start(), found.end(), marks="，。；：、\n")]
    )


def _named(written: str, title: str) -> str:
    """What stands for a title in brackets: the bare kind of paper where it is rules for the policy, else nothing."""
    name = written.partition("》")[0].strip("《")
    kind = words().rules_named.search(name)
    if kind is None or name in title:
        return "　"
    return kind.group() if containment(name[: kind.start()], title) >= _ABOUT else "　"
