"""What a chapter says in Markdown, as the HTML of a page that is already there: its answer and its warnings."""

from __future__ import annotations

import re

from review.present.html.markup import Html, element, joined

_FENCE = re.compile(
    r"^```\{admonition\} *(?P<title>.*)\n(?::class: *(?P<kind>\S+)\n)?(?P<body>(?:.*\n)*?)```$", re.MULTILINE
)
_ROLE = re.compile(r"\{([a-z:]+)\}<code>([^<]*)</code>")


def answer_html(markdown: str) -> str:
    """Return the HTML of MyST *markdown* as a chapter's answer is made of: paragraphs, lists, one kind of box.

    A role becomes an element that names it and its text, for the page to fill with what stands there of it.

    >>> answer_html("*stands*: {finding}`rain-1`")
    '<p><em>stands</em>: <span data-role="finding" data-of="rain-1">rain-1</span></p>\\n'
    """
    if box := _FENCE.search(markdown):
        title = element("p", box["title"], class_="admonition-title")
        inner = joined([title, Html(_rendered(box["body"]))], "\n")
        return element("div", inner, class_=f"admonition {box['kind'] or ''}".strip()).text
    return _rendered(markdown)


def _rendered(markdown: str) -> str:
    # Here, as the core does without it.
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark", {"html": False}).render(markdown)
    return _ROLE.sub(lambda role: element("span", Html(role[2]), data_role=role[1], data_of=role[2]).text, html)
