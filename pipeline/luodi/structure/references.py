"""What a document refers to, and how: forwards, implements, interprets, reports_on, repeals, cites."""

from __future__ import annotations

import re
from collections.abc import Iterable

from luodi.records import DocumentKind, Reference
from luodi.records.codes import Relation
from luodi.text.doc_number import find_doc_numbers, normal_doc_number
from luodi.text.genres import genre_of
from luodi.text.title_names import TitleNames, same_title, title_names
from luodi.text.titles import normal_title, parse_title

from .citations import Citation, citations_in, is_document_title, short_names
from .mentions import CARRIES_OUT, ENDS, OPENING, SENTENCE_END, Own, is_law, is_own, rest_of, sentence_of
from .sources import implemented

_REPEALING_TITLE = re.compile(
    r"(?:关于|公布|宣布)[^《]{0,12}(?:废止|停止执行|失效)[^《]{0,40}(?:决定|通知|公告|目录|文件)"
)
_PASSES_ON = re.compile(r"转发|批转")
_ACCOUNTS = frozenset({"report", "inspection", "rectification", "feedback"})


def references_of(text: str, own: Own) -> tuple[Reference, ...]:
    """All documents referred to, each once, with the relation that the document's kind and words give it."""
    shorts = short_names(text)
    mentions: list[Citation] = []
    for start, end in _scopes(text, own):
        mentions.extend(c for c in citations_in(text, start, end) if not is_own(c, own) and not _is_short(c, shorts))
    principal = _principal(text, own, mentions)
    relation = _relation_of(own.kind)
    known = _Known(mentions)
    found: list[Reference] = []
    if principal is not None and relation is not None:
        found.append(known.reference(principal, relation))
    for mention in mentions:
        if _worth_citing(mention, own, principal) and not known.seen(mention):
            found.append(known.reference(mention, _minor(text, mention, own)))
    return tuple(found)


class _Known:
    """Documents already referred to, and the numbers that mentions give to titles; looked up, not compared in pairs."""

    def __init__(self, mentions: Iterable[Citation]) -> None:
        self.number_of: dict[str, str] = {}
        for mention in mentions:
            if mention.number is not None:
                for name in title_names(mention.title).full:
                    self.number_of.setdefault(name, mention.number)
        self.numbers: set[str] = set()
        self.numbered, self.unnumbered = _Names(), _Names()

    def seen(self, mention: Citation) -> bool:
        """Whether a document is known by its number or, where either lacks one, by its title."""
        names = title_names(mention.title)
        if mention.number is not None:
            return normal_doc_number(mention.number) in self.numbers or names in self.unnumbered
        return names in self.numbered or names in self.unnumbered

    def reference(self, citation: Citation, relation: Relation) -> Reference:
        """A reference, with the number that another mention of the same title gives."""
        names = title_names(citation.title)
        number = citation.number or next((self.number_of[n] for n in sorted(names.full) if n in self.number_of), None)
        if number is not None:
            self.numbers.add(normal_doc_number(number) or number)
        (self.numbered if number is not None else self.unnumbered).add(names)
        return Reference(
            title=citation.title, doc_number=number, relation=relation, start=citation.start, end=citation.end
        )


class _Names:
    """Names of many titles at once; ``in`` answers as ``same_title`` with any of them would."""

    def __init__(self) -> None:
        self.full: set[str] = set()
        self.bare: set[str] = set()

    def add(self, names: TitleNames) -> None:
        self.full |= names.full
        self.bare |= names.bare

    def __contains__(self, names: TitleNames) -> bool:
        return bool(self.full & names.full or self.full & names.bare or self.bare & names.full)


def _worth_citing(mention: Citation, own: Own, principal: Citation | None) -> bool:
    """Laws stand above all policies and link none; papers that a report mentions without number are mostly its own.

    A report that does not say at its beginning what it answers keeps all it names: one of them may be it.
    """
    if mention.number is not None:
        return True
    return (own.kind not in _ACCOUNTS or principal is None) and not is_law(mention)


