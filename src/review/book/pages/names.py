"""Short names of the sources, as scholars call them: by author and year."""

from __future__ import annotations

from pathlib import Path

from pybtex.database import Entry, parse_file
from pybtex.exceptions import PybtexError

from review.errors import FileFault
from review.present.words.wording import list_text

# More authors than this are named by the first.
MOST = 2


def short_names(references: Path) -> dict[str, str]:
    """Return "Author and Author (year)" for each entry of a BibTeX file. Raises FileFault."""
    try:
        entries = parse_file(str(references), "bibtex").entries
    except (PybtexError, OSError) as error:
        raise FileFault(f"{references.name}: the references cannot be read ({error}). Mend the file.") from error
    return {key: _name(entry) for key, entry in entries.items()}


def _name(entry: Entry) -> str:
    people = entry.persons.get("author", [])
    authors = [" ".join(part.render_as("text") for part in person.rich_last_names) for person in people]
    who = list_text(authors) if len(authors) <= MOST else f"{authors[0]} et al."
    year = entry.fields.get("year", "").strip("[]")
    return " ".join(part for part in (who, f"({year})" if year else "") if part)
