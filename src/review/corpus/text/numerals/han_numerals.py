"""Numerals as texts in Han signs print them: digits with 万 and 亿, Han numerals, shares, multiples, bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from review.corpus.text.mapped_text import MappedText, normal_form
from review.corpus.text.numerals.forms import share_in_digits
from review.corpus.text.numerals.reader import NumeralError
from review.corpus.text.numerals.scan import Numeral, numeral
from review.corpus.text.numerals.values import UNREAD, Interval
from review.corpus.vocabulary import Qualifier

_UNITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
_UNIT, _HAN = "[〇零一二两三四五六七八九]", "[〇零一二两三四五六七八九十百千万亿]"
_BEFORE: dict[str, Qualifier] = {
    **dict.fromkeys(("不超过", "不多于", "不高于", "至多", "最多", "多达", "高达", "不大于"), Qualifier.AT_MOST),
    **dict.fromkeys(("不少于", "不低于", "至少", "最少", "起码", "不小于"), Qualifier.AT_LEAST),
    **dict.fromkeys(("超过", "超出", "突破", "多于", "高于", "大于", "逾", "超"), Qualifier.MORE_THAN),
    **dict.fromkeys(("不到", "不足", "少于", "低于", "未满", "不满", "小于"), Qualifier.FEWER_THAN),
    **dict.fromkeys(("大约", "约为", "大概", "将近", "接近", "约有", "约", "近", "估计"), Qualifier.ABOUT),
}
_AFTER: dict[str, Qualifier] = {
    **dict.fromkeys(("以上", "及以上", "或以上"), Qualifier.AT_LEAST),
    **dict.fromkeys(("以下", "及以下", "以内"), Qualifier.AT_MOST),
    **dict.fromkeys(("左右", "上下"), Qualifier.ABOUT),
}
_MORE = "[多余]"
# "三四十" are thirty to forty.
_PAIR = re.compile(rf"({_UNIT})({_UNIT})([十百千]?[万亿]?)")
_NUMBER = rf"[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?(?:[百千]?[万亿]{{1,2}}|[百千])?|{_HAN}+(?:点{_UNIT}+)?"
_SHARE = rf"(?:百分之|千分之|万分之|{_HAN}{{1,3}}分之|[0-9]{{1,4}}分之)(?:{_NUMBER})"
_COUNTERS = (
    "个|名|人|位|把|岁|周岁|年|月|日|号|天|小时|分钟|次|起|例|件|宗|元|美元|省|市|县|区|户|家|所|对|条|批|成|倍|倍以上|张|本"
    "|项|种|届|国|村|镇|支|组|队|辆|台|吨|公里|平方|米|亩|只|头|口|间|座|份|期|级|等|周|季度|世纪|代|集|届|里|孩|胎|女|男"
)
_CROWD = rf"(?:[数几][十百千万亿][万亿]?|几(?=(?:{_COUNTERS}))|成千上万|[成上](?=[百千万亿])[百千]?[万亿]?)"
_RANGE = r"\s?(?:至|到|-|~|、)\s?"


@cache
def _phrase() -> re.Pattern[str]:
    """Return what finds the next numeral."""
    before, after = ("|".join(sorted(known, key=len, reverse=True)) for known in (_BEFORE, _AFTER))
    body = rf"(?P<share>{_SHARE})|(?P<half>一半|半数|过半)|(?P<crowd>{_CROWD})|(?P<low>{_NUMBER})"
    return re.compile(
        rf"(?P<before>(?:{before})\s?)?(?P<sign>[$€£¥-])?(?P<number>(?:{body})"
        rf"(?:(?P<more>{_MORE})(?P<scale>[万亿])?)?(?P<tenths>成(?!年|立|为|功|人|本|果|员))?"
        rf"(?:(?P<joint>{_RANGE})(?P<high>{_NUMBER})(?P<tenths2>成(?!年|立|为|功))?)?)"
        rf"(?P<unit>\s?%|\s?(?:个?百分点|美元|元|余?(?:周岁|年|名|人|岁|个|起|件|例|户|家|次|天)))?(?P<times>\s?倍)?(?P<after>{after})?"
    )


def han_numerals(text: str) -> Iterator[Numeral]:
    """Yield every numeral of a *text* in Han signs in order; where its signs fit no rule, without a value."""
    made = normal_form(text)
    for match in _phrase().finditer(made.text):
        if _is_word(match):
            continue
        yield _numeral(made, text, match)


def read_han(printed: str) -> Interval:
    """Read one number of a text in Han signs, with its qualifier. Raises NumeralError."""
    stripped = printed.strip()
    found = list(han_numerals(stripped))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(stripped)) or found[0].interval.unread:
        raise NumeralError(
            f"no number alone that the reader of Han signs knows (got {printed[:60]!r}). Copy one number."
        )
    return found[0].interval


def _numeral(made: MappedText, text: str, match: re.Match[str]) -> Numeral:
    interval = _interval(match)
    start, end = match.span()
    if match["unit"] and not match["unit"].strip().startswith("%") and not match["after"]:
        end = match.end("times") if match["times"] else match.end("number")  # a noun behind it is none of the number
    before, after = made.text[max(0, start - 1) : start], made.text[end : end + 1]
    if re.match(r"[±×÷^~≈<>≤≥/]", after or " ") or re.match(r"[±×÷^~≈<>≤≥/]", before or " "):
        interval = UNREAD
    number_start = match.start("sign") if match["sign"] == "-" else match.start("number")
    (begin, stop), (first, last) = made.span(start, end), made.span(number_start, match.end("number"))
    return numeral((begin, stop, text[begin:stop], interval, first, last))


def _is_word(match: re.Match[str]) -> bool:
    """Tell whether Han signs that are numerals elsewhere are part of a word here: 一些, 万一, 统一, 十分."""
    body = match["number"]
    if re.search(r"[0-9半数几]", body) or match["share"] or match["crowd"] or len(body) > 2:
        return False
    if body == "两" or (match["before"] and len(body) > 1):
        return False
    after = match.string[match.end("number") : match.end("number") + 3]
    counted = match["unit"] or match["times"] or match["after"] or match["tenths"] or re.match(_COUNTERS, after)
    if match.string[max(0, match.start("number") - 1) : match.start("number")] == "第":
        return False
    return not counted or (body == "一" and re.match(r"般|些|直|起|样|定|时|旦|面|切|体|家人|代", after) is not None)


def _interval(match: re.Match[str]) -> Interval:
    """Return what a phrase says, not read where its number is no number."""
    low, high = _ends(match)
    if low is None or high is None or low > high:
        return UNREAD
    if match["sign"] == "-":
        low, high = -high, -low
    bound = _BEFORE.get((match["before"] or "").strip()) or _AFTER.get(match["after"] or "")
    if match["more"]:
        bound = bound or Qualifier.MORE_THAN
    elif match["crowd"] and low == high:
        bound = bound or Qualifier.AT_LEAST
    if match["half"] == "过半":
        bound = Qualifier.MORE_THAN
    plain = Qualifier.EXACT if low == high else Qualifier.RANGE
    qualifier = plain if bound is None or (bound is Qualifier.ABOUT and plain is Qualifier.RANGE) else bound
    ends = qualifier.ends
    bottom, top = (None if ends.open_below else low), (None if ends.open_above else high)
    return Interval(bottom, top, Qualifier.MULTIPLE if match["times"] else qualifier)


def _ends(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    if match["half"]:
        return Decimal("0.5"), Decimal("0.5")
    if match["share"]:
        whole, _, part = match["share"].partition("分之")
        value, divisor = (
            _value(part),
            {"百": Decimal(1), "千": Decimal(1000), "万": Decimal(10000)}.get(whole) or _value(whole),
        )
        share = (
            None
            if value is None or not divisor
            else value
            if divisor == 1
            else Decimal(share_in_digits(value, divisor))
        )
        return share, share
    if match["crowd"]:
        return _crowd(match["crowd"])
    if pair := _PAIR.fullmatch(match["low"]):
        first, second = (_spelled(sign + pair[3]) for sign in pair.group(1, 2))
        if first is not None and second is not None and first < second:
            return first, second
    low = _value(match["low"] + (match["scale"] or ""))
    if match["high"]:
        high = _value(match["high"])
        scale = re.search(r"[百千万亿]+\Z", match["high"])
        if low is not None and high is not None and scale and match["low"].isdigit() and low < high:
            low = _value(match["low"] + scale[0])
    else:
        high = low
    if match["tenths"] or match["tenths2"]:
        return (None if low is None else low / 10), (None if high is None else high / 10)
    return low, high


def _crowd(signs: str) -> tuple[Decimal | None, Decimal | None]:
    """Return what 数百, 几十万 and 上千 stand for: two to just under ten of the unit, or one of it."""
    if signs == "成千上万":
        return Decimal(1000), Decimal(99999)
    unit = Decimal(1)
    for sign in signs[1:]:
        unit *= {**_POWERS, **_SCALES}[sign]
    if signs[0] in "上成":
        return unit, unit
    return (2 * unit, 10 * unit - 1) if unit > 1 else (Decimal(2), Decimal(9))


def _value(signs: str) -> Decimal | None:
    """Return what digits with a scale, or Han numerals, are worth; None where they are no number."""
    if match := re.fullmatch(r"([0-9]{1,30}(?:,[0-9]{3})*(?:\.[0-9]{1,30})?)([百千万亿]*)", signs):
        scale = 1
        for sign in match[2]:
            scale *= {**_POWERS, **_SCALES}[sign]
        value = Decimal(match[1].replace(",", "")) * scale
        return value.quantize(Decimal(1)) if scale > 1 and value == value.to_integral_value() else value
    whole, _, decimals = signs.partition("点")
    if not whole or any(sign not in {**_UNITS, **_POWERS, **_SCALES} for sign in whole + decimals) or len(signs) > 40:
        return None
    if decimals:
        number = _spelled(whole)
        return None if number is None else number + Decimal("0." + "".join(str(_UNITS[sign]) for sign in decimals))
    return _spelled(whole)


def _spelled(signs: str) -> Decimal | None:
    """Return what 三百二十, 一万五 or 二〇一一 is worth."""
    if all(sign in _UNITS for sign in signs):
        digits = "".join(str(_UNITS[sign]) for sign in signs)
        return Decimal(digits) if len(signs) == 1 or len(signs) > 3 or "0" in digits else None
    total = section = unit = 0
    last = 1
    for sign in signs:
        if sign in _UNITS:
            unit, last = _UNITS[sign], (1 if sign in "零〇" else last)
        elif sign in _POWERS:
            section, unit, last = section + (unit or 1) * _POWERS[sign], 0, _POWERS[sign]
        else:
            total, section, unit, last = (total + section + unit or 1) * _SCALES[sign], 0, 0, _SCALES[sign]
    return Decimal(total + section + unit * (last // 10 if last > 10 else 1))
