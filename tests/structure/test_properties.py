"""What holds for every text, however strange: no exception, places inside the text, the same answer twice."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.records import Block, DocumentRecord
from luodi.structure import structure
from luodi.structure.layout import lines_of

_WORDS = (
    "江澜省人民政府文件~江政发〔2024〕5号~江政发[2024~关于印发《治水方案~》的通知~各市人民政府：~附件~附件1~附件：1.甲2.乙~"
    "一、~（一）~1.~第一条~第三章~①~十~2024年3月8日~2024年13月45日~二〇二四年三月五日~印发~抄送：~《~》~（~）~〔~〕~"
    "|~|序号|任务|~。~：~特急~机密★~签发人：~现将~转发~废止~GB 18918—2002~令~第312号~# ~**~为贯彻落实~以下简称~"
    "治水工作~云泽市水利局~000123~ ~　~\n~\n~\n~\n"
)
PIECES = _WORDS.split("~")
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(
        alphabet=st.sampled_from("一二三（）()《》〔〕[]2024年月日号第条章、.：:。|\n 　附件关于印发的通知省政府厅"),
        max_size=200,
    ),
    st.text(max_size=120),
)
_HEAD = "江澜省人民政府文件\n江政发〔2024〕5号\n江澜省人民政府关于治水的意见\n各市人民政府：\n为治水，提出如下意见。\n"
_ITEMS = (
    "一、总体要求~二、重点任务~三、保障措施~（一）治理河道。~（二）修护堤岸。~"
    "1.新建泵站。~2.清淤。~各市要按月调度。~第一章 总则~①疏浚"
)
_FOOT = "江澜省人民政府\n2024年3月8日"
PAPERS = st.lists(st.sampled_from(_ITEMS.split("~")), max_size=14).map(
    lambda items: "\n".join([_HEAD + "一、总体要求", "各市要治水。", "二、重点任务", *items, _FOOT])
)
"""Opinions with sections in any order and depth."""


def bare(text: str) -> DocumentRecord:
    blocks, place = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start=place, end=place + len(line)))
        place += len(line) + 1
    return DocumentRecord(
        document_id="d", file="a.txt", sha256="0", media_type="text/plain", text=text, blocks=tuple(blocks)
    )


def spans(record: DocumentRecord) -> list[tuple[int, int]]:
    found = [(h.start, h.end) for h in record.outline] + [(h.start, h.heading_end) for h in record.outline]
    found += [(p.start, p.end) for p in record.parts] + [(r.start, r.end) for r in record.refers_to]
    return found + [(e.span.start, e.span.end) for e in record.elements if e.span is not None]


@settings(max_examples=300)
@given(TEXTS)
def test_every_place_lies_in_the_text(text: str) -> None:
    record = structure(bare(text))
    assert all(0 <= start <= end <= len(text) for start, end in spans(record))


@settings(max_examples=100)
@given(TEXTS)
def test_the_text_is_left_alone_and_the_answer_is_the_same_twice(text: str) -> None:
    first = structure(bare(text))
    assert first.text == text
    assert structure(first) == first


@settings(max_examples=150)
@given(TEXTS)
def test_lines_lie_in_order_and_hold_the_words_at_their_places(text: str) -> None:
    lines = lines_of(bare(text))
    assert all(a.end <= b.start for a, b in pairwise(lines))
    assert all(len(line.text) == line.end - line.start for line in lines)


@settings(max_examples=100)
@given(PAPERS)
def test_sections_nest(text: str) -> None:
    outline = structure(bare(text)).outline
    assert len(outline) >= 2
    for first, second in pairwise(outline):
        assert first.start <= second.start
        assert second.start >= first.end or second.end <= first.end


@pytest.mark.parametrize(
    "line", ["（" * 400, "《" * 400, "关于" * 200 + "》", "（一" * 300, "2024年" * 300, "江政发〔2024〕" * 100]
)
def test_a_line_of_one_thing_repeated_costs_little(line: str) -> None:
    begin = time.process_time()
    structure(bare("\n".join([line] * 50)))
    assert time.process_time() - begin < 2.0
