"""DOCX of the first set: heads in boxes, tables and page margins; numbers that are automatic."""

from __future__ import annotations

from docx.document import Document

from .word import bound, box, files, grid, lines, numbered, numbering


def _styles(document: Document) -> None:
    """Red head and number in a text box, title and headings told only by their styles, numbers bound to the styles."""
    box(document.add_paragraph(), "霁川县人民政府办公室文件", "霁政办发〔2024〕23号")
    document.add_paragraph("霁川县人民政府办公室", style="Title")
    document.add_paragraph("关于加强农村集中供水管护的实施意见", style="Title")
    document.add_paragraph("各乡镇人民政府，县直各有关单位：")
    document.add_paragraph("为管好用好农村集中供水工程，经县政府同意，提出如下意见。")
    numbering(document)
    for style, depth in (("Heading 1", 0), ("Heading 2", 1)):
        bound(document.styles[style].element, depth)
    for style, words in (
        ("Heading 1", "总体目标"),
        ("", "到2026年底，全县农村集中供水率达到96%以上，水质合格率达到90%以上。"),
        ("Heading 1", "主要任务"),
        ("Heading 2", "健全管护队伍"),
        ("", "每处千人以上供水工程配备不少于2名管水员，8月底前全部持证上岗。（县水利局牵头，各乡镇人民政府配合）"),
        ("Heading 2", "落实水费收缴"),
        ("", "全面推行计量收费，2024年底前水费收缴率不低于85%。责任单位：县发展和改革局"),
        ("Heading 2", "加强水质检测"),
        ("", "每季度对出厂水和末梢水各检测一次，结果在村务公开栏公示。（县卫生健康局负责）"),
        ("Heading 1", "保障措施"),
        ("", "各乡镇人民政府要将管护经费列入年度预算，每处工程每年不少于5000元。"),
        ("", "霁川县人民政府办公室"),
        ("", "2024年5月17日"),
        ("", "（此件公开发布）"),
    ):
        document.add_paragraph(words, style=style or None)


def _numbers(document: Document) -> None:
    """Every number is automatic, the lead unit in a bracket behind each item."""
    numbered(
        document,
        """
云麓县安全生产委员会办公室
云安办〔2024〕31号
关于开展“厂中厂”安全隐患集中排查的通知
各乡镇（街道）安委会，县安委会各成员单位：
近期县内“厂中厂”接连发生火情。为防范事故，现就集中排查有关事项通知如下：
>排查范围
全县出租给两家以上生产经营单位使用的厂房、仓库。
>排查任务
>>摸清底数
>>>7月15日前，逐栋登记出租方、承租方和用途，建立台账。（县工业和信息化局）
>>>承租单位超过5家的，出租方必须配备专职安全管理员。（县应急管理局）
>>整治隐患
>>>拆除占用疏散通道的隔断和铁栅栏，8月底前全部清零。（县消防救援大队）
>>>严禁在厂房内设置员工宿舍，发现一处、清退一处。（县消防救援大队）
>工作要求
请各乡镇（街道）每周五向县安委办报送排查进度。
云麓县安全生产委员会办公室
2024年6月25日
""",
    )


def _joint(document: Document) -> None:
    """Three offices in the cells of a table, the word 文件 beside them."""
    head = grid(document, [["霁川县市场监督管理局", "文件"], ["霁川县教育局", "^"], ["霁川县公安局", "^"]])
    assert head is not None
    lines(
        document,
        """
霁市监联〔2024〕6号
关于开展校园食品安全守护行动的通知
各市场监管所，各中小学校、幼儿园，各派出所：
为保障师生饮食安全，决定开展校园食品安全守护行动。现通知如下：
一、开学前对全县学校食堂检查一遍，覆盖率达到100%。（县市场监督管理局牵头，县教育局配合）
二、2024年10月底前，食堂“互联网+明厨亮灶”全部接入监管平台。（县教育局牵头）
三、严厉打击制售有毒有害食品犯罪，接到线索后24小时内核查。（县公安局牵头）
霁川县市场监督管理局　　霁川县教育局　　霁川县公安局
2024年8月15日
""",
    )


def _run_in(document: Document) -> None:
    """The title is one paragraph with line breaks between words; headings run into their text."""
    lines(document, "云麓县人力资源和社会保障局文件\n云人社发〔2024〕27号")
    title = document.add_paragraph()
    run = title.add_run("云麓县人力资源和社会保障局")
    run.add_break()
    run.add_text("关于根治拖欠农民工工资")
    run.add_break()
    run.add_text("若干措施的通知")
    lines(
        document,
        """
各乡镇人民政府、县直有关单位：为根治欠薪，现将有关措施通知如下：
一、压实属地责任。各乡镇人民政府对辖区内在建项目每月排查一次，建立欠薪隐患台账。
二、落实专户制度。所有在建工程项目2024年8月底前全部开设农民工工资专用账户，由县住房和城乡建设局负责。
三、严格实名管理。总包单位应当按日采集考勤，按月足额代发工资。
四、强化执法。对欠薪线索5个工作日内立案，涉嫌犯罪的及时移送公安机关，由县人力资源和社会保障局负责。
云麓县人力资源和社会保障局
2024年7月2日
""",
    )


def _header(document: Document) -> None:
    """The number and the red head stand in the page's header."""
    document.sections[0].header.paragraphs[0].text = "霁川县卫生健康局文件　霁卫健发〔2024〕40号"
    lines(
        document,
        """
关于做好基层医疗机构药品配备工作的通知
各乡镇卫生院、社区卫生服务中心：
为方便群众就近取药，现将有关工作通知如下：
一、乡镇卫生院配备药品不少于180种，其中慢性病用药不少于60种。
二、2024年9月底前开通县乡药品目录衔接，县级医院处方在卫生院可延续使用。
三、每周至少配送2次，缺药登记后3日内送达。
霁川县卫生健康局
2024年7月11日
""",
    )


FILES = files(styles=_styles, numbers=_numbers, joint=_joint, run_in=_run_in, header=_header)
