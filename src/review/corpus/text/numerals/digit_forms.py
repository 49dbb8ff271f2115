"""How signs and digits print numbers beyond plain digits, each form rewritten in those that `scan` reads."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from review.corpus.text.numerals import words as words
from review.corpus.text.numerals.forms import (
    APART,
    CURRENCY,
    DOUBT,
    MINUS,
    THING,
    YEAR,
    RewritingRule,
    always,
    in_digits,
    share_in_digits,
)

_DIGITS = r"[0-9]++(?>(?:[.,][0-9]++)*)"
_MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_LABELS = (
    rf"(?:(?:{_MONTHS})[a-z]{{0,6}}|articles?|art|sections?|sec|rules?|no|nos|pp?|pages?|tier|table|figure|chapter|age[ds]?"
    r"|route|line|class|grade)(?:\s(?:under|over|below|above))?"
)
_LETTERS = {"k": "thousand", "m": "million", "mn": "million", "mln": "million", "mio": "million", "b": "billion"}
_LETTERS |= {"bn": "billion", "t": "trillion", "tn": "trillion", "trn": "trillion"}
_PEOPLE = "people|persons|children|women|men|girls|boys|adults|households|families|jobs|workers|users|migrants|refugees"
_COMPARED = {"<": "fewer than", ">": "more than", **dict.fromkeys("≤≦⩽", "at most"), **dict.fromkeys("≥≧⩾", "at least")}
_COMPARED |= dict.fromkeys("~≈∼≃", "about")


def _vulgar(match: re.Match[str]) -> str:
    numerator, _, divisor = unicodedata.normalize("NFKC", match["sign"]).partition("\u2044")
    return share_in_digits(int(match["whole"] or 0) * int(divisor) + int(numerator), int(divisor))


def _power(match: re.Match[str]) -> str | None:
    exponent = unicodedata.normalize("NFKC", match["exponent"]).lstrip("^")
    mantissa = match["mantissa"] or "1"
    if len(mantissa) > 20 or not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", mantissa):
        return None
    return in_digits(Decimal(mantissa) * 10 ** int(exponent))


def _raised(match: re.Match[str]) -> str:
    """A sign raised behind a word or a number of several digits is the mark of a note; a square is a unit's."""
    before = match.string[max(0, match.start() - 3) : match.start()]
    if re.search(r"(?<![a-z])(?:[kcm]?m|ft|mi|co|h|o)\Z", before) and match[0] in "²³":
        return APART
    if before[-1:].isdigit() and match[0] in "²³":
        return DOUBT
    return f" {unicodedata.normalize('NFKC', match[0])} "


def _compared(match: re.Match[str]) -> str:
    return f" {_COMPARED[match['sign'].replace('=', '') if len(match['sign']) > 1 else match['sign']]} "


def _or_equal(match: re.Match[str]) -> str:
    return " at most " if match[0].startswith("<") else " at least "


