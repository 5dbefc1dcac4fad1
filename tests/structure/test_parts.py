"""Several documents in one file: cover, the text it carries, attachments."""

from __future__ import annotations

LONG = (
    "一、任务\n（一）河道治理。每月巡查一次，发现问题立即整改，不留死角，"
    "形成闭环管理，责任到人。\n（二）湖泊治理。每季度巡查一次。\n"
) * 3


def roles(record):
    return [p.role for p in record.parts]


def starts(record):
    return [record.text[p.start : p.start + 10].split("\n")[0] for p in record.parts]


def test_a_plain_document_is_one_part(read, body):
    assert roles(read("云泽市人民政府关于治水的意见\n各县人民政府：\n" + body + "云泽市人民政府\n2024年3月8日")) == [
        "main"
    ]


def test_a_plan_that_its_issuer_puts_out_is_the_main_part(read):
    text = (
        "云泽市人民政府关于印发《云泽市治水方案》的通知\n各县人民政府：\n现将方案印发给你们。\n云泽市人民政府\n2024年3月8日\n"
        f"云泽市治水方案\n{LONG}"
    )
    found = read(text)
    assert roles(found) == ["cover", "main"]
    assert starts(found)[1] == "云泽市治水方案"


def test_anothers_paper_that_is_passed_on_is_an_attachment(read):
    text = (
        "云泽市人民政府办公室转发省政府办公厅关于治水的意见的通知\n各县人民政府：\n现将《江澜省人民政府办公厅关于治水的意见》"
        f"（江政办发〔2024〕9号）转发给你们。\n云泽市人民政府办公室\n2024年3月9日\n江澜省人民政府办公厅关于治水的意见\n{LONG}"
        "江澜省人民政府办公厅\n2024年3月5日\n云泽市人民政府办公室　2024年3月9日印发"
    )
    found = read(text)
    assert roles(found) == ["cover", "attachment"]
    assert found.issue_date.isoformat() == "2024-03-09"
    assert "印发" not in found.text[found.parts[1].start : found.parts[1].end]


def test_a_cover_without_the_paper_stands_alone(read):
    text = (
        "云泽市人民政府办公室转发省政府办公厅关于治水的意见的通知\n各县人民政府：\n现将《江澜省人民政府办公厅关于治水的意见》"
        "（江政办发〔2024〕9号）转发给你们。\n附件：江澜省人民政府办公厅关于治水的意见\n云泽市人民政府办公室\n2024年3月9日"
    )
    assert roles(read(text)) == ["cover"]


def test_numbered_attachments_are_parts_with_titles(read, body):
    text = (
        f"云泽市人民政府关于治水的意见\n各县人民政府：\n{body}附件：1.任务清单\n2.联系表\n云泽市人民政府\n2024年3月8日\n"
        "附件1\n任务清单\n|序号|任务|责任单位|完成时限|\n|1|清淤|县水利局|2024年6月底前|\n"
        "附件2\n联系表\n|单位|姓名|电话|邮箱|备注|\n|县水利局|甲某某|12345678|a@b.c|每月25日前报送|"
    )
    found = read(text)
    assert roles(found) == ["main", "attachment", "attachment"]
    assert [p.title for p in found.parts[1:]] == ["任务清单", "联系表"]
    assert found.attachments == ("任务清单", "联系表")


def test_a_list_of_downloads_is_no_attachment(read, body):
    text = (
        f"云泽市人民政府关于治水的意见\n各县人民政府：\n{body}云泽市人民政府\n"
        f"2024年3月8日\n附件：\n任务清单.doc\n附件：\n联系表.doc"
    )
    assert roles(read(text)) == ["main"]


def test_attachments_named_on_one_line_without_spaces_are_told_apart(read, body):
    found = read(
        f"云泽市人民政府关于治水的意见\n各县人民政府：\n"
        f"{body}附件：1.责任分解表2.登记表3.行文格式\n云泽市人民政府\n2024年3月8日"
    )
    assert found.attachments == ("责任分解表", "登记表", "行文格式")


def test_parts_do_not_overlap_and_lie_in_the_text(read):
    found = read(
        f"云泽市人民政府关于印发《云泽市治水方案》的通知\n各县：\n"
        f"现印发。\n云泽市人民政府\n2024年3月8日\n云泽市治水方案\n{LONG}"
    )
    ends = [0, *(p.end for p in found.parts)]
    assert all(end <= p.start < p.end <= len(found.text) for end, p in zip(ends, found.parts, strict=False))


def test_the_table_of_metadata_behind_a_printed_page_belongs_to_no_part(read, body):
    found = read(
        "江澜省人民政府办公厅关于印发《江澜省治水信用评价方案》的通知\n江政办发〔2026〕8号\n各市人民政府：\n"
        "《江澜省治水信用评价方案》已经省政府同意，现印发给你们，请认真贯彻执行。\n江澜省人民政府办公厅\n2026年3月29日\n"
        f"江澜省治水信用评价方案\n{body}各县要在2026年底前建成评价系统，并向社会公开结果，接受群众监督。\n"
        "财政、金融、审计\\社会信用\n索 引 号：000014349/2026-00017　主题分类：\n体系建设\n"
        "发文机关：江澜省人民政府办公厅　成文日期：2026年03月29日\n"
        "江澜省人民政府办公厅关于印发《江澜省治水信用评价方案》\n"
        "标　题：\n的通知\n发文字号：江政办发〔2026〕8号　发布日期：2026年04月02日"
    )
    assert [part.role for part in found.parts] == ["cover", "main"]
    assert found.text[found.parts[-1].end :].startswith("财政、金融")
    assert found.text[: found.parts[-1].end].rstrip().endswith("接受群众监督。")


def test_a_text_that_ends_with_labels_of_its_own_keeps_them(read, body):
    end = "联系方式\n来源：各县自报\n标题：以附件为准"
    found = read(f"江澜省水利厅关于治水的通知\n各市水利局：\n{body}{end}")
    assert found.parts[-1].end == len(found.text)
