"""The label of an unnamed origin: written out once a section, its words kept behind every number."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from review.book.sphinx_ext.transforms import AGAIN, FIRST, LABEL, OnceASection


def classes(*sections: int) -> list[list[str]]:
    """Return the classes of so many labels in each section, a paragraph for each label, after the transform."""
    document = new_document("page")
    for labels in sections:
        document += nodes.section("", *(_paragraph() for _ in range(labels)))
    OnceASection(document).apply()
    return [node["classes"] for node in document.findall(nodes.inline)]


def _paragraph() -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.inline("", "(origin unnamed)", classes=[LABEL]))


def test_the_words_are_shown_once_and_stay_behind_every_number() -> None:
    assert classes(3) == [[LABEL, FIRST], [LABEL, AGAIN], [LABEL, AGAIN]]


def test_each_section_says_it_anew() -> None:
    assert classes(2, 1, 2) == [[LABEL, FIRST], [LABEL, AGAIN], [LABEL], [LABEL, FIRST], [LABEL, AGAIN]]


def test_a_single_label_stays_as_it_is() -> None:
    assert (classes(1), classes(0)) == ([[LABEL]], [])
