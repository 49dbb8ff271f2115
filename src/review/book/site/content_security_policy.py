"""What a page may load and run: what the site itself brings, and no script or style written into a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from review.book.site.html_tree import Page, attribute
from review.errors import Problem

# From a folder, Chromium takes 'self' for the other files there; Firefox takes it for nothing and needs the scheme.
# To a page from a server the scheme opens nothing: browsers let no such page load a file of the reader's machine.
_OWN = "'self' file:"
#: Said by every page in its head, since a book in a folder has no server to say it. Nothing is connected to,
#: framed, embedded or played, and no text is made into code.
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {_OWN}",
        f"style-src {_OWN}",
        f"img-src {_OWN} data:",
        f"font-src {_OWN}",
        f"form-action {_OWN}",
        "base-uri 'none'",
    )
)
_META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
_CHARSET = '<meta charset="utf-8" />'
# What the theme writes into its pages, and what takes its place: page.js and review.css do the same from files. The
# index of the compiler's search is not made, and ours is read on the page of the search alone.
_OF_THE_THEME = (
    (re.compile(r'<script data-cfasync="false">\s*document\.documentElement\.dataset\.mode[^<]*</script>\s*'), ""),
    (re.compile(r"<!--\s*this give us a css class[^<]*-->\s*"), ""),
    (re.compile(r"<noscript>\s*<style>\s*\.pst-js-only \{[^<]*</style>\s*</noscript>\s*"), ""),
    (re.compile(r"<script>DOCUMENTATION_OPTIONS\.[a-z_]+ = [\w' -]+;</script>\s*"), ""),
    (re.compile(r'<script src="(?:_static/searchtools|_static/language_data|searchindex)\.js"></script>\s*'), ""),
    (re.compile(r' onclick="window\.print\(\)"'), " data-print"),
)
_DATA = frozenset({"application/json", "application/ld+json"})


def lay_down(site: Path) -> None:
    """Give every page of *site* the policy, and move what the policy forbids out of the pages."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for pattern, instead in _OF_THE_THEME:
            text = pattern.sub(instead, text)
        path.write_text(text.replace(_CHARSET, f"{_CHARSET}\n    {_META}", 1), encoding="utf-8", newline="\n")


def policy_faults(page: Page) -> Iterator[Problem]:
    """Yield what a page does that its policy forbids; a page without the policy, or with a later one, too."""
    policies = [e for e in page.all("meta") if attribute(e, "http-equiv").lower() == "content-security-policy"]
    first = next((e for e in page.elements if e in policies or e.name in ("script", "link", "style", "body")), None)
    if [attribute(e, "content") for e in policies] != [POLICY]:
        yield page.problem(None, "the page does not say the policy of the site", "Build it with `review book`.")
    elif first is not policies[0]:
        yield page.problem(first, "the policy comes after what it is for", "Put it first.")
    for element in page.elements:
        what = ""
        if element.name == "script" and "src" not in element.attrs:
            what = "a script" if attribute(element, "type") not in _DATA else ""
        elif element.name == "style":
            what = "a style sheet"
        written = next((name for name in element.attrs if name == "style" or name.startswith("on")), "")
        if what or written:
            message = f"{what or f'the attribute {written!r} of <{element.name}>'} is written into the page"
            yield page.problem(element, message, "Put it into a file of book/_static.")
