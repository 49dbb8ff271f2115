"""One record for each thing that can be cited, a CSL item, from which every form of its reference is made.

An item is what CSL-JSON holds: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

Item = dict[str, Any]
#: Printed for a work whose date nobody knows.
NO_DATE = "n.d."
#: Stands for the authors whom nobody listed.
OTHERS = "et al."
#: More authors than this are named by the first.
MOST = 2
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_MARK = re.compile(r"^(\[[^\]]+\])")


def mark_of(item: Item) -> str:
    """Return the mark that a reader must see wherever the work is named: a bracket at the beginning of its note."""
    found = _MARK.match(item.get("note", ""))
    return found.group() if found else ""


def printed_year(item: Item) -> str:
    """Return the year as it is printed, with the letter that tells works of one year apart.

    >>> printed_year({"issued": {"literal": "[2011 or later]"}}), printed_year({})
    ('[2011 or later]', 'n.d.')
    """
    issued: Mapping[str, Any] = item.get("issued", {})
    parts: Sequence[Any] = issued.get("date-parts", [[]])[0]
    year, suffix = str(parts[0]) if parts else issued.get("literal", NO_DATE), item.get("year-suffix", "")
    if suffix and year.endswith("]"):
        return f"{year[:-1]}{suffix}]"
    return f"{year}-{suffix}" if suffix and not year[-1:].isdigit() else f"{year}{suffix}"


def printed_days(item: Item) -> str:
    """Return what is printed behind the first month where a work appeared from one day, or month, to another.

    >>> printed_days({"issued": {"date-parts": [[2014, 5, 28], [2014, 6, 3]]}})
    '28–June 3'
    """
    dates = item.get("issued", {}).get("date-parts", [])
    if len(dates) < 2 or len(dates[0]) < 2:
        return ""
    (_, month, *day), (_, last_month, *last_day) = dates
    until = " ".join([*([MONTHS[last_month - 1]] if month != last_month else []), *map(str, last_day)])
    return f"{day[0] if day else ''}–{until}"


def makers_of(item: Item) -> list[dict[str, Any]]:
    """Return the names of its authors, or else of its editors."""
    makers: list[dict[str, Any]] = item.get("author") or item.get("editor", [])
    return makers


def names_of(item: Item) -> list[str]:
    """Return by what those who made it are known in a text: family names with particles, and the names of bodies.

    Where it has no authors, its editors made it.
    """
    return [
        " ".join(
            part
            for key in ("dropping-particle", "non-dropping-particle", "family", "literal")
            if (part := name.get(key, ""))
        )
        for name in makers_of(item)
    ]


def work_name(item: Item) -> str:
    """Return by what a work is known in a sentence: "Author and Author (year)", or its title where nobody is named.

    A year in brackets has no others around them.

    >>> work_name({"title": "Locks", "author": [{"family": "Roe"}, {"family": "Doe"}], "issued": {"literal": "[2012]"}})
    'Roe and Doe [2012]'
    """
    who = [name for name in names_of(item) if name != OTHERS] or [f"“{item['title']}”"]
    many = len(who) > MOST or 0 < len(who) < len(makers_of(item))
    year = printed_year(item)
    return f"{f'{who[0]} {OTHERS}' if many else ' and '.join(who)} {year if year.startswith('[') else f'({year})'}"


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return items as a list of references has them: bodies among persons, by author, year and title.

    Works of one author and year get a letter, in the order of their titles: 2012a, 2012b.
    """
    ordered = sorted(items, key=lambda item: (_filed(_by(item)), _by(item), printed_year(item), _filed(item["title"])))
    lettered: list[Item] = []
    for _, group in groupby(ordered, key=lambda item: (_by(item), printed_year(item))):
        works = list(group)
        suffixes = map(_letters, range(len(works))) if len(works) > 1 else ("",)
        lettered += [
            {**work, "year-suffix": suffix} if suffix else work for work, suffix in zip(works, suffixes, strict=True)
        ]
    return lettered


def _by(item: Item) -> str:
    return "; ".join(names_of(item)) or str(item["title"])


def _letters(place: int) -> str:
    """Return the letter of a place, beginning with 0; behind z there are two: aa, ab."""
    more, rest = divmod(place, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + rest)


def _filed(text: str) -> str:
    """Return *text* as it is sorted: without an article, accents and signs, in one case."""
    import unicodedata

    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"^(the|an?) ", "", re.sub(r"[^\w\s]", "", plain).casefold())
