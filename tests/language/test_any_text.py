"""Whatever the text: nothing breaks, every finding quotes its place, the same input gives the same output."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.language import extract
from luodi.records import DocumentRecord
from luodi.structure import structure
from luodi.text.plain_record import text_record

PIECES = [
    *["一、重点任务\n", "（一）扩大供给。", "1.", "第五条 ", "2024年6月底前，", "各市人民政府应当", "建成食堂600家"],
    *["；", "。", "\n", "（省民政厅牵头，省财政厅配合）", "牵头单位：", "责任单位：省教育厅、", "（", "）", "《", "|"],
    *["|任务|牵头单位|\n|建成食堂|省民政厅|\n", "附件", "鼓励企业参与", "是指", "每季度", "不低于95%", "　", "😀"],
    *["\u200b", "一是", "等部门", "由", "会同", "已完成", "召开会议3次", "明年"],
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join)


def record_of(text: str, kind: str) -> DocumentRecord:
    return structure(text_record("f", text)).replace(kind=kind)


@given(text=TEXTS)
@settings(max_examples=60)
def test_tasks_quote_their_place_in_order(text: str) -> None:
    record = record_of(text, "policy")
    tasks = extract(record).tasks
    assert [text[t.start : t.end] for t in tasks] == [t.sentence for t in tasks]
    assert [t.start for t in tasks] == sorted(t.start for t in tasks)
    assert extract(record).tasks == tasks


@given(text=TEXTS)
@settings(max_examples=60)
def test_statements_quote_their_place_in_order(text: str) -> None:
    found = extract(record_of(text, "report")).statements
    assert [text[s.start : s.end] for s in found] == [s.sentence for s in found]
    assert [s.start for s in found] == sorted(s.start for s in found)
