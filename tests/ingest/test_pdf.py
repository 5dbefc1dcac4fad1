"""PDF: lines to paragraphs, pages, tables over pages, hidden words, broken pages."""

from __future__ import annotations

import pytest

from luodi.ingest import ReadError, read_bytes
from luodi.records import DocumentRecord
from luodi.settings import Reading, Settings
from office_files import Pdf

FULL = "坚持问题导向和目标导向相统一，聚焦群众反映强烈的突出问题，"
NO_OCR = Settings(reading=Reading(ocr=False))


def read(pdf: Pdf) -> DocumentRecord:
    return read_bytes(pdf.bytes(), "a.pdf", settings=NO_OCR)[0]


def body(pdf: Pdf, *lines: str, top: float = 700) -> Pdf:
    """Lines of a page: those that begin with a blank are indented by two characters."""
    for n, line in enumerate(lines):
        pdf.text(line.lstrip("　"), 78 + 16 * (len(line) - len(line.lstrip("　"))), top - 28 * n)
    return pdf


def test_paragraph_goes_on_over_a_page_break_and_knows_both_pages() -> None:
    pdf = body(Pdf().page(), "　　" + FULL[:26], FULL[:28], FULL[:28])
    record = read(body(pdf.page(), "逐项整改到位。", "　　下一段。"))
    assert record.text.split("\n") == [FULL[:26] + FULL[:28] * 2 + "逐项整改到位。", "下一段。"]
    assert [record.page_of(record.text.index(word)) for word in ("坚持", "逐项", "下一段")] == [1, 2, 2]


def test_heading_is_not_joined_with_what_follows() -> None:
    record = read(
        body(Pdf().page(), "　　" + FULL[:26], FULL[:10] + "。", "　　二、主要任务", "　　（一）摸清底数。逐村登记。")
    )
    assert record.text.split("\n")[1:] == ["二、主要任务", "（一）摸清底数。逐村登记。"]


def test_new_paragraph_begins_with_an_indent_even_after_a_full_line() -> None:
    record = read(
        body(Pdf().page(), "　　" + FULL[:26], FULL[:27] + "。", "　　各地要认真落实。", "　　" + FULL[:26], FULL[:9])
    )
    assert record.text.split("\n")[1] == "各地要认真落实。"


def test_characters_are_ordered_by_place_not_by_the_file() -> None:
    pdf = Pdf().page().text("残疾人出门难尚未解决", 78, 700).text("“", 62, 700).text("”", 238, 700)
    assert read(pdf).text == "“残疾人出门难尚未解决”"


def test_running_head_becomes_furniture() -> None:
    pdf = Pdf()
    for n in range(4):
        body(pdf.page().text("云岭市公共浴室建设简报", 200, 800, size=10), f"　　第{'一二三四'[n]}期内容各不相同。")
    record = read(pdf)
    assert "简报" not in record.text
    assert [f.role for f in record.furniture] == ["header"] * 4


HEADER = ["序号", "任务", "责任单位", "完成时限"]
COLUMNS = [78, 128, 318, 428, 518]


def test_table_over_pages_with_repeated_header_is_one_table() -> None:
    pdf = Pdf().page().grid(COLUMNS, [700, 670, 640], [HEADER, ["1", "新建浴室", "住建局", "6月底前"]])
    pdf.page().grid(COLUMNS, [780, 750, 720], [HEADER, ["2", "改造浴室", "民政局", "9月底前"]])
    record = read(pdf)
    assert record.text == "|序号|任务|责任单位|完成时限|\n|1|新建浴室|住建局|6月底前|\n|2|改造浴室|民政局|9月底前|"
    assert (len(record.tables), record.tables[0].header_rows) == (1, 1)


def test_row_cut_by_the_page_break_is_whole() -> None:
    pdf = Pdf().page().grid(COLUMNS, [700, 670, 640], [HEADER, ["1", "新建公共浴室并向社会", "住建局", "6月底前"]])
    pdf.page().grid(COLUMNS, [780, 750, 720], [["", "公布地址", "", ""], ["2", "改造浴室", "民政局", "9月底前"]])
    rows = [[cell.text for cell in row] for row in read(pdf).tables[0].rows]
    assert rows[1] == ["1", "新建公共浴室并向社会公布地址", "住建局", "6月底前"]
    assert len(rows) == 3


