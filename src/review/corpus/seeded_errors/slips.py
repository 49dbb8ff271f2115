"""Plausible slips of a coder: for one settled row, every row that it could wrongly have become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.attribute_slips import OF_A_CLAIM, Cells, Made, attribute_slips, places_in_text
from review.corpus.tables.records import Claim, Figure
from review.corpus.text.mapped_text import fold
from review.corpus.text.numerals.reader import NumeralError, read_numeral
from review.corpus.text.numerals.values import Interval
from review.corpus.text.phrases import search_phrase
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import numerals_of, quote_places
from review.corpus.vocabulary import Qualifier

NEIGHBOURS = 4  # numerals of the paragraph that are near enough to be taken for another
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True)
class Slip:
    """One slip: its kind, and the cells that it changes of one row of figures or claims."""

    row_id: str
    kind: str
    cells: Mapping[str, str]
    table: str = "figures"


def slips(corpus: Corpus, figure: Figure, text: SourceText) -> Iterator[Slip]:
    """Yield every plausible slip in the row of *figure*, always in the same order."""
    row = {name: _cell(getattr(figure, name)) for name in corpus.descriptor.table("figures").column_names}
    yield from _told_once("figures", figure.figure_id, row, _all(corpus, figure, row, text))


def claim_slips(corpus: Corpus, claim: Claim) -> Iterator[Slip]:
    """Yield every plausible slip in the place, the quote and the stance of *claim*, always in the same order."""
    table = corpus.descriptor.table("claims")
    row = {name: _cell(getattr(claim, name)) for name in table.column_names}
    yield from _told_once("claims", claim.claim_id, row, _of_a_claim(corpus, claim, table.column("stance").choices))


def _told_once(table: str, row_id: str, row: Cells, all_made: Iterable[Made]) -> Iterator[Slip]:
    """What leaves all cells as they are is no slip, and neither is what another slip has made already."""
    changes: set[tuple[tuple[str, str], ...]] = set()
    for kind, cells in all_made:
        changed = {name: cell for name, cell in cells.items() if row[name] != cell}
        key = tuple(sorted(changed.items()))
        if changed and key not in changes:
            changes.add(key)
            yield Slip(row_id, kind, changed, table)


def _of_a_claim(corpus: Corpus, claim: Claim, stances: Iterable[str]) -> Iterator[Made]:
    for kind, cells in places_in_text(corpus, claim):
        yield kind + OF_A_CLAIM, cells
    for stance in stances:
        yield "wrong stance" + OF_A_CLAIM, {"stance": stance}
    words = claim.quote.split()
    for at in range(1, len(words) - 1):
        yield "quote miscopied" + OF_A_CLAIM, {"quote": " ".join(words[:at] + words[at + 1 :])}
    if len(words) > 1:
        yield "quote shortened" + OF_A_CLAIM, {"quote": " ".join(words[1:])}
        yield "quote shortened" + OF_A_CLAIM, {"quote": " ".join(words[:-1])}


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _all(corpus: Corpus, figure: Figure, row: Cells, text: SourceText) -> Iterator[Made]:
    yield from _values(row)
    yield from _misread(row)
    yield "bounds swapped", {"low": row["high"], "high": row["low"]}
    yield from _signs_and_intervals(row)
    yield from _qualifiers(corpus, row)
    yield from _neighbours(figure, text)
    yield from _quotes(row)
    yield from attribute_slips(corpus, figure, text)


def _wrong_digits(number: str) -> Iterator[tuple[str, str]]:
    """Yield what a number of digits becomes by one slip of the hand, with the kind of the slip."""
    for at in range(len(number)):
        if len(number) > 1:
            yield "digit dropped", number[:at] + number[at + 1 :]
        yield "digit doubled", number[: at + 1] + number[at:]
    for at, (first, second) in enumerate(pairwise(number)):
        if first != second:
            yield "digits swapped", number[:at] + second + first + number[at + 2 :]
    yield "value ten times", f"{number}0"


def _values(row: Cells) -> Iterator[Made]:
    """The value alone is wrong; a value that is both bounds is wrong in both."""
    for column in ("low", "high"):
        for kind, wrong in _wrong_digits(row[column]) if row[column].isdigit() else ():
            if wrong.startswith("0"):
                continue
            both = row["low"] == row["high"]
            yield kind, {"low": wrong, "high": wrong} if both else {column: wrong}


def _misread(row: Cells) -> Iterator[Made]:
    """The numeral is miscopied, and its value with it; then the quote as well."""
    for number in _NUMBER.finditer(row["printed"]):
        for kind, wrong in _wrong_digits(number[0].replace(",", "").partition(".")[0]):
            grouped = f"{int(wrong):,}" if "," in number[0] or len(wrong) > 4 else wrong
            printed = row["printed"][: number.start()] + grouped + row["printed"][number.end() :]
            if cells := _reading(printed):
                yield kind, cells
                yield kind, cells | {"quote": _requoted(row, printed)}


def _reading(printed: str) -> Cells | None:
    try:
        return {"printed": printed} | _interval(read_numeral(printed))
    except NumeralError:
        return None


def _interval(read: Interval) -> Cells:
    low, high = ("" if bound is None else f"{bound:f}" for bound in (read.low, read.high))
    return {"low": low, "high": high, "qualifier": read.qualifier}


def _requoted(row: Cells, printed: str) -> str:
    numeral = search_phrase(row["printed"], fold(row["quote"]))
    assert numeral  # the settled rows are in order
    return row["quote"][: numeral[0]] + printed + row["quote"][numeral[1] :]


def _signs_and_intervals(row: Cells) -> Iterator[Made]:
    """A sign is lost, or an end of the interval is miscopied."""
    for column in ("low", "high", "interval_low", "interval_high"):
        if row.get(column, "").startswith("-"):
            both = row["low"] == row["high"] and column in ("low", "high")
            plain = row[column].removeprefix("-")
            yield "sign lost", {"low": plain, "high": plain} if both else {column: plain}
    for column in ("interval_low", "interval_high"):
        whole, point, rest = row.get(column, "").partition(".")
        for kind, wrong in _wrong_digits(whole) if whole.isdigit() else ():
            if not wrong.startswith("0"):
                yield f"{kind} of an interval", {column: f"{wrong}{point}{rest}"}


def _qualifiers(corpus: Corpus, row: Cells) -> Iterator[Made]:
    for bound in filter(None, (row["low"], row["high"])):
        if row["qualifier"] != Qualifier.EXACT:
            lost = {"low": bound, "high": bound, "qualifier": Qualifier.EXACT}
            yield "qualifier lost", lost
            for bare in _NUMBER.findall(row["printed"]):
                cells = _reading(bare)
                yield "qualifier lost", cells or lost
                start = fold(row["quote"]).find(fold(bare))
                if cells and start > 0:
                    yield "qualifier lost", cells | {"quote": row["quote"][start:]}
    for other in corpus.descriptor.table("figures").column("qualifier").choices:
        yield "qualifier changed", {"qualifier": other}


def _neighbours(figure: Figure, text: SourceText) -> Iterator[Made]:
    """Another numeral of the paragraph is taken: with the old quote, then with a quote of its own."""
    spans = [place.quote for place in quote_places(text, figure)]
    paragraph = text.paragraph_at(spans[0][0])
    assert paragraph
    here = text.folded[: paragraph.end]
    within = [n for n in numerals_of(text) if paragraph.start <= n.start < paragraph.end and not n.interval.unread]
    others = [other for other in within if not _same(other.text, figure.printed)]
    for other in sorted(others, key=lambda other: abs(other.start - spans[0][0]))[:NEIGHBOURS]:
        taken = {"printed": " ".join(other.text.split())} | _interval(other.interval)
        yield "neighbouring numeral", taken
        after = re.match(r"(?:\W+\w+){0,2}", here[other.end :])
        quote = " ".join(here[other.start : other.end + (after.end() if after else 0)].split())
        yield "neighbouring numeral", taken | {"quote": quote, "prefix": "", "suffix": ""}


def _same(other: str, printed: str) -> bool:
    first, second = (" ".join(fold(words).casefold().split()) for words in (other, printed))
    return first in second or second in first


def _quotes(row: Cells) -> Iterator[Made]:
    """The quote ends before its number, or starts after it began."""
    numeral = search_phrase(row["printed"], fold(row["quote"]))
    assert numeral
    for word in re.finditer(r"\S+", row["quote"]):
        for cut in (row["quote"][: word.start()].strip(), row["quote"][word.end() :].strip()):
            if cut and not search_phrase(row["printed"], fold(cut)):
                yield "quote shortened", {"quote": cut}
