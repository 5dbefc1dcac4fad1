"""DOCX: what Word shows but its plain paragraphs do not hold."""

from __future__ import annotations

from luodi.ingest import read_bytes
from luodi.ingest.numbering import written
from luodi.records import DocumentRecord
from luodi.text.numerals import chinese
from office_files import docx, package, paragraph, table, text_run, unpacked, word_part


def read(body: str, parts: dict[str, str | bytes] | None = None) -> DocumentRecord:
    return read_bytes(docx(body, parts), "a.docx")[0]


def level(n: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = word_part(
    "numbering",
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}'
    f"{level(1, 'chineseCounting', '（%2）')}{level(2, 'decimal', '%3.')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>",
)


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_count_by_level_and_start_anew_under_a_new_heading() -> None:
    body = item("目标") + item("建厂", 1) + item("选址", 2) + item("修路", 1) + item("保障") + item("经费", 1)
    lines = read(body, {"word/numbering.xml": NUMBERING}).text.split("\n")
    assert lines == ["一、目标", "（一）建厂", "1.选址", "（二）修路", "二、保障", "（一）经费"]


def test_a_list_with_an_override_counts_from_its_start() -> None:
    lines = read(item("甲") + item("乙") + item("丙", 0, 2), {"word/numbering.xml": NUMBERING}).text.split("\n")
    assert lines == ["一、甲", "二、乙", "一、丙"]


def test_numbers_in_the_forms_of_word() -> None:
    forms = ("chineseCounting", "ideographDigital", "decimalEnclosedCircle", "ideographTraditional", "upperLetter")
    assert [written(11, form) for form in forms] == ["十一", "一一", "⑪", "甲", "K"]
    assert [chinese(n) for n in (10, 20, 101, 110, 1001)] == ["十", "二十", "一百零一", "一百一十", "一千零一"]


def test_content_controls_in_five_shapes() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{paragraph('格内')}</w:tc>"
    body = (
        control(paragraph("块级。"))
        + paragraph(control(text_run("行内。")))
        + f"<w:tbl>{control(f'<w:tr>{cell}{cell}</w:tr>')}<w:tr>{control(cell)}{cell}</w:tr></w:tbl>"
        + control(control(paragraph("套两层。")))
    )
    assert read(body).text.split("\n") == ["块级。", "行内。", "|格内|格内|", "|格内|格内|", "套两层。"]


def test_insertions_are_taken_and_deletions_dropped() -> None:
    deleted = "<w:del><w:r><w:delText>旧的</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{text_run('新的')}</w:ins>"
    moved = f"<w:moveFrom>{text_run('搬走')}</w:moveFrom>"
    assert read(paragraph("采用", deleted, inserted, moved, "办法。")).text == "采用新的办法。"


def test_text_box_is_read_once_and_after_its_anchor() -> None:
    box = f"<w:txbxContent>{paragraph('框内文字。')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(paragraph("正文。", shape)).text == "正文。\n框内文字。"


def test_headers_footers_and_footnotes_are_furniture() -> None:
    parts: dict[str, str | bytes] = {
        "word/header1.xml": word_part("hdr", paragraph("内部资料")),
        "word/footer1.xml": word_part("ftr", paragraph("— 1 —")),
        "word/footnotes.xml": word_part(
            "footnotes", f'<w:footnote w:id="2">{paragraph("按常住人口计算。")}</w:footnote>'
        ),
    }
    record = read(paragraph("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。"), parts)
    assert record.text == "正文。"
    assert {(f.text, f.role) for f in record.furniture} == {
        ("内部资料", "header"), ("— 1 —", "page_number"), ("按常住人口计算。", "footnote")
    }  # fmt: skip


def test_nested_table_follows_its_host() -> None:
    inner = table([["子项", "数量"], ["浴室", "12座"]])
    body = table([["任务", "说明"], ["建设", f"<w:tc>{paragraph('见下表')}{inner}{paragraph('')}</w:tc>"]])
    assert read(body).text.split("\n") == ["|任务|说明|", "|建设|见下表|", "|子项|数量|", "|浴室|12座|"]


