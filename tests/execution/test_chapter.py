"""What a notebook opens first: its parameters against the defaults, and what it may then show (law 8)."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
from approving import approve
from bicycle_project import Small
from nbformat.v4 import new_code_cell, new_notebook
from sightings_of_bicycles import add_sightings

from review.errors import ReviewError, UsageError
from review.execution.chapter import Chapter, open_chapter
from review.execution.parameters.templates import find_notebook
from review.present.values.opened import opened as opened_now

PARAMETERS = """\
unit: str = "reported"  # unit of the chart [one of: reported, EUR]
first_year: int = 2000  # leave out what ended before
exclude_sources: list[str] = []  # sources to leave out [from: sources]
origins: str = "all"  # whose word counts [one of: all, named, official]
observed_only: bool = False  # leave out what nobody observed
since_year: int | None = None  # leave out what ended before
until_year: int | None = None  # leave out what began after
place: str = ""  # leave out other places [from: places]
"""
GIVEN = {"unit": "reported", "first_year": 2000}


@pytest.fixture
def project(bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> Small:
    folder = bicycles.root / "notebooks"
    folder.mkdir()
    cell = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[cell]), folder / "thefts.ipynb")
    monkeypatch.delenv("REVIEW_PROJECT", raising=False)
    monkeypatch.chdir(bicycles.root)
    return bicycles


def opened(**changes: object) -> Chapter:
    return open_chapter("thefts", **(GIVEN | changes))


def test_a_run_of_the_defaults_shows_the_published_answer_and_the_findings(project: Small) -> None:
    chapter = opened()
    assert chapter.answer.text == "```{answer} thefts\n```\n\n```{quotable} thefts\n```"
    assert not opened_now().is_changed


def test_a_run_with_other_parameters_names_them_and_leaves_the_answer_out(project: Small) -> None:
    chapter = opened(unit="EUR")
    assert "{answer}" not in chapter.answer.text and "{quotable}" not in chapter.answer.text
    assert "`unit` is `'EUR'`" in chapter.answer.text and "first_year" not in chapter.answer.text
    assert opened_now().is_changed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"yaer": 1}, "no parameter 'yaer'"),
        ({"unit": "USD"}, "not allowed (got 'USD', expected one of: reported, EUR)"),
        ({"first_year": "2000"}, "not of its type"),
        ({"first_year": True}, "not of its type"),
    ],
)
def test_a_parameter_that_is_not_the_notebooks_is_refused(
    project: Small, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        opened(**changes)
    assert said in str(refusal.value) and "first_year: int = 2000" in str(refusal.value)


def test_figures_of_unnamed_origin_are_left_out_when_asked(project: Small) -> None:
    everything, chapter = opened().figures(), opened(origins="named")
    named = chapter.figures()
    assert 0 < len(named) < len(everything)
    assert not any(chapter.whole.is_unnamed(chapter.whole.figures[name]) for name in named.index)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"exclude_sources": ["ward"]}, "'ward' is no source. Did you mean ward2014?"),
        ({"exclude_sources": ["gazette2014", "ward2014"]}, "names every source"),
        ({"since_year": 2014, "until_year": 2013}, "since_year=2014 comes after until_year=2013"),
        ({"place": "Nowhere"}, "'Nowhere' is no place"),
    ],
)
def test_what_cannot_be_left_out_is_refused(project: Small, changes: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as refusal:
        opened(**changes)
    assert said in str(refusal.value)


def test_what_is_left_out_is_gone_wherever_a_cell_asks_and_the_marks_say_what_falls(project: Small) -> None:
    chapter = opened(exclude_sources=["ward2014"])
    for frame in (chapter.figures(), chapter.claims(), chapter.figures(source="ward2014"), chapter.table("sources")):
        assert not any("ward2014" in str(name) for name in frame.index)
    # Named in a cell, it is a row of the review all the same; an unknown one is still refused.
    assert chapter.claims(claim_id=[name for name in chapter.whole.claims if name.startswith("ward2014")]).empty
    assert chapter.computed(["station-share"]).empty
    with pytest.raises(UsageError, match="'no-such' is no claim"):
        chapter.claims(claim_id="no-such")
    assert re.search(r"- \*falls\*: \{finding\}`", chapter.answer.text)


def test_of_sources_that_were_read_come_the_chosen_claims_and_of_a_new_one_all(project: Small) -> None:
    chapter = opened()
    everything = set(chapter.claims().index)
    of_ward = {name for name in everything if name.startswith("ward2014")}
    one = min(of_ward)
    assert set(chapter.claims(chosen={"ward2014": [one]}).index) == everything - of_ward | {one}
    theme = chapter.claims(claim_id=one)["theme_id"].iloc[0]
    assert set(chapter.claims(theme=theme, chosen={"ward2014": []}).index) == set(
        chapter.claims(theme=theme, source="gazette2014").index
    )
    with pytest.raises(UsageError, match="'ward2015' is no source"):
        chapter.claims(chosen={"ward2015": []})
    with pytest.raises(UsageError, match="'nothing' is no claim"):
        chapter.claims(chosen={"ward2014": ["nothing"]})


def test_a_time_leaves_out_what_lies_wholly_outside_and_a_place_what_is_elsewhere(project: Small) -> None:
    figures = opened().whole.figures
    year = int(figures["ward2014-thefts"].period_start[:4])
    since, until = opened(since_year=year + 1).corpus.figures, opened(until_year=year - 1).corpus.figures
    assert "ward2014-thefts" not in {*since, *until}
    undated = {name for name, row in figures.items() if not (row.period_start or row.period_end)}
    assert undated and undated <= set(since) & set(until)
    place = next(row.place for row in figures.values() if row.place)
    here = opened(place=place)
    assert here.corpus.figures
    assert all(here.whole.is_within("places", row.place, place) for row in here.corpus.figures.values())


def test_only_what_somebody_observed_and_officials_say_is_left_when_asked(project: Small) -> None:
    chapter = opened(observed_only=True, origins="official")
    rows = chapter.corpus.figures.values()
    assert {chapter.whole.measures[row.measure_id].basis for row in rows} <= {"observed"}
    assert {chapter.whole.origin_chain(row.origin_id)[-1].kind for row in rows} <= {"government", "court"}


def test_a_name_that_papermill_injected_is_refused_like_any_other(
    project: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def injected(cell: str) -> None:
        names = {"In": ["", PARAMETERS, cell], "unti": "EUR", "unit": "EUR"}
        shell = SimpleNamespace(user_ns=names)
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))

    injected('# Parameters\nunti = "EUR"\n')
    with pytest.raises(UsageError, match="no parameter 'unti' \\(did you mean 'unit'"):
        opened()
    injected('# Parameters\nunit = "EUR"\n')
    assert dict(open_chapter("thefts").changed) == {"unit": "EUR"}


def test_what_is_left_out_is_what_is_marked(project: Small) -> None:
    # A medium has a name and did not count; a source that credits nobody for a statement makes it itself.
    project.change("origins", "police", kind="medium")
    everything, named = opened(), opened(origins="named")
    for of in ("figures", "claims"):
        before, after = getattr(everything, of)(), getattr(named, of)()
        assert set(before.index) - set(after.index) == set(before.index[before.credit == "origin unnamed"])
    assert "gazette2014-thefts" in everything.figures().index and "gazette2014-thefts" not in named.figures().index


def test_figures_come_in_the_order_that_was_asked_for(project: Small) -> None:
    chapter = opened()
    measures = tuple(dict.fromkeys(figure.measure_id for figure in chapter.corpus.figures.values()))
    for order in (measures, measures[::-1]):
        asked = list(chapter.figures(measure=order).measure_id)
        assert asked == sorted(asked, key=order.index)


def test_nothing_left_is_an_error_and_not_an_empty_chart(project: Small) -> None:
    chapter = opened()
    with pytest.raises(UsageError, match="no figure is left for measure='thefts', place='Nowhere'"):
        chapter.figures(measure="thefts", place="Nowhere")
    with pytest.raises(UsageError, match="no event is left"):
        chapter.events(first_year=3000)
    with pytest.raises(UsageError, match="'party' is no kind of event"):
        chapter.events(first_year=1900, kind=["party"])


def test_events_stand_in_the_order_of_their_dates(project: Small) -> None:
    found = opened().events(first_year=1900)
    dates = list(found["first"].where(found["first"] != "", found["last"]))
    assert dates == sorted(dates)


def test_the_page_says_how_to_run_it_again(project: Small) -> None:
    text = opened().rerun.text
    assert "review run thefts -p unit=EUR -o mine.html" in text
    assert "Unit of the chart. One of `reported`, `EUR`." in text


def test_a_notebook_is_found_by_name_or_path_and_the_nearest_is_named(project: Small) -> None:
    path = project.root / "notebooks" / "thefts.ipynb"
    for name in ("thefts", "thefts.ipynb", str(path)):
        assert find_notebook(project.project, name) == (path if name != str(path) else Path(name))
    with pytest.raises(UsageError, match="Did you mean thefts"):
        find_notebook(project.project, "theft")


def test_rows_are_chosen_by_what_their_measure_or_theme_says(project: Small) -> None:
    chapter = opened()
    acts = {measure.act for measure in chapter.corpus.measures.values()}
    for act in acts:
        found = chapter.figures(act=act, at_least=0)
        assert set(found.act) <= {act}
    kinds = chapter.claims(kind="driver")
    assert set(kinds.kind) == {"driver"}
    with pytest.raises(UsageError, match="'steal' is no act"):
        chapter.figures(act="steal")
    with pytest.raises(UsageError, match=r"'theft' is no measure\. Did you mean thefts\?"):
        chapter.figures(measure="theft")
    with pytest.raises(UsageError, match="'nope' is no table"):
        chapter.table("nope")
    with pytest.raises(UsageError, match="'nope' is no fact"):
        chapter.facts(["nope"])
    with pytest.raises(UsageError, match="'colour' is no column of figures"):
        chapter.figures(colour="red")


def test_values_may_be_given_as_pandas_has_them(project: Small) -> None:
    chapter = opened()
    everything = chapter.figures()
    for measures in (everything.measure_id, everything.measure_id.unique(), set(everything.measure_id)):
        assert set(chapter.figures(measure=measures).index) == set(everything.index)


def test_all_that_a_chapter_gives(project: Small, request: pytest.FixtureRequest) -> None:
    events = ({"start": "2012", "end": "2012-05"}, {"start": "", "end": "2011"}, {"start": "2011", "end": ""}, {})
    for number, dates in enumerate(events):
        none = {"start": "", "end": ""}
        project.add("events", "raid-2014-03", event_id=f"event-{number}", label=f"Event {number}", **(none | dates))
    add_sightings(project)
    chapter = opened(unit="EUR", first_year=2011)
    asked: dict[str, Callable[[], object]] = {
        "figures()": lambda: chapter.figures().printed,
        "figures of unnamed origin left out": lambda: opened(origins="named").figures().printed,
        "figures(measure=[...])": lambda: chapter.figures(measure=["frames-found", "thefts"]).printed,
        "figures(act, basis)": lambda: chapter.figures(act="theft", basis="price", stage=["buyer", "dealer"]).printed,
        "figures(at_least=3)": lambda: chapter.figures(measure="persons-held", at_least=2),
        "figures(at_least=1)": lambda: chapter.figures(measure="persons-held", at_least=1).printed,
        "figures(sex)": lambda: chapter.figures(sex="any"),
        "claims()": lambda: chapter.claims().stance,
        "claims of unnamed origin left out": lambda: opened(origins="named").claims().stance,
        "claims(kind)": lambda: chapter.claims(kind=["driver", "obstacle"], source="ward2014").stance,
        "claims(kind, theme)": lambda: chapter.claims(kind="driver", theme="reporting").stance,
        "events()": lambda: chapter.events()[["first", "last"]],
        "events(2012)": lambda: chapter.events(first_year=2012)[["first", "last"]],
        "events(kind=[])": lambda: chapter.events(first_year=2014, kind=[])[["first", "last"]],
        "events(kind)": lambda: chapter.events(kind=["operations"]),
        "events(3000)": lambda: chapter.events(first_year=3000),
        "computed": lambda: chapter.computed(["station-share"]),
        "computed by heading": lambda: chapter.computed({"Shares": ["station-share"]}),
        "computed unknown": lambda: chapter.computed(["station-shares"]),
        "facts": lambda: chapter.facts(["euro-2013", "euro-2012"]),
        "facts unknown": lambda: chapter.facts("euro-2010"),
        "sightings()": lambda: chapter.sightings().iloc[:, :3],
        "sightings(line)": lambda: chapter.sightings(line="locks").iloc[:, :3],
        "table": lambda: chapter.table("units"),
        "table unknown": lambda: chapter.table("unit"),
        "changed": lambda: chapter.changed,
        "answer": lambda: chapter.answer.text,
        "rerun": lambda: chapter.rerun.text,
    }
    said = []
    for name, ask in asked.items():
        try:
            given = ask()
            text = given.to_csv() if isinstance(given, pd.DataFrame | pd.Series) else f"{given}\n"
        except ReviewError as error:
            text = f"REFUSED: {error}\n"
        said.append(f"--- {name}\n{text}")
    approve("execution/chapter.txt", "".join(said), request)
