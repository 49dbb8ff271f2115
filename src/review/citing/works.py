"""The works of the bibliography as CSL items."""

from __future__ import annotations

from pybtex.database import BibliographyData

from review.citing.items import Item, in_order
from review.corpus.tables.bibliography import plain_text


def works_of(bibliography: BibliographyData) -> dict[str, Item]:
    """Return the works by their keys."""
    made = []
    for key, entry in bibliography.entries.items():
        item: Item = {"id": key, "type": "document", "title": plain_text(entry.fields.get("title", key))}
        item["author"] = [
            {"literal": plain_text(str(person)).strip("{}")}
            if not person.first_names
            else {
                "family": " ".join(map(plain_text, person.last_names)),
                "given": " ".join(map(plain_text, person.first_names)),
            }
            for person in entry.persons.get("author", ())
        ]
        year = entry.fields.get("year", "")
        if year:
            item["issued"] = {"date-parts": [[int(year)]]} if year.isdigit() else {"literal": year}
        made.append(item)
    return {str(item["id"]): item for item in in_order(made)}
