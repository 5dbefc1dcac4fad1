"""The elements of GB/T 9704 come out of a document whatever its layout."""

from __future__ import annotations

from datetime import date

from luodi.records import Block, DocumentRecord
from luodi.settings import Settings
from luodi.structure import structure


def read(text: str, file: str = "a.txt") -> DocumentRecord:
    blocks, place = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start=place, end=place + len(line)))
        place += len(line) + 1
    record = DocumentRecord(
        document_id="d", file=file, sha256="0", media_type="text/plain", text=text, blocks=tuple(blocks)
    )
    return structure(record, Settings())


COVER = """000123
机密★5年
特急
江澜省教育厅文件
江教体〔2024〕18号　　签发人：李明
江澜省教育厅 江澜省财政厅
关于印发《江澜省校园食品安全行动方案》的通知
各设区市教育局、财政局，省属各学校：
《江澜省校园食品安全行动方案》已经省人民政府同意，现印发给你们，请认真组织实施。
附件：1.任务清单
2.联系表
江澜省教育厅
江澜省财政厅
2024年5月20日
（此件公开发布）
江澜省校园食品安全行动方案
学生餐关系千家万户，为提升质量，制定本方案。
一、总体要求
坚持预防为主，统筹安全、营养、节约三个环节，加快构建责任清晰、管理规范的工作格局，让每一名学生吃得安全、吃得放心。
二、重点任务
（一）压实责任。2024年6月底前，设有食堂的学校全部配备食品安全管理人员。
抄送：省委宣传部，省公安厅。
江澜省教育厅办公室　2024年5月21日印发"""


def test_every_element_of_a_full_document_is_found():
    found = read(COVER)
    state = {e.name: (e.state, e.value) for e in found.elements}
    assert state["份号"] == ("present", "000123")
    assert state["密级和保密期限"] == ("present", "机密★5年")
    assert state["紧急程度"] == ("present", "特急")
    assert found.signer == "李明"
    assert found.title == "江澜省教育厅 江澜省财政厅关于印发《江澜省校园食品安全行动方案》的通知"
    assert found.doc_number == "江教体〔2024〕18号"
    assert found.issuer == ("江澜省教育厅", "江澜省财政厅")
    assert found.addressees == ("各设区市教育局、财政局", "省属各学校")
    assert found.attachments == ("任务清单", "联系表")
    assert found.copied_to == ("省委宣传部", "省公安厅")
    assert (found.issue_date, found.print_date) == (date(2024, 5, 20), date(2024, 5, 21))
    assert state["附注"] == ("present", "此件公开发布")
    assert state["印章"][0] == "unknown"


def test_spans_of_elements_point_at_their_words():
    found = read(COVER)
    words = {e.name: found.text[e.span.start : e.span.end] for e in found.elements if e.span}
    assert words["发文字号"] == "江教体〔2024〕18号"
    assert words["成文日期"] == "2024年5月20日"
    assert words["签发人"] == "李明"
    assert words["印发日期"] == "2024年5月21日"


def test_a_plan_carried_by_its_cover_is_the_main_part():
    parts = read(COVER).parts
    assert [p.role for p in parts] == ["cover", "main"]
    assert read(COVER).text[parts[1].start :].startswith("江澜省校园食品安全行动方案")
