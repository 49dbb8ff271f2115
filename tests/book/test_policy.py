"""The policy of the pages in a real browser, from a folder and from a server, and what the gate sees of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browsing import NARROW, brightness, enliven, opened, pages_of
from playwright.sync_api import Browser, expect
from test_gates import WORDS, page, told

from review.book.site.content_security_policy import POLICY
from review.corpus.tables.project import Project


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, small: Project, tmp_path: Path) -> Iterator[str]:
    """Return where a copy of the small site can be opened: from a folder, and from a server."""
    copy = tmp_path / "site"
    shutil.copytree(small.site, copy)
    if request.param == "file":
        yield copy.as_uri()
        return
    handler = partial(SimpleHTTPRequestHandler, directory=str(copy))
    handler.func.log_message = lambda *arguments: None  # type: ignore[attr-defined,method-assign]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_nothing_of_a_page_is_forbidden(browser: Browser, address: str, small: Project) -> None:
    with opened(browser) as (shown, complaints, strangers):
        for name in pages_of(small.site):
            shown.goto(f"{address}/{name}")
            assert set(enliven(shown)) <= {"yes"}
        shown.goto(f"{address}/index.html")
        shown.locator("article a.figure-value").first.click()
        expect(shown.locator("dialog.number-card")).to_be_visible()
        shown.goto(f"{address}/search.html?q=found")
        expect(shown.locator("#search-results li").first).to_be_visible()
        assert (complaints, strangers) == ([], [])


INJECTED = {
    "<script>document.documentElement.dataset.owned = 'yes'</script>": "script-src-elem inline",
    "<img src='_static/none.png' onerror=\"document.documentElement.dataset.owned = 'yes'\">": "script-src-attr inline",
    "<script src='data:text/javascript,document.documentElement.dataset.owned=1'></script>": "script-src-elem data",
    "<script src='http://127.0.0.1:9/x.js'></script>": "script-src-elem http://127.0.0.1:9/x.js",
    "<iframe src='data:text/html,<script>top.owned=1</script>'></iframe>": "frame-src",
    "<object data='_static/icon.svg'></object>": "object-src",
    "<img src='http://127.0.0.1:9/x.png'>": "img-src http://127.0.0.1:9/x.png",
    "<link rel=stylesheet href='http://127.0.0.1:9/x.css'>": "style-src-elem http://127.0.0.1:9/x.css",
    "<style>html { --owned: yes }</style>": "style-src-elem inline",
    "<p style='--owned: yes'>x</p>": "style-src-attr inline",
    "<base href='http://127.0.0.1:9/'>": "base-uri",
    "<a id=lure href=\"javascript:document.documentElement.dataset.owned = 'yes'\">x</a>": "script-src-elem inline",
    "<form id=lure action='http://127.0.0.1:9/'><input name=a></form>": "form-action http://127.0.0.1:9/",
}


def test_what_is_injected_is_blocked(browser: Browser, small: Project, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(small.site, copy)
    index = copy / "index.html"
    text = index.read_text(encoding="utf-8")
    with opened(browser) as (shown, complaints, _):
        for injected, forbidden in INJECTED.items():
            print(injected)
            index.write_text(text.replace("</article>", f"{injected}</article>", 1), encoding="utf-8")
            complaints.clear()
            told_so = f"policy: {forbidden}"
            with shown.expect_console_message(lambda message, told_so=told_so: message.text.startswith(told_so)):
                shown.goto(index.as_uri())
                for lure in shown.locator("#lure").all():
                    lure.evaluate("e => e.tagName === 'FORM' ? e.submit() : e.click()")
            assert [complaint for complaint in complaints if complaint.startswith(told_so)]
            assert shown.locator("html").get_attribute("data-owned") is None
            assert shown.url == index.as_uri()


PROBE = """
const told = document.documentElement.dataset;
try { told.evaluated = String(window.eval("1")); } catch (error) { told.evaluated = error.name; }
try { told.made = String(new Function("return 1")()); } catch (error) { told.made = error.name; }
fetch("http://127.0.0.1:9/").then(function () { told.sent = "yes"; }, function () { told.sent = "no"; });
"""


def test_text_is_not_made_into_code_and_nothing_is_sent(browser: Browser, address: str, tmp_path: Path) -> None:
    (tmp_path / "site" / "_static" / "page.js").write_text(PROBE, encoding="utf-8")
    with opened(browser) as (shown, complaints, _):
        shown.goto(f"{address}/index.html")
        html = shown.locator("html")
        expect(html).to_have_attribute("data-sent", "no")
        assert [html.get_attribute(f"data-{name}") for name in ("evaluated", "made")] == ["EvalError", "EvalError"]
        assert "policy: connect-src http://127.0.0.1:9/" in complaints


def test_a_page_is_printed_with_its_folds_open_and_searched(browser: Browser, address: str) -> None:
    with opened(browser) as (shown, complaints, _):
        shown.add_init_script("window.print = function () { document.documentElement.dataset.printed = 'yes'; };")
        shown.goto(f"{address}/alpha2001.html")
        shown.get_by_role("button", name="Print").click()
        expect(shown.locator("html")).to_have_attribute("data-printed", "yes")
        shown.emulate_media(media="print")
        assert shown.locator("article details").count() > 0
        for fold in shown.locator("article details:not(.hide)").all():
            expect(fold.locator("> :not(summary)").first).to_be_visible()
        for control in shown.locator("button, input, header.bar, nav").all():
            expect(control).to_be_hidden()
        expect(shown.locator(".sheet")).to_contain_text("Version")
        shown.emulate_media(media="screen")
        shown.goto(f"{address}/search.html")
        expect(shown.locator("main input[type=search]")).to_be_focused()
        assert complaints == []


def test_the_reader_s_colours_are_kept_and_stand_before_anything_is_drawn(browser: Browser, address: str) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    with opened(browser, color_scheme="light") as (shown, complaints, _):
        shown.goto(f"{address}/index.html")
        light = shown.evaluate(paper)
        shown.get_by_role("button", name="Dark").click()
        assert shown.evaluate(paper) != light
        # Without the scripts that come later, too.
        shown.route("**/page.js*", lambda route: route.abort())
        complaints.clear()
        shown.goto(f"{address}/data.html")
        expect(shown.locator("html")).to_have_attribute("data-theme", "dark")
        assert shown.evaluate(paper) != light
        assert all("page.js" in complaint or "ERR_FAILED" in complaint for complaint in complaints)
        # On paper they are light whatever was chosen.
        shown.emulate_media(media="print")
        assert shown.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_without_scripts_nothing_shows_that_needs_them_and_the_contents_open(browser: Browser, small: Project) -> None:
    with opened(browser, java_script_enabled=False, viewport=NARROW, color_scheme="dark") as (shown, _, _):
        shown.goto((small.site / "index.html").as_uri())
        assert shown.locator("button").count() > 0
        assert shown.locator("button:visible").count() == 0
        shown.locator(".bar-contents > summary").click()
        entry = shown.get_by_role("navigation", name="Contents").get_by_role("link").last
        expect(entry).to_be_visible()
        entry.click()
        expect(shown.locator("h1")).to_be_visible()
        assert brightness(shown.evaluate("getComputedStyle(document.documentElement).backgroundColor")) < 60


# --- the gate ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<script>x()</script>", "index.html:2: a script is written into the page. Put it into a file"),
        ('<script type="module">x()</script>', "index.html:2: a script is written into the page. Put it into"),
        ("<style>a {}</style>", "index.html:2: a style sheet is written into the page. Put it into a file"),
        ('<p style="color: red">x</p>', "index.html:2: the attribute 'style' of <p> is written into the page."),
        ('<p onclick="x()">x</p>', "index.html:2: the attribute 'onclick' of <p> is written into the page."),
    ],
)
def test_what_the_policy_forbids_stops_the_build(tmp_path: Path, body: str, message: str) -> None:
    assert [problem for problem in told(tmp_path, page(body + WORDS)) if problem.startswith(message)]


@pytest.mark.parametrize("policy", ["", POLICY.replace("'self'", "'self' 'unsafe-inline'"), f"{POLICY}; x"])
def test_a_page_that_says_another_policy_is_told(tmp_path: Path, policy: str) -> None:
    assert told(tmp_path, page().replace(POLICY, policy)) == [
        "index.html: the page does not say the policy of the site. Build it with `review book`."
    ]


def test_a_policy_that_comes_late_is_told(tmp_path: Path) -> None:
    late = page(head='<title>A page</title><link rel="canonical" href="https://a.example/">')
    said = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    text = late.replace(said, "").replace("</head>", f"{said}</head>")
    assert told(tmp_path, text) == ["index.html:1: the policy comes after what it is for. Put it first."]
