"""Workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl


def book(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


_TASKS = book(
    [
        ["霁川县2024年重点民生项目任务分解表"],
        ["制表单位：霁川县人民政府督查室", None, None, None, None, "2024年2月20日"],
        ["序号", "项目名称", "年度目标", "责任", None, "完成时限"],
        [None, None, None, "牵头单位", "责任人", None],
        ["一、教育"],
        [1, "新建城南幼儿园", "新增学位360个", "县教育局", "略", "2024-08-31"],
        [2, "改造农村学校旱厕", "完成42所", None, "略", "2024-09-30"],
        ["二、卫生"],
        [3, "县中医院迁建", "主体封顶", "县卫生健康局", "略", "2024-12-31"],
        [4, "村卫生室标准化建设", "达标率达到90%", None, "略", "2024-10-31"],
        ["三、交通"],
        [5, "农村危桥改造", "完成15座", "县交通运输局", "略", "2024-11-30"],
    ],
    ["A1:F1", "D3:E3", "A3:A4", "B3:B4", "C3:C4", "F3:F4", "A5:F5", "D6:D7", "A8:F8", "D9:D10", "A11:F11"],
)
_MATRIX = book(
    [
        ["云麓县2025年造林绿化任务分配表"],
        ["单位", "人工造林（亩）", "封山育林（亩）", "义务植树（万株）", "完成时限"],
        ["浔坪乡", 1200, 3000, 4.5, "2025年3月底前"],
        ["石渡乡", 800, 2600, 3.2, "2025年3月底前"],
        ["柳埠镇", 1500, 0, 5, "2025年4月底前"],
    ],
    ["A1:E1"],
)
_PROGRESS = book(
    [
        ["附件2"],
        ["浔坪乡“三大行动”工作推进情况一览表"],
        ["填报单位（盖章）：浔坪乡人民政府　　　填报日期：2024.7.5"],
        ["序号", "工作任务", "上半年完成情况", "存在问题", "下步打算"],
        [1, "清理河道垃圾", "已清理河道12公里，清运垃圾260吨", "无", "巩固"],
        [2, "改厕", "完成改厕180户，占全年任务的60%", "资金未到位", "争取9月底前完成"],
        [3, "绿化", "栽植苗木3万株", "成活率偏低", "补植"],
    ],
    ["A1:E1", "A2:E2", "A3:E3"],
)
_MENDING = book(
    [
        ["石渡乡巡察反馈问题销号表"],
        ["填报时间：2024年11月8日"],
        ["编号", "反馈问题", "责任领导", "整改措施", "整改时限", "进展", "是否销号"],
        [1, "低保动态管理不到位，7户应退未退", "略", "逐户复核，清退7户", "2024-09-30", "已完成", "是"],
        [2, "村级账务公开不及时", "略", "按季公开", "2024-10-31", "已完成", "是"],
        [3, "扶贫资产闲置", "略", "重新招租", "2024-12-31", "正在推进", "否"],
    ],
)


def _books() -> bytes:
    book = openpyxl.Workbook()
    one = book.active
    one.title = "通知"
    for words in (
        "云麓县河长制办公室",
        "云河办〔2024〕13号",
        "关于开展河道“清四乱”行动的通知",
        "各乡镇人民政府：",
        "现将“清四乱”任务清单发给你们，请按期销号。",
        "云麓县河长制办公室",
        "2024年4月12日",
    ):
        one.append([words])
    two = book.create_sheet("任务清单")
    for row in (
        ["序号", "河流", "任务", "责任乡镇", "完成时限"],
        [1, "浔水", "拆除违建房屋420平方米", "柳埠镇", "6月底"],
        [2, "浔水", "清理网箱35口", "浔坪乡", "5月底"],
        [3, "石渡河", "清运弃渣1200立方米", "石渡乡", "7月底"],
    ):
        two.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


FILES = {
    "tasks.xlsx": _TASKS,
    "matrix.xlsx": _MATRIX,
    "progress.xlsx": _PROGRESS,
    "mending.xlsx": _MENDING,
    "books.xlsx": _books(),
}
