"""Tasks that a unit's papers answer by lying in the folder, tasks that are not its own, and shares set in a table."""

from __future__ import annotations

from datetime import date

from luodi.compare.assessing import assess
from luodi.dossier import link
from luodi.ingest import read_bytes
from luodi.language import extract
from luodi.records import Assessment, Unit
from luodi.settings import Settings
from luodi.structure import structure

POLICY = (
    "江澜省人民政府文件\n江政发〔2024〕6号\n江澜省人民政府关于整治窨井盖的意见\n各市、县人民政府：\n"
    "一、2024年12月底前，全省整治病害井盖4.2万座，分市任务见附件。\n二、各市要于2024年3月底前将本意见转发至所辖各县。\n"
    "三、各市于2025年1月10日前报送年度落实情况。\n四、各市政府要建成井盖监管平台2个。\n"
    "五、省住房城乡建设厅会同有关部门每季度通报一次各市进展。\n"
    "江澜省人民政府\n2024年3月11日\n附件\n各市任务分配表\n"
    "<table><tr><td>市</td><td>病害井盖（座）</td></tr><tr><td>云泽市</td><td>18000</td></tr>"
    "<tr><td>鹤浦市</td><td>24000</td></tr><tr><td>合计</td><td>42000</td></tr></table>"
)
RULES = (
    "云泽市人民政府文件\n云政发〔2024〕9号\n云泽市窨井盖整治实施方案\n各县人民政府：\n"
    "根据《江澜省人民政府关于整治窨井盖的意见》（江政发〔2024〕6号），制定本方案。\n"
    "一、12月底前整治病害井盖18000座，其中湖东县2100座、湖西县15900座。\n云泽市人民政府\n2024年3月13日\n"
)
REPORT = (
    "{place}人民政府关于整治窨井盖情况的报告\n{to}人民政府：\n"
    "现将落实《江澜省人民政府关于整治窨井盖的意见》（江政发〔2024〕6号）情况报告如下。\n"
    "一、全年整治病害井盖{done}座。\n{place}人民政府\n{day}\n"
)
UNITS = [
    Unit(name="江澜省", level="province", aliases=("江澜省人民政府",)),
    Unit(name="云泽市", level="city", parent="江澜省", aliases=("云泽市人民政府",)),
    Unit(name="鹤浦市", level="city", parent="江澜省", aliases=("鹤浦市人民政府",)),
    Unit(name="湖东县", level="county", parent="云泽市", aliases=("湖东县人民政府",)),
]
OFF = Settings.from_dict({"comparing": {"reader": False}})


def _page(text: str) -> bytes:
    head, mark, table = text.partition("<table>")
    lines = "".join(f"<p>{line}</p>" for line in head.split("\n") if line)
    return f"<html><body>{lines}{mark}{table}</body></html>".encode()


def _judged(day: str = "2025年1月8日") -> dict[tuple[str, str], Assessment]:
    texts = {
        "policy.html": POLICY,
        "rules.html": RULES,
        "city.html": REPORT.format(place="云泽市", to="江澜省", done="15360", day=day),
        "county.html": REPORT.format(place="湖东县", to="云泽市", done="2135", day="2024年12月30日"),
    }
    docs = [extract(structure(read_bytes(_page(t), n)[0])) for n, t in texts.items()]
    dossier = next(d for d in link(docs, UNITS, []) if d.policy is not None and d.policy.file == "policy.html")
    rows = assess(dossier, OFF, date(2025, 1, 15))
    keys = ("整治病害井盖", "转发", "报送", "平台", "通报")
    return {(a.unit, key): a for a in rows for key in keys if key in a.task}


def test_a_unit_that_passed_the_policy_on_and_sent_its_account_in_is_not_silent_on_either() -> None:
    rows = _judged()
    assert rows["云泽市", "转发"].status == "implemented"
    assert rows["云泽市", "转发"].evidence_spans[0].quote == "云泽市窨井盖整治实施方案"
    assert rows["云泽市", "报送"].status == "implemented"
    assert "2025年1月8日报送" in rows["云泽市", "报送"].reason


def test_an_account_of_another_season_proves_nothing() -> None:
    assert "2024年7月8日报送" not in _judged("2024年7月8日")["云泽市", "报送"].reason


def test_what_cities_are_asked_is_not_asked_of_a_county_and_a_superiors_watch_is_left_open() -> None:
    rows = _judged()
    assert ("湖东县", "平台") not in rows
    assert ("湖东县", "转发") not in rows
    assert ("云泽市", "平台") in rows
    assert rows["云泽市", "通报"].status != "omitted" or rows["云泽市", "通报"].abstained


def test_a_share_is_read_from_the_table_and_below_it_from_the_superiors_plan() -> None:
    rows = _judged()
    assert "18000座" in rows["云泽市", "整治病害井盖"].reason
    assert "2100座" in rows["湖东县", "整治病害井盖"].reason
    assert "要求“一、2024年12月底前，全省整治病害井盖4.2万座" in rows["云泽市", "整治病害井盖"].reason
