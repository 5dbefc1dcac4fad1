"""The figures of a report that speak of its whole unit and say what they count: for comparing it with another report.

A name is the thing counted in full, without the deed; what counts a part of the unit, or names too little, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from luodi.records import DocumentRecord, Quote

from ..ledgers import parse_day
from .contradiction import BODY, statements
from .written import Figure, figures

_UNTIL = re.compile(
    r"(?:截至|截止|到|至)(?P<day>(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|年底|年末)|\d{4}年[底末])"
    r"|1月?[—－–-](?P<month>\d{1,2}月)"
)
_BEGUN = r"[\u4e00-\u9fff]{0,6}?(?:开展|启动|实施|部署|行动|整治|攻坚|试点|印发|下发)"
_FROM_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_FROM = rf"(?:(?:\d{{4}}年|今年|本年|{_BEGUN})(?:\d{{1,2}}月)?以来|{_FROM_DAY}以来|[自从]{_FROM_DAY}(?:算起|开始|起))"
SINCE = re.compile(rf"(?P<from>{_FROM})")
_DAY = r"(?:\d{4}年)?(?:截至|截止|到|至)?(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?|目前|年底|年末|今年底)"
_LEAD = re.compile(
    rf"^(?:{_FROM}，?|1月?[至—－–-]\d{{1,2}}月，?|到?20\d\d年[底末]，?|{_DAY}，?|(?:上半年|一年来)，?|全年|年内|今年|本学?年度?|\d{{4}}年|其中)+"
)
OF_YEAR = re.compile(r"1月?[至—－–-]\d+月|今年|一年来|全年|年内|年度|本学年|上半年|[一二三]季度|半年")
_TIMED = re.compile(r"今年|全年|一共|上半年|一年来|前三季度")
_AREA = re.compile(rf"^(?:全|我|本){BODY}")
_WHOLE = re.compile(rf"累计|一共|总共|共计|全年|本学年|(?:全|我|本){BODY}")
OTHERS = re.compile(r"(?<![全我本各])(?:[镇乡县村片]|(?<!服务)(?<!收费)(?<!水源)区|街道|社区|公司|企业|学校|部门|分局)")
_PART_OF = re.compile(r"^[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|社区)(?!企业|卫生|政府|干部)")
_ADVERB = re.compile(r"^(?:累计|共计|总计|总共|合计|一共|均已|已经|已|共|全部|现|目前|全年|今年|本学年)+")
_TAIL = re.compile(r"(?:达到了?|达|为|是|了|至|有|共|共计|累计|约)+$")
_AFTER = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?=的|并|和|及|以上|均|全部|$)")
DEED = re.compile(
    r"(?:建成|完成|新建|改建|改造|安装|拆除|培训|发放|拨付|支付|兑付|受理|办结|办理|整改|排查|检查|化解|建立|签订|补签|清退|清理|关停|治理|修复|投入|"
    r"新增|新装|加装|配备|配齐|开通|开放|开展|举办|救助|帮扶|惠及|植树|造林|铺设|硬化|更换|接入|登记|建档|检测|查处|立案|取缔|收回|腾退|搬迁|退出|组建|选派|聘请|鉴定|报废|淘汰|"
    r"查扣|收缴|查获|扣押|罚没|出具|清运|销毁|劝导|走访|采集|接种|救治|回收|调解|约谈)"
    r"(?:了|出|为|到|成)?"
)
_GENERIC = re.compile(r"(?:投资|资金|任务|项目|人员|群众|问题|工程|整改|检查|活动|会议|培训)$")
SPEAKS_OF_OTHERS = re.compile(
    r"去年|上年|同期|往年|此前|下半年|原计划|计划|目标|拟(?!定)|将|力争|要求|应当?|预计|[二三四]季度|[当本每]月|本周|\d月份|同比|环比"
)
PERIOD = re.compile(r"下半年|(?<![前—－至到-])第?[二三四]季度(?!末|底)")
"""A part of the year: what is told of it is no sum since the beginning."""
CORRECTED = re.compile(r"核减|剔除|口径|核实后|更正|修正|勘误|订正|重复统计|注销|数据清洗")
_DEED_BEFORE = re.compile(rf"^(?:{DEED.pattern}|[新加改增共]?[装建修配设办发种拆换添增](?:了|出|成)?)")
_CLASSES = re.compile(r"(?<=[A-Za-zⅠⅡⅢⅣ一二三四五甲乙丙丁][级类等])、(?=[A-Za-zⅠⅡⅢⅣ一二三四五甲乙丙丁][级类等])")
_STOCK = re.compile(r"(?:面积|里程|总量|总数|数量?|人数|规模|容量)累计(?:已?达到?了?|有|为)?$")
"""All that there is by now, whenever it began: a report of the half year tells no half of it."""
_FIGURES = re.compile(r"\d")
_BY_OTHERS = re.compile(r"(?:委托|聘请|邀请|引进|请)了?[^，。；]{0,6}(?:公司|企业|学校|部门)")
"""Whoever did it for the unit is no part of it."""
_CORE = 2
_NAME = 4
"""Characters of a thing's name from which it says what is counted."""
_REPORTED_LATER = 3
"""Month up to which a report without a year in its title tells of the year before."""


