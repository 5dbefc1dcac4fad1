"""A mail whose notice is attached."""

from __future__ import annotations

from email.message import EmailMessage

from .word import lines, saved


def _attached() -> bytes:
    mail = EmailMessage()
    mail["From"] = "shuili@yunlu.example"
    mail["To"] = "towns@yunlu.example"
    mail["Date"] = "Mon, 20 May 2024 16:00:00 +0800"
    mail["Subject"] = "转发：关于做好山洪灾害转移避险工作的通知"
    mail.set_content("各乡镇：见附件，请抓紧落实。\n县防办\n")
    mail.add_alternative("<p>各乡镇：见附件，请抓紧落实。</p><p>县防办</p>", subtype="html")
    text = """
云麓县防汛抗旱指挥部文件
云汛〔2024〕11号
云麓县防汛抗旱指挥部
关于做好山洪灾害转移避险工作的通知
各乡镇防汛抗旱指挥部：
汛期已至，现就转移避险工作通知如下：
一、5月底前逐村逐户落实转移责任人和接收人，做到“一户一卡”。
二、预警发出后2小时内完成危险区人员转移，一个不漏。
三、每个危险区至少组织1次演练，6月10日前完成。
四、未接到解除指令前，严禁转移人员返回。
云麓县防汛抗旱指挥部
2024年5月20日
"""
    mail.add_attachment(
        saved(lambda document: lines(document, text)),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="云汛11号.docx",
    )
    return mail.as_bytes()


FILES = {"attached.eml": _attached()}
