"""The cards: what a number rests on, written once for the whole site and fetched when a reader asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pybtex.database import BibliographyData, Entry

from review.citing.reference import Citation, Part, citation, plain_reference
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.bibliography import authors, plain_text
from review.corpus.tables.records import Figure
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import stacked
from review.present.numbers.proof import facts_list, proof
from review.present.tables.calculations import Calculation, calculation
from review.present.words.wording import STATED, href, unnamed_mark, value_link, value_text, value_words

# The page's own script says what to do with the cards: this one only brings them.
_SCRIPT = "window.reviewCards = {cards};\n"


def write_cards(snapshot: Snapshot, base: str, computed: Iterable[str], folder: Path) -> None:
    """Write cards.js into *folder*: the cards of all figures and of the *computed* numbers, as HTML by id."""
    corpus, receipt = snapshot.corpus, snapshot.receipt
    cite = Citing(citation(snapshot), base, full_references(snapshot.bibliography))
    computations = {name: calculation(corpus, name) for name in computed}
    cards = {
        "figure": {name: figure_card(corpus, row, receipt, cite).text for name, row in corpus.figures.items()},
        "derivation": {name: computed_card(corpus, each, cite).text for name, each in computations.items() if each},
    }
    written = json.dumps(cards, indent=0, sort_keys=True, ensure_ascii=True)
    folder.mkdir(parents=True)
    (folder / "cards.js").write_text(_SCRIPT.format(cards=written), encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Citing:
    """How a row is cited: the reference of its source, and of this book at the row.

    *base* is the address at which the book is published, empty for a copy without one.
    """

    citation: Citation
    base: str
    references: Mapping[str, str]

    def row(self, title: str, page: str, key: str, source_id: str = "") -> Html:
        """Return the references as lines."""
        book = plain_reference(self.citation, Part(title, page, key), self.base)
        if not source_id:
            return stacked(book)
        link = element("a", self.references.get(source_id, source_id), href=f"references.html#cite-{source_id}")
        return stacked(joined([link, " Reported in:"]), book)


def figure_card(corpus: Corpus, figure: Figure, receipt: Receipt, cite: Citing) -> Html:
    """Return the card of a figure."""
    label = corpus.measures[figure.measure_id].label
    facts = dict(proof(corpus, figure, receipt))
    facts["To cite it"] = figure_reference(corpus, figure, cite)
    title = joined([value_text(figure, STATED), unnamed_mark(corpus, figure)])
    return _card(title, label, facts, href(figure))


def figure_reference(corpus: Corpus, figure: Figure, cite: Citing) -> Html:
    """Return how a figure is cited, as lines: its source, and this book at its row."""
    title = f"{corpus.measures[figure.measure_id].label}: {value_words(corpus, figure, STATED)}"
    return cite.row(title, figure.source_id, figure.figure_id, figure.source_id)


def computed_card(corpus: Corpus, computation: Calculation, cite: Citing) -> Html:
    """Return the card of a computed number: its formula with the inputs as links, its bounds, its note."""
    inputs = {figure.figure_id: figure for figure in computation.figures}
    lines = [
        joined([value_link(corpus, figure), f" {corpus.measures[figure.measure_id].label} ({corpus.named(figure)})"])
        for figure in inputs.values()
    ]
    facts: dict[str, Content] = {
        "What it is": f"{computation.label}. Computed by us; no source prints it.",
        "Formula": computation.formula,
        "Computed from": stacked(*lines),
        "Bounds": computation.bounds,
    }
    if computation.override:
        facts["Computed with unlike things, because"] = computation.override
    if computation.note:
        facts["Note"] = computation.note
    facts["To cite it"] = cite.row(computation.label, "derivations", computation.name)
    return _card(computation.result, computation.label, facts, f"derivations.html#{computation.name}")


def _card(title: Content, under: str, facts: Mapping[str, Content], address: str) -> Html:
    heading = element("h2", title, class_="card-title", id="number-card-title")
    lead = element("p", under, class_="card-under")
    more = element("p", element("a", "Go to the row", href=address), class_="card-go")
    return joined([heading, lead, facts_list(facts), more], "\n")


def full_references(bibliography: BibliographyData) -> dict[str, str]:
    """Return each entry as a sentence: who, when, what, where it appeared."""
    return {key: _reference(entry) for key, entry in bibliography.entries.items()}


def _reference(entry: Entry) -> str:
    people = "; ".join(authors(entry))
    fields = {name: plain_text(value) for name, value in entry.fields.items()}
    year = f"({fields['year'].strip('[]')})" if "year" in fields else ""
    parts = [" ".join(filter(None, (people, year))), fields.get("title", "")]
    parts += [fields.get(name, "") for name in ("journal", "howpublished")]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
