"""A hand for tests: pages opened in a browser, with what they complain of and what they ask of other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, expect

# What a page's policy had to forbid is told like any other error, so that every test here counts it.
VIOLATIONS = """document.addEventListener("securitypolicyviolation", function (event) {
  console.error("policy: " + event.effectiveDirective + " " + event.blockedURI);
});"""

# Summed as browsers report it: what moved without anybody asking for it, as a share of the view.
SHIFTS = """window.shifted = 0;
new PerformanceObserver(function (list) {
  list.getEntries().forEach(function (entry) { if (!entry.hadRecentInput) window.shifted += entry.value; });
}).observe({ type: "layout-shift", buffered: true });"""

NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[tuple[Page, list[str], list[str]]]:
    """Yield a page with what it complains of and what it asks of other hosts."""
    complaints: list[str] = []
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1")):
            strangers.append(request.url)

    with browser.new_context(**options) as context, context.new_page() as page:
        page.add_init_script(VIOLATIONS)
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.extend(failed(request)))
        page.on("request", note)
        page.bring_to_front()
        yield page, complaints, strangers


def failed(request: Request) -> list[str]:
    """Return what failed; a script still on its way when the next page is opened did not."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


def pages_of(site: Path) -> list[str]:
    return sorted(path.name for path in site.glob("*.html"))


def enliven(page: Page) -> list[str | None]:
    """Bring every chart into view, out of its fold, and return what became of each."""
    page.evaluate("document.querySelectorAll('details:has(figure.chart)').forEach(fold => { fold.open = true; })")
    page.mouse.move(1, 1)  # charts are live once somebody moves
    charts = page.locator("figure.chart[data-chart]")
    for index in range(charts.count()):
        charts.nth(index).scroll_into_view_if_needed()
        expect(charts.nth(index)).to_have_attribute("data-live", "yes", timeout=20_000)
    return [charts.nth(index).get_attribute("data-live") for index in range(charts.count())]


def until(page: Page, condition: str) -> None:
    """Return once a condition, in the page's own words, holds; what Playwright waits by, the page's policy forbids."""
    page.evaluate(f"""() => new Promise((done, fail) => {{
      const end = performance.now() + 20000;
      const look = async () => (await ({condition})) ? done()
        : performance.now() > end ? fail(new Error({condition!r})) : requestAnimationFrame(look);
      look();
    }})""")


def brightness(colour: str) -> float:
    """Return the brightness of an ``rgb(…)`` colour, 0 to 255."""
    red, green, blue = (float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return 0.299 * red + 0.587 * green + 0.114 * blue
