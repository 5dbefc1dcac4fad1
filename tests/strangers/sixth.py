"""The sixth set, written after the fifth was mended: shares of a target, nodes of a year, letters that ask below."""

from __future__ import annotations

from docx.document import Document

from office_files import Pdf, ofd, ofd_text

from .pages import centred, right, wrapped, written
from .sheets import book
from .word import files, grid, lines


def _shares(document: Document) -> None:
    """A notice with a table of shares: a row a unit, a column an indicator whose head names the unit of measure."""
    lines(
        document,
        """
岚川市人力资源和社会保障局文件
岚人社发〔2026〕18号
关于下达2026年就业创业工作目标任务的通知
各县（市、区）人力资源和社会保障局：
现将2026年就业创业工作目标任务下达给你们，请于3月20日前分解到乡镇（街道），确保11月底前全面完成。
一、各地要每月28日前通过系统填报进度，数据差错率不超过1%。
二、对进度连续两个月低于序时进度的，市局予以通报。
附件：2026年就业创业工作目标任务分解表
岚川市人力资源和社会保障局
2026年3月6日
附件
2026年就业创业工作目标任务分解表
""",
    )
    grid(
        document,
        [
            ["责任单位", "城镇新增就业（人）", "失业人员再就业（人）", "发放创业担保贷款（万元）"],
            ["棠浦区人社局", "6200", "1500", "3600"],
            ["溧岭县人社局", "3200", "820", "2400"],
            ["合计", "9400", "2320", "6000"],
        ],
    )


def _policies(document: Document) -> None:
    """Measures that promise support."""
    lines(
        document,
        """
溧岭县人民政府办公室
关于印发《溧岭县支持民宿产业发展若干措施》的通知
溧政办发〔2026〕12号
各乡镇人民政府，县直有关部门：
《溧岭县支持民宿产业发展若干措施》已经县政府同意，现印发给你们，请认真抓好落实。
溧岭县人民政府办公室
2026年4月3日
溧岭县支持民宿产业发展若干措施
一、支持闲置农房盘活。对盘活闲置农房5栋以上的村集体，按每栋2万元给予一次性奖励，单个村最高不超过20万元。责任单位：县农业农村局
二、支持品牌创建。对新评定为全国甲级、乙级旅游民宿的，分别奖励30万元、15万元。责任单位：县文化广电旅游局
三、优化审批服务。推行民宿“一件事一次办”，自受理之日起5个工作日内办结。责任单位：县行政审批局
四、强化金融支持。设立规模不低于3000万元的民宿信贷风险补偿资金池，2026年上半年投入运行。责任单位：县财政局、县政府金融办
五、规范经营管理。民宿从业人员持健康证上岗率达到100%，每年消防演练不少于2次。责任单位：县卫生健康局、县消防救援大队
本措施自印发之日起施行，有效期3年。
""",
    )


def _asking() -> bytes:
    """A department of the province asks the governments of cities."""
    pdf = Pdf().page()
    centred(pdf, "泷江省水利厅", 775, size=26, color="1 0 0")
    pdf.box(80, 758, 440, 1.5, fill="1 0 0")
    right(pdf, "泷水函〔2026〕203号", 730)
    centred(pdf, "泷江省水利厅关于加快推进", 690, size=20)
    centred(pdf, "幸福河湖建设的函", 663, size=20)
    pdf.text("各设区市人民政府：", 80, 630, size=16)
    written(
        pdf,
        [
            "为加快推进全省幸福河湖建设，现就有关事项函告如下：",
            "一、请各市于6月15日前完成年度建设任务开工，9月底前完成投资比例不低于70%，12月20日前全部完工。",
            "二、请各市明确1名市级河长牵头，每条河湖落实管护经费每公里不少于2000元。",
            "三、我厅将于10月中旬组织省级评估，评估不合格的退回补助资金。",
            "四、请于每季度首月5日前将上季度进展情况书面函告我厅。",
            "联系人：略。",
        ],
        y=603,
    )
    right(pdf, "泷江省水利厅", 250)
    right(pdf, "2026年4月21日", 222)
    return pdf.bytes()


