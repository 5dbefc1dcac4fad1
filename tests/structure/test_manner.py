"""Papers whose titles no rule knows are told by how they speak; what a title says surely is never doubted."""

from __future__ import annotations

import pytest

from luodi.structure.kind import Kind
from luodi.structure.manner import by_manner

HEAD = "槐河县人民政府文件\n槐政〔2024〕6号\n"
ORDERS = """会议议定以下事项：
一、摸清底数。各乡镇对辖区内的灌溉机井逐眼登记，5月底前录入县水利局台账（县水利局牵头，各乡镇落实）。
二、换装水表。今年年底前，所有机井装上智能水表，不得以无表为由停供（县水利局牵头，县财政局配合）。
三、管住用水。井主每月上报取水量，超出定额的，应当在10日内说明原因。严禁私自增打新井。
四、落实经费。换表费用由县财政统筹，不得向农户摊派。县审计局每半年检查一次资金使用情况。
五、加强督办。县政府督查室每季度通报一次进展，对完不成任务的乡镇予以约谈。"""

TELLS = """春分刚过，河湾村的老井旁立起了一只绿色的表箱。去年5月起，镇里派出6个组，用两个月把412眼机井登记了一遍，
全部录进了县水利局的台账。到12月底，装上智能水表的有398眼，余下14眼因井管塌陷已经报停。井主每月5日前把取水量
报到镇水管站，全年共报4700多条，超定额的31户都写了说明。私自打井的查出2起，当月已回填。换表花掉的96万元由县里
拨付，没有向农户收过一分钱。镇纪委9月抽查了28户，反映收费的一户也没有。今年开春，又有3个村的水站完成了改造，
农户说，水价看得见了，吵架也少了。全镇亩均用水比上年下降了11%，节下来的水够浇2600亩麦田。"""

PASSES_ON = """各村民委员会，镇水管站，各用水合作社：
现将《关于机井管理的纪要》转发给你们，请结合实际，认真贯彻执行。
附件：关于机井管理的纪要
槐河县人民政府办公室
2024年3月12日
（此件公开发布）
抄送：县纪委监委，县人大常委会办公室，县政协办公室。
槐河县人民政府办公室　2024年3月12日印发"""


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("会议议定事项", ORDERS, "policy"),
        ("一只水表改变一个村", TELLS, "report"),
        ("送会议原文", PASSES_ON, "forward"),
    ],
)
def test_an_unknown_paper_is_told_by_its_manner(title: str, body: str, kind: str) -> None:
    assert by_manner(Kind("other", 0.4, "nothing"), f"{HEAD}{title}\n{body}").kind == kind


@pytest.mark.parametrize("body", [ORDERS, TELLS])
def test_what_a_rule_is_sure_of_is_never_doubted(body: str) -> None:
    sure = Kind("interpretation", 0.9, "a-rule")
    assert by_manner(sure, HEAD + body) == sure


def test_a_weak_rule_gives_way_to_a_clear_manner() -> None:
    assert by_manner(Kind("policy", 0.55, "notice-title"), HEAD + TELLS).kind == "report"


def test_a_short_text_says_nothing() -> None:
    unclear = Kind("other", 0.4, "nothing")
    assert by_manner(unclear, "请查收。") == unclear


def test_minutes_and_commentary_are_read_whole(read) -> None:
    minutes = read(
        f"槐河县人民政府专题会议纪要\n〔2024〕6号\n关于机井管理的纪要\n{ORDERS}\n槐河县人民政府办公室\n2024年3月8日\n"
    )
    assert minutes.kind == "policy"
    told = read(f"一只水表改变一个村\n——河湾镇机井管理述评\n{TELLS}\n")
    assert told.kind == "report"
