"""How prices were converted: the factor of each, with the fact that it comes from, or why there is none."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.present.cells import value_cell
from review.present.markup import Content
from review.present.tabular import Table, stacked, table
from review.present.wording import value_text
from review.synthesis.money import Repriced


def conversions_table(corpus: Corpus, repriced: Repriced, *, caption: str) -> Table:
    """Return each price as reported, as shown, and the steps between, with their references."""
    converted = {figure.figure_id: figure for figure in repriced.figures}
    rows: list[tuple[Content, ...]] = []
    for price in repriced.priced:
        reported = corpus.figures[price.figure.figure_id]
        shown = converted.get(reported.figure_id)
        steps = price.steps or (("as reported",) if shown else (f"not converted: {price.missing}",))
        references = sorted({fact.reference for fact in price.facts})
        rows.append(
            (
                value_cell(corpus, reported),
                value_text(shown) if shown else "left out",
                stacked(*steps),
                ", ".join(references),
            )
        )
    return table(("As reported", "As shown", "How", "Rates from"), rows, caption=caption)