def _relation_of(kind: DocumentKind) -> Relation | None:
    by_kind: dict[str, Relation] = {
        "forward": "forwards",
        "rules": "implements",
        "policy": "implements",
        "interpretation": "interprets",
        "report": "reports_on",
        "rectification": "reports_on",
    }
    return by_kind.get(kind)


def _principal(text: str, own: Own, mentions: list[Citation]) -> Citation | None:
    """The one document that this document is about."""
    if own.kind == "forward":
        return _forwarded(text, own, mentions)
    if own.kind in ("rules", "policy"):
        return implemented(text, own)
    if own.kind == "interpretation":
        return _interpreted(own, mentions)
    if own.kind in ("report", "rectification"):
        return _reported(text, own, mentions)
    return None


def _forwarded(text: str, own: Own, mentions: list[Citation]) -> Citation | None:
    inner = parse_title(own.title).inner if own.title else None
    for mention in mentions:
        if mention.start >= own.head_end and _PASSES_ON.search(sentence_of(text, mention)) and not is_law(mention):
            return mention
    for mention in mentions:
        if mention.start >= own.head_end and inner is not None and same_title(mention.title, inner):
            return mention
    if inner is None:
        return mentions[0] if mentions else None
    numbers = find_doc_numbers(inner)
    if numbers:
        return Citation(None, numbers[0].text, 0, 0)
    body = next((m for m in mentions if m.start >= own.head_end and m.number is not None and m.title is None), None)
    return Citation(inner, body.number if body is not None else None, 0, 0)


def _interpreted(own: Own, mentions: list[Citation]) -> Citation | None:
    quoted = re.search(r"《(.+)》", own.title or "")
    if quoted is None:
        about = re.search(r"关于(.+?)的?(?:政策)?(?:解读|问答|图解)", own.title or "")
        named = about[1] if about is not None and genre_of(about[1]) is not None else None
        return next((m for m in mentions if named is None or same_title(m.title, named)), None) or (
            mentions[0] if mentions else None
        )
    title = quoted[1].replace("〈", "《").replace("〉", "》")
    body = next((m for m in mentions if same_title(m.title, title) and m.number is not None), None)
    if body is None:
        body = next((m for m in mentions if m.title is None and m.start < own.head_end + OPENING), None)
    return Citation(title, body.number if body is not None else None, 0, 0)


def _reported(text: str, own: Own, mentions: list[Citation]) -> Citation | None:
    opening = [m for m in mentions if m.start < own.head_end + OPENING]
    titled = next((m for m in opening if m.start < own.head_end and not is_law(m)), None)
    if titled is not None:
        return titled
    fit = [m for m in opening if not is_law(m) and not m.standard]
    if not fit:
        return None
    if fit[0].title is None:
        # 按照×〔2019〕57号通知要求，现将我县落实《意见》情况汇报如下: the notice only asked for the report
        for mention in fit[1:]:
            between = text[fit[0].end : mention.start]
            if SENTENCE_END.search(between) is None and (CARRIES_OUT.search(between[-30:]) or between.endswith("对照")):
                return mention
    return fit[0]


def _minor(text: str, mention: Citation, own: Own) -> Relation:
    """The relation of a document that is named by the way. Only an original or a local rule repeals another."""
    if own.title is not None and _REPEALING_TITLE.search(own.title):
        return "repeals"
    if own.kind not in ("policy", "rules"):
        return "cites"
    sentence = sentence_of(text, mention)
    ends = ENDS.search(sentence, len(sentence) - len(rest_of(text, mention)))
    return "repeals" if ends is not None else "cites"


def _scopes(text: str, own: Own) -> list[tuple[int, int]]:
    """Where references count as the document's own: not in another's text that a cover carries."""
    if own.kind == "forward":
        return [(p.start, p.end) for p in own.parts if p.role == "cover"] or [(0, len(text))]
    return [(0, len(text))]


def _is_short(citation: Citation, shorts: frozenset[str]) -> bool:
    if citation.number is not None or citation.title is None:
        return False
    name = normal_title(citation.title)
    return name in shorts or not is_document_title(citation.title)
