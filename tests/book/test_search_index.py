"""The index of the search, made of made-up pages: what stands at each place, which words it has, what is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

from review.book.build.search_index import (
    ANSWER,
    EXHIBIT,
    ROW,
    SECTION,
    UNLISTED,
    index_of_words,
    places_of,
    words,
    write_search_index,
)
from review.book.site.html_tree import Page, parse_html
from review.files.folders import THEME

PAGE = """<nav>not read</nav><article><section id="page"><h1>Wheels<a class="headerlink" href="#page">#</a></h1>
<p class="answer"><span id="finding-one">They turn <a href="x.html">70,000</a> times.</span></p>
<section id="spokes"><h2>Spokes</h2><p>A spoke is bent.</p>
<details class="hide"><summary>Code</summary><pre>code()</pre></details>
<div class="citable" id="table-spokes"><table><caption>All spokes</caption><thead><tr><th>Name</th></tr></thead>
<tbody><tr id="first"><th>One</th><td><details><summary>Proof</summary><p>Folded words.</p></details></td></tr>
<tr class="below"><td>It goes on.</td></tr></tbody></table></div></section>
<dl><dt id="term">轮 <em>lún</em></dt> <dd><p>A wheel.</p></dd></dl></section></article>"""


def made(path: str, html: str) -> Page:
    return Page(path, parse_html(html))


def said(html: str) -> dict[str, tuple[int, str, list[str]]]:
    places = [(place, list(place.lines())) for place in places_of(made("a.html", html))]
    return {place.anchor: (place.kind, place.title, lines) for place, lines in places if lines}


def test_each_anchor_has_its_own_text() -> None:
    assert said(PAGE) == {
        "page": (SECTION, "Wheels", ["Wheels"]),
        "finding-one": (ANSWER, "Wheels", ["They turn 70,000 times."]),
        "spokes": (SECTION, "Spokes", ["Spokes", "A spoke is bent."]),
        "table-spokes": (EXHIBIT, "Spokes", ["All spokes"]),
        "first": (ROW, "Spokes", ["One", "Folded words.", "It goes on."]),
        "term": (SECTION, "", ["轮 lún", "A wheel."]),
    }


def test_a_page_without_an_article_has_no_places() -> None:
    assert said("<main><p>Nothing.</p></main>") == {}


def test_numbers_are_words_however_they_are_parted() -> None:
    for text in ("70,000", "70 000", "70\u2009000", "70000"):
        assert [word for _, word in words(text)] == ["70000"], text
    assert [word for _, word in words("37.7 %, 2009–2010, the 1980s, 18,51")] == (
        ["37.7", "percent", "2009", "2010", "the", "1980s", "18", "51"]
    )


def test_per_cent_is_one_word_however_it_is_written() -> None:
    for text in ("40 % of them", "40% of them", "40 per cent of them", "40 Percent of them"):
        assert list(words(text)) == [(0, "40"), (1, "percent"), (2, "of"), (3, "them")], text
    assert [word for _, word in words("percentage, per centre, scent")] == ["percentage", "per", "centre", "scent"]


def test_letters_are_plain_and_every_han_sign_is_a_word() -> None:
    assert [word for _, word in words("Sánchez’s Gōng'ānbù, S\u0301: 拐卖a")] == (
        ["sanchezs", "gonganbu", "s", "拐", "卖", "a"]
    )


def test_the_end_of_a_block_parts_a_phrase() -> None:
    assert [at for at, _ in words("one two\nthree")] == [0, 1, 3]


def numbers(signs: str) -> list[int]:
    """Return what *signs* stand for, read as search.js reads them."""
    read, high = [], 0
    for sign in signs:
        value = ord(sign) - 35
        if value < 57:
            read.append(high * 57 + value)
            high = 0
        else:
            high = high * 34 + value - 57
    return read


def test_the_index_says_where_among_the_words_of_all_texts_a_word_stands() -> None:
    parts, counts = index_of_words(["a wheel, a wheel", "", "wheels", *["so\n"] * 4000, "the wheel"])
    assert {name: sorted(part) for name, part in parts.items()} == {"words-w": ["wheel", "wheels"]}
    # The first text has it twice; before the last stand 5 words and 4000 more.
    assert numbers(parts["words-w"]["wheel"]) == [1, 2, 4003]
    assert numbers(parts["words-w"]["wheels"]) == [4]
    assert numbers(counts) == [4, 0, 1, *[1] * 4000, 2]


def test_a_number_is_read_as_it_was_written() -> None:
    texts = ["so " * length + "wheel" for length in (0, 56, 57, 57 * 34 + 56, 57 * 35, 57 * 35 * 34 + 56, 300_000)]
    assert numbers(index_of_words(texts)[1]) == [len(text.split()) for text in texts]
    assert all(sign.isascii() and sign.isprintable() and sign not in '"\\' for sign in index_of_words(texts)[1])


def part(folder: Path, name: str) -> object:
    script = (folder / f"{name}.js").read_text("utf-8")
    return json.loads(script.removeprefix(f'searchParts["{name}"] = ').removesuffix(";\n"))


def test_what_is_written_names_pages_as_the_contents_do(tmp_path: Path) -> None:
    other = made("b2001.html", '<article><section id="b"><h1>A long title</h1><p>Text</p></section></article>')
    for name in ("one", "two"):
        write_search_index([other, made("a.html", PAGE)], {"a": "", "gone": "", "b2001": "B 2001"}, tmp_path / name)
    index = part(tmp_path / "one", "index")
    assert isinstance(index, dict)
    assert index["pages"] == [["a.html", "Wheels"], ["b2001.html", "B 2001"]]
    assert index["ends"] == [1, 5, 6, 7]
    assert part(tmp_path / "one", "texts-0") == [
        [0, "finding-one", "Wheels", "They turn 70,000 times."],
        [0, "page", "", "Wheels"],
        [0, "spokes", "", "Spokes\nA spoke is bent."],
        [0, "term", "", "轮 lún\nA wheel."],
        [1, "b", "", "A long title\nText"],
        [0, "first", "Spokes", "One\nFolded words.\nIt goes on."],
        [0, "table-spokes", "Spokes", "All spokes"],
    ]
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first == second
    assert index["parts"] == sorted(name.removesuffix(".js") for name in first if name not in ("index.js", "search.js"))


def texts_of(html: str, folder: Path) -> dict[str, str]:
    """Return by anchor what the index has of a page."""
    write_search_index([made("a.html", f"<article><h1>A</h1>{html}</article>")], {"a": ""}, folder / "search")
    rows = part(folder / "search", "texts-0")
    assert isinstance(rows, list)
    return {anchor: text for _, anchor, _, text in rows}


def test_what_tables_repeat_is_read_where_it_stands_first(tmp_path: Path) -> None:
    long = "This sentence is repeated in a table, word for word."
    cells = f"<tr><td>{long} And so on.</td><td>short</td></tr>"
    table = f'<div class="citable" id="t"><table><caption>All</caption>{cells}</table></div>'
    row = f'<table><tr id="r"><td>{long}</td><td>short</td></tr></table>'
    assert texts_of(table + row, tmp_path) == {"": "A", "r": f"{long}\nshort", "t": "All\nAnd so on.\nshort"}


def test_a_heading_a_number_and_a_short_line_of_a_row_are_read_wherever_they_stand(tmp_path: Path) -> None:
    head, cell, number = (
        "Where the sources differ, and why",
        "Price reported paid for a wheel",
        "70,000 wheels and more",
    )
    sections = "".join(f'<section id="{name}"><h2>{head}</h2><p>{name}</p></section>' for name in ("s1", "s2"))
    cells = f"<td>{cell}</td><td>{number}</td>"
    rows = "".join(f'<tr id="{name}">{cells}</tr>' for name in ("r1", "r2"))
    table = f'<div class="citable" id="t"><table><caption>All</caption><tr>{cells}</tr></table></div>'
    row = f"{cell}\n{number}"
    found = texts_of(f"{sections}<table>{rows}</table>{table}", tmp_path)
    assert found == {"": "A", "s1": f"{head}\ns1", "s2": f"{head}\ns2", "r1": row, "r2": row, "t": f"All\n{number}"}


def test_a_text_has_a_line_once_and_no_names_of_facts_nor_places_in_a_source(tmp_path: Path) -> None:
    facts = '<dl class="facts"><div><dt>Place</dt><dd>Here</dd></div></dl><p>Here</p><p>The report, paragraph 3</p>'
    assert texts_of(f'<table><tr id="r"><td>{facts}</td></tr></table>', tmp_path) == {"": "A", "r": "Here"}


def test_the_script_leaves_out_the_same_words() -> None:
    script = (THEME / "static" / "found.js").read_text("utf-8")
    written = re.search(r'unlisted = \(([^)]*)\)\.split\(" "\)', script)
    assert written and set("".join(re.findall('"([^"]*)"', written[1])).split()) == UNLISTED
