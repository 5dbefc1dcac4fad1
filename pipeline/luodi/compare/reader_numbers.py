"""Numbers as the reader's signs know them, Arabic or Chinese.

Not ``luodi.text.numerals``, which reads more (两百余, 3万4000, 壹拾): the network learned from signs that rest on these
readings, and would meet others than it was taught. They may become one when it is trained anew.
"""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_ABOUT = 2
HAN = "零〇一二两三四五六七八九十百千万亿"
NUMBER = rf"(?:\d[\d,，]*\.?\d*|[{HAN}]+(?:点[零一二三四五六七八九]+)?)"


def number(text: str) -> float | None:
    """Value of an Arabic or Chinese numeral; None where it is not one.

    >>> number("3,600"), number("三千六百"), number("十二"), number("0.5")
    (3600.0, 3600.0, 12.0, 0.5)
    """
    plain = text.replace(",", "").replace("，", "")
    if plain[:1].isdigit():
        try:
            return float(plain.rstrip("."))
        except ValueError:
            return None
    whole, _, fraction = text.partition("点")
    if not whole or any(char not in HAN for char in whole):
        return None
    if len(whole) == _ABOUT and all(char in _DIGITS for char in whole):  # 七八个
        value = sum(_DIGITS[char] for char in whole) / _ABOUT
    elif len(whole) > 1 and all(char in _DIGITS for char in whole):  # 二〇二四
        value = float("".join(str(_DIGITS[char]) for char in whole))
    else:
        value = _spelled(whole)
    return value + (float("0." + "".join(str(_DIGITS[char]) for char in fraction)) if fraction else 0.0)


def _spelled(text: str) -> float:
    total = section = digit = 0.0
    for char in text:
        if char in _DIGITS:
            digit = float(_DIGITS[char])
        elif char in _TENS:
            section += (digit or 1.0) * _TENS[char]
            digit = 0.0
        else:
            total = (total + section + digit) * (10_000 if char == "万" else 100_000_000)
            section = digit = 0.0
    return total + section + digit
