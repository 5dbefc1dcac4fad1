"""Units that the last clauses of a sentence name, and who goes on acting in the sentences behind."""

from __future__ import annotations

import pytest

from .test_tasks import tasks_of


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        ("每个村至少扎花灯3盏，不收材料钱，妇联牵头。", ["妇联"], []),
        ("各乡镇2024年年底前至少办2场灯会，团县委和妇联协助。", ["各乡镇"], ["团县委", "妇联"]),
        ("灯会现场每2小时巡查一次，由街道、镇负责，县消防大队配合。", ["街道", "镇"], ["县消防大队"]),
        ("花灯用电全部检测一遍，供电所牵头抓总，市监所、城管中队搭把手。", ["供电所"], ["市监所", "城管中队"]),
        ("县文旅局和各乡镇应当在灯会前3天公布路线。", ["县文旅局"], ["各乡镇"]),
    ],
)
def test_the_last_clauses_say_who_answers_and_who_helps(sentence: str, lead: list[str], support: list[str]) -> None:
    found = tasks_of(f"一、重点任务\n（一）扎灯。{sentence}\n")
    assert [(list(t.lead), list(t.support)) for t in found] == [(lead, support)]


def test_who_acts_goes_on_over_terms_and_offers() -> None:
    found = tasks_of(
        "一、扎灯\n各乡镇（街道）在2024年2月10日前制定灯会方案。每月25日前把花灯台账报县文旅局。鼓励有条件的村办灯谜会。\n"
        "（联系人：县文旅局何某，82217）\n"
    )
    assert [t.lead for t in found] == [("各乡镇（街道）",)] * 3
