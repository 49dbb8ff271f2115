"""A page of the library as it is made of a corpus."""

from __future__ import annotations

from collections.abc import Mapping

from review.book.pages.generated import PAGES, data_parts, filled
from review.corpus.corpus import Corpus


def library_page(name: str, corpus: Corpus, names: Mapping[str, str] | None = None) -> str:
    """Return the library's page *name*; *names* are the short names of the references, by key."""
    return filled((PAGES / f"{name}.md").read_text("utf-8"), data_parts(corpus, names or {}))
