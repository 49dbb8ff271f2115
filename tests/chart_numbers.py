"""What is asked of the data of a chart: every number that it prints names its row, or says of what it is the count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from review.corpus.corpus import Corpus

#: Fields that name rows, and fields that say how a datum is drawn: neither is printed.
NAMED = {
    "figure_id": "figures",
    "derivation_id": "derivations",
    "figure_ids": "figures",
    "event_id": "events",
    "claim_id": "claims",
}
UNPRINTED = {*NAMED, "origin_id", "theme_id", "count_of", "counts", "key", "colour", "shape", "style", "passes"}
# "6", "government: 14", "disputes (1 claim)": a number of rows, never of what the rows count.
_COUNT = re.compile(r"(?:(?<=^)|(?<=: )|(?<=\())\d+(?= (?:figure|claim|event|other origin)s?\b|;|$)")
# Other numbers have their digits grouped: four in a row are a year, or one in the name of a source or origin.
_YEAR = re.compile(r"(?<![\d,.])(?:1[89]|20)\d\d[a-z]?(?![\d,.]*\d)")


def unmarked(rows: Iterable[Mapping[str, Any]], names: str = "") -> Iterator[str]:
    """Yield each printed text of *rows* with a number that names no row; *names* are texts known from elsewhere."""
    for row in rows:
        if any(row.get(field) for field in NAMED):
            continue
        for field, text in row.items():
            if field in UNPRINTED or not isinstance(text, str):
                continue
            if _is_name(" ".join(text.split()), f"{names}\n{row.get('key', '')}"):
                continue
            left = _YEAR.sub("", _COUNT.sub("", text) if row.get("count_of") else text)
            if re.search(r"\d", left):
                yield f"{field}: {text}"


def _is_name(text: str, names: str) -> bool:
    """Say whether *text* is a name or a line of one. Digits alone stand in many names and are no name."""
    return bool(re.search("[A-Za-z]{3}", text)) and text in names


def names_of(corpus: Corpus) -> str:
    """Return all names and labels that the corpus knows, which may hold digits, as one text."""
    named = [*corpus.sources]
    for table in ("origins", "events", "populations", "measures", "themes"):
        named += [getattr(row, "label", "") or getattr(row, "name", "") for row in corpus.tables[table].values()]
    return "\n".join(named)


def unresolved(rows: Iterable[Mapping[str, Any]], corpus: Corpus) -> Iterator[str]:
    """Yield each id in *rows* that is the id of no row."""
    for row in rows:
        for field, table in NAMED.items():
            named = row.get(field, [])
            for key in named if isinstance(named, list) else [named]:
                if key not in corpus.tables[table]:
                    yield f"{field}: {key}"
