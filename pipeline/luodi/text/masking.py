"""Personal data in complaints: masked before anything is shown, character for character so that offsets hold.

What is masked: mobile and fixed telephone numbers, identity numbers, bank cards, e-mail addresses, number plates, and
names that follow a cue (联系人：, 我叫, 姓) or precede a form of address (先生, 女士, 某某). Source of the shapes:
GB 11643 (identity numbers), the national numbering plan (1[3-9] and nine digits).
"""

from __future__ import annotations

import re

from luodi.records import DocumentRecord

from .lexicon import table

_SURNAMES = "".join(row["characters"] for row in table("surnames"))
_ID = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_FIXED = re.compile(r"(?<!\d)0\d{2,3}[-—－ ]\d{7,8}(?!\d)")
_CARD = re.compile(r"(?<!\d)(?:62|4\d|5[1-5])\d{2}(?: ?\d{4}){3}(?: ?\d{1,3})?(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])"
)
_CUED = re.compile(
    r"(?:联系人|姓名|来电人|投诉人|反映人|举报人|留言人|我叫|本人叫|名叫|身份证姓名|户主|当事人)(?:为|是|叫)?[：: ]?"
    rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[，。；、,;（( \n]|$|1[3-9]\d|电话|手机|身份证|住)"
)
_ADDRESSED = re.compile(rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{0,2}})(?=先生|女士|小姐|阿姨|大爷|师傅)")
_SELF = re.compile(rf"本人(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=，|,|电话|身份证|系|（)")


def mask(text: str) -> str:
    """``text`` with personal data replaced by ＊, of the same length.

    >>> mask("联系人：王小明，电话13812345678")
    '联系人：王＊＊，电话138＊＊＊＊5678'
    """
    for pattern, head, tail in (
        (_ID, 6, 0),
        (_CARD, 0, 4),
        (_MOBILE, 3, 4),
        (_FIXED, 4, 2),
        (_MAIL, 1, 0),
        (_PLATE, 2, 0),
    ):
        text = pattern.sub(lambda m, h=head, t=tail: _cover(m.group(), h, t), text)  # type: ignore[misc]
    for pattern in (_CUED, _SELF, _ADDRESSED):
        text = pattern.sub(_cover_name, text)
    return text


def masked(record: DocumentRecord) -> DocumentRecord:
    """A document of complaints with personal data covered in its text and tables; other kinds as they are."""
    if record.kind != "feedback":
        return record
    tables = tuple(
        table.replace(rows=tuple(tuple(c.replace(text=mask(c.text)) for c in row) for row in table.rows))
        for table in record.tables
    )
    return record.replace(text=mask(record.text), tables=tables)


def _cover(words: str, head: int, tail: int) -> str:
    kept = len(words) - tail
    return "".join("＊" if head <= i < kept and ch not in "- " else ch for i, ch in enumerate(words))


def _cover_name(found: re.Match[str]) -> str:
    start = found.start("name") - found.start()
    end = found.end("name") - found.start()
    words = found.group()
    return words[: start + 1] + "＊" * (end - start - 1) + words[end:]
