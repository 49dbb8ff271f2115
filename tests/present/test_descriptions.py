"""What sources describe stands under the date of the source that describes it."""

from __future__ import annotations

from bicycle_project import Small
from cells import in_cells
from markup_reader import named

from review.corpus.corpus import Corpus
from review.present.tables.coded_rows import dated_claims_table


def shown(corpus: Corpus) -> str:
    return in_cells(corpus, dated_claims_table, corpus.claims.values(), caption="C")._repr_html_()


def first_cells(html: str) -> list[str]:
    return [" ".join(th.text.split()) for th in named(html, "th") if th.attributes.get("scope") == "row"]


def test_each_description_carries_the_date_of_its_source(bicycles: Small) -> None:
    bicycles.change("sources", "gazette2014", dated="May 2014")
    bicycles.change("sources", "ward2014", dated="[2014]", published="")
    cells = first_cells(shown(bicycles.corpus()))
    assert "gazette2014 dated May 2014" in cells
    assert "ward2014 dated [2014]" in cells


def test_within_a_theme_the_older_source_comes_first(bicycles: Small) -> None:
    """Also where only the year of it is known, and that from outside the text."""
    bicycles.change("sources", "ward2014", dated="[2012]", published="")
    reporting = first_cells(shown(bicycles.corpus()))[1:]
    assert [cell.split()[0] for cell in reporting] == ["ward2014", "gazette2014"]
    bicycles.change("sources", "ward2014", dated="[2015]")
    reporting = first_cells(shown(bicycles.corpus()))[1:]
    assert [cell.split()[0] for cell in reporting] == ["gazette2014", "ward2014"]


def test_a_description_of_an_event_says_when_that_happened(bicycles: Small) -> None:
    bicycles.change("claims", "gazette2014-plague", event_id="raid-2014-03")
    told = [cell for cell in first_cells(shown(bicycles.corpus())) if "Raid" in cell]
    assert told == ["gazette2014 dated May 2014 of: Raid on Harbour Street, 7 March 2014"]


def test_themes_head_their_rows(bicycle_corpus: Corpus) -> None:
    heads = [th.text for th in named(shown(bicycle_corpus), "th") if th.attributes.get("scope") == "rowgroup"]
    assert heads == ["Driver: Locks", "Obstacle: Reporting"]