def test_merged_first_column_cut_by_the_page_break_is_no_cut_row() -> None:
    pdf = (
        Pdf().page().grid([78, 178, 278, 378], [700, 670, 640], [["类别", "任务", "单位"], ["建设", "新建浴室", "市"]])
    )
    pdf.page().grid([78, 178, 278, 378], [780, 750], [["", "改造浴室", "县"]])
    rows = [[cell.text for cell in row] for row in read(pdf).tables[0].rows]
    assert rows[1:] == [["建设", "新建浴室", "市"], ["建设", "改造浴室", "县"]]


def test_page_whose_font_table_is_wrong_is_garbled() -> None:
    pdf = Pdf().page().text("正常的一页文字，可以读取。", 78, 700).page()
    for n in range(5):
        pdf.text("".join(chr(0x7A00 + 17 * i + n) for i in range(25)), 78, 700 - 28 * n)
    assert [(w.code, w.page) for w in read(pdf).warnings] == [("garbled_page", 2)]


def test_rotated_page_is_read_upright() -> None:
    data = Pdf().page().raw("q 0 1 -1 0 595 0 cm").text("横放的一页，照样读出。", 78, 500).raw("Q").bytes()
    turned = data.replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 595 842]/Rotate 90")
    for content in (data, turned):
        assert read_bytes(content, "a.pdf", settings=NO_OCR)[0].text == "横放的一页，照样读出。"


def test_slanted_watermark_is_furniture() -> None:
    pdf = Pdf().page().text("正文一段，不受水印影响。", 78, 700)
    pdf.raw("BT 0.8 g /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <" + "内部资料".encode("utf-16-be").hex() + "> Tj ET")
    record = read(pdf)
    assert (record.text, [(f.text, f.role) for f in record.furniture]) == (
        "正文一段，不受水印影响。",
        [("内部资料", "watermark")],
    )


def test_merged_cell_is_repeated_in_rows_but_written_once() -> None:
    pdf = Pdf().page().box(78, 640, 100, 60).text("浴室建设", 81, 680, size=10)
    for y, words in ((670, "新建12座"), (640, "改造8座")):
        pdf.box(178, y, 200, 30).text(words, 181, y + 12, size=10)
    record = read(pdf)
    assert [[cell.text for cell in row] for row in record.tables[0].rows] == [
        ["浴室建设", "新建12座"],
        ["浴室建设", "改造8座"],
    ]
    assert record.text.count("浴室建设") == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (lambda pdf: pdf.text("隐藏的话", 78, 600, color="1 1 1"), "white"),
        (lambda pdf: pdf.text("隐藏的话", 78, 600, size=0.5), "tiny"),
        (lambda pdf: pdf.text("隐藏的话", 2000, 600), "off_page"),
        (lambda pdf: pdf.text("隐藏的话", 78, 600, mode=3), "invisible"),
    ],
)
def test_hidden_words_are_kept_apart(words: object, reason: str) -> None:
    pdf = Pdf().page().text("看得见的话。", 78, 700)
    words(pdf)  # type: ignore[operator]
    record = read(pdf)
    assert record.text == "看得见的话。"
    assert [(h.text, h.reason) for h in record.hidden] == [("隐藏的话", reason)]


def test_white_words_on_a_dark_ground_are_seen() -> None:
    pdf = Pdf().page().box(70, 590, 300, 40, fill="0.6 0 0").text("红底白字的标题", 78, 600, color="1 1 1")
    record = read(pdf)
    assert (record.text, record.hidden) == ("红底白字的标题", ())


def test_garbled_page_is_left_out_and_said() -> None:
    pdf = (
        Pdf()
        .page()
        .text("正常的一页文字，可以读取。", 78, 700)
        .page()
        .text("".join(chr(0xE000 + i) for i in range(40)), 78, 700)
    )
    record = read(pdf)
    assert (record.state, [(w.code, w.page) for w in record.warnings]) == ("partial", [("garbled_page", 2)])
    assert record.text == "正常的一页文字，可以读取。"


def test_file_with_only_garbled_pages_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read(Pdf().page().text("(cid:12)(cid:77)(cid:8)(cid:9)(cid:120)", 78, 700))
    assert caught.value.code == "unreadable"


def test_joint_issuers_beside_one_word() -> None:
    pdf = (
        Pdf()
        .page()
        .text("云岭市教育局", 78, 720, size=30, color="1 0 0")
        .text("云岭市财政局", 78, 680, size=30, color="1 0 0")
    )
    pdf.text("文件", 300, 700, size=30, color="1 0 0").text("云教发〔2024〕3号", 220, 640)
    assert read(pdf).text.split("\n") == ["云岭市教育局", "云岭市财政局文件", "云教发〔2024〕3号"]


