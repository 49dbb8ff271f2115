"""How works are named and printed: short names by author and year, and references as the book lists them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pybtex.database import BibliographyData, Entry
from pybtex.exceptions import PybtexError
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.template import Node, sentence
from pybtex.style.template import field as entry_field

from review.corpus.tables.bibliography import authors
from review.errors import Problem
from review.present.words.wording import list_text

# More authors than this are named by the first.
MOST = 2


def short_names(bibliography: BibliographyData) -> dict[str, str]:
    """Return "Author and Author (year)" for each entry."""
    return {key: _name(entry) for key, entry in bibliography.entries.items()}


def _name(entry: Entry) -> str:
    people = authors(entry, ("prelast", "last"))
    who = list_text(people) if len(people) <= MOST else f"{people[0]} et al."
    year = entry.fields.get("year", "").strip("[]")
    return " ".join(part for part in (who, f"({year})" if year else "") if part)


class AsPrinted(UnsrtStyle):  # type: ignore[misc]
    """References by author, then year, with each title as its source prints it."""

    default_sorting_style = "author_year_title"

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Node:
        """Return the title without pybtex's lower case, which would rewrite names in it."""
        title = entry_field(which_field)
        return sentence[title] if as_sentence else title


def unprintable(bibliography: BibliographyData) -> Iterator[Problem]:
    """Yield a problem for each entry that the book's style cannot print."""
    style = AsPrinted()
    for key, entry in bibliography.entries.items():
        try:
            style.format_entry("", entry)
        except (PybtexError, AttributeError) as error:
            fault = f"the entry {key!r} cannot be printed ({error})"
            yield Problem("data/references.bib", 0, "", fault, "Complete it, or give it another type.")
