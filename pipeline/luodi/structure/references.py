"""What a document refers to, and how: forwards, implements, interprets, reports_on, repeals, cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from luodi.records import DocumentKind, Part, Reference
from luodi.records.codes import Relation
from luodi.text.doc_number import find_doc_numbers, normal_doc_number, same_doc_number
from luodi.text.titles import TitleNames, normal_title, parse_title, same_title, title_names

from .citations import Citation, citations_in, is_document_title, short_names
from .genres import genre_of
from .organs import is_central, rank_of_place

OPENING = 600
"""Characters at the beginning of a text in which it says what it carries out or reports on."""

_CARRIES_OUT = re.compile(r"贯彻|落实|执行|实施(?!方案|意见|细则)|推进")
_THEN_CARRIED_OUT = re.compile(
    r"(?:在[一-鿿]{1,8})?(?:各项[一-鿿]{0,6})?(?:的)?(?:贯彻|落实|落地|贯彻实施|组织实施|顺利实施)"
)
_BASED_ON = re.compile(r"根据|按照|依据|依照|遵照|按(?=《|[一-鿿]{0,12}政)|对照")
_MAKES = re.compile(
    r"制定|制订|结合|提出|印发|研究|特|现就|细化|编制|明确|开展|推进|做好|实施|部署|安排|如下|定[^，。；]{0,4}(?:方案|办法|细则|措施)"
)
_RECEIVED = re.compile(r"[”》]?(?:的通知)?(?:业已|现已|已经?)(?:由[^，。；]{2,16})?(?:下发|印发|收悉|收到|发布|出台)")
_ENCLOSED = re.compile(r"(?:原文|全文|原件)[^，。；）]{0,6}?(?:附后|附上|附于|随附|附在)")
_HANDED_DOWN = re.compile(
    r"(?:一并|一起|随文|随本通知|同时|原文|全文|原件)[^，。；）]{0,8}?(?:附后|附上|附发|附送|下发|印送|学习|执行|落实|遵照)|附后|不(?:再|另)行?(?:另行|重复)?转发"
)
_OWN_ANSWER = re.compile(
    r"印发给你们|现印发|印发如下|制定(?:本|了|如下|我)|现(?:就|将)|通知如下|细化(?:如下|为)|作(?:出)?如下"
)
_ATTACHMENT = re.compile(r"^附件[：:]\s*(?:1[.．、]\s*)?[《]?(?P<title>[^《》\n]{6,100}?)[》]?\s*$", re.M)
_ENDS = re.compile(r"废止|停止执行|停止施行|失效|不再执行|作废")
_REPEALING_TITLE = re.compile(
    r"(?:关于|公布|宣布)[^《]{0,12}(?:废止|停止执行|失效)[^《]{0,40}(?:决定|通知|公告|目录|文件)"
)
_PASSES_ON = re.compile(r"转发|批转")
_LAW = re.compile(
    r".{0,60}(?:(?<![办方做看想说])法|条例)(?:（[^）]*）)?$|.{0,20}实施[《<〈＜].{4,40}(?:法|条例)[》>〉＞]\s*(?:的?办法|细则|的?若干规定)?$"
)
_UNQUOTED_SOURCE = re.compile(
    r"(?:贯彻落实|贯彻|落实|根据|按照|依据)(?P<title>[一-鿿]{0,24}(?:国务院|政府|办公厅|办公室|委员会|[厅局委部])关于[一-鿿“”、（）]{6,60}?"
    r"(?:意见|方案|办法|通知|若干措施|行动计划))(?=[，。；]|要求|精神|部署|和)"
)
_SENTENCE = re.compile(r"[。！？；\n]")
_ACCOUNTS = frozenset({"report", "inspection", "rectification", "feedback"})


class Own(NamedTuple):
    """What is known of the document itself: its title, the title of the text it carries, its number."""

    title: str | None
    number: str | None
    kind: DocumentKind
    parts: tuple[Part, ...]
    head_end: int
    """Where the head ends and the text proper begins."""


def implemented(text: str, own: Own) -> Citation | None:
    """The superior's document that this one says it carries out, in the opening of its text or of what it carries.

    Laws do not count: a measure based on a law is an original, not an answer to a policy.
    """
    titled = _implemented_in_title(text, own)
    if titled is not None:
        return titled
    for start, end in _openings(text, own):
        for citation in citations_in(text, start, end):
            if citation.standard or _is_own(citation, own) or _is_law(citation):
                continue
            if _carries_out(text, citation, start):
                return citation
    return _unquoted_source(text, own) or _enclosed_source(text, own) or _source_from_above(text, own)


def _implemented_in_title(text: str, own: Own) -> Citation | None:
    """关于贯彻落实《江澜省治水意见》的实施意见: the title itself says it; the number stands in the text."""
    if own.title is None:
        return None
    for citation in citations_in(own.title):
        before = own.title[max(0, citation.start - 12) : citation.start]
        if not _CARRIES_OUT.search(before) or _is_law(citation):
            continue
        mentions = citations_in(text, own.head_end, min(own.head_end + OPENING, len(text)))
        body = next((m for m in mentions if same_title(m.title, citation.title)), None)
        return body if body is not None else Citation(citation.title, citation.number, 0, 0)
    return None


def _unquoted_source(text: str, own: Own) -> Citation | None:
    """为贯彻落实省政府关于深化医改的实施意见，…: a title without quotes and number."""
    for start, end in _openings(text, own):
        found = _UNQUOTED_SOURCE.search(text, start, end)
        if found is not None and not same_title(found["title"], own.title):
            return Citation(found["title"], None, *found.span("title"))
    return None


def _enclosed_source(text: str, own: Own) -> Citation | None:
    """…印发给你们，省民政厅原文一并附上。 with 附件：民政事项提速方案: the paper enclosed is the one carried out."""
    if not any(_ENCLOSED.search(text, start, end) for start, end in _openings(text, own)):
        return None
    for found in _ATTACHMENT.finditer(text):
        citation = Citation(found["title"], None, *found.span("title"))
        if is_document_title(citation.title or "") and not _is_own(citation, own) and not _is_law(citation):
            return citation
    return None


def _source_from_above(text: str, own: Own) -> Citation | None:
    """现将《柳河县治水方案》印发给你们，《云泽市治水意见》一并附后: a higher place's paper beside one's own.

    The whole sentence tells: it hands the paper down, or makes one's own answer, in whatever words.
    """
    title = own.title or ""
    rank = rank_of_place(title) or rank_of_place(parse_title(title).inner or "")
    if rank is None:
        return None
    for start, end in _openings(text, own):
        for citation in citations_in(text, start, end):
            if citation.standard or not citation.title or _is_law(citation):
                continue
            # both may bear the same title: 江澜省…关于开展治水的通知, 云泽市…关于开展治水的通知
            if not is_central(citation.title) and (rank_of_place(citation.title) or 0) <= rank:
                continue
            around = _sentence(text, citation).replace(text[citation.start : citation.end], "")
            if _ENDS.search(around) is None and (_HANDED_DOWN.search(around) or _OWN_ANSWER.search(around)):
                return citation
    return None


def references_of(text: str, own: Own) -> tuple[Reference, ...]:
    """All documents referred to, each once, with the relation that the document's kind and words give it."""
    shorts = short_names(text)
    mentions: list[Citation] = []
    for start, end in _scopes(text, own):
        mentions.extend(c for c in citations_in(text, start, end) if not _is_own(c, own) and not _is_short(c, shorts))
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
    return (own.kind not in _ACCOUNTS or principal is None) and not _is_law(mention)


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
        if mention.start >= own.head_end and _PASSES_ON.search(_sentence(text, mention)) and not _is_law(mention):
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
    titled = next((m for m in opening if m.start < own.head_end and not _is_law(m)), None)
    if titled is not None:
        return titled
    fit = [m for m in opening if not _is_law(m) and not m.standard]
    if not fit:
        return None
    if fit[0].title is None:
        # 按照×〔2019〕57号通知要求，现将我县落实《意见》情况汇报如下: the notice only asked for the report
        for mention in fit[1:]:
            between = text[fit[0].end : mention.start]
            if _SENTENCE.search(between) is None and (_CARRIES_OUT.search(between[-30:]) or between.endswith("对照")):
                return mention
    return fit[0]


