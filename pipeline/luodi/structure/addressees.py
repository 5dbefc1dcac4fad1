"""主送机关 as a list of names: one name may itself hold commas (各市、县人民政府)."""

from __future__ import annotations

import re

from .found import Head
from .layout import folded
from .organs import is_organ, place_of, split_names

_SALUTED = re.compile(r"各位(?:代表|领导|委员|同志|来宾)|尊敬的|同志们")
_OF_OWN = re.compile(r"^(?:所属|直属|机关|有关|[省市县区镇乡旗州盟](?![、，]))")
_COMPLETE = re.compile(
    r"(?:政府|[委办局厅处部署院室会]|中心|公司|集团|分厂|部门|单位|办事处|支队|总队|大队|学校|医院|银行|合作社|供销社|企业|[馆园站所场社])$"
)
_ALL_OF_A_KIND = re.compile(
    r"^(?:各|全体)?(?!.*各)[^，]{0,12}(?:村|村民委员会|社区|园区办|子公司|分场|镇|乡|公司|[局办]|分院|大队|支队|中小学校?|专班)$|^各.{1,12}局$"
)
_OTHERS = re.compile(
    r"(?:[镇乡县市区局街][一-鿿]{0,2}(?:直|属)|驻|各驻|机关|集团|街道|各(?:职能|内设|开发|驻))各?.{0,12}$"
    r"|市.{2,16}(?:中心|办公室)$"
)
"""All of one kind of bodies, and others beside them: 各村、镇直各单位 are two."""


def addressees_of(head: Head) -> tuple[str, ...]:
    """主送机关 as a list: cut at commas, and at 、 where each name is complete by itself.

    So are places named in full (邑阳市、堂川市人民政府), and what stands beside own units (局属各股室、执法大队).
    """
    named = head.addressees if head.addressees is not None else head.web.get("addressees")
    if named is None:
        return ()
    names = [n for n in split_names(folded(named.value).rstrip("：")) if _SALUTED.match(n) is None]
    found: list[str] = []
    for name in names:
        pieces = split_names(name, "、")
        apart = len(pieces) > 1 and (
            all(map(_whole_name, pieces))
            or all(place_of(p) is not None and "各" not in p for p in pieces)
            or ("属各" in pieces[0] and all(len(p) > 2 for p in pieces))
            or (pieces[0].startswith("各") and all(place_of(p) and is_organ(p) for p in pieces[1:]))
            or (_ALL_OF_A_KIND.search(pieces[0]) is not None and all(map(_OTHERS.match, pieces[1:])))
        )
        found.extend(pieces if apart else [name])
    return tuple(found)


def _whole_name(name: str) -> bool:
    """Whether a name in a list stands by itself (市商务局), and is no part of one (各市 in 各市、县人民政府)."""
    if "各" in name:
        return False  # 市政府各部门、各直属单位 are one
    own = _OF_OWN.match(name) is not None or place_of(name) is not None or name.endswith(("公司", "集团"))
    return own and len(name) > 2 and _COMPLETE.search(name) is not None
