"""A reply that counts as the policy does is read by its numbers."""

from __future__ import annotations

import pytest

from luodi.compare.candidates import passages, propose
from luodi.compare.itemised import Itemised, itemised
from luodi.language import extract
from luodi.records import DocumentRecord, Task
from luodi.structure import structure

ASKED = (
    "1.每家食堂配备冰箱不少于2台。",
    "2.食堂和仓库必须分开。",
    "3.厨师要参加统一考试，不合格的不得上岗。",
    "4.过期调料每季度集中销毁一次。",
    "5.食堂门口公示价目。",
    "6.剩菜每天登记。",
)
REPLY = (
    "第1项：食堂9家，冰箱19台，5月通电。\n第2项：都分开了。总店5月，二店8月。\n第3项：应考37人，考试8月完毕。2人没及格，转到后勤。\n"
    "第4项：6月、9月各销毁一回。\n第5项：价目上墙。\n"
)
OTHER = (
    "第1项，价目：门口公示了价目。\n第2项，考试：37人参加考试。\n第3项，冰箱：冰箱19台。\n第4项，分开：食堂和仓库分开。\n"
    "第5项，调料：过期调料每季度集中销毁。\n"
)


def _tasks(paths: tuple[str, ...] = ("一/1", "一/2", "一/3", "二/4", "二/5", "二/6")) -> list[Task]:
    return [
        Task(task_id=str(i), document_id="p", file="p", path=path, sentence=s, start=i * 40, end=i * 40 + len(s))
        for i, (s, path) in enumerate(zip(ASKED, paths, strict=True))
    ]


def _read(reply: str) -> DocumentRecord:
    text = f"柳河集团关于食堂的复函\n市商务局：\n按来文编号答复如下。\n{reply}柳河集团\n2024年12月1日\n"
    bare = DocumentRecord(document_id="r", file="r.txt", sha256="r", media_type="text/plain", text=text)
    return extract(structure(bare).replace(kind="report"))


def _itemised(reply: str, tasks: list[Task] | None = None) -> Itemised | None:
    asked = _tasks() if tasks is None else tasks
    return itemised(asked, [t.sentence for t in asked], passages(_read(reply)))


def test_what_is_numbered_answers_the_task_of_its_number_only() -> None:
    found = _itemised(REPLY)
    assert found is not None
    asked = [t.sentence for t in _tasks()]
    proposals = [found.own(i, p, 12) for i, p in enumerate(propose(asked, found.passages, count=12))]
    told = [[c.passage.sentence for c in p] for p in proposals]
    assert [s[:4] for s in told[1][:2]] == ["第2项：", "总店5月"]
    assert all("冰箱" not in s for s in told[1])
    assert not any("项：" in s for s in told[5])
    assert [c.rank for c in proposals[1]] == list(range(len(proposals[1])))
    assert proposals[1][0].passage.headings.startswith("2.食堂和仓库")


@pytest.mark.parametrize("reply", [OTHER, REPLY.replace("第", "附件").replace("项：", "：")], ids=["other", "none"])
def test_numbers_that_are_not_the_policys_say_nothing(reply: str) -> None:
    assert _itemised(reply) is None


def test_numbers_that_begin_anew_in_every_section_say_nothing() -> None:
    again = [
        t.replace(sentence=f"{i % 3 + 1}{t.sentence[1:]}", path=f"{'一二'[i // 3]}/{i % 3 + 1}")
        for i, t in enumerate(_tasks())
    ]
    assert _itemised(REPLY, again) is None
