"""The gate on notebooks that would mark their own content as coded, so that nobody reads it for typed numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from review.book.site.text_extraction import CODED, PRINTED
from review.book.untrusted.myst import Fault

# What only the library may call and set: it knows which of its cells come out of rows.
_NAMES = frozenset({"coded", "coded_table", "data_coded", "is_coded"})
_MARKS = PRINTED | {CODED}
_HINT = "Use a table of the library, or `table`, whose cells are read; print numbers with value_link and its like."


def marking_faults(source: str) -> Iterator[Fault]:
    """Yield where the code of a cell marks what it shows as coming out of rows.

    A cell that cannot be parsed has none: its run tells of it.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        for said in _said(node):
            message = f"the cell marks its own content as coded (got {said!r})"
            yield Fault(getattr(node, "lineno", 1), message, _HINT)


def _said(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) | ast.keyword(arg=str(name)):
            yield from {name} & _NAMES
        case ast.Constant(value=str(text)):
            yield from sorted(mark for mark in _MARKS if mark in text)
