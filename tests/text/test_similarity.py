"""Copies are found whatever was changed in them; independent texts are not taken for copies."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from luodi.text.similarity import aligned, containment, shared_share, shingles

POLICY = (
    "各市要在2024年6月底前完成老旧小区摸底，建立一户一档。\n每个县至少建成12个便民服务点，服务半径不超过1公里。\n"
    "对困难家庭每月上门走访一次，发现问题及时帮助解决。\n市级财政安排专项资金不低于500万元，专款专用。\n"
    "严禁以任何名义向群众摊派费用，违者严肃处理。\n每季度向社会公布一次工作进展，接受群众监督。\n"
)
OTHER = (
    "要加快推进农村公路提档升级，补齐乡村交通短板。\n农业生产托管服务面积逐年扩大，带动小农户增收。\n"
    "完善气象灾害监测网络，提高预警信息发布的及时性。\n推动图书馆、文化馆延长开放时间，丰富夜间文化生活。\n"
)


def test_an_altered_copy_is_found_whole() -> None:
    lines = POLICY.split("\n")
    random.Random(1).shuffle(lines)
    copy = re.sub(r"\d+", "7", "\n".join(lines).replace("各市", "各区").replace("市级", "区级"))
    assert shared_share(copy, POLICY) >= 0.95


def test_independent_texts_share_little() -> None:
    assert shared_share(OTHER, POLICY) < 0.15


def test_lines_of_responsibility_are_forms_not_copies() -> None:
    form = "（省财政厅牵头，省教育厅配合）\n"
    assert aligned(form + OTHER, form + POLICY) == []


def test_aligned_passages_point_into_both_texts() -> None:
    passage = aligned("前言。每个县至少建成9个便民服务点，服务半径不超过1公里。", POLICY)[0]
    assert POLICY[passage.original_start : passage.original_end].startswith("每个县至少建成12个")
    assert not passage.exact


@given(st.text(alphabet="甲乙丙丁戊己庚辛", min_size=20, max_size=60))
def test_a_part_is_contained_in_the_whole(part: str) -> None:
    assert containment(shingles(part), shingles("天地玄黄" + part + "宇宙洪荒")) == 1.0


def test_white_space_does_not_change_shingles() -> None:
    assert (shingles(POLICY) == shingles(POLICY.replace("\n", " \n "))).all()
