"""Pages looked over by axe, which asks of them what a program can ask for everyone's sake."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files

from browsing import opened
from playwright.sync_api import Browser, Page, expect

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
#: What WCAG 2.2 asks beyond 2.1, which axe leaves out unless told.
FOUND = """async () => {
  const options = {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}};
  const found = await axe.run(document, options);
  return found.violations.flatMap(one => one.nodes.map(node => one.id + ": " + node.html.slice(0, 160)));
}"""

# Rows and items that are made of the same elements and classes look alike: two of each are left.
ALIKE = r"""() => {
  const kinds = new Map();
  for (const part of document.querySelectorAll("article :is(tbody > tr, li, details)")) {
    if (!part.isConnected) continue;
    const bare = part.outerHTML.replace(/>[^<]+</g, "><").replace(/ (?!class|role|lang)[a-z-]+="[^"]*"/g, "");
    const kind = part.parentElement.localName + bare;
    kinds.set(kind, (kinds.get(kind) || 0) + 1);
    if (kinds.get(kind) > 2) part.remove();
  }
}"""


def found_on(
    browser: Browser,
    addresses: Iterable[str],
    setting: tuple[str, int],
    act: Callable[[Page], None],
    *,
    every_row: bool = False,
) -> None:
    """Hold that axe finds nothing on pages once *act* has opened there what it opens.

    It takes as long again for rows that are made like others; they are looked at where *every_row* is asked for.
    """
    scheme, width = setting
    view = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    faults = {}
    # The policy of the pages forbids what a test puts into them.
    with opened(browser, **view, bypass_csp=True) as (page, _, _):
        for address in addresses:
            page.goto(address)
            expect(page.locator("h1").first).to_be_visible()  # a page waits a moment for its faces
            act(page)
            if not every_row:
                page.evaluate(ALIKE)
            page.evaluate("scrollTo(0, 0)")  # else the bar lies over a target
            page.evaluate(AXE)
            if found := page.evaluate(FOUND):
                faults[address.rpartition("/")[2]] = found
    assert not faults, faults
