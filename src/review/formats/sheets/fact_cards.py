"""The fact-check card of a chapter: question, answer, what may be quoted and how, references, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from bs4 import Tag

from review.formats.built import Book, BookChapter
from review.formats.sheets.documents import document, styles
from review.formats.sheets.plain import PAPER, plain_article, relink

#: Sizes of type, in points: a card takes the first at which it stands on one sheet.
SIZES = (10.5, 9.8, 9.1, 8.4, 7.7)


def has_card(chapter: BookChapter) -> bool:
    """Say whether a chapter answers a question."""
    return chapter.article.select_one(".answer") is not None


def fact_card(book: Book, chapter: BookChapter, size: float) -> str:
    """Return the card of *chapter* as a document of its own, in type of *size* points."""
    article = plain_article(chapter, PAPER)
    relink(article, chapter)
    at = f" · {escape(chapter.address)}" if chapter.address else ""
    told = [
        f'<p class="kicker">Fact-check card · {escape(book.short)}</p>',
        f"<h1>{escape(chapter.title)}</h1>",
        *(f'<div class="{kind}">{text}</div>' for kind, text in _question(article)),
        *_quotable(article),
        f"<h2>References</h2><ul>{''.join(f'<li>{text}</li>' for text in _references(article, chapter))}</ul>",
        f'<p class="foot-line">Version {escape(book.version)}{at}</p>',
    ]
    css = styles(book.site, "faces.css", "card.css") + f"html {{ font-size: {size}pt; }}\n"
    return document(book, f"{chapter.title}: fact-check card", css, f'<main class="card">{"".join(told)}</main>')


def _question(article: Tag) -> Iterator[tuple[str, str]]:
    answer = article.select_one(".answer")
    heading = article.find("h1")
    asked = heading.find_next("p") if isinstance(heading, Tag) else None
    if isinstance(asked, Tag) and asked is not answer:
        yield "question", asked.get_text()
    if answer:
        yield "answer", answer.decode_contents()
    if certainty := article.select_one(".certainty"):
        yield "certainty", certainty.get_text()


def _quotable(article: Tag) -> Iterator[str]:
    found = article.select(".quotable")
    if found:
        yield "<h2>May I quote it?</h2>"
    for one in found:
        # What is said elsewhere is a link to a page, which a sheet cannot follow.
        told = [each.decode() for each in one.find_all("p", recursive=False)[:2]]
        cited = [each.get_text() for each in one.select(".reference-in-text")]
        credit = f'<p class="credit"><em>Cite as:</em> {escape(" or ".join(cited))}</p>' if cited else ""
        yield f'<div class="quotable">{"".join(told)}{credit}</div>'


def _references(article: Tag, chapter: BookChapter) -> list[str]:
    """Return the references of the chapter and of the sources behind what may be quoted, each once."""
    entries = [
        one.select(".reference-entry")[-1] for one in article.select(".quotable") if one.select(".reference-entry")
    ]
    return list(dict.fromkeys([chapter.reference, *(entry.decode_contents() for entry in entries)]))