_OPINION = """
各镇人民政府、街道办事处，区政府各部门：
为提升物业服务水平，经区政府第30次常务会议同意，现提出如下实施意见。
一、主要目标
力争用两年时间，实现住宅小区物业管理覆盖率达到98%，业主委员会组建率达到85%以上。
二、重点任务
（一）健全党建引领机制。2026年底前，符合条件的物业企业党组织应建尽建。〔区委组织部牵头，区住房城乡建设局配合〕
（二）推行阳光物业。物业企业应当每半年公示一次收支情况，接受业主监督。〔区住房城乡建设局〕
（三）加强维修资金管理。应急使用维修资金的，3个工作日内完成审核。〔区住房城乡建设局、区财政局〕
（四）整治突出问题。9月底前完成200个小区“飞线”充电整治，新建充电桩端口不少于6000个。〔区消防救援大队牵头，各镇（街道）落实〕
三、工作要求
各镇（街道）要建立物业纠纷调解委员会，调解成功率不低于九成。
棠浦区人民政府
2026年3月30日
"""


def _opinion() -> bytes:
    layer = [
        ofd_text("棠浦区人民政府文件", 55, 30, size=10),
        ofd_text("棠政发〔2026〕6号", 85, 48),
        ofd_text("棠浦区人民政府关于提升住宅小区物业服务水平的", 30, 62, size=6.5),
        ofd_text("实施意见", 90, 72, size=6.5),
    ]
    pages, y = [], 88.0
    for paragraph in _OPINION.strip().split("\n"):
        indent = not paragraph.endswith("：") and not paragraph.startswith(("棠浦区人民政府", "2026年3"))
        for n, line in enumerate(wrapped(("　　" if indent else "") + paragraph, 33)):
            if y > 268:
                pages.append("".join(layer))
                layer, y = [], 30.0
            shown = line.lstrip("　")
            x = 30.0 if n == 0 and indent else 140.0 if paragraph.startswith(("棠浦区人民政府", "2026年3")) else 20.0
            layer.append(ofd_text(shown, x, y, size=5))
            y += 9
    return ofd([*pages, "".join(layer)])


_NODES = book(
    [
        ["棠浦区2026年城市更新重点任务推进表"],
        ["序号", "重点任务", "责任单位", "6月底节点", "9月底节点", "年底目标"],
        [1, "改造老旧小区42个", "区住房城乡建设局", "开工率100%", "完工20个", "全部完工"],
        [2, "打通断头路5条", "区交通运输局", "完成征拆", "路基成型", "建成通车3条"],
        [3, "新建口袋公园12处", "区城管局", "建成4处", "建成9处", "建成12处并开放"],
        ["说明：本表由棠浦区城市更新工作专班负责调度，各责任单位每月25日前报送进度。"],
        ["棠浦区城市更新工作专班　2026年3月12日"],
    ]
)

_ALARM = """<html><head><meta charset="gbk"><title>应急响应</title></head><body><div id="nav"><a href="#">首页</a></div>
<div class="article"><h1>溧岭县防汛抗旱指挥部关于启动防汛Ⅲ级应急响应的通知</h1>
<p class="info">溧汛〔2026〕15号　　发布时间：2026年6月27日 16:30　　来源：县应急管理局</p>
<p>各乡镇人民政府，县防指各成员单位：</p>
<p>　　县气象台6月27日15时发布暴雨预警。经会商研判，县防指决定于16时启动防汛Ⅲ级应急响应。现就有关要求通知如下：</p>
<p>　　1．各乡镇主要负责人立即到岗到位，1小时内完成首次会商调度。</p>
<p>　　2．县自然资源局、县水利局对地质灾害隐患点、山塘水库逐一排查，18时前报告排查结果。</p>
<p>　　3．6月27日20时前，危险区域群众全部转移安置到位，严禁擅自返回。</p>
<p>　　4．县文化广电旅游局督促涉水景区一律关闭。县教育局根据雨情及时停课。</p>
<p>　　5．值班人员24小时在岗，每2小时报告一次汛情，重大险情20分钟内直报县防指。</p>
<p style="text-align:right">溧岭县防汛抗旱指挥部</p><p style="text-align:right">2026年6月27日</p>
</div><div id="footer"><p>版权所有：溧岭县人民政府</p></div></body></html>"""

FILES = files(shares=_shares, policies=_policies) | {
    "asking.pdf": _asking(),
    "opinion.ofd": _opinion(),
    "nodes.xlsx": _NODES,
    "alarm.html": _ALARM.encode("gb18030"),
}
