"""Tables as HTML: escaped, well nested, traceable, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cells import in_cells
from markup_reader import named, read
from small_corpus import HOSTILE

from review.corpus.corpus import Corpus
from review.present.html.markup import Html
from review.present.html.tabular import LONG, Table, Typed, coded_table, stacked, table
from review.present.tables.chronicle import events_table
from review.present.tables.coded_rows import claims_table, figures_table, prices_table
from review.present.tables.profile import appraisal_table, origins_table

READY: dict[str, Callable[[Corpus], Table]] = {
    "figures": lambda c: in_cells(c, figures_table, c.figures.values(), caption="Figures", anchors=True),
    "claims": lambda c: in_cells(c, claims_table, c.claims.values(), caption="Claims", anchors=True),
    "origins": lambda c: in_cells(c, origins_table, next(iter(c.sources)), caption="Origins"),
    "appraisal": lambda c: in_cells(c, appraisal_table, next(iter(c.sources)), caption="Appraisal"),
    "events": lambda c: in_cells(c, events_table, c.events.values(), caption="Events"),
    "prices": lambda c: in_cells(c, prices_table, c.figures.values(), caption="Prices"),
}


def test_hostile_words_stay_words() -> None:
    html = table([HOSTILE, "B"], [[HOSTILE, Html("<b>kept</b>")]], caption=HOSTILE, row_ids=[HOSTILE])._repr_html_()
    tags = {element.tag for element in read(html)}
    assert tags == {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "b"}
    assert named(html, "caption")[0].text == HOSTILE
    assert named(html, "th")[1].text == "B"
    assert named(html, "tr")[1].attributes["id"] == HOSTILE


def test_a_table_says_what_its_cells_are() -> None:
    html = coded_table(["What", "How many"], [["one", 5]], caption="C")._repr_html_()
    region = named(html, "div")[0].attributes
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("group", "0", "C")
    assert [th.attributes.get("scope") for th in named(html, "th")] == ["col", "col", "row"]
    cell = named(html, "td")[0]
    assert (cell.attributes, cell.text) == ({"data-label": "How many", "class": "number", "data-coded": ""}, "5")


def test_only_what_the_library_fills_in_is_marked() -> None:
    assert "data-coded" not in table(["A"], [[5]], caption="C", groups=["g"], below=["b"]).html.text
    marked = coded_table(["A"], [[5]], caption="C", groups=[Typed("g")], below=["b"]).html.text
    coded = [cell.text for tag in ("td", "th") for cell in named(marked, tag) if "data-coded" in cell.attributes]
    assert sorted(coded) == ["5", "b"]


def test_cells_do_not_run_together() -> None:
    html = table(["A", "B"], [["one", stacked("two", "three")]], caption="C")._repr_html_()
    assert named(html, "tbody")[0].text.split() == ["one", "two", "three"]


def test_groups_head_their_rows() -> None:
    html = table(["A"], [["x"], ["y"], ["z"]], caption="C", groups=["first", "first", "second"])._repr_html_()
    heads = [th for th in named(html, "th") if th.attributes.get("scope") == "rowgroup"]
    assert [th.text for th in heads] == ["first", "second"]
    assert len(named(html, "tbody")) == 2


@pytest.mark.parametrize(
    ("rows", "ids", "message"),
    [
        ([["a"]], None, r"a row has 1 cells \(expected 2: A, B\)"),
        ([["a", "b"]], ["i", "j"], r"row_ids has 2 entries \(expected 1, one a row\)"),
    ],
)
def test_uneven_tables_are_refused(rows: list[list[str]], ids: list[str] | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        table(["A", "B"], rows, caption="C", row_ids=ids)


@pytest.mark.parametrize("name", READY)
def test_ready_tables_are_whole(name: str, corpus: Corpus) -> None:
    made = READY[name](corpus)
    html = made._repr_html_()
    assert len(named(html, "tr")) > len(made.rows) >= 1
    assert html == READY[name](corpus)._repr_html_()
    assert not {element.tag for element in read(html)} & {"script", "style"}


def test_an_inferred_tie_gives_its_grounds(small: Corpus) -> None:
    html = in_cells(small, figures_table, small.figures_where(figure_id="beta-hostile"), caption="C")._repr_html_()
    text = named(html, "tbody")[0].text
    assert f"part of: A raid (the reviewers' inference: {HOSTILE})" in text
    assert "beta (inferred)" in in_cells(small, events_table, small.events.values(), caption="C")._repr_html_().replace(
        '<a href="beta.html">beta</a>', "beta"
    )


def test_figures_that_count_the_same_stand_together(small: Corpus) -> None:
    made = in_cells(small, figures_table, small.figures.values(), caption="C")
    heads = [str(group).split("\n")[0] for group in made.groups]
    assert len(dict.fromkeys(heads)) == sum(a != b for a, b in zip(heads, ["", *heads], strict=False))


def test_who_is_credited_is_counted(small: Corpus) -> None:
    rows = in_cells(small, origins_table, "alpha", caption="C").rows
    assert rows[0][:4] == ("The office", "government", 10, 1)
    assert ("Experts, not named", "unnamed", 1, 1) in [row[:4] for row in rows]


def test_appraisals_stand_in_the_order_of_the_checklist(small: Corpus) -> None:
    assert [row[0] for row in in_cells(small, appraisal_table, "alpha", caption="C").rows] == ["authority", "accuracy"]


def test_a_long_table_is_folded_under_its_caption_unless_links_lead_into_it() -> None:
    rows = [(str(number), "x") for number in range(LONG + 1)]
    assert "<details" not in table(("A", "B"), rows[:-1], caption="Few").html.text
    folded = table(("A", "B"), rows, caption="Many").html.text
    assert folded.startswith('<details class="fold"><summary>Many<span data-coded> (13 rows)</span></summary>')
    assert "<details" not in table(("A", "B"), rows, caption="Many").unfolded.text
    linked = table(("A", "B"), rows, caption="Many", row_ids=[f"r{number}" for number in range(LONG + 1)])
    assert "<details" not in linked.html.text
