"""整改 as the name of a campaign and as the answer to what was found: titles and covers made up for this."""

from __future__ import annotations

import pytest

from luodi.structure.kind import kind_of_title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        # what starts a campaign orders
        ("云泽市人民政府办公室关于开展户外广告专项整改工作的通知", "policy"),
        ("云泽市户外广告专项整改实施方案", "policy"),
        ("云泽市安全生产委员会关于集中开展燃气管道隐患排查整改的通知", "policy"),
        ("云泽市人民政府办公室关于印发云泽市违法用地清理整改专项行动方案的通知", "policy"),
        ("江澜省电动自行车充电设施整治“回头看”工作方案", "policy"),
        ("云泽市自建房安全隐患大排查大整治行动方案", "policy"),
        ("云泽市农业农村局关于开展农村集体资产自查自纠工作的通知", "policy"),
        ("云泽市关于推进校外供餐单位整改工作的通知", "policy"),
        ("云泽市人民政府办公室关于做好行业协会收费清理规范工作的通知", "policy"),
        ("江澜省督查发现问题整改销号管理办法", "policy"),
        ("柳河县户外广告专项整改任务分工方案", "rules"),
        ("柳河县燃气管道隐患排查整改实施细则", "rules"),
        ("柳河县人民政府办公室转发云泽市户外广告专项整改实施方案的通知", "forward"),
        # what tells of a campaign reports
        ("柳河县户外广告专项整改情况报告", "report"),
        ("柳河县户外广告专项整改工作总结", "report"),
        ("柳河县人民政府关于户外广告专项整改工作落实情况的报告", "report"),
        ("柳河县人民政府关于燃气管道隐患排查整改工作的汇报", "report"),
        ("柳河县违法用地集中整改行动进展情况", "report"),
        ("柳河县人民政府关于违建清理整改情况的复函", "report"),
        ("柳河县自建房大排查大整治“回头看”情况报告", "report"),
        ("柳河县农村集体资产自查自纠情况报告", "report"),
        ("柳河县关于燃气管道安全自查整改情况的报告", "report"),
        ("柳河县户外广告整治专项行动工作小结", "report"),
        # what answers a finding puts right
        ("云泽市省专项督查反馈意见整改方案", "rectification"),
        ("柳河县人民政府关于市督查组反馈问题整改情况的报告", "rectification"),
        ("云泽市人民政府办公室关于做好省督查发现问题整改工作的通知", "rectification"),
        ("柳河县治水问题整改台账", "rectification"),
        ("柳河县治水问题复查销号报告", "rectification"),
        ("柳河县户外广告问题清单专项整改情况报告", "rectification"),
        ("柳河县巡察反馈问题集中整改进展情况报告", "rectification"),
        ("云泽市审计查出问题专项整改工作总结", "rectification"),
        ("柳河县水利局关于河道管护问题的整改报告", "rectification"),
        ("柳河县治水督查整改“回头看”情况报告", "rectification"),
        # what looks whether a campaign was carried out supervises
        ("云泽市户外广告专项整改工作督查方案", "inspection"),
        ("云泽市人民政府办公室关于对户外广告专项整改情况开展专项督查的通知", "inspection"),
        ("云泽市人民政府督查室关于户外广告专项整改督查情况的通报", "inspection"),
        ("云泽市人民政府办公室关于户外广告整治工作进展情况的通报", "inspection"),
        ("云泽市人民政府办公室关于开展自建房整治“回头看”督导工作的通知", "inspection"),
        ("云泽市人民政府办公室关于治水督查反馈问题整改情况督查的通报", "inspection"),
    ],
)
def test_a_campaign_is_told_from_the_answer_to_what_was_found(title, kind):
    assert kind_of_title(title, "").kind == kind


OURS = (
    "柳河县人民政府办公室文件\n柳政办发〔2024〕21号\n"
    "柳河县人民政府办公室关于印发柳河县治水方案的通知\n各乡镇人民政府：\n"
)
PLAN = "\n柳河县人民政府办公室\n2024年5月12日\n柳河县治水方案\n一、清河道。每个乡镇2条。\n"
ABOVE = "《云泽市人民政府办公室关于开展治水工作的通知》（云政办发〔2024〕38号）"


@pytest.mark.parametrize(
    "cover",
    [
        f"现将《柳河县治水方案》印发给你们，{ABOVE}一并附后，请遵照执行。",
        f"现将《柳河县治水方案》印发给你们，{ABOVE}一并附发，请遵照执行。",
        f"{ABOVE}随文附上，我县不另行转发。本通知即为本县方案。",
        f"{ABOVE}不再转发，任务已经全部列入《柳河县治水方案》。",
        f"现将《柳河县治水方案》印发给你们，请与{ABOVE}对照执行。",
        f"{ABOVE}明确了12项任务，县里逐项拆开，现就有关事项通知如下。",
    ],
)
def test_a_county_plan_beside_a_citys_paper_is_rules(read, cover):
    found = read(OURS + cover + PLAN)
    assert found.kind == "rules"
    assert [(r.relation, r.doc_number) for r in found.refers_to] == [("implements", "云政办发〔2024〕38号")]


@pytest.mark.parametrize(
    "cover",
    [
        "现将《柳河县治水方案》印发给你们，《大河县治水方案》（大政办发〔2024〕3号）一并附后，供参考。",
        f"现将《柳河县治水方案》印发给你们，请遵照执行。{ABOVE}已于去年废止。",
        f"{ABOVE}印发以来，我县水质逐年好转。现将《柳河县治水方案》印发给你们。",
    ],
)
def test_a_paper_named_by_the_way_does_not_make_rules(read, cover):
    assert read(OURS + cover + PLAN).kind == "policy"


def test_two_notices_of_one_name_are_told_apart_by_their_places(read):
    text = (
        "澜州市人民政府办公室文件\n澜政办发〔2024〕9号\n澜州市人民政府办公室关于开展治水工作的通知\n各县人民政府：\n"
        "《江澜省人民政府办公厅关于开展治水工作的通知》（江政办发〔2024〕5号）随文附上，任务如下：\n一、清河道。\n"
        "澜州市人民政府办公室\n2024年3月8日\n"
    )
    found = read(text)
    assert found.kind == "rules"
    assert [(r.relation, r.doc_number) for r in found.refers_to] == [("implements", "江政办发〔2024〕5号")]
