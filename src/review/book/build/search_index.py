"""The index of the site's search: what stands at each place that a link can lead to, and which words stand where.

A browser opens a book from a folder as well as from a server, so that every part of the index is a script. A search
reads the parts of its own words alone, and the texts of the places that it shows.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

from bs4 import Tag

from review.book.site.html_tree import Page, attribute, has_class, pieces
from review.book.site.text_extraction import BLOCKS
from review.corpus.text.sentences import sentence_spans
from review.files.folders import THEME
from review.files.hashing import sha256
from review.present.words.terms import plain_letters

#: The kinds of places, in the order of results: what the book answers, its sections, rows, charts and tables.
ANSWER, SECTION, ROW, EXHIBIT = KINDS = range(4)
#: So many texts stand in one file.
TEXTS = 192
#: A sentence at least so long is read once, since most tables repeat rows; where it has a number or is of a row, one
#: that is longer, as it may say what the row is about.
LONG, LONGER = 20, 36
#: Words that stand nearly everywhere, and those that only ask. They keep their places, so that the words of a phrase
#: stand as far apart.
_UNLISTED = (
    "a an and are as at be been by can could did do does for from has have how if in is it its much of on or should so "
    "such that the their them then there these they this those to was we were what when where which who why with would"
)
UNLISTED = frozenset(_UNLISTED.split())
# found.js has the same rules, and the same words unlisted. A number is one word however its thousands are parted,
# as is "%"; each Han sign is one, since nothing parts its words; the end of a block counts, lest a phrase run over it.
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"(?:[^\W_{_HAN}]|[\u0300-\u036f])"
_NUMBER = r"(?:[0-9]{1,3}(?:[, \u2009][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_PERCENT = rf"[%％]|[Pp]er ?[Cc]ent(?!{_LETTER})"
_WORD = rf"[{_HAN}]|{_LETTER}+(?:['’]{_LETTER}+)*"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})(?!{_LETTER})|(?P<percent>{_PERCENT})|(?P<word>{_WORD})|\n")
# Where in a source a quote stands.
_LOCATOR = re.compile(r", (?:paragraph|§) [0-9]+(?:, row “.*”, column “.*”)?$")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Beside the text: links of headings and of citing, code, names of columns, what a chart draws, references, and the
# tables of all rows, each of which is found on the page of its source.
_UNREAD = frozenset({"button", "nav", "script", "style", "summary", "svg", "template", "thead"})
_ASIDE = frozenset({"address", "chart-data", "cite-link", "headerlink", "hide", "quotable-reference", "row-view"})
_EDGE = "\0"
# A number is written in signs that a script of this kind holds in one byte each: the last is one of the first so many,
# those before are of the others.
_FIRST, _LAST, _OTHERS = 35, 57, 34


@dataclass
class IndexedPlace:
    """What stands at an anchor of a page, less what has an anchor of its own. *title* is that of its section."""

    page: str
    anchor: str
    kind: int
    title: str = ""
    read: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the text, a line for each block, each once; the first line of a section is its heading."""
        blocks = (" ".join(block.split()) for block in normalize("NFC", "".join(self.read)).split(_EDGE))
        yield from dict.fromkeys(line for line in blocks if line and not _LOCATOR.search(line))


def write_search_index(pages: Iterable[Page], contents: Mapping[str, str], folder: Path) -> None:
    """Write the index of *pages*, and the script that reads it, into *folder*.

    *contents* names the pages in order; a name is empty where the page is called by its heading.
    """
    by_name = {page.path.removesuffix(".html"): page for page in pages}
    listed = [(by_name[name], called) for name, called in contents.items() if name in by_name]
    texts = _texts([place for page, _ in listed for place in page.once(places_of)])
    numbers = {page.path: number for number, (page, _) in enumerate(listed)}
    rows = [[numbers[place.page], place.anchor, _title_beside(place, text), text] for place, text in texts]
    by_word, counts = index_of_words(text for _, text in texts)
    parts: dict[str, object] = dict(by_word)
    parts |= {f"texts-{at // TEXTS}": rows[at : at + TEXTS] for at in range(0, len(rows), TEXTS)}
    scripts = {name: _script(name, part) for name, part in parts.items()}
    index = {
        # Parts of different builds do not fit together, and browsers keep what they have by its address.
        "version": sha256("".join(scripts.values()).encode())[:12],
        "pages": [[page.path, called or page.once(main_heading)] for page, called in listed],
        "ends": [sum(place.kind <= kind for place, _ in texts) for kind in KINDS],
        "parts": sorted(parts),
        "texts": TEXTS,
        "words": counts,
    }
    # Scripts among the static files are on every page.
    shutil.copytree(THEME / "search", folder)
    for name, script in [*scripts.items(), ("index", _script("index", index))]:
        (folder / f"{name}.js").write_text(script, encoding="utf-8", newline="\n")


def _title_beside(place: IndexedPlace, text: str) -> str:
    """Return the title of a place; empty where it is the first line of its text."""
    return "" if text.partition("\n")[0] == place.title else place.title


def _script(name: str, part: object) -> str:
    return f'searchParts["{name}"] = {json.dumps(part, ensure_ascii=False, separators=(",", ":"))};\n'