@dataclass(frozen=True)
class Counted:
    """One figure for a whole unit: what is counted, from when (as written) and until when, and where it stands.

    ``of_year`` is whether it counts from the year's beginning, as far as is said. ``name`` is empty where it says too
    little; ``core`` is the thing alone where a deed stands before it (端口 of 今年新装端口), else empty.
    """

    name: str
    core: str
    unit: str
    since: str
    until: date | None
    grows: bool
    of_year: bool
    figure: Figure
    quote: Quote


def counted(report: DocumentRecord) -> Iterator[Counted]:
    """The figures of a report that speak of its whole unit and say in full what they count."""
    for start, end in statements(report.text):
        sentence = report.text[start:end]
        if CORRECTED.search(sentence):
            continue
        for number in figures(report.text, start, end):
            before = sentence[: number.start - start]
            named = _named(number, before)
            if named is not None and not SPEAKS_OF_OTHERS.search(named.clause) and not PERIOD.search(before):
                yield _counted(named, before, number, report, report.quote(start, end))


def _counted(named: _Named, before: str, number: Figure, report: DocumentRecord, quote: Quote) -> Counted:
    clause = named.clause
    since = SINCE.search(before)
    dated = _UNTIL.search(before) is not None or since is not None or _TIMED.search(before) is not None
    all_told = "累计" in clause
    return Counted(
        name=named.name,
        core=named.core,
        unit=number.unit,
        since=since["from"] if since is not None else "",
        until=until(before, report),
        grows=number.unit != "%" and (all_told or (dated and DEED.search(clause) is not None)),
        of_year=OF_YEAR.search(quote.quote) is not None
        or (OF_YEAR.search(report.title or "") is not None and _STOCK.search(clause) is None and not all_told),
        figure=number,
        quote=quote,
    )


class _Named(NamedTuple):
    name: str
    core: str
    clause: str


def _named(number: Figure, before: str) -> _Named | None:
    """What a figure counts, and its clause; None where it may count a part of the unit, or names nothing.

    It speaks of the whole unit where its clause opens the sentence, or says so and nothing before names another.
    """
    before = _joined(_CLASSES.sub("和", before))
    lead = _LEAD.match(before)
    rest = before[lead.end() :] if lead is not None else before
    cut = max(rest.rfind(mark) for mark in "，；：、（“") + 1
    clause = rest[cut:]
    if number.vague or not number.unit:
        return None
    if cut:
        opened = lead is not None and not _FIGURES.search(rest[:cut])
        own = _WHOLE.search(clause) or _UNTIL.search(clause) or clause.startswith("其中") or opened
        if not own or OTHERS.search(_BY_OTHERS.sub("", rest[:cut])):
            return None
        inner = _LEAD.match(clause)
        clause = clause[inner.end() :] if inner is not None else clause
    if _PART_OF.match(clause):
        return None
    area = _AREA.match(clause)
    plain = _TAIL.sub("", _ADVERB.sub("", clause[area.end() :] if area is not None else clause))
    if len(plain) < _NAME and (more := _AFTER.match(number.after)) is not None:
        plain += more.group()
    name, core = bare(plain), _core(plain)
    if len(name) < _NAME or _GENERIC.search(name) or any(c.isdigit() for c in name):
        name = ""
    if len(core) < _CORE or _GENERIC.search(core) or any(c.isdigit() for c in core):
        core = ""
    dated = "累计" in before and SINCE.search(before) is not None
    return _Named(name, core, before[before.rfind(clause) :] if cut else before) if name or core or dated else None


def _joined(before: str) -> str:
    """Words in which a list behind one deed is one thing: 查扣改装、扰民车辆."""
    cut = max(before.rfind(mark) for mark in "，；：（“") + 1
    clause = before[cut:]
    first = clause.split("、")[0]
    listed = first != clause and not _FIGURES.search(clause) and DEED.search(first)
    return before[:cut] + clause.replace("、", "和") if listed else before


def bare(plain: str) -> str:
    """The thing counted, without the deed: 口袋公园 of 建成并开放了口袋公园, and 老旧管网改造 of 完成老旧管网改造."""
    ends = [m.end() for m in DEED.finditer(plain) if len(plain) - m.end() >= _NAME]
    return plain[ends[-1] :] if ends else plain


def _core(plain: str) -> str:
    """The thing alone behind a deed, however short its name or its deed (装扶手); "" where no deed stands before it."""
    found = _DEED_BEFORE.match(plain)
    return plain[found.end() :] if found is not None else ""


def until(before: str, report: DocumentRecord) -> date | None:
    """The day up to which a figure counts: as written, else that of the title, else the report's, in its year."""
    issued = report.issue_date
    if issued is None:
        return None
    told = re.search(r"(20\d\d)年(?!.*20\d\d)", report.title or "")
    year = int(told.group(1)) if told is not None else issued.year - (issued.month <= _REPORTED_LATER)
    latest = issued if "目前" in before else min(issued, date(year, 12, 31)) if "全年" in before else issued
    said = _UNTIL.search(before) or _UNTIL.search(report.title or "")
    if said is None:
        return latest
    words = said["day"] or f"{said['month']}底"
    if words.endswith(("年底", "年末")) or words[4:] in {"底", "末"}:
        return min(issued, date(int(words[:4]) if words[:4].isdigit() else year, 12, 31))
    words = words if words.endswith(("日", "底", "末")) else f"{words}底"
    day = parse_day(words, year=issued.year)
    if day is not None and day > issued:  # a day without a year that is yet to come was last year's
        day = parse_day(words, year=issued.year - 1)
    return day if day is not None else latest
