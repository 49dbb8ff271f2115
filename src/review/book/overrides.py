"""The reason for computing with unlike things, printed under the block in which the result stands."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

LEAD = "Computed with unlike things, because: "


class Overrides(SphinxTransform):
    """Print, under each block with such results, their reasons once."""

    # After the roles have been read, before labels are given their places.
    default_priority = 490

    def apply(self, **kwargs: object) -> None:
        """Add the paragraphs."""
        blocks: dict[nodes.Element, dict[str, None]] = {}
        for node in self.document.findall(nodes.Element):
            if reason := node.get("reason"):
                blocks.setdefault(_block(node), {})[reason] = None
        for block, reasons in blocks.items():
            said = nodes.paragraph("", LEAD + " ".join(reasons), classes=["override"])
            block.parent.insert(block.parent.index(block) + 1, said)


def _block(node: nodes.Element) -> nodes.Element:
    """Return the block of a section, or of the page, that holds *node*."""
    while not isinstance(node.parent, (nodes.section, nodes.document)):
        node = node.parent
    return node
