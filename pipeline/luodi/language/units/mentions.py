"""Units and places named anywhere in a sentence."""

from __future__ import annotations

import re

_BODY = r"(?:人民政府|政府(?!部门|网站|采购|投资|性|补|购|债)|(?:部门)|委员会|(?<!常)委(?!托|员|派|书|会|任|屈|婉)|局(?!面|部|限|势|长)|厅(?!局|堂|长)|办公室|管委会|指挥部|工作专班|支队|总队|大队|公司|集团|银行|中心(?!城|任|工|组|区|镇|村)|医院|学校)"
_NAME = re.compile(
    r"(?:[一-龥]{2,4}(?:省|市|县|区)|省|市|县|区|各级|各县（市、区）|各县（区）|各乡镇（街道）|各乡镇|各市|各县|各区|各地|各)"
    r"?(?:[一-龥]{0,12}?)" + _BODY
)
_CUT = re.compile(r"^.*?(?:会同|协调|联合|组织|由|向|与|和|及|对|在|经|将|把|报|请|给|为|是|的|了|到|至|据|督促|指导|要求|推动)(?=[一-龥]{2,})")
_PLACE = re.compile(r"(?<![一-龥])[一-龥]{2,3}(?:省|市|县|区|镇|乡|街道)(?!级|场|域|政府|直|内|里|长|委|局|民|价|容|属|管|情|财)")
_GENERIC = re.compile(r"^(?:我|全|各|本|该|每|外|两|三|四|跨|属|所|城|地|辖|灌|园|库|小|社|景|山|矿|新|老|旧|示范|试点|设)")


def find_actors(text: str) -> tuple[str, ...]:
    """The units a sentence names, as written and each once.

    >>> find_actors("县民政局会同县财政局开展检查。")
    ('县民政局', '县财政局')
    """
    found: list[str] = []
    for piece in re.split(r"[，。；：、！？“”《》（）\s|]|会同|联合|牵头|配合|和|与", text):
        for m in _NAME.finditer(piece):
            name = m.group()
            cut = _CUT.match(name)
            while cut is not None:
                name = name[cut.end() :]
                cut = _CUT.match(name)
            if len(name) > 2 and name not in found:
                found.append(name)
    return tuple(found)


def find_places(text: str) -> tuple[str, ...]:
    """The places (省 to 街道) a sentence names, as written and each once.

    >>> find_places("其中，宛溪县12块、枫渡县11块")
    ('宛溪县', '枫渡县')
    """
    return tuple(dict.fromkeys(m.group() for m in _PLACE.finditer(text) if not _GENERIC.match(m.group())))
