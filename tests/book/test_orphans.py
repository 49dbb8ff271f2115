"""Quantities that come from nowhere, planted in built pages, and what may stand on any page."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.book.gates import check_site
from review.book.policy import POLICY
from review.corpus.corpus import Corpus

WORDS = "<p>Enough words to be a page and not an empty one.</p>"
DRAWN = (
    '<figure class="chart"><svg role="img" aria-label="Bars"><g class="mark-text role-title-text"><text>{}</text>'
    '<text>as told</text></g><g class="mark-text role-mark"><text>310</text></g></svg>'
    "<figcaption>Bars.</figcaption></figure>"
)


def told(folder: Path, corpus: Corpus, body: str, *names: str) -> list[str]:
    """Return what the gates say of a page with *body* in a site made from *corpus*."""
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A</title>'
    page = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><article><h1>A</h1>\n{body}{WORDS}"
    (folder / "index.html").write_text(f"{page}</article></body></html>", encoding="utf-8")
    (folder / "references.html").write_text(
        page.replace(body, '<p id="cite-office2001">x</p>') + "</article></body></html>", encoding="utf-8"
    )
    return [str(problem) for problem in check_site(folder, corpus=corpus, names=names)]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<p>They met. Then 412 <em>were</em> found. So it ended.</p>", "Then 412 were found."),
        ('<table><caption>All 412 of them</caption><tr><td data-coded="">310</td></tr></table>', "All 412 of them"),
        ("<table><thead><tr><th>Of 412</th></tr></thead></table>", "Of 412"),
        (DRAWN.format("The 412 found"), "The 412 found as told"),
        (DRAWN.format("<tspan>The 412</tspan><tspan>found</tspan>"), "The 412 found as told"),
        (DRAWN.format("Found").replace("Bars.<", "The 412 bars.<"), "The 412 bars."),
        ('<p class="chart-finding">It was 412</p>', "It was 412"),
        ('<div class="output text_plain highlight"><div class="highlight"><pre>412</pre></div></div>', "412"),
        ("<p>It is <math><mn>412</mn></math> of them.</p>", "It is 412 of them."),
        ('<details><summary>412 more</summary><p>Text.</p></details>', "412 more"),
    ],
)
def test_a_planted_number_is_told_with_its_sentence_and_the_nearest_figures(
    tmp_path: Path, small_corpus: Corpus, body: str, sentence: str
) -> None:
    (problem,) = told(tmp_path, small_corpus, body)
    assert problem.startswith("index.html:")
    assert f"'412' comes from nowhere: “{sentence}” (nearest figures: alpha2001-lost, alpha2001-found)." in problem
    assert "Print it with {value}, {derived}, {fact}, {count} or {date}" in problem


def test_number_words_are_quantities(tmp_path: Path, small_corpus: Corpus) -> None:
    (problem,) = told(tmp_path, small_corpus, "<p>There were twelve of them.</p>")
    assert "'twelve' comes from nowhere" in problem


@pytest.mark.parametrize(
    "body",
    [
        '<p>Found were <a class="figure-value" data-figure-id="alpha2001-found" href="index.html">2,169</a>.</p>',
        '<p><span class="count-value">7</span>, <a class="fact-value" href="index.html">5 million</a>.</p>',
        '<p>As told <a href="references.html#cite-office2001">Office, 2001</a>.</p>',
        "<p>Run <code>run -j 4</code>, as <kbd>F5</kbd>.</p><div class='highlight'><pre>x = 412</pre></div>",
        '<h2><span class="section-number">2.1 </span>Sources</h2><h2>3 Figures</h2>',
        '<table><tr><th scope="row" data-coded>412</th><td data-coded="">in paragraph 3</td></tr></table>',
        "<p>The first of the sources, and one second.</p>",
        "<p>The date was 4 May 2001, or April 2001, in 2001.</p>",
        "<p>As alpha2001 says of Article 240.</p>",
        DRAWN.format("Found"),
        "<p>A formula <math><msub><mi>a</mi><mn>1</mn></msub></math>.</p>",
    ],
)
def test_what_roles_citations_code_and_known_dates_print_is_no_orphan(
    tmp_path: Path, small_corpus: Corpus, body: str
) -> None:
    assert told(tmp_path, small_corpus, body) == []


def test_a_date_that_nobody_knows_is_an_orphan(tmp_path: Path, small_corpus: Corpus) -> None:
    assert len(told(tmp_path, small_corpus, "<p>It was in 1999.</p>")) == 1


def test_names_of_the_book_may_stand(tmp_path: Path, small_corpus: Corpus) -> None:
    body = "<p>This is version 0.1.0 of it.</p>"
    assert told(tmp_path, small_corpus, body)
    assert told(tmp_path, small_corpus, body, "0.1.0") == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<a data-figure-id="gone" href="index.html">1</a>', "a number names 'gone', which is no row of figures"),
        (
            '<a class="derived-value" data-derivation-id="gone" href="index.html">1</a>',
            "a number names 'gone', which is no row of derivations",
        ),
        (
            '<script type="application/json" class="chart-spec">'
            '{"layer": [{"data": {"values": [{"figure_id": "gone"}, {"figure_id": "alpha2001-lost"}]}}]}</script>',
            "a number names 'gone', which is no row of figures",
        ),
    ],
)
def test_a_number_without_its_row(tmp_path: Path, small_corpus: Corpus, body: str, message: str) -> None:
    assert any(message in problem for problem in told(tmp_path, small_corpus, body))
