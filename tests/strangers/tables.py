"""DOCX of the first set: task tables merged, crossed, turned and nested."""

from __future__ import annotations

from docx.document import Document

from .word import files, grid, lines


def _merged(document: Document) -> None:
    """A table of tasks whose units, in short names, are merged down."""
    lines(
        document,
        """
中共云麓县委办公室　云麓县人民政府办公室
关于下达2024年城乡环境整治重点任务的通知
云办字〔2024〕18号
各乡镇党委、政府，县直各部门：
经县委、县政府同意，现将2024年城乡环境整治重点任务下达给你们，请对照时限抓好落实。
附件：2024年城乡环境整治重点任务分解表
中共云麓县委办公室
云麓县人民政府办公室
2024年3月29日
附件
2024年城乡环境整治重点任务分解表
""",
    )
    grid(
        document,
        [
            ["序号", "类别", "工作任务", "牵头单位", "配合单位", "完成时限"],
            ["1", "城区", "拆除主干道违章建筑1.2万平方米", "城管局", "公安局、住建局", "9月底"],
            ["2", "^", "改造背街小巷17条", "住建局", "城管局", "10月底"],
            ["3", "^", "新建公共厕所12座", "^", "^", "11月底"],
            ["4", "农村", "清理村内沟塘86处", "农业农村局", "各乡镇", "6月底"],
            ["5", "^", "户厕问题整改率达到100%", "^", "^", "8月底"],
            ["6", "^", "农膜回收率达到85%以上", "^", "^", "12月底"],
        ],
    )


def _matrix(document: Document) -> None:
    """Units stand in the columns, who leads is a word in the cell."""
    lines(
        document,
        """
霁川县教育局
霁教函〔2023〕77号
霁川县教育局关于做好“双减”督导自查分工的通知
局机关各股室，县直各学校：
现将“双减”工作分工印发给你们，请各责任股室按时完成。
霁川县教育局
2023年9月11日
附：“双减”工作分工一览表
""",
    )
    grid(
        document,
        [
            ["工作任务", "基教股", "职成教股", "督导室", "计财股"],
            ["9月底前对全县42所小学作业公示情况普查一遍", "牵头", "", "配合", ""],
            ["10月底前取缔无证学科类培训点", "配合", "牵头", "配合", ""],
            ["每月抽查课后服务不少于6所学校", "", "", "牵头", "配合"],
            ["课后服务经费按每生每学期150元拨付到校", "", "", "", "牵头"],
        ],
    )


def _turned(document: Document) -> None:
    """A row per field, a column per task."""
    lines(
        document,
        """
瑶溪镇人民政府
瑶政发〔2024〕9号
瑶溪镇2024年农田水利冬修任务交办单
各行政村、镇直有关站所：
经镇党政联席会议研究，现将冬修任务交办如下。
""",
    )
    grid(
        document,
        [
            ["责任单位", "镇水利站", "镇农业农村办", "黄泥村", "上坪村"],
            ["任务内容", "疏浚支渠8公里", "平整高标准农田320亩", "整修山塘3口", "加固河堤600米"],
            ["完成时限", "12月15日前", "12月底前", "11月底前", "11月底前"],
            ["联系人", "略", "略", "略", "略"],
        ],
    )
    lines(document, "瑶溪镇人民政府\n2024年10月21日")


def _nested(document: Document) -> None:
    """The whole paper stands in a frame that is a table of one cell, the tasks in a table inside."""
    frame = document.add_table(1, 1, style="Table Grid").cell(0, 0)
    frame.text = "青岭区医疗保障局"
    for line in (
        "青医保发〔2024〕14号",
        "关于做好2025年度城乡居民基本医疗保险参保工作的通知",
        "各街道（镇）党群服务中心，各定点医疗机构：",
        "为做好参保工作，现将任务明确如下：",
    ):
        frame.add_paragraph(line)
    inner = frame.add_table(4, 3)
    for row, words in zip(
        inner.rows,
        (
            ("任务", "责任科室", "时限"),
            ("参保率达到95%以上", "待遇保障科", "2024年12月底前"),
            ("困难群众参保率达到100%", "医疗救助科", "2024年11月底前"),
            ("为每个村（社区）培训1名代办员", "办公室", "2024年9月底前"),
        ),
        strict=True,
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    frame.add_paragraph("青岭区医疗保障局")
    frame.add_paragraph("2024年9月2日")


FILES = files(merged=_merged, matrix=_matrix, turned=_turned, nested=_nested)
