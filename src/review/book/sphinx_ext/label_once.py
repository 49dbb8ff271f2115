"""A label that stands behind several numbers of a paragraph is written out once, and then shortened to a sign."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

LABEL, FIRST, AGAIN = "unnamed", "unnamed-first", "unnamed-again"


class OnceAParagraph(SphinxTransform):
    """Mark the first label of an unnamed origin in a paragraph, and those after it.

    The words stay where they are, for those who listen, copy or search; the style sheet shows the later ones as a sign.
    """

    default_priority = 800

    def apply(self, **kwargs: object) -> None:
        """Give the labels of each paragraph that has several their classes."""
        for paragraph in self.document.findall(nodes.paragraph):
            labels = [node for node in paragraph.findall(nodes.inline) if LABEL in node["classes"]]
            for place, label in enumerate(labels if len(labels) > 1 else ()):
                label["classes"].append(AGAIN if place else FIRST)
