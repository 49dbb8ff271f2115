"""What a page may load and run: what the site itself brings, and no script or style written into a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from review.book.site.html_tree import Page, attribute
from review.errors import Problem

# From a folder, Chromium takes 'self' for the other files there; Firefox takes it for nothing and needs the scheme.
# To a page from a server the scheme opens nothing: browsers let no such page load a file of the reader's machine.
_OWN = "'self' file:"
#: The one script that is written into pages, first of all: colours and code are as the reader chose before all else.
SETTLE = (
    "try { for (const name of ['theme', 'code']) { const kept = localStorage.getItem(name); "
    "if (kept) document.documentElement.dataset[name] = kept; } } catch (refused) {}"
)
_SETTLED = base64.b64encode(hashlib.sha256(SETTLE.encode()).digest()).decode()
#: Said by every page in its head, since a book in a folder has no server to say it. Nothing is connected to,
#: framed, embedded or played, and no text is made into code.
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {_OWN} 'sha256-{_SETTLED}'",
        f"style-src {_OWN}",
        f"img-src {_OWN} data:",
        f"font-src {_OWN} data:",
        f"form-action {_OWN}",
        "base-uri 'none'",
    )
)
_META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
#: What stands in the head of every page behind its encoding.
HEAD = f"{_META}\n<script>{SETTLE}</script>"
_CHARSET = '<meta charset="utf-8" />'
_DATA = frozenset({"application/json", "application/ld+json"})


def lay_down(site: Path) -> None:
    """Give every page of *site* the policy, and the script that settles its colours."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(_CHARSET, f"{_CHARSET}\n{HEAD}", 1), encoding="utf-8", newline="\n")


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
            is_known = attribute(element, "type") in _DATA or element.text == SETTLE
            what = "" if is_known else "a script"
        elif element.name == "style":
            what = "a style sheet"
        written = next((name for name in element.attrs if name == "style" or name.startswith("on")), "")
        if what or written:
            message = f"{what or f'the attribute {written!r} of <{element.name}>'} is written into the page"
            yield page.problem(element, message, "Put it into a file of book/_static.")
