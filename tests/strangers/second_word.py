"""DOCX of the second set, written after the first was mended."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .word import box, files, grid, lines


def _upward(document: Document) -> None:
    """Number and signer in the two cells of a table."""
    lines(document, "石渡乡人民政府文件")
    document.add_table(1, 2).rows[0].cells[0].text = "石政报〔2024〕17号"
    document.tables[0].rows[0].cells[1].text = "签发人：沈某某"
    lines(
        document,
        """
石渡乡人民政府
关于地质灾害隐患点整治落实情况的报告
县人民政府：
按照《霁川县地质灾害隐患整治方案》（霁政办发〔2024〕9号）要求，我乡迅速行动，现将落实情况报告如下：
一、已完成6处隐患点避险搬迁，涉及群众23户87人。
二、在12处隐患点安装监测设备，每日巡查记录。
三、群测群防员培训2期，参训46人次。
下一步，我乡将加快剩余2处隐患点治理。
特此报告。
石渡乡人民政府
2024年9月18日
（联系人：略）
""",
    )


def _contents(document: Document) -> None:
    """A table of contents with dots and page numbers stands before the text."""
    lines(
        document,
        """
云麓县“书香校园”建设三年行动方案
（2024—2026年）
目　录
一、总体目标……………………1
二、重点任务……………………1
（一）建好图书馆………………1
（二）开展阅读活动……………2
三、组织保障……………………3
一、总体目标
到2026年，全县中小学生均图书达到30册以上。
二、重点任务
（一）建好图书馆
2025年9月底前，完成36所农村学校图书馆（室）改造。牵头单位：县教育局；配合单位：县文化馆
（二）开展阅读活动
每学期举办读书节不少于1次，每班每周安排1节阅读课。牵头单位：县教育局；配合单位：县图书馆
三、组织保障
县财政每年安排专项资金200万元。
云麓县教育局
2024年5月6日
""",
    )


def _tabs(document: Document) -> None:
    """Items with unit and term behind tabs."""
    lines(
        document,
        """
霁川县防汛抗旱指挥部办公室
霁汛办发〔2024〕6号
关于交办汛前检查发现问题的通知
各乡镇人民政府、有关单位：
现将汛前检查发现的问题交办给你们，请限期整改到位。
""",
    )
    for words in (
        "1．青龙水库溢洪道堵塞，立即清除\t责任单位：县水利局\t时限：4月15日前",
        "2．城南泵站备用电源故障，限期修复\t责任单位：县住建局\t时限：4月20日前",
        "3．柳埠镇应急物资不足，按标准补齐\t责任单位：柳埠镇人民政府\t时限：4月底前",
    ):
        document.add_paragraph(words)
    lines(document, "霁川县防汛抗旱指挥部办公室\n2024年4月2日")


def _by_unit(document: Document) -> None:
    """The unit stands in the first column, merged over its tasks."""
    lines(
        document,
        """
霁川县绿化委员会
霁绿〔2025〕1号
关于下达2025年春季绿化任务的通知
各有关单位：
现将2025年春季绿化任务下达如下，请按期完成。
""",
    )
    grid(
        document,
        [
            ["责任单位", "任务", "完成时限"],
            ["县林业局", "补植省道两侧行道树2.4万株", "3月底"],
            ["^", "新建苗圃150亩", "4月底"],
            ["县城管局", "改造口袋公园5处", "4月底"],
            ["^", "补栽城区行道树1100株", "3月底"],
            ["县交通运输局", "绿化农村公路38公里", "4月底"],
        ],
    )
    lines(document, "霁川县绿化委员会\n2025年2月8日")


def _persons(document: Document) -> None:
    """Persons stand beside the units in one cell."""
    lines(
        document,
        """
