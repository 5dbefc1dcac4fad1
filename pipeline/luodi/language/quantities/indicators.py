"""What a number counts: the words before it, after it, or those of the number it breaks down."""

from __future__ import annotations

import re

from .patterns import grammar

_NO_NOUN = re.compile(r"进行|开展|参加|给予|用于|以|来|从|为|是|的|和|及|内|左右|标准|实施|方可|可|应|需|一律|不|未|已|口")
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+条\s?|（[一二三四五六七八九十\d]+）|\d+[.．﹒]|[①-⑳]|[一二三四五六七八九十]{1,3}(?:、|是)|）)+\s?"
)
_TIME = re.compile(
    r"(?:到|截至|力争|在|于)?(?:\d{4}年|今年|明年|年|每年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|月底|末)?(?:之?前|以前|期间)|到\d{4}年(?:底|末)?|“十[一-龥]五”(?:期间|末)|(?:较|比)(?:\d{4}年|上年|去年|同期)(?:同期|底|末)?|\d{4}年(?=[一-龥])"
)
_BASE_VALUE = re.compile(r"(?:由|从)[^，]{0,12}\d[^，]*$")
_TRIM_LEFT = re.compile(r"^(?:其中|将|把|对|按照|按(?![时期月季])|使|和|及|与|并|要|应当|应|须|必须|由|的|，|、|力争|确保|原则上|在|到|争取|积极|推进|各市|各县)+")
_TRIM_RIGHT = re.compile(r"(?:均|都|应当|应|须|必须|要|原则上|总体|全部|一律|分别|累计|共|为|的标准|按照|按|一次性|不|各|约|至少|最高|可以|可|将|以)+$")
_METRIC = re.compile(
    r"(?:率|比例|占比|比重|份额|标准|满意度|数|数量|时间|面积|里程|规模|金额|额度|资金|经费|人数|户数|次数|总量|产量|产值|收入|价格|工资|报酬|补助|补贴|费用?|幅度|强度|浓度|水平|系数|指数|年限|期限|长度|宽度|厚度|深度|容量|能力|覆盖面|增速|期)$"
)
_NOUN_AFTER = re.compile(r"(?:以上|以下|左右|及以上|以内)?(?:的)?(?P<noun>[一-龥（）()“”、A-Za-z\d级]{2,28})")
_REGION = re.compile(r"^(?:全省|全市|全县|全区|全国|全州|各市|各县)")
_PLACE = re.compile(
    r"[、和及，]?(?:其中)?[：:，]?(?P<place>[一-龥]{1,10}?(?:市|县|区|乡|镇|街道|州|盟|旗|省|村|社区|学院|学校|医院|公司))"
    r"(?P<verb>(?:新增|新建|改造|建成|完成|培训|安排|减少|增加|不少于|不低于|为|达到?|约)*)"
)
_STOPS_NOUN = re.compile(
    r"[，。；：]|(?:并|且|以上|以下|全部|均|减少|增长|增加|下降|提高|达到?|实现|完成|用于|由|向|按|给予|享受|通报|在(?!建|校|册|职)|[、和及与]\d)"
)
_VERB_END = re.compile(r"(?:配备|建成|建设|设置|设立|开展|组织|举办|安排|提供|培育|培养|新建|新增|改造|完成|召开|发放|播出|检查|推送|至少|给予|选派|派)$")


def indicator(text: str, clause_begin: int, begin: int, stop: int, unit: str | None, previous: int) -> str | None:
    """The name of what is counted, None where the sentence gives none."""
    left = text[max(clause_begin, previous) : begin]
    left = _clean(left)
    noun = _after(text, stop) if unit in grammar().counted else None
    if left and _METRIC.search(left):
        return left
    if noun:
        return f"{_VERB_END.sub('', left)}{noun}"[-40:]
    if left:
        return left
    return _clean(re.split(r"\d", _clause_before(text, clause_begin))[0]) or None


def breakdown(left: str, whole: str) -> str | None:
    """其中鹤浦市3200户 breaks down the number before it: the place and what was counted there."""
    found = _PLACE.fullmatch(left.strip())
    if found is None:
        return None
    return found["place"] + _REGION.sub("", whole)


def divide(name: str, count: int) -> list[str]:
    """起数、死亡人数分别下降15%和20%: one name for each number; a tail such as 占比 belongs to all.

    >>> divide("社区、村卫生室占同类机构比例", 2)
    ['社区占同类机构比例', '村卫生室占同类机构比例']
    """
    tail = ""
    if found := re.search(r"(?:占[^、]{2,}|(?:的)?(?:覆盖率|普及率|达标率|合格率|完成率|增速|增幅|比例|占比))$", name):
        tail, name = found[0], name[: found.start()]
    parts = [part for part in re.split(r"[、和与及]", name) if part]
    if len(parts) != count:
        return [name + tail] * count
    return [part + tail for part in parts]


def _clean(words: str) -> str:
    held = _TIME.sub("", _BASE_VALUE.sub("", words.strip("，。；： 　")))
    before = None
    while before != held:
        before = held
        held = _TRIM_LEFT.sub("", _TRIM_RIGHT.sub("", held.strip("，、：； ")))
    held = _NUMBER.sub("", held)
    return held.strip("，、：； ")[-40:]


def _after(text: str, stop: int) -> str | None:
    found = _NOUN_AFTER.match(text, stop)
    if found is None:
        return None
    noun = _STOPS_NOUN.split(found["noun"])[0].strip("的、（）()“”")
    return noun if len(noun) > 1 and not _NO_NOUN.match(noun) else None


def _clause_before(text: str, clause_begin: int) -> str:
    end = clause_begin - 1
    start = max(text.rfind(c, 0, max(end, 0)) for c in "，。；：\n") + 1
    return text[start:end] if end > start else ""
