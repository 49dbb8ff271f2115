"""A page of a compiled site as one file, which looks like the book's and leads into it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import Script, Stylesheet

from review.book.pages.cards import Cards, in_parts
from review.book.site.html_tree import attribute, parse_html
from review.book.taking.readable import whole_address

#: The scripts that need no other file; charts stand still.
_SCRIPTS = ("page.js", "cards.js", "flows.js", "quotes.js")
# It is no page of the book: neither reference managers nor searches should take it for one.
_OF_THE_BOOK = (
    "a[download], .cite-link, link:not([rel=stylesheet]):not([rel=license]), meta[name^=citation], "
    "meta[property], script:not([src])"
)
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def standalone(page: BeautifulSoup, site: Path, there: str, cards: Cards, beside: Collection[str] = ()) -> str:
    """Return a page of *site* with all that it needs in it; *there*, an address, stands the page of the book.

    *cards* are those of its numbers, which may be more than it has; *beside* it stand the files of these pages.
    """
    for element in page.select(_OF_THE_BOOK):
        element.decompose()
    head, body = page.head, page.body
    assert head and body
    for sheet in head.select("link[rel=stylesheet]"):
        sheet.replace_with(_made(page, "style", Stylesheet(_text(sheet, "href", site))))
    scripts = head.select("script[src]")
    needed = [_text(script, "src", site) for script in scripts if _name(script, "src") in _SCRIPTS]
    for script in scripts:
        script.decompose()
    policy = page.new_tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": _POLICY})
    head.select("meta[charset]")[0].insert_after(policy)
    own = {kind: _own(page.select(f"[data-{kind}-id]"), kind, of, there) for kind, of in cards.items()}
    brought = json.dumps(in_parts(own), ensure_ascii=True).replace("</", "<\\/")
    for text in (f"window.reviewCards = {brought};", *needed):
        body.append(_made(page, "script", Script(text)))
    _lead_into(page, there, beside)
    return str(page)


def _own(elements: Iterable[Tag], kind: str, cards: Mapping[str, str], there: str) -> dict[str, str]:
    names = dict.fromkeys(attribute(element, f"data-{kind}-id") for element in elements)
    return {name: _card(cards[name], there) for name in names if name in cards}


def _card(html: str, there: str) -> str:
    card = parse_html(html)
    _lead_into(card, there)
    return str(card)


def _lead_into(root: Tag, page: str, beside: Collection[str] = ()) -> None:
    """Make links lead into the book, of which *page* is a page; those within it, and to files *beside* it, stay."""
    own = page[page.rfind("/") + 1 :]
    for name in ("href", "action"):
        for element in root.select(f"[{name}]"):
            given = attribute(element, name)
            if not given.startswith("#") and given.partition("#")[0] not in beside:
                element[name] = given.removeprefix(own) if given.startswith(f"{own}#") else whole_address(given, page)


def _name(element: Tag, name: str) -> str:
    return Path(urlsplit(attribute(element, name)).path).name


def _text(element: Tag, name: str, site: Path) -> str:
    return (site / urlsplit(attribute(element, name)).path).read_text("utf-8")


def _made(page: BeautifulSoup, tag: str, text: Script | Stylesheet) -> Tag:
    made = page.new_tag(tag)
    made.append(text)
    return made
