"""The gate on what was built: no quantity stands on a page unless it came from where quantities come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from review.book.nearest import nearest_figures
from review.book.page_text import passages_of
from review.book.prose import USE, quantities
from review.book.reading import GAP
from review.book.site_pages import Page
from review.corpus.corpus import Corpus
from review.corpus.numerals import find_numerals
from review.errors import Problem
from review.present.wording import date_text

#: What makes a number of any form a quantity, if it follows.
IN_ALL = ("in all", "in total", "altogether")
_YEAR = re.compile(r"[0-9]{4}")
_NOUN = re.compile(r"[a-z]{2,}(?:[ -][a-z]+)*")
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
    "populations": ("label",),
    "events": ("label",),
    "origins": ("name",),
    "themes": ("label", "definition"),
    "lines": ("label",),
    "names": ("name",),
}


def orphans(page: Page, corpus: Corpus, known: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a problem for each quantity on *page* that no role, citation or coded cell gives, nor is *known*."""
    for passage in passages_of(page.root):
        if not any(quantities(passage)):
            continue  # to look for names takes longer
        blanked = replace(passage, text=known.sub(lambda found: GAP * len(found[0]), passage.text))
        for numeral, at in quantities(blanked):
            near = ", ".join(nearest_figures(corpus, numeral))
            message = f"{numeral!r} comes from nowhere: “{passage.around(at)}” (nearest figures: {near or 'none'})"
            yield Problem(page.path, passage.line, "", message, USE)


def known_texts(corpus: Corpus, names: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the pattern of what may stand anywhere: dates that *corpus* knows, its names and vocabularies, *names*.

    Within a longer number it does not match, nor a year where it counts: "2009 children", "2009 in all".
    """
    texts = sorted({*_known(corpus), *names} - {""}, key=len, reverse=True)
    years = [text for text in texts if _YEAR.fullmatch(text)]
    longer = [_spaced(text) for text in texts if text not in years]
    counted = "|".join(map(_spaced, (*_counted(corpus), *IN_ALL)))
    branches = [*longer, rf"(?:{'|'.join(years)})(?!\s+(?:{counted})\b)"] if years else longer
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(branches)})(?!\w)(?![.,][0-9])" if texts else r"(?!)")


def _spaced(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))


def _counted(corpus: Corpus) -> Iterator[str]:
    """Yield the nouns of what is counted, as the vocabularies and the sources have them."""
    for table in ("populations", "units", "measures"):
        for row in corpus.tables[table].values():
            # A measure's label says what was done with what it counts.
            label = row.label.lower() if table != "measures" else ""
            for noun in (label, f"{label}s", *row.words.split(" | ")):
                if _NOUN.fullmatch(noun):
                    yield noun


def _known(corpus: Corpus) -> Iterator[str]:
    """Yield the dates that the corpus knows, as precise as they are and less so, and what its vocabularies say."""
    yield from corpus.sources
    for table, columns in _DATED.items():
        for row in corpus.tables[table].values():
            for column in columns:
                parts = getattr(row, column).split("-")
                yield from (date_text("-".join(parts[:length])) for length in range(1, len(parts) + 1) if parts[0])
    for table, columns in _WORDED.items():
        for row in corpus.tables[table].values():
            yield from (text for name in columns if any(find_numerals(text := getattr(row, name))))
