"""The reader judges obvious pairs right, the same way each time and in any company."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from luodi.compare.reader import Reader, ReaderUnavailableError
from luodi.compare.reader_input import MOST_SENTENCES, ReaderInput, Told, compose, header
from luodi.compare.reader_marks import mark
from luodi.compare.reader_numbers import number
from luodi.compare.reader_pieces import UNKNOWN, Pieces
from luodi.records.paths import models_dir

FOLDER = models_dir() / "reader"
SCHOOLS = "2024年底前，新建公办幼儿园12所，新增学位不少于3600个。"
TOLD = date(2025, 1, 10)
DUE = date(2024, 12, 31)


@pytest.fixture(scope="module")
def reader() -> Reader:
    pytest.importorskip("onnxruntime")
    return Reader.load()


def asked(task: str, *told: str, deadline: date | None = None, report_date: date | None = None) -> ReaderInput:
    return ReaderInput(task, tuple(Told(text, place) for place, text in enumerate(told)), deadline, report_date)


def best(values: dict[str, float]) -> str:
    return max(values, key=lambda name: values[name])


@pytest.mark.parametrize(
    ("task", "statement", "status"),
    [
        (SCHOOLS, "全年新建公办幼儿园12所，新增学位3720个。", "implemented"),
        (SCHOOLS, "全年新建公办幼儿园7所，新增学位2100个，入园难得到缓解。", "discounted"),
        (SCHOOLS, "全市召开教育工作推进会3次，印发学习资料2万份，思想认识进一步统一。", "formalism"),
        (SCHOOLS, "全年新改建农村公路86公里，行政村通客车率达到100%。", "omitted"),
        ("每月对餐饮单位开展一次食品安全检查。", "每季度对餐饮单位开展一次食品安全检查。", "discounted"),
    ],
)
def test_obvious_pairs_are_judged_right(reader: Reader, task: str, statement: str, status: str) -> None:
    [reading] = reader.judge([asked(task, statement, deadline=DUE if task == SCHOOLS else None, report_date=TOLD)])
    assert best(reading.status) == status


@pytest.mark.parametrize(
    ("task", "statement", "aspect"),
    [
        (SCHOOLS, "全年新建公办幼儿园7所，新增学位2100个，入园难得到缓解。", "quantity"),
        ("每月对餐饮单位开展一次食品安全检查。", "每季度对餐饮单位开展一次食品安全检查。", "frequency"),
        ("对所有乡镇卫生院开展一次药品检查。", "对3个试点乡镇的卫生院开展了药品检查。", "scope"),
    ],
)
def test_the_aspect_that_falls_short_is_named(reader: Reader, task: str, statement: str, aspect: str) -> None:
    [reading] = reader.judge([asked(task, statement, report_date=TOLD)])
    assert best(reading.aspects) == aspect


def test_probabilities_are_probabilities(reader: Reader) -> None:
    [reading] = reader.judge([asked(SCHOOLS, "新建12所。", "修路3公里。")])
    assert sum(reading.status.values()) == pytest.approx(1.0)
    assert all(0.0 <= p <= 1.0 for p in reading.aspects.values())
    assert len(reading.bears) == 2
    assert all(0.0 <= p <= 1.0 for p in reading.bears)


def test_the_sentence_that_bears_on_the_task_is_found(reader: Reader) -> None:
    told = ["改造农村公路86公里。", "建成公办幼儿园7所，新增学位2100个。", "开展校园周边环境整治。", "新建公园12座。"]
    [reading] = reader.judge([asked(SCHOOLS, *told, deadline=DUE, report_date=TOLD)])
    assert max(range(len(told)), key=lambda i: reading.bears[i]) == 1
    assert best(reading.status) == "discounted"


def test_readings_do_not_depend_on_company_or_order(reader: Reader) -> None:
    statements = [
        "新建12所。",
        "召开会议3次。",
        "新改建农村公路86公里，" * 12,
        "新建公办幼儿园7所，新增学位2100个。",
        "学位增加0.36万个。",
    ]
    pairs = [asked(SCHOOLS, s, deadline=DUE, report_date=TOLD) for s in statements]
    alone = [reader.judge([pair])[0] for pair in pairs]
    together = reader.judge(pairs)
    backwards = reader.judge(pairs[::-1] + pairs)[: len(pairs)][::-1]
    for one, two, three in zip(alone, together, backwards, strict=True):
        assert one.status == pytest.approx(two.status, abs=1e-3)
        assert one.aspects == pytest.approx(two.aspects, abs=1e-3)
        assert two.status == pytest.approx(three.status, abs=1e-3)


def test_a_second_reader_reads_the_same(reader: Reader) -> None:
    pairs = [asked(SCHOOLS, "新建公办幼儿园9所。", deadline=DUE, report_date=TOLD)]
    assert Reader.load().judge(pairs) == reader.judge(pairs)


def test_no_pairs_no_readings(reader: Reader) -> None:
    assert reader.judge([]) == []


def test_empty_and_odd_text_is_read_without_error(reader: Reader) -> None:
    odd = [asked("", ""), asked("。", "\u3000\n"), asked(SCHOOLS, "𠮷\x00🙂" * 300), asked(SCHOOLS)]
    assert [len(reading.bears) for reading in reader.judge(odd)] == [1, 1, 1, 0]


def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReaderUnavailableError, match=r"reader\.onnx，请重新安装 luodi"):
        Reader.load(tmp_path)


def test_another_input_format_is_refused(tmp_path: Path) -> None:
    for name in ("reader.onnx", "vocab.json"):
        (tmp_path / name).write_text("[]", encoding="utf-8")
    (tmp_path / "card.json").write_text(json.dumps({"format": "reader-0"}), encoding="utf-8")
    with pytest.raises(ReaderUnavailableError, match="reader-0"):
        Reader.load(tmp_path)


def test_pieces_never_join_digits() -> None:
    pieces = Pieces.read(FOLDER / "vocab.json")
    assert [pieces.pieces[n][0] for n in pieces.cut("12所，2024年")] == ["1", "2", "所", ",", "2", "0", "2", "4", "年"]


def test_pieces_cut_the_same_each_time_and_lose_no_known_character() -> None:
    pieces = Pieces.read(FOLDER / "vocab.json")
    text = "全市新建公办幼儿园12所，覆盖率达到95.5%。"
    cut = pieces.cut(text)
    assert cut == Pieces.read(FOLDER / "vocab.json").cut(text)
    assert UNKNOWN not in cut
    assert "".join(pieces.pieces[n][0] for n in cut) == "全市新建公办幼儿园12所,覆盖率达到95.5%。"


def test_the_network_sees_task_and_sentences_apart_in_the_order_of_the_report() -> None:
    pieces = Pieces.read(FOLDER / "vocab.json")
    given = ReaderInput("新建12所。", (Told("建成7所。", 9), Told("修路3公里。", 2, "二、交通")), DUE, TOLD)
    numbers, parts, shown = compose(pieces, given)
    assert len(numbers) == len(parts)
    assert parts == sorted(parts)
    assert sorted(set(parts)) == [1, 2, 3]
    assert shown == [1, 0]


def test_overlong_sentences_are_cut_and_what_has_no_room_is_left_out() -> None:
    pieces = Pieces.read(FOLDER / "vocab.json")
    numbers, parts, shown = compose(pieces, asked("甲乙" * 500, *["丙丁" * 500] * 20))
    assert len(numbers) == len(parts) < 400
    assert 0 < len(shown) < MOST_SENTENCES
    assert shown == sorted(shown)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,600", 3600.0),
        ("三千六百", 3600.0),
        ("十二", 12.0),
        ("两", 2.0),
        ("一百零五", 105.0),
        ("二〇二四", 2024.0),
        ("1.2", 1.2),
        ("三点五", 3.5),
        ("一万二千", 12000.0),
    ],
)
def test_numerals(text: str, value: float) -> None:
    assert number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("task", "statement", "marked"),
    [
        ("新建12所。", "建成十二座、投用7所。", "建成十二座、投用7所↓。"),
        ("覆盖率达到90%。", "覆盖率已有九成五。", "覆盖率已有九成五↑。"),
        ("投入不低于5000万元。", "投入0.5亿元。", "投入0.5亿元=。"),
        ("24小时内处置。", "平均36小时处置。", "平均36小时↓处置。"),
        ("占比不得低于70%。", "占比72.3%。", "占比72.3%↑。"),
        ("会议不超过12次。", "开会27次。", "开会27次↓。"),
        ("全年督查不得超过1次，每周开放不少于35小时。", "每周开放36小时。", "每周●开放36小时↑。"),
        ("覆盖率达到98%。", "覆盖率由90%提升到96.2%。", "覆盖率由90%提升到96.2%↓。"),
        ("改造小区280个。", "开工283个小区，超出计划3个。", "开工283个↑小区，超出计划3个。"),
        ("对村考核每年不超过1次。", "每季度考核。", "每季度▼考核。"),
        ("每月检查。", "逐月检查。", "逐月●检查。"),
        ("改造3200户。", "市区改了1102户，各县改了2112户。", "市区改了1102户↓，各县改了2112户↓。｜合计3214户↑"),
        ("无数字。", "建成7所。", "建成7所。"),
    ],
)
def test_marks(task: str, statement: str, marked: str) -> None:
    assert mark(task, statement) == marked


def test_a_month_without_a_year_in_a_january_report_is_last_year() -> None:
    assert mark("年底前完成。", "11月20日完成。", DUE, TOLD) == "11月20日◀完成。"
    assert mark("年底前完成。", "1月5日完成。", DUE, TOLD) == "1月5日▶完成。"


def test_a_day_after_the_report_is_still_to_come() -> None:
    assert mark("年底前建成。", "定于12月27日上线。", DUE, date(2024, 11, 20)) == "定于12月27日○◀上线。"


def test_header_says_year_and_whether_due() -> None:
    assert header(DUE, TOLD) == "报2024年 已到期"
    assert header(DUE, date(2024, 10, 1)) == "报2024年 未到期"
    assert header(DUE, None) == ""