def _minor(text: str, mention: Citation, own: Own) -> Relation:
    """The relation of a document that is named by the way. Only an original or a local rule repeals another."""
    if own.title is not None and _REPEALING_TITLE.search(own.title):
        return "repeals"
    if own.kind not in ("policy", "rules"):
        return "cites"
    sentence = _sentence(text, mention)
    ends = _ENDS.search(sentence, len(sentence) - len(_rest(text, mention)))
    return "repeals" if ends is not None else "cites"


def _scopes(text: str, own: Own) -> list[tuple[int, int]]:
    """Where references count as the document's own: not in another's text that a cover carries."""
    if own.kind == "forward":
        return [(p.start, p.end) for p in own.parts if p.role == "cover"] or [(0, len(text))]
    return [(0, len(text))]


def _openings(text: str, own: Own) -> list[tuple[int, int]]:
    """The beginnings of the text proper and of the text that a cover carries."""
    found = [(own.head_end, min(own.head_end + OPENING, len(text)))]
    for part in own.parts:
        if part.role == "main" and part.start > own.head_end:
            found.append((part.start, min(part.start + OPENING, part.end)))
    return found


def _carries_out(text: str, citation: Citation, start: int) -> bool:
    clause = text[max(start, citation.start - 90) : citation.start]
    clause = _SENTENCE.split(clause)[-1]
    if _CARRIES_OUT.search(clause) or _THEN_CARRIED_OUT.match(text, citation.end):
        return True
    if _RECEIVED.match(text, citation.end):
        return True  # 《…》已收悉，…制定本方案
    if _BASED_ON.search(clause):
        after = text[citation.end : citation.end + 160]
        return _MAKES.search(after.split("\n")[0]) is not None
    return False


