"""Heads in the layouts that offices, web pages and newspapers use."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.ingest import read_bytes
from luodi.structure import structure
from office_files import docx, paragraph


@pytest.mark.parametrize(
    "written",
    [
        "江政办发〔2024〕12号",
        "江政办发[2024]12号",
        "江政办发【2024】12号",
        "江政办发（2024）12号",
        "江政办发﹝2024﹞第12号",
    ],
)
def test_a_number_is_read_in_any_bracket(read, body, written):
    found = read(f"江澜省人民政府办公厅文件\n{written}\n江澜省人民政府办公厅关于治水的通知\n各市人民政府：\n{body}")
    assert found.doc_number == "江政办发〔2024〕12号"


@pytest.mark.parametrize(
    "lines",
    [
        "江澜省人民政府办公厅关于进一步加强农村饮水安全工程建设的通知",
        "江澜省人民政府办公厅\n关于进一步加强农村饮水安全工程建设的通知",
        "江澜省人民政府办公厅关于进一步加强\n农村饮水安全工程建设的通知",
        "江澜省人民政府办公厅\n关于进一步加强农村饮水安全\n工程建设的通知",
    ],
)
def test_a_title_broken_over_lines_is_one_title(read, body, lines):
    found = read(f"江澜省人民政府办公厅文件\n江政办发〔2024〕12号\n{lines}\n各市人民政府：\n{body}")
    assert found.title == "江澜省人民政府办公厅关于进一步加强农村饮水安全工程建设的通知"


def test_a_title_goes_on_behind_a_bracket_that_ends_a_line(read, body):
    head = "江澜省人民政府\n关于深化财政科技计划（专项、基金等）\n管理改革的意见\n江政发〔2015〕24号\n各市人民政府：\n"
    assert read(head + body).title == "江澜省人民政府关于深化财政科技计划（专项、基金等）管理改革的意见"


def test_a_web_copy_that_repeats_its_title_gives_it_once(read, body):
    head = (
        "国务院关于治水的意见\n国发〔2018〕39号\n国务院关于\n"
        "治水的意见\n国发〔2018〕39号\n各省、自治区、直辖市人民政府：\n"
    )
    assert read(head + body).title == "国务院关于治水的意见"


def test_metadata_lines_of_a_web_copy_fill_what_the_text_lacks(read, body):
    head = (
        "索引号：000123/2024-12\n发文机关：江澜省人民政府办公厅\n成文日期：2024年03月08日\n"
        "标题：江澜省人民政府办公厅关于治水的通知\n发文字号：江政办发〔2024〕12号\n发布日期：2024年03月12日\n"
    )
    found = read(head + body)
    assert (found.title, found.doc_number) == ("江澜省人民政府办公厅关于治水的通知", "江政办发〔2024〕12号")
    assert (found.issuer, found.issue_date) == (("江澜省人民政府办公厅",), date(2024, 3, 8))
    assert next(e for e in found.elements if e.name == "发文字号").confidence < 0.9


def test_metadata_in_a_table_is_read_cell_by_cell(read, body):
    head = (
        "|索 引 号|000123/2024|主题分类|城乡建设|\n|发布机构|江澜省人民政府办公厅|发文日期|2024-03-08|\n"
        "|名 称|江澜省人民政府办公厅关于治水的通知|文 号|江政办发〔2024〕12号|\n"
        "江澜省人民政府办公厅关于治水的通知\n各市人民政府：\n"
    )
    found = read(head + body)
    assert (found.doc_number, found.issue_date) == ("江政办发〔2024〕12号", date(2024, 3, 8))


def test_the_date_of_signature_outranks_the_date_of_publication(read, body):
    text = "云泽市人民政府关于治水的通知\n发布时间：2024-03-12 10:22　来源：市政府\n各县人民政府：\n" + body
    assert read(text).issue_date == date(2024, 3, 12)
    assert read(text + "云泽市人民政府\n2024年3月9日").issue_date == date(2024, 3, 9)


def test_several_issuers_around_the_word_document(read, body):
    head = (
        "江澜省财政厅\n江澜省水利厅 文件\n江财农〔2024〕7号\n江澜省财政厅 江澜省水利厅\n"
        "关于印发《江澜省治水资金管理办法》的通知\n各市财政局、水利局：\n"
    )
    found = read(head + body + "江澜省财政厅 江澜省水利厅\n2024 年 3 月 8 日")
    assert found.issuer == ("江澜省财政厅", "江澜省水利厅")
    assert found.issue_date == date(2024, 3, 8)


def test_a_telegram(read, body):
    head = (
        "发电单位 江澜省人民政府办公厅\n等级 特急·明电 江政办发明电〔2024〕3号\n"
        "江澜省人民政府办公厅关于防汛的紧急通知\n各市人民政府：\n"
    )
    found = read(head + body)
    assert (found.doc_number, found.urgency) == ("江政办发明电〔2024〕3号", "特急")
    assert found.title == "江澜省人民政府办公厅关于防汛的紧急通知"


def test_an_order_takes_the_title_of_what_it_promulgates(read):
    text = (
        "江澜省人民政府令\n第312号\n《江澜省治水管理办法》已经2024年3月1日省人民政府常务会议审议通过，现予公布，自2024年5月1日起施行。\n"
        "省长 王某某\n2024年3月8日\n江澜省治水管理办法\n第一条 为了加强治水，"
        "制定本办法。\n第二条 本办法适用于本省行政区域内河流、"
        "湖泊、水库、渠道的治理、保护和监督管理活动。\n"
        "第三条 县级以上人民政府应当建立治水工作机制，每年向社会公布水环境质量状况，"
        "并将治水经费列入本级预算，统筹安排，专款专用，接受审计和社会监督，任何单位和个人不得截留挪用。"
    )
    found = read(text)
    assert (found.title, found.doc_number) == ("江澜省治水管理办法", "江澜省人民政府令第312号")
    assert (found.issuer, found.issue_date) == (("江澜省人民政府",), date(2024, 3, 8))
    assert [p.role for p in found.parts] == ["cover", "main"]


def test_a_regulation_with_its_note_of_adoption(read):
    text = (
        "公共航空运输企业经营许可规定\n"
        "（2026年5月22日经交通运输部部务会议通过　2026年5月27日交通运输部令2026年第10号公布　"
        "自2026年7月1日起施行）\n第一章　总　则\n第一条　为了促进民用航空运输发展，制定本规定。"
    )
    found = read(text)
    assert found.title == "公共航空运输企业经营许可规定"
    assert (found.doc_number, found.issue_date) == ("交通运输部令（2026年第10号）", date(2026, 5, 27))
    assert found.issuer == ("交通运输部",)


def test_a_report_with_the_date_in_brackets_under_its_title(read):
    found = read(
        "绛溪县人民政府\n关于文物保护工作的督查汇报\n（2019年12月10日）\n市政府督查组：\n现将有关情况汇报如下。"
    )
    assert (found.title, found.issue_date) == ("绛溪县人民政府关于文物保护工作的督查汇报", date(2019, 12, 10))
    assert found.addressees == ("市政府督查组",)


def test_a_day_in_brackets_behind_a_title_is_no_part_of_it(read, body):
    found = read("云泽市治水工作情况汇报（2024年3月8日）\n市政府督查组：\n" + body)
    assert (found.title, found.issue_date) == ("云泽市治水工作情况汇报", date(2024, 3, 8))


def test_a_text_without_line_breaks_in_its_head_and_signature(read):
    text = (
        "国家发展改革委国家能源局关于促进水电消纳的通知发改运行〔2017〕1830号有关省、自治区、直辖市发展改革委、能源局：为做好水电消纳，"
        "现通知如下，请认真执行。国家发展改革委国家能源局2017年10月31日（此件公开发布）"
    )
    found = read(text)
    assert found.title == "国家发展改革委国家能源局关于促进水电消纳的通知"
    assert found.doc_number == "发改运行〔2017〕1830号"
    assert found.issuer == ("国家发展改革委", "国家能源局")
    assert found.issue_date == date(2017, 10, 31)


def test_the_name_of_the_file_serves_where_the_text_has_no_title(read, body):
    found = read(body, "云泽市人民政府关于加强治水工作的意见_2.txt")
    assert found.title == "云泽市人民政府关于加强治水工作的意见"
    assert next(e for e in found.elements if e.name == "标题").confidence < 0.7


def test_a_paragraph_is_no_title(read):
    found = read("今年2月，经省政府同意，省教育厅制定了《治水方案》，采取了如下措施：\n一、加强领导\n各地高度重视。")
    assert found.title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各县（市、区）人民政府，市政府各部门、各直属机构：", ("各县（市、区）人民政府", "市政府各部门、各直属机构")),
        ("各市（含定州、辛集市）教育局、雄安新区公共服务局：", ("各市（含定州、辛集市）教育局", "雄安新区公共服务局")),
        ("江澜省教育厅、江澜省财政厅：", ("江澜省教育厅", "江澜省财政厅")),
        ("县委、县政府：", ("县委、县政府",)),
        ("各位乡亲：", ("各位乡亲",)),
    ],
)
def test_addressees_are_cut_as_readers_would(read, body, line, names):
    assert read(f"云泽市教育局关于治水的通知\n{line}\n{body}").addressees == names


def test_signers_of_a_report_to_a_superior(read, body):
    head = (
        "云泽市人民政府文件\n云政〔2024〕45号　　　签发人：张三　李四\n云泽市人民政府关于治水情况的报告\n省人民政府：\n"
    )
    assert read(head + body).signer == "张三 李四"


def test_the_line_below_a_motto_belongs_to_the_title(read):
    told = "一、水更清了\n全市治理黑臭水体21条，新建污水管网320公里，群众都说河里又能洗菜了。\n"
    found = read(f"清水满城　人人有份\n——云泽市2023年治水工作总结\n云泽市人民政府\n（2024年1月12日）\n{told}")
    assert found.title == "清水满城 人人有份——云泽市2023年治水工作总结"
    assert (found.kind, found.issuer) == ("report", ("云泽市人民政府",))


def test_passing_on_a_notice_that_itself_issues_a_paper_names_the_right_issuer(read):
    found = read(
        "云泽市人民政府办公室文件\n云政办发〔2024〕11号\n云泽市人民政府办公室转发江澜省人民政府办公厅\n"
        "关于印发《江澜省治水行动方案》的通知\n各县人民政府：\n现将《江澜省人民政府办公厅关于印发〈江澜省治水行动方案〉的通知》"
        "（江政办发〔2024〕9号）转发给你们。\n云泽市人民政府办公室\n2024年2月27日\n"
    )
    assert (found.issuer, found.kind) == (("云泽市人民政府办公室",), "forward")
    assert [(r.doc_number, r.relation) for r in found.refers_to] == [("江政办发〔2024〕9号", "forwards")]


def test_a_body_below_the_text_is_the_issuer_without_a_date_too(read):
    told = "我区今年的事按先后记一遍，便于核对，其中治理黑臭水体21条，新建管网320公里。\n"
    assert read(f"治水工作汇报\n（2024年12月6日）\n市政府督查室：\n{told}云泽区人民政府\n").issuer == (
        "云泽区人民政府",
    )


def test_the_day_on_which_a_report_was_given_is_its_date(read, body):
    given = "——2025年1月19日在江澜省第十四届人民代表大会第三次会议上"
    head = f"2025年江澜省政府工作报告\n来源：江澜日报\n{given}\n省长　张三\n各位代表：\n"
    found = read(head + body)
    assert (found.issue_date, found.issuer, found.kind) == (date(2025, 1, 19), ("江澜省人民政府",), "report")


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("各位代表：\n现在，我代表国务院，向大会报告政府工作，请予审议。", "国务院"),
        (
            "2025年云泽政府工作报告\n来源：云泽日报\n2025年1月13日在云泽族自治区第十四届人民代表大会第三次会议上\n"
            "自治区主席 王某某\n各位代表：\n现在，我代表自治区人民政府，向大会作政府工作报告，请予审议。",
            "云泽族自治区人民政府",
        ),
        ("政府工作报告\n各位代表：\n现在，我代表栎川县人民政府，向大会作政府工作报告。", "栎川县人民政府"),
    ],
)
def test_a_work_report_is_the_governments_for_which_it_is_given(read, lines, issuer):
    assert read(f"{lines}\n一、去年工作回顾\n全年新增公厕12座。\n二、今年工作安排\n新建公厕20座。").issuer == (issuer,)


def test_bodies_that_decide_issue_an_unsigned_notice(read):
    found = read(
        "关于开展电力现货试点的通知\n为落实有关规定，公安部、住房和城乡建设部和交通运输部决定开展试点工作，现通知如下。\n"
        "一、总体要求\n坚持统筹推进，各地每年上报进展。"
    )
    assert found.issuer == ("公安部", "住房和城乡建设部", "交通运输部")


def test_a_body_that_others_ask_to_decide_issues_nothing(read):
    found = read("关于道路测试的说明\n有关事项由当地主管部门决定开展与否，企业可以申请。\n一、范围\n适用于全县道路。")
    assert found.issuer == ()


def test_a_newspapers_line_and_a_broken_note_of_adoption_are_no_title(read):
    found = read(
        "分类号:BH6 6\n江澜日报/2001年/02月/20日/第A01版/\n江澜省国民经济和社会发展\n第十个五年计划纲要\n"
        "(2001年2月16日江澜省第九\n届人民代表大会第四次会议通过)\n序言\n"
        "为实现现代化，根据宪法和法律，编制本纲要，作为全省人民的行动纲领。\n一、总体要求\n到2005年新建公路1200公里。"
    )
    assert found.title == "江澜省国民经济和社会发展第十个五年计划纲要"
    assert found.issuer == ("江澜省人民代表大会",)
    assert found.issue_date == date(2001, 2, 16)


@pytest.mark.parametrize(
    "line",
    [
        "——2025年1月14日在江澜省第十四届人民代表大会第三次会议上",
        "2025年1月14日在江澜省第十四届人民代表大会第三次会议上省长 王某某",
        "----2025年1月14日王某某省长在江澜省第十四届人民代表大会第三次会议上",
    ],
)
def test_the_day_a_report_was_given_is_its_date(read, line):
    found = read(
        f"2025年江澜省政府工作报告\n{line}\n各位代表：\n现在，我代表省人民政府，向大会作报告。\n一、回顾\n新增12座。"
    )
    assert found.issue_date == date(2025, 1, 14)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("市政府督查室：", ("市政府督查室",)),
        ("各社区，街道各科室：", ("各社区", "街道各科室")),
        ("各县文物行政部门，市直各博物馆：", ("各县文物行政部门", "市直各博物馆")),
        ("市妇儿工委办、市残工委办：", ("市妇儿工委办", "市残工委办")),
        ("北港钢铁集团、海塘港务集团：", ("北港钢铁集团", "海塘港务集团")),
        ("市、县财政局：", ("市、县财政局",)),
        ("市政府各部门、各直属单位：", ("市政府各部门、各直属单位",)),
        ("各位代表：", ()),
    ],
)
def test_addressees_of_many_kinds(read, line: str, names: tuple[str, ...]) -> None:
    found = read(
        f"关于治水工作的通知\n{line}\n为加强治水工作，现通知如下。\n一、每月巡查一次。\n云泽市水利局\n2024年3月5日\n"
    )
    assert found.addressees == names


def test_the_line_below_a_motto_belongs_to_the_title_whatever_it_calls_itself(read) -> None:
    found = read("让水清起来\n——云泽市治水工作述评\n各县把井管了起来。去年换表398眼，今年又换了12眼。\n")
    assert found.title == "让水清起来——云泽市治水工作述评"


def test_what_stands_in_red_above_minutes_is_no_title(read) -> None:
    found = read(
        "江澜省人民政府专题会议纪要\n江政专纪〔2024〕31号\n研究治水工作的会议纪要\n3月8日，省政府召开会议，研究治水工作。\n"
    )
    assert found.title == "研究治水工作的会议纪要"


def test_who_made_a_paper_and_when_may_stand_in_brackets_below_its_title(read) -> None:
    found = read(
        "烟火散尽见丰年——云泽市禁烧工作述评\n（云泽市人民政府办公室，2024年11月13日，报省政府）\n去年查出火点31个，今年一个也没有。\n"
    )
    assert found.title == "烟火散尽见丰年——云泽市禁烧工作述评"
    assert (found.issuer, found.issue_date) == (("云泽市人民政府办公室",), date(2024, 11, 13))


def test_a_bodys_name_above_a_title_that_says_it_again_is_no_part_of_it(read) -> None:
    found = read(
        "云泽市人民政府\n云泽市治水工作自评报告\n省水利厅：\n全市治理河道21条，新建管网320公里。\n云泽市人民政府\n2024年12月5日\n"
    )
    assert found.title == "云泽市治水工作自评报告"
    joined = read(
        "云泽市人民政府\n关于治水工作情况的报告\n省水利厅：\n全市治理河道21条。\n云泽市人民政府\n2024年12月5日\n"
    )
    assert joined.title == "云泽市人民政府关于治水工作情况的报告"


@pytest.mark.parametrize(
    ("line", "issuer", "number"),
    [
        ("柳河县文明办（章）　2018年3月6日　柳文明办〔2018〕6号　共印120份", "柳河县文明办", "柳文明办〔2018〕6号"),
        ("柳河镇人民政府（印）2018年3月6日", "柳河镇人民政府", None),
        ("2018年3月6日　柳河镇人民政府（印）", "柳河镇人民政府", None),
    ],
)
def test_a_signature_may_stand_in_one_line_with_its_date(read, body, line, issuer, number):
    found = read(f"关于把治水队伍建起来的意见\n各镇、县直各单位：\n{body}\n{line}\n")
    assert (found.issuer, found.issue_date, found.doc_number) == ((issuer,), date(2018, 3, 6), number)


def test_who_and_when_may_stand_above_the_title(read, body):
    found = read(f"柳河镇人民政府（2018年3月6日）\n柳河镇治水工作阶段总结\n县水利局：{body}\n")
    assert (found.title, found.issuer) == ("柳河镇治水工作阶段总结", ("柳河镇人民政府",))
    assert found.issue_date == date(2018, 3, 6)


def test_the_day_a_form_was_filled_in_is_its_date(read):
    head = "柳河街道治水台账（截至9月30日）\n填表：平安办　卓晴　　审核：欧阳钊　　2024年10月8日\n"
    found = read(f"{head}|项目|进度|备注|\n|清淤|100%|全部完成|\n（盖章处：柳河街道办事处）\n")
    assert (found.issue_date, found.issuer) == (date(2024, 10, 8), ("柳河街道办事处",))


def test_bodies_in_the_last_lines_issue_a_paper_whose_date_stands_above(read, body):
    head, closed = (
        "柳办发〔2021〕23号　2021年3月8日\n关于治水的通知\n各乡镇：\n",
        "柳河县委办公室\n柳河县人民政府办公室\n",
    )
    found = read(f"{head}{body}\n{closed}")
    assert found.issuer == ("柳河县委办公室", "柳河县人民政府办公室")


@pytest.mark.parametrize("signer", ["秦　越", "王 强", "欧阳明", "李大林　王　强"])
def test_who_signs_stands_beside_the_number_and_is_no_title(read, body, signer):
    found = read(
        f"云泽市人民政府文件\n云政〔2024〕46号　　签发人：{signer}\n"
        f"云泽市人民政府关于调整任务的请示\n省人民政府：\n{body}"
    )
    assert (found.title, found.doc_number) == ("云泽市人民政府关于调整任务的请示", "云政〔2024〕46号")


def test_a_short_title_spread_over_the_line_is_one_word(read):
    text = (
        "云泽市人民政府督查室\n云政督函〔2025〕2号\n督 办 函\n川口县人民政府：\n"
        "根据云政发〔2024〕6号文件，请于1月17日前书面报送。\n云泽市人民政府督查室\n2025年1月13日"
    )
    found = read(text)
    assert (found.title, found.kind) == ("督办函", "inspection")


def test_a_section_of_a_house_is_no_issuer_and_the_sites_owner_explains(read):
    page = (
        "<html><body><h1>《江澜省治水方案》政策解读</h1><p>发布时间：2024-03-18　来源：城市建设处</p>"
        "<p>近日，省政府印发《江澜省治水方案》，现解读如下。</p><p>一、背景。全省水患多发，群众盼望治水多年。</p>"
        "<div class='foot'>主办：江澜省水利厅　承办：厅信息中心　备案号：江ICP备05000001号</div></body></html>"
    )
    assert read(page, "a.html").issuer == ("江澜省水利厅",)


def test_a_series_above_the_number_is_no_title_where_one_stands_below():
    title, middle = "关于办理市领导在《全市治水暗访报告》上批示的通知", '<w:jc w:val="center"/>'
    lines = [paragraph(x, properties=middle) for x in ("云泽市人民政府督查室", "批示办理通知", "云督批〔2024〕7号")]
    lines += [paragraph(x) for x in (title, "川口县人民政府：", "请于6月底前办结，逐项报告结果。")]
    assert structure(read_bytes(docx("".join(lines)), "a.docx")[0]).title == title


def test_an_announcement_numbered_by_year_bears_its_body(read, body):
    paper = f"云泽市水利局\n公　告\n2024年第6号\n关于规范取水许可的公告\n{body}\n云泽市水利局\n2024年4月15日"
    assert read(paper).doc_number == "云泽市水利局公告2024年第6号"


def test_the_fields_of_a_telegram_are_no_text(read):
    form = "内部明电\n|发往|各县人民政府|签批盖章|略|\n|等级|特急·明电|编号|云汛电〔2024〕9号|\n"
    found = read(f"{form}云泽市防汛指挥部关于做好强降雨防范的紧急通知\n各县人民政府：\n一、24小时值班，险情立即报告。")
    assert (found.doc_number, found.urgency, found.addressees) == ("云汛电〔2024〕9号", "特急", ("各县人民政府",))


def test_a_letter_of_duties_is_dated_below_its_parties(read):
    paper = "云泽市治水目标责任书\n一、乙方12月底前建成堤防12公里。\n甲方：云泽市人民政府\n"
    paper += "乙方：各县人民政府\n2024年4月18日"
    assert read(f"{paper}\n抄送：市委办公室。").issue_date == date(2024, 4, 18)


@pytest.mark.parametrize("to", ["省残联", "市卫生健康委基层卫生科"])
def test_a_federation_or_a_section_may_be_addressed(read, body, to):
    assert read(f"川口县助残工作小结\n{to}：\n{body}").addressees == (to,)
