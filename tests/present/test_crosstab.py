"""Events against what is counted of them: what is missing is seen, and nothing stands in the wrong column."""

from __future__ import annotations

import pytest
from bicycle_project import Small
from markup_reader import named

from review.corpus.corpus import Corpus
from review.present.crosstab import NOT_REPORTED, events_by_measure_table
from review.present.markup import plain


def cells(corpus: Corpus) -> list[list[str]]:
    """The rows of the table of every figure that belongs to an event, as plain text."""
    figures = [figure for figure in corpus.figures.values() if figure.event_id]
    made = events_by_measure_table(corpus, figures, caption="C")
    return [[" ".join(plain(cell).split()) for cell in row] for row in made.rows]


@pytest.fixture
def two_raids(bicycles: Small) -> Small:
    later = {"event_id": "raid-2014-05", "label": "Raid on the harbour", "start": "2014-05", "end": "2014-05"}
    bicycles.add("events", like="raid-2014-03", **later)
    bicycles.change("figures", "gazette2014-held", event_id="raid-2014-05")
    return bicycles


def test_events_stand_by_date_with_what_is_reported_of_each(two_raids: Small) -> None:
    first, second = cells(two_raids.corpus())
    assert first[0].startswith("Raid on Harbour Street 7 March 2014")
    assert second[0].startswith("Raid on the harbour May 2014")
    # The columns are the measures in the order met: frames found, then persons held.
    assert first[1].startswith("189 gazette2014") and first[2] == NOT_REPORTED
    assert second[1] == NOT_REPORTED and second[2] == "9 Adults gazette2014"


def test_an_inferred_tie_says_so_in_its_cell(two_raids: Small) -> None:
    assert cells(two_raids.corpus())[0][1] == "189 gazette2014 89 gazette2014 tie to the event inferred"


def test_no_figure_of_a_cell_stands_as_a_remark_on_another(two_raids: Small) -> None:
    corpus = two_raids.corpus()
    html = events_by_measure_table(corpus, corpus.figures_where(event_id="raid-2014-03"), caption="C")._repr_html_()
    blocks = [element.text.split()[0] for element in named(html, "div") if element.inside[-1:] == ("td",)]
    assert blocks == ["189", "89"]


def test_every_number_leads_to_its_row(bicycle_corpus: Corpus) -> None:
    figures = [figure for figure in bicycle_corpus.figures.values() if figure.event_id]
    html = events_by_measure_table(bicycle_corpus, figures, caption="C")._repr_html_()
    linked = {link.attributes["data-figure-id"] for link in named(html, "a") if "data-figure-id" in link.attributes}
    assert linked == {figure.figure_id for figure in figures}


def test_a_figure_of_no_event_is_refused(bicycle_corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="ward2014-thefts, of none"):
        events_by_measure_table(bicycle_corpus, [bicycle_corpus.figures["ward2014-thefts"]], caption="C")
