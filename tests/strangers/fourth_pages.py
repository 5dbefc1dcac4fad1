"""PDF and OFD of the fourth set, written after the third was mended."""

from __future__ import annotations

from office_files import Pdf, ofd, ofd_text

from .pages import centred, right, wrapped, written

MM = 5.6
"""Millimetres of a character of 16 points."""


def _public() -> bytes:
    """An announcement numbered by year, its red head in two lines."""
    pdf = Pdf().page()
    centred(pdf, "苍溆县自然资源局", 775, size=26, color="1 0 0")
    centred(pdf, "公　告", 735, size=26, color="1 0 0")
    centred(pdf, "2025年第6号", 700, size=16)
    centred(pdf, "关于规范农村宅基地审批的公告", 655, size=22)
    y = written(
        pdf,
        [
            "为规范农村宅基地审批管理，维护村民合法权益，现公告如下：",
            "一、自2025年5月1日起，宅基地申请由乡镇人民政府在20个工作日内办结。",
            "二、农村村民一户只能拥有一处宅基地，每户用地面积不得超过120平方米。",
            "三、严禁以任何名义向申请人收取费用。",
            "四、县自然资源局每季度公开一次审批结果，接受社会监督。",
            "特此公告。",
        ],
        y=615,
    )
    right(pdf, "苍溆县自然资源局", y - 20)
    right(pdf, "2025年4月15日", y - 48)
    return pdf.bytes()


def _decided() -> bytes:
    """Minutes over two pages: red head with rule, items of two depths, 发送 at the foot."""
    pdf = Pdf().page()
    centred(pdf, "中共苍溆县委员会专题会议纪要", 770, size=24, color="1 0 0")
    centred(pdf, "〔2025〕5号", 735, size=14)
    pdf.text("中共苍溆县委办公室", 80, 705, size=14)
    pdf.text("2025年7月2日", 420, 705, size=14)
    pdf.box(80, 698, 440, 1.2, fill="1 0 0")
    centred(pdf, "研究解决群众身边出行难题专题会议纪要", 660, size=20)
    y = written(
        pdf,
        [
            "6月30日上午，县委书记略主持召开专题会议，听取群众出行难题有关情况汇报，研究解决办法。会议议定以下事项：",
            "一、优化公交线路。县交通运输局8月15日前新增、调整公交线路5条，末班车延长至21时30分。",
            "二、增加停车供给。",
            "（一）县城管局年内新增公共停车泊位1200个。",
            "（二）县机关事务中心组织机关单位停车场7月20日起夜间和节假日免费开放，开放率达到100%。",
            "三、整治占道经营。西关街道、东关街道对6处马路市场限期取缔，8月底前全部入市经营。",
            "会议要求，县委督查室每月通报一次进展。",
        ],
        y=625,
    )
    pdf.text("出席：略", 80, y - 16, size=14)
    pdf.text("发送：县委常委，县人大常委会、县政府、县政协办公室。", 80, y - 40, size=14)
    pdf.text("— 2 —", 270, 40, size=14)
    return pdf.bytes()


def _notice_and_table() -> bytes:
    """A notice, and behind it a landscape-like table whose first column is merged over several tasks."""
    pdf = Pdf().page()
    centred(pdf, "苍溆县大气污染防治攻坚指挥部办公室", 770, size=20, color="1 0 0")
    centred(pdf, "苍气办〔2025〕27号", 735, size=16)
    centred(pdf, "关于印发秋冬季大气攻坚任务清单的通知", 690, size=20)
    pdf.text("各乡镇（街道），县直有关单位：", 80, 655, size=16)
    y = written(
        pdf, ["现将《苍溆县秋冬季大气攻坚任务清单》印发给你们，请对照清单抓好落实，每周五报送进展情况。"], y=625
    )
    pdf.text("附件：苍溆县秋冬季大气攻坚任务清单", 112, y - 10, size=16)
    right(pdf, "苍溆县大气污染防治攻坚指挥部办公室", y - 60)
    right(pdf, "2025年9月29日", y - 88)
    pdf.page()
    pdf.text("附件", 70, 780, size=16)
    centred(pdf, "苍溆县秋冬季大气攻坚任务清单", 745, size=18)
    xs = [60, 120, 330, 430, 530]
    rows = [
        ["类别", "任务", "责任单位", "完成时限"],
        ["工业", "完成水泥企业超低排放改造2家", "县生态环境局", "11月底"],
        ["^", "停产整治砖瓦窑5家", "县工信局", "10月底"],
        ["扬尘", "工地“六个百分百”达标率100%", "县住建局", "长期坚持"],
        ["^", "主干道机械化清扫率不低于95%", "县城管局", "长期坚持"],
        ["散煤", "清洁取暖改造3600户", "县发展改革局", "10月底"],
    ]
    y = 715.0
    for n, row in enumerate(rows):
        spans = 2 if n + 1 < len(rows) and rows[n + 1][0] == "^" else 1
        if row[0] != "^":
            pdf.box(xs[0], y - 32 * spans, xs[1] - xs[0], 32 * spans)
            pdf.text(row[0], xs[0] + 6, y - 16 * spans - 5, size=12)
        for c in (1, 2, 3):
            pdf.box(xs[c], y - 32, xs[c + 1] - xs[c], 32)
            pdf.text(row[c], xs[c] + 4, y - 20, size=12)
        y -= 32
    return pdf.bytes()


