"""Workbooks and mails of the fourth set, written after the third was mended."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

from .sheets import book
from .word import lines, saved

_STAGES = book(
    [
        ["附件1"],
        ["苍溆县2025年重大项目攻坚任务台账"],
        ["单位：苍溆县重点项目服务中心", None, None, None, None, None, None, "2025年1月16日"],
        ["序号", "项目名称", "攻坚任务", None, None, "责任分工", None, "完成时限"],
        [None, None, "年度目标", "季度节点", None, "牵头单位", "责任单位", None],
        [None, None, None, "上半年", "下半年", None, None, None],
        [1, "高铁站前广场", "完成投资3.2亿元", "完成拆迁86户", "广场主体完工", "县住建局", "城关镇", "12月底"],
        [2, "智能装备产业园", "新建厂房11万平方米", "6栋封顶", "8家企业入驻", "县经开区管委会", "县工信局", "11月底"],
        [3, "环湖路二期", "贯通道路14公里", "路基完成", "沥青铺装", "县交通运输局", "湖滨镇", "10月底"],
    ],
    ["A1:H1", "A2:H2", "A3:G3", "C4:E4", "F4:G4", "D5:E5", "A4:A6", "B4:B6", "C5:C6", "F5:F6", "G5:G6", "H4:H6"],
)

_GROUPED = book(
    [
        ["苍溆县人民政府2025年政府工作报告重点任务责任分解"],
        ["类别", "重点工作", "工作标准", "牵头领导", "牵头单位", "责任单位", "完成时限", "进展情况"],
        ["产业发展", "招引亿元以上项目", "不少于20个", "略", "县招商局", "各乡镇", "12月底", ""],
        [None, "培育规上工业企业", "净增15家", "略", "县工信局", "县统计局", "12月底", ""],
        ["民生改善", "改造老旧小区", "完成18个", "略", "县住建局", "各街道", "10月底", ""],
        [None, "建设口袋公园", "新增6处", "略", "县城管局", "县自然资源局", "9月底", ""],
    ],
    ["A1:H1", "A3:A4", "A5:A6"],
)


def _zipped() -> bytes:
    """A mail with a ZIP whose names are in GBK: a notice and the form that goes with it."""
    notice = """
苍溆县气象灾害防御指挥部
苍气象防指〔2025〕4号
关于加强高温天气防范应对工作的通知
各乡镇人民政府，县直有关单位：
近期持续高温，现就防范应对工作通知如下：
一、日最高气温达到40℃时，建筑工地当日停止室外露天作业。（县住建局负责）
二、7月10日前，开放公共纳凉点不少于45处。（县民政局负责，各乡镇人民政府配合）
三、供电企业要保障居民用电，抢修人员30分钟内到达现场。
苍溆县气象灾害防御指挥部
2025年7月3日
"""
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as packed:
        for name, data in (
            ("关于加强高温天气防范应对工作的通知.docx", saved(lambda document: lines(document, notice))),
            ("附表.xlsx", book([["纳凉点登记表"], ["名称", "地址", "开放时间"], ["", "", ""]])),
        ):
            entry = zipfile.ZipInfo(name.encode("gbk").decode("cp437"))
            entry.flag_bits = 0
            packed.writestr(entry, data)
    mail = EmailMessage()
    mail["From"] = "qxfzb@cangxu.example"
    mail["To"] = "all@cangxu.example"
    mail["Date"] = "Thu, 03 Jul 2025 17:20:00 +0800"
    mail["Subject"] = "请查收高温防范通知"
    mail.set_content("各单位：文件及附表见压缩包，请查收。\n")
    mail.add_attachment(inside.getvalue(), maintype="application", subtype="zip", filename="通知.zip")
    return mail.as_bytes()


FILES = {"stages.xlsx": _STAGES, "grouped.xlsx": _GROUPED, "zipped.eml": _zipped()}
