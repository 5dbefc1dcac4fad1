"""Who acts, as the sentence itself says."""

from __future__ import annotations

import pytest

from luodi.language.units.names import expand, is_actor
from luodi.language.units.subjects import read_subject


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("各市人民政府应当于2023年5月底前制定实施细则。", ["各市人民政府"]),
        ("各县（区）每月25日前报送整治工作进展。", ["各县（区）"]),
        ("资金下达后30日内，市、县财政部门应当足额拨付。", ["市、县财政部门"]),
        ("对群众反映的问题，各级农业农村部门要在15个工作日内办结。", ["各级农业农村部门"]),
        ("（二十）各县（区）人民政府应当制定实施方案。", ["各县（区）人民政府"]),
        ("各地区、各有关部门要加大宣传力度。", ["各地区", "各有关部门"]),
        ("教育、财政等部门要加强协调。", ["教育部门", "财政部门"]),
        ("县级财政每年安排资金不低于2000万元。", ["县级财政"]),
        ("有条件的地区可安排经费予以支持。", ["有条件的地区"]),
        ("指标由联合采购办公室负责拟定。", ["联合采购办公室"]),
        ("5.1.2 省级人民政府要优化储备布局。", ["省级人民政府"]),
        ("小型水库一律空库迎汛，县水利局逐库派驻技术人员。", ["县水利局"]),
        ("会议要求，县委督查室每月通报一次进展。", ["县委督查室"]),
        ("县委组织部每季度通报一次在岗情况。", ["县委组织部"]),
        ("工作要求：各牵头单位要于3月10日前制定具体方案。", ["各牵头单位"]),
        ("各乡镇、各部门制定年度计划。", ["各乡镇", "各部门"]),
        ("各县党政主要负责同志要带队检查1次。", ["各县党政主要负责同志"]),
    ],
)
def test_the_actor_is_found(sentence: str, actors: list[str]) -> None:
    assert list(read_subject(sentence).actors) == actors


@pytest.mark.parametrize(
    "sentence",
    [
        "缘石坡道坡口与车行道之间必须做到零高差。",
        "全省加装电梯1200部。",
        "对所有托育机构每季度开展一次安全检查。",
        "支持职业院校开展补贴性培训。",
        "严禁向乡镇（街道）和企业分解下达任务。",
        "政务服务事项全部纳入一体化平台管理。",
        "国有A级旅游景区一律取消园中园门票。",
        "补充耕地项目必须由市级逐个实地验收。",
        "加强师资建设，提高教材质量。",
        "吸引科技服务机构在我省设立分支机构。",
        "二级以上综合医院设立老年医学科的比例达到四分之三。",
    ],
)
def test_things_and_beneficiaries_are_no_actors(sentence: str) -> None:
    assert read_subject(sentence).actors == ()


def test_the_partner_after_together_with_supports() -> None:
    subject = read_subject("市场监管部门会同教育部门每学期开展2次检查。")
    assert (subject.actors, subject.partners) == (("市场监管部门",), ("教育部门",))


def test_a_whole_name_gets_no_second_ending() -> None:
    assert expand("科技部、财政部等部门") == ["科技部", "财政部"]


def test_a_name_holding_a_verb_is_no_actor() -> None:
    assert not is_actor("逐处明确文物安全直接责任人")


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("各街道（镇）应当每月检查一次。", ("各街道（镇）",)),
        ("各乡镇（街道）今年年底前至少办2场灯会。", ("各乡镇（街道）",)),
        ("三、办热闹 各乡镇在元宵节前办2场灯会。", ("各乡镇",)),
        ("D-03　发生走失的，属地应当在1小时内报告。", ("属地",)),
        ("灯会值守由镇街、开发区组织民兵承担。", ("镇街", "开发区")),
        ("对零投诉的摊位，各乡镇给每个摊位不低于500元的奖励。", ("各乡镇",)),
    ],
)
def test_subjects_of_plain_writers(sentence: str, actors: tuple[str, ...]) -> None:
    assert read_subject(sentence).actors == actors


def test_a_province_stands_beside_a_city_and_not_below_it() -> None:
    assert read_subject("各市、省农垦集团应当自本意见印发之日起60日内制定实施方案。").actors == ("各市", "省农垦集团")


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("灯棚发生火情，社区、村自发现之时起10分钟内报县消防大队。", ("社区", "村")),
        ("接到火点通报，乡镇30分钟内到场扑灭。", ("乡镇",)),
        ("春、秋两季，各县（区）在每个村设不少于2个岗。", ("各县（区）",)),
        ("各乡镇人民政府是第一道关口，自印发之日起20日内拿出细则。", ("各乡镇人民政府",)),
        ("对因停电歇业的摊位，由各县（区）人民政府提供不少于3个月的补助。", ("各县（区）人民政府",)),
        ("县公路局：6月底前铺沥青12公里。", ("县公路局",)),
        ("培训机构：每个乡镇遴选1家。", ()),
        ("商请县公路局6月底前铺沥青12公里。", ("县公路局",)),
    ],
)
def test_subjects_behind_settings_and_before_terms(sentence: str, actors: tuple[str, ...]) -> None:
    assert read_subject(sentence).actors == actors
