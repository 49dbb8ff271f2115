"""References of other programs, added to the bibliography: BibTeX, BibLaTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.citing.entries.dates import NoDate, read_date, read_year
from review.citing.interchange import TYPES as WRITTEN
from review.citing.interchange import bibtex
from review.citing.items import Item
from review.citing.works import items_of
from review.corpus.snapshot import Snapshot
from review.corpus.tables.bibliography import BIBLIOGRAPHY, entry_link_problems, parse_bibliography
from review.errors import CorpusError, FileFault, Problem, UsageError, require_known
from review.files.atomic import write_whole

_RECORD = re.compile(r"^TY {1,2}- ", re.MULTILINE)
_RIS_TYPES = {
    **{ris: kind for kind, (_, ris) in WRITTEN.items() if ris not in ("GEN", "STAT", "ELEC")},
    **dict.fromkeys(("BLOG", "ELEC", "ICOMM", "WEB"), "webpage"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    **dict.fromkeys(("EBOOK", "EDBOOK", "SER"), "book"),
    **dict.fromkeys(("EJOUR", "JFULL", "INPR", "ABST"), "article-journal"),
    **dict.fromkeys(("GOVDOC", "STAND"), "report"),
    **dict.fromkeys(("MANSCPT", "UNPD", "UNPB", "PAMP"), "manuscript"),
    "ECHAP": "chapter",
    "STAT": "legislation",
    "GEN": "document",
}
#: Fields of RIS, as rispy names them, that stand as they are.
_RIS_FIELDS = {
    "volume": "volume",
    "publisher": "publisher",
    "place_published": "publisher-place",
    "doi": "DOI",
    "type_of_work": "genre",
    "language": "language",
}
_KEPT = (
    *("type", "title", "author", "editor", "issued", "container-title", "volume", "issue", "number", "page", "genre"),
    *(
        "accessed",
        "publisher",
        "publisher-place",
        "edition",
        "version",
        "collection-title",
        "DOI",
        "URL",
        "language",
        "note",
    ),
)


Read = list[tuple[Item, int]]


@dataclass(frozen=True)
class Added:
    """A reference that was added: its key, and the one that its file has, where that is none here."""

    key: str
    was: str


def add_references(snapshot: Snapshot, file: Path) -> list[Added]:
    """Add the references in *file* to the bibliography of a project and return them.

    Nothing is written unless all of them can be formatted. Raises CorpusError with each that cannot, FileFault where
    the file cannot be read.
    """
    items = references_in(file)
    known = {key.lower() for key in snapshot.bibliography.entries}
    added, problems, entries = [], [], []
    for item, line in items:
        key = reference_key(str(item["id"]))
        if key in known:
            message = f"the key {key!r} has an entry in data/{BIBLIOGRAPHY} already"
            problems.append(Problem(str(file), line, "", message, "Give it another key, or leave it out."))
        known.add(key)
        added.append(Added(key, str(item["id"]) if str(item["id"]) != key else ""))
        entries.append(bibtex({**item, "id": key}))
    if problems:
        raise CorpusError(problems)
    path = snapshot.project.data / BIBLIOGRAPHY
    whole = path.read_text("utf-8").rstrip("\n") + "\n\n" + "\n".join(entries)
    _require_formatted(whole)
    write_whole(path, whole.encode("utf-8"))
    return added


def references_in(file: Path) -> Read:
    """Return the references in *file*, each with the line on which it begins, as far as that is known.

    Raises FileFault where the file cannot be read or has none, CorpusError with each that cannot be printed.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileFault(f"{file}: the file cannot be read ({error}). Name a file in UTF-8 that exists.") from error
    if items := _reader(text)(text, str(file)):
        return items
    raise FileFault(f"{file}: no reference is in it. Export it as BibTeX, RIS or CSL-JSON.")


def reference_entry(file: Path, key: str, source_id: str, address: str) -> tuple[Item, str]:
    """Return the reference *key* of *file* for a source, and its entry in BibTeX; of a file with one, *key* may be "".

    The source is to be found at *address*, where that is not empty. Raises UsageError where the key is not there, or
    the reference has another address.
    """
    items = {reference_key(str(item["id"])): item for item, _ in references_in(file)}
    if not key and len(items) > 1:
        raise UsageError(f"{file} has {len(items)} references. Name one: {file}#{next(iter(items))}.")
    require_known(f"reference in {file}", items, [reference_key(key)] if key else [])
    item = {**(items[reference_key(key)] if key else next(iter(items.values()))), "id": source_id}
    if address and item.setdefault("URL", address) != address:
        raise UsageError(f"the reference has another address (got {address}, expected {item['URL']}). Mend either.")
    entry = bibtex(item)
    _require_formatted(entry)
    return item, entry


def _require_formatted(text: str) -> None:
    """Let a bibliography pass of which every entry can be read as it is to be written."""
    path = f"data/{BIBLIOGRAPHY}"
    bibliography = parse_bibliography(text, path)
    _, problems = items_of(bibliography, path)
    if problems := [*problems, *entry_link_problems(bibliography, path)]:
        raise CorpusError(problems)


