"""Charts and tables taken along, in a real browser: downloaded from the panel, opened alone, shown by another site."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from browsing import WIDE, opened
from playwright.sync_api import Browser, expect

PAGE, CHART = "prices.html", "chart-prices-by-link"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def server_of(folder: Path) -> Iterator[str]:
    """Yield the address of a server of *folder*, an origin of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_panel_hands_out_rows_and_a_picture_that_stands_alone(browser: Browser, served: str) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, strangers):
        page.goto(f"{served}/{PAGE}")
        finding = page.locator(f"#{CHART} .chart-finding").text_content() or ""
        page.locator(f"a.cite-link[data-cite='{CHART}']").click()
        panel = page.get_by_role("dialog")
        expect(panel).to_be_visible()
        with page.expect_download() as download:
            panel.get_by_role("link", name="CSV,").click()
        rows = list(csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines()))
        assert download.value.suggested_filename == f"{CHART}.csv"
        assert all(row["Value: low"] or row["Value: high"] for row in rows)
        assert (
            "No address of this book is set" in panel.inner_text() or panel.locator("code", has_text="<iframe").count()
        )
        picture = panel.get_by_role("link", name="SVG,").get_attribute("href") or ""
        assert complaints == []
        page.goto(picture)
        assert page.evaluate("document.documentElement.localName") == "svg"
        said = " ".join((page.locator("svg").first.text_content() or "").split())
        assert finding in said and "CC BY 4.0" in said
        assert strangers == []


def test_a_page_of_another_origin_shows_a_chart(browser: Browser, served: str, tmp_path: Path) -> None:
    frame = f'<iframe src="{served}/embed/{CHART}.html" title="A chart" width="100%" height="900"></iframe>'
    head = '<!DOCTYPE html><link rel="icon" href="data:,"><title>A blog</title>'
    (tmp_path / "index.html").write_text(head + frame, "utf-8")
    with server_of(tmp_path) as elsewhere, opened(browser, viewport=WIDE, java_script_enabled=False) as opening:
        page, complaints, strangers = opening
        page.goto(f"{elsewhere}/index.html")
        chart = page.frame_locator("iframe")
        expect(chart.locator("svg")).to_be_visible()
        expect(chart.get_by_role("heading")).to_be_visible()
        expect(chart.locator("footer p").first).to_contain_text("Source")
        with page.context.expect_page() as book:
            chart.get_by_role("link", name="Read it in the book").click()
        assert book.value.url == f"{served}/{PAGE}#{CHART}"
        assert (complaints, strangers) == ([], [])