def test_a_line_never_begins_a_paragraph_with_a_closing_mark() -> None:
    record = read(body(Pdf().page(), "　　" + FULL[:26], FULL[:22], "、公开监督电话。"))
    assert record.text == FULL[:26] + FULL[:22] + "、公开监督电话。"


def test_words_drawn_as_outlines_are_said_to_be_unreadable() -> None:
    pdf = Pdf().page().text("正常的一页文字，可以读取。", 78, 700).page()
    for n in range(80):
        pdf.box(78 + 5 * n, 700, 4, 9, fill="0 0 0")
    assert [(w.code, w.page) for w in read(pdf).warnings] == [("scan_page", 2)]


def utf16(words: str) -> bytes:
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"


def test_values_of_form_fields_stand_where_they_are_shown() -> None:
    pdf = body(Pdf().page(), "申报单位：", "申报事项见后，请审核。")
    pdf.annotation(b"/Subtype/Widget/FT/Tx/T(a)/Rect[160 696 300 716]/F 4/V" + utf16("云岭市民政局"))
    assert read(pdf).text.startswith("申报单位：云岭市民政局")


def test_fields_that_bring_their_own_appearance_are_read_as_drawn() -> None:
    code = "云岭市民政局".encode("utf-16-be").hex()
    pdf = body(Pdf().page(), "申报单位：", "申报事项见后，请审核。")
    pdf.annotation(
        b"/Subtype/Widget/FT/Tx/T(a)/Rect[160 696 360 716]/F 4/V" + utf16("云岭市民政局"),
        appearance=f"BT /F1 16 Tf 1 0 0 1 2 4 Tm <{code}> Tj ET",
    )
    text = read(pdf).text
    assert text.startswith("申报单位：云岭市民政局")
    assert text.count("云岭市民政局") == 1


def test_words_typed_onto_a_page_are_read_and_notes_are_kept_apart() -> None:
    pdf = body(Pdf().page(), "同意按程序办理，请认真落实。")
    pdf.annotation(b"/Subtype/FreeText/Rect[78 600 300 620]/F 4/Contents" + utf16("请于6月底前报结果"))
    pdf.annotation(b"/Subtype/Text/Rect[500 700 520 720]/F 4/Contents" + utf16("此处存疑"))
    pdf.annotation(b"/Subtype/FreeText/Rect[78 500 300 520]/F 2/Contents" + utf16("看不见的字"))
    record = read(pdf)
    assert record.text.split("\n") == ["同意按程序办理，请认真落实。", "请于6月底前报结果"]
    assert [f.text for f in record.furniture] == ["此处存疑"]
    assert "annotation" in {w.code for w in record.warnings}


def rule(pdf: Pdf, y: float) -> Pdf:
    return pdf.raw(f"0 G 0.8 w 70 {y} m 520 {y} l S")


def test_a_table_with_three_rules_is_read_by_its_columns() -> None:
    pdf = body(Pdf().page(), "现将任务分工明确如下。", top=760)
    columns = (75, 120, 300, 420)
    rows = [
        ("序号", "重点任务", "牵头单位", "完成时限"),
        ("1", "建成社区食堂600家", "省民政厅", "6月底前"),
        ("2", "改造农村公路3000公里，", "省交通厅", "长期坚持"),
        ("", "同步完善标志标线", "", ""),
        ("3", "培训厨师2000人次", "省人社厅", "年底前"),
    ]
    for y in (740, 715, 600):
        rule(pdf, y)
    for n, row in enumerate(rows):
        for x, words in zip(columns, row, strict=True):
            if words:
                pdf.text(words, x, 724 - 24 * n, size=11)
    record = read(body(pdf, "以上任务每季度通报。", top=560))
    assert [[c.text for c in row] for t in record.tables for row in t.rows] == [
        list(rows[0]),
        list(rows[1]),
        ["2", "改造农村公路3000公里，同步完善标志标线", "省交通厅", "长期坚持"],
        list(rows[4]),
    ]
    assert record.text.split("\n")[0] == "现将任务分工明确如下。"


def test_the_imprint_between_rules_is_no_table() -> None:
    pdf = body(Pdf().page(), "各地要认真落实。")
    for y in (180, 150, 120):
        rule(pdf, y)
    pdf.text("抄送：省委各部门，省军区。", 80, 158).text("云岭市人民政府办公室", 80, 128).text(
        "2024年4月8日印发", 370, 128
    )
    assert not read(pdf).tables


