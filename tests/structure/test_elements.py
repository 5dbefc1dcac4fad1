"""The 18 elements of GB/T 9704 come out of a full document, with their places, and what is missing is not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.records import Hidden, Notice
from luodi.structure import structure
from luodi.structure.elements import ELEMENTS

FULL = """000123
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
江澜省教育厅（印章）
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


@pytest.fixture
def full(read):
    return read(FULL)


def test_each_of_the_eighteen_elements_has_a_state(full):
    assert tuple(e.name for e in full.elements) == ELEMENTS
    missing = [e.name for e in full.elements if e.state != "present"]
    assert missing == ["附件"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("份号", "000123"),
        ("密级和保密期限", "机密★5年"),
        ("紧急程度", "特急"),
        ("发文机关标志", "江澜省教育厅文件"),
        ("发文字号", "江教体〔2024〕18号"),
        ("签发人", "李明"),
        ("成文日期", "2024年5月20日"),
        ("印章", "（印章）"),
        ("抄送机关", "省委宣传部，省公安厅"),
        ("印发机关", "江澜省教育厅办公室"),
        ("印发日期", "2024年5月21日"),
    ],
)
def test_the_span_of_an_element_points_at_its_words(full, name, words):
    (element,) = [e for e in full.elements if e.name == name]
    assert full.text[element.span.start : element.span.end] == words


def test_fields_of_the_record_follow_the_elements(full):
    assert full.title == "江澜省教育厅 江澜省财政厅关于印发《江澜省校园食品安全行动方案》的通知"
    assert full.doc_number == "江教体〔2024〕18号"
    assert full.issuer == ("江澜省教育厅", "江澜省财政厅")
    assert full.addressees == ("各设区市教育局、财政局", "省属各学校")
    assert full.attachments == ("任务清单", "联系表")
    assert full.copied_to == ("省委宣传部", "省公安厅")
    assert (full.issue_date, full.print_date) == (date(2024, 5, 20), date(2024, 5, 21))
    assert (full.urgency, full.secrecy, full.signer, full.genre) == ("特急", "机密★5年", "李明", "通知")


def state(record, name):
    return next(e.state for e in record.elements if e.name == name)


def test_a_seal_is_unknown_since_text_cannot_show_it(read, body):
    assert state(read("云泽市人民政府关于治水的通知\n各县：\n" + body), "印章") == "unknown"


def test_a_signature_below_a_seal_is_occluded_and_not_absent(read, body):
    record = read("云泽市人民政府关于治水的通知\n各县人民政府：\n" + body)
    covered = record.replace(warnings=(Notice(code="seal", message="印章遮盖文字"),))
    assert state(structure(covered), "发文机关署名") == "occluded"


def test_a_number_that_stands_only_in_invisible_words_is_hidden(read, body):
    record = read("云泽市人民政府关于治水的通知\n各县人民政府：\n" + body)
    white = record.replace(hidden=(Hidden(page=1, text="云政发〔2024〕5号", reason="white"),))
    assert state(structure(white), "发文字号") == "hidden"


def test_what_a_partial_reading_does_not_show_is_unknown(read, body):
    record = read("云泽市人民政府关于治水的通知\n各县人民政府：\n" + body).replace(state="partial")
    assert state(structure(record), "抄送机关") == "unknown"


def test_a_document_without_copies_has_none(read, body):
    assert state(read("云泽市人民政府关于治水的通知\n各县人民政府：\n" + body), "抄送机关") == "absent"


SCAN = (
    "江澜省人民政府文件\n江政发〔2024〕5号\n江澜省人民政府关于治水的意见\n"
    "各市人民政府：\n请认真贯彻执行，确保各项任务落到实处。\n"
)
IMPRINT = "江澜省人民政府办公厅　2024年3月9日印发"


def element(record, name):
    return next(e for e in record.elements if e.name == name)


def test_on_a_scan_the_imprint_serves_for_a_date_below_the_seal(read):
    scan = read(SCAN + IMPRINT).replace(warnings=(Notice(code="scan_page", message="扫描页"),))
    found = structure(scan)
    assert (element(found, "发文机关署名").state, element(found, "成文日期").state) == ("occluded", "occluded")
    assert (found.issue_date, found.issuer) == (date(2024, 3, 9), ("江澜省人民政府",))
    assert element(found, "成文日期").confidence < 0.7


@pytest.mark.parametrize("line", ["2024年□月8日", "20 4年3月 日", "年3月8日"])
def test_a_spoilt_date_is_garbled_and_the_imprint_serves(read, line):
    found = read(f"{SCAN}江澜省人民政府\n{line}\n{IMPRINT}")
    assert element(found, "成文日期").state == "garbled"
    assert found.issue_date == date(2024, 3, 9)
    assert found.issuer == ("江澜省人民政府",)


def test_a_spoilt_signature_is_garbled_and_the_title_serves(read):
    found = read(f"{SCAN}江澜□人民攻俯\n2024年3月8日")
    assert element(found, "发文机关署名").state == "garbled"
    assert (found.issuer, found.issue_date) == (("江澜省人民政府",), date(2024, 3, 8))


def test_attachments_that_are_named_but_not_there_are_unknown(read, body):
    found = read(f"云泽市人民政府关于治水的意见\n各县人民政府：\n{body}附件：任务清单\n云泽市人民政府\n2024年3月8日")
    assert element(found, "附件").state == "unknown"


def test_names_in_a_signature_may_break_over_lines(read, body):
    found = read(
        f"关于印发治水办法的通知\n各有关单位：\n{body}云泽市工业和\n信息化局\n"
        "云泽市公安局 云泽市城乡交通\n运输局\n2022年3月10日"
    )
    assert found.issuer == ("云泽市工业和信息化局", "云泽市公安局", "云泽市城乡交通运输局")


def test_a_signature_that_runs_on_from_the_name_of_an_attachment(read, body):
    found = read(
        f"关于开展试点的通知\n各省发展改革委：\n{body}附件：试点方案编制参考大纲国家发展改革委国家能源局2017年10月31日"
    )
    assert found.issuer == ("国家发展改革委", "国家能源局")
