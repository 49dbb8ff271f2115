"""The reason for computing with unlike things stands under the block in which the result stands."""

from __future__ import annotations

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document

from review.book.sphinx_ext.transforms import Overrides
from review.present.words.formula import AGAIN_OVERRIDE, OVERRIDE


def result(reason: str) -> nodes.inline:
    return nodes.inline("", "4.1", reason=reason)


def page(*blocks: nodes.Element) -> nodes.document:
    """Return a page with one section that holds *blocks*, its reasons printed."""
    document = new_document("page", get_default_settings())
    section = nodes.section("", nodes.title("", "Ratios"), *blocks)
    document += section
    Overrides(document).apply()
    return document


def told(document: nodes.document) -> list[str]:
    return [node.astext() for node in document.findall(nodes.paragraph)]


def test_the_reason_follows_the_paragraph_of_the_result() -> None:
    first = nodes.paragraph("", "", nodes.Text("A ratio: "), result("They are unlike."))
    assert told(page(first, nodes.paragraph("", "Next."))) == [
        "A ratio: 4.1",
        f"{OVERRIDE}They are unlike.",
        "Next.",
    ]


def test_one_reason_is_told_once_a_block_and_after_a_whole_list() -> None:
    items = [nodes.list_item("", nodes.paragraph("", "", result(reason))) for reason in ("One.", "Two.", "One.")]
    document = page(nodes.bullet_list("", *items))
    assert told(document)[-1] == f"{OVERRIDE}One. Two."
    assert isinstance(document.children[0].children[-1], nodes.paragraph)


def test_a_page_says_once_what_its_reasons_are_of() -> None:
    blocks = [nodes.paragraph("", "", result(reason)) for reason in ("One.", "Two.")]
    assert told(page(*blocks))[1::2] == [f"{OVERRIDE}One.", f"{AGAIN_OVERRIDE}Two."]


def test_a_result_without_a_reason_says_nothing() -> None:
    assert told(page(nodes.paragraph("", "", result("")))) == ["4.1"]
