"""Charts and tables to take along, from made-up rows: pictures, data, what explains them, and pages to embed."""

from __future__ import annotations

import csv
import io
import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cited_parts import BOOK, CHART, HOME, TABLE, published
from hypothesis import given
from hypothesis import strategies as st

from review.book.pages.citer import CARD, Citer
from review.book.site.html_tree import Page, attribute, parse_html
from review.book.sphinx_ext.page_head import linked_data, page_head
from review.book.taking.exhibit import Drawing, Exhibit, source_line, what_it_shows
from review.book.taking.files import Offer, credit_line, write_taken
from review.book.taking.grid import grid_of, shown_tables
from review.book.taking.palette import with_palette
from review.book.taking.picture import WIDTH_IN_PIXELS, Legend, card, print_picture
from review.book.taking.rasterising import rasterised
from review.citing.catalogue import Citable, Kind, by_id
from review.corpus.corpus import Corpus
from review.errors import FileFault
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import coded_table, stacked
from review.present.look.chart import GAP

SVG = (
    '<svg class="marks" role="img" aria-label="Few, data-poor: 89" xmlns="http://www.w3.org/2000/svg" '
    'viewBox="-6 -4 340 120"><defs><clipPath id="a"><rect width="9" height="9"/></clipPath></defs>'
    '<a href="alpha2001.html"><text x="1" y="2" fill="#333333" data-fill="chart-text" data-coded>↳ 89 &amp; more</text>'
    "</a></svg>"
)
SPEC = json.dumps({"mark": {"type": "bar", "color": "var(--chart-text, #333333)"}, "background": "transparent"})
VALUE = element("a", "1,089", href="alpha2001.html#alpha2001-found", class_="figure-value")


def values_of(name: str) -> tuple[str, str, str] | None:
    return ("89", "", "person") if name == "alpha2001-found" else None


def table(*, groups: bool = False) -> Html:
    rows: list[tuple[Content, ...]] = [
        (joined([VALUE, " ", element("span", "origin unnamed", class_="unnamed")]), stacked("The town", "2001"), 1089),
        ("=none", stacked("Nowhere", element("q", "said, so")), 2),
    ]
    below = [element("dl", "Proof"), Html("")]
    made = coded_table(
        *(("Value", "Where", "Rows"), rows),
        caption="Found",
        groups=["First", "Second"] if groups else None,
        below=below,
    )
    return made.unfolded


def exhibit(part: Citable, inner: str) -> Exhibit:
    text = f'<main>\n<p>Before</p>\n  <div id="{part.anchor}" data-kind="{part.kind}">{inner}</div></main>'
    page = Page("question.html", parse_html(text))
    return Exhibit(part, what_it_shows(part.kind, dict(page.ids)[part.anchor], page.path, text), "ab" * 32)


def chart(spec: str = SPEC) -> Exhibit:
    script = f'<script type="application/json" class="chart-spec">{spec}</script>' if spec else ""
    note = '<span class="chart-note">Counted &lt;once&gt;.</span>'
    caption = f'Persons found. Sources: <a href="alpha2001.html">Alpha</a>. {note}'
    return exhibit(CHART, f"<figure>\n{SVG}<figcaption>{caption}</figcaption>{table()}{script}</figure>")


def taken(cite: Citer, *parts: Exhibit, at: Path) -> tuple[Mapping[str, Offer], Path]:
    (at / "site" / "cite").mkdir(parents=True)
    return write_taken(cite, parts, at / "site", at / "kept"), at / "site"


def test_a_drawing_stands_alone() -> None:
    drawing = chart().shown.drawing
    assert drawing and (drawing.corner, drawing.width, drawing.height) == ((-6, -4), 340, 120)
    root = ElementTree.fromstring(drawing.svg)
    assert root.attrib["aria-label"] == "Few, data-poor: 89"
    assert "clipPath" in drawing.svg and "data-fill" not in drawing.svg and "href" not in drawing.svg
    assert "".join(root.itertext()) == "→ 89 & more"


