"""The gate on what was built: no quantity stands on a page unless it came from where quantities come from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bs4 import Tag

from review.book.prose.columns import proven_texts
from review.book.prose.markdown_text import GAP, Passage
from review.book.prose.proofs import IN_ALL, NONE, Proofs, canonical, proves, union, years_in
from review.book.prose.proving import Prover, counted_nouns, counted_rows, spaced
from review.book.prose.roles import COUNTABLE
from review.book.prose.typed_numbers import USE, mending_hint, quantity_places
from review.book.site.html_tree import Page, attribute, classes
from review.book.site.row_ids import named_rows
from review.book.site.text_extraction import blocks_of
from review.corpus.corpus import Corpus
from review.corpus.text.numerals.reader import NumeralError, plain_numerals, read_numeral
from review.errors import Problem
from review.files.hashing import sha256
from review.present.words.wording import date_text

_YEAR = re.compile(r"[0-9]{4}")
#: How many figures a message names.
_NEAREST = 3
_FACT = "context.html#"
_COUNTED = re.compile(r"data\.html#table-(\w+)")
_CITED = "references.html#cite-"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DATED = {
    "sources": ("published", "covers_start", "covers_end"),
    "figures": ("period_start", "period_end"),
    "events": ("start", "end"),
    "origins": ("date",),
    "facts": ("period",),
    "sightings": ("page_date",),
}
_WORDED = {
    "sources": ("title", "dated"),
    "measures": ("label", "definition"),
    "units": ("label", "singular", "plural"),
    "populations": ("label",),
    "events": ("label",),
    "origins": ("name",),
    "themes": ("label", "definition"),
    "lines": ("label",),
    "names": ("name",),
}


@dataclass(frozen=True)
class Quantities:
    """The *passages* of a page that have numbers, each with its section; and by section what it *printed*.

    That is rows (their table and key), years, and counted rows (their table and number); no section has the number 0.
    """

    passages: tuple[tuple[Passage, int], ...]
    printed: Mapping[int, tuple[tuple[str, ...], ...]]


def quantities_on(page: Page) -> Quantities:
    """Return what a page says in numbers, whatever proves them."""
    numbers: dict[int, int] = {}
    printed: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for element in page.elements:
        if proving := list(_proving(element)):
            section = element.find_parent("section")
            printed[numbers.setdefault(id(section), len(numbers) + 1) if section else 0] += proving
    found = ((passage, element) for passage, element in blocks_of(page.root) if any(quantity_places(passage)))
    passages = tuple((passage, numbers.get(_section(element), 0)) for passage, element in found)
    return Quantities(passages, {number: tuple(dict.fromkeys(printed[number])) for number in printed})


def _section(element: Tag) -> int:
    """Return the identity of the section around *element*; 0 in a heading, which is of no section, or outside."""
    around = (element, *element.parents)
    section = next((one for one in around if one.name == "section"), None)
    return 0 if section is None or any(one.name in HEADINGS for one in around) else id(section)


def _proving(element: Tag) -> Iterator[tuple[str, ...]]:
    """Yield what *element* prints that proves a number beside it."""
    address, known = attribute(element, "href"), classes(element)
    if "date-value" in known or address.startswith(_CITED):
        yield ("years", *sorted(years_in(element.text)))
    elif counted := _COUNTED.fullmatch(address) if "count-value" in known else None:
        yield "counted", counted[1], element.text
    elif "fact-value" in known and address.startswith(_FACT):
        yield "row", "facts", address.removeprefix(_FACT)
    else:
        yield from (("row", *named) for named in named_rows(element))


def _proofs(prover: Prover, proving: tuple[str, ...]) -> Proofs:
    kind, *told = proving
    if kind == "years":
        return Proofs(frozenset(told))
    return prover.row(*told) if kind == "row" else _counted(*told)


def _counted(table: str, text: str) -> Proofs:
    try:
        value = read_numeral(text)[:3]
    except NumeralError:
        return NONE
    return counted_rows(table, value) if table in COUNTABLE else NONE


def unsourced_numbers(page: Page, prover: Prover, known: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a problem for each quantity on *page* that no role, citation or coded cell gives.

    Nor is it *known*, nor do *prover* and what its section prints prove it.
    """
    read = page.once(quantities_on)
    for passage, section in read.passages:
        blanked = replace(passage, text=known.sub(lambda match: GAP * len(match[0]), passage.text))
        if not (places := list(quantity_places(blanked))):
            continue
        printed = read.printed.get(section, ()) if section else ()
        proofs = prover.everywhere | union(_proofs(prover, each) for each in printed)
        for start, end in places:
            if proves(proofs, passage.text, start, end, prover.counted):
                continue
            numeral = passage.text[start:end]
            near = ", ".join(nearest_figures(prover.corpus, numeral))
            message = f"{numeral!r} comes from nowhere: “{passage.around(start)}” (nearest figures: {near or 'none'})"
            yield Problem(page.path, passage.line, "", message, mending_hint(USE, passage, start, end))


