"""What publishing adds to a chart or a frame, from the rows that it shows, and what it takes from none."""

from __future__ import annotations

import pickle

import altair as alt
import pandas as pd
import pytest
from drawing import shown, spec_of
from markup_reader import named
from small_corpus import HOSTILE

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures, UsageError
from review.present.frames.framed import empty_cells
from review.present.frames.mixing import require_comparable
from review.present.frames.publish import publish
from review.present.frames.rows import figures_frame
from review.present.html.tabular import Table, Typed
from review.present.values.opened import open_for_cells
from review.present.words.wording import UNNAMED_SIGN


def bars(frame: pd.DataFrame) -> alt.Chart:
    drawn: alt.Chart = alt.Chart(frame).mark_bar().encode(x="low", y="when", tooltip=["value:N"])
    return drawn


def test_a_chart_gets_its_sources_its_caution_and_its_data(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    made = shown(bars(frame), caption="Persons", finding="They were seen")
    html = made.html.text
    assert named(html, "p")[0].text == "They were seen"
    assert "Persons. Unit: persons. Sources: " in named(html, "figcaption")[0].text
    assert "Observed counts measure what was done: enforcement, not prevalence." in named(html, "figcaption")[0].text
    links = {a.attributes.get("data-figure-id") for a in named(html, "a")} - {None}
    assert links == set(frame.index)
    assert made.alternative == "Persons; the table of its data has every row."


def test_whoever_is_not_named_is_said_where_no_shape_says_it(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="alpha-about"))
    assert "Origin unnamed: " in shown(bars(frame)).html.text
    shaped = bars(frame).mark_point().encode(shape="credit")
    assert "Diamond: a chain of origins that ends in nobody who counted" in shown(shaped).html.text


def test_a_sign_for_unnamed_origins_is_explained_once(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="alpha-about"))
    frame["who"] = frame["source"].astype(str) + " " + UNNAMED_SIGN
    html = shown(bars(frame).encode(y="who")).html.text
    assert f"{UNNAMED_SIGN} origin unnamed." in html and "Origin unnamed: " not in html


def test_a_chart_of_its_own_for_a_wide_page_is_held_to_the_same(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    upright = bars(frame).encode(x="when", y="low")
    made = shown(bars(frame), wide=upright)
    narrow, wide = (chart["encoding"]["x"]["field"] for chart in (spec_of(made), made.wide or {}))
    assert (narrow, wide) == ("low", "when")
    texts = [script.text for script in named(made.html.text, "script")]
    assert [text.count("alpha-exact") for text in texts] == [1, 0]
    with pytest.raises(UsageError, match="no row proves"):
        shown(bars(frame), wide=upright.encode(y=alt.datum(12345)))


def test_where_a_mark_leads_is_no_data_and_no_link_within_a_picture() -> None:
    frame = pd.DataFrame({"theme": ["a", "b"], "rows": [0, 2], "leads_to": "page.html#nothing-2"})
    made = shown(alt.Chart(frame).mark_bar().encode(x="rows", y="theme", href="leads_to"))
    assert "leads_to" in str(made.spec) and named(made.html.text, "th")[0].text == "Theme"
    assert "page.html" not in named(made.html.text, "table")[0].text
    assert not [link for svg in named(made.html.text, "svg") for link in named(svg.text, "a")]
    assert "<a" not in made.html.text.partition("<svg")[2].partition("</svg>")[0]


def test_no_name_of_a_column_is_shown_to_readers(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="alpha-about"))
    encoding = spec_of(shown(bars(frame).encode(tooltip=["of_whom", "value"], y="of_whom")))["encoding"]
    assert [tip.get("title") for tip in encoding["tooltip"]] == ["of whom", None]
    assert encoding["y"]["title"] == "of whom"


def test_a_run_with_other_parameters_concludes_nothing(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="alpha-exact"))
    open_for_cells(cells, is_changed=True)
    caption = "Persons by day. No day is certain"
    made = shown(bars(frame), caption=caption, finding="They were seen")
    assert made.finding == "Persons by day" and "They were seen" not in made.html.text
    assert named(made.html.text, "figcaption")[0].text.startswith("No day is certain. Unit: persons.")
    assert named(shown(bars(frame), caption="Persons", finding="Seen").html.text, "figcaption")[0].text.startswith(
        "Unit"
    )
    assert shown(bars(frame), caption=caption).finding == ""


def test_hostile_words_stay_words(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="beta-hostile"))
    html = shown(bars(frame), caption=HOSTILE, notes=[HOSTILE]).html.text
    assert not named(html, "b") and {s.attributes["class"] for s in named(html, "script")} == {
        "chart-spec",
        "chart-spec-wide",
    }
    assert not named(publish(frame[["value", "quote"]], caption=HOSTILE).html.text, "b")


def test_what_is_no_chart_and_no_frame_is_refused(cells: Corpus) -> None:
    with pytest.raises(UsageError, match="takes an Altair chart or a DataFrame"):
        publish("2,169", caption="C")  # type: ignore[call-overload]
    with pytest.raises(UsageError, match="needs a caption"):
        shown(None, caption=" ")
    with pytest.raises(UsageError, match="a table has a caption alone"):
        publish(pd.DataFrame({"n": [1]}), caption="C", finding="F")  # type: ignore[call-overload]


