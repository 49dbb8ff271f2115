"""Numbers, dates, places and credits in words, the same wherever the review prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure
from review.corpus.vocabulary import Qualifier, UnitKind
from review.present.html.markup import Html, element, joined
from review.present.words.qualifiers import age_text, qualified
from review.present.words.units import ORDINALS, grouping_of, in_letters, unit_kind

NBSP, MINUS = "\u00a0", "−"
NOT_STATED = "not stated"
UNNAMED_LABEL = "origin unnamed"
#: The same in a drawing that says once what it means.
UNNAMED_SIGN = "°"
OWN_WORD = "the source's own word"
FORMS = ("qualified", "bare", "unit", "rounded")
#: The form of a card: the digits of the row, and the name of its unit.
STATED = "stated"

# What stands between groups of digits, by the grouping of a unit.
_BETWEEN = {"": ",", "space": NBSP, "none": ""}
_VAGUE = re.compile(r"\b(dozens?|hundreds|thousands|millions|few|several|scores)\b", re.IGNORECASE)
MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
MONTHS += ("October", "November", "December")
_MILLION = 1_000_000


def number(value: Decimal | int, grouping: str = "") -> str:
    """Return *value* as the book prints numbers: grouped digits, round millions in words.

    *grouping* is that of a unit: its digits are then parted by spaces, or by nothing.

    >>> number(2169), number(24_000_000), number(1_240_000), number(-3)
    ('2,169', '24\\xa0million', '1,240,000', '−3')
    """
    exact = Decimal(value)
    for size, word in ((1000 * _MILLION, "billion"), (_MILLION, "million")):
        if abs(exact) >= size and exact % (size // 10) == 0:
            return f"{(exact / size).normalize():f}{NBSP}{word}".replace("-", MINUS)
    return format(exact, ",f").replace(",", _BETWEEN[grouping]).replace("-", MINUS)


def amount_text(corpus: Corpus, amount: Decimal | int, unit: str) -> str:
    """Return a number as its unit groups digits, with the sign of the unit, where the unit has one: 40 %, US$500."""
    return with_unit(corpus, number(amount, grouping_of(corpus, unit)), unit)


def with_unit(corpus: Corpus, text: str, unit: str) -> str:
    """Return a printed number with the sign of its unit, where the unit has one: 40 %, US$500."""
    row = corpus.units.get(unit)
    if row is None or not row.sign:
        return text
    gap = NBSP if row.position.endswith("spaced") else ""
    if not row.position.startswith("before"):
        return f"{text}{gap}{row.sign}"
    minus = MINUS if text.startswith(MINUS) else ""
    return f"{minus}{row.sign}{gap}{text.removeprefix(MINUS)}"


def unit_words(corpus: Corpus, unit: str, amount: Decimal | int | None = None) -> str:
    """Return the words for *unit*, singular where *amount* is one.

    Of what computed numbers are in and no row is, such as "person a month", the first word has a plural, unless it
    is a code in capitals.
    """
    if row := corpus.units.get(unit):
        return row.singular if amount == 1 else row.plural
    if unit == "ratio":
        return "for each one"
    first, _, rest = unit.replace("-", " ").partition(" ")
    if amount != 1 and not first.isupper():
        first = first[:-1] + "ies" if re.search(r"[^aeiou]y$", first) else first + "s"
    return f"{first} {rest}".strip()


def value_text(corpus: Corpus, figure: Figure, form: str = "qualified") -> str:
    """Return the value in words: "more than 6,000", "up to US$6,000", "30,000 to 60,000", "about 40 %".

    *form* is ``qualified`` (of a rate with what it is per), ``bare`` (no qualifier), ``unit`` (with the words of the
    unit, as a writer puts them: "under 14", "at least five years"), ``rounded`` (to two digits that count, "about"
    where that changes an exact value) or ``stated`` (with the name of the unit). A vague word stands as the source
    prints it, beside the bounds that we read in it: the bounds alone would look more exact than the source is.
    Raises ValueError for another form.
    """
    if form not in (*FORMS, STATED):
        raise ValueError(f"{form!r} is no form of a value (expected {list_text(FORMS, 'or')})")
    if form == "rounded":
        return _rounded(corpus, figure)
    # What is converted may be in a currency of which no source has an amount.
    unit, kind = corpus.units.get(figure.unit), unit_kind(corpus, figure.unit)
    text = _amount(corpus, figure)
    if form in ("unit", "bare") and kind is UnitKind.TIME:
        text = in_letters(text)
    if form == "unit" and kind is UnitKind.AGE:
        return age_text(figure.qualifier, text)
    # Without what it is per, a rate says nothing.
    worded = form in ("unit", STATED) or (kind is UnitKind.RATE and form != "bare")
    if worded and not (unit and unit.sign) and kind is not UnitKind.ORDINAL:
        text = f"{text}{NBSP}{unit_words(corpus, figure.unit, figure.low if figure.high is None else figure.high)}"
    if form == "bare":
        return text
    if is_vague(figure):
        return f"“{figure.printed}” (read as {text})"
    # Full years and hours are counted, not measured, once their number is written beside them.
    measured = kind is not None and kind.is_measured and not (form == "unit" and kind is UnitKind.TIME)
    if figure.qualifier is Qualifier.FEWER_THAN and measured:
        return f"less than {text}"
    return qualified(figure.qualifier, text)


def _rounded(corpus: Corpus, figure: Figure) -> str:
    """Return the value to two digits that count; bounds are rounded apart, so that none says too much."""
    single = figure.low == figure.high
    low = None if figure.low is None else _two_digits(figure.low, ROUND_HALF_EVEN if single else ROUND_FLOOR)
    high = None if figure.high is None else _two_digits(figure.high, ROUND_HALF_EVEN if single else ROUND_CEILING)
    changed = single and low != figure.low and figure.qualifier is Qualifier.EXACT
    qualifier = Qualifier.ABOUT if changed else figure.qualifier
    return value_text(corpus, replace(figure, low=low, high=high, qualifier=qualifier))


def _two_digits(value: Decimal, way: str) -> Decimal:
    """Return *value* to two digits that count.

    >>> int(_two_digits(Decimal(18518), ROUND_HALF_EVEN)), int(_two_digits(Decimal(89), ROUND_FLOOR))
    (19000, 89)
    """
    return value.quantize(Decimal((0, (1,), value.adjusted() - 1)), rounding=way) if value.adjusted() > 1 else value


def is_vague(figure: Figure) -> bool:
    """Say whether the source prints a vague word, such as "dozens", where the row has bounds."""
    return figure.qualifier is Qualifier.RANGE and bool(_VAGUE.search(figure.printed))


def _amount(corpus: Corpus, figure: Figure) -> str:
    low, high = figure.low, figure.high
    if (
        corpus.units[figure.unit].kind is UnitKind.ORDINAL
        and low is not None
        and low == high
        and 0 < low <= len(ORDINALS)
    ):
        return ORDINALS[int(low) - 1]
    if low is not None and high is not None and low != high:
        return span_text(corpus, low, high, figure.unit)
    one = high if low is None else low
    return "" if one is None else amount_text(corpus, one, figure.unit)


def span_text(corpus: Corpus, low: Decimal, high: Decimal, unit: str) -> str:
    """Return both ends of a range in words, the sign of its unit and millions said once: "1 to 3 million"."""
    grouping = grouping_of(corpus, unit)
    first, last = number(low, grouping), number(high, grouping)
    for word in (f"{NBSP}million", f"{NBSP}billion"):
        if first.endswith(word) and last.endswith(word):
            first = first.removesuffix(word)
    return with_unit(corpus, f"{first} to {last}", unit)


def date_text(date: str) -> str:
    """Return an ISO date, as precise as it is, in words; "not stated" for an empty one.

    >>> date_text("2009"), date_text("2009-04"), date_text("2009-10-28")
    ('2009', 'April 2009', '28 October 2009')
    """
    if not date:
        return NOT_STATED
    year, month, day = [*date.split("-"), "", ""][:3]
    name = MONTHS[int(month) - 1] if month else ""
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)


def period_text(start: str, end: str) -> str:
    """Return a period in words; what both ends share is said once.

    >>> period_text("2009-04", "2009-10-28"), period_text("2009-01", "2009-10"), period_text("", "2009-10-27")
    ('April 2009 to 28 October 2009', 'January to October 2009', 'up to 27 October 2009')
    """
    if not start or not end:
        lead = "from " if start else "up to " if end else ""
        return lead + date_text(start or end)
    if start == end:
        return date_text(start)
    first, last = date_text(start), date_text(end)
    shared = start[:4] == end[:4] and len(start) == len(end)
    if shared and len(start) == 10 and start[:7] == end[:7]:
        first = first.split(" ")[0]
    elif shared:
        first = first.removesuffix(f" {start[:4]}")
    return f"{first} to {last}"


def place_text(place: str) -> str:
    """Return the place as coded, or "not stated"."""
    return place or NOT_STATED


def counted(count: int, noun: str) -> str:
    """Return how many there are: "one theme" is "1 theme", and more have an s."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def sentence_case(text: str) -> str:
    """Return *text* with a capital first letter, the others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def list_text(items: Sequence[str], last: str = "and") -> str:
    """Return *items* as a phrase.

    >>> list_text(["a"]), list_text(["a", "b"]), list_text(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def row_id(row: Figure | Claim) -> str:
    """Return the id of a figure or claim."""
    return row.figure_id if isinstance(row, Figure) else row.claim_id


def href(row: Figure | Claim) -> str:
    """Return the address of the row's place on the page of its source. All pages stand in one folder."""
    return f"{row.source_id}.html#{row_id(row)}"


def figure_part(figure: Figure, text: str) -> Html:
    """Return a part of a figure's value, such as one end of it, as a link to its row; whose word it is stands there."""
    return element("a", text, class_="figure-value", data_figure_id=figure.figure_id, href=href(figure))


def claim_link(claim: Claim) -> Html:
    """Return a statement in our words as a link to its row."""
    return element("a", claim.paraphrase, href=href(claim))


def origin_text(corpus: Corpus, row: Figure | Claim) -> str:
    """Return whom the source credits and on whom they rely in turn: "A, which credits B"."""
    if isinstance(row, Claim) and corpus.is_uncredited(row):
        return OWN_WORD
    return chain_text(corpus, row.origin_id)


def chain_text(corpus: Corpus, origin_id: str) -> str:
    """Return a chain of origins: "A, which credits B". A name that says whom it credits says it alone."""
    text = ""
    for origin in corpus.origin_chain(origin_id):
        if " crediting " not in text:
            text += f", which credits {origin.name}" if text else origin.name
    return text


def unnamed_mark(corpus: Corpus, row: Figure | Claim) -> Html:
    """Return the label of a row whose origin is unnamed; else nothing."""
    return joined([" ", element("span", UNNAMED_LABEL, class_="unnamed")]) if corpus.is_unnamed(row) else Html("")


def value_words(corpus: Corpus, figure: Figure, form: str = "qualified") -> str:
    """Return the value as text, with the label of an unnamed origin where it has one."""
    label = f" ({UNNAMED_LABEL})" if corpus.is_unnamed(figure) else ""
    return f"{value_text(corpus, figure, form)}{label}"


def value_link(corpus: Corpus, figure: Figure, form: str = "qualified") -> Html:
    """Return the value as a link to its row, with the label of an unnamed origin where it has one."""
    return joined([figure_part(figure, value_text(corpus, figure, form)), unnamed_mark(corpus, figure)])
