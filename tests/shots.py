"""`make shots`: photograph pages of the built book, narrow and wide, light and dark, into build/shots."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from conftest import ALONE, CHROMIUM
from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
SITE, SHOTS, FRONT = (
    REPOSITORY / "build" / "site",
    REPOSITORY / "build" / "shots",
    REPOSITORY / "docs" / "front-page.png",
)
PAGES = (
    *("index", "how-many", "lineage", "campaign", "courts", "prices", "timeline", "evidence-map"),
    *("disagreements", "jiang2013", "cite", "search"),
)
WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 844


def main() -> int:
    """Write a picture for each page, width and scheme; the front page, wide and light, is that of the README."""
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
                    page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
                    if (name, width, scheme) == (PAGES[0], WIDTHS[-1], SCHEMES[0]):
                        page.screenshot(path=FRONT)
                page.close()
    print(f"{SHOTS.relative_to(REPOSITORY)}: {len(list(SHOTS.glob('*.png')))} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
