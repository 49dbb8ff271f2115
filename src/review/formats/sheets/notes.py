"""Notes: what the card of a number says, in one paragraph, at the end of the chapter whose text prints the number."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from bs4 import Tag

from review.book.site.html_tree import parse_html

Cards = Mapping[str, Mapping[str, str]]
#: The attribute of a number's link that holds the id of its card, by the kind of card.
HELD = {"figure": "data-figure-id", "derivation": "data-derivation-id"}
#: Where numbers get no note: tables and charts say it beside them, words to quote have their reference.
APART = ("table", "figure", "h1", "h2", "h3", "h4")
# What a note says of a card, in this order, and before which of it stands the name that the card gives it.
SAID = ("Of whom", "Place", "Period", "Quoted phrase", "Source", "Credited to", "Formula", "Bounds")
UNSTATED, NAMED = "not stated", ("Period", "Credited to", "Formula")


def add_notes(article: Tag, cards: Cards) -> int:
    """Put a mark behind each number of the text that has a card, and the notes at the end; return how many there are.

    A number that is printed again has the same note.
    """
    numbers: dict[tuple[str, str], int] = {}
    for link in article.select("a.figure-value, a.derived-value"):
        kind = "derivation" if "derived-value" in link["class"] else "figure"
        key = (kind, str(link.get(HELD[kind], "")))
        if key[1] not in cards.get(kind, {}) or link.find_parent(APART) or link.find_parent(class_="quotables"):
            continue
        first = key not in numbers
        number = numbers.setdefault(key, len(numbers) + 1)
        name = f' id="noted-{number}"' if first else ""
        to = f'role="doc-noteref" href="#note-{number}"'
        link.insert_after(_element(f'<a class="note-mark" {to}{name}>{number}</a>'))
    if numbers:
        notes = "".join(_note(number, cards[kind][name]) for (kind, name), number in numbers.items())
        told = f'<section class="notes" id="notes" role="doc-endnotes"><h2>Notes</h2><ol>{notes}</ol></section>'
        (article.find("section") or article).append(_element(told))
    return len(numbers)


def _element(text: str) -> Tag:
    element = parse_html(text).contents[0]
    assert isinstance(element, Tag)
    return element


def _note(number: int, card: str) -> str:
    root = parse_html(card)
    facts = {}
    for fact in root.select(".facts > div"):
        name, said = fact.find("dt"), fact.find("dd")
        if isinstance(name, Tag) and isinstance(said, Tag):
            for more in said.select(".cell-more, ul"):
                more.decompose()
            told = (said.find("q") or said).get_text(" ", strip=True)
            if told and (told != UNSTATED or name.get_text() in NAMED):
                facts[name.get_text()] = told
    unnamed = _text(root, ".card-title .unnamed")
    value, what = (_text(root, selector) for selector in (".card-title", ".card-under"))
    parts = [f"{name.lower()} {facts[name]}" if name in NAMED else facts[name] for name in SAID if name in facts]
    if quote := facts.get("Quoted phrase"):
        parts[parts.index(quote)] = f"“{quote}”"
    value = value.removesuffix(unnamed).strip()
    told = "; ".join(part.strip().rstrip(".") for part in [what, *parts, unnamed] if part)
    back = f'<a role="doc-backlink" href="#noted-{number}">{escape(value)}</a>'
    return f'<li id="note-{number}" value="{number}"><strong>{back}</strong> {escape(told)}.</li>'


def _text(root: Tag, selector: str) -> str:
    found = root.select_one(selector)
    return " ".join(found.get_text(" ", strip=True).split()) if found else ""
