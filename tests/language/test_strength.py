"""How binding a task is."""

from __future__ import annotations

import pytest

from luodi.language.strength import read_strength


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("公共停车场应当按照不少于总车位2%的比例设置无障碍停车位。", "must"),
        ("2024年底前，全市新增公共充电端口3.6万个。", "must"),
        ("严禁飞线充电。", "must"),
        ("考场全部换用可调节桌椅，易燃可燃装饰一律拆除。", "must"),
        ("讲解员培训考核合格方可上岗。", "must"),
        ("稳步提高护工待遇，各市月工资标准提高8%以上。", "must"),
        ("稳定岗位规模，年度招聘原则上在8月底前完成。", "should"),
        ("原则上2023年年底前，设置率达到95%以上。", "should"),
        ("力争到2025年底，满意度达到85%以上。", "should"),
        ("到2022年，逐步将工作经费提高到每站每年不低于5000元。", "should"),
        ("积极推进每个乡镇建成1个综合运输服务站。", "should"),
        ("鼓励社会力量兴办残疾人托养照护机构。", "may"),
        ("支持有条件的学校配备营养指导人员。", "may"),
        ("取得证书的，可作为申报评审的重要参考。", "may"),
        ("鼓励使用中选药品，各医疗机构不得以费用控制为由影响使用。", "must"),
        ("规范转载发布工作，原则上只转载稿源单位发布的信息，不得擅自发布。", "must"),
        ("制定薪酬分配指引，引导企业建立分配制度，鼓励企业实行年薪制。", "must"),
    ],
)
def test_the_clause_that_carries_the_duty_decides(sentence: str, strength: str) -> None:
    assert read_strength(sentence)[0] == strength


def test_the_cue_is_named() -> None:
    assert read_strength("鼓励企业参与。")[1] == "may.encourage"
