"""Titles in titles and quotes in quotes as GB/T 15834 asks."""

from __future__ import annotations


def nested(words: str) -> str:
    """Words with titles in titles and quotes in quotes as GB/T 15834 asks: 《…〈…〉…》, “…‘…’…”.

    Titles that stand in “ ” are quoted and stay as they are. What does not close is left alone.

    >>> nested("《甲市关于转发《乙方案》的通知》没有“《丙》和《丁《戊》》”")
    '《甲市关于转发〈乙方案〉的通知》没有“《丙》和《丁《戊》》”'
    >>> nested("报告称“四小时必见“红马甲”，群众称便”")
    '报告称“四小时必见‘红马甲’，群众称便”'
    """
    return _titles_in_titles(_quotes_in_quotes(words))


def _quotes_in_quotes(words: str) -> str:
    depth, written = 0, []
    for sign in words:
        if sign == "“":
            depth += 1
            sign = "“" if depth % 2 else "‘"
        elif sign == "”":
            sign = "”" if depth % 2 else "’"
            depth -= 1
            if depth < 0:
                return words
        written.append(sign)
    return words if depth else "".join(written)


def _titles_in_titles(words: str) -> str:
    depth, quoted, written = 0, False, []
    for sign in words:
        if sign in "“”":
            quoted = sign == "“"
        elif sign == "《" and not quoted:
            depth += 1
            sign = "《" if depth % 2 else "〈"
        elif sign == "》" and not quoted:
            sign = "》" if depth % 2 else "〉"
            depth -= 1
            if depth < 0:
                return words
        written.append(sign)
    return words if depth else "".join(written)