def _answered() -> bytes:
    """A letter of reply to a letter that asked for opinions."""
    pdf = Pdf().page()
    centred(pdf, "苍溆县财政局", 770, size=28, color="1 0 0")
    pdf.box(80, 750, 440, 1.5, fill="1 0 0")
    pdf.text("苍财函〔2025〕41号", 370, 725, size=16)
    centred(pdf, "苍溆县财政局关于《苍溆县行政执法监督办法", 680, size=20)
    centred(pdf, "（征求意见稿）》意见的复函", 652, size=20)
    pdf.text("县司法局：", 80, 615, size=16)
    y = written(
        pdf,
        [
            "贵局《关于征求〈苍溆县行政执法监督办法（征求意见稿）〉意见的函》（苍司函〔2025〕14号）收悉。经研究，我局无修改意见。",
            "特此函复。",
        ],
        y=585,
    )
    right(pdf, "苍溆县财政局", y - 20)
    right(pdf, "2025年4月16日", y - 48)
    return pdf.bytes()


def _ofd_lines(paragraphs: list[str], y: float) -> tuple[str, float]:
    """Paragraphs of 28 characters a line, as text objects from ``y`` mm on; gives the height below the last too."""
    found = ""
    for paragraph in paragraphs:
        first, *rest = [paragraph[:26], *wrapped(paragraph[26:], 28)] if len(paragraph) > 26 else [paragraph]
        found += ofd_text(first, 28 + 2 * MM, y)
        for line in rest:
            y += 10
            found += ofd_text(line, 28, y)
        y += 10
    return found, y


def _template() -> bytes:
    """An OFD whose red head and rule stand in the template of its page."""
    head = ofd_text("苍溆县卫生健康局文件", 62, 40, size=8)
    page = ofd_text("苍卫字〔2025〕36号", 78, 62) + ofd_text("关于开展家庭医生签约提质行动的通知", 50, 80, size=6.4)
    page += ofd_text("各乡镇卫生院、社区卫生服务中心：", 28, 100)
    body, y = _ofd_lines(
        [
            "为提升签约服务质量，现将有关要求通知如下：",
            "一、8月底前，重点人群签约率达到85%以上，高血压患者规范管理率不低于70%。",
            "二、每个签约团队每月入户随访不少于2天，随访结果当日录入系统。",
            "三、县人民医院向每个乡镇卫生院派驻1名全科医师，派驻时间不少于6个月。",
            "四、不得将未提供服务的居民纳入签约统计。",
        ],
        110,
    )
    page += body + ofd_text("苍溆县卫生健康局", 126, y + 8) + ofd_text("2025年5月30日", 128, y + 18)
    return ofd([page], template=head)


def _ruled_ofd() -> bytes:
    """An OFD with a table drawn by paths."""
    layer = ofd_text("苍溆县2025年防汛隐患整治任务表", 52, 30, size=7)
    layer += ofd_text("苍溆县水利局　2025年4月7日", 66, 42, size=5)
    xs = [25, 40, 110, 150, 185]
    rows = [
        ["序号", "整治任务", "责任单位", "时限"],
        ["1", "加固病险水库7座", "县水利局", "5月底"],
        ["2", "疏浚排涝渠道23公里", "清江镇人民政府", "6月10日"],
        ["3", "更换泵站机组12台", "县排灌总站", "5月20日"],
    ]
    for n in range(len(rows) + 1):
        layer += _stroke(xs[0], 55 + 12 * n, xs[-1] - xs[0], 0)
    for x in xs:
        layer += _stroke(x, 55, 0, 12 * len(rows))
    for n, row in enumerate(rows):
        for x, words in zip(xs, row, strict=False):
            layer += ofd_text(words, x + 1.5, 57 + 12 * n, size=4.2)
    return ofd([layer])


def _stroke(x: float, y: float, width: float, height: float) -> str:
    return (
        f'<ofd:PathObject ID="7" Boundary="{x} {y} {width + 0.1} {height + 0.1}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )


FILES = {
    "public.pdf": _public(),
    "decided.pdf": _decided(),
    "notice_and_table.pdf": _notice_and_table(),
    "answered.pdf": _answered(),
    "template.ofd": _template(),
    "ruled.ofd": _ruled_ofd(),
}
