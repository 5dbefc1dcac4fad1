"""解读说明: did a unit explain the policy, in a paper, a section, or sentences that say what its terms mean?"""

from __future__ import annotations

import re

from luodi.records import DocumentRecord
from luodi.text.sentences import sentence_spans
from luodi.text.similarity import aligned

from .likeness import containment
from .passing import UnitPapers
from .sent_down import ENUMERATED, Shown, lines, sentences
from .words import words

_HEADING_END = re.compile(r"[。！？?：:）)】]")
_HEADING = 20
"""Characters that a heading has at most: more is a sentence."""
_SENTENCE = 12
_USED = 0.8
"""Share of a term's character pairs that the policy has too, from which the term is the policy's."""
_TITLED = re.compile(
    r"^(?:关于)?(?:《[^\n]{2,60}》(?:的)?|政策|有关)(?:政策)?(?:解读|问答|起草说明|说明|答疑)$"
    r"|^先?把[^，。；：]{1,10}(?:文件|政策|通知|要求|意思)[^，。；：]{0,3}(?:说|讲)(?:清楚?|明白|透)$"
)
_EXCERPT = 0.8
"""Share of an interpretation taken word for word from its source from which it explains nothing."""


def interpretation(own: UnitPapers, policy: DocumentRecord) -> Shown:
    """A document that explains the policy, or a section or sentences of a notice or of rules that do."""
    excerpts = [d for d in own.interpretations if _excerpt(d, [policy, *own.rules])]
    for doc in own.interpretations:
        if doc not in excerpts:
            return Shown(True, (doc.quote_title(),))
    for doc, a, b in lines(own, policy):
        if _explaining(doc.text[a:b]) or _titled(doc, a, b):
            return Shown(True, (doc.quote(a, min(b, a + 40)),))
    counted = [(doc.quote(a, b), _glossed(doc.text[a:b], policy)) for doc, a, b in sentences(own, policy)]
    glosses = [quote for quote, terms in counted if terms]
    if sum(terms for _, terms in counted) >= 2 or any(words().superior.search(g.quote) for g in glosses):
        return Shown(True, tuple(glosses[:2]))
    if excerpts:
        doc = excerpts[0]
        return Shown(False, (doc.quote_title(),), f"，所发《{doc.title or doc.file}》只是摘抄原文")
    return Shown(False)


def _titled(doc: DocumentRecord, a: int, b: int) -> bool:
    """Whether a line is the title of an explanation that follows, behind the signature or as an annex."""
    if _TITLED.match(doc.text[a:b].strip()) is None:
        return False
    after = next((line for line in doc.text[b:].split("\n") if line.strip()), "")
    return len(after.strip()) > _HEADING and ENUMERATED.match(after.strip()) is None


def _explaining(line: str) -> bool:
    """Whether a line begins a section that explains, by its heading, or says that it explains."""
    lexicon = words()
    number = ENUMERATED.match(line)
    if number is not None:
        head = _HEADING_END.split(line[number.end() :].strip().lstrip("（("), maxsplit=1)[0]
        if len(head) <= _HEADING and lexicon.explains.search(head) is not None:
            return True
    if lexicon.spoken.search(line) is not None and lexicon.promises.search(line) is None:
        return True
    # 先讲明白三个词 explains only where something follows, and a promise of a later paper is none
    opened = lexicon.opening.search(line)
    if opened is None or len(line) - opened.end() < _SENTENCE:
        return False
    a, b = _sentence_around(line, opened.start())
    return lexicon.promises.search(line, a, b) is None


def _sentence_around(line: str, place: int) -> tuple[int, int]:
    return next(((a, b) for a, b in sentence_spans(line) if a <= place < b), (place, len(line)))


def _glossed(sentence: str, policy: DocumentRecord) -> int:
    """How many terms that the policy uses a sentence says the meaning of (“一网查档”就是……), be they shortened."""
    terms = (found["term"] or found["called"] for found in words().gloss.finditer(sentence))
    return sum(containment(term.rstrip("，。"), policy.text) >= _USED for term in terms)


def _excerpt(doc: DocumentRecord, sources: list[DocumentRecord]) -> bool:
    """Whether an interpretation merely repeats sentences of what it should explain."""
    starts = {p.start for source in sources for p in aligned(doc.text, source.text, floor=0.85)}
    spans = [(a, b) for a, b in sentence_spans(doc.text) if b - a >= _SENTENCE]
    total = sum(b - a for a, b in spans)
    return total >= 200 and sum(b - a for a, b in spans if a in starts) >= _EXCERPT * total
