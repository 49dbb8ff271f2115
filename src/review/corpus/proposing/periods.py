"""When: the dates of a passage, as the periods that its number may be of."""

from __future__ import annotations

import re
from typing import NamedTuple

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import Sureness
from review.corpus.proposing.passage import SAYS, Surroundings
from review.corpus.rules.phrase_cells import OF_PUBLICATION
from review.corpus.text.citations import citations
from review.corpus.text.date_phrases import find_dates, latest_dates, read_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS
from review.corpus.text.mapped_text import Span
from review.corpus.verification.quoting import phrase_cell

_JOINED = re.compile(r"\s*,?\s*(?:to|until|till|through|and|-)\s+(?:the\s+end\s+of\s+)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
# "by 25 August": since when is not said.
_UNTIL = re.compile(r"\b(?:by|until|till|up\s+to|as\s+of)\s+(?:the\s+end\s+of\s+)?\Z", re.IGNORECASE)
_NAMED_YEAR = re.compile(r"(?:'s)?\s+(?:of\s+)?(?:this|last)\s+year\b", re.IGNORECASE)
# "reported on 5 May", "a 5 May article in the Herald": the day is that of a report.
_SAID_ON = re.compile(rf"\b{SAYS}\s+on\s+\Z", re.IGNORECASE)
_REPORT = re.compile(r"(?:\s[\w().'-]+){0,4}?\s(?:article|report|story|editorial|broadcast)\b", re.IGNORECASE)


class Period(NamedTuple):
    """What a phrase dates: the first and the last date, and the cell of phrases that says so."""

    start: str
    end: str
    basis: str


class _Dated(NamedTuple):
    """A period with where its words stand; *is_whole*: they give its year."""

    start: int
    end: int
    period: Period
    is_whole: bool


def dates_in(passage: Surroundings) -> list[tuple[int, int, str, str]]:
    """Return the dates of the paragraph in order, of works that it cites none: where they stand, and what they say."""
    block = passage.words(passage.block)
    cited = citations(block)
    first = passage.block[0]
    return [
        (first + start, first + end, dates.start, dates.end)
        for start, end, dates in find_dates(block.lower())
        # "may" is a month with a capital alone.
        if not any(a <= start < b for a, b in cited) and block[start:end] != "may"
    ]


def period_candidates(corpus: Corpus, passage: Surroundings, blind: bool = False) -> list[tuple[Period, Sureness, str]]:
    """Return the periods that the paragraph may give its number, the surest first; an empty one where it gives none.

    *blind* leaves out what rests on other coded rows.
    """
    source = corpus.sources[passage.text.source_id]
    dated = _joined(passage, dates_in(passage), source.published)
    of_reports = [one for one in dated if _dates_report(passage, one)]
    dated = [one for one in dated if one not in of_reports]
    own = [one for one in dated if passage.sentence[0] <= one.start < passage.sentence[1]]
    first, last = passage.clause if len(own) > 1 else passage.told
    own.sort(key=lambda one: (not first <= one.start < last, -passage.nearness(one.start)))
    told = any(first <= one.start < last for one in own)
    found: list[tuple[Period, Sureness, str]] = []
    for place, one in enumerate(own):
        sure = Sureness.LIKELY if place == 0 and told else Sureness.GUESS
        is_said = sure is Sureness.LIKELY and len(own) == 1 and one.is_whole
        found.append((one.period, Sureness.SAID if is_said else sure, f"its sentence says {_shown(passage, one)}"))
    earlier = [one for one in dated if one.start < passage.sentence[0]]
    for place, one in enumerate(reversed(earlier)):
        sure = Sureness.LIKELY if place == 0 and not told and len(earlier) == 1 else Sureness.GUESS
        found.append((one.period, sure, f"a sentence before says {_shown(passage, one)}"))
    none = Sureness.GUESS if found else Sureness.LIKELY
    found.append((Period("", "", ""), none, "no date stands nearer"))
    found += [(one.period, Sureness.GUESS, f"a report is of {_shown(passage, one)}") for one in of_reports]
    if source.published and not blind:
        basis = "implied: published; it tells of the day on which it was published"
        found.append((Period(source.published, source.published, basis), Sureness.GUESS, "the day of the source"))
    return sorted(found, key=lambda one: one[1].rank)[:6]


def marked_period(passage: Surroundings, published: str) -> Period:
    """Return the period of the words of *passage* that somebody marked, the year added that they leave out.

    Without dates where they give none, or no year is known.
    """
    span, words = (passage.start, passage.end), passage.words((passage.start, passage.end))
    basis, dates = phrase_cell(passage.text, *span), read_dates(words)
    if dates is None or "?" in dates.start + dates.end:
        year = _lent(passage, span, dates_in(passage), is_dated=len(published) > len("YYYY")) if dates else None
        if year:
            basis += PARTS + phrase_cell(passage.text, *year)
            dates = read_dates(f"{words}{PARTS}{passage.words(year)}")
        elif dates := latest_dates(words, published):
            basis += OF_PUBLICATION
    if dates is None:
        return Period("", "", basis)
    first = next((passage.start + start for start, _, _ in find_dates(words.lower())), passage.start)
    return Period("" if _is_until(passage, first) else dates.start, dates.end, basis)


def _is_until(passage: Surroundings, start: int) -> bool:
    return bool(_UNTIL.search(passage.words((passage.block[0], start))[-30:]))


def _dates_report(passage: Surroundings, one: _Dated) -> bool:
    before = passage.words((passage.block[0], one.start))[-30:]
    return bool(_SAID_ON.search(before) or _REPORT.match(passage.words((one.end, passage.block[1]))))


def _shown(passage: Surroundings, one: _Dated) -> str:
    return repr(" ".join(passage.words((one.start, one.end)).split()))


def _joined(passage: Surroundings, dates: list[tuple[int, int, str, str]], published: str) -> list[_Dated]:
    """Return the dates as periods: "from May 2010 to June 2011" is one; a day without a year takes that of its clause.

    Two such days that begin and end a period take one year, or two that follow one another.

    Where its clause has none, it is the latest by the day on which the source was *published*; of a source without
    such a day, one in a year that was named before it.
    """
    periods: list[_Dated] = []
    at = 0
    while at < len(dates):
        start, end, first, last = dates[at]
        at += 1
        is_whole = "?" not in first
        if named := _NAMED_YEAR.match(passage.text.folded, end, passage.block[1]):
            end = named.end() if not is_whole else end
        basis = phrase_cell(passage.text, start, end)
        year = None if is_whole else _lent(passage, (start, end), dates, is_dated=len(published) > len("YYYY"))
        if year:
            basis += PARTS + phrase_cell(passage.text, *year)
            first, last = (date.replace("????", passage.words(year)) for date in (first, last))
        elif not is_whole and (latest := latest_dates(passage.words((start, end)), published)):
            if at < len(dates) and "?" in dates[at][2] and _is_span(passage, start, end, dates[at][0]):
                start, end = _whole_span(passage, start, dates[at][1])
                basis = phrase_cell(passage.text, start, end)
                latest, at = latest_dates(passage.words((start, end)), published) or latest, at + 1
            basis += OF_PUBLICATION
            first, last = latest
        if at < len(dates) and "?" not in dates[at][3] > first and _is_span(passage, start, end, dates[at][0]):
            basis += ALTERNATIVES + phrase_cell(passage.text, *dates[at][:2])
            end, last = dates[at][1], dates[at][3]
            at += 1
        elif _is_until(passage, start) and passage.words((end, end + 2)) != "'s":
            first = ""
        plain = basis.split(ALTERNATIVES)[0].replace("[", "").replace("]", "")
        if "?" not in first + last and read_dates(plain.partition(OF_PUBLICATION)[0]):
            periods.append(_Dated(start, end, Period(first, last, basis), is_whole or bool(year)))
    return periods


def _whole_span(passage: Surroundings, start: int, end: int) -> Span:
    """Return where two dates stand with the word that begins them: "between", "from"."""
    before = re.search(r"\b(?:between|from)\s+\Z", passage.words((passage.block[0], start)), re.IGNORECASE)
    return passage.block[0] + before.start() if before else start, end


def _is_span(passage: Surroundings, start: int, end: int, following: int) -> bool:
    before = passage.words((max(passage.block[0], start - 9), start)).lower().split()
    between = passage.words((end, following))
    return bool(_JOINED.fullmatch(between)) and ("and" not in between or before[-1:] == ["between"])


def _lent(passage: Surroundings, span: Span, dates: list[tuple[int, int, str, str]], *, is_dated: bool) -> Span | None:
    """Return where the year stands that a day without one takes, the nearest that is no other clause's.

    One named before it counts as well where the source *is_dated* by no day or month.
    """
    years = [
        (one[0] + match.start(), one[0] + match.end())
        for one in dates
        for match in _YEAR.finditer(passage.words(one[:2]))
    ]
    fit = [one for one in years if passage.is_one_clause(span, one) or (not is_dated and one[0] < span[0])]
    return min(fit, key=lambda year: abs(year[0] - span[0]), default=None)