def test_lines_of_a_text_are_drawn_as_lines_by_what_makes_pictures() -> None:
    lines = "<text><tspan>tens of</tspan>{}<tspan x='0' dy='16'>thousands</tspan></text>"
    drawing = exhibit(CHART, SVG.replace("<defs>", f"{lines.format(GAP)}<defs>")).shown.drawing
    assert drawing and lines.format("") in drawing.svg


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert()</script>",
        "<script src='https://b.example/x.js'></script>",
        '<path onclick="alert()" d="M0 0"/>',
        "<path onclick='alert()' d='M0 0'/>",
        '<use href="https://b.example/x.svg#a"/>',
        '<rect fill="url(https://b.example/x.svg#a)"/>',
        "<style>@import url(https://b.example/x.css)</style>",
        '<foreignObject><iframe src="https://b.example/"></iframe></foreignObject>',
        "<a href='javascript:alert()'><text>1</text></a>",
        "<!DOCTYPE svg>",
        "&nbsp;",
    ],
)
def test_a_drawing_that_loads_or_runs_something_is_refused(inside: str) -> None:
    with pytest.raises(FileFault, match=r"question\.html: the drawing of chart-found is no SVG that can stand alone"):
        _ = exhibit(CHART, SVG.replace("<defs>", f"{inside}<defs>")).shown.drawing


def test_the_words_of_a_chart_leave_its_sources_to_their_line(cite: Citer) -> None:
    assert chart().shown.words == ("Persons found.", "Counted <once>.")
    assert source_line(cite, chart()) == "Source: Ward (n.d.)."


def test_where_nothing_is_named_the_rows_are_the_source(cite: Citer) -> None:
    assert source_line(cite, exhibit(TABLE, "<table></table>")) == "Source: the coded rows of this review."


def test_an_unnamed_origin_is_told_beside_the_source(cite: Citer, small_corpus: Corpus) -> None:
    named = {row.figure_id: small_corpus.is_unnamed(row) for row in small_corpus.figures.values()}
    for name, unnamed in named.items():
        part = Citable(name, Kind.FIGURE, "Found", "alpha2001", name, works=("alpha2001",))
        catalogue = replace(cite.catalogue, parts=by_id([TABLE, part]))
        line = source_line(replace(cite, catalogue=catalogue), exhibit(TABLE, f'<a href="alpha2001.html#{name}">1</a>'))
        assert ("(origin unnamed)" in line) == (unnamed and small_corpus.figures[name].source_id == "alpha2001")


def test_a_picture_is_complete_by_itself(cite: Citer) -> None:
    drawing = chart().shown.drawing
    assert drawing
    svg = print_picture(
        drawing, Legend(CHART.title, ["A caption."], ["Source: Ward.", credit_line(published(cite), chart())])
    )
    said = " ".join("".join(ElementTree.fromstring(svg).itertext()).split())
    for part in ("Few <were> found", "A caption.", "Source: Ward.", "CC BY 4.0.", "(2020)", "version 1.2.0", HOME):
        assert part in said
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") + svg.count(HOME)


def test_a_card_says_its_title_in_bold_and_nothing_else() -> None:
    lines = ElementTree.fromstring(card("Locks", "A review")).iter("{http://www.w3.org/2000/svg}text")
    assert {line.text: line.get("font-weight") for line in lines} == {"Locks": "bold", "A review": None}


@pytest.mark.parametrize("width", [120.0, 340.0, 712.0, 2500.0])
def test_a_png_is_wide_enough_for_print(width: float, tmp_path: Path) -> None:
    svg = print_picture(Drawing("<svg><path d='M0 0h9v9z'/></svg>", (0, 0), width, 20), Legend("T", [], []))
    png = rasterised({svg: WIDTH_IN_PIXELS}, tmp_path)[svg].read_bytes()
    assert int.from_bytes(png[16:20], "big") >= WIDTH_IN_PIXELS


