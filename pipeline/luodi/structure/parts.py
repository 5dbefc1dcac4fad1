"""Several documents in one file: a covering notice, the text it carries, and further attachments."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from luodi.records import Part
from luodi.text.genres import genre_of
from luodi.text.title_names import same_title
from luodi.text.titles import normal_title, parse_title

from .found import Head, Tail
from .laid_out import LaidOut
from .layout import Line
from .tail import attachment_marker

_SHORTEST_ATTACHMENT = 40
_LONGEST_COVER = 1500
_TITLED = re.compile(r"附\s*(?:件|表)?\s*[0-9一二三四五六七八九十]{0,2}\s*[：:]\s*(?P<title>[^。]{2,60})$")
_FIRST_ITEM = re.compile(r"1\s*[.．、]")
_FIRST_HEADING = re.compile(r"一、|第一[章条]")
_PREAMBLE = re.compile(r"为|根据|按照|近年来")


def parts_of(read: LaidOut, title: str | None, *, adopts: bool = False) -> tuple[Part, ...]:
    """The documents inside a file, in order; a plain document is one part, ``main``.

    ``cover`` is a notice that passes a text on (印发, 转发, 批转). The text it carries is ``main`` when the issuer
    makes it its own (印发; 转发 of its own department's paper: ``adopts``), ``attachment`` when it is another's; a
    cover without the text stands alone.
    Forms, lists and tables behind a document are ``attachment`` too.
    """
    lines, head, tail = read.lines, read.head, read.tail
    if not lines:
        return ()
    foot = _foot_start(lines, tail, len(read.record.text))
    named = parse_title(title or "")
    carried = _carried(lines, head, tail, named.inner, foot) if named.verb is not None else None
    pieces = _Pieces(lines, _markers(lines, tail, after=head.body), foot)
    if named.verb is None and tail.signed_at is not None and title is not None:
        # an order promulgates a text under the text's own title
        wanted = normal_title(title)
        below = range(tail.signed_at + 1, len(lines))
        again = next((i for i in below if _is_title_of(lines, i, wanted)), None)
        if again is not None and _long_enough(lines, again, foot):
            start = lines[again].start
            cover = Part(role="cover", title=title, start=0, end=start)
            return (cover, *pieces.of("main", title, start))
    if named.verb is None:
        return tuple(pieces.of("main", title, 0))
    if carried is None:
        # a long text under a title of 印发 is the text itself (news copies of 中办国办印发《…》), not a bare cover
        bare = named.passes_on or foot - lines[min(head.body, len(lines) - 1)].start < _LONGEST_COVER
        return tuple(pieces.of("cover" if bare else "main", title, 0))
    start, carried_title = carried
    role = "attachment" if named.passes_on and not adopts else "main"
    cover = Part(role="cover", title=title, start=0, end=start)
    return (cover, *pieces.of(role, carried_title, start))


def _foot_start(lines: list[Line], tail: Tail, length: int) -> int:
    """Where the 版记 at the end begins; the file's end where there is none or text follows it."""
    index = len(lines) - 1
    at = set(tail.foot)
    while index >= 0 and index in at:
        index -= 1
    return lines[index + 1].start if index + 1 < len(lines) else length


def _carried(lines: list[Line], head: Head, tail: Tail, inner: str | None, foot: int) -> tuple[int, str | None] | None:
    """Where the text that a cover carries begins, and its title."""
    begin = tail.signed_at + 1 if tail.signed_at is not None else head.body
    wanted = normal_title(inner)
    below = [i for i in range(begin, len(lines)) if lines[i].start < foot]
    titled = next((i for i in below if _is_title_of(lines, i, wanted)), None)
    if titled is not None:
        return _with_marker(lines, titled), inner
    if tail.signed_at is None:
        return _by_text(lines, head, inner)
    for i in below:
        line = lines[i]
        if line.row or line.text.startswith("（") or attachment_marker(line.text) is not None or i in tail.foot:
            continue
        if len(line.text) <= 80 and not line.text.endswith("。") and _long_enough(lines, i, foot):
            name = line.text if genre_of(line.text) is not None else inner
            return _with_marker(lines, i), name
        return (_with_marker(lines, i), inner) if _long_enough(lines, i, foot) else None
    return None


def _by_text(lines: list[Line], head: Head, inner: str | None) -> tuple[int, str | None] | None:
    """A cover without signature and title in between (web copies): the text begins with its first heading."""
    for i in range(head.body + 1, min(len(lines), head.body + 8)):
        if _FIRST_HEADING.match(lines[i].text):
            above = lines[i - 1]
            starts_above = i - 1 > head.body and _PREAMBLE.match(above.text)
            return (above.start if starts_above else lines[i].start), inner
    return None


def _long_enough(lines: list[Line], at: int, foot: int) -> bool:
    return sum(len(x.text) for x in lines[at:] if x.start < foot) >= 120


def _is_title_of(lines: list[Line], at: int, wanted: str) -> bool:
    """Whether a title, perhaps over up to three lines, begins at a line."""
    if len(wanted) < 4 or lines[at].row or len(lines[at].text) > 120:
        return False
    joined = ""
    for line in lines[at : at + 3]:
        joined += line.text
        here = normal_title(joined)
        if here == wanted or (len(here) > 8 and same_title(joined, wanted) and abs(len(here) - len(wanted)) < 30):
            return True
        if not wanted.startswith(here):
            return False
    return False


def _with_marker(lines: list[Line], at: int) -> int:
    """The start of a part, with the line 附件 above its title."""
    if at and attachment_marker(lines[at - 1].text) is not None:
        return lines[at - 1].start
    return lines[at].start


def _markers(lines: list[Line], tail: Tail, *, after: int) -> list[int]:
    """Lines that open an attachment (附件1 alone on a line, 附件：标题 behind the signature or followed by a table)."""
    found = []
    for i in range(after, len(lines)):
        line = lines[i]
        if line.row or not line.text.startswith("附"):
            continue
        if attachment_marker(line.text) is not None:
            following = lines[i + 1].text if i + 1 < len(lines) else ""
            if not _FIRST_ITEM.match(following) or (tail.signed_at is not None and i > tail.signed_at):
                found.append(i)
        elif _TITLED.match(line.text):
            below = lines[i + 1] if i + 1 < len(lines) else None
            if (below is not None and below.row) or (tail.signed_at is not None and i > tail.signed_at):
                found.append(i)
    return found


class _Pieces(NamedTuple):
    """A file with the lines that open attachments; ``foot`` is where its 版记 begins."""

    lines: list[Line]
    markers: list[int]
    foot: int

    def of(self, role: str, title: str | None, start: int) -> list[Part]:
        """The document that begins at ``start``, with the attachments behind it."""
        starts = [s for s in (self.lines[m].start for m in self.markers) if start < s < self.foot]
        # a name in a list of downloads is no attachment: it has no text of its own
        starts = [a for a, b in pairwise([*starts, self.foot]) if b - a >= _SHORTEST_ATTACHMENT]
        ends = [*starts, self.foot]
        found = [_part(role, title, start, ends[0])]
        for begin, end in zip(starts, ends[1:], strict=True):
            at = bisect_left(self.lines, begin, key=lambda line: line.start)
            found.append(_part("attachment", _attachment_title(self.lines, at), begin, end))
        return found


def _part(role: str, title: str | None, start: int, end: int) -> Part:
    return Part.model_validate({"role": role, "title": title, "start": start, "end": end})


def _attachment_title(lines: list[Line], at: int) -> str | None:
    text = lines[at].text
    titled = _TITLED.match(text)
    if titled is not None:
        return titled["title"]
    if at + 1 < len(lines) and not lines[at + 1].row and len(lines[at + 1].text) <= 60:
        return lines[at + 1].text
    return None
