"""Chinese, Arabic and mixed numerals: what they are worth, and the pattern that finds them.

``1.3万亿``, ``一万二千``, ``两百``, ``３０余``, ``1,200``, ``三分之二`` and ``壹佰伍拾`` are read here; units,
percentages and comparators are the business of ``luodi.language.quantities``.
"""

from __future__ import annotations

import re

_FULL_WIDTH = {ord("０") + i: ord("0") + i for i in range(10)}
_SHAPES = str.maketrans(
    "．，％‰＋－−～﹣／ＥｅＫｋＭ壹贰貳叁肆伍陆陸柒捌玖拾佰仟萬億兩倆負點〇○幾餘个個",
    ".,%‰+--~-/eekkM一二二三四五六六七八九十百千万亿两两负点零零几余个个",
)
_TABLE = {**_SHAPES, **_FULL_WIDTH}
_COMMON = {**str.maketrans("．％－−～﹣萬億兩點〇個Ｋｋ();", ".%--~-万亿两点零个kk（）；"), **_FULL_WIDTH}
_BANK = "壹贰貳叁肆伍陆陸柒捌玖"
_FINANCIAL = re.compile(rf"[{_BANK}拾佰仟][{_BANK}拾佰仟零万亿元圆]+|[佰仟]分之[{_BANK}]*|万分之[{_BANK}]|点[{_BANK}]+")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_FINANCIAL_MARK = re.compile(r"[壹贰貳叁肆柒捌玖佰仟拾]")

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0, "k": 1000.0}
_LARGE = {"万": 1e4, "亿": 1e8, "兆": 1e12, "M": 1e6}
_LOOSE = frozenset("余多几数来")

_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3}){1,8}(?!\d)|\d{1,30})(?:\.\d{1,12})?(?:[kK](?![A-Za-z]))?"
_KILO = "千(?![瓦克米伏卡焦赫字比])"
_MEGA = "兆(?![瓦比字赫伏])"
_SCALED = rf"(?:[十百万亿]|{_KILO}|{_MEGA})"
_HANZI = rf"(?:[零一二三四五六七八九十百万亿两]|{_KILO}|{_MEGA})"
NUMERAL = (
    rf"(?:{_ARABIC}(?:\s?[余多几]?\s?{_SCALED}{{1,4}}(?:(?:{_ARABIC}|[零一二三四五六七八九两]){_SCALED}{{1,4}}){{0,5}})?"
    rf"|(?:[一二三四五六七八九十百万两几数半零]|{_KILO})(?:(?:{_HANZI}|[几余多]){{0,24}}{_HANZI})?"
    r"(?:点[零一二三四五六七八九]{1,8}[万亿]{0,2})?)"
)
"""A numeral as official texts write it, on text that went through ``unify`` (for use inside other patterns)."""
_LOOSE_SPACE = re.compile(r"(?<=[一-龥])[ \u3000]+(?=[\d一-龥.%％])|(?<=\d)[ \u3000]+(?=[一-龥%％kKＫ])")
_TOKEN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+|[零一二三四五六七八九两]+|[十百千k万亿兆M]|点|[余多几数来]")


def unify(text: str) -> str:
    """Full-width digits, 萬億兩 and 壹佰 made plain, half-width ( ) ; and commas made Chinese; lengths stay.

    >>> unify("２０２４年，１２．５％")
    '2024年，12.5%'
    """
    if text.isascii():
        return text
    plain = text.translate(_COMMON)
    if "," in plain:
        plain = _COMMA.sub("，", plain)
    if _FINANCIAL_MARK.search(plain):
        plain = _FINANCIAL.sub(lambda match: match[0].translate(_TABLE), plain)
    return plain


def squeeze(text: str) -> tuple[str, list[int] | None]:
    """Spaces between characters taken out, with the place that each kept character had; None where there were none.

    >>> squeeze("百 分之 80")
    ('百分之80', [0, 2, 3, 5, 6])
    """
    if " " not in text and "\u3000" not in text:
        return text, None
    kept: list[int] = []
    place = 0
    for gap in _LOOSE_SPACE.finditer(text):
        kept.extend(range(place, gap.start()))
        place = gap.end()
    if not kept:
        return text, None
    kept.extend(range(place, len(text)))
    return "".join(text[i] for i in kept), kept


