"""The clause of a sentence that says who answers for what the rest of it asks (…，由省水利厅牵头、省财政厅配合)."""

from __future__ import annotations

import re

from .names import certain_unit, named_department, split_names
from .responsibility import read_responsibility
from .roles import Responsibility, predicated

_CLAUSE = re.compile(
    r"(?:^|[，；：])(?:[^，。；：由]{0,8}由)?(?P<units>(?:[^，。；：（）“”]|（[^（）]{1,6}）){2,40}牵头(?:负责)?[、，]"
    r"(?:[^，。；：（）“”]|（[^（）]{1,6}）){2,40}(?:配合|协助|参与)"
    r"|(?<!，)(?<!；)(?<!：)[^，。；：（）“”的]{3,20}(?<!谁)负责)(?=[，。；]|$)"
)
_CLOSING = re.compile(
    r"[，；](?P<by>(?:[^，。；：由]{0,8}由)?)(?P<units>[^，。；：“”的由]{3,50}?)(?:按(?:照)?(?:各自)?职责(?:分工)?|分别|共同|具体|统一)*"
    r"(?P<act>负责(?!人)[^，。；]{0,10}|牵头[^，。；、]{0,6}|落实|监督|督导|指导|查处|考核|分担|承担|安排(?:资金|经费)[^，。；]{0,14}|保障(?:资金|经费)|做好[^，。；]{2,10})[。；]?$"
)
_EVERY = re.compile(r"^各.{1,12}(?:政府|[局厅委])$")


def named_inside(body: str) -> Responsibility | None:
    """Who leads and supports by a clause of the sentence that says nothing but this.

    >>> named_inside("省水利厅牵头、省财政厅配合，2024年底前建成泵站3处。").lead
    ('省水利厅',)
    """
    clause = _CLAUSE.search(body)
    return None if clause is None else read_responsibility(f"（{clause['units']}）")


def told_last(body: str, *, watching: bool = False) -> Responsibility | None:
    """Who answers and helps by the last clauses of a sentence, where these say nothing else; None without one.

    Who only watches over it leads if ``watching``.

    >>> told_last("每个村选聘1名红娘，不收钱，妇联牵头。").lead
    ('妇联',)
    >>> told_last("各乡镇至少办2场集体婚礼，团县委和妇联协助。")
    Responsibility(lead=(), support=('团县委', '妇联'), rest='')
    >>> told_last("安置率不低于50%，由街道、镇负责，县住建局配合。")
    Responsibility(lead=('街道', '镇'), support=('县住建局',), rest='')
    """
    body = body.rstrip("。；;")
    found = None
    for cut in reversed(list(re.finditer("[，；]", body))):
        told = predicated(body[cut.end() :], first_is_lead=False, strict=True, watching=watching)
        if told is None or not all(map(_plain, (*told.lead, *told.support))):
            break
        found = told
    return found


def _plain(name: str) -> bool:
    """Whether a name can hardly be anything else: a certain unit, a tier, or every unit of a kind."""
    return (
        "各" in name
        or name.startswith(("有关", "相关", "属地"))
        or len(name) <= 3
        or name[-1] in "站所队股"
        or certain_unit(name)
    )


def named_last(body: str) -> Responsibility | None:
    """The departments that the last clause of a sentence makes answer for it.

    Of several the first leads; 甲、乙负责 and 由甲、乙分担 tell both alike.

    >>> named_last("各市每季度举办一场招聘会，由省人社厅、省残联指导。")
    Responsibility(lead=('省人社厅',), support=('省残联',), rest='')
    >>> named_last("每班不少于2人，由各市文物局会同市公安局督导。").support
    ('市公安局',)
    >>> named_last("餐馆不得倾倒泔水，市城管局负责查处。").lead
    ('市城管局',)
    """
    clause = _CLOSING.search(body)
    if clause is None:
        return None
    names = [n for piece in split_names(clause["units"]) for n in piece.split("会同")]
    if not names or not all(named_department(n) or (clause["by"] and _EVERY.match(n)) for n in names):
        return None
    if clause["act"] == "分担" or (clause["act"] == "负责" and not clause["by"]):
        return Responsibility(tuple(names))
    return Responsibility((names[0],), tuple(names[1:]))
