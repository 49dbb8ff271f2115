"""The cards: what a number rests on, written in parts and fetched when a reader asks for one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from review.book.pages.changes.history import History, history
from review.book.pages.citer import Citer
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.judgement_records import Quotable
from review.corpus.tables.records import Figure
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import stacked
from review.present.numbers.proof import facts_list, proof
from review.present.tables.calculations import Calculation, calculation
from review.present.words.wording import STATED, date_text, href, unnamed_mark, value_link, value_text

#: Cards as HTML, by their kind, or by their part, and by their id.
Cards = Mapping[str, Mapping[str, str]]
NOTHING: Mapping[str, Content] = MappingProxyType({})
#: The question that a chapter answers for each of its numbers that may be quoted.
QUOTING = "May I quote it?"
#: Under which the card of a number has the files for one.
MANAGER = "For a reference manager"
# The page's own script says what to do with the cards: these only bring them.
_LEAD, _END = 'reviewCards["{}"] = ', ";\n"


def write_cards(snapshot: Snapshot, cite: Citer, computed: Iterable[str], folder: Path) -> None:
    """Write the cards of all figures and of the *computed* numbers into *folder*, a script for each part."""
    folder.mkdir(parents=True)
    for part, cards in in_parts(cards_of(snapshot, cite, computed)).items():
        written = json.dumps(cards, indent=0, sort_keys=True, ensure_ascii=True)
        (folder / f"{part}.js").write_text(f"{_LEAD.format(part)}{written}{_END}", encoding="utf-8", newline="\n")


def read_cards(folder: Path) -> Cards:
    """Return the cards that *folder* holds; none where there is no such folder."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(folder.glob("*.js")):
        text = path.read_text("utf-8").removeprefix(_LEAD.format(path.stem)).removesuffix(_END)
        found[path.stem.partition("-")[0]] |= json.loads(text)
    return found


def in_parts(cards: Cards) -> Cards:
    """Return *cards* by the name of the part in which each stands, as the page's script makes it of kind and id.

    An id of a figure begins with that of its source, so that those of a source are together.
    """
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, of_kind in cards.items():
        for name, card in of_kind.items():
            parts[f"{kind}-{name.partition('-')[0]}"][name] = card
    return parts


def cards_of(snapshot: Snapshot, cite: Citer, computed: Iterable[str]) -> Cards:
    """Return the cards of all figures and of the *computed* numbers, by kind and id."""
    corpus, receipt = snapshot.corpus, snapshot.receipt
    computations = {name: calculation(corpus, name) for name in computed}
    since = history(snapshot)
    return {
        "figure": {
            name: figure_card(corpus, row, receipt, cite, _earlier(since, "figure", name)).text
            for name, row in corpus.figures.items()
        },
        "derivation": {
            name: computed_card(corpus, each, cite, _earlier(since, "derivation", name)).text
            for name, each in computations.items()
            if each
        },
    }


def _earlier(since: History, kind: str, name: str) -> dict[str, Content]:
    lines = [f"Version {then.version}, {date_text(then.released)}: {one.word}" for then, one in since.of(kind, name)]
    return {"Since an earlier version": stacked(*lines)} if lines else {}


def figure_card(
    corpus: Corpus, figure: Figure, receipt: Receipt, cite: Citer, since: Mapping[str, Content] = NOTHING
) -> Html:
    """Return the card of a figure; *since* tells what became of it since earlier versions."""
    label = corpus.measures[figure.measure_id].label
    facts: dict[str, Content] = {}
    if quotable := corpus.tables["quotables"].get(figure.figure_id):
        facts[QUOTING] = element("a", "How, and how not", href=quoting_address(quotable))
    facts |= dict(proof(corpus, figure, receipt))
    facts |= {**cite.number(figure.figure_id), MANAGER: cite.files(figure.figure_id), **since}
    title = joined([value_text(corpus, figure, STATED), unnamed_mark(corpus, figure)])
    return _card(title, label, facts, href(figure))


def quoting_address(row: Quotable) -> str:
    """Return where the words stand in which a number may be quoted."""
    return f"{row.chapter}.html#quote-{row.figure_id}"


def computed_card(
    corpus: Corpus, computation: Calculation, cite: Citer, since: Mapping[str, Content] = NOTHING
) -> Html:
    """Return the card of a computed number: formula with the inputs as links, bounds, note, and what became of it."""
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
    facts |= {**cite.number(computation.name), MANAGER: cite.files(computation.name), **since}
    return _card(computation.result, computation.label, facts, f"derivations.html#{computation.name}")


def _card(title: Content, under: str, facts: Mapping[str, Content], address: str) -> Html:
    heading = element("h2", title, class_="card-title", id="number-card-title")
    lead = element("p", under, class_="card-under")
    more = element("p", element("a", "Go to the row", href=address), class_="card-go")
    return joined([heading, lead, facts_list(facts), more], "\n")
