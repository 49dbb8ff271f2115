"""Chapters run in a browser, by the library itself: the same hashes as here, the seal, the address, a changed row.

Nothing is fetched: where `make book-live` has not put Python for browsers into build/cache/live, these are skipped.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from bicycle_project import REPOSITORY
from browsing import NARROW, WIDE, opened
from playwright.sync_api import Browser, Page, expect

from review.book.views.outputs import output_hash
from review.corpus.tables.project import VARIABLE, Project
from review.formats.packing import zipped
from review.live.fetching import fetch, locked
from review.live.running import run_here
from review.live.writing import live_files

FETCHED = REPOSITORY / "build" / "cache" / "live"
#: Two cores that others use, too.
LONG = 240_000
# So that a test can ask the one that the page has made.
KNOWN = """window.Worker = class extends Worker {
  constructor(...given) { super(...given); window.known = this; }
};"""
ASK = """(asked) => new Promise((done) => {
  const worker = window.known, told = [];
  worker.onmessage = ({ data }) => { told.push(data); if (data.done || data.error) done(told); };
  worker.postMessage(asked);
})"""
COVERED = """(table) => {
  const row = table.querySelector("tbody tr");
  row.scrollIntoView({ block: "center" });
  const bottom = table.querySelector("thead th").getBoundingClientRect().bottom;
  return bottom > row.getBoundingClientRect().top + 1;
}"""
Serve = Callable[[Mapping[str, bytes]], str]


class _Over(SimpleHTTPRequestHandler):
    """Serves a folder, and over it files that are not on the disk."""

    def __init__(self, *arguments: Any, files: Mapping[str, bytes], **named: Any) -> None:
        self.files = files
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        content = self.files.get(self.path.partition("?")[0].lstrip("/"))
        if content is None and self.path.startswith("/live/"):  # which the site that is served may have, too
            return self.send_error(404)
        if content is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def live(site: Path) -> dict[str, bytes]:
    """Return the part for browsers of the built book, by the names of its files."""
    if len([*FETCHED.glob("*.*")] if FETCHED.is_dir() else []) < len(locked()):
        pytest.skip("Python for browsers is not at hand: run `make book-live`, which needs npm and a network, first")
    made = live_files(Project(site.parents[1]), fetch(FETCHED))
    return {f"live/{name}": content for name, content in made}


@pytest.fixture
def serve(site: Path) -> Iterator[Serve]:
    """Return a function that serves the site with files over it, and gives the address."""
    servers: list[tuple[ThreadingHTTPServer, Thread]] = []

    def start(files: Mapping[str, bytes]) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Over, directory=str(site), files=files))
        servers.append((server, Thread(target=server.serve_forever, daemon=True)))
        servers[-1][1].start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_settings_are_changed_in_the_page_told_wherever_it_is_cited_and_show_what_they_show_here(
    browser: Browser, serve: Serve, live: dict[str, bytes], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(site.parents[1]))
    with opened(browser, viewport=NARROW) as (page, complaints, strangers):
        page.add_init_script(KNOWN)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{serve(live)}/prices.html")
        page.get_by_role("button", name="Change the settings").click()
        page.get_by_label("origins").select_option("named")
        assert not [address for address in asked if "/live/" in address and not address.endswith(".js")]
        page.get_by_role("button", name="Run it here").click()
        expect(page.get_by_role("status").filter(has_text="Otherwise than in")).to_be_visible(timeout=LONG)
        assert page.url.endswith("prices.html#run?origins=named")
        seal = "Not the published settings: origins=named"
        expect(page.get_by_role("note").filter(has_text=seal)).to_be_visible()
        expect(page.locator("p.answer, .quotables").first).to_be_hidden()
        expect(page.locator(".run-answer")).to_contain_text(re.compile("(stands|rests on less|falls): "))
        chart = page.locator("#chart-prices-by-link")
        expect(chart.locator("figure.chart")).to_have_attribute("data-live", "yes")
        expect(chart.locator(".chart-finding")).to_be_visible()
        expect(page.locator(".run-answer")).to_contain_text("May I quote it? is answered for the published parameters")
        struck = page.locator("article a.left-out").first
        expect(struck).to_have_attribute("title", "Rests on what is left out here")
        expect(struck).to_have_css("text-decoration-line", "line-through")
        expect(page.get_by_role("status").filter(has_text="rest on what is left out")).to_be_visible()
        chart.locator("a.cite-link").click()
        panel = page.locator("dialog.cite-panel")
        expect(panel.locator(".reference-entry")).to_contain_text(f"[{seal}]")
        expect(panel.locator(".reference-entry")).to_contain_text("prices.html#run?origins=named")
        expect(panel.locator(".reference-in-text")).to_contain_text(f"[{seal}]")
        expect(panel.locator("a[download]")).to_have_count(0)
        page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
        page.get_by_label("origins").select_option("all")
        page.get_by_role("button", name="Run it here").click()
        expect(page.get_by_role("status").filter(has_text="Nothing here is otherwise")).to_be_visible(timeout=LONG)
        marked = "[data-rerun], .run-seal, .run-sealed, .run-answer, article .differs, article .left-out"
        expect(page.locator(marked)).to_have_count(0)
        expect(page.locator("p.answer")).to_be_visible()
        assert page.url.endswith("prices.html")
        require_same_outputs(page, "prices", {"origins": "named", "currency": "CNY"})
        assert (complaints, strangers) == ([], [])


def require_same_outputs(page: Page, name: str, settings: Mapping[str, object]) -> None:
    """Hold that a notebook shows the same in the page, whose Python has run it with others before, and here."""
    told = page.evaluate(ASK, {"notebook": name, "parameters": settings})
    assert told[-1] == {"memory": told[-1].get("memory")} or told[-1] == {"done": True}, told[-1]
    seen = {str(one["cell"]): one["hash"] for one in told if "cell" in one}
    here = run_here(REPOSITORY / "notebooks" / f"{name}.ipynb", settings)
    assert seen == {str(shown.number): output_hash(shown.outputs) for shown in here}
    assert max(one.get("memory", 0) for one in told) < 300_000_000


def changed(live: Mapping[str, bytes], pages: list[str], old: bytes, new: bytes) -> dict[str, bytes]:
    """Return the part for browsers with one text of its data changed, and only *pages* to run."""
    with zipfile.ZipFile(io.BytesIO(live["live/project.zip"])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    figures = files["data/evidence/figures.csv"]
    assert figures.count(old) == 1
    index = json.loads(live["live/index.json"])
    index["runs"] = {name: index["runs"][name] for name in pages}
    project = zipped({**files, "data/evidence/figures.csv": figures.replace(old, new)})
    return {**live, "live/project.zip": project, "live/index.json": json.dumps(index).encode()}


def verified(page: Page, address: str) -> str:
    page.goto(f"{address}/reproduce.html")
    page.get_by_role("button", name="Run every notebook here").click()
    told = page.locator(".verify-here [role=status]")
    expect(told).to_contain_text("the same outputs", timeout=LONG)
    return told.inner_text()


def test_a_changed_row_is_found_by_notebook_and_cell(browser: Browser, serve: Serve, live: dict[str, bytes]) -> None:
    note = b"No year of sale and no stage; that the dollar is the US dollar is our reading."
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        altered = changed(live, ["lineage", "prices"], note, b"Another note.")
        told = verified(page, serve(altered))
        assert re.fullmatch(r"1 of 2 runs, the same outputs\. CPython 3\.\d+ in WebAssembly, \d+ MB\.", told)
        assert page.locator(".verify-here li").all_inner_texts() == [
            "prices: cell 11 (chart-prices-in-another-currency), cell 12 (table-prices-by-link) shows something else"
        ]
        assert complaints == []


def test_without_python_for_browsers_the_command_stands_there(browser: Browser, serve: Serve, site: Path) -> None:
    with opened(browser, viewport=NARROW) as (page, _, strangers):
        for address in (serve({}), site.as_uri()):
            page.goto(f"{address}/prices.html#run?currency=USD&rates=nothing")
            note = page.get_by_role("note").filter(has_text="This address asks for other settings: currency=USD")
            expect(note).to_contain_text("What stands here is the published chapter.")
            note.get_by_role("button", name="Run it here").click()
            form = page.locator("form.settings")
            expect(form.locator("> p").first).to_contain_text("run it at a command line")
            expect(form.locator("> p").nth(1)).to_have_text(
                "At a command line: review run prices -p currency=USD -o mine.html"
            )
            expect(form.get_by_role("button", name="Run it here")).to_be_disabled()
            expect(page.locator("p.answer")).to_be_visible()
        assert strangers == []


@pytest.mark.parametrize("name", ["check-report", "reproduce"])
def test_without_python_or_scripts_a_page_says_so_before_anything_is_filled_in(
    browser: Browser, serve: Serve, site: Path, name: str
) -> None:
    with opened(browser, viewport=NARROW) as (page, _, strangers):
        for address in (serve({}), site.as_uri()):
            page.goto(f"{address}/{name}.html")
            place = page.locator(".check-here, .verify-here")
            expect(place.locator("> :first-child")).to_contain_text("run it at a command line")
            controls = place.locator("textarea, button")
            assert controls.count() and all(control.is_disabled() for control in controls.all())
        assert strangers == []
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, complaints, _):
        page.goto(f"{site.as_uri()}/{name}.html")
        expect(page.locator("noscript .needs-scripts")).to_be_visible()
        page.goto(f"{site.as_uri()}/prices.html")
        expect(page.locator("noscript")).to_have_count(0)
        assert complaints == []


def test_where_a_worker_answers_a_text_can_be_given_at_once(browser: Browser, serve: Serve) -> None:
    answer = b"onmessage = () => postMessage({ judged: [], told: 'Heard.' }) || postMessage({ done: true });"
    with opened(browser, viewport=NARROW) as (page, complaints, strangers):
        page.goto(f"{serve({'live/worker.js': answer + b' postMessage({ ready: true });'})}/check-report.html")
        expect(page.locator(".check-here > :first-child")).to_contain_text("Nothing is loaded before you ask")
        page.get_by_label("Your text").fill("Something.")
        page.get_by_role("button", name="Check it here").click()
        expect(page.get_by_role("status")).to_have_text("Heard.")
        expect(page.locator(".run-absent")).to_have_count(0)
        assert (complaints, strangers) == ([], [])


def test_a_yes_or_no_is_shown_without_python_from_a_folder_too(browser: Browser, serve: Serve, site: Path) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, strangers):
        for address in (site.as_uri(), serve({})):
            page.goto(f"{address}/how-many.html")
            published = page.locator("#chart-yearly-numbers figure.chart")
            expect(published).to_have_count(1)
            page.get_by_role("button", name="Change the settings").click()
            expect(page.get_by_role("button", name="Run it here")).to_be_disabled()
            page.get_by_label("observed only").check()
            page.get_by_role("button", name="Run it here").click()
            expect(page.get_by_role("status").filter(has_text="Otherwise than in the published")).to_be_visible()
            expect(page.locator("form.settings .run-absent")).to_contain_text("One yes or no alone is shown here")
            expect(page.locator(".run-seal")).to_contain_text("Not the published settings: observed_only=true")
            expect(published).to_have_count(0)
            drawn = page.locator("#chart-rescued-in-a-year")
            drawn.scroll_into_view_if_needed()
            expect(drawn.locator("[data-live=yes]")).to_have_count(1)
            expect(page.locator("article a.left-out").first).to_be_visible()
            assert page.url.endswith("how-many.html#run?observed_only=true")
        # That there is no Python for browsers is asked of the site, which a browser tells whoever looks for it.
        assert ([told for told in complaints if not re.search("404|/live/worker.js", told)], strangers) == ([], [])


def test_no_head_of_a_table_hides_a_row_after_a_run(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto(f"{site.as_uri()}/how-many.html")
        page.get_by_role("button", name="Change the settings").click()
        page.get_by_label("observed only").check()
        page.get_by_role("button", name="Run it here").click()
        expect(page.get_by_role("status").filter(has_text="Otherwise than in the published")).to_be_visible()
        page.evaluate("document.querySelectorAll('[data-rerun] details').forEach(fold => { fold.open = true; })")
        tables = page.locator("[data-rerun] .table-scroll table:has(tbody tr)")
        assert tables.count()
        assert [table.evaluate(COVERED) for table in tables.all()] == [False] * tables.count()
        assert complaints == []


def test_a_report_is_checked_in_the_page(browser: Browser, serve: Serve, live: dict[str, bytes]) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, strangers):
        page.goto(f"{serve(live)}/check-report.html")
        text = page.get_by_label("Your text")
        text.fill("Every year 70,000 children are trafficked in China. A boy always costs more than a girl.")
        page.get_by_role("button", name="Check it here").click()
        item = page.locator(".judged li").first
        expect(item).to_contain_text("another thing counted", timeout=LONG)
        told = page.get_by_role("status")
        expect(told).to_have_text(re.compile("^1 of 2 sentences was not judged.* To correct: 1. To see to: 0.$"))
        assert str(item.get_by_role("link").first.get_attribute("href")).startswith("aljazeera2012.html#")
        text.fill("")
        expect(told).to_be_empty()
        expect(item).to_have_count(0)
        assert (complaints, strangers) == ([], [])