云麓县市场监督管理局
云市监函〔2024〕40号
云麓县市场监督管理局关于印发2024年民生计量专项行动任务表的函
各市场监管所：
现将任务表印发给你们，请抓好落实。
云麓县市场监督管理局
2024年3月15日
2024年民生计量专项行动任务表
""",
    )
    grid(
        document,
        [
            ["序号", "工作任务", "责任股室及责任人", "完成时限"],
            ["1", "对集贸市场在用电子秤检定一遍，检定率100%", "计量股　周某", "6月底前"],
            ["2", "对加油站加油机随机抽检不少于60枪", "稽查大队　吴某", "9月底前"],
            ["3", "对医疗机构血压计免费检定500台", "计量所　郑某", "10月底前"],
        ],
    )


def _halves(document: Document) -> None:
    """One list set in two halves side by side."""
    lines(
        document,
        """
瑶溪镇人民政府办公室
瑶政办〔2024〕22号
关于分解人居环境整治任务的通知
各村（社区）：
现将任务分解如下：
""",
    )
    grid(
        document,
        [
            ["序号", "任务", "责任村", "序号", "任务", "责任村"],
            ["1", "清理沟渠2.3公里", "黄泥村", "4", "拆除旱厕19座", "上坪村"],
            ["2", "拆除旱厕26座", "大塘村", "5", "清运垃圾80吨", "石桥村"],
            ["3", "硬化巷道1500米", "新联村", "6", "绿化空地900平方米", "桐树村"],
        ],
    )
    lines(document, "瑶溪镇人民政府办公室\n2024年6月6日")


def _controls(document: Document) -> None:
    """The number stands in a content control, a heading is followed by its text after a line break."""
    lines(document, "霁川县文化广电和旅游局文件")
    number = f"<w:p {nsdecls('w')}><w:r><w:t>霁文旅发〔2024〕35号</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent>{number}</w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    lines(document, "关于规范剧本娱乐场所经营的通知\n各剧本娱乐经营场所：\n为规范经营，现通知如下：")
    for head, words in (
        ("一、落实备案", "2024年7月31日前，所有场所向我局备案，剧本脚本逐本登记。"),
        ("二、保护未成年人", "除国家法定节假日、休息日及寒暑假外，不得向未成年人提供服务。"),
        ("三、守住安全底线", "每个密室设置不少于2个安全出口，并配备应急照明。"),
    ):
        run = document.add_paragraph().add_run(head)
        run.add_break()
        run.add_text(words)
    lines(document, "霁川县文化广电和旅游局\n二〇二四年六月十八日")


def _tracked(document: Document) -> None:
    """Struck words are still in the file."""
    lines(
        document,
        "云麓县退役军人事务局\n云退役〔2024〕11号\n关于做好2024年退役士兵适应性培训的通知\n各乡镇退役军人服务站：\n现就培训工作通知如下：",
    )
    deleted = f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>50%</w:delText></w:r></w:del>'
    inserted = f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>100%</w:t></w:r></w:ins>'
    p = document.add_paragraph("一、当年退役士兵参训率达到")
    p._p.append(parse_xml(deleted))
    p._p.append(parse_xml(inserted))
    p.add_run("。")
    lines(
        document,
        "二、培训时间不少于80学时，11月底前全部结束。\n三、参训期间食宿由县级统一保障，不得向学员收取费用。\n云麓县退役军人事务局\n2024年8月22日",
    )


def _rota(document: Document) -> None:
    """A county's measures in which every measure ends with a bracket of units; the title stands in a text box."""
    box(document.add_paragraph(), "霁川县促进餐饮业发展八条措施", "（霁商发〔2024〕14号）")
    lines(
        document,
        """
为促进餐饮消费，制定如下措施。
1.对新增限上餐饮企业一次性奖励3万元。（责任单位：县商务局）
2.全年举办美食节不少于4场。（责任单位：县商务局、县文化广电和旅游局）
3.允许临街餐饮店在不影响通行的前提下外摆经营。（责任单位：县城市管理局）
4.餐饮企业用电用气价格按居民价执行。（责任单位：县发展和改革局）
霁川县商务局
2024年5月20日
""",
    )


FILES = files(
    upward=_upward,
    contents=_contents,
    tabs=_tabs,
    by_unit=_by_unit,
    persons=_persons,
    halves=_halves,
    controls=_controls,
    tracked=_tracked,
    rota=_rota,
)
