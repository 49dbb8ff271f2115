"""The reason for computing with unlike things, printed once a page, under the first block with such a result."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

LEAD = "Computed with unlike things, because: "


class Overrides(SphinxTransform):
    """Print each reason under the first block whose result needs it."""

    # After the roles have been read, before labels are given their places.
    default_priority = 490

    def apply(self, **kwargs: object) -> None:
        """Add the paragraphs."""
        blocks: dict[nodes.Element, list[str]] = {}
        said: set[str] = set()
        for node in self.document.findall(nodes.Element):
            if (reason := node.get("reason")) and reason not in said:
                blocks.setdefault(_block(node), []).append(reason)
                said.add(reason)
        for block, reasons in blocks.items():
            line = nodes.paragraph("", LEAD + " ".join(reasons), classes=["override"])
            block.parent.insert(block.parent.index(block) + 1, line)


def _block(node: nodes.Element) -> nodes.Element:
    """Return the block of a section, or of the page, that holds *node*."""
    while not isinstance(node.parent, (nodes.section, nodes.document)):
        node = node.parent
    return node
