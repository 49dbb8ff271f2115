"""References as Zotero documents that it reads them: BibTeX and RIS, by other people's parsers, mapped to CSL."""

from __future__ import annotations

import re
from typing import Any

import bibtexparser
import rispy

Item = dict[str, Any]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

FROM_BIBTEX = {
    "article": "article-journal",
    "book": "book",
    "dataset": "dataset",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "legislation": "legislation",
    "misc": "document",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "software": "software",
    "techreport": "report",
    "unpublished": "manuscript",
}
FROM_RIS = {
    "BOOK": "book",
    "CHAP": "chapter",
    "COMP": "software",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "ELEC": "webpage",
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "PAT": "patent",
    "RPRT": "report",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
}


def plain(latex: str) -> str:
    return re.sub(r"\\([&%$#_{}])", r"\1", re.sub(r"(?<!\\)[{}]", "", latex))


def from_bibtex(text: str) -> Item:
    (entry,) = bibtexparser.parse_string(text).entries
    fields = {field.key: str(field.value) for field in entry.fields}
    kind = {"newspaper": "article-newspaper", "magazine": "article-magazine"}.get(fields.get("entrysubtype", ""))
    item: Item = {"id": "read", "type": kind or FROM_BIBTEX[entry.entry_type], "title": plain(fields["title"])}
    for role in ("author", "editor"):
        if names := fields.get(role):
            item[role] = list(map(bibtex_name, re.split(r" and (?![^{]*\})", names)))
    for name in ("journal", "booktitle", "howpublished"):
        item |= {"container-title": plain(fields[name])} if name in fields else {}
    number = "issue" if entry.entry_type == "article" else "number"
    copied = {"volume": "volume", "number": number, "pages": "page", "type": "genre", "edition": "edition"}
    copied |= {"publisher": "publisher", "address": "publisher-place", "version": "version", "note": "note"}
    item |= {variable: plain(fields[name]).replace("--", "-") for name, variable in copied.items() if name in fields}
    item |= {name.upper(): fields[name] for name in ("doi", "url") if name in fields}
    if "date" in fields:
        item["issued"] = {"date-parts": [list(map(int, day.split("-"))) for day in fields["date"].split("/")]}
    elif year := fields.get("year"):
        parts = (
            [int(year), *([MONTHS.index(fields["month"]) + 1] if "month" in fields else [])] if year.isdigit() else []
        )
        item["issued"] = {"date-parts": [parts]} if parts else {"literal": year}
    return item


def bibtex_name(written: str) -> dict[str, str]:
    if written == "others" or (written.startswith("{") and "," not in written):
        return {"literal": "et al." if written == "others" else plain(written)}
    family, *more = (plain(part).strip() for part in written.split(","))
    if not more:
        return {"literal": family}
    return {"family": family, "given": more[-1]} | ({"suffix": more[0]} if len(more) > 1 else {})


def from_ris(text: str) -> Item:
    (record,) = rispy.loads(text)
    kind = FROM_RIS[record["type_of_reference"]]
    item: Item = {"id": "read", "type": kind, "title": record["title"]}
    for tag, role in (("authors", "author"), ("secondary_authors", "editor"), ("tertiary_authors", "editor")):
        item |= {role: list(map(ris_name, record[tag]))} if tag in record else {}
    copied = {"secondary_title": "container-title", "volume": "volume", "number": "issue", "publisher": "publisher"}
    copied |= {"place_published": "publisher-place", "doi": "DOI", "type_of_work": "genre", "note": "number"}
    copied |= {"issn": "number"}
    item |= {variable: record[name] for name, variable in copied.items() if name in record}
    item |= {"URL": record["urls"][0]} if "urls" in record else {}
    item |= {"note": record["notes"][0]} if "notes" in record else {}
    edition = record.get("edition", "")
    is_version = edition.startswith("Version ")
    item |= {"version" if is_version else "edition": edition.removeprefix("Version ")} if edition else {}
    pages = [record[name] for name in ("start_page", "end_page") if name in record]
    item |= {"page": "-".join(pages)} if pages else {}
    said = record.get("date") or record.get("year", "")
    if re.fullmatch(r"\d{4}(/\d*){0,3}", said):
        item["issued"] = {"date-parts": [[int(part) for part in said.split("/") if part]]}
    elif said:
        item["issued"] = {"literal": said}
    return item


def ris_name(written: str) -> dict[str, str]:
    family, given, suffix = [*(part.strip() for part in written.split(",")), "", ""][:3]
    return {"family": family, "given": given, "suffix": suffix} if given else {"literal": family}
