"""How works are named and printed: short names by author and year, and references as the book lists them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pybtex.backends.plaintext import Backend
from pybtex.database import BibliographyData, Entry
from pybtex.exceptions import PybtexError
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.template import Node, sentence
from pybtex.style.template import field as entry_field

from review.errors import Problem
from review.present.words.wording import list_text

#: Made once: pybtex looks through all installed packages for what it is given by name.
PLAIN = Backend()
# More authors than this are named by the first.
MOST = 2


def short_names(bibliography: BibliographyData) -> dict[str, str]:
    """Return "Author and Author (year)" for each entry."""
    return {key: _name(entry) for key, entry in bibliography.entries.items()}


def _name(entry: Entry) -> str:
    people = entry.persons.get("author", [])
    authors = [" ".join(part.render(PLAIN) for part in person.rich_last_names) for person in people]
    who = list_text(authors) if len(authors) <= MOST else f"{authors[0]} et al."
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
