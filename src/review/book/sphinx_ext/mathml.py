"""Mathematics as MathML made while the book is compiled: no script, no font, no other host."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging

logger = logging.getLogger(__name__)


def formula_mathml(text: str, *, block: bool, location: nodes.Node) -> str:
    """Return the MathML of a formula; a formula that cannot be read is a warning and prints as written."""
    try:
        return str(tex2mathml(text, as_block=block))
    except MathError as error:
        logger.warning("the formula %r cannot be read (%s)", text, error, location=location, type="review")
        return ""


def visit_inline(translator: Any, node: nodes.math) -> None:
    """Write an inline formula."""
    translator.body.append(formula_mathml(node.astext(), block=False, location=node))
    raise nodes.SkipNode


def visit_block(translator: Any, node: nodes.math_block) -> None:
    """Write a displayed formula, in a container of its own that scrolls."""
    translator.body.append(translator.starttag(node, "div", CLASS="math table-scroll", tabindex="0"))
    translator.body.append(formula_mathml(node.astext(), block=True, location=node))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


INLINE = (visit_inline, None)
DISPLAYED = (visit_block, None)
