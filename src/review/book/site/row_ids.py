"""The gate on what pages say of their numbers: every id, in text, tables and charts, is the id of a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import Tag

from review.book.site.html_tree import Page, attribute, classes
from review.corpus.corpus import Corpus
from review.errors import Problem
from review.present.tables.calculations import calculation

#: The attribute that names a row, and the table of the row.
ROW_ATTRIBUTES: Mapping[str, str] = {"data-figure-id": "figures", "data-derivation-id": "derivations"}
#: The attribute of a mark that stands for several figures: their ids, with spaces between.
SEVERAL = "data-figure-ids"
#: The same in the data of a chart: fields that hold an id, or a list of ids.
FIELDS: Mapping[str, str] = {"figure_id": "figures", "derivation_id": "derivations", "figure_ids": "figures"}


def untraceable_numbers(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each number on *page* whose id is no row's."""
    for (table, key), line in page.once(rows_on):
        if key not in corpus.tables[table] and not (table == "derivations" and calculation(corpus, key)):
            message = f"a number names {key!r}, which is no row of {table}"
            yield Problem(page.path, line, "", message, "Mend the id where the number is made.")


def rows_on(page: Page) -> tuple[tuple[tuple[str, str], int], ...]:
    """Return the table and the key of each row that a number on *page* names, with the lines on which that is so."""
    named = ((table, key, element.sourceline or 0) for table, key, element in traced_numbers(page))
    return tuple(dict.fromkeys(((table, key), line) for table, key, line in named))


def traced_numbers(page: Page) -> Iterator[tuple[str, str, Tag]]:
    """Yield the table, the key and the element of every number on *page* that names its row."""
    return ((table, key, element) for element in page.elements for table, key in named_rows(element))


def named_rows(element: Tag) -> Iterator[tuple[str, str]]:
    """Yield the table and the key of every row that *element* itself names, or a chart draws by its specification."""
    for name, table in ROW_ATTRIBUTES.items():
        if name in element.attrs:
            yield table, attribute(element, name)
    for key in attribute(element, SEVERAL).split():
        yield "figures", key
    if element.name == "script" and "chart-spec" in classes(element):
        yield from drawn(specification(element))


def drawn(node: Any) -> Iterator[tuple[str, str]]:
    """Yield the table and the key of every row that the data of a chart's specification name."""
    if isinstance(node, dict):
        for field, table in FIELDS.items():
            named = node.get(field, [])
            yield from ((table, str(key)) for key in (named if isinstance(named, list) else [named]))
        for value in node.values():
            yield from drawn(value)
    elif isinstance(node, list):
        for value in node:
            yield from drawn(value)


def specification(script: Tag) -> Any:
    """Return the specification of a chart; None where it is no JSON, which another gate tells of."""
    try:
        return json.loads(script.get_text())
    except ValueError:
        return None