# --- tables ---------------------------------------------------------------------------------------------


def test_a_pivot_keeps_its_numbers_linked(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(measure_id=("seen", "price")))
    pivot = frame.pivot_table(index="measure", columns="unit", values="value", aggfunc=list)
    html = publish(pivot, caption="Pivot").html.text
    assert {a.attributes["data-figure-id"] for a in named(html, "a")} == set(frame.index)


def test_counts_are_whole_numbers_and_holes_are_empty(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    counts = frame.groupby(["basis", "source"], observed=True).size().unstack(fill_value=0)
    made = publish(counts, caption="Counts")
    assert all(isinstance(cell, int) for row in made.rows for cell in row[1:])
    holes = publish(frame.pivot_table(index="basis", columns="source", values="value", aggfunc=list), caption="Holes")
    assert "" in [cell for row in holes.rows for cell in row]
    assert "of 8 cells are empty" in empty_cells(counts).text


@pytest.mark.parametrize("how", ["mean", "sum"])
def test_a_table_that_adds_unlike_figures_up_is_refused(how: str, cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    with pytest.raises(IncomparableFigures, match=r"may not share a sum: .*unit: "):
        publish(frame.groupby("source", observed=True).low.agg(how).to_frame(), caption="C")


@pytest.mark.parametrize("kind", ["int64", "Int64"])
def test_sums_are_no_counts(kind: str, cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    sums = frame.groupby("source", observed=True).low.sum().astype(kind)
    with pytest.raises((IncomparableFigures, UsageError), match=r"a sum|no row proves"):
        publish((sums + 5000).to_frame(), caption="C")


def test_columns_and_levels_may_share_a_name(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    twice = publish(pd.concat([frame[["low", "quote"]], frame[["low"]]], axis=1), caption="C")
    assert twice.columns == ("Low", "Quote", "Low")
    assert all(row[0] == row[2] and row[0] != "Low" for row in twice.rows)
    levels = pd.MultiIndex.from_tuples([("a", "b")], names=["k", "k"])
    assert publish(pd.DataFrame({"n": [1]}, index=levels), caption="C").rows == (("b", 1),)
    assert publish(pd.DataFrame({"n": [1]}, index=["a"]), caption="C").columns == ("", "N")


def test_exact_bounds_are_the_rows_own(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="alpha-exact"))
    assert publish(frame[["low", "low_exact"]], caption="C").rows == (("2,169", "2,169"),)


def test_frames_can_be_stored(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    again = pickle.loads(pickle.dumps(frame))
    pd.testing.assert_frame_equal(again, frame)
    with pytest.raises(UsageError, match="no row that proves it"):
        again.value.sum()


def test_values_have_no_arithmetic_of_their_own(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    with pytest.raises(IncomparableFigures, match="may not share a sum"):
        frame.groupby("source", observed=True).value.sum()
    alike = figures_frame(cells, cells.figures_where(figure_id="alpha-exact"))
    with pytest.raises(UsageError, match="a number that no row proves"):
        publish(alike.groupby("source", observed=True).low.sum().to_frame(), caption="C")
    with pytest.raises(UsageError, match="has no row that proves it"):
        alike.value.iloc[0] + 1


def test_what_is_typed_into_a_frame_is_left_to_the_gate(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="alpha-exact"))
    made: Table = publish(frame.assign(typed="412 of them")[["value", "quote", "typed"]], caption="C")
    _, quote, typed = made.rows[0]
    assert isinstance(typed, Typed) and not isinstance(quote, Typed)
    cells_marked = {td.text: "data-coded" in td.attributes for td in named(made.html.text, "td")}
    assert cells_marked["412 of them"] is False and cells_marked["quote of exact"] is True


def test_two_levels_of_an_index_make_headings(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    made = publish(frame.groupby(["basis", "measure"], observed=True).size().to_frame("figures"), caption="C")
    assert made.columns == ("Measure", "Figures") and set(made.groups) == {"observed", "legal", "estimated", "price"}


# --- what frames say they mix ---------------------------------------------------------------------------


def test_frames_say_what_they_mix(cells: Corpus) -> None:
    every = figures_frame(cells, cells.figures.values()).review.mixes()
    assert {"measure", "basis", "unit"} <= set(every.index)
    alike = figures_frame(cells, cells.figures_where(figure_id="alpha-exact")).review.mixes()
    assert alike.empty


def test_a_guard_lets_like_figures_through_and_names_what_differs(cells: Corpus) -> None:
    alike = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    assert require_comparable(alike) is alike
    with pytest.raises(IncomparableFigures, match=r"a sum: .*period"):
        require_comparable(alike, "a sum")
    with pytest.raises(UsageError, match="does not name its rows"):
        require_comparable(alike.reset_index())
    with pytest.raises(UsageError, match="'sum' is no use"):
        require_comparable(alike, "sum")
    with pytest.raises(UsageError, match="'nope' is no column"):
        alike.review.mixes(["nope"])
