"""The spaCy pipeline: spans, pipe, displaCy, saving; jieba's global dictionary is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luodi.language.pipeline import doc_of, nlp
from luodi.records import Deadline, DocumentRecord

TEXT = "各市应当于2024年6月底前制定实施细则。\n市场监管部门会同教育部门每学期至少开展2次检查。"


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return nlp()


def test_text_and_offsets_stay_true(pipeline: Any) -> None:
    doc = pipeline(TEXT)
    assert doc.text == TEXT
    assert all(doc.text[s.start_char : s.end_char] == s.text for key in doc.spans for s in doc.spans[key])


def test_spans_are_exact_where_words_would_cut_them(pipeline: Any) -> None:
    doc = pipeline(TEXT)
    assert [s.text for s in doc.spans["deadlines"]] == ["2024年6月底前", "每学期"]


def test_values_stand_behind_the_spans(pipeline: Any) -> None:
    doc = pipeline(TEXT)
    value = doc.spans["deadlines"][0]._.value
    assert isinstance(value, Deadline)
    assert value.end == date(2024, 6, 30)


def test_sentences_are_cut_as_the_labels_say(pipeline: Any) -> None:
    assert [s.text.strip() for s in pipeline("甲（一。二）完成；乙完成。").sents] == ["甲（一。二）完成；", "乙完成。"]


def test_pipe_gives_what_single_calls_give(pipeline: Any) -> None:
    texts = [TEXT, "鼓励企业参与。", ""]
    assert [d._.tasks for d in pipeline.pipe(texts, batch_size=2)] == [pipeline(t)._.tasks for t in texts]


def test_displacy_draws_entities_and_spans(pipeline: Any) -> None:
    from spacy import displacy

    doc = pipeline(TEXT)
    assert "2024年6月底前" in displacy.render(doc, style="ent", jupyter=False)
    assert "每学期" in displacy.render(doc, style="span", options={"spans_key": "deadlines"}, jupyter=False)


def test_a_saved_pipeline_loads_again(pipeline: Any, tmp_path: Path) -> None:
    import spacy

    pipeline.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.tasks == pipeline(TEXT)._.tasks


def test_docs_survive_bytes(pipeline: Any) -> None:
    from spacy.tokens import Doc

    doc = pipeline(TEXT)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert again._.tasks == doc._.tasks
    assert again.spans["deadlines"][0]._.value == doc.spans["deadlines"][0]._.value


def test_a_records_own_date_resolves_its_deadlines(pipeline: Any) -> None:
    record = DocumentRecord(
        document_id="d", file="f", sha256="", media_type="text/plain", text="6月底前制定实施细则。",
        issue_date=date(2020, 2, 1),
    )  # fmt: skip
    doc = pipeline(doc_of(record, pipeline))
    assert doc.spans["deadlines"][0]._.value.end == date(2020, 6, 30)


def test_the_global_dictionary_is_not_touched(pipeline: Any) -> None:
    import jieba

    before = jieba.dt.total
    pipeline("泊宁市推进智慧食堂建设。")
    assert jieba.dt.total == before
    assert pipeline.tokenizer is not jieba.dt


def test_a_division_table_gives_its_tasks(pipeline: Any) -> None:
    doc = pipeline("任务分工表\n|序号|任务|牵头单位|\n|1|新建社区食堂600家|省民政厅|\n|2|培训厨师2000人|省人社厅|\n")
    assert [task.lead for task in doc._.tasks] == [("省民政厅",), ("省人社厅",)]
