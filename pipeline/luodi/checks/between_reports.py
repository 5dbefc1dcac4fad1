"""Figures of two reports of one unit that exclude each other: what only grows has shrunk, or one day has two numbers.

Only figures that name what they count in full, for the whole unit, are compared, and only under the same name; a name
with several numbers in one report says too little. What a report itself corrects (核减, 剔除) contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from luodi.records import DocumentRecord, Quote
from luodi.text.sentences import sentence_spans

from .figures import Figure, figures
from .ledgers import parse_day

_UNTIL = re.compile(r"(?:截至|截止|到|至)(?P<day>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?)")
_BEGUN = r"[\u4e00-\u9fff]{0,6}?(?:开展|启动|实施|部署|行动|整治|攻坚|试点|印发|下发)"
_FROM = rf"(?:\d{{4}}年|今年|本年|{_BEGUN})(?:\d{{1,2}}月)?以来"
_SINCE = re.compile(rf"(?P<from>{_FROM})")
_DAY = r"(?:\d{4}年)?(?:截至|截止|到|至)?(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?|目前|年底|年末|今年底)"
_LEAD = re.compile(rf"^(?:{_FROM}，?|{_DAY}，?|上半年，?|全年|年内|今年|本学?年度?|\d{{4}}年|其中)+")
_OF_YEAR = re.compile(r"今年|全年|年内|年度|本学年|上半年|[一二三]季度|半年")
_AREA = re.compile(r"^(?:全|我|本)[省市县区州旗镇乡街盟]")
_WHOLE = re.compile(r"累计|一共|总共|共计|全年|本学年|(?:全|我|本)[省市县区州旗镇乡街盟]")
_OTHERS = re.compile(r"(?<![全我本])[镇乡县区村片]|街道|社区|公司|企业|学校|部门|分局")
_ADVERB = re.compile(r"^(?:累计|共计|总计|总共|合计|一共|均已|已经|已|共|全部|现|目前|全年|今年|本学年)+")
_TAIL = re.compile(r"(?:达到了?|达|为|是|了|至|有|共|共计|累计|约)+$")
_AFTER = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?=的|并|和|及|以上|均|全部|$)")
_DEED = re.compile(
    r"(?:建成|完成|新建|改建|改造|安装|拆除|培训|发放|拨付|支付|兑付|受理|办结|办理|整改|排查|检查|化解|建立|签订|补签|清退|清理|关停|治理|修复|投入|"
    r"新增|新装|加装|配备|配齐|开通|开放|开展|举办|救助|帮扶|惠及|植树|造林|铺设|硬化|更换|接入|登记|建档|检测|查处|立案|取缔|收回|腾退|搬迁|退出|组建|选派|聘请|鉴定)"
    r"(?:了|出|为|到|成)?"
)
_GENERIC = re.compile(r"(?:投资|资金|任务|项目|人员|群众|问题|工程|整改|检查|活动|会议|培训)$")
_SPEAKS_OF_OTHERS = re.compile(
    r"去年|上年|同期|往年|此前|原计划|计划|目标|拟(?!定)|将|力争|要求|应当?|预计|[二三四]季度|[当本每]月|本周|\d月份|同比|环比"
)
_CORRECTED = re.compile(r"核减|剔除|口径|核实后|更正|修正|勘误|订正|重复统计|注销|数据清洗")
_THIS_YEAR = ("", "今年以来", "本年以来")
_NAME = 4
"""Characters of a thing's name from which it says what is counted."""
_LEAST = 0.5
"""Share of the earlier number below which the later one counts something else: a part, or another year's."""
_REPORTED_LATER = 3
"""Month up to which a report without a year in its title tells of the year before."""


@dataclass(frozen=True)
class Counted:
    """One figure for a whole unit: what is counted, from when (as written) and until when, and where it stands.

    ``of_year`` is whether it counts from the year's beginning, as far as is said.
    """

    name: str
    unit: str
    since: str
    until: date | None
    grows: bool
    of_year: bool
    figure: Figure
    quote: Quote


@dataclass(frozen=True)
class Clash:
    """Two reports of one unit that exclude each other, the later one first in accusation."""

    later: DocumentRecord
    evidence: tuple[Quote, Quote]
    reason: str
    confidence: float
    rule: str = "integrity.between"


def clashes(reports: Sequence[DocumentRecord]) -> Iterator[Clash]:
    """What excludes each other among the reports of one unit, each pair of names once."""
    told = [(report, _single(report)) for report in sorted(reports, key=lambda r: (r.issue_date or date.min, r.file))]
    for (before, one), (after, other) in combinations(told, 2):
        if before.document_id == after.document_id or _CORRECTED.search(after.title or ""):
            continue
        for key in [k for k in one if k in other]:
            clash = _clash(one[key], other[key], after)
            if clash is not None:
                yield clash


