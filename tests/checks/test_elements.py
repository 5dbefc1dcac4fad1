"""The five elements, in the many forms in which offices write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from luodi.checks import elements
from luodi.checks.elements import five
from luodi.checks.passing import papers
from luodi.dossier import link
from luodi.records import Cell, DocumentRecord, Table, Unit
from luodi.settings import Settings
from small_province import POLICY_NUMBER, POLICY_TITLE

Make = Callable[..., DocumentRecord]


def _present(policy: DocumentRecord, records: list[DocumentRecord], units: list[Unit]) -> set[str]:
    (dossier,) = link([policy, *records], units)
    return {name for name, shown in five(papers(dossier)["云泽市"], policy).items() if shown.present}


@pytest.mark.parametrize(
    ("body", "elements_shown"),
    [
        ("", set()),
        ("市教育局要在6月20日前完成摸底。", {"deadline"}),
        ("由市教育局牵头，市财政局配合。", {"responsibility"}),
        ("此项工作由市教育局负责，各县4月30日前报送底数。", {"responsibility", "deadline"}),
        ("现将任务分工明确如下：食堂改造由市教育局负责，账目公开由市财政局负责。", {"task_list", "responsibility"}),
        ("现作如下解读：食堂账目为什么要公开，是为了让家长放心。", {"interpretation"}),
        ("食堂改造逐校验收（市教育局、市财政局）。", {"responsibility"}),
        ("改造工程要在春节前全部完工。", {"deadline"}),
        ("省里说的“收支账目”就是贴在食堂门口的那张表。", {"interpretation"}),
        ("“烹饪”从下锅起算；“家长监督”是指家长委员会查账。", {"interpretation"}),
        ("“阳光厨房”就是后厨装摄像头。", set()),
        ("各校每天上传食堂照片，每周评比排名。", set()),
        ("政策解读和实施细则将另行印发。", set()),
        ("我市打造“阳光食堂”品牌，各地要主动作为。", set()),
        # duties in running text, one body a clause; figures and days without any number or table
        (
            "市教育局要摸清食堂底数。市财政局要把改造资金列入预算。市卫生健康委员会会同学校抽检食材。",
            {"task_list", "responsibility"},
        ),
        ("膳食股负责菜谱编制，基建股负责后厨改造，财务股负责账目公开。", {"task_list", "responsibility"}),
        ("教育部门抓食堂改造，财政部门抓资金保障，市场监管部门抓食材抽检。", {"task_list", "responsibility"}),
        (
            "由市教育局提出改造清单，由市财政局统筹改造资金，由市卫生健康委员会商学校抽检食材。",
            {"task_list", "responsibility"},
        ),
        ("\n【市教育局】改造食堂38所。\n【市财政局】下达改造资金。", {"responsibility"}),
        ("完成时间：2024-11-30", {"deadline"}),
        ("10月底前改造食堂38所。同步安装摄像头240个。年底前建成配餐中心2座。", {"task_list", "deadline"}),
        (
            "\n（1）陈旧后厨逐间翻新换掉油烟机。\n（2）账目不清的食堂逐笔核对补齐票据。\n（3）9月底前公布菜价和食材来源。",
            {"task_list", "deadline"},
        ),
        ("各部门要高度重视，各学校要加强领导，各单位要抓好落实。", set()),
        ("请于6月20日前报送方案，9月底前报送进展，年底前报送总结。", {"deadline"}),
        # times and heads in other places than a sentence
        ("主办单位：市教育局\n办结时限：2024年7月31日", {"responsibility", "deadline"}),
        ("动员部署阶段（2024年6月）。摸清食堂底数。", {"deadline"}),
        ("本细则自2024年8月1日起施行，有效期五年。", set()),
        (
            "\n任务 责任单位 时限\n改造食堂 市教育局 2024年12月\n抽检食材 市市场监管局 2024年10月",
            {"responsibility", "deadline"},
        ),
        # explained under a title or beside what was before
        ("\n政策解读\n过去食堂账目不公开，家长不放心，所以把公开放在前面。", {"interpretation"}),
        ("\n政策解读\n2.任务清单", set()),
        # terms of the policy, in quotation marks or after 所称, and how they are counted
        ("“家长监督”以家长委员会签字为标准；“食用”按端上餐桌的时间计算。", {"interpretation"}),
        ("省意见所称食堂，包括托管食堂和配餐点，不分大小。", {"interpretation"}),
        ("“家长监督”按有关规定办理。", set()),
        ("省意见所称仓库，包括冷库。", set()),
        # quotas on single people are no limit for what is to be done
        ("每名教师每月试餐不少于5次。", set()),
        ("每月召开一次膳食会议。", {"deadline"}),
        ("与以往文件相比，这次增加了家长监督，主要考虑是让账目可查。", {"interpretation"}),
    ],
)
def test_a_notices_own_words_show_elements(
    policy: DocumentRecord, forward: Make, units: list[Unit], body: str, elements_shown: set[str]
) -> None:
    assert _present(policy, [forward("云泽市", body=body)], units) == {"policy_text"} | elements_shown


@pytest.mark.parametrize(
    ("body", "elements_shown"),
    [
        # an explanation announced without number or heading, anywhere in a paragraph
        ("先讲明白两个词。账目指收进来的和花出去的，外包的也在里头。", {"interpretation"}),
        ("有两处容易想偏，先说清楚。食堂承包出去的照样要公开账目。", {"interpretation"}),
        ("我市食堂多为承包。怎样理解省里的意思：承包只是换了人做饭，账还是学校的账。", {"interpretation"}),
        ("读懂两处。出锅指离火的时候，不是端出厨房的时候。", {"interpretation"}),
        ("几句大白话。饭菜凉了再热也算过了时辰。", {"interpretation"}),
        ("\n【三句话看懂省意见】第一句，账目要让家长看得见；第二句，饭菜不过夜。", {"interpretation"}),
        ("附：细则解读。问：账目为什么要贴出来？答：家长掏的钱，家长看得明白。", {"interpretation"}),
        ("“食堂改造”，包括托管食堂；“家长监督”既指看账，也指看后厨。", {"interpretation"}),
        ("先说明三点：托管食堂也在内，以往不管的这回要管。", {"interpretation"}),
        ("“家长监督”看的是家长签字，“食堂改造”不等于换一块招牌。", {"interpretation"}),
        ("怎么理解省里的意见，请各校自行组织讨论。", set()),
        ("食堂设备容易出故障，请加强巡查。", set()),
        ("容易想偏的地方，市教育局将于近期起草口径，把话说清楚，请留意。", set()),
        ("吃透精神，先说后做，不打折扣。", set()),
        # who does it, in few words, said again and again; once is no sharing out
        ("食堂改造，市教育局管；账目，市财政局盯；抽检，市卫生健康中心办。", {"responsibility"}),
        (
            "后厨翻新（教育股、各校，月底），账目上墙（财务股、各校，常年）。\n抽检样品（食安股、各校，周周）。",
            {"responsibility", "deadline"},
        ),
        ("健康证明到卫生站办，当场可取。", set()),
        ("校园食堂（含配餐点、小卖部），以及幼儿园（不含托班、早教点）。", set()),
        ("各校主要负责同志参会，着正装。", set()),
        # a list told in one breath
        (
            "请对照下面几件事准备发言：一是9月底前翻新陈旧后厨；二是把菜价贴上墙；三是清退外包档口。",
            {"task_list", "deadline"},
        ),
        ("一是提高政治站位；二是加强组织领导；三是抓好贯彻落实。", set()),
    ],
)
def test_plain_words_of_minutes_and_letters_show_elements(
    policy: DocumentRecord, forward: Make, units: list[Unit], body: str, elements_shown: set[str]
) -> None:
    assert _present(policy, [forward("云泽市", body=body)], units) == {"policy_text"} | elements_shown


@pytest.mark.parametrize(
    ("sends", "shown"),
    [
        (f"《{POLICY_TITLE}》（{POLICY_NUMBER}）转送你们。", True),
        (f"随函送去《{POLICY_TITLE}》（{POLICY_NUMBER}），请先摸底。", True),
        (f"附件：{POLICY_NUMBER}文件", True),
        (f"为落实《{POLICY_TITLE}》，任务清单附后。", False),
        (f"《{POLICY_TITLE}》的要求，请到网站查看。", False),
    ],
)
def test_the_original_is_sent_in_many_words(
    make: Make, policy: DocumentRecord, units: list[Unit], sends: str, shown: bool
) -> None:
    letter = _rules(make, policy, f"{sends}\n一、改造食堂。\n二、公开账目。")
    assert ("policy_text" in _present(policy, [letter.replace(kind="forward")], units)) is shown


def test_deadlines_of_the_attached_policy_are_not_the_units_own(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    notice = forward("云泽市")
    assert _present(policy, [notice.replace(text=f"{notice.text}\n附件\n{policy.text}")], units) == {"policy_text"}


def _rules(make: Make, policy: DocumentRecord, text: str, **fields: object) -> DocumentRecord:
    return make(
        "rules.txt",
        text,
        kind="rules",
        title="云泽市校园食堂管理实施方案",
        issuer=("云泽市人民政府",),
        issue_date=date(2024, 5, 8),
        refers_to=({"title": policy.title, "doc_number": policy.doc_number, "relation": "implements"},),
        **fields,
    )


def test_rules_without_the_original_miss_the_policys_text(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    text = "（一）改造食堂。6月底前完成，由市教育局负责。\n（二）公开账目。\n（三）控制时间。\n（四）开展检查。"
    assert _present(policy, [_rules(make, policy, text)], units) == {"task_list", "responsibility", "deadline"}


def test_subjects_of_sentences_are_responsible(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    text = (
        "第一条 市教育局完成食堂改造并逐校验收。\n第二条 市财政局按季公开补助资金账目。\n"
        "第三条 市市场监管局开展检查并公开结果。\n第四条 其他。"
    )
    assert "responsibility" in _present(policy, [_rules(make, policy, text)], units)


def test_a_name_in_passing_is_no_responsibility(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    text = (
        "（一）6月底前完成食堂改造，应急项目经由市口岸部门确认后可以延期。\n（二）7月底前公开食堂收支账目和采购目录。\n"
        "（三）8月底前完成全部检查并整改。\n（四）9月底前总结。"
    )
    assert "responsibility" not in _present(policy, [_rules(make, policy, text)], units)


def test_a_table_shows_list_responsibility_and_time(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    notice = forward("云泽市")
    rows = (("任务", "谁来办", "什么时候办完"), ("改造食堂", "市教育局", "6月底前"), ("公开账目", "市财政局", "每月"))
    text = notice.text + "\n" + "\n".join(f"|{'|'.join(r)}|" for r in rows)
    start = len(notice.text) + 1
    table = Table(
        start=start,
        end=len(text),
        header_rows=0,
        rows=tuple(tuple(Cell(text=c, start=start, end=start) for c in r) for r in rows),
    )
    found = _present(policy, [notice.replace(text=text, tables=(table,))], units)
    assert found == {"policy_text", "task_list", "responsibility", "deadline"}


def test_an_interpretation_of_its_own_counts(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    leaflet = make(
        "leaflet.txt",
        kind="other",
        title="云泽市校园食堂明白纸",
        issuer=("云泽市教育局",),
        refers_to=({"doc_number": policy.doc_number, "relation": "interprets"},),
    )
    assert "interpretation" in _present(policy, [forward("云泽市"), leaflet], units)


def test_units_that_passed_nothing_on_miss_no_elements(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    (dossier,) = link([policy, forward("云泽市")], units)
    found = list(elements.find(dossier, [], Settings(), date(2024, 12, 1)))
    assert {f.unit for f in found} == {"云泽市"}
    assert len({f.finding_id for f in found}) == len(found)


def test_a_partly_read_paper_accuses_nobody(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    (dossier,) = link([policy, forward("云泽市", state="partial")], units)
    assert list(elements.find(dossier, [], Settings(), date(2024, 12, 1))) == []


def test_an_interpretation_that_only_excerpts_explains_nothing(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    body = policy.text[policy.text.index("一、所有") : policy.text.index("\n江澜省人民政府办公厅\n2024")]
    known = {
        "kind": "interpretation",
        "issuer": ("云泽市教育局",),
        "refers_to": ({"doc_number": policy.doc_number, "relation": "interprets"},),
    }
    excerpt = make("a.txt", body * 2, title="政策解读", **known)
    explained = make("b.txt", "为什么要公开账目？因为家长有权知道每一分伙食费花在哪里。" * 8, title="政策解读", **known)
    assert "interpretation" not in _present(policy, [forward("云泽市"), excerpt], units)
    assert "interpretation" in _present(policy, [forward("云泽市"), explained], units)


@pytest.mark.parametrize(
    "heading",
    [
        "几点说明",
        "为什么改",
        "要点怎么看",
        "几个词",
        "（政策解读）改了三处",
        "有关概念的界定",
        "条款说明",
        "容易搞混的地方",
        "适用范围的解释",
    ],
)
def test_a_section_may_explain_under_a_plain_heading(
    make: Make, policy: DocumentRecord, units: list[Unit], heading: str
) -> None:
    text = f"一、{heading}。去年查出12所学校账目不清。\n二、改造食堂。\n三、公开账目。\n四、开展检查。"
    assert "interpretation" in _present(policy, [_rules(make, policy, text)], units)


@pytest.mark.parametrize("heading", ["工作说明会安排", "情况通报", "地界的勘定", "经常性工作"])
def test_other_headings_explain_nothing(make: Make, policy: DocumentRecord, units: list[Unit], heading: str) -> None:
    text = f"一、{heading}。6月查完12所学校。\n二、改造食堂。\n三、公开账目。\n四、开展检查。"
    assert "interpretation" not in _present(policy, [_rules(make, policy, text)], units)


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        (
            (
                "1.改造后厨38间，市教育局、各学校，9月底前。",
                "2.账目上墙，市财政局，7月底前。",
                "3.抽检，市卫生健康局，每季。",
            ),
            True,
        ),
        (
            ("1.改造后厨38间，装摄像头，9月底前。", "2.账目上墙，张贴公示，7月底前。", "3.抽检食材，留存样品，每季。"),
            False,
        ),
    ],
)
def test_items_that_hold_a_body_between_commas_share_out_duties(
    make: Make, policy: DocumentRecord, units: list[Unit], items: tuple[str, ...], shown: bool
) -> None:
    assert ("responsibility" in _present(policy, [_rules(make, policy, "\n".join(items))], units)) is shown


def test_a_table_headed_in_plain_words_shares_out_duties(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    text = "|做什么|谁来干|\n|改造食堂|市教育局|\n|公开账目|市财政局|"
    rows = [[Cell(text=t, start=text.index(t), end=text.index(t) + len(t)) for t in line.strip("|").split("|")]
            for line in text.split("\n")]  # fmt: skip
    table = Table(start=0, end=len(text), rows=tuple(tuple(row) for row in rows))
    assert "responsibility" in _present(policy, [_rules(make, policy, text, tables=(table,))], units)


def test_an_annexed_original_is_there_though_no_notice_passes_it_on(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    annexed = _rules(make, policy, f"一、改造食堂。\n附件：{policy.title}")
    enclosed = _rules(make, policy, f"《{policy.title}》随文附上，制定本方案。\n一、改造食堂。")
    assert "policy_text" in _present(policy, [annexed], units)
    assert "policy_text" in _present(policy, [enclosed], units)


def test_items_that_end_in_a_unit_share_out_duties(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    text = "1.改造：市教育局，6月底。\n2.账目：市财政局，4月底。\n3.检查：市市场监管局，每月。"
    assert "responsibility" in _present(policy, [_rules(make, policy, text)], units)
