"""Addresses of sections that stay: the label that people gave, not the words of the heading."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform


class LabelsFirst(SphinxTransform):
    """Make the label of a section its address.

    The compiler takes the words of the heading, so that mending a heading would break every link to it.
    """

    # After docutils has moved labels onto the sections that they stand above.
    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        """Put each section's label first among its ids, and drop those made of its words."""
        for section in self.document.findall(nodes.section):
            labels = [name for name in section["names"] if self.document.nametypes.get(name)]
            given = [self.document.nameids[name] for name in labels]
            if given:
                same = [label for label in labels if label in section["ids"]]
                section["ids"] = list(dict.fromkeys([*same, *given]))
