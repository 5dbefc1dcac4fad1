"""The table of metadata that web copies put above a document: 发文字号：…　成文日期：…, in lines or table rows."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from luodi.records import DocumentRecord
from luodi.text.lexicon import either, rules

from .found import Found
from .layout import Line
from .organs import SEAL

_PAIR = re.compile(
    rf"(?P<key>[一-鿿][一-鿿\s]{{0,9}}?)\s*(?:{SEAL}\s*)?[：:]\s*(?P<value>(?:[^：:|]|(?<=[0-9])[：:](?=[0-9]))*?)"
    rf"(?=$|[\s|]+[一-鿿][一-鿿\s]{{1,9}}?\s*(?:{SEAL}\s*)?[：:])"
)


_DATE_BEHIND = re.compile(r"[\s　]+(?P<date>(?:19|20)[0-9]{2}\s*[-年./]\s*[0-9]{1,2}\s*[-月./]\s*[0-9]{1,2}\s*日?)$")
"""The day behind who made a sheet: 制表单位：某县督查室　2024年2月20日."""
_BESIDE = frozenset({"doc_number", "issuer", "issue_date", "web_date"})


class HeadWords(NamedTuple):
    """Words of a head, compiled (corpora/lexicons/head.toml)."""

    urgency: re.Pattern[str]
    secrecy: re.Pattern[str]
    mark: re.Pattern[str]
    web_keys: dict[str, str]


@cache
def head_words() -> HeadWords:
    """The words of heads, read once."""
    data = rules("head")
    keys = {"".join(word.split()): key for key, words in data["web_keys"].items() for word in words}
    return HeadWords(
        urgency=re.compile(r"(?:^|[\s★])(?P<urgency>" + "|".join(data["urgency"]) + r")(?:$|[\s★·])"),
        secrecy=re.compile(
            r"^(?:密级[：:]?\s*)?(?P<secrecy>(?:" + "|".join(data["secrecy"]) + r")(?:\s*★.{0,6})?)(?:\s|$)"
        ),
        mark=re.compile(f"(?:{either(data['mark_endings'])})$"),
        web_keys=keys,
    )


def pairs_beside(record: DocumentRecord) -> dict[str, Found]:
    """What a web page says of a document beside its text, where it says two things or more; without a place."""
    for piece in record.furniture:
        if piece.role != "navigation":
            continue
        pairs = web_pairs(Line(0, len(piece.text), piece.text, piece.page))
        known = {key: Found(found.value, 0, 0, 0.5) for key, found in pairs.items() if key in _BESIDE}
        if len(known) > 1:
            return known
    return {}


def web_pairs(line: Line) -> dict[str, Found]:
    """The labelled values of a metadata header's line or table row, when its labels are known ones."""
    keys = head_words().web_keys
    if line.row:
        return _web_cells(line, keys)
    text = line.text
    if len(text) > 240 or ("：" not in text and ":" not in text):
        return {}
    found: dict[str, Found] = {}
    known = 0
    dated = _DATE_BEHIND.search(text)
    if dated is not None and keys.get("".join(re.split("[：:]", text)[0].split())) in ("issuer", "source"):
        found["issue_date"] = line.group(dated, "date", 0.7)
        text = text[: dated.start()]
    for match in _PAIR.finditer(text):
        key = keys.get("".join(match["key"].split()))
        if key is None:
            continue
        known += 1
        value = match["value"].strip()
        if value and key not in found:
            start = match.start("value")
            found[key] = line.at(start, start + len(value), value, 0.7)
        elif not value:
            found.setdefault("other", Found("", line.start, line.start))
    return found if known else {}


def _web_cells(line: Line, keys: dict[str, str]) -> dict[str, Found]:
    """Labels and values in the cells of a row: ``|文号|江政发〔2024〕5号|``, or ``|文号：江政发〔2024〕5号|``."""
    found: dict[str, Found] = {}
    label: str | None = None
    place = line.start + 1
    for cell in line.text[1:-1].split("|"):
        bare = "".join(cell.split()).rstrip("：:")
        key = keys.get(bare)
        if key is not None:
            found.setdefault("other", Found("", line.start, line.start))
            label = key
        elif label is not None:
            value = cell.strip()
            if value:
                start = place + cell.index(value)
                found.setdefault(label, Found(value, start, start + len(value), 0.7))
            label = None
        else:
            pair = _PAIR.match(cell.strip())
            key = keys.get("".join(pair["key"].split())) if pair is not None else None
            if pair is not None and key is not None and pair["value"]:
                start = place + cell.index(pair["value"])
                found.setdefault(key, Found(pair["value"].strip(), start, start + len(pair["value"]), 0.7))
        place += len(cell) + 1
    return found
