"""CSL items in the formats that reference managers read: BibTeX, RIS and CSL-JSON.

Each is made so that what Zotero reads from it prints as the item itself does. A part of a book is a chapter in BibTeX
and RIS, with its kind in brackets in the title: charts, data and `@misc` lose the book around them there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from review.citing.entries.names import looks_like_a_body
from review.citing.items import MONTHS, OTHERS, Item, printed_days, printed_year

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
    "document": ("misc", "ELEC"),
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
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"} | {sign: f"\\{sign}" for sign in "&%$#_"}
_CAPITAL = re.compile(r"\w*[A-ZÀ-ÖØ-Þ][\w.]*(?:[- ]\w*[A-ZÀ-ÖØ-Þ][\w.]*)*")
#: Fields of an item with their names in BibTeX and RIS; where a format has none, it is left out there.
_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("volume", "volume", "VL"),
    ("issue", "number", "IS"),
    ("number", "number", "SN"),
    ("collection-title", "series", "T3"),
    ("collection-number", "number", ""),
    ("edition", "edition", "ET"),
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
    fields: dict[str, str] = {
        role: " and ".join(map(_bibtex_name, item.get(role, []))) for role in ("author", "editor")
    }
    fields |= {"title": protected(titled(item)), **_bibtex_dates(item), **_bibtex_container(kind, item)}
    fields |= {"entrysubtype": _SUBTYPES.get(item["type"], ""), "type": _escaped(_genre(item))}
    for name, in_bibtex, _ in _FIELDS:
        if value := str(item.get(name, "")):
            fields.setdefault(in_bibtex, value if in_bibtex in ("url", "doi") else _escaped(value))
    fields |= {"pages": _escaped(str(item.get("page", "")).replace("-", "--")), "version": item.get("version", "")}
    language = str(item.get("language", ""))
    fields["langid"] = {"en": "english"}.get(language, language)
    fields["urldate"] = _iso(item.get("accessed", {}).get("date-parts", [[]])[0])
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
    last = _escaped(name["family"])
    family = " ".join(part for part in (particle, f"{{{last}}}" if looks_like_a_body(last) else last) if part)
    return ", ".join([family, *(_escaped(name[part]) for part in ("suffix", "given") if name.get(part))])


def _bibtex_dates(item: Item) -> dict[str, str]:
    if not item.get("issued"):
        return {}
    dates = item["issued"].get("date-parts", [[]])
    said = {"year": printed_year({**item, "year-suffix": ""})}
    if len(dates[0]) > 1:
        said |= {"month": MONTHS[int(dates[0][1]) - 1][:3].lower()}
        said |= {"date": "/".join(map(_iso, dates))}
    return said


def _iso(parts: Sequence[int | str]) -> str:
    return "-".join(f"{int(part):02}" for part in parts)


def _genre(item: Item) -> str:
    """Return what kind of work an item is, where its title does not say it already."""
    return "" if "container-title" in item else str(item.get("genre", ""))


def titled(item: Item) -> str:
    """Return the title as formats without a place for it have it: with the kind of a part in brackets.

    >>> titled({"title": "Prices by link", "genre": "Chart", "container-title": "A review"})
    'Prices by link [Chart]'
    """
    is_part = "container-title" in item and "genre" in item
    return f"{item['title']} [{item['genre']}]" if is_part else str(item["title"])


def protected(title: str) -> str:
    """Return a title for BibTeX, with braces around each name in it, which some styles would lower.

    >>> protected("Thefts in Ghent: A review of UN reports")
    'Thefts in {Ghent}: {A} review of {UN} reports'
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
    lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in _ris_lines(item) if tag and value)
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_lines(item: Item) -> Iterator[tuple[str, str]]:
    _, kind = TYPES["chapter" if "container-title" in item and "genre" in item else item["type"]]
    yield "TY", kind
    yield "ID", str(item["id"])
    for role, tag in (("author", "AU"), ("editor", "A3" if item["type"] == "book" else "A2")):
        yield from ((tag, _ris_name(name)) for name in item.get(role, []))
    yield "TI", titled(item)
    yield "T2", item.get("container-title", "")
    if item.get("issued"):
        yield "PY", printed_year({**item, "year-suffix": ""})
        parts = item["issued"].get("date-parts", [[]])[0]
        spanned = (
            f"{parts[0]}, {MONTHS[parts[1] - 1]} {printed_days(item)}".replace(" –", "–") if printed_days(item) else ""
        )
        day = "/".join([*(f"{int(part):02}" for part in parts), "", ""][:3]) + "/" if len(parts) > 1 else ""
        yield "DA", spanned or day
    yield "ET", f"Version {item['version']}" if "version" in item else ""
    for name, _, tag in _FIELDS:
        # The number of what has no ISBN or report number stands in the place for any.
        yield "M1" if tag == "SN" and item["type"] not in ("report", "patent") else tag, str(item.get(name, ""))
    yield "M3", _genre(item)
    read = item.get("accessed", {}).get("date-parts", [[]])[0]
    yield "Y2", f"{_iso(read).replace('-', '/')}/" if read else ""
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
