"""Charts as HTML: complete without scripts, no other host, the same bytes each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import altair as alt
import pytest
from markup_reader import named, read
from small_corpus import HOSTILE

from review.present.html.markup import element
from review.present.look.chart import Chart, figure_html, nothing_to_draw
from review.present.look.palette import PAPER
from review.present.look.renderer import render
from review.present.look.sizes import WIDE, WIDTH


def drawn() -> alt.Chart:
    rows = {"values": [{"a": 1, "b": HOSTILE}, {"a": 3, "b": "z"}]}
    base = alt.Chart(rows).mark_text(clip=True)
    encoded: alt.Chart = base.encode(x="a:Q", text="b:N", y=alt.value(10))
    return encoded.properties(height=50)


@pytest.fixture(scope="module")
def html() -> str:
    return Chart(drawn().to_dict(), caption=HOSTILE, alternative=HOSTILE, finding=HOSTILE, notes=(HOSTILE,)).html.text


def test_hostile_words_stay_words(html: str) -> None:
    scripts = named(html, "script")
    assert [script.attributes["class"] for script in scripts] == ["chart-spec", "chart-spec-wide"]
    assert not [element for element in read(html) if "onclick" in element.attributes or element.tag == "b"]
    svg = named(html, "svg")[0]
    assert svg.attributes["aria-label"] == HOSTILE
    assert named(html, "figcaption")[0].text == f"{HOSTILE} {HOSTILE}"
    assert named(html, "p")[0].text == HOSTILE
    assert HOSTILE in [text.text for text in named(html, "text")]


def test_specification_can_be_read_back(html: str) -> None:
    script = named(html, "script")[0]
    assert script.attributes["type"] == "application/json"
    assert not set("<>&") & set(script.text)
    spec = json.loads(script.text)
    assert spec["description"] == HOSTILE
    assert "$schema" not in spec
    assert HOSTILE in json.dumps(spec["datasets"], ensure_ascii=False).replace('\\"', '"')


def test_drawing_stands_where_the_loader_looks(html: str) -> None:
    figure = read(html)[0]
    assert figure.tag == "figure" and "role" not in figure.attributes and "data-chart" in figure.attributes
    assert figure.attributes["aria-label"] == HOSTILE
    assert [svg.inside for svg in named(html, "svg")] == [("figure", "div", "div")] * 2
    assert [div.attributes["class"] for div in named(html, "div")] == ["chart-static", "chart-wide", "chart-narrow"]


def test_of_two_drawings_one_shows_where_no_style_sheet_chooses(html: str) -> None:
    assert [div.attributes["class"] for div in named(html, "div") if "hidden" in div.attributes] == ["chart-narrow"]


def test_the_wide_specification_takes_its_data_from_the_narrow_one(html: str) -> None:
    narrow, wide = (json.loads(script.text) for script in named(html, "script"))
    assert set(narrow) - set(wide) == {"datasets", "description", "config"} and not set(wide) - set(narrow)
    assert (narrow["width"], wide["width"]) == (WIDTH, WIDE)


def test_drawing_has_one_description_and_scales(html: str) -> None:
    for svg in named(html, "svg"):
        assert svg.attributes["role"] == "img" and "viewbox" in svg.attributes
        # As wide as it was drawn where no style sheet says otherwise, and as high as that makes it.
        assert "width" in svg.attributes and "height" not in svg.attributes
    inner = [element for element in read(html) if "svg" in element.inside]
    said = [name for element in inner for name in element.attributes if name.startswith("aria") or name == "role"]
    assert said == ["aria-hidden"] * len(named(html, "svg"))  # the one group that all is drawn in


def test_text_follows_the_page_and_has_a_colour_of_its_own(html: str) -> None:
    text = named(html, "text")[0].attributes
    # The page's style sheet gives the attribute its colour: the page forbids a style that is written into it.
    assert (text["fill"], text["data-fill"]) == ("#5d636b", "chart-muted")
    assert not [element for element in read(html) if "style" in element.attributes]


def test_nothing_comes_from_another_host(html: str) -> None:
    assert html.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "").count("://") == 0


def test_ids_are_the_figures_own(html: str) -> None:
    own = read(html)[0].attributes["id"]
    ids = [element.attributes["id"] for element in read(html) if "id" in element.attributes]
    assert len(ids) == len(set(ids)) > 1 and all(name.startswith(own) for name in ids)
    clipped = [e.attributes["clip-path"] for e in read(html) if "clip-path" in e.attributes]
    assert clipped and all(path[5:-1] in ids for path in clipped)


def test_same_chart_gives_the_same_bytes_after_others() -> None:
    first = Chart(drawn().to_dict(), caption="C", alternative="A").html.text
    alt.layer(drawn(), drawn()).add_params(alt.selection_interval()).to_dict()
    assert Chart(drawn().to_dict(), caption="C", alternative="A").html.text == first


def test_views_and_parameters_are_counted_within_the_chart() -> None:
    def zoomed() -> str:
        return figure_html(drawn().interactive().to_dict(), "A").text

    assert zoomed() == zoomed()


def test_same_bytes_in_another_process() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_renderer import drawn\nfrom review.present.look.chart import Chart\n"
        "sys.stdout.buffer.write(Chart(drawn().to_dict(), caption='C', alternative='A').html.text.encode())"
    )
    here = str(Path(__file__).parent)
    made = {
        subprocess.run(
            [sys.executable, "-c", program, here],
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in (("1", "C.UTF-8", "UTC"), ("2", "C", "Asia/Tokyo"))
    }
    assert made == {Chart(drawn().to_dict(), caption="C", alternative="A").html.text.encode()}


def test_where_nothing_is_left_the_page_says_so() -> None:
    empty = nothing_to_draw("Prices.")
    assert empty.html.text == (
        '<p class="chart-empty">No chart: no row is left to draw with these parameters (Prices).</p>'
    )


def test_altair_finds_the_renderer() -> None:
    found = entry_points(group="altair.vegalite.v6.renderer")["review"]
    assert found.load() is render
    bundle = render(drawn().properties(description="What it shows.").to_dict())
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == "Chart: What it shows."


def test_a_notebook_gets_html_and_text() -> None:
    made = Chart(drawn().to_dict(), caption="C", alternative="A")
    assert isinstance(made, Chart)
    bundle = made._repr_mimebundle_()
    assert bundle == {"text/html": made.html.text, "text/plain": "Chart: A"}


def test_an_svg_stands_for_itself_in_the_same_frame() -> None:
    svg = element("svg", element("rect", fill=PAPER), class_="marks", role="img", aria_label="A box.")
    made = Chart(svg, caption="Boxes.", alternative="A box.", finding="One box")
    html = made.html.text
    (figure,) = named(html, "figure")
    assert figure.attributes["aria-label"] == "One box" and "data-chart" not in figure.attributes
    assert named(html, "script") == [] and named(html, "figcaption")[0].text == "Boxes."
    assert named(html, "rect")[0].attributes == {"fill": "#ffffff", "data-fill": "chart-paper"}
    assert html == Chart(svg, caption="Boxes.", alternative="A box.", finding="One box").html.text
