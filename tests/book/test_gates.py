"""Faulty sites, and what the gates say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from approving import approve

from review.book.site.content_security_policy import POLICY
from review.book.site.gates import GATES, Site
from review.corpus.corpus import Corpus
from review.corpus.requirement import Stage, problems_of

WORDS = "<p>Enough words to be a page and not an empty one.</p>"


def page(body: str = WORDS, *, head: str = "<title>A page</title>", html: str = 'lang="en"') -> str:
    article = f"<article><h1>A page</h1>\n{body}</article>"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return f"<!DOCTYPE html><html {html}><head>{policy}{head}</head><body>{article}</body></html>"


def told(folder: Path, text: str, **others: str) -> list[str]:
    """Return what the gates say of a site with the page *text* and other files."""
    (folder / "index.html").write_text(text, encoding="utf-8")
    for name, content in others.items():
        path = folder / name.replace("__", "/").replace("_html", ".html").replace("_css", ".css")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return [str(problem) for problem in problems_of(GATES, Site(folder, ("/secret/folder",)), Stage.SITE)]


def test_a_sound_page_passes(tmp_path: Path) -> None:
    body = WORDS + (
        '<p id="here"><a href="#here">a</a> <a href="other.html#there">b</a> <a href="https://a.example/">c</a>'
        '<a href="mailto:a@b.example">d</a> <img src="data:image/png;base64,AA==" alt=""></p>'
        '<figure class="chart"><svg role="img" aria-label="Bars"><svg></svg></svg><figcaption>Bars.</figcaption>'
        '<script type="application/json">{"a": "https://vega.example/"}</script></figure>'
    )
    assert told(tmp_path, page(body), other_html=page(WORDS + '<i id="there"></i>')) == []


FAULTS = (
    (
        '<a href="none.html">a</a>',
        "index.html:2: a link to a page or file that is not there ('none.html'). Mend",
    ),
    (
        '<a href="#none">a</a>',
        "index.html:2: a link to a place that is not on its page ('#none'). Mend the link",
    ),
    (
        '<a href="/x.html">a</a>',
        "index.html:2: a link from the root of the host, which a book in a folder has not",
    ),
    ('<a href="javascript:x()">a</a>', "index.html:2: a link of the scheme 'javascript' ('javascript:x()')."),
    (
        '<img src="https://a.example/x.png" alt="">',
        "index.html:2: <img> loads https://a.example/x.png. Serve it",
    ),
    (
        '<img src="x.png" srcset="//a.example/x 2x" alt="">',
        "index.html:2: <img> loads //a.example/x 2x. Serve",
    ),
    (
        '<script src="//cdn.example/a.js"></script>',
        "index.html:2: <script> loads //cdn.example/a.js. Serve it",
    ),
    (
        '<iframe src="https://a.example/"></iframe>',
        "index.html:2: <iframe> loads https://a.example/. Serve it",
    ),
    (
        '<link rel="preconnect" href="https://a.example">',
        "index.html:2: <link> loads https://a.example. Serve",
    ),
    (
        "<style>@import 'https://a.example/x.css';</style>",
        "index.html:2: <style> loads https://a.example/x.css.",
    ),
    ('<p style="background: url(https://a.example/x)">x</p>', "index.html:2: <p> loads https://a.example/x."),
    (
        "<script>fetch('https://a.example/x')</script>",
        "index.html:2: a script in the page loads https://a.exam",
    ),
    (
        '<script>s.src = "//a.example/x.js"</script>',
        "index.html:2: a script in the page loads //a.example/x.js.",
    ),
    ("<h1>Again</h1>", "index.html:2: the page has 2 main headings (expected one). Use `# ` once."),
    (
        '<img src="data:image/png;base64,AA==">',
        "index.html:2: a picture has no alternative text. Give it one.",
    ),
    ("<svg><g></g></svg>", "index.html:2: a drawing has no alternative text. Describe the chart."),
    (
        '<figure class="chart"><svg aria-label="x"></svg></figure>',
        "index.html:2: a chart has no caption. Give",
    ),
    (
        '<figure class="chart"><figcaption>x</figcaption></figure>',
        "index.html:2: a chart is not drawn. Draw it",
    ),
    (
        '<figure class="chart"><svg aria-label="x"></svg><figcaption>x</figcaption>'
        '<script type="application/json">{</script></figure>',
        "index.html:2: the specification of a chart is no JSON. Write it again.",
    ),
    (
        '<div class="output traceback">Oh no</div>',
        "index.html:2: the page shows an error (traceback): 'Oh no'.",
    ),
    ('<div class="output stderr">Warned</div>', "index.html:2: the page shows an error (stderr): 'Warned'."),
    ("<pre>Traceback (most recent call last)</pre>", "index.html:1: the page shows a traceback. Mend the"),
    (
        '<i id="a"></i>\n<i id="a"></i>',
        "index.html:2: the id 'a' stands more than once on the page. Give each",
    ),
    (
        "<p>/secret/folder/x</p>",
        "index.html:2: the page names a folder of this machine (/secret/folder). Print",
    ),
)


@pytest.mark.parametrize(("body", "message"), FAULTS)
def test_a_fault_is_told(tmp_path: Path, body: str, message: str) -> None:
    (tmp_path / "x.png").write_bytes(b"")
    problems = told(tmp_path, page(body + WORDS))
    assert [problem for problem in problems if problem.startswith(message)], problems


# A page of the made-up review, whose rows have no other ids.
OF_THE_ROWS = """
<p>Of <a class="figure-value" data-figure-id="ward2014-theft" href="#h">1,204</a> thefts 310 were at the station.</p>
<p>There were <span data-derivation-id="station-shares">2</span> thefts, three finds and 40 % of all in 1999.</p>
<figure class="chart"><svg role="img" aria-label="17 bars"><text class="role-title-text">21 bars</text>
<path data-figure-ids="ward2014-thefts nothing"></path></svg><figcaption>Bars of 33 thefts.</figcaption>
<script type="application/json" class="chart-spec">{"data": {"values": [{"figure_id": "none", "text": "12"},
{"figure_ids": ["ward2014-thefts", "nobody"], "derivation_id": "nothing"}]}}</script></figure>
<table><caption>All 41</caption><tr id="h"><td data-coded>310</td><td>311</td></tr></table>
"""


def test_all_that_the_gates_say(tmp_path: Path, bicycle_corpus: Corpus, request: pytest.FixtureRequest) -> None:
    said = []
    for number, (body, _) in enumerate((*FAULTS, (OF_THE_ROWS, ""))):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "x.png").write_bytes(b"")
        (folder / "index.html").write_text(page(body + WORDS), "utf-8")
        (folder / "other.html").write_text(page(), "utf-8")
        built = Site(folder, ("/secret/folder",), bicycle_corpus, ("1.2.0",))
        said += [body, *(f"    {problem}" for problem in problems_of(GATES, built, Stage.SITE))]
    approve("book/gates.txt", "\n".join([*said, ""]), request)


def test_a_page_without_title_language_or_text_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, page("<p>No.</p>", head="", html="")) == [
        "index.html: the page has no title. Begin it with a heading.",
        "index.html: the page is empty (3 words). Write it, or take it out.",
        "index.html: the page names no language. Set language in book/_config.yml.",
    ]


def test_a_style_sheet_that_loads_from_elsewhere_is_told(tmp_path: Path) -> None:
    problems = told(tmp_path, page(), _static__x_css="/* url(//no) */ @font-face {src: url('//a.example/f.woff2')}")
    assert problems == [
        "_static/x.css: the style sheet loads //a.example/f.woff2. Serve it from the site, or leave it out."
    ]
