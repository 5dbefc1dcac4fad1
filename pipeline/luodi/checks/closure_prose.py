"""The closed loop as told in prose: 整改报告, 复查意见, 督查通报.

Prose is judged more gently than a ledger: a report that openly says what is still being rectified breaks nothing. A
sentence counts only when it also says that the matter was closed, was due, or had been put right before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from luodi.records import DocumentRecord, Dossier, Finding, FindingKind, Severity
from luodi.text.sentences import sentence_spans

from . import closure_words
from .ledgers import parse_day
from .making import state
from .places import issuing, unit_in

_KINDS = frozenset({"rectification", "inspection"})
_CLOSED = re.compile(
    r"(?:已|予以|[准给]予|批准|核准|先行|先予|同意|办理|一并|全部|按[^，。；]{0,6}整改)[^，。；]{0,6}(?:销号|销账|核销)|(?:销号|销账|核销)后"
    r"|[将把][^，。；]{0,12}(?:销号|销账|核销)"
)
_ALL_CLOSED = re.compile(r"(?:整体|一并|全部|全数|一次性|统一|打包)[^，。；不未]{0,6}(?:销号|销账|核销)")
"""What the sentence after tells to be struck off, the rest that was left included."""
_LIMIT = re.compile(
    r"(?:应|要求|限|期限|时限|承诺)[^，。；]{0,12}?(?P<day>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底))[^。；]{0,10}前?"
    r"[^；]{0,40}?(?:至今|到今天|截至目前|目前|现在|眼下|仍|尚|还)[^。；]{0,14}"
    r"(?:未完成|没有完成|没完成|未整改|没有整改|没改|未落实|未动工|没动工|未到位|没到位|没有动|(?:未|没有?)[^，。；]{1,4}(?:完毕|上|好|成|齐|到位))"
)
_YOU = re.compile(r"[你贵](?:[省市县区州盟旗镇乡村局厅委办院校]|街道|单位|公司)")
_WE = re.compile(r"[我本](?:[省市县区州盟旗镇乡]|街道)")
_LATE = re.compile(r"逾期(?:未(?:完成)?整改|未完成|未销号|\d+天|仍未)|超期(?:未整改|未完成|\d+天)")
_SOUND = re.compile(
    r"(?:无|没有|未发现|不存在|杜绝|防止|严防|避免|对|凡)[^，。；]{0,8}(?:逾期|超期)|逾期[^，。；]{0,12}(?:的，|者|将|一律|严肃|问责|通报)"
)


def findings(document: DocumentRecord, dossier: Dossier, as_of: date) -> Iterator[Finding]:
    """What a document without a ledger says of broken steps, sentence by sentence."""
    if document.kind not in _KINDS:
        return
    spoken_of = _spoken_of(document, dossier)
    year = document.issue_date.year if document.issue_date is not None else as_of.year
    spans = [*sentence_spans(document.text), (0, 0)]
    for (start, end), (next_start, next_end) in pairwise(spans):
        sentence, following = document.text[start:end], document.text[next_start:next_end]
        unit = unit_in(sentence, dossier) or spoken_of
        if unit is None:
            continue
        if unit_in(following, dossier) not in (None, unit):
            following = ""
        for kind, said, confidence in _faults(sentence, following, document, year, as_of):
            rule, severity = _rule(kind)
            yield state(
                kind,
                unit,
                dossier=dossier,
                document=document,
                rule=rule,
                evidence=(document.quote(start, end),),
                reason=f"文中写明“{said}”",
                confidence=confidence,
                severity=severity,
            )


def _spoken_of(document: DocumentRecord, dossier: Dossier) -> str | None:
    """Whose rectification a paper speaks of where a sentence names no unit: the only one that it writes to, where it
    says 你市 and not 我区, else the one of its title, else whoever issued it."""
    if len(document.addressees) == 1 and _YOU.search(document.text) and not _WE.search(document.text):
        addressed = unit_in(document.addressees[0], dossier)
        if addressed is not None:
            return addressed
    return unit_in(document.title or "", dossier) or issuing(document.document_id, dossier)


def _rule(kind: FindingKind) -> tuple[str, Severity]:
    return f"closure.prose.{kind.removeprefix('rectify-')}", "medium" if kind == "rectify-overdue" else "high"


def _faults(
    sentence: str, following: str, document: DocumentRecord, year: int, as_of: date
) -> Iterator[tuple[FindingKind, str, float]]:
    closed = _CLOSED.search(sentence) is not None
    left = closure_words.admission(sentence) if closed or _ALL_CLOSED.search(following) else None
    if left is not None:
        yield "rectify-incomplete", left, 0.8
    if closed:
        said = closure_words.unreviewed(sentence)
        if said is not None:
            yield "rectify-unreviewed", said, 0.8
        told = sentence + following if closure_words.of_one_matter(sentence, following) else sentence
        again = closure_words.relapse(told, document.issue_date or as_of)
        if again is not None:
            yield "rectify-relapse", again, 0.8
    going_on = following if closure_words.of_one_matter(sentence, following) or following.startswith("因") else ""
    limit = _LIMIT.search(sentence + going_on)
    if limit is not None:
        day = parse_day(limit["day"], year=year)
        if day is not None and day < as_of:
            yield "rectify-overdue", limit.group(), 0.75
    elif _LATE.search(sentence) and not _SOUND.search(sentence):
        yield "rectify-overdue", sentence.rstrip("。；"), 0.7