def _texts(places: list[IndexedPlace]) -> list[tuple[IndexedPlace, str]]:
    """Return the places that have a text, by kind, each with its text."""
    texts: list[tuple[IndexedPlace, str]] = []
    known: set[str] = set()
    # Answers and rows are what tables repeat.
    for place in sorted(places, key=lambda place: place.kind in (SECTION, EXHIBIT)):
        text = "\n".join(_unknown(place, known))
        known |= {sentence for line in place.lines() for sentence in _sentences(line)}
        if text:
            texts.append((place, text))
    return sorted(texts, key=lambda each: each[0].kind)


def _unknown(place: IndexedPlace, known: Set[str]) -> Iterator[str]:
    """Yield the lines of a place without the long sentences that are *known* from places before.

    The heading of a section and the caption of a table are read wherever they stand.
    """
    headed = place.kind in (SECTION, EXHIBIT)
    for number, line in enumerate(place.lines()):
        if headed and number == 0:
            yield line
        elif kept := [each for each in _sentences(line) if each not in known or len(each) < _long(each, headed)]:
            yield " ".join(kept)


def _long(sentence: str, headed: bool) -> int:
    return LONG if headed and not re.search("[0-9]", sentence) else LONGER


def _sentences(line: str) -> list[str]:
    return [line[start:end].strip() for start, end in sentence_spans(line)]


def _title(heading: Tag) -> str:
    place = IndexedPlace("", "", SECTION)
    _read(heading, place, [])
    return " ".join(place.lines())


def main_heading(page: Page) -> str:
    """Return the main heading of a page; empty where it has none."""
    return _title(heading) if (heading := next(page.all("h1"), None)) else ""


def places_of(page: Page) -> list[IndexedPlace]:
    """Return the places of a page, as they follow each other on it."""
    article = page.article()
    if article is None:
        return []
    found = [IndexedPlace(page.path, "", SECTION)]
    _read(article, found[0], found)
    for place in found:
        place.read = [_EDGE.join(place.lines())]
    return found


def _read(element: Tag, place: IndexedPlace, found: list[IndexedPlace]) -> None:
    """Read *element* into its *place*, and into new ones, put into *found*, what has an anchor of its own."""
    before = place
    for child in pieces(element):
        if not isinstance(child, Tag):
            place.read.append(child)
            continue
        # In the proof of a figure, names of facts are as those of columns.
        if child.name in _UNREAD or has_class(child, _ASIDE) or (child.name == "dt" and element.name == "div"):
            continue
        # What explains a term, or goes on below a row, belongs to it.
        goes_on = child.name == "dd" or has_class(child, {"below"})
        before = before if goes_on else _opened(child, place, found)
        edge = _EDGE if child.name in BLOCKS or child.name == "br" else ""
        before.read.append(edge)
        _read(child, before, found)
        before.read.append(edge)


def _opened(element: Tag, around: IndexedPlace, found: list[IndexedPlace]) -> IndexedPlace:
    """Return the place that begins with *element*; where none does, the one *around* it."""
    anchor, kind = attribute(element, "id"), _kind(element)
    if not anchor or kind is None:
        return around
    heading = element.find(_HEADINGS, recursive=False)
    title = _title(heading) if heading else "" if element.name == "dt" else around.title
    found.append(IndexedPlace(around.page, anchor, kind, title))
    return found[-1]


def _kind(element: Tag) -> int | None:
    if element.name == "span" or has_class(element, {"quotable"}):
        return ANSWER
    if element.name in ("section", "dt"):
        return SECTION
    if element.name in ("tr", "li"):
        return ROW
    return EXHIBIT if has_class(element, {"citable"}) else None


def index_of_words(texts: Iterable[str]) -> tuple[dict[str, dict[str, str]], str]:
    """Return by part of the index, and in it by word, where the word stands; and how many words each text has.

    Both are numbers in signs. Places are those among the words of all texts, each counted from the one before.
    """
    held: dict[str, list[int]] = {}
    counts, before = [], 0
    for text in texts:
        count = 0
        for position, word in words(text):
            count = position + 1
            if word not in UNLISTED:
                held.setdefault(word, []).append(before + position)
        counts.append(count)
        before += count
    parts: dict[str, dict[str, str]] = {}
    for word, places in sorted(held.items()):
        parts.setdefault(part_of(word), {})[word] = "".join(_signs(at - last) for last, at in pairwise((0, *places)))
    return parts, "".join(map(_signs, counts))


def _signs(number: int) -> str:
    number, last = divmod(number, _LAST)
    signs = chr(_FIRST + last)
    while number:
        number, other = divmod(number - 1, _OTHERS)
        signs = chr(_FIRST + _LAST + 1 + other) + signs
    return signs


def part_of(word: str) -> str:
    """Return the part of the index that has *word*.

    >>> part_of("70000"), part_of("sanchez"), part_of("拐")
    ('words-7', 'words-s', 'words-other')
    """
    return f"words-{word[0] if word[0].isascii() else 'other'}"


def words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text as the index has them, each with its place among them.

    >>> [word for _, word in words("70,000 or 70 000 (37.7%), Sánchez’s 拐卖")]
    ['70000', 'or', '70000', '37.7', 'sanchezs', '拐', '卖']
    """
    for position, match in enumerate(_TOKEN.finditer(text)):
        if match["number"]:
            yield position, re.sub(r"[^0-9.]", "", match["number"])
        elif match["percent"] or match["word"]:
            yield position, "percent" if match["percent"] else re.sub("['’]", "", plain_letters(match["word"]).lower())
