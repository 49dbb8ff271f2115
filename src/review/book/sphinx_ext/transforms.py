"""What is done to a page once it is read: labels become addresses, and what would be said again is said once."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from review.present.html.markup import element, joined, markup
from review.present.html.tabular import listed
from review.present.words.formula import AGAIN_OVERRIDE, OVERRIDE

#: The class of a label behind the number of an unnamed origin, and those of the first and the later ones.
LABEL, FIRST, AGAIN = "unnamed", "unnamed-first", "unnamed-again"
EVIDENCE = "The evidence"


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


class OnceASection(SphinxTransform):
    """Mark the first label of an unnamed origin in a section, and those after it.

    The words stay where they are, for those who copy or search; the style sheet shows the later ones as a sign.
    """

    default_priority = 800

    def apply(self, **kwargs: object) -> None:
        """Give the labels of each section that has several their classes."""
        labels: dict[nodes.Node, list[nodes.inline]] = {}
        for label in self.document.findall(nodes.inline):
            if LABEL in label["classes"]:
                labels.setdefault(_block(label).parent, []).append(label)
        for several in labels.values():
            for place, label in enumerate(several if len(several) > 1 else ()):
                label["classes"].append(AGAIN if place else FIRST)
                space = label.parent.index(label) - 1
                if place and space >= 0 and label.parent[space] == " ":
                    label.parent[space] = nodes.Text("\u00a0")  # no sign begins a line


class TwoDepths(SphinxTransform):
    """Part the evidence of a chapter from its answer: a heading between them, and a list of what follows."""

    # After the labels of sections have become their addresses.
    default_priority = 510

    def apply(self, **kwargs: object) -> None:
        """Set them before the first section of a page that gives an answer."""
        page = next(iter(self.document.findall(nodes.section)), None)
        paragraphs = self.document.findall(nodes.paragraph)
        if page is None or not any("answer" in paragraph["classes"] for paragraph in paragraphs):
            return
        sections = [part for part in page.children if isinstance(part, nodes.section)]
        if not sections:
            return
        links = [element("a", part[0].astext(), href=f"#{part['ids'][0]}") for part in sections]
        parting = joined([element("h2", EVIDENCE), listed(links, None)], "\n")
        html = element("nav", parting, class_="evidence", aria_label=EVIDENCE)
        page.insert(page.index(sections[0]), nodes.raw("", html.text, format="html"))


class Overrides(SphinxTransform):
    """Print each reason for computing with unlike things once a page: where no table does, under its first result."""

    # After the roles have been read, before labels are given their places.
    default_priority = 490

    def apply(self, **kwargs: object) -> None:
        """Add the paragraphs."""
        blocks: dict[nodes.Element, list[str]] = {}
        printed: set[str] = set()
        tables = "".join(shown.astext() for shown in self.document.findall(nodes.raw))
        for node in self.document.findall(nodes.Element):
            reason = node.get("reason")
            if reason and reason not in printed and markup(reason).text not in tables:
                blocks.setdefault(_block(node), []).append(reason)
                printed.add(reason)
        for place, (block, reasons) in enumerate(blocks.items()):
            lead = AGAIN_OVERRIDE if place else OVERRIDE
            line = nodes.paragraph("", lead + " ".join(reasons), classes=["override"])
            block.parent.insert(block.parent.index(block) + 1, line)


def _block(node: nodes.Element) -> nodes.Element:
    """Return the block of a section, or of the page, that holds *node*."""
    while not isinstance(node.parent, (nodes.section, nodes.document)):
        node = node.parent
    return node
