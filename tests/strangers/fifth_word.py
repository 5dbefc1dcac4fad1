"""DOCX of the fifth set: landscape tables, score sheets, forms, joint heads, several papers in one file, revisions."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from .word import files, grid, lines, numbered


def _landscape(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _upright(cell: _Cell) -> None:
    """Text that runs down the cell."""
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:textDirection {nsdecls("w")} w:val="tbRlV"/>'))


def _divided(document: Document) -> None:
    """A landscape table: categories upright and merged, units merged over several tasks."""
    _landscape(document)
    lines(document, "附件1\n岚川市2026年营商环境提升行动任务分解表")
    table = grid(
        document,
        [
            ["类\n别", "序号", "重点任务", "工作目标", "责任分工", "<", "完成时限"],
            ["^", "^", "^", "^", "牵头单位", "责任单位", "^"],
            [
                "政务\n服务",
                "1",
                "推进高频事项全程网办",
                "全程网办率达到92%，上线“一件事”不少于30个",
                "市行政审批局",
                "市直有关部门",
                "2026年9月底",
            ],
            [
                "^",
                "2",
                "优化工程建设项目审批",
                "社会投资项目审批时限压缩至45个工作日以内",
                "^",
                "市住建局",
                "2026年6月底",
            ],
            [
                "^",
                "3",
                "建设综合窗口",
                "县、乡两级无差别综合窗口全覆盖",
                "^",
                "各县（市、区）政府",
                "2026年12月底",
            ],
            [
                "市场\n环境",
                "4",
                "清理拖欠企业账款",
                "无分歧欠款清偿率100%",
                "市工信局",
                "市财政局、市国资委",
                "春节前",
            ],
            ["^", "5", "规范涉企检查", "同一企业每年入企检查不超过2次", "市司法局", "各行政执法单位", "长期坚持"],
            [
                "要素\n保障",
                "6",
                "降低用能成本",
                "一般工商业平均用电成本每千瓦时下降3分钱",
                "市发展改革委",
                "国网岚川供电公司",
                "2026年10月底",
            ],
            ["^", "7", "强化金融支持", "普惠小微贷款余额增长15%以上", "市政府金融办", "", "每季度通报"],
        ],
    )
    for row in (2, 5, 7):
        _upright(table.cell(row, 0))
    lines(document, "岚川市优化营商环境工作领导小组办公室　2026年1月16日印发")


def _scored(document: Document) -> None:
    """A scheme of assessment and behind it the sheet of points."""
    lines(
        document,
        """
溧岭县河长制办公室文件
溧河办〔2026〕12号
关于印发《溧岭县2026年度河湖长制工作考核细则》的通知
各乡镇人民政府，县河长制成员单位：
现将《溧岭县2026年度河湖长制工作考核细则》印发给你们，请对照落实。
溧岭县河长制办公室
2026年3月5日
溧岭县2026年度河湖长制工作考核细则
一、考核对象
各乡镇人民政府。
二、考核方式
考核实行百分制，采取日常暗访、季度通报和年终评定相结合的方式。县河长制办公室每季度暗访不少于1次，12月20日前完成年终评定。
三、结果运用
考核结果作为乡镇领导班子综合评价的重要依据。
附：溧岭县2026年度河湖长制工作考核评分表
""",
    )
    grid(
        document,
        [
            ["考核项目", "考核内容", "分值", "评分标准", "考核部门"],
            ["巡河履职\n（20分）", "乡级河长每旬巡河不少于1次", "10", "每少1次扣1分，扣完为止", "县河长办"],
            ["^", "村级河长每周巡河不少于2次，问题上报率100%", "10", "抽查5个村，每发现1个村不达标扣2分", "^"],
            ["水环境\n（50分）", "国省控断面水质达到Ⅲ类以上", "30", "每出现1次超标扣5分", "县生态环境局"],
            ["^", "6月底前完成河道“四乱”问题整改，整改率达到100%", "20", "每少1个百分点扣1分", "县水利局"],
            ["水资源\n（20分）", "万元地区生产总值用水量比上年下降3%", "20", "未完成不得分", "县水利局"],
            ["加分项", "获省级以上表彰的", "5", "每项加2分，最高5分", "县河长办"],
        ],
    )


def _supervised(document: Document) -> None:
    """督办通知单: boxes to tick, several matters, an opinion of a leader, a slip to return."""
    lines(document, "溧岭县人民政府办公室\n督 办 通 知 单\n溧政督单〔2026〕17号")
    grid(
        document,
        [
            ["主办单位", "县水务集团", "协办单位", "县财政局、云桥镇人民政府"],
            ["立项依据", "县政府第55次常务会议纪要", "督办类别", "☑决策督办　□专项督办　□批示件"],
            [
                "督办事项及要求",
                "1.5月底前完成云桥镇3个村管网延伸工程，新铺管道26公里，惠及群众不少于1800户。\n"
                "2.自收到本通知单之日起5个工作日内制定施工计划报县政府督查室。\n"
                "3.水质检测每月不少于1次，检测结果在村务公开栏公示。",
                "<",
                "<",
            ],
            ["领导批示", "请水务集团抓紧办理，务必让群众早日喝上放心水。　陶立新　4月7日", "<", "<"],
            ["办结时限", "2026年5月31日", "联系人及电话", "略"],
            ["办理情况", "", "<", "<"],
        ],
    )
    lines(document, "注：请于每周五17时前报送进展，办结后3日内填写“办理情况”栏并加盖公章退回。\n2026年4月8日")


def _joint_opinion(document: Document) -> None:
    """Two who issue beside one word, an opinion with automatic numbers, units in brackets of several shapes."""
    grid(document, [["中共岚川市委", "文件"], ["岚川市人民政府", "^"]])
    numbered(
        document,
        """
