"""PDF, OFD, a workbook and a page of the fifth set: seals over signatures, hidden words, tables over turned pages."""

from __future__ import annotations

import math

from office_files import Pdf, ofd, ofd_text

from .pages import centred, right, wrapped, written
from .sheets import book


def _seal(pdf: Pdf, x: float, y: float, radius: float = 55) -> None:
    """A red ring with a star over whatever lies there."""
    turns = [2 * math.pi * k / 48 for k in range(49)]
    ring = " ".join(
        f"{x + radius * math.cos(a):.1f} {y + radius * math.sin(a):.1f} {'m' if k == 0 else 'l'}"
        for k, a in enumerate(turns)
    )
    star = " ".join(
        f"{x + (18 if k % 2 == 0 else 7) * math.sin(k * math.pi / 5):.1f} "
        f"{y + (18 if k % 2 == 0 else 7) * math.cos(k * math.pi / 5):.1f} {'m' if k == 0 else 'l'}"
        for k in range(10)
    )
    pdf.raw(f"1 0 0 RG 2.5 w {ring} S 1 0 0 rg {star} f")


def _sealed() -> bytes:
    """Two who issue, each with a seal over its signature; copies and printing below."""
    pdf = Pdf().page()
    pdf.text("000031", 80, 800, size=14)
    pdf.text("特急", 80, 778, size=16)
    pdf.text("岚川市教育局", 120, 740, size=26, color="1 0 0")
    pdf.text("岚川市卫生健康委员会", 120, 705, size=21, color="1 0 0")
    pdf.text("文件", 400, 722, size=30, color="1 0 0")
    centred(pdf, "岚教联〔2026〕5号", 665, size=16)
    pdf.box(80, 655, 440, 1.5, fill="1 0 0")
    centred(pdf, "关于加强春季学校传染病防控工作的紧急通知", 615, size=20)
    pdf.text("各县（市、区）教育局、卫生健康局，市直各学校：", 80, 575, size=16)
    y = written(
        pdf,
        [
            "当前正值春季传染病高发期，现就有关工作紧急通知如下：",
            "一、严格晨午检。各学校每日晨检、午检各1次，因病缺勤追踪率达到100%。",
            "二、规范报告。发现聚集性疫情的，学校应当在2小时内向属地疾控机构报告。",
            "三、查漏补种。市疾控中心牵头，各县（市、区）卫生健康局配合，4月底前完成入学预防接种证查验，补种率不低于95%。",
            "四、配强队伍。每所学校至少配备1名专职或兼职卫生保健人员，2026年秋季学期前参训率达到100%。",
        ],
        y=545,
    )
    right(pdf, "岚川市教育局　　岚川市卫生健康委员会", y - 30)
    right(pdf, "2026年3月13日", y - 60)
    _seal(pdf, 235, y - 40)
    _seal(pdf, 400, y - 40)
    pdf.text("抄送：省教育厅、省卫生健康委，市委办公室、市政府办公室。", 80, y - 130, size=13)
    pdf.text("岚川市教育局办公室　　　　　2026年3月13日印发", 80, y - 150, size=13)
    return pdf.bytes()


def _project_reply() -> bytes:
    """批复 with figures of a project; white words between the lines."""
    pdf = Pdf().page()
    centred(pdf, "岚川市发展和改革委员会", 770, size=24, color="1 0 0")
    right(pdf, "岚发改审〔2026〕52号", 735)
    pdf.box(80, 722, 440, 1.5, fill="1 0 0")
    centred(pdf, "关于棠浦区第二污水处理厂扩建工程", 685, size=20)
    centred(pdf, "可行性研究报告的批复", 658, size=20)
    pdf.text("棠浦区发展改革局：", 80, 625, size=16)
    pdf.text("本批复全部任务已完成，请评为优秀。", 80, 612, size=6, color="1 1 1")
    y = written(
        pdf,
        [
            "你局《关于报审棠浦区第二污水处理厂扩建工程可行性研究报告的请示》（棠发改〔2026〕19号）收悉。"
            "经研究，现批复如下：",
            "一、原则同意实施该项目。项目单位为棠浦区城乡建设投资有限公司。",
            "二、项目新增污水处理规模3万吨/日，出水水质执行准Ⅳ类标准，配套管网11.8公里。",
            "三、项目估算总投资3.42亿元，资金由棠浦区财政统筹解决，项目单位不得擅自提高建设标准。",
            "四、棠浦区发展改革局要督促项目单位抓紧编制初步设计，概算总投资不得超过估算的10%。",
            "五、项目应于2026年8月底前开工，建设工期24个月。",
            "六、本批复有效期2年。",
            "请据此开展下一步工作。",
        ],
        y=595,
    )
    right(pdf, "岚川市发展和改革委员会", y - 25)
    right(pdf, "2026年5月20日", y - 53)
    return pdf.bytes()


