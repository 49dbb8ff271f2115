"""Terms as their own language writes them, marked with it so that fonts and readers of screens change over."""

from __future__ import annotations

import unicodedata

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure, Term
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import in_lines

NOT_CONFIRMED = "not confirmed"


def terms_about(corpus: Corpus, *keys: str) -> tuple[Term, ...]:
    """Return the terms that belong to what has these *keys*, each ``table:key`` of a vocabulary."""
    held = frozenset(keys)
    return tuple(term for term in corpus.tables["terms"].values() if term.is_about(held))


def terms_of(corpus: Corpus, figure: Figure) -> dict[str, Content]:
    """Return the terms for what a figure counts, of whom, in which event and whom it credits, by "In <language>"."""
    keys = [f"measures:{figure.measure_id}", f"populations:{figure.population_id}", f"events:{figure.event_id}"]
    keys += [f"origins:{origin.origin_id}" for origin in corpus.origin_chain(figure.origin_id)]
    lines: dict[str, list[Html]] = {}
    for term in terms_about(corpus, *keys):
        line = joined([f"{term.label}: ", term_text(term), f" ({term.hand} hand)" if term.written else ""])
        lines.setdefault(f"In {term.language}", []).append(line)
    return {language: in_lines(members) for language, members in lines.items()}


def term_text(term: Term) -> Html:
    """Return a term and its reading in Latin letters, or that none is confirmed."""
    if not term.written:
        return Html(NOT_CONFIRMED)
    romanised = element("span", term.romanised, lang=in_latin(term), data_coded=True, class_="romanised")
    return joined([element("span", term.written, lang=term.tag, data_coded=True), " ", romanised])


def terms_list(corpus: Corpus) -> Html:
    """Return all terms as a list for a glossary: those that are confirmed, by their labels, and then the others."""
    terms = sorted(corpus.tables["terms"].values(), key=lambda term: (not term.written, term.label.casefold()))
    pairs = [
        joined(
            [element("dt", term.label, id=term_anchor(term)), element("dd", element("p", term_text(term)), _seen(term))]
        )
        for term in terms
    ]
    return element("dl", joined(["", *pairs, ""], "\n"), class_="terms")


def term_anchor(term: Term) -> str:
    """Return the id under which a term stands in the list."""
    return f"term-{term.term_id}"


def in_latin(term: Term) -> str:
    """Return the tag of the language of a term when it is written in Latin letters."""
    return f"{term.tag.partition('-')[0]}-Latn"


def plain_letters(text: str) -> str:
    """Return *text* without the marks over and under its letters, as a reader types it.

    >>> plain_letters("dǎguǎi, fùnǚ")
    'daguai, funu'
    """
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if unicodedata.category(c) != "Mn"))


def _seen(term: Term) -> Content:
    if not term.written:
        return ""
    pages = joined((coded(page) for page in term.addresses.split()), ", ")
    where = joined([", at ", pages]) if pages.text else ""
    return element("p", f"Seen {term.hand} hand: {term.seen}", where, ".", class_="cell-more")
