"""Which superior's document a plan of one's own, or a policy, says that it carries out."""

from __future__ import annotations

import re

from luodi.text.title_names import same_title
from luodi.text.titles import parse_title

from .citations import Citation, citations_in, is_document_title
from .mentions import CARRIES_OUT, ENDS, OPENING, SENTENCE_END, Own, is_law, is_own, sentence_of
from .organs import is_central, rank_of_place

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
    r"(?:一并|一起|随文|随本通知|同时|原文|全文|原件)[^，。；）]{0,8}?(?:附上|附发|附送|下发|印送|学习|执行|落实|遵照)"
    r"|附后|不(?:再|另)[^，。；]{0,4}转发"
)
_OWN_ANSWER = re.compile(
    r"印发给你们|现印发|印发如下|制定(?:本|了|如下|我)|现(?:就|将)|通知如下|细化(?:如下|为)|作(?:出)?如下"
)
_ATTACHMENT = re.compile(r"^附件[：:]\s*(?:1[.．、]\s*)?[《]?(?P<title>[^《》\n]{6,100}?)[》]?\s*$", re.M)
_UNQUOTED_SOURCE = re.compile(
    r"(?:贯彻落实|贯彻|落实|根据|按照|依据)(?P<title>[一-鿿]{0,24}(?:国务院|政府|办公厅|办公室|委员会|[厅局委部])关于[一-鿿“”、（）]{6,60}?"
    r"(?:意见|方案|办法|通知|若干措施|行动计划))(?=[，。；]|要求|精神|部署|和)"
)


def implemented(text: str, own: Own) -> Citation | None:
    """The superior's document that this one says it carries out, in the opening of its text or of what it carries.

    Laws do not count: a measure based on a law is an original, not an answer to a policy.
    """
    titled = _implemented_in_title(text, own)
    if titled is not None:
        return titled
    for start, end in _openings(text, own):
        for citation in citations_in(text, start, end):
            if citation.standard or is_own(citation, own) or is_law(citation):
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
        if not CARRIES_OUT.search(before) or is_law(citation):
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
        if is_document_title(citation.title or "") and not is_own(citation, own) and not is_law(citation):
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
            if citation.standard or not citation.title or is_law(citation):
                continue
            # both may bear the same title: 江澜省…关于开展治水的通知, 云泽市…关于开展治水的通知
            if not is_central(citation.title) and (rank_of_place(citation.title) or 0) <= rank:
                continue
            around = sentence_of(text, citation).replace(text[citation.start : citation.end], "")
            if ENDS.search(around) is None and (_HANDED_DOWN.search(around) or _OWN_ANSWER.search(around)):
                return citation
    return None


def _openings(text: str, own: Own) -> list[tuple[int, int]]:
    """The beginnings of the text proper and of the text that a cover carries."""
    found = [(own.head_end, min(own.head_end + OPENING, len(text)))]
    for part in own.parts:
        if part.role == "main" and part.start > own.head_end:
            found.append((part.start, min(part.start + OPENING, part.end)))
    return found


def _carries_out(text: str, citation: Citation, start: int) -> bool:
    clause = text[max(start, citation.start - 90) : citation.start]
    clause = SENTENCE_END.split(clause)[-1]
    if CARRIES_OUT.search(clause) or _THEN_CARRIED_OUT.match(text, citation.end):
        return True
    if _RECEIVED.match(text, citation.end):
        return True  # 《…》已收悉，…制定本方案
    if _BASED_ON.search(clause):
        after = text[citation.end : citation.end + 160]
        return _MAKES.search(after.split("\n")[0]) is not None
    return False