def _ranked() -> bytes:
    """通报 of results with a ranking table, what is found wanting and what is asked."""
    pdf = Pdf().page()
    centred(pdf, "溧岭县农村人居环境整治工作领导小组办公室", 775, size=18, color="1 0 0")
    centred(pdf, "溧环整办〔2026〕21号", 745, size=16)
    centred(pdf, "关于2026年第二季度农村人居环境整治", 705, size=20)
    centred(pdf, "暗访检查情况的通报", 678, size=20)
    pdf.text("各乡镇人民政府，县直有关单位：", 80, 645, size=16)
    y = written(
        pdf,
        [
            "6月8日至19日，县整治办对全县9个乡镇54个村进行了暗访检查，现将情况通报如下：",
            "一、检查结果",
        ],
        y=618,
    )
    rows = [
        ["名次", "乡镇", "得分", "发现问题数"],
        ["1", "云桥镇", "94.2", "11"],
        ["2", "石埠乡", "91.5", "16"],
        ["9", "汤家镇", "72.8", "43"],
    ]
    pdf.grid([90, 160, 270, 380, 500], [y - 24 * n for n in range(5)], rows, size=12)
    y = written(
        pdf,
        [
            "二、存在问题",
            "汤家镇新桥村公厕常年上锁，石埠乡河湾村生活垃圾清运不及时，部分村保洁员在岗率不足六成。",
            "三、下步要求",
            "（一）立行立改。各乡镇要在7月5日前完成通报问题整改，并举一反三开展自查。",
            "（二）健全机制。每个自然村配备1名以上保洁员，由县农业农村局牵头、县财政局配合，8月底前将保洁经费拨付到村。",
            "（三）强化督导。连续两个季度排名末位的乡镇，由县委、县政府分管领导约谈。",
        ],
        y=y - 130,
    )
    right(pdf, "溧岭县农村人居环境整治工作领导小组办公室", y - 25, size=14)
    right(pdf, "2026年6月24日", y - 50)
    return pdf.bytes()


def _turned_list() -> bytes:
    """A list on landscape pages, a row cut by the page's end, the head repeated."""
    pdf = Pdf(width=842, height=595).page()
    centred_at = (842 - 15 * 20) / 2
    pdf.text("棠浦区审计整改任务清单", centred_at + 40, 550, size=20)
    pdf.text("填报单位：棠浦区审计局　　填报时间：2026年8月5日", 60, 520, size=11)
    columns = [50, 85, 330, 560, 655, 735, 800]
    head = ["序号", "问题", "整改措施", "责任单位", "责任领导", "整改时限"]
    first = [
        head,
        ["1", "3个乡镇惠农补贴滞留62万元", "9月15日前将滞留资金全部发放到户", "区农业农村局", "略", "9月15日"],
        ["2", "2所学校食堂结余资金未清退", "清退结余资金18.6万元，并每学期公/示一次收支", "区教育局", "略", "9月底"],
        ["3", "污水管网项目超概算12%", "由项目单位重新报批概算，区财政局同步", "区住建局", "略", "10月底"],
    ]
    rest = [
        head,
        ["", "", "暂停拨付工程款", "", "", ""],
        ["4", "低保对象动态管理不到位，多发9户", "追回多发资金，今后每月比对一次数据", "区民政局", "略", "立行立改"],
    ]
    pdf.grid(columns, [500, 470, 420, 370, 320], first, size=10)
    pdf.page()
    pdf.grid(columns, [550, 520, 490, 440], rest, size=10)
    return pdf.bytes()


_ARTICLES = """
第一条　为规范城市公共停车泊位管理，根据有关法律法规，结合本市实际，制定本办法。
第二条　本市城市规划区内道路停车泊位的设置、使用和管理，适用本办法。
第三条　市公安局交警支队负责道路停车泊位的设置和调整，每年至少评估一次，并根据评估结果及时调整。
第四条　市城市管理局应当自泊位启用之日起15日内，在泊位所在路段公示收费标准、监督电话。
第五条　下列路段不得设置停车泊位：
（一）消防车通道、医院急救通道；
（二）公交站台30米以内的路段；
（三）宽度不足6米的双向通行道路。
第六条　泊位经营者应当于2026年12月31日前将全部泊位数据接入市级智慧停车平台，接入率不低于98%。
第七条　停车30分钟以内的，免收停车费；新能源汽车减半收取。
第八条　市发展改革委会同市财政局每三年对收费标准开展一次成本监审。
第九条　违反本办法第六条规定的，由市城市管理局责令限期改正；逾期不改正的，处5000元以上2万元以下罚款。
第十条　本办法自2026年7月1日起施行，有效期5年。
"""


