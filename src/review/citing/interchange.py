"""CSL items in the formats that reference managers read: BibTeX, RIS and CSL-JSON.

Each is made so that what Zotero reads from it prints as the item itself does. A part of a book is a chapter in BibTeX
and RIS, with its kind in brackets in the title: charts, data and `@misc` lose the book around them there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from review.citing.items import OTHERS, Item, year_of

#: The types of CSL that are written, each with its types in BibTeX and RIS.
TYPES: Mapping[str, tuple[str, str]] = {
    "article-journal": ("article", "JOUR"),
    "article-magazine": ("article", "MGZN"),
    "article-newspaper": ("article", "NEWS"),
    "bill": ("legislation", "BILL"),
    "book": ("book", "BOOK"),
    "broadcast": ("online", "ELEC"),
    "chapter": ("incollection", "CHAP"),
    "dataset": ("dataset", "DATA"),
    "document": ("misc", "GEN"),
    "graphic": ("misc", "FIGURE"),
    "legislation": ("legislation", "STAT"),
    "manuscript": ("unpublished", "UNPB"),
    "paper-conference": ("inproceedings", "CPAPER"),
    "patent": ("patent", "PAT"),
    "personal_communication": ("misc", "PCOMM"),
    "report": ("techreport", "RPRT"),
    "software": ("software", "COMP"),
    "speech": ("misc", "GEN"),
    "thesis": ("phdthesis", "THES"),
    "treaty": ("legislation", "STAT"),
    "webpage": ("online", "ELEC"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"} | {sign: f"\\{sign}" for sign in "&%$#_"}
_CAPITAL = re.compile(r"\w*[A-ZÀ-ÖØ-Þ][\w.]*(?:[- ]\w*[A-ZÀ-ÖØ-Þ][\w.]*)*")
#: Fields of an item with their names in BibTeX and RIS; where a format has none, it is left out there.
_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("volume", "volume", "VL"),
    ("issue", "number", "IS"),
    ("number", "number", "SN"),
    ("publisher", "publisher", "PB"),
    ("publisher-place", "address", "CY"),
    ("DOI", "doi", "DO"),
    ("URL", "url", "UR"),
)


def csl_json(items: Iterable[Item]) -> str:
    """Return items as CSL-JSON, a list."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


def bibtex(item: Item) -> str:
    """Return an item as a BibTeX entry, with braces around what no style may lower.

    >>> print(bibtex({"id": "a-1", "type": "book", "title": "Locks of Ghent", "author": [{"family": "Roe"}]}), end="")
    @book{a-1,
      author = {Roe},
      title = {Locks of {Ghent}},
    }
    """
    kind, _ = TYPES["chapter" if "container-title" in item and "genre" in item else item["type"]]
    fields = {"author": " and ".join(map(_bibtex_name, item.get("author", [])))}
    fields |= {"title": protected(titled(item)), **_bibtex_dates(item), **_bibtex_container(kind, item)}
    for name, in_bibtex, _ in _FIELDS:
        if value := str(item.get(name, "")):
            fields.setdefault(in_bibtex, value if in_bibtex in ("url", "doi") else _escaped(value))
    fields |= {"version": item.get("version", ""), "langid": {"en": "english"}.get(item.get("language", ""), "")}
    fields["note"] = _escaped(item.get("note", ""))
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{item['id']},\n{''.join(lines)}}}\n"


def _bibtex_container(kind: str, item: Item) -> dict[str, str]:
    name = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}.get(kind, "howpublished")
    return (
        {name: protected(container) if name == "booktitle" else _escaped(container)}
        if (container := item.get("container-title", ""))
        else {}
    )


def _bibtex_name(name: Mapping[str, Any]) -> str:
    if name.get("literal") == OTHERS:
        return "others"
    if "literal" in name:
        return f"{{{_escaped(name['literal'])}}}"
    particle = " ".join(name[key] for key in ("dropping-particle", "non-dropping-particle") if name.get(key))
    family = " ".join(part for part in (particle, name["family"]) if part)
    return _escaped(", ".join(part for part in (family, name.get("suffix", ""), name.get("given", "")) if part))


def _bibtex_dates(item: Item) -> dict[str, str]:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if not item.get("issued"):
        return {}
    dates = {"year": year_of({**item, "year-suffix": ""})}
    if len(parts) > 1:
        dates |= {"month": _MONTHS[parts[1] - 1]}
    return dates | ({"date": "-".join(f"{part:02}" for part in parts)} if len(parts) == 3 else {})


def titled(item: Item) -> str:
    """Return the title as formats without a place for it have it: with the kind of a part in brackets.

    >>> titled({"title": "Prices by link", "genre": "Chart", "container-title": "A review"})
    'Prices by link [Chart]'
    """
    is_part = "container-title" in item and "genre" in item
    return f"{item['title']} [{item['genre']}]" if is_part else str(item["title"])


def protected(title: str) -> str:
    """Return a title for BibTeX, with braces around each name in it, which some styles would lower.

    >>> protected("Trafficking in China: A review of UN reports")
    'Trafficking in {China}: {A} review of {UN} reports'
    """
    end, pieces = 0, []
    for found in _CAPITAL.finditer(title):
        pieces += [_escaped(title[end : found.start()]), _braced(found.group(), is_first=found.start() == 0)]
        end = found.end()
    return "".join([*pieces, _escaped(title[end:])])


def _braced(words: str, *, is_first: bool) -> str:
    # Styles leave the first letter of a title as it is.
    if is_first and words[1:] == words[1:].lower() and " " not in words and "-" not in words:
        return _escaped(words)
    return f"{{{_escaped(words)}}}"


def ris(item: Item) -> str:
    """Return an item as a RIS record. Lines end in CRLF, as the format asks."""
    lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in _ris_lines(item) if value)
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_lines(item: Item) -> Iterator[tuple[str, str]]:
    _, kind = TYPES["chapter" if "container-title" in item and "genre" in item else item["type"]]
    yield "TY", kind
    yield "ID", str(item["id"])
    for name in item.get("author", []):
        yield "AU", _ris_name(name)
    yield "TI", titled(item)
    yield "T2", item.get("container-title", "")
    if item.get("issued"):
        yield "PY", year_of({**item, "year-suffix": ""})
        parts = item["issued"].get("date-parts", [[]])[0]
        yield "DA", "/".join([*(f"{part:02}" for part in parts), "", ""][:3]) + "/" if len(parts) > 1 else ""
    yield "ET", f"Version {item['version']}" if "version" in item else ""
    for name, _, tag in _FIELDS:
        yield tag, str(item.get(name, ""))
    first, _, last = str(item.get("page", "")).partition("-")
    yield from (("SP", first), ("EP", last))
    yield from (("LA", item.get("language", "")), ("N1", item.get("note", "")))


def _ris_name(name: Mapping[str, Any]) -> str:
    # A comma ends a family name: one after a body's keeps its words together, and one inside would split it.
    if "literal" in name:
        return f"{name['literal'].replace(',', ' –')},"
    particle = " ".join(name[key] for key in ("dropping-particle", "non-dropping-particle") if name.get(key))
    family = " ".join(part for part in (particle, name["family"]) if part)
    return ", ".join(part for part in (family, name.get("given", ""), name.get("suffix", "")) if part)


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)