def counted(report: DocumentRecord) -> Iterator[Counted]:
    """The figures of a report that speak of its whole unit and say in full what they count."""
    for start, end in sentence_spans(report.text):
        sentence = report.text[start:end]
        if _CORRECTED.search(sentence):
            continue
        for number in figures(report.text, start, end):
            before = sentence[: number.start - start]
            name, clause = _named(number, before)
            if name is not None and not _SPEAKS_OF_OTHERS.search(clause):
                yield _counted(name, clause, before, number, report, report.quote(start, end))


def _counted(name: str, clause: str, before: str, number: Figure, report: DocumentRecord, quote: Quote) -> Counted:
    since = _SINCE.search(before)
    dated = _UNTIL.search(before) is not None or since is not None or "全年" in clause or "一共" in clause
    all_told = "累计" in clause
    return Counted(
        name=name,
        unit=number.unit,
        since=since["from"] if since is not None else "",
        until=_until(before, report),
        grows=number.unit != "%" and (all_told or (dated and _DEED.search(clause) is not None)),
        of_year=_OF_YEAR.search(quote.quote) is not None or _OF_YEAR.search(report.title or "") is not None,
        figure=number,
        quote=quote,
    )


def _named(number: Figure, before: str) -> tuple[str | None, str]:
    """What a figure counts, and its clause; None where it may count a part of the unit, or names too little.

    It speaks of the whole unit where its clause opens the sentence, or says so and nothing before names another.
    """
    lead = _LEAD.match(before)
    rest = before[lead.end() :] if lead is not None else before
    cut = max(rest.rfind(mark) for mark in "，；：、（“") + 1
    clause = rest[cut:]
    if number.vague or not number.unit:
        return None, clause
    if cut:
        own = _WHOLE.search(clause) or _UNTIL.search(clause) or clause.startswith("其中")
        if not own or _OTHERS.search(rest[:cut]):
            return None, clause
        inner = _LEAD.match(clause)
        clause = clause[inner.end() :] if inner is not None else clause
    area = _AREA.match(clause)
    plain = _TAIL.sub("", _ADVERB.sub("", clause[area.end() :] if area is not None else clause))
    if len(plain) < _NAME and (more := _AFTER.match(number.after)) is not None:
        plain += more.group()
    name = _thing(plain)
    short = len(name) < _NAME or _GENERIC.search(name) is not None or any(c.isdigit() for c in name)
    return (None if short else name), before[before.rfind(clause) :] if cut else before


def _thing(plain: str) -> str:
    """The thing counted, without the deed: 口袋公园 of 建成并开放了口袋公园, and 老旧管网改造 of 完成老旧管网改造."""
    ends = [m.end() for m in _DEED.finditer(plain) if len(plain) - m.end() >= _NAME]
    return plain[ends[-1] :] if ends else plain


def _until(before: str, report: DocumentRecord) -> date | None:
    """The day up to which a figure counts: as written, else the day of the report, at most the end of its year."""
    issued = report.issue_date
    if issued is None:
        return None
    told = re.search(r"(20\d\d)年(?!.*20\d\d)", report.title or "")
    year = int(told.group(1)) if told is not None else issued.year - (issued.month <= _REPORTED_LATER)
    latest = issued if "目前" in before else min(issued, date(year, 12, 31)) if "全年" in before else issued
    said = _UNTIL.search(before)
    if said is None:
        return latest
    words = said["day"] if said["day"].endswith(("日", "底", "末")) else f"{said['day']}底"
    day = parse_day(words, year=issued.year)
    if day is not None and day > issued:  # a day without a year that is yet to come was last year's
        day = parse_day(words, year=issued.year - 1)
    return day if day is not None else latest


def _single(report: DocumentRecord) -> dict[tuple[str, str], Counted]:
    """The figures of a report by name and unit, without names that have several numbers there."""
    found: dict[tuple[str, str], list[Counted]] = {}
    for item in counted(report):
        found.setdefault((item.name, item.unit), []).append(item)
    return {key: items[0] for key, items in found.items() if len({i.figure.value for i in items}) == 1}


def _clash(one: Counted, other: Counted, after: DocumentRecord) -> Clash | None:
    slack = one.figure.fine + other.figure.fine
    if one.until is None or other.until is None or abs(one.figure.value - other.figure.value) <= slack:
        return None
    if one.until == other.until and one.since == other.since:
        reason = f"同是截至{one.until}的“{one.name}”，一份报告写{one.figure.text}，另一份写{other.figure.text}"
        return Clash(after, (one.quote, other.quote), reason, 0.75)
    first, last, begin, end = (
        (one, other, one.until, other.until) if one.until < other.until else (other, one, other.until, one.until)
    )
    same_start = first.since == last.since and (begin.year == end.year or first.since not in _THIS_YEAR)
    same_base = first.of_year == last.of_year or first.since == last.since != ""
    fewer = _LEAST * first.figure.value <= last.figure.value < first.figure.value - slack
    if first.grows and last.grows and same_start and same_base and fewer:
        reason = f"“{first.name}”只增不减，截至{begin}写{first.figure.text}，截至{end}反而写{last.figure.text}"
        return Clash(after, (first.quote, last.quote), reason, 0.75)
    return None
