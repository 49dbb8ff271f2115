"""Sightings in words: a number as a page prints it, the page with its day, how much was seen, and what ties it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.corpus.tables.sighting_records import Sighting, Tie
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Cells, Table, in_lines, stacked, table_of
from review.present.words.wording import date_text, href

PAGE = "sightings"
UNDATED = "undated"
NOBODY = "nobody, as far as seen"
#: How much of a page was seen, in words.
SEEN = {
    "opening": "its opening was seen (excerpt)",
    "quotation": "a quotation of it was seen (excerpt)",
    "short item": "a short item, seen whole",
    "whole page": "seen whole",
    "reviewed text": "reviewed here",
}


def page_text(corpus: Corpus, seen: Sighting) -> str:
    """Return who printed it, and the day: a reviewed text by its name in the book."""
    if seen.source_id:
        source = corpus.sources[seen.source_id]
        return f"{source.name}, {source.dated}"
    return f"{seen.publisher}, {date_text(seen.page_date) if seen.page_date else UNDATED}"


def sighting_href(sighting_id: str) -> str:
    """Return the address of a sighting's row in the book."""
    return f"{PAGE}.html#{sighting_id}"


def sighting_link(seen: Sighting, text: str = "") -> Html:
    """Return the number as printed, or another *text*, as a link to its row."""
    return element("a", text or seen.number_printed, class_="sighting-value", href=sighting_href(seen.sighting_id))


def elsewhere(corpus: Corpus, figure: Figure) -> Html:
    """Return a link to the pages on which the number of *figure* was seen, in time; empty where none was looked for."""
    lines = dict.fromkeys(seen.line_id for seen in corpus.sightings.values() if seen.figure_id == figure.figure_id)
    links = [
        element("a", f"{corpus.tables['lines'][name].label}: pages by their day", href=f"{PAGE}.html#{PAGE}-{name}")
        for name in lines
    ]
    return joined(links, "; ")


def reference_text(corpus: Corpus, key: str) -> tuple[str, str]:
    """Return what a fact's reference is called and where it stands: a work in the bibliography, or a sighting."""
    if key in corpus.sightings:
        return page_text(corpus, corpus.sightings[key]), sighting_href(key)
    return key, f"references.html#cite-{key}"


def pages_table(corpus: Corpus, rows: Iterable[Sighting], *, caption: str, anchors: bool = False) -> Table:
    """Return sightings in the order given: what is printed and counted, on which page, crediting whom.

    With *anchors* each row carries its id, and tells how much of the page was seen and where: for the page of the
    sightings, and only there.
    """
    columns: Cells[Sighting] = {
        "Printed": lambda s: number_cell(corpus, s, here=anchors),
        "What it counts": lambda s: stacked(s.counts_what, s.for_period, _as_printed("q", s.quote, s)),
        "Page": lambda s: page_cell(corpus, s, whole=anchors),
        "Credits and note": lambda s: stacked(f"credits: {s.credits or NOBODY}", s.note),
    }
    return table_of(rows, columns, caption=caption, row_ids=(lambda s: s.sighting_id) if anchors else None)


def number_cell(corpus: Corpus, seen: Sighting, *, here: bool = False) -> Html:
    """Return the number: of a reviewed page a link to its figure, else, unless *here*, one to the sighting's row."""
    if seen.figure_id:
        address = href(corpus.figures[seen.figure_id])
        link = element("a", seen.number_printed, class_="figure-value", href=address, data_figure_id=seen.figure_id)
        return joined([link, " (reviewed)"])
    return element("span", seen.number_printed) if here else sighting_link(seen)


def page_cell(corpus: Corpus, seen: Sighting, *, whole: bool = False) -> Html:
    """Return the page and its day; *whole* with author, title, how much of it was seen and at which address.

    An address that is the publisher's own is a link; that of a copy is printed only, as nobody vouches for its host.
    """
    if not whole:
        return stacked(page_text(corpus, seen), SEEN[seen.seen_as])
    title, author = _as_printed("cite", seen.title, seen), _as_printed("span", seen.author, seen)
    way = f"read at: {seen.via}" if seen.via else ""
    address: Content = element("span", f"seen as {seen.url}", class_="address") if seen.url else ""
    if seen.url and not seen.via:
        address = element("span", "seen as ", element("a", seen.url, href=seen.url), class_="address")
    return stacked(page_text(corpus, seen), author, title, way, SEEN[seen.seen_as], address)


def _as_printed(tag: str, words: str, seen: Sighting) -> Content:
    """Return words of the page as an element in its language; nothing where there are none."""
    return element(tag, words, lang=seen.language or None) if words else ""


def ties_cell(corpus: Corpus, ties: Sequence[Tie]) -> Html:
    """Return what ties a sighting to earlier ones: how we know, to which page, what changed, on what grounds."""
    items = []
    for tie in ties:
        earlier = corpus.sightings[tie.earlier]
        derivation_id = tie.derivation_id
        number = element("a", "the arithmetic", href=f"derivations.html#{derivation_id}") if derivation_id else ""
        lead = joined([f"{tie.kind}: ", sighting_link(earlier, page_text(corpus, earlier))])
        items.append(stacked(lead, tie.changed, tie.grounds, number))
    return in_lines(items) if items else Html("nothing earlier is tied to it")