岚发〔2026〕8号
中共岚川市委　岚川市人民政府
关于进一步加强新时代农村精神文明建设的意见
（2026年5月12日）
为深入推进移风易俗、建设文明乡风，现提出如下意见。
>总体目标
到2027年，全市县级以上文明村、文明乡镇占比分别达到70%以上、85%以上。
到“十五五”末，新时代文明实践站实现行政村全覆盖，农民群众对乡风满意率保持在90%以上。
>重点任务
>>推进移风易俗。
2026年6月底前，行政村村规民约全部修订完善，彩礼金额上限由村民会议讨论确定，红事宴席原则上不超过15桌。（市民政局、市农业农村局，各县〔市、区〕）
>>办好文化惠民。
每年为每村送戏不少于2场、电影12场，市里每两年办艺术节。（牵头单位：市文化广电旅游局　责任单位：市财政局、市文联）
>>选树先进典型。
市文明办每季度评选“岚川好人”不少于10名，力争“十五五”期间推荐产生全国文明家庭3户以上。
>>整治陈规陋习。
坚决遏制大操大办、厚葬薄养、赌博败家等突出问题，纪检监察机关对党员干部违规操办婚丧喜庆事宜的一律从严查处。（市纪委监委机关牵头，市委组织部、市公安局、市民政局配合）
>组织保障
各县（市、区）每年年底前向市委、市政府专题报告。探索将乡风文明纳入乡镇年度考核，权重不低于5%。鼓励社会力量设立乡风文明基金。
""",
    )


def _many(document: Document) -> None:
    """A notice, a scheme, a list of members and a form in one file, the attachments named with their numbers."""
    lines(
        document,
        """
棠浦区教育局文件
棠教发〔2026〕33号
棠浦区教育局关于印发《棠浦区校园体育设施向社会开放实施方案》等文件的通知
各中小学校，局机关各科室：
现将《棠浦区校园体育设施向社会开放实施方案》等文件印发给你们，请结合实际认真贯彻执行。
附件：1.棠浦区校园体育设施向社会开放实施方案
　　　2.首批开放学校名单及任务
　　　3.工作专班成员名单
棠浦区教育局
2026年4月27日
附件1
棠浦区校园体育设施向社会开放实施方案
一、工作目标
2026年“六一”前首批14所学校开放，年底前符合条件的公办中小学校开放率达到60%，2027年秋季学期开学前实现应开尽开。
二、主要措施
（一）明确开放时间。工作日每天开放不少于2小时，周末和法定节假日每天开放不少于6小时，寒暑假每周开放不少于5天。
（二）落实物防技防。开放学校要在5月31日前完成教学区与运动区隔离，视频监控存储时间不少于30天。区公安分局负责入校人员身份核验系统对接。
（三）购买公众责任险。区财政局按每校每年3万元的标准安排补助，保额不低于500万元。
三、工作要求
各校于5月15日前将“一校一案”报区教育局体卫艺科。
附件2
首批开放学校名单及任务
""",
    )
    grid(
        document,
        [
            ["序号", "学校", "改造任务", "完成时间"],
            ["1", "棠浦一中", "更换塑胶跑道4200平方米，加装灯光18盏", "7月10日前"],
            ["2", "云栖小学", "新建隔离围栏310米", "6月15日前"],
            ["3", "棠浦职业中专", "改造卫生间2处、增设储物柜80组", "6月底前"],
        ],
    )
    lines(
        document, "附件3\n工作专班成员名单\n组　长：略　区教育局局长\n副组长：略　区公安分局副局长\n成　员：略　略　略"
    )


def _relative(document: Document) -> None:
    """Days counted from others; a word deleted, a word inserted and a hidden one by revision marks."""
    lines(
        document,
        """
