"""`make shots`: photograph pages of the built book, narrow and wide, light and dark, and sheets of its PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from chromium import ALONE, CHROMIUM
from playwright.sync_api import expect, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
SITE, FORMATS, SHOTS, FRONT = (
    REPOSITORY / "build" / "site",
    REPOSITORY / "build" / "formats",
    REPOSITORY / "build" / "shots",
    REPOSITORY / "docs" / "front-page.png",
)
SHEETS = 10
PAGES = (
    *("index", "how-many", "lineage", "campaign", "courts", "prices", "timeline", "evidence-map"),
    *("disagreements", "jiang2013", "cite", "search"),
)
WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 844


def photograph_sheets() -> None:
    """Write a picture of each of the first sheets of the book's PDF, or say what is missing."""
    found = sorted(FORMATS.glob("*.pdf"))
    if not found:
        print("No sheets: the book is not printed yet. Run `make formats`.")
        return
    try:
        from pypdfium2 import PdfDocument
    except ModuleNotFoundError:
        print("No sheets: pypdfium2, which draws them, is not installed. Run `make test` once.")
        return
    with PdfDocument(found[0]) as book:
        for number in range(min(SHEETS, len(book))):
            book[number].render(scale=1.5).to_pil().save(SHOTS / f"sheet-{number + 1:02}.png")


def main() -> int:
    """Write a picture for each page, width and scheme, and of sheets; one of the front page is the README's."""
    if not SITE.is_dir():
        print("The book is not built yet. Run `make book`.", file=sys.stderr)
        return 3
    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        for scheme in SCHEMES:
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
                for name in (name for name in PAGES if (SITE / f"{name}.html").is_file()):
                    page.goto((SITE / f"{name}.html").as_uri())
                    page.evaluate("document.fonts.ready")
                    # Until its faces are there a page shows nothing.
                    expect(page.locator("body")).to_be_visible()
                    page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
                    if (name, width, scheme) == (PAGES[0], WIDTHS[-1], SCHEMES[0]):
                        page.screenshot(path=FRONT)
                page.close()
    photograph_sheets()
    print(f"{SHOTS.relative_to(REPOSITORY)}: {len(list(SHOTS.glob('*.png')))} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
