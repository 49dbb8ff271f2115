"""The label of an unnamed origin: written out once a paragraph, its words kept behind every number."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from review.book.sphinx_ext.transforms import AGAIN, FIRST, LABEL, OnceAParagraph


def classes(labels: int) -> list[list[str]]:
    """Return the classes of so many labels in one paragraph, after the transform."""
    document = new_document("page")
    paragraph = nodes.paragraph("", "", *(nodes.inline("", "(origin unnamed)", classes=[LABEL]) for _ in range(labels)))
    document += paragraph
    OnceAParagraph(document).apply()
    return [node["classes"] for node in paragraph.findall(nodes.inline)]


def test_the_words_are_shown_once_and_stay_behind_every_number() -> None:
    assert classes(3) == [[LABEL, FIRST], [LABEL, AGAIN], [LABEL, AGAIN]]


def test_a_single_label_stays_as_it_is() -> None:
    assert (classes(1), classes(0)) == ([[LABEL]], [])