def _spaced(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if re.search(rf"\b{_LABELS}\.?\s\Z", before):
        return None
    if match["sep"] == " " and (re.search(r"[0-9]\s\Z", before) or re.match(r"\s[0-9]", match.string[match.end() :])):
        return THING
    return re.sub("[ ']", "", match[0])


def _grouped(match: re.Match[str]) -> str:
    return match[0].replace(",", "")


def _lettered(match: re.Match[str]) -> str | None:
    letter = match["letter"]
    known = match["sign"] or letter in ("mn", "mln", "bn", "tn", "trn") or (letter == "k" and not match["gap"])
    if not known and letter == "m":
        known = re.match(rf"\s(?:more\s|fewer\s)?(?:{_PEOPLE})\b", match.string[match.end() : match.end() + 24])
    return f" {_LETTERS[letter]}" if known else None


def _season(match: re.Match[str]) -> str | None:
    year, later = match["year"], match["later"]
    return f"{year}-{year[:2]}{later}" if int(later) > int(year[2:]) else None


def _decade(match: re.Match[str]) -> str:
    year = int(match["year"] or match["short"])
    year += 0 if year > 99 else 1900 if year > 20 else 2000
    return f"{year}-{year + 9}"


DIGIT_FORMS = (
    RewritingRule(r"(?<![\w.,])(?:(?P<whole>[0-9]{1,9})\s?)?(?P<sign>[½¼¾⅐-⅞])(?!\w)", _vulgar, "½¼¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"),
    RewritingRule(
        rf"(?<![\w.,])(?:(?P<mantissa>{_DIGITS})\s?[x×·*]\s?)?10(?P<exponent>\^[0-9]{{1,2}}(?![0-9])|[⁰¹²³⁴-⁹]{{1,2}})(?!\w)",
        _power,
        "^⁰¹²³⁴⁵⁶⁷⁸⁹",
    ),
    RewritingRule(r"(?<=[^\s⁰¹²³⁴-⁹⁻])[⁰¹²³⁴-⁹]{1,3}(?![⁰¹²³⁴-⁹⁻\w])", _raised, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    RewritingRule(rf"(?:<=|>=|=<|=>)\s?(?={CURRENCY}?\s?\.?[0-9])", _or_equal, "="),
    RewritingRule(rf"(?<![<>≤≥≈~=])(?P<sign>[<>≤≥≦≧⩽⩾~≈∼≃])\s?(?={CURRENCY}?\s?\.?[0-9])", _compared, "<>≤≥≦≧⩽⩾~≈∼≃"),
    RewritingRule(r"(?<=[0-9%])\s?(?:\+/-|\+-)\s?(?=\.?[0-9])", always(" ± "), "+"),
    RewritingRule(r"(?<![\w./-])10\.[0-9]{4,9}/[^\s,;)\]]{1,80}", always(THING), "/"),
    RewritingRule(r"\bisbn(?:-1[03])?:?\s{0,2}[0-9][0-9x -]{8,16}[0-9x]\b", always(THING), "i"),
    RewritingRule(
        r"(?<![\w+])\+[0-9]{1,3}[ -]\(?[0-9]{1,5}\)?(?:[ -][0-9]{2,5}){1,4}(?![\w-])"
        r"|(?<!\w)\(0[0-9]{2,4}\) ?[0-9]{3,4}[ -]?[0-9]{3,4}(?!\w)",
        always(THING),
        "+(",
    ),
    RewritingRule(
        rf"(?<![\w/.,-]){YEAR}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])(?![\w/-]|[.,][0-9])",
        always(THING),
        "-/.",
    ),
    RewritingRule(
        rf"(?<![\w/.,-])[0-3]?[0-9]([/.-])[0-3]?[0-9]\1(?:{YEAR}|[0-9]{{2}})(?![\w/-]|[.,][0-9])", always(THING), "/.-"
    ),
    RewritingRule(
        r"(?<![\w.,])(?P<n>[0-9](?:\.[0-9]{1,9})?)e\+?(?P<e>[0-9]{1,2})(?!\w|[.,][0-9])",
        lambda m: in_digits(Decimal(m["n"]) * 10 ** int(m["e"])),
        "e",
    ),
    RewritingRule(
        r"(?<![\w-])(?:fy\s?)?(?P<year>(?:19|20)[0-9]{2})[-/](?P<later>[0-9]{2})(?![0-9]|[-/.,][0-9]|\s?%)",
        _season,
        "-/",
    ),
    RewritingRule(r"(?<![\w-])fy\s?(?P<year>(?:19|20)?[0-9]{2})(?!\w)", lambda m: m["year"], "f"),
    RewritingRule(r"(?<![\w$€£¥])(?P<year>(?:1[5-9]|20)[0-9]0)'?s\b|(?<!\w)'(?P<short>[0-9]0)s\b", _decade, "s"),
    RewritingRule(rf"\bq[1-4]\s(?P<year>(?:of\s)?{YEAR})\b", lambda m: m["year"].removeprefix("of "), "q"),
    RewritingRule(r"(?:(?<=[\s(\[=<>/-])|\A)(?<![0-9]\s)\.(?=[0-9]{1,4}(?![0-9]|\.[0-9]))", always("0."), "."),
    RewritingRule(
        r"(?<![\w.,'])(?<![$€£¥]\s)[1-9][0-9]{0,2}(?P<sep>[ '])[0-9]{3}(?:(?P=sep)[0-9]{3})*(?:\.[0-9]{1,2}(?![0-9]))?"
        r"(?!\w|[.,'][0-9])",
        _spaced,
        " '",
    ),
    RewritingRule(r"(?<![\w.,])[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}(?![\w,]|\.[0-9]{3})", _grouped, ","),
    RewritingRule(
        rf"(?P<sign>{CURRENCY}\s?(?:{_DIGITS}-)?)?(?<![\w.,]){_DIGITS}"
        r"(?P<cut>(?P<gap>\s?)(?P<letter>k|mn|mln|mio|m|bn|b|tn|trn|t)(?!\w|['.][0-9]))",
        _lettered,
        "kmbt",
    ),
    RewritingRule(rf"(?<=[0-9])(?P<cut>{'|'.join((*words.SCALES, 'lakh', 'crore'))})\b", lambda m: f" {m[0]}", "nkr"),
    RewritingRule(r"\b(?:lakh|crore)(?P<cut>s)\b", always(""), "k"),
    RewritingRule(r"(?<!\w)(?:rmb|usd|eur|cny|gbp|inr|hkd|jpy|rs)(?=[0-9])", lambda m: f"{m[0]} ", "brsuy"),
    RewritingRule(
        r"(?:(?<=[\s(\[=,;:])|\A)(?<![0-9%][ \n])-(?=[$€£¥]?[0-9])|\bminus\s(?=[0-9a-z$€£¥])", always(MINUS), "-u"
    ),
)
