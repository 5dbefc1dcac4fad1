"""Words cut to a length."""

from __future__ import annotations

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）"}


def shorten(text: str, most: int) -> str:
    """At most ``most`` characters, … where words were left out, and no bracket or quotation mark left open by it.

    A bracket that opens at the very end is left out with what stands in it, any other is closed.

    >>> shorten("建成公厕七座", 4), shorten("建成公厕七座", 6)
    ('建成公…', '建成公厕七座')
    >>> shorten("四小时之内必见“红马甲”，群众称便", 10), shorten("“红马甲”一到，群众称便", 4)
    ('四小时之内必见…', '“红…”')
    >>> shorten("报告没有提到：“国有企业逐个开展一次自查”", 15)
    '报告没有提到：“国有企业逐…”'
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at, _ = _opened(kept)
    if at is not None and at > most - max(4, most // 4):
        kept = kept[:at]
    while len(kept) + 1 + len(closing := _opened(kept)[1]) > most:
        kept = kept[:-1]
    return f"{kept}…{closing}"


def _opened(text: str) -> tuple[int | None, str]:
    """Where the first bracket opens that does not close, and what closes all of them."""
    open_: list[int] = []
    for place, sign in enumerate(text):
        if sign in _PAIRS:
            open_.append(place)
        elif open_ and sign == _PAIRS[text[open_[-1]]]:
            open_.pop()
    return open_[0] if open_ else None, "".join(_PAIRS[text[place]] for place in reversed(open_))