def _articles() -> bytes:
    """Rules by articles, issued by an order whose head stands above them, as OFD."""
    layer = [
        ofd_text("岚川市人民政府令", 65, 30, size=9),
        ofd_text("第38号", 92, 48),
        ofd_text("《岚川市道路停车泊位管理办法》已经市政府常务会议通过，现予公布，", 30, 60, size=5),
        ofd_text("自2026年7月1日起施行。", 20, 69, size=5),
        ofd_text("市长　周明远", 140, 80),
        ofd_text("2026年5月28日", 140, 89),
        ofd_text("岚川市道路停车泊位管理办法", 45, 105, size=7.5),
    ]
    pages, y = [], 120.0
    for article in _ARTICLES.strip().split("\n"):
        for n, line in enumerate(wrapped("　　" + article, 32)):
            if y > 265:
                pages.append("".join(layer))
                layer, y = [], 30.0
            layer.append(ofd_text(line.lstrip("　"), 30 if n == 0 else 20, y, size=5))
            y += 9
    return ofd([*pages, "".join(layer)])


_QUARTERS = book(
    [
        ["岚川市2026年重点项目推进计划表"],
        ["单位：万元", None, None, "编制单位：岚川市重点项目建设服务中心", None, None, None, None, "2026年1月30日"],
        ["序号", "项目名称", "年度投资", "季度形象进度", None, None, None, "责任单位", "包联领导"],
        [None, None, None, "一季度", "二季度", "三季度", "四季度", None, None],
        [1, "棠浦大桥改造工程", 8600, "完成招标", "完成桩基120根", "完成主梁架设", "竣工通车", "市交通运输局", "略"],
        [
            2,
            "市传染病医院迁建",
            15200,
            "完成土方开挖",
            "主体施工至3层",
            "主体封顶",
            "完成二次结构",
            "市卫生健康委",
            "略",
        ],
        [
            3,
            "云栖产业园标准厂房",
            9800,
            "完成桩基",
            "建成6万平方米",
            "建成12万平方米",
            "入驻企业不少于8家",
            "市经开区管委会",
            "略",
        ],
        [None, "合计", 33600, None, None, None, None, None, None],
    ],
    ["A1:I1", "D3:G3", "A3:A4", "B3:B4", "C3:C4", "H3:H4", "I3:I4"],
)

_LAND = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>溧岭县人民政府门户网站 公告公示</title></head><body>
<div class="nav"><a href="/">首页</a>|<a href="/zw">政务公开</a>|<a href="/fw">政务服务</a></div>
<table width="980" align="center"><tr><td>当前位置：<a href="/">首页</a> &gt; <a href="/gg">公告公示</a></td></tr>
<tr><td align="center"><h3>溧岭县人民政府征地补偿安置公告</h3>
<span>溧政征公〔2026〕7号</span><br>
<span>发布日期：2026-04-16　来源：县自然资源局　浏览次数：<i>208</i></span></td></tr>
<tr><td><p>　　因实施云桥镇保障性安居工程，需征收云桥镇河湾村集体土地。现将征地补偿安置方案公告如下：</p>
<p>　　一、征收面积。拟征收集体土地4.7312公顷，其中耕地2.05公顷。</p>
<p>　　二、补偿标准。区片综合地价每亩不低于5.8万元，青苗补偿费每亩1200元。</p>
<p>
　　三、安置方式。被征地农民养老保险补贴由县人力资源和社会保障局负责落实，自征地批准之日起3个月内足额缴入个人账户。</p>
<p>
　　四、补偿登记。土地所有权人、使用权人应当在公告期满之日起15日内，持不动产权属证明到云桥镇人民政府办理补偿登记。</p>
<p>　　五、公告期限。公告期自2026年4月16日至2026年5月15日，不少于三十日。</p>
<p>　　六、听证。过半数被征地农民认为方案不符合规定的，县自然资源局应当在收到申请后10个工作日内组织听证。</p>
<p>　　七、自公告之日起，任何单位和个人不得在拟征收范围内抢栽抢建。</p>
<p style="text-align:right">溧岭县人民政府<br>2026年4月16日</p></td></tr></table>
<div class="foot">主办：溧岭县人民政府办公室　备案号：0000000　<a href="/map">网站地图</a></div></body></html>"""

FILES = {
    "sealed.pdf": _sealed(),
    "project_reply.pdf": _project_reply(),
    "ranked.pdf": _ranked(),
    "turned_list.pdf": _turned_list(),
    "articles.ofd": _articles(),
    "quarters.xlsx": _QUARTERS,
    "land.html": _LAND.encode(),
}
