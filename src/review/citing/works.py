"""The works of the bibliography as CSL items, in the order of a list of references."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pybtex.database import Entry

from review.citing.entries.dates import accessed, issued
from review.citing.entries.names import people
from review.citing.entries.text import EntryFault, address_text, in_sentence_case, plain_text
from review.citing.items import Item, in_order, work_name
from review.corpus.snapshot import Snapshot, once
from review.corpus.tables.bibliography import BIBLIOGRAPHY, Bibliography
from review.errors import CorpusError, Problem

#: The types of BibTeX and BibLaTeX with those of CSL; an article may be of a newspaper or a magazine.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("article", "suppperiodical", "periodical", "review"), "article-journal"),
        **dict.fromkeys(("book", "mvbook", "booklet", "manual", "collection", "mvcollection", "proceedings"), "book"),
        **dict.fromkeys(("mvproceedings", "reference", "mvreference"), "book"),
        **dict.fromkeys(
            ("inbook", "incollection", "bookinbook", "suppbook", "suppcollection", "inreference"), "chapter"
        ),
        **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
        **dict.fromkeys(("online", "webpage", "electronic", "www"), "webpage"),
        **dict.fromkeys(("report", "techreport", "standard"), "report"),
        **dict.fromkeys(("thesis", "phdthesis", "mastersthesis", "mathesis"), "thesis"),
        **dict.fromkeys(("unpublished", "manuscript"), "manuscript"),
        **dict.fromkeys(("legislation", "legal", "jurisdiction"), "legislation"),
        **dict.fromkeys(("dataset", "data"), "dataset"),
        "letter": "manuscript",
        "misc": "document",
        "patent": "patent",
        "software": "software",
    }
)
_ARTICLES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
#: What kind of work it is, where a type or the names that BibLaTeX has for one say so.
_GENRES = {
    **dict.fromkeys(("phdthesis", "phd thesis", "ph.d. thesis"), "Doctoral dissertation"),
    **dict.fromkeys(("mastersthesis", "mathesis", "master's thesis"), "Master’s thesis"),
    **dict.fromkeys(("techreport", "resreport"), ""),
    "letter": "Letter",
}
_WITH_NUMBER = frozenset({"report", "patent", "legislation", "thesis", "dataset", "document", "webpage", "manuscript"})
#: Where a work is named by an id in an archive, its address.
_ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
}
_CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "howpublished", "titleaddon", "eventtitle")
_PUBLISHERS = ("institution", "school", "publisher", "organization")
_ENGLISH = frozenset({"", "en", "english", "american", "british", "usenglish", "ukenglish"})
_LANGUAGES = {"german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "chinese": "zh", "italian": "it"}
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ADDRESS = re.compile(r"\\url\s*\{[^{}]*\}|https?://\S+")
_FIRST = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7"}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?(?: ed(?:\.|ition)?)?", re.IGNORECASE)


@once
def works(snapshot: Snapshot) -> Mapping[str, Item]:
    """Return the works by their keys, as a list of references has them. Raises CorpusError where one is no item."""
    items, problems = items_of(snapshot.bibliography, f"data/{BIBLIOGRAPHY}")
    if problems:
        raise CorpusError(problems)
    return {item["id"]: item for item in in_order(items)}


def short_names(snapshot: Snapshot) -> dict[str, str]:
    """Return "Author and Author (year)" for each work."""
    return {key: work_name(item) for key, item in works(snapshot).items()}


def items_of(bibliography: Bibliography, path: str) -> tuple[list[Item], list[Problem]]:
    """Return an item of each entry, and the problem of each of *path* that cannot be formatted."""
    items, problems = [], []
    for key, entry in bibliography.entries.items():
        item, faults = item_of(key, entry)
        items += [] if faults else [item]
        problems += [
            Problem(
                path, bibliography.lines.get(key, 0), fault.field, f"the entry {key!r}: {fault.message}", fault.hint
            )
            for fault in faults
        ]
    return items, problems


def item_of(key: str, entry: Entry) -> tuple[Item, list[EntryFault]]:
    """Return the CSL item of an entry, and all that keeps it from being formatted."""
    fields = dict(entry.fields)
    written = entry.type.lower()
    kind = _ARTICLES.get(fields.get("entrysubtype", "").lower(), "") if written == "article" else ""
    item: Item = {"id": key, "type": kind or TYPES.get(written, "document")}
    faults = [*_unknown(written), *_untitled(fields)]
    for role in ("author", "editor"):
        item[role], found = people(role, entry.persons.get(role, ()))
        faults += found
    for variable, read in (("issued", issued), ("accessed", accessed)):
        item[variable], found = read(fields)
        faults += found
    for part in (_titles, _numbers, _place):
        item |= part(item["type"], fields)
    item |= _address(fields)
    # The kind of what stands in another work is said for parts of a review alone.
    item |= {"genre": "" if item["container-title"] else _genre(written, fields), "note": _note(fields)}
    if item["type"] == "document" and (item["URL"] or item["container-title"]):
        item["type"] = "webpage"
    return {name: value for name, value in item.items() if value}, faults


def _unknown(written: str) -> Iterator[EntryFault]:
    if written not in TYPES:
        near = difflib.get_close_matches(written, TYPES, n=1)
        meant = f"Did you mean @{near[0]}?" if near else "Use @misc where none fits."
        yield EntryFault("", f"the type @{written} is not known", f"{meant} Known are: {', '.join(sorted(TYPES))}.")


def _untitled(fields: Mapping[str, str]) -> Iterator[EntryFault]:
    if not plain_text(fields.get("title", "")):
        hint = "Add its title; where it has none, describe it in brackets: title = {[Report on locks]}."
        yield EntryFault("title", "a work without a title cannot be printed", hint)


def _titles(kind: str, fields: Mapping[str, str]) -> Item:
    written = (fields.get("langid") or fields.get("language", "")).lower()
    # Only English has headlines in capitals, and laws are named as they name themselves.
    cased = in_sentence_case if re.split(r"[-_]", written)[0] in _ENGLISH and kind != "legislation" else plain_text
    title, subtitle = fields.get("title", ""), fields.get("subtitle", "")
    whole = f"{title}{' ' if title.endswith(('?', '!')) else ': '}{subtitle}" if subtitle else title
    language = "en" if written and re.split(r"[-_]", written)[0] in _ENGLISH else _LANGUAGES.get(written, written)
    return {"title": cased(whole), "language": language}


def _numbers(kind: str, fields: Mapping[str, str]) -> Item:
    number, series = plain_text(fields.get("number", "")), plain_text(fields.get("series", ""))
    edition = plain_text(fields.get("edition", ""))
    ordinal = _ORDINAL.fullmatch(edition)
    # An article has an issue, a report its number; of a book it is the number in its series.
    counted = "number" if kind in _WITH_NUMBER else "issue" if kind.startswith("article") else "collection-number"
    return {
        "volume": plain_text(fields.get("volume", "")),
        "issue": plain_text(fields.get("issue", "")),
        counted: number or plain_text(fields.get("issue", "") if counted == "issue" else ""),
        "page": re.sub(r"\s*[-–]+\s*", "-", plain_text(fields.get("pages") or fields.get("eid", ""))),
        "version": plain_text(fields.get("version", "")),
        "edition": ordinal[1] if ordinal else _FIRST.get(edition.lower(), edition),
        "collection-title": series,
    }


def _place(kind: str, fields: Mapping[str, str]) -> Item:
    """Return in what a work appeared, and who published it."""
    named = {name: plain_text(_ADDRESS.sub("", fields.get(name, ""))) for name in (*_CONTAINERS, *_PUBLISHERS)}
    container = next((named[name] for name in _CONTAINERS if named[name]), "")
    publishers = [named[name] for name in _PUBLISHERS if named[name]]
    publisher = publishers[0] if publishers else ""
    if kind in ("report", "thesis", "book", "dataset", "software", "manuscript", "patent", "legislation"):
        # None of these stands in another work: what is said of its place is who brought it out.
        container, publisher = "", publisher or container
    place = plain_text(fields.get("location") or fields.get("address", ""))
    return {"container-title": container, "publisher": publisher, "publisher-place": place}


def _genre(written: str, fields: Mapping[str, str]) -> str:
    said = plain_text(fields.get("type", ""))
    return _GENRES.get((said or written).lower(), said)


def _address(fields: Mapping[str, str]) -> Item:
    url = address_text(fields.get("url", ""))
    doi = _DOI.sub("", address_text(fields.get("doi", "")))
    if not url and (found := _ADDRESS.search(fields.get("howpublished", ""))):
        url = address_text(found[0])
    archive = (fields.get("eprinttype") or fields.get("archiveprefix", "")).lower()
    if not url and not doi and archive in _ARCHIVES and (eprint := fields.get("eprint", "")):
        url = _ARCHIVES[archive] + address_text(eprint)
    # What is no web address, who reads the bibliography refuses.
    return {"DOI": doi, "URL": url.replace(" ", "%20") if re.match(r"https?://[^\s/]", url) else ""}


def _note(fields: Mapping[str, str]) -> str:
    """Return the note, which begins with the mark that every form prints: in BibLaTeX it ends the entry."""
    mark, note = plain_text(fields.get("addendum", "")), plain_text(fields.get("note", ""))
    return " ".join(part for part in (f"[{mark.strip('[]')}]" if mark else "", note) if part)