def reference_key(written: str) -> str:
    """Return a key as this bibliography has it.

    >>> reference_key("Müller_Road:2001")
    'muller-road-2001'
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", written) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "reference"


def _reader(text: str) -> Callable[[str, str], Read]:
    if text.lstrip()[:1] in ("[", "{"):
        return _from_csl
    return _from_ris if _RECORD.search(text) else _from_bibtex


def _from_bibtex(text: str, path: str) -> Read:
    bibliography = parse_bibliography(text, path)
    items, problems = items_of(bibliography, path)
    if problems := [*problems, *entry_link_problems(bibliography, path)]:
        raise CorpusError(problems)
    return [(item, bibliography.lines.get(item["id"], 0)) for item in items]


def _from_csl(text: str, path: str) -> Read:
    try:
        read = json.loads(text)
    except ValueError as error:
        raise CorpusError([Problem(path, 0, "", f"this is no JSON ({error})", "Export it again.")]) from error
    records = read if isinstance(read, list) else read.get("items", [read])
    found: Read = []
    problems: list[Problem] = []
    for place, record in enumerate(records, start=1):
        item = {name: record[name] for name in _KEPT if record.get(name)} if isinstance(record, dict) else {}
        item["id"] = record.get("citation-key") or record.get("id", place) if item else place
        if written := item.get("issued", {}).get("raw") or item.get("issued", {}).get("edtf"):
            problems += _dated(item, str(written), path, 0)
        problems += _unfit(item, path, 0)
        found.append((item, 0))
    if problems:
        raise CorpusError(problems)
    return found


def _from_ris(text: str, path: str) -> Read:
    import rispy

    lines = [text.count("\n", 0, match.start()) + 1 for match in _RECORD.finditer(text)]
    found: Read = []
    problems: list[Problem] = []
    for record, line in zip(rispy.loads(text), lines, strict=False):
        item = _ris_item(record, line)
        if written := str(record.get("date") or record.get("year") or record.get("publication_year", "")):
            problems += _dated(item, re.sub(r"^(\d{4})/(\d+)?/?(\d+)?/?.*$", _iso, written), path, line)
        problems += _unfit(item, path, line)
        found.append((item, line))
    if problems:
        raise CorpusError(problems)
    return found


def _iso(found: re.Match[str]) -> str:
    return "-".join([found[1], *(f"{int(part):02}" for part in found.group(2, 3) if part)])


def _ris_item(record: Mapping[str, Any], line: int) -> Item:
    kind = _RIS_TYPES.get(str(record.get("type_of_reference", "")), "")
    item: Item = {"id": record.get("id") or record.get("label") or f"reference-{line}", "type": kind}
    item |= {"title": record.get("title") or record.get("primary_title", "")}
    people = record.get("authors") or record.get("first_authors", [])
    item |= {"author": [_ris_name(name) for name in people]}
    item |= {variable: str(record[name]) for name, variable in _RIS_FIELDS.items() if record.get(name)}
    names = ("secondary_title", "journal_name", "alternate_title1", "alternate_title3")
    item |= {"container-title": next((record[name] for name in names if record.get(name)), "")}
    number = str(record.get("number", "") or (record.get("issn", "") if kind in ("report", "patent") else ""))
    item |= {"issue" if kind.startswith("article") else "number": number}
    pages = [str(record[name]) for name in ("start_page", "end_page") if record.get(name)]
    edition = str(record.get("edition", ""))
    is_version = edition.lower().startswith("version ")
    item |= {"page": "-".join(pages), "version" if is_version else "edition": edition.removeprefix("Version ")}
    address = record.get("urls") or [record.get("url", "")]
    item |= {"URL": address[0], "note": " ".join(record.get("notes", []))}
    return {name: value for name, value in item.items() if value or name == "type"}


def _ris_name(written: str) -> dict[str, str]:
    """Return a name of RIS: family, given names and suffix with commas between; a body has none, or one at its end."""
    family, *more = (part.strip() for part in written.split(","))
    given, suffix = [*more, "", ""][:2]
    if not given:
        return {"literal": family}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def _dated(item: Item, written: str, path: str, line: int) -> list[Problem]:
    try:
        read = read_date(written) if written[:4].isdigit() else read_year(written)
    except NoDate as error:
        hint = "Write it as in 2014-05-06, or leave it out."
        return [Problem(path, line, "", f"the reference {item['id']!r}: {error} is no date", hint)]
    item |= {"issued": read} if read else {}
    return []


def _unfit(item: Item, path: str, line: int) -> list[Problem]:
    told = []
    if item.get("type") not in WRITTEN:
        told.append((f"its type {item.get('type', '')!r} is not known", "Give it one of the types that is printed."))
    if not item.get("title"):
        told.append(("it has no title", "Add its title, or describe it in brackets: [Report on locks]."))
    return [Problem(path, line, "", f"the reference {item['id']!r}: {fault}", hint) for fault, hint in told]
