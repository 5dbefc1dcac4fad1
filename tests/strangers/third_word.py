"""DOCX of the third set, written after the second was mended."""

from __future__ import annotations

from docx.document import Document

from .word import files, grid, lines, numbered


def _draft(document: Document) -> None:
    """发文稿纸: labels and values in a table above the text."""
    grid(
        document,
        [
            ["发文字号", "黛政办〔2024〕52号", "密级", "无"],
            ["标题", "黛溪县人民政府办公室关于加强城镇污水管网运维的通知", "<", "<"],
            ["主送", "各乡镇人民政府，县直有关单位", "<", "<"],
            ["拟稿单位", "县住建局", "核稿", "略"],
        ],
    )
    lines(
        document,
        """
为提高污水收集效能，现就有关事项通知如下：
一、2024年12月底前，完成县城排水户接驳排查，错混接改造率达到90%。
二、乡镇污水处理站实行第三方运维，每月抽检水质不少于1次。
三、严禁向雨水管网倾倒餐厨垃圾。
黛溪县人民政府办公室
2024年9月10日
""",
    )


def _signed_in_table(document: Document) -> None:
    """Two offices sign in the cells of a table at the end; number at the top right."""
    lines(
        document,
        """
黛农联〔2025〕3号
黛溪县农业农村局　黛溪县财政局
关于做好2025年耕地轮作补助工作的通知
各乡镇农业综合服务中心、财政所：
为做好耕地轮作补助，现通知如下：
一、轮作面积6.5万亩，4月底前落实到田块。
二、每亩补助150元，9月底前通过“一卡通”发放到户。
三、公示不少于7天，接受群众监督。
""",
    )
    grid(document, [["黛溪县农业农村局", "黛溪县财政局"], ["2025年2月20日", "<"]])


def _two_level(document: Document) -> None:
    """Heads over two rows, sections between the rows, numbers of two parts."""
    lines(
        document,
        """
黛溪县发展和改革局
黛发改〔2024〕71号
关于印发《黛溪县营商环境提升任务分工表》的通知
县直各单位：
现将《黛溪县营商环境提升任务分工表》印发给你们，请认真落实。
黛溪县发展和改革局
2024年4月8日
黛溪县营商环境提升任务分工表
""",
    )
    grid(
        document,
        [
            ["编号", "工作任务", "责任分工", "<", "完成时限"],
            ["^", "^", "牵头单位", "配合单位", "^"],
            ["（一）市场准入", "<", "<", "<", "<"],
            ["1.1", "企业开办时间压缩至0.5个工作日", "县市场监管局", "县税务局", "6月底"],
            ["1.2", "“证照联办”事项不少于30项", "县行政审批局", "各相关部门", "9月底"],
            ["（二）获得电力", "<", "<", "<", "<"],
            ["2.1", "低压非居民办电时间不超过12天", "县供电公司", "县发展和改革局", "5月底"],
        ],
    )


def _named_below(document: Document) -> None:
    """Items with automatic numbers; who answers stands below each in hollow brackets."""
    numbered(
        document,
        """
中共黛溪县委组织部
黛组通〔2024〕18号
关于做好驻村第一书记考核工作的通知
各乡镇党委：
现就考核工作通知如下。
>严格在岗纪律
第一书记每月驻村不少于20天，无故缺勤的约谈派出单位。
【县委组织部、县乡村振兴局】
>开展年度述职
12月20日前，每名第一书记向党员群众代表述职，测评满意率低于60%的予以召回。
【各乡镇党委】
>保障工作经费
派出单位每年安排驻村经费不少于2万元。
【县财政局】
中共黛溪县委组织部
2024年10月30日
""",
    )


def _urging(document: Document) -> None:
    """A letter that urges one office."""
    lines(
        document,
        """
黛溪县人民政府督查室
督办函
黛政督函〔2024〕15号
县交通运输局：
群众反映青石大桥维修工程长期停工。经县领导批示，请你局于11月15日前查明情况，11月30日前恢复施工，并于每周一报送进展。
逾期未办结的，将予以通报。
黛溪县人民政府督查室
2024年11月6日
""",
    )


def _honour(document: Document) -> None:
    lines(
        document,
        """
黛溪县人民政府
关于表彰2023年度科技创新先进集体的决定
黛政发〔2024〕3号
各乡镇人民政府，县政府各部门：
2023年，全县科技创新成效明显。为表彰先进，县政府决定授予县农科所等10个单位“科技创新先进集体”称号。
希望受表彰的单位再接再厉。
黛溪县人民政府
2024年1月18日
""",
    )


def _meeting(document: Document) -> None:
    lines(
        document,
        """
黛溪县安委会办公室
关于召开2024年第三季度安全生产例会的通知
各乡镇安委会，县安委会成员单位：
定于7月12日上午9时召开第三季度安全生产例会，地点为县政府三楼会议室，请主要负责同志准时参会，不得缺席。
请于7月10日前报送参会名单。
黛溪县安全生产委员会办公室
2024年7月8日
""",
    )


def _attached(document: Document) -> None:
    """A notice with two attachments, the second a form."""
    lines(
        document,
        """
黛溪县教育局文件
黛教发〔2024〕29号
黛溪县教育局关于印发中小学劳动教育实施方案的通知
各中小学校：
现将《黛溪县中小学劳动教育实施方案》印发给你们，请遵照执行。
附件：1.黛溪县中小学劳动教育实施方案
2.劳动实践登记表
黛溪县教育局
2024年8月28日
附件1
黛溪县中小学劳动教育实施方案
一、课程设置
（一）中小学每周劳动课不少于1课时。
（二）每学年设立劳动周，每次不少于5天。
二、基地建设
2025年底前，建成县级劳动实践基地6个，由县教育局牵头，县农业农村局配合。
三、安全保障
学校组织校外劳动必须购买意外保险，师生比不低于1:20。
附件2
劳动实践登记表
""",
    )
    grid(document, [["姓名", "", "班级", ""], ["劳动内容", "", "时长", ""]])


def _triples(document: Document) -> None:
    """Each measure followed by three lines: term, leader in person, unit."""
    lines(
        document,
        """
黛溪县“平安寄递”专项整治实施方案
为加强寄递安全，制定本方案。
一、整治时间
2024年5月至10月。
二、整治任务
（一）全面排查网点
对全县86个寄递网点逐一排查，建立问题台账。
完成时限：6月15日前
牵头领导：略
责任单位：县邮政管理局
（二）落实实名收寄
实名收寄率达到100%，开箱验视率达到100%。
完成时限：长期坚持
牵头领导：略
责任单位：县公安局
（三）配备安检设备
分拨中心X光机配备到位，不得少于3台。
完成时限：8月底前
牵头领导：略
责任单位：各寄递企业
中共黛溪县委政法委员会
2024年5月9日
""",
    )


FILES = files(
    draft=_draft,
    signed_in_table=_signed_in_table,
    two_level=_two_level,
    named_below=_named_below,
    urging=_urging,
    honour=_honour,
    meeting=_meeting,
    attached=_attached,
    triples=_triples,
)