def test_merged_cells_are_repeated_in_the_table_with_one_place_in_the_text() -> None:
    def merged(text: str, mark: str) -> str:
        return f"<w:tc><w:tcPr>{mark}</w:tcPr>{paragraph(text)}</w:tc>"

    wide = merged("任务清单", '<w:gridSpan w:val="2"/>')
    first, rest = merged("住建局", '<w:vMerge w:val="restart"/>'), merged("", "<w:vMerge/>")
    record = read(table([[wide], [first, "新建12座"], [rest, "改造8座"]]))
    rows = record.tables[0].rows
    assert [[c.text for c in row] for row in rows] == [["任务清单"] * 2, ["住建局", "新建12座"], ["住建局", "改造8座"]]
    assert rows[1][0] == rows[2][0]
    assert record.text == "|任务清单||\n|住建局|新建12座|\n||改造8座|"


def test_frame_of_one_cell_is_no_table() -> None:
    assert read(table([["框里的一段话。"]])).text == "框里的一段话。"


def test_hidden_runs_are_kept_apart() -> None:
    body = paragraph(
        "看得见。",
        text_run("隐", "<w:vanish/>"),
        text_run("白", '<w:color w:val="FFFFFF"/>'),
        text_run("小", '<w:sz w:val="2"/>'),
    )
    record = read(body)
    assert record.text == "看得见。"
    assert [(h.text, h.reason) for h in record.hidden] == [("隐", "vanish"), ("白", "white"), ("小", "tiny")]


def test_white_on_dark_shading_is_seen() -> None:
    run = text_run("白字", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>')
    white = text_run("表头", '<w:color w:val="FFFFFF"/>')
    cell = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>{paragraph(white)}</w:tc>'
    record = read(paragraph(run) + table([[cell, "乙"], ["1", "2"]]))
    assert record.text == "白字\n|表头|乙|\n|1|2|"
    assert record.hidden == ()


def test_page_breaks_count_pages() -> None:
    record = read(paragraph("第一页。", '<w:r><w:br w:type="page"/></w:r>') + paragraph("第二页。"))
    assert (record.pages, record.page_of(record.text.index("第二页"))) == (2, 2)


def test_line_break_ends_a_line() -> None:
    assert read(paragraph("第一行", "<w:r><w:br/></w:r>", "第二行")).text == "第一行\n第二行"


def test_style_tells_font_size_colour_and_place() -> None:
    run = text_run(
        "云岭市人民政府文件", '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="72"/><w:color w:val="e00000"/>'
    )
    style = read(paragraph(run, properties='<w:jc w:val="center"/>')).blocks[0].style
    assert style is not None
    assert (style.font, style.size, style.color, style.align) == ("方正小标宋简体", 36.0, "#E00000", "center")


def test_main_part_by_another_name_and_in_the_strict_namespace() -> None:
    data = docx(paragraph("正文。"))
    strict = word_part("document", f"<w:body>{paragraph('严格格式。')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    members = {
        name: content.replace("word/document.xml", "word/document2.xml") if name == "_rels/.rels" else content
        for name, content in unpacked(data).items()
    }
    members.pop("word/document.xml")
    record = read_bytes(package({**members, "word/document2.xml": strict}), "a.docx")[0]
    assert record.text == "严格格式。"


def test_a_foot_ruled_as_a_table_is_lines() -> None:
    body = paragraph("正文。") + table([["抄送：省委办公厅。"], ["江澜省人民政府办公厅", "2024年3月12日印发"]])
    assert read(body).text.split("\n")[1:] == ["抄送：省委办公厅。", "江澜省人民政府办公厅　2024年3月12日印发"]
    assert "|" in read(paragraph("正文。") + table([["抄送：省委办公厅。"], ["县水利局"]])).text
