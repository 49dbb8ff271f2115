"""What a reader has to know of names: what the book calls each source, and whom a number is about."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.markup import Html, element, joined

#: What is counted is then about persons and not persons.
_ABOUT = frozenset({"case", "organisation"})
NOT_PERSONS = "not about persons"


def population_text(corpus: Corpus, figure: Figure) -> str:
    """Return whom a figure is about: "Children", or "concerning children" where cases or groups are counted."""
    if not figure.population_id:
        return NOT_PERSONS
    label = corpus.populations[figure.population_id].label
    if corpus.measures[figure.measure_id].counted not in _ABOUT:
        return label
    return f"concerning {label[:1].lower()}{label[1:]}"


def sources_box(corpus: Corpus) -> Html:
    """Return the sources with what the book calls each and who speaks, to unfold; empty where none has a name."""
    items = [
        element(
            "li",
            element("strong", row.called),
            ": ",
            element("a", row.title, href=f"{row.source_id}.html"),
            f", {row.speaker}, {row.dated} ({row.source_id})",
            data_coded=True,
        )
        for row in corpus.sources.values()
        if row.called
    ]
    if not items:
        return Html("")
    summary = element("summary", "What this book calls the sources")
    return element("details", summary, element("ul", joined(items, "\n")), class_="fold sources")