def plain_png(rows: list[list[tuple[int, int, int]]]) -> bytes:
    """Return a PNG as the converter writes it: with alpha, each pixel as a step from the one before it."""
    lines = b""
    for row in rows:
        pixels = [(0, 0, 0, 0), *((*colour, 255) for colour in row)]
        steps = pairwise(pixels)
        lines += bytes([1, *((b - a) % 256 for one, two in steps for a, b in zip(one, two, strict=True))])
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said)) for kind, said in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def shown_by(png: bytes) -> list[list[tuple[int, ...]]]:
    """Return the colours of a PNG with a palette, line by line, each chunk held to its checksum."""
    place, kept = 8, dict[bytes, bytes]()
    while place < len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        kind, said = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert int.from_bytes(png[place + 8 + length : place + 12 + length], "big") == zlib.crc32(kind + said)
        place, kept[kind] = place + 12 + length, said
    width, height, *form = struct.unpack(">IIBBBBB", kept[b"IHDR"])
    assert form == [8, 3, 0, 0, 0] and list(kept) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    lines, palette = zlib.decompress(kept[b"IDAT"]), kept[b"PLTE"]
    assert len(lines) == height * (width + 1) and not any(lines[:: width + 1])
    cells = [lines[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]
    return [[tuple(palette[3 * cell : 3 * cell + 3]) for cell in row] for row in cells]


COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
MOST_ROWS = 28  # of nine cells: a palette holds 256 colours


@given(
    st.integers(1, 9).flatmap(
        lambda wide: st.lists(st.lists(COLOURS, min_size=wide, max_size=wide), min_size=1, max_size=MOST_ROWS)
    )
)
def test_a_palette_shows_what_was_drawn(rows: list[list[tuple[int, int, int]]]) -> None:
    assert shown_by(with_palette(plain_png(rows))) == rows


def test_of_more_colours_than_a_palette_holds_the_rarest_become_their_nearest() -> None:
    often = [(red, 0, 0) for red in range(0, 256, 2)] + [(0, green, 99) for green in range(0, 256, 2)]
    rare = [(201, 1, 0), (0, 3, 98)]
    shown = shown_by(with_palette(plain_png([often, often, rare + often[:-2]])))
    assert shown[:2] == [often, often]
    for was, now in zip(rare, shown[2], strict=False):
        assert sum(abs(a - b) for a, b in zip(was, now, strict=True)) == 2


def test_a_png_of_another_form_is_refused() -> None:
    small = with_palette(plain_png([[(1, 2, 3)]]))
    with pytest.raises(ValueError, match="another form"):
        with_palette(small)


def test_a_picture_that_was_drawn_is_not_drawn_again_and_an_old_one_goes(tmp_path: Path) -> None:
    one, two = (
        print_picture(Drawing("<svg></svg>", (0, 0), 300, 9), Legend(title, [], [])) for title in ("One", "Two")
    )
    first = rasterised({one: 400}, tmp_path)[one]
    first.write_bytes(b"kept")
    again = rasterised({one: 400, two: 400}, tmp_path)
    assert again[one].read_bytes() == b"kept" and again[two].read_bytes().startswith(b"\x89PNG")
    assert list(rasterised({two: 400}, tmp_path).values()) == list(tmp_path.glob("*.png"))


def test_no_font_of_the_machine_plays_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = print_picture(Drawing("<svg></svg>", (0, 0), 300, 9), Legend("Hamburgefonts", ["Quartz"], []))
    here = rasterised({svg: 400}, tmp_path / "here")[svg].read_bytes()
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert rasterised({svg: 400}, tmp_path / "bare")[svg].read_bytes() == here


def test_rows_have_a_column_for_each_of_the_table_and_beside_it_addresses_and_plain_numbers() -> None:
    grid = grid_of(shown_tables(parse_html(table(groups=True).text)), values_of, f"{HOME}/")
    assert grid
    assert grid.csv.startswith("\ufeff"), "a spreadsheet would take it for another encoding"
    rows = list(csv.DictReader(io.StringIO(grid.csv[1:])))
    assert rows[0] == {
        "Group": "First",
        "Value": "1,089 (origin unnamed)",
        "Value: address": f"{HOME}/alpha2001.html#alpha2001-found",
        "Value: low": "89",
        "Value: high": "",
        "Value: unit": "person",
        "Where": "The town; 2001",
        "Rows": "1089",
    }
    assert rows[1]["Where"] == "Nowhere; “said, so”" and rows[1]["Value: address"] == ""
    assert "Proof" not in grid.csv and "\r" not in grid.csv


def test_tables_of_one_label_are_told_apart_by_their_captions() -> None:
    grid = grid_of(shown_tables(parse_html(f"<div>{table()}{table()}</div>")), values_of)
    assert grid and grid.columns[0].name == "Table"
    assert {row[0] for row in grid.rows} == {"Found"}
    assert grid_of(shown_tables(parse_html("<p>No table</p>")), values_of) is None


def test_what_is_offered_is_written(cite: Citer, tmp_path: Path) -> None:
    offers, site = taken(cite, chart(), exhibit(TABLE, table().text), at=tmp_path)
    ends = [file.name.removeprefix("chart-found") for file in offers["chart-found"].files]
    assert ends == [".svg", ".png", ".vl.json", ".csv", ".txt"]
    assert [file.name for file in offers["table-found"].files] == ["table-found.csv", "table-found.txt"]
    assert not offers["table-found"].can_be_embedded
    for offer in offers.values():
        assert all((site / "cite" / file.name).stat().st_size for file in offer.files)


def test_a_specification_says_what_it_is_and_what_it_is_written_in(cite: Citer, tmp_path: Path) -> None:
    _, site = taken(cite, chart(), at=tmp_path)
    spec = json.loads((site / "cite" / "chart-found.vl.json").read_text("utf-8"))
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert (spec["mark"]["color"], spec["background"]) == ("#333333", "#ffffff")
    meta = spec["usermeta"]
    assert (meta["id"], meta["title"], meta["version"]) == ("chart-found", CHART.title, "1.2.0")
    assert meta["licence"] == "CC-BY-4.0" and "Locks & keys" in meta["reference"]


def test_a_chart_drawn_by_hand_has_no_specification(cite: Citer, tmp_path: Path) -> None:
    offers, _ = taken(cite, chart(spec=""), at=tmp_path)
    assert not [file for file in offers["chart-found"].files if file.name.endswith(".vl.json")]


def test_a_text_explains_the_rows(cite: Citer, tmp_path: Path) -> None:
    _, site = taken(cite, exhibit(TABLE, table().text), at=tmp_path)
    text = " ".join((site / "cite" / "table-found.txt").read_text("utf-8").split())
    for part in (
        "A table of “Locks & keys: A review”, version 1.2.0: Persons found.",
        "Where: As the book prints it.",
        "Ward, A. (n.d.). What was found.",
        "alpha2001-found: no period is stated.",
        "The contributors. (2020). Persons found [Table].",
        "Licence: CC-BY-4.0",
        "ab" * 32,
    ):
        assert part in text


def test_an_embedded_chart_needs_no_script_and_leads_to_the_book(cite: Citer, tmp_path: Path) -> None:
    _, site = taken(cite, chart(), at=tmp_path)
    page = parse_html((site / "embed" / "chart-found.html").read_text("utf-8"))
    assert page.find("svg") and not page.find("script")
    links = [link["href"] for link in page.find_all("a")]
    assert links == ["../question.html#chart-found"]
    assert "Few <were> found" in page.text and "Source: Ward" in page.text


def test_a_frame_shows_the_latest_version_and_of_a_release_this_one(cite: Citer, tmp_path: Path) -> None:
    def frames(version: str, url: str = HOME) -> list[str]:
        offers, _ = taken(published(cite, url, version), chart(), at=tmp_path / f"{version}-{len(url)}")
        frames = (parse_html(text).find("iframe") for text in offers["chart-found"].snippets.values())
        return [attribute(frame, "src") for frame in frames if frame]

    latest, this = f"{HOME}/latest/embed/chart-found.html", f"{HOME}/v/1.2.0/embed/chart-found.html"
    assert frames("1.2.0") == [latest, this] == frames("1.2.0", f"{HOME}/")
    assert frames("1.3.0.dev") == [latest]
    assert frames("1.2.0", "") == []


def test_where_the_book_has_an_address_a_page_has_a_card_of_its_first_chart(cite: Citer, tmp_path: Path) -> None:
    home = published(cite)
    offers, site = taken(home, chart(), at=tmp_path)
    for name in ("chart-found", "book"):
        png = (site / "cite" / f"{name}.card.png").read_bytes()
        assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == CARD
    assert home.card("question") == (f"{HOME}/v/1.2.0/cite/chart-found.card.png", CHART.title)
    assert home.card("another") == (f"{HOME}/v/1.2.0/cite/book.card.png", BOOK.title)
    assert not [file for file in offers["chart-found"].files if "card" in file.name]


def test_a_chart_that_may_be_left_out_stands_for_no_page(cite: Citer) -> None:
    parts = by_id([replace(CHART, is_optional=True)])
    home = replace(published(cite), catalogue=replace(published(cite).catalogue, parts=parts))
    assert home.card("question") == (f"{HOME}/v/1.2.0/cite/book.card.png", BOOK.title)


def test_without_an_address_there_are_no_cards(cite: Citer, tmp_path: Path) -> None:
    _, site = taken(cite, chart(), at=tmp_path)
    assert cite.card("question") is None and not list((site / "cite").glob("*.card.png"))
    assert not [tag for tag in page_head(cite, None, "Said.") if "image" in tag or "twitter" in tag]


def test_a_page_names_its_card_to_those_who_show_links(cite: Citer) -> None:
    page = Citable("question", Kind.CHAPTER, "A question", "question")
    home = published(replace(cite, catalogue=replace(cite.catalogue, parts=by_id([page, CHART]))))
    tags = page_head(home, page, "Said.")
    told = {
        str(tag.get("property") or tag.get("name")): tag.get("content") for tag in parse_html("".join(tags))("meta")
    }
    card = f"{HOME}/v/1.2.0/cite/chart-found.card.png"
    assert (told["og:image"], told["og:image:alt"]) == (card, CHART.title)
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["twitter:card"] == "summary_large_image"
    made, book = linked_data(home, page), linked_data(home, None)
    assert (made["image"], book["image"]) == (card, f"{HOME}/v/1.2.0/cite/book.card.png")
    assert "image" not in made["isPartOf"]
