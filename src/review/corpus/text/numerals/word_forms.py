"""How words print numbers beyond plain number words: shares, nobody, crowds, bounds; and what is no range."""

from __future__ import annotations

import re
from decimal import Decimal

from review.corpus.text.numerals import words as words
from review.corpus.text.numerals.forms import APART, CURRENCY, DOUBT, YEAR, RewritingRule, always, share_in_digits
from review.corpus.text.numerals.words import any_of

_SMALL = any_of(words.SMALL)
_PARTS = ("third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_DIVISORS = dict(zip(_PARTS, (3, 4, 4, 5, 6, 7, 8, 9, 10), strict=True))
_CHANGE = (
    r"(?:r(?:ose|isen|ises?|ising|aised)|increas\w{1,4}|gr[eo]wn?|growing|f(?:ell|allen|alls?|alling)|drop\w{0,4}"
    r"|declin\w{1,4}|decreas\w{1,4}|up|down|cut|reduc\w{1,4}|climb\w{0,4}|jump\w{0,4}|soar\w{0,4}|shr[aiu]nk|slid"
    r"|went|gone|mov(?:ed?|ing)|chang\w{1,4}|lower\w{0,3}|improv\w{1,4}|surg\w{1,4}|plung\w{1,4}|plummet\w{0,4}|swell\w{0,3}"
    r"|doubl\w{1,3}|tripl\w{1,3}|trebl\w{1,3}|halv\w{1,3}|expand\w{0,3}|widen\w{0,3}|narrow\w{0,3}|bring\w{0,3}|brought)"
)


_COUNTED = r"[a-z]{3,20}(?<!s)s|children|people|women|men|persons"
_UNCOUNTED = (
    "questions|doubts|plans|signs|reasons|details|limits|rights|excuses|conditions|less|access|progress|news|success"
    "|business|process|basis|analysis|class|always|this|his|plus|longer|means"
)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else words.SMALL.get(word, 1)


def _fraction(match: re.Match[str]) -> str | None:
    """A share in words. "A third" is one where what is around it says so, else in doubt; "a third child" is none."""
    before = match.string[max(0, match.start() - 14) : match.start()]
    after = match.string[match.end() : match.end() + 12]
    numerator, part = match["count"], match["part"]
    divisor = _DIVISORS[part.removesuffix("s")]
    plural, alone = part.endswith("s"), not before and not after
    if plural != (_number(numerator) != 1) and not (numerator == "a" and alone):
        return None
    if not plural and not match["scale"] and not alone and not match["whole"]:
        sure = re.match(
            r"\s(?:of|more|less|fewer|higher|lower|larger|smaller|were|was|are|is|had|have|to (?:a|one|two|half))\b",
            after,
        )
        led = re.search(
            r"\b(?:by|about|nearly|almost|over|than|around|roughly|only|just|under|approximately|least|one|to)\s\Z",
            before,
        )
        if not sure and not led and "-" not in match["joint"] and not (numerator == "one" and part != "second"):
            return f"{DOUBT}{match[0]}" if re.match(r"\s?(?:[.;)]|\Z)", after) else None
    scale = words.POWERS.get((match["scale"] or "").split()[-1] if match["scale"] else "", 1)
    return share_in_digits(
        Decimal(_number(match["whole"]) if match["whole"] else 0) * divisor + _number(numerator), divisor, scale
    )


def _slashed(match: re.Match[str]) -> str:
    return share_in_digits(int(match["count"]), int(match["divisor"]))


def _without_noun(match: re.Match[str]) -> str | None:
    """What stands between a number and what bounds it: "65 years and over", but not "one hundred or more"."""
    return None if match["cut"].strip(" -") in (*words.POWERS, "per", "and", "or", "times", "percent") else ""


def _aged(side: str, age: str) -> str | None:
    word = next((word for word in words.SMALL if word.removesuffix("e") == age), age)
    return f"{side} {word}" if word.isdigit() or word in words.SMALL else None


WORD_FORMS = (
    # fractions
    RewritingRule(
        rf"(?<![\w-])(?:(?P<whole>{_SMALL}|[0-9]{{1,4}})[ -]and[ -])?(?P<count>an?|{_SMALL}|[1-9])(?P<joint>[ -])"
        rf"(?P<part>(?:{'|'.join(_PARTS)})s?)\b(?!-[a-z])(?P<scale>\s(?:of\s)?(?:an?\s|one\s)?(?:{'|'.join(words.SCALES)})\b)?",
        _fraction,
        "tuqf",
    ),
    RewritingRule(r"(?<![\w./-])(?P<count>[1-9])/(?P<divisor>[1-9][0-9]?)(?=\sof\b)", _slashed, "/"),
    # nobody
    RewritingRule(
        rf"(?<![\w-])no(?=\s(?:(?:new|confirmed|reported|recorded|known)\s)?(?!{_UNCOUNTED})(?:{_COUNTED})\b)",
        always("zero"),
        "o",
    ),
    RewritingRule(
        r"(?<![\w-])(?:none(?!theless|\s(?:the|other|too)\b)|nil|not\sa\ssingle|without\sa\ssingle|not\sone(?=\s[a-z]))\b",
        always("zero"),
        "n",
    ),
    # crowds without a number
    RewritingRule(r"\ba\scouple(?=\s(?:of|more)\b)", always("about two"), "c"),
    RewritingRule(r"\ba\shandful\b", always("3 to 9"), "h"),
    RewritingRule(r"\bscores(?=\s(?:of|more)\b)(?!\sof\s[0-9])", always("40 to 99"), "s"),
    # bounds behind the noun, and in compounds
    RewritingRule(
        rf"(?:[0-9%]|(?<![a-z])(?:{_SMALL}|{any_of(words.POWERS)}))"
        r"(?P<cut>[ -](?:years?(?:[ -]olds?|\sof\sage)?|[a-z]{3,14}))"
        r"(?=\s(?:or|and)\s(?:over|above|older|under|below|younger)\b|\sor\s(?:more|fewer|less)\b(?!\sthan))",
        _without_noun,
        "e",
    ),
    RewritingRule(
        r"\b(?P<side>under|over)-(?P<age>[0-9]{1,2}|[a-z]{3,9}?)'?e?s\b", lambda m: _aged(m["side"], m["age"]), "-"
    ),
    RewritingRule(r"(?<=[0-9y])[ -]odd\b", always(" or so"), "o"),
    RewritingRule(r"(?<=[0-9])-plus\b", always("+"), "p"),
    RewritingRule(rf"\bsome(?=\s(?:{any_of(words.TENS)})\b)", always("about"), "m"),
    RewritingRule(r"(?<![\w.])(?:ca?\.\s{0,3}|ca\s)(?=[0-9])", always("about "), "c"),
    # no bound: periods and durations
    RewritingRule(rf"\bover(?=\s{YEAR}\s?(?:to|-|and)\s?{YEAR})", always(APART), "v"),
    RewritingRule(
        r"(?<!\bwell )(?<!\bjust )(?<!\bfor )(?<!took )(?<!lasted )(?<!spent )(?<!after )(?<!aged )(?<!\bof )(?<!than )"
        rf"\bover(?=\s(?:[0-9]{{1,3}}|{_SMALL})\s(?:years|months|weeks|days|decades|hours)\b(?!\s(?:old|of\sage|ago|later)))",
        always(APART),
        "v",
    ),
    # no range: the two ends of a change
    RewritingRule(
        rf"(?<![\w-]){_CHANGE}\b(?:[^.;:]|\.(?=[0-9])){{0,60}}?\bfrom\s(?:[^.;:]|\.(?=[0-9])){{1,50}}?(?P<cut>\sto\s)(?={CURRENCY}?\s?[0-9a-z])",
        always(f" {APART} "),
        "f",
    ),
    RewritingRule(r"(?:doubled|tripled|trebled|quadrupled|halved)(?P<cut>\sto\s)", always(f" {APART} "), "d"),
)