def test_rules_between_paragraphs_make_no_table() -> None:
    pdf = body(Pdf().page(), "第一段话到此为止，没有表格。", "第二段话到此为止，没有表格。", "第三段话到此为止。")
    for y in (720, 690, 630):
        rule(pdf, y)
    assert not read(pdf).tables


def test_a_page_of_many_small_words_is_read_to_its_end() -> None:
    pdf = Pdf().page()
    lines = [f"{n:02d}号" + FULL for n in range(90)]
    for n, line in enumerate(lines):
        pdf.text(line, 60, 800 - 8 * n, size=6)
    assert read(pdf).text == "".join(lines)


def test_a_heading_printed_twice_with_a_shift_is_read_once() -> None:
    pdf = Pdf().page().text("关于治水工作的通知", 150, 700, size=22).text("关于治水工作的通知", 150.6, 700, size=22)
    assert read(pdf).text == "关于治水工作的通知"


def test_lines_further_apart_than_inside_a_paragraph_are_two_paragraphs() -> None:
    """Without indents, as word processors and browsers print: only the room between them parts paragraphs."""
    pdf, level = Pdf().page(), 700
    for line, step in (
        (FULL[:28], 28),
        (FULL[:28], 28),
        (FULL[:27] + "。", 38),
        ("各地要认真落实责任，按期办结。", 38),
    ):
        pdf.text(line, 78, level)
        level -= step
    assert read(pdf.text("第二批任务另行下达。", 78, level)).text.split("\n")[1:] == [
        "各地要认真落实责任，按期办结。",
        "第二批任务另行下达。",
    ]


def test_a_note_below_a_title_is_no_part_of_it() -> None:
    title, note = "云岭市公共浴室建设工作情况汇报", "（截至2024年11月20日）"
    pdf = Pdf().page().text(title, 132, 740, size=22).text(note, 150, 705, size=22)
    assert read(body(pdf, "　　" + FULL[:26], FULL[:9], top=650)).text.split("\n")[:2] == [title, note]


def test_a_long_title_goes_on_whatever_the_type_area() -> None:
    pdf = (
        Pdf()
        .page()
        .text("云岭市人民政府办公室关于加强公共浴室建", 90, 740, size=22)
        .text("设的通知", 255, 705, size=22)
    )
    lines = ["　　一、逐村登记。", "　　二、按期建成。", "　　三、公开进度。"] * 4
    assert read(body(pdf, *lines, top=650)).text.startswith("云岭市人民政府办公室关于加强公共浴室建设的通知\n")


@pytest.mark.parametrize("column", [0, 1])
def test_a_row_that_flows_over_the_page_with_one_cell_is_whole(column: int) -> None:
    pdf = Pdf().page()
    first = ["新建公共浴室", "县住建局"]
    first[column] = "新建乡镇公共浴室十二座并且"
    rest = ["", ""]
    rest[column] = "公开进度"
    pdf.grid([78, 220, 360], [200, 170, 140], [["任务", "牵头单位"], first])
    pdf.page().grid([78, 220, 360], [760, 730, 700], [rest, ["改造浴室八座", "县民政局"]])
    first[column] += "公开进度"
    assert [[cell.text for cell in row] for row in read(pdf).tables[0].rows][1:] == [
        first,
        ["改造浴室八座", "县民政局"],
    ]


def test_words_that_run_down_a_cell_are_read_column_by_column() -> None:
    pdf = Pdf().page()
    pdf.grid([80, 140, 300], [700, 640, 580], [["", "全程网办率达到92%"], ["", "清偿率100%"]], size=12)
    for column, words in ((112.0, "政务"), (97.0, "服务")):
        for n, char in enumerate(words):
            pdf.text(char, column, 680 - 12 * n, size=12)
    assert read(pdf).text.split("\n")[0] == "|政务服务|全程网办率达到92%|"


def test_a_day_alone_below_the_last_sentence_is_a_paragraph() -> None:
    note = "注：请于每周五前报送，办结后填写办理情况栏并加盖公章退回。"
    pdf = body(
        Pdf().page(), *("坚持问题导向和目标导向相统一，聚焦群众反映强烈的突出" for _ in range(3)), note, "2026年4月8日"
    )
    assert read(pdf).text.split("\n")[-1] == "2026年4月8日"
