"""Quantities that come from nowhere, planted in built pages, and what may stand on any page."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.book.site.content_security_policy import POLICY
from review.book.site.gates import GATES, Site
from review.corpus.corpus import Corpus
from review.corpus.requirement import Stage, problems_of

WORDS = "<p>Enough words to be a page and not an empty one.</p>"
DRAWN = (
    '<figure class="chart"><svg role="img" aria-label="Bars"><g class="mark-text role-title-text"><text>{}</text>'
    '<text>as told</text></g><g class="mark-text role-mark"><text>310</text></g></svg>'
    '<script type="application/json" class="chart-spec">{{"datasets": {{"rows": [{{"text": "310"}}]}}}}</script>'
    "<figcaption>Bars.</figcaption></figure>"
)
FLOWS = (
    '<figure class="chart"><svg role="img" aria-label="Lines: 310"><g><title data-coded>The 310</title>'
    "<text>Found</text><text data-coded>310</text></g></svg><figcaption>Lines.</figcaption></figure>"
)


def told(folder: Path, corpus: Corpus, body: str, *names: str) -> list[str]:
    """Return what the gates say of a page with *body* in a site made from *corpus*."""
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A</title>'
    page = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><article><h1>A</h1>\n{body}{WORDS}"
    (folder / "index.html").write_text(f"{page}</article></body></html>", encoding="utf-8")
    (folder / "references.html").write_text(
        page.replace(body, '<p id="cite-office2001">x</p>') + "</article></body></html>", encoding="utf-8"
    )
    return [str(problem) for problem in problems_of(GATES, Site(folder, corpus=corpus, names=names), Stage.SITE)]


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
        ("<details><summary>412 more</summary><p>Text.</p></details>", "412 more"),
        ("<h2>412 children were found</h2>", "412 children were found"),
        ('<ol start="412"><li>children were found</li></ol>', "412."),
        ("<p>The <math><msup><mi></mi><mn>412</mn></msup></math> children</p>", "The 412 children"),
        ("<p>The <code>412</code> children</p>", "The 412 children"),
        ('<p><img alt="The 412 children" src="index.html"></p>', "The 412 children"),
        ('<p><a title="The 412 children" href="index.html">text</a></p>', "The 412 children"),
        (DRAWN.format("Found").replace('"Bars"', '"Bars: 310 and 412"'), "Bars: … and 412"),
        (DRAWN.format("Found").replace("<text>310<", "<text>412<"), "412"),
        (DRAWN.format("Of 412").replace("role-title-text", "role-legend-title"), "Of 412 as told"),
        (DRAWN.format("Found").replace("<g ", "<title>Of 412</title><g ", 1), "Of 412"),
        (FLOWS.replace("<text>", "<text>Of 412</text><text>"), "Of 412"),
        (FLOWS.replace("Lines: 310", "Lines: 310 and 412"), "Lines: … and 412"),
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
        '<h2><span class="section-number">2.1 </span>Sources</h2>',
        "<p>The numbers <code>x = 412</code> and <code>a-412</code> are code.</p><ol start='1'><li>One.</li></ol>",
        DRAWN.format("Found").replace('"Bars"', '"Bars: 310"'),
        '<p><a class="figure-value" title="412, as told" data-figure-id="alpha2001-found" href="index.html">2</a></p>',
        '<table><tr><th scope="row" data-coded>412</th><td data-coded="">in paragraph 3</td></tr></table>',
        "<p>The first of the sources, and one second.</p>",
        "<p>The date was 4 May 2001, or April 2001, in 2001.</p>",
        "<p>As alpha2001 says of Article 240.</p>",
        DRAWN.format("Found"),
        "<p>A formula <math><msub><mi>a</mi><mn>1</mn></msub></math>.</p>",
    ],
)
def test_what_roles_citations_code_and_known_dates_print_has_a_source(
    tmp_path: Path, small_corpus: Corpus, body: str
) -> None:
    assert told(tmp_path, small_corpus, body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<table><caption>All of one city</caption></table>",
        DRAWN.format("Of one city"),
        DRAWN.format("Found").replace(">Bars.<", ">Bars of one city.<"),
        '<p class="chart-finding">Only one city has it</p>',
    ],
)
def test_one_is_free_in_running_text_and_not_in_captions_and_titles(
    tmp_path: Path, small_corpus: Corpus, body: str
) -> None:
    (problem,) = told(tmp_path, small_corpus, f"{body}<p>That is one city.</p>")
    assert "'one' comes from nowhere" in problem


def test_what_stands_around_the_article_is_read(tmp_path: Path, small_corpus: Corpus) -> None:
    around = "<title>The 412</title>", "<nav><p>All 412</p></nav>", "<footer>Of 412</footer>"
    for planted in around:
        body = f"{WORDS}</article>{planted}<article>"
        (problem,) = told(tmp_path, small_corpus, body)
        assert "'412' comes from nowhere" in problem


@pytest.mark.parametrize("text", ["2001 persons were found.", "There were 2001 in all.", "A total of 2001 Persons."])
def test_a_year_that_counts_is_no_date(tmp_path: Path, small_corpus: Corpus, text: str) -> None:
    known = "<p>The persons found in 2001, and the 2001 report.</p>"
    problems = told(tmp_path, small_corpus, f"<p>{text.replace('Persons', 'persons')}</p>{known}")
    assert [problem.split(" (nearest")[0] for problem in problems] == [
        f"index.html:1: '2001' comes from nowhere: “{text.replace('Persons', 'persons')}”"
    ]


def test_a_date_that_nobody_knows_has_no_source(tmp_path: Path, small_corpus: Corpus) -> None:
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
