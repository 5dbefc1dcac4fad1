"""The 18 elements of GB/T 9704-2012 with what is known of each: present, absent, occluded, garbled, hidden, unknown."""

from __future__ import annotations

from typing import Literal

from luodi.records import DocumentRecord, Element, Part, Span

from .basics import Basics
from .found import Found, Tail, value_of
from .laid_out import LaidOut

State = Literal["present", "absent", "occluded", "garbled", "hidden", "unknown"]

ELEMENTS = (
    "份号",
    "密级和保密期限",
    "紧急程度",
    "发文机关标志",
    "发文字号",
    "签发人",
    "标题",
    "主送机关",
    "正文",
    "附件说明",
    "发文机关署名",
    "成文日期",
    "印章",
    "附注",
    "附件",
    "抄送机关",
    "印发机关",
    "印发日期",
)
_EXPECTED = frozenset({"标题", "正文", "发文机关署名", "成文日期"})
"""Elements every document has: where they are not found, something hides them or they were cut off."""


def elements_of(read: LaidOut, basics: Basics, parts: tuple[Part, ...]) -> tuple[Element, ...]:
    """One Element for each name in ELEMENTS, in that order. Missing and not seen are kept apart."""
    record, head, tail = read.record, read.head, read.tail
    found: dict[str, Found | None] = {
        "份号": head.copies,
        "密级和保密期限": head.secrecy,
        "紧急程度": head.urgency,
        "发文机关标志": head.mark,
        "发文字号": basics.number,
        "签发人": head.signer,
        "标题": basics.title,
        "主送机关": head.addressees,
        "正文": _body(read),
        "附件说明": tail.attached,
        "发文机关署名": tail.signature,
        "成文日期": basics.issued,
        "印章": tail.seal,
        "附注": tail.note,
        "附件": next((Found(p.title or "", p.start, p.end) for p in parts if p.role == "attachment"), None),
        "抄送机关": tail.copied,
        "印发机关": tail.printer,
        "印发日期": tail.printed,
    }
    settled = {
        "发文机关署名": _signature(read),
        "成文日期": _date(read, basics.issued),
        "附件": _attachment(tail, found["附件"]),
    }
    return tuple(settled.get(name) or _element(name, found[name], record) for name in ELEMENTS)


def _signature(read: LaidOut) -> Element | None:
    """The signature where it is spoilt or covered; None where the common rule will do."""
    tail = read.tail
    if tail.signature is not None:
        return None
    if tail.damaged_signature is not None:
        return _spoilt("发文机关署名", tail.damaged_signature, "署名处文字不可辨，可能被印章遮盖")
    if _sealed(read):
        return Element(
            name="发文机关署名", state="occluded", confidence=0.6, reason="署名可能被印章遮盖，以发文字号和版记为准"
        )
    return None


def _date(read: LaidOut, issued: Found | None) -> Element | None:
    """成文日期 where it is spoilt or covered; its value is then the date that stands in for it, if any."""
    tail = read.tail
    if tail.issued is not None or read.head.byline_date is not None:
        return None
    if tail.damaged_date is not None:
        spoilt = _spoilt("成文日期", tail.damaged_date, "成文日期文字不可辨，可能被印章遮盖")
        return spoilt.replace(value=value_of(issued))
    if tail.printed is None and not _sealed(read):
        return None
    state: State = "occluded" if _sealed(read) else "unknown"
    reason = "没有找到成文日期，以印发日期代" if issued is not None else "成文日期可能被印章遮盖"
    span = Span(start=issued.start, end=issued.end) if issued is not None and issued.end > issued.start else None
    value = value_of(issued)
    return Element(name="成文日期", state=state, value=value, span=span, confidence=0.6, reason=reason)


def _sealed(read: LaidOut) -> bool:
    """Whether a seal is the likely reason that signature and date are not there.

    It is where a reader says so, and where a page image carries number or imprint but no signature.
    """
    codes = {w.code for w in read.record.warnings}
    if any("seal" in c or "occlu" in c for c in codes):
        return True
    image = read.record.media_type.startswith("image/") or "scan_page" in codes or "ocr" in codes
    return image and (read.head.number is not None or read.tail.printed is not None)


def _spoilt(name: str, found: Found, reason: str) -> Element:
    span = Span(start=found.start, end=found.end)
    return Element(name=name, state="garbled", value=found.value, span=span, confidence=found.confidence, reason=reason)


def _attachment(tail: Tail, found: Found | None) -> Element | None:
    if found is not None or tail.attached is None:
        return None
    return Element(name="附件", state="unknown", confidence=0.5, reason="附件说明列有附件，文件中没有附上")


def _body(read: LaidOut) -> Found | None:
    lines, head, tail = read.lines, read.head, read.tail
    if head.body >= len(lines):
        return None
    last = len(lines) - 1
    if tail.signed_at is not None and tail.signed_at > head.body:
        last = tail.signed_at - 1
    while last > head.body and (
        last in tail.foot or (tail.signature is not None and lines[last].start >= tail.signature.start)
    ):
        last -= 1
    return Found("", lines[head.body].start, lines[last].end)


def _element(name: str, found: Found | None, record: DocumentRecord) -> Element:
    if found is not None:
        span = Span(start=found.start, end=found.end) if found.end > found.start else None
        return Element(name=name, state="present", value=found.value or None, span=span, confidence=found.confidence)
    state, reason = _unseen(name, record)
    return Element(name=name, state=state, confidence=0.5 if state == "unknown" else 0.8, reason=reason)


def _unseen(name: str, record: DocumentRecord) -> tuple[State, str | None]:
    """Why an element is not there."""
    codes = {w.code for w in record.warnings}
    if name == "印章":
        return "unknown", "印章是图像，文本中看不到"
    if any("garbled" in c or "unreadable" in c or "quality" in c for c in codes):
        return "unknown", "部分页面文字不可辨"
    hidden = " ".join(h.text for h in record.hidden)
    if hidden and name in ("密级和保密期限", "紧急程度", "发文字号") and _in_hidden(name, hidden):
        return "hidden", "只见于不可见文字"
    if record.state == "partial":
        return "unknown", "文件只读出一部分"
    if name in _EXPECTED:
        return "unknown", "文本中没有找到"
    return "absent", None


def _in_hidden(name: str, hidden: str) -> bool:
    signs = {
        "密级和保密期限": ("绝密", "机密", "秘密"),
        "紧急程度": ("特急", "加急", "特提", "平急"),
        "发文字号": ("〕",),
    }
    return any(sign in hidden for sign in signs[name])
