"""Complaints gather to clusters by place and matter, bear on a task, and are counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.checks import clusters as clusters_of
from luodi.checks import complaints, feedback, heard
from luodi.checks.categories import classify, codes_by_label, table
from luodi.checks.complaints import Complaint, asks, category, praises
from luodi.checks.duplicates import groups
from luodi.checks.matters import of_one_thing
from luodi.learn.checking import sheet
from luodi.records import DocumentRecord, Dossier, Quote, Task, Unit
from luodi.settings import Comparing, Settings

TASK = "见习人员生活费补助按月足额发放，不得拖欠。"
HEADER = "id,date,channel,place,text"
TROUBLE = [
    "见习补助三个月没有发，打电话说等统一发。",
    "在设计公司见习，生活补助一分钱没见着。",
    "见习协议写着按月发补助，两个月了还是零。",
    "园区六个见习青年都没拿到见习补助，互相推。",
    "孩子在医院见习，八月的补助拖到现在。",
    "见习生活补助拖欠，第三次来电反映。",
]
OTHERS = [
    "路灯坏了一排，晚上看不清。",
    "公交车下午六点就没有了。",
    "小区停车费涨价。",
    "自来水发黄三天。",
    "村口污水管破裂。",
]


def dossier(lines: list[str]) -> Dossier:
    policy = DocumentRecord(
        document_id="p",
        file="policy.txt",
        sha256="",
        media_type="",
        text=TASK,
        kind="policy",
        tasks=(Task(task_id="t", document_id="p", file="policy.txt", path="", sentence=TASK, start=0, end=len(TASK)),),
    )
    units = (
        Unit(name="甲市", level="city"),
        Unit(name="柳塘县", level="county", parent="甲市", aliases=("柳塘",)),
        Unit(name="江南区", level="county", parent="甲市"),
    )
    text = "\n".join([HEADER, *lines])
    return Dossier(policy=policy, documents=(sheet("feedback.csv", text),), units=units)


def lines(place: str, texts: list[str], *, channel: str = "热线", first: int = 1) -> list[str]:
    return [f"F{first + i},2024-10-{i + 1:02},{channel},{place},{text}" for i, text in enumerate(texts)]


def clusters(rows: list[str]) -> list[tuple[str, str]]:
    return [(f.kind, f.unit) for f in feedback.find(dossier(rows), [], Settings(), date(2024, 12, 5))]


def test_many_complaints_about_one_matter_in_one_place_are_a_cluster() -> None:
    rows = lines("甲市柳塘县", TROUBLE) + lines("甲市江南区", OTHERS, first=20)
    assert clusters(rows) == [("complaint-cluster", "柳塘县")]


def test_a_few_complaints_are_no_cluster() -> None:
    assert clusters(lines("甲市柳塘县", TROUBLE[:3]) + lines("甲市江南区", OTHERS, first=20)) == []


def test_the_same_matter_spread_over_places_is_no_cluster() -> None:
    rows = (
        lines("甲市柳塘县", TROUBLE[:2])
        + lines("甲市江南区", TROUBLE[2:4], first=20)
        + lines("甲市", TROUBLE[4:], first=30)
    )
    assert clusters(rows) == []


def test_a_matter_that_no_task_is_about_is_no_finding() -> None:
    buses = [f"{n}路公交车晚点，公交站台等了半小时公交不来。" for n in (3, 5, 8, 12, 17, 21)]
    assert clusters(lines("甲市柳塘县", buses) + lines("甲市江南区", OTHERS, first=20)) == []


def test_one_complaint_told_through_three_channels_counts_once() -> None:
    rows = [
        row
        for i, channel in enumerate(("热线", "来信", "网上留言", "小程序", "来访", "热线"))
        for row in lines("甲市柳塘县", TROUBLE[:1], channel=channel, first=10 * i)
    ]
    assert clusters(rows + lines("甲市江南区", OTHERS, first=90)) == []


def test_quotes_show_no_personal_data() -> None:
    told = [text.replace("。", "，联系人：王小明，13812345678。", 1) for text in TROUBLE]
    rows = lines("甲市柳塘县", told) + lines("甲市江南区", OTHERS, first=20)
    finding = next(feedback.find(dossier(rows), [], Settings(), date(2024, 12, 5)))
    shown = finding.reason + "".join(q.quote for q in finding.evidence)
    assert "13812345678" not in shown
    assert "王小明" not in shown


def test_one_matter_in_many_words_is_a_cluster_where_most_tell_of_it() -> None:
    fee = "严禁以保管费、搬运费等名义向收件人二次收费。"
    told = [
        "取一个包裹要交一块钱。",
        "包邮的快递还要收一元保管费。",
        "老人取药收两元，不交不给。",
        "收费表贴在门口，小件收1元。",
        "同一个站收了我六回钱，收件人没有票。",
    ]
    strays = [*OTHERS, "学校门口没有红绿灯。", "集市厕所没人管。", "网络信号太差。"]

    def units(rows: list[str]) -> set[str]:
        base = dossier(rows)
        assert base.policy is not None
        task = Task(task_id="t", document_id="p", file="policy.txt", path="", sentence=fee, start=0, end=len(fee))
        asked = base.replace(policy=base.policy.replace(text=fee, tasks=(task,)))
        return {f.unit for f in feedback.find(asked, [], Settings(), date(2024, 12, 5))}

    assert units(lines("柳塘县东乡", told)) == {"柳塘县"}
    assert units(lines("柳塘县东乡", told[:4])) == set()
    assert units([*lines("柳塘县东乡", told), *lines("柳塘县西乡", strays, first=20)]) == set()


SCHOOL = "随迁子女入学与本地户籍儿童享有同等待遇，一律安排在公办学校就近入学。"
TURNED_AWAY = [
    "孩子在厂区租房住，报名时说没有户口只能等剩余学位。",
    "居住证交了三年社保，窗口还是不收材料。",
    "外省来的，一年级只给安排到十公里外的民办学校。",
    "说外地的要到八月底才知道有没有公办学位，本地的五月就定了。",
    "老师让我们回户籍地上学，随迁子女在这里排最后。",
]
GYM = "健身、美容等机构预收费用存入监管账户，一次收取不得超过6个月。"
PAID_AHEAD = [
    "健身房只卖三年卡，办完两个月就关门。",
    "瑜伽馆让一次交清两年的钱，不交不给排课。",
    "游泳班一次性收了一百二十节课的费用。",
    "美容院充值一万二，换了老板不认账。",
    "跆拳道馆要交全年的钱才给便宜，合同不写监管账户。",
]
CLASSROOM = "不得强制教师、家长参与投票、点赞、转发等与教学无关的活动。"
LIBRARY = "办理读者证、借阅证，能通过数据共享查到的信息，不得要求读者提供纸质证明。"
ASKED_FOR_PAPERS = [
    "办读者证要户口本复印件，手机上明明能查。",
    "给老人办借阅证，让去社区开证明。",
    "窗口说电子证件不算，要原件。",
    "同样的材料三个分馆各收一遍，都要交材料。",
    "外地读者要单位盖章的纸质证明才给办读者证。",
]
MADE_TO_CLICK = [
    "班主任让家长每天给学校视频点赞，还要发截图。",
    "校门口扫码签到，一天三次，漏了在群里点名。",
    "评选校园之星要拉票，投票截图接龙。",
    "教研员要求转发公众号，少一条扣分。",
    "幼儿园让装三个软件，天天打卡。",
]
SCHOOL_OTHERS = [
    "校门口没有斑马线，接送时很乱。",
    "食堂的菜太咸。",
    "校服质量差，洗一次就掉色。",
    "操场上的塑胶味道大。",
    "放学太早，没人接。",
    "作业写到十一点。",
    "厕所没有热水。",
    "班里六十几个人。",
]


@pytest.mark.parametrize(
    ("task", "rows", "found"),
    [
        (SCHOOL, [("柳塘县东乡", TURNED_AWAY), ("江南区", SCHOOL_OTHERS)], {"柳塘县"}),
        (SCHOOL, [("柳塘县东乡", TURNED_AWAY[:4]), ("江南区", SCHOOL_OTHERS)], set()),
        (SCHOOL, [("柳塘县东乡", TURNED_AWAY), ("柳塘县西乡", SCHOOL_OTHERS)], set()),
        ("学校门口一律施划斑马线，上下学时段安排护学岗。", [("柳塘县东乡", TURNED_AWAY)], set()),
        (GYM, [("柳塘县东乡", PAID_AHEAD), ("江南区", SCHOOL_OTHERS)], {"柳塘县"}),
        ("健身场所救生员持证上岗，水质每日公示。", [("柳塘县东乡", PAID_AHEAD)], set()),
        (CLASSROOM, [("江南区", MADE_TO_CLICK), ("柳塘县东乡", SCHOOL_OTHERS)], {"江南区"}),
        (LIBRARY, [("江南区", ASKED_FOR_PAPERS), ("柳塘县东乡", SCHOOL_OTHERS)], {"江南区"}),
        ("图书馆每周开放不少于56小时。", [("江南区", ASKED_FOR_PAPERS)], set()),
        (CLASSROOM, [("江南区", MADE_TO_CLICK[:4]), ("柳塘县东乡", SCHOOL_OTHERS)], set()),
    ],
    ids=[
        "many",
        "too few",
        "a small part",
        "a task of another matter",
        "paid ahead",
        "paid ahead, another task",
        "made to click",
        "asked for papers",
        "asked for papers, another task",
        "made to click, too few",
    ],
)
def test_one_matter_in_many_words_is_told_where_a_task_asks_about_it(
    task: str, rows: list[tuple[str, list[str]]], found: set[str]
) -> None:
    told = [row for i, (place, texts) in enumerate(rows) for row in lines(place, texts, first=20 * i + 1)]
    base = dossier(told)
    assert base.policy is not None
    asked = Task(task_id="t", document_id="p", file="policy.txt", path="", sentence=task, start=0, end=len(task))
    changed = base.replace(policy=base.policy.replace(text=task, tasks=(asked,)))
    settings = Settings(comparing=Comparing(reader=False))
    assert {f.unit for f in feedback.find(changed, [], settings, date(2024, 12, 5))} == found


@pytest.mark.parametrize(
    ("expected", "answering"),
    [(("甲市",), "甲市"), (("甲市", "柳塘县"), "柳塘县"), ((), "柳塘县"), (("江南区",), "柳塘县")],
    ids=["the city is judged", "the county too", "nobody", "a neighbour"],
)
def test_the_unit_whose_report_is_judged_answers_for_its_places(expected: tuple[str, ...], answering: str) -> None:
    rows = lines("甲市柳塘县", TROUBLE) + lines("甲市江南区", OTHERS, first=20)
    settings = Settings(comparing=Comparing(reader=False))
    (finding,) = feedback.find(dossier(rows).replace(expected=expected), [], settings, date(2024, 12, 5))
    assert finding.unit == answering
    assert ("柳塘县" in finding.reason.split("对应")[0]) is (answering != "柳塘县")


def test_growth_is_later_minus_earlier_half() -> None:
    days = [date(2024, 9, 1), date(2024, 11, 1), date(2024, 11, 20), date(2024, 11, 30)]
    assert feedback.growth(days) == 2


def complaint(text: str) -> Complaint:
    quote = Quote(document_id="d", page=1, start=0, end=0)
    return Complaint(id="", day=None, channel="", place="", unit=None, text=text, votes=0, quote=quote)


@given(st.lists(st.sampled_from(TROUBLE + OTHERS), max_size=12), st.randoms())
def test_duplicates_do_not_depend_on_order(texts: list[str], random: object) -> None:
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    sizes = [sorted(len(g) for g in groups([complaint(t) for t in order])) for order in (texts, shuffled)]
    assert sizes[0] == sizes[1] == sorted(texts.count(t) for t in set(texts))


def test_a_complaint_gets_the_category_of_the_code_table() -> None:
    assert classify("公交车晚点", "每天等公交半小时，末班车太早，线路太少。").code == "transport"
    assert classify("拖欠农民工工资", "包工头欠薪三个月，劳动合同没有签。").code == "labour"


def test_a_category_without_examples_is_found_by_its_words() -> None:
    assert (
        classify("宽带被垄断", "小区只能装一家电信宽带，手机信号差，宽带网络天天断，联通移动都不让进。").code
        == "technology"
    )


def test_local_names_map_to_the_code_table() -> None:
    assert codes_by_label()["人社"] == "labour"
    assert {c.parent for c in table() if c.parent} <= set(codes_by_label().values())


def test_what_the_channel_wrote_is_mapped_before_anything_is_guessed() -> None:
    written = replace(complaint("公交车晚点，末班车太早。"), said="人社")
    assert category(written).code == "labour"
    assert category(complaint("公交车晚点，末班车太早，公交线路太少。")).code == "transport"


LETTER = (
    "我是泉塘三期安置区的住户，自从小学开学以来，每周一至周五早上七点操场上的高音喇叭就开始播放进行曲，"
    "中午还要再放一次，上夜班的人根本没有办法休息，多次向学校反映，学校说是上级统一要求，希望协调把音量调低。"
)


def test_a_long_letter_told_again_with_another_beginning_counts_once() -> None:
    again = complaint("尊敬的领导您好，打扰您了，上次反映以后一直没有答复，现在再说一遍这件事。" + LETTER)
    assert groups([complaint(LETTER), again]) == [[0, 1]]


def test_short_complaints_that_differ_by_a_name_are_two() -> None:
    assert groups([complaint("东街路灯坏了三盏没人修"), complaint("西巷路灯坏了三盏没人修理")]) == [[0], [1]]


def test_twins_are_found_among_complaints_full_of_words_of_their_own() -> None:
    own = ["".join(chr(0x4E00 + 40 * i + j) for j in range(30)) for i in (1, 2)]
    assert groups([complaint(LETTER + own[0]), complaint(LETTER + own[1])]) == [[0, 1]]


@pytest.mark.parametrize(
    "text",
    [
        "感谢社区食堂，老伴腿不好还给送到家。",
        "给村医点赞，半夜上门。",
        "配套园改成公办以后便宜了一半，谢谢政府。",
    ],
)
def test_letters_of_thanks_are_no_complaints(text: str) -> None:
    assert praises(text)


@pytest.mark.parametrize(
    "text",
    [
        "路灯不亮，请管一管，谢谢。",
        "退休老党员也要交点赞截图。",
        "食堂饭菜很好，就是没人管排队。",
        "宝宝屋很好，能不能早上七点半就开门。",
        "感谢领导在百忙之中看信。" + "楼下的搅拌站从早到晚响个不停，粉尘落满阳台，孩子一直咳嗽，" * 3,
    ],
)
def test_thanks_beside_a_request_are_a_complaint(text: str) -> None:
    assert not praises(text)


def test_questions_are_no_complaints() -> None:
    assert asks("请问老年优待证在哪里办")
    assert asks("外地户口满65岁可以办优待证吗")
    assert not asks("今天的鸡块是凉的，从做好到送到用了多久")
    assert not asks("优待证办了三个月没消息，请问多久")
    assert not asks("照管员什么时候配？问了学校说让司机兼着")


def test_words_that_every_policy_has_link_nothing() -> None:
    assert clusters_of.telling("季度") < 3.5 < clusters_of.rarity("季度")
    assert clusters_of.telling("会所") > 3.5


def test_a_thing_of_one_character_gathers_what_nearly_all_of_a_place_name() -> None:
    here = ["狗没拴绳子", "大狗追小孩", "满园是散放的狗", "狗冲上步道", "狗绳挂在脖子上"]
    assert list(of_one_thing(here, ["路灯不亮", "停车难"], least=5)) == [{0, 1, 2, 3, 4}]
    assert list(of_one_thing(here, ["狗叫一夜", "停车难"], least=5)) == []
    assert list(of_one_thing([*here[:3], "长椅断了", "湖水有味"], [], least=3)) == []
    assert list(of_one_thing([f"{t}公园" for t in ("甲", "乙", "丙", "丁", "戊")], [], least=5, names=("公园",))) == []


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [((), []), (("柳塘县",), [{"柳塘县"}]), (("甲市",), [{"柳塘县", "江南区"}])],
    ids=["nobody is bound", "a county", "the city above both"],
)
def test_the_reader_is_asked_only_of_places_for_which_somebody_bound_answers(
    monkeypatch: pytest.MonkeyPatch, expected: tuple[str, ...], wanted: list[set[str]]
) -> None:
    read: list[set[str]] = []
    monkeypatch.setattr(feedback, "readings", lambda heard, tasks, judge, *, among: read.append(set(among)))
    rows = lines("甲市柳塘县", TROUBLE) + lines("甲市江南区", OTHERS, first=20)
    found = list(feedback.find(dossier(rows).replace(expected=expected), [], Settings(), date(2024, 12, 5)))
    assert read == wanted
    assert len(found) == 1


def test_a_sheet_is_heard_once_for_dossiers_that_differ_in_units_it_does_not_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def read(document: DocumentRecord, units: tuple[Unit, ...], *, by_words: bool) -> list[Complaint]:
        asked.append(len(units))
        return complaints.read(document, units, by_words=by_words)

    monkeypatch.setattr(heard, "read", read)
    one = dossier(lines("甲市柳塘县", [f"{told}又来" for told in TROUBLE]))
    more = one.replace(units=(*one.units, Unit(name="泊宁市", level="city")))
    renamed = one.replace(units=tuple(u.replace(aliases=()) for u in one.units))
    found = [[c.unit for _, sheet in heard.complaints(d) for c in sheet.items] for d in (one, more, renamed)]
    assert found[0] == found[1] == ["柳塘县"] * len(TROUBLE)
    assert asked == [2, 2]