岚川市审计局
岚审发〔2026〕15号
关于做好2025年度市级预算执行审计发现问题整改工作的通知
市直各有关单位：
为做好审计整改工作，现就有关事项通知如下：
一、各单位要自收到审计报告之日起60日内报送整改结果，其中立行立改类问题应在30日内整改到位。
二、分阶段整改类问题2026年三季度末完成率不低于80%，持续整改类问题最迟于2027年6月底清零。
三、本通知印发后10个工作日内，各单位要建立整改台账，并于每季度末月25日前更新一次。
四、上半年，市审计局会同市财政局对整改情况开展一次“回头看”，国庆节前向市政府报告。
五、对虚假整改的，发现之日起15个工作日内移送市纪委监委。
""",
    )
    item = document.add_paragraph("六、被审计单位主要负责人是整改第一责任人，")
    _marked(item, "del", "5月31日")
    _marked(item, "ins", "5月20日")
    item.add_run("前要组织召开专题会议研究部署整改工作。")
    hidden = document.add_paragraph().add_run("内部提示：本件暂不下发，6月1日前撤回。")
    hidden.font.hidden = True
    lines(document, "岚川市审计局\n2026年4月30日")


def _marked(paragraph: Paragraph, mark: str, words: str) -> None:
    tag = "delText" if mark == "del" else "t"
    paragraph._p.append(
        parse_xml(
            f'<w:{mark} {nsdecls("w")} w:id="7" w:author="a" w:date="2026-04-01T00:00:00Z"><w:r><w:{tag}>{words}'
            f"</w:{tag}></w:r></w:{mark}>"
        )
    )


def _motions(document: Document) -> None:
    """Motions handed to those who answer them, in a table with notes below it."""
    lines(
        document,
        """
中共棠浦区委办公室　棠浦区人民政府办公室
棠委办函〔2026〕9号
关于交办区十届人大五次会议代表建议和区政协九届五次会议提案的通知
各镇（街道），区级机关各部门：
区“两会”期间共收到代表建议86件、提案112件。现将承办任务交办如下，请抓好落实。
一、承办单位要在3月31日前与代表、委员见面沟通，见面率100%。
二、建议应自交办之日起3个月内答复，涉及面广、情况复杂的不超过6个月。
三、区政府督查室每月25日前通报办理进度，办理满意率要达到98%以上。
附件：重点建议提案交办表
中共棠浦区委办公室　棠浦区人民政府办公室
2026年2月25日
附件
重点建议提案交办表
""",
    )
    grid(
        document,
        [
            ["编号", "案由", "主办单位", "会办单位", "答复期限"],
            ["建议第12号", "关于新建城北公交首末站的建议", "区交通运输局", "市公交集团棠浦分公司", "5月25日"],
            ["建议第37号", "关于增设学校周边限时停车泊位的建议", "区城管局", "公安分局、区教育局", "5月25日"],
            ["提案第5号", "关于扩大老年助餐服务覆盖面的提案", "区民政局", "各镇（街道）", "6月10日"],
        ],
    )


FILES = files(
    divided=_divided,
    scored=_scored,
    supervised=_supervised,
    joint_opinion=_joint_opinion,
    many=_many,
    relative=_relative,
    motions=_motions,
)