def judged_by(page: Page, prover: Prover, known: re.Pattern[str]) -> str:
    """Return the hash of all by which the numbers of *page* are judged, beside the page."""
    named = {each for printed in page.once(quantities_on).printed.values() for each in printed if each[0] == "row"}
    proofs = [prover.everywhere, *(_proofs(prover, each) for each in sorted(named))]
    return sha256("\n".join([known.pattern, prover.counted.pattern, *map(canonical, proofs)]).encode())


def known_texts(corpus: Corpus, names: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the pattern of what may stand anywhere: dates that *corpus* knows, its names and vocabularies, *names*.

    Within a longer number it does not match, nor a year where it counts: "2009 children", "2009 in all".
    """
    texts = sorted({*_known(corpus), *proven_texts(corpus), *names} - {""}, key=len, reverse=True)
    years = [text for text in texts if _YEAR.fullmatch(text)]
    longer = [spaced(text) for text in texts if text not in years]
    counted = "|".join(map(spaced, (*counted_nouns(corpus), *IN_ALL)))
    branches = [*longer, rf"(?:{'|'.join(years)})(?!\s+(?:{counted})\b)"] if years else longer
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(branches)})(?!\w)(?![.,][0-9])" if texts else r"(?!)")


def _known(corpus: Corpus) -> Iterator[str]:
    """Yield the dates that the corpus knows, as precise as they are and less so, and what its vocabularies say."""
    yield from (*corpus.sources, *(source.name for source in corpus.sources.values()))
    for table, columns in _DATED.items():
        for row in corpus.tables[table].values():
            for column in columns:
                parts = getattr(row, column).split("-")
                yield from (date_text("-".join(parts[:length])) for length in range(1, len(parts) + 1) if parts[0])
    for table, columns in _WORDED.items():
        for row in corpus.tables[table].values():
            yield from (text for name in columns if any(plain_numerals(text := getattr(row, name))))


def nearest_figures(corpus: Corpus, numeral: str) -> tuple[str, ...]:
    """Return the ids of the figures whose value is nearest to *numeral*, those of the very value first."""
    read = next(iter(plain_numerals(numeral)), None)
    ends = (read.interval.low, read.interval.high) if read else ()
    wanted = next((float(end) for end in ends if end is not None), None)
    if wanted is None:
        printed = {figure.printed: name for name, figure in corpus.figures.items()}
        return tuple(printed[text] for text in get_close_matches(numeral, printed, n=_NEAREST))

    def distance(figure_id: str) -> tuple[float, str]:
        figure = corpus.figures[figure_id]
        bounds = [float(end) for end in (figure.low, figure.high) if end is not None]
        gaps = [abs(bound - wanted) / max(abs(bound), abs(wanted), 1e-9) for bound in bounds]
        return min(gaps, default=1.0), figure_id

    return tuple(sorted(corpus.figures, key=distance)[:_NEAREST])