def parse_numeral(text: str) -> float | None:
    """The value of a numeral, None where it is none.

    >>> [parse_numeral(s) for s in ("1.3万亿", "一万二千", "两百", "四百五", "3万4000", "二〇二四", "30余", "三分之二")]
    [1300000000000.0, 12000.0, 200.0, 450.0, 34000.0, 2024.0, 30.0, 0.666666666667]
    """
    plain = "".join(text.translate(_TABLE).split()).replace(",", "").replace("，", "")
    if plain.isdigit() and plain.isascii():
        return float(plain)
    sign = 1.0
    while plain[:1] in ("-", "+", "负"):
        sign = sign if plain[0] == "+" else -sign
        plain = plain[1:]
    if "分之" in plain:
        return _fraction(plain, sign)
    if "/" in plain:
        top, _, bottom = plain.partition("/")
        above, below = parse_numeral(top), parse_numeral(bottom)
        return None if above is None or not below else tidy(sign * above / below)
    if plain.startswith("半"):
        rest = _value(plain[1:]) if len(plain) > 1 else 1.0
        return None if rest is None else tidy(sign * rest / 2)
    value = _value(plain)
    return None if value is None else tidy(sign * value)


def whole_number(text: str) -> int:
    """The whole number that a numeral writes, 0 where it is none.

    >>> whole_number("二十一"), whole_number("二〇二四"), whole_number("若干")
    (21, 2024, 0)
    """
    value = parse_numeral(text)
    return int(value) if value is not None else 0


def chinese(number: int) -> str:
    """A number from 0 to 9999 in Chinese words.

    >>> chinese(10), chinese(21), chinese(105), chinese(1010)
    ('十', '二十一', '一百零五', '一千零一十')
    """
    if not 0 < number < 10000:
        return "〇" if number == 0 else str(number)
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return text[1:] if 10 <= number < 20 else text


def _fraction(plain: str, sign: float) -> float | None:
    whole, _, share = plain.rpartition("又")
    below, _, above = share.partition("分之")
    base = parse_numeral(whole) if whole else 0.0
    under, over = (
        parse_numeral(f"一{below}" if below[:1] in _SMALL or below[:1] in _LARGE else below),
        parse_numeral(above),
    )
    if base is None or not under or over is None:
        return None
    return tidy(sign * (base + over / under))


def tidy(value: float) -> float:
    """Binary dust of 4.35 * 100 removed: 12 significant digits are more than any document has."""
    return float(f"{value:.12g}") if abs(value) < 1e15 else value


def _value(plain: str) -> float | None:
    tokens = _TOKEN.findall(plain)
    if not tokens or sum(map(len, tokens)) != len(plain) or plain in ("万", "亿", "万万", "兆", "点"):
        return None
    if len(tokens) == 1 and tokens[0] in _LOOSE:
        return None
    total = section = 0.0
    pending: float | None = None
    last = biggest = 0.0
    zero = False
    for place, token in enumerate(tokens):
        first = token[0]
        if token == "点":
            decimals = "".join(tokens[place + 1 :])
            return _with_decimals(total + section + _trailing(pending, last, zero, ""), decimals)
        if token in _LOOSE:
            continue
        if token in _SMALL:
            last = _SMALL[token]
            section += (pending or 1.0) * last
            pending, zero = None, False
        elif token in _LARGE:
            last = _LARGE[token]
            held = section + (pending or 0.0)
            if last >= biggest and (total or biggest):
                total = (total + held) * last
            else:
                total += (held if held or pending is not None or biggest else 1.0) * last
            biggest = max(biggest, last)
            section, pending, zero = 0.0, None, False
        elif first in _DIGITS:
            zero = zero or first == "零"
            digits = token.lstrip("零") if len(token) > 1 and place else token
            pending = float("".join(str(_DIGITS[c]) for c in digits or "零"))
        else:
            pending = float(token)
            zero = zero or pending >= 10
    return total + section + _trailing(pending, last, zero, tokens[-1])


def _trailing(pending: float | None, last: float, zero: bool, token: str) -> float:
    """四百五 is 450 and 一万三 is 13000, but 四百零五 is 405 and 3万4000 is 34000."""
    if pending is None:
        return 0.0
    return pending if zero or last <= 10 or pending >= 10 or (token.isascii() and token) else pending * last / 10


def _with_decimals(whole: float, decimals: str) -> float | None:
    scale = 1.0
    while decimals and decimals[-1] in _LARGE:
        scale *= _LARGE[decimals[-1]]
        decimals = decimals[:-1]
    digits = "".join(c if c.isdigit() and c.isascii() else str(_DIGITS.get(c, "x")) for c in decimals)
    return (whole + float(f"0.{digits}")) * scale if digits and digits.isdigit() else None