def _is_law(citation: Citation) -> bool:
    """Laws, regulations and what an order (令) puts in force: authority, not a paper that somebody answers."""
    if citation.number is not None and "令" in citation.number:
        return True
    return (
        citation.title is not None and _LAW.match(citation.title.strip()) is not None and "关于" not in citation.title
    )


def _is_own(citation: Citation, own: Own) -> bool:
    if citation.number is not None and own.number is not None and same_doc_number(citation.number, own.number):
        return True
    if citation.title is None or own.title is None or own.kind == "interpretation":
        return False
    parts = parse_title(own.title)
    if own.kind == "policy" and parts.inner is not None and same_title(citation.title, parts.inner):
        return True
    if parts.verb in ("转发", "批转") or own.kind == "forward":
        return normal_title(citation.title) == normal_title(own.title)
    if citation.start < own.head_end and parts.inner is None and "《" in own.title:
        return False
    return same_title(citation.title, own.title)


def _is_short(citation: Citation, shorts: frozenset[str]) -> bool:
    if citation.number is not None or citation.title is None:
        return False
    name = normal_title(citation.title)
    return name in shorts or not is_document_title(citation.title)


def _sentence(text: str, citation: Citation) -> str:
    before = _SENTENCE.split(text[max(0, citation.start - 160) : citation.start])[-1]
    return before + text[citation.start : citation.end] + _rest(text, citation)


def _rest(text: str, citation: Citation) -> str:
    return _SENTENCE.split(text[citation.end : citation.end + 160])[0]
