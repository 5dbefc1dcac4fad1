"""What a time is for: the words before and after it decide whether it is a deadline, and of which kind."""

from __future__ import annotations

import re

BEFORE = re.compile(r"\s?(?:(?:及|或)?(?:之前|以前)|前(?![期述款后列瞻沿景往来置端身台台任夕半两三一二]|\d)|(?:为)?止(?!于))")
FROM = re.compile(r"\s?(?:之?日)?(?:起(?![点步源草诉伏])|(?:正式)?开始)")
AFTER = re.compile(r"\s?(?:以来|来|(?:及|或)?(?:之|以)?后)")
DURING = re.compile(r"\s?(?:期间|以内|之内|内|间(?!接))")

STATE = re.compile(r"(?:截至|截止|截止到|截止至|止于|截至到|截至目前)\s?$")
DUE = re.compile(r"(?:(?:截止|完成|办结|报送|申报|交付|竣工|整改)(?:时间|日期|时限|期限)(?:为|是|：|:)?|时限[：:为]?|不迟于|不晚于|最迟|至迟)(?:不得)?\s?(?:于|在|至|到)?$")
UPTO = re.compile(r"(?:(?<![达得收接报遇涉直拿看轮延高长迟])到|(?<![截以及乃甚直延高长迟])至)\s?$")
PROLONGED = re.compile(r"(?:(?:政策|补贴|补助|优惠|措施|标准)(?:执行|实施)|延续|延长|延期|顺延|推迟|延迟|提高|恢复|实施期限|有效期|执行期限|有效期限?)(?:执行|实施|延长)?(?:到|至)\s?$")
COMPARED = re.compile(r"(?:较|比|同比|相比|与|和|以|按照|按|根据|依据|参照|超过|低于|高于|不低于|达到|相对于?|自从|经过|追溯到|从)\s?$")
BASE = re.compile(
    r"\s?(?:底|末)?(?:的)?(?:基础上|为基[数期准]|持平|相比|同期|水平(?!提)|以来|相对|为参照|(?:印发|出台|发布|公布|制定|修订|修正|颁布|下发|签订|签署|批准|通过|成立|建立|启动|实施|施行|查处|发生|认定|评定|获评|竣工|验收|交付|建成|审定|核定)(?:实施|施行)?(?:的|以来|之前|后))"
)
NAMED = re.compile(
    r"\s?(?:(?:定|确定)?为|版|届|[秋春]季(?!学期开学)|级(?!以)|号|第\d|第[一二三四五六七八九十]+(?:批|次|期|届|号)|省?(?:政府)?工作报告|中央|一号文件|修订|修正|《|〔|的(?!前)|前后|度(?:报告|考核|预算|决算|版)|年度|"
    r"(?:重点|民生实事|工作|普查|统计)(?:任务|要点|计划|项目|年鉴)|全国(?:普查|人口)|(?:人口|经济|农业)普查|以后|之后|后(?!半))"
)
EFFECT = re.compile(r"\s?(?:起)?(?:正式)?(?:施行|生效|废止|实施。|执行。|实施，|执行，有效)")
STARTS = re.compile(r"(?:^|[，。；：、（(）)\n“”\s．.]|其中|力争|确保|争取|计划|定于|自|在|于|全省|全市|全县|全区|全国|务必|须|应|要|将)$")
PLACED = re.compile(r"(?:于|在|定于|拟于|时间为|时间：)\s?$")
TO_DO = re.compile(
    r"\s?(?:新增|新建|完成|建成|培训|改造|实现|达到|力争|安排|计划|开展|组织|启动|投入|要|应|底前|内|全面|基本|再|各|全省|全市|全县|继续|争取|推动|推进|培育|举办|累计)"
)
TASK_YEAR_ROUND = re.compile(r"\s?(?:免费|开放|无休|不打烊|任务|目标|营业|供应|运行|预算|活动|安排|工作|计划|各)")
HABIT = re.compile(r"每年(?:的)?\s?$")


def is_name_period(text: str, begin: int, stop: int) -> bool:
    """（2024—2026年） after a title names a document, it sets no date."""
    return text[max(0, begin - 1) : begin] in ("（", "(") and text[stop : stop + 1] in ("）", ")")


def clause_before(text: str, place: int, *, reach: int = 60) -> str:
    """The words of the sentence before ``place``."""
    window = text[max(0, place - reach) : place]
    cut = max(window.rfind(c) for c in "。；！？\n")
    return window[cut + 1 :]

# for reports
AGAINST = re.compile(r"(?:较|比|同比|相比|相较于?|相对于?)\s?$")
AS_BASE = re.compile(r"\s?(?:底|末)?(?:的)?(?:为基[数期准]|相比|基础上)")
SINCE = re.compile(r"\s?(?:以来|来(?!自|源|访|信))")
PAPER = re.compile(r"\s?(?:印发|出台|发布|颁布|制定|修订)的(?:关于|《|〔|[^，。；]{0,6}(?:通知|意见|方案|办法|文件))")
EDITION = re.compile(r"\s?(?:版|届|级(?!以)|号|第?[\d一二三四五六七八九十]+号|一号文件)")

ALREADY = re.compile(r"\s?，?(?:共|累计)?(?:已|曾)")
PASSED = re.compile(r"(?:已|曾)(?:经)?(?:于|在)\s?$")
HEADING = re.compile(r"[^，。；：]{0,40}(?:方案|任务|工作|要点|安排|措施|计划|目标|情况)$")
CLAUSE_OPENS = re.compile(r"(?:^|[，。；：\n]\s?)$")
