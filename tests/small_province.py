"""A small province with two cities, and documents made by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from luodi.records import DocumentRecord, Reference, Unit

Make = Callable[..., DocumentRecord]

POLICY_TITLE = "江澜省人民政府办公厅关于加强校园食堂管理的意见"
POLICY_NUMBER = "江政办发〔2024〕18号"


@pytest.fixture
def units() -> list[Unit]:
    return [
        Unit(name="江澜省", level="province", aliases=("江澜省人民政府", "江澜省人民政府办公厅", "省政府办公厅")),
        Unit(name="云泽市", level="city", parent="江澜省", aliases=("云泽市人民政府", "云泽市教育局")),
        Unit(name="临阜市", level="city", parent="江澜省", aliases=("临阜市人民政府办公室",)),
        Unit(name="江南区", level="county", parent="云泽市"),
        Unit(name="湖东县", level="county", parent="云泽市"),
        Unit(name="省教育厅", level="department", parent="江澜省", aliases=("江澜省教育厅",)),
    ]


@pytest.fixture
def make() -> Make:
    def build(file: str, text: str = "", **fields: object) -> DocumentRecord:
        words = text or f"{file}的正文。"
        digest = hashlib.sha256((file + words).encode()).hexdigest()
        refs = fields.pop("refers_to", ())
        return DocumentRecord(
            document_id=digest[:16],
            file=file,
            sha256=digest,
            media_type="text/plain",
            text=words,
            chars=len(words),
            refers_to=tuple(Reference(**r) if isinstance(r, dict) else r for r in refs),  # type: ignore[attr-defined]
            **fields,
        )

    return build


@pytest.fixture
def policy(make: Make) -> DocumentRecord:
    text = (
        f"江澜省人民政府办公厅文件\n{POLICY_NUMBER}\n{POLICY_TITLE}\n各市人民政府：\n"
        "一、所有学校在2024年6月底前完成食堂改造，达标率不低于90%。\n"
        "二、学校每月公布一次食堂收支账目，接受家长监督。\n"
        "三、食堂烹饪的饭菜从出锅到食用不得超过2小时。\n"
        "四、各市人民政府要在2024年5月31日前制定实施细则，报省教育厅备案。\n"
        "江澜省人民政府办公厅\n2024年4月8日"
    )
    return make(
        "policy.txt",
        text,
        kind="policy",
        title=POLICY_TITLE,
        doc_number=POLICY_NUMBER,
        issuer=("江澜省人民政府办公厅",),
        addressees=("各市人民政府",),
        issue_date=date(2024, 4, 8),
    )


@pytest.fixture
def forward(make: Make) -> Callable[..., DocumentRecord]:
    def build(
        unit: str, day: date = date(2024, 4, 9), body: str = "", number: str | None = POLICY_NUMBER, **fields: object
    ) -> DocumentRecord:
        title = f"{unit}人民政府关于转发《{POLICY_TITLE}》的通知"
        text = (
            f"{unit}人民政府文件\n{title}\n各有关单位：\n现将《{POLICY_TITLE}》（{number}）转发给你们，请认真贯彻执行。{body}\n"
            f"附件：{POLICY_TITLE}\n{unit}人民政府\n{day.year}年{day.month}月{day.day}日"
        )
        given = {
            "kind": "forward",
            "title": title,
            "doc_number": f"{unit[:2]}政发〔2024〕{len(unit)}号",
            "issuer": (f"{unit}人民政府",),
            "addressees": ("各有关单位",),
            "issue_date": day,
            "refers_to": ({"title": POLICY_TITLE, "doc_number": number, "relation": "forwards"},),
        } | fields
        return make(f"{unit}-forward.txt", text, **given)

    return build
