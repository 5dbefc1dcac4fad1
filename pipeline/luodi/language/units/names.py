"""Names of units of government as text writes them: cutting lists of names, telling a unit from other nouns."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(
    r"[、，,；;/\s]+"
    r"|(?<=[部委局厅办署院会府司门位构])(?:以及|及其|及|和|与)(?!单位|地区|部门|地方)(?=[^、，]{2,})"
    r"|以及"
)
_ETC = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十多]+个)?(?:市级|省级|县级)?(?:有关|相关|各有关)?"
    r"(?:部门|单位|地区|地方|方面|部门和单位|单位和部门)?$"
)
_MANNER = re.compile(r"(?:按照?(?:各自)?职责(?:分工)?|按(?:照)?分工|分别|共同|具体)+$")
_ROLE_NOTE = re.compile(r"（(?:牵头|配合|负责|按职责分工负责|按职责分工|分别负责)）")
_EVERY = re.compile(
    r"(?P<names>[^，。；：]{2,120}?)等(?P<kind>[^，。；：、]{0,16}?(?:部门|单位|机构|机关))$"
)

# What the last characters of a unit's name look like; a sentence's subject that ends so is somebody who can act.
ACTOR_ENDING = re.compile(
    r"(?:人民政府|政府|人民法院|人民检察院|部门|委员会|委|局|厅|办公室|办公厅|办|部|署|总行|分行|银行|支队|总队|大队|中队"
    r"|中心|公司|集团|机构|单位|企业|工厂|学校|院校|高校|大学|幼儿园|医院|卫生院|协会|商会|联合会|学会|工会|妇联|残联|共青团"
    r"|红十字会|供销社|小组|专班|指挥部|联席会议|地区|各地|地方|机关|法院|检察院|纪委监委|监委|站|所|社|平台|河湖长|河长|湖长|林长|路长"
    r"|田长|街长|楼长|网格员|网格长|负责人|责任人|主要负责同志|班子成员|领导干部|工作人员|护林员|主体|经营者|采购人|代理人|法人|业主|用人单位"
    r"|组织|合作社|基地|园区|开发区|管委会|党委|党组|党支部|村委会|居委会|村民委员会|居民委员会|团队|政务新媒体|政府网站|政务热线|监督组|专家组|采购小组"
    r"|各省|各市|各县|各区|各乡镇|各镇|各街道|各村|各社区|各省（区、市）|各县（区）|各县（市、区）|各乡镇（街道）|省|市|县|(?<![景园小灌库矿城])区|乡镇|乡镇（街道）|街道|村（社区）|社区|城市"
    r"|县（市、区）|县（区）|省（区、市）|市县|财政|审计|政务新媒体主办单位|组织部|宣传部|统战部|政法委|编办|网信办|文明办)$"
)
_NOT_ACTOR = re.compile(r"(?:文物保护单位|景区|小区|全[省市县]|^全[省市县国]|明确|编制|完成|建成|新建|开展|推进|办理|修缮)|(?:标准|工作|项目|制度|办法|方案|事项|任务|资金|经费|设施|的|了|率|量|额|数|地区生产总值)$|(?:情况|问题)")


def split_names(text: str) -> list[str]:
    """The names of a coordinated list, as written, without 等有关部门 and the like.

    >>> split_names("省发展改革委、财政厅，各市人民政府")
    ['省发展改革委', '财政厅', '各市人民政府']
    >>> split_names("人力资源社会保障部等有关部门和单位")
    ['人力资源社会保障部']
    """
    text = re.sub(r"^(?:由|请)", "", _ROLE_NOTE.sub("", text).strip(" 　。"))
    names: list[str] = []
    for piece in _cut(text):
        name = piece.strip(" 　。．.:：")
        name = _MANNER.sub("", _ETC.sub("", _MANNER.sub("", name))).strip()
        if name and name not in names:
            names.append(name)
    return names


def expand(text: str) -> list[str]:
    """The units a subject stands for: 财政、教育等部门 are two departments, a list is each of its members.

    >>> expand("网信、发展改革等部门")
    ['网信部门', '发展改革部门']
    >>> expand("市、县财政部门")
    ['市、县财政部门']
    >>> expand("应急管理、煤矿安监部门")
    ['应急管理部门', '煤矿安监部门']
    """
    text = re.sub(r"^(?:由|请)", "", text)
    every = _EVERY.match(text)
    if every:
        if every["kind"] not in ("部门", "单位", "机构", "有关部门", "相关部门"):
            return [every["kind"]]
        ending = re.sub(r"^(?:有关|相关)", "", every["kind"])
        return [n if n.endswith(ending) else n + ending for n in split_names(every["names"])]
    pieces = _cut(text)
    if len(pieces) < 2:
        return [text]
    if all(is_actor(p) and len(p) > 1 for p in pieces):
        return [p.strip() for p in pieces]
    ending = next((e for e in ("部门", "机构") if text.endswith(e)), None)
    if ending and len(pieces[0]) > 2 and not re.match(r"^[省市县乡区州]", pieces[0]):
        return [p if p.endswith(ending) else p + ending for p in pieces]
    return [text]


def is_actor(text: str) -> bool:
    """Whether a noun phrase names somebody who can act: a unit, an office holder, an enterprise.

    >>> is_actor("各级农业农村部门"), is_actor("缘石坡道坡口与车行道之间"), is_actor("补充耕地项目")
    (True, False, False)
    """
    text = re.sub(r"（[^（）]*）$", "", text.strip()) if not text.strip().endswith(("（区、市）", "（区）", "（市、区）", "（街道）")) else text.strip()
    return bool(text) and ACTOR_ENDING.search(text) is not None and _NOT_ACTOR.search(text) is None


def _cut(text: str) -> list[str]:
    """Pieces of a list; separators inside brackets belong to the name (各县（市、区）人民政府)."""
    pieces: list[str] = []
    start = depth = i = 0
    while i < len(text):
        ch = text[i]
        depth += (ch in "（(") - (ch in "）)" and depth > 0)
        m = _SEPARATOR.match(text, i) if depth == 0 else None
        if m and i > start:
            pieces.append(text[start:i])
            start = i = m.end()
        else:
            i += 1
    pieces.append(text[start:])
    return [p for p in pieces if p.strip(" ，、；")]
