"""The task of making rules of one's own, judged by the unit's paper in the folder."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.compare.assessing import assess
from luodi.dossier import link
from luodi.language import extract
from luodi.records import Assessment, DocumentRecord, Unit
from luodi.settings import Settings
from luodi.structure import structure

POLICY = (
    "云泽市人民政府文件\n云政发〔2024〕6号\n云泽市人民政府关于疏浚沟渠的意见\n各县人民政府：\n"
    "一、2024年6月底前，疏浚沟渠120公里。\n二、各县人民政府应当自本意见印发之日起30日内制定{paper}。\n"
    "云泽市人民政府\n2024年3月1日\n"
)
RULES = (
    "湖东县人民政府文件\n湖政发〔2024〕9号\n湖东县沟渠疏浚实施方案\n各乡镇人民政府：\n"
    "根据《云泽市人民政府关于疏浚沟渠的意见》（云政发〔2024〕6号），制定本方案。\n"
    "一、5月底前疏浚沟渠30公里，由县水利局负责。\n湖东县人民政府\n{day}\n"
)
REPORT = (
    "湖东县人民政府关于疏浚沟渠情况的报告\n云泽市人民政府：\n"
    "现将落实《云泽市人民政府关于疏浚沟渠的意见》（云政发〔2024〕6号）情况报告如下。\n"
    "一、疏浚沟渠31公里。\n{told}二、全县出动3200人次。\n湖东县人民政府\n2024年12月10日\n"
)
UNITS = [
    Unit(name="云泽市", level="city", aliases=("云泽市人民政府",)),
    Unit(name="湖东县", level="county", parent="云泽市", aliases=("湖东县人民政府",)),
]


def _judged(day: str, told: str = "", paper: str = "实施方案") -> Assessment:
    texts = {
        "policy.txt": POLICY.format(paper=paper),
        "rules.txt": RULES.format(day=day),
        "report.txt": REPORT.format(told=told),
    }
    settings = Settings.from_dict({"comparing": {"reader": False}})
    bare = [DocumentRecord(document_id=n, file=n, sha256=n, media_type="text/plain", text=t) for n, t in texts.items()]
    docs = [extract(structure(record)) for record in bare]
    dossier = next(d for d in link(docs, UNITS, []) if d.policy is not None and d.policy.file == "policy.txt")
    (row,) = [a for a in assess(dossier, settings, date(2024, 12, 20)) if "制定" in a.task]
    return row


def test_a_paper_in_time_is_implemented_and_one_behind_it_is_late() -> None:
    in_time, late = _judged("2024年3月20日"), _judged("2024年5月20日")
    assert (in_time.status, in_time.aspects) == ("implemented", ())
    assert (late.status, late.aspects) == ("discounted", ("deadline",))
    assert "湖东县沟渠疏浚实施方案" in late.reason
    assert "2024年3月31日" in late.reason
    assert not late.abstained


def test_the_sentence_that_tells_of_the_paper_is_quoted_else_the_paper() -> None:
    told = "3月20日县政府印发实施方案，任务分到乡镇。"
    assert _judged("2024年3月20日", told).evidence == (told,)
    assert _judged("2024年5月20日").evidence_spans[0].document_id == "rules.txt"


@pytest.mark.parametrize("paper", ["应急预案", "沟渠管护办法"])
def test_a_plan_of_measures_is_no_paper_of_another_kind(paper: str) -> None:
    assert "湖东县沟渠疏浚实施方案" not in _judged("2024年5月20日", paper=paper).reason
