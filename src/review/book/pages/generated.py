"""All pages that are made from the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from review.book.pages import (
    agreement,
    attribution,
    computed_and_context,
    disagreements,
    seeded_errors,
    sightings,
)
from review.book.pages.changes import page as changes
from review.book.pages.changes.releases import read_releases
from review.book.pages.codebook.page import data_page
from review.corpus.corpus import Corpus


def generated_pages(corpus: Corpus, names: Mapping[str, str], computed: tuple[str, ...]) -> dict[str, str]:
    """Return the pages that are made from the data, by name.

    *names* are the short names of the references, *computed* the ids of the computed numbers to list.
    """
    return {name: make() for name, make in _makers(corpus, names, computed).items()}


def generated_names(corpus: Corpus) -> tuple[str, ...]:
    """Return the names of these pages."""
    return tuple(_makers(corpus, {}, ()))


def _makers(corpus: Corpus, names: Mapping[str, str], computed: tuple[str, ...]) -> dict[str, Callable[[], str]]:
    makers = {
        "agreement": lambda: agreement.agreement_page(corpus),
        seeded_errors.PAGE: lambda: seeded_errors.seeded_errors_page(corpus),
        attribution.PAGE: lambda: attribution.attribution_page(corpus, names),
        "disagreements": lambda: disagreements.disagreements_page(corpus),
        "derivations": lambda: computed_and_context.derivations_page(corpus, computed),
        "context": lambda: computed_and_context.context_page(corpus, names),
        "data": lambda: data_page(corpus),
    }
    if corpus.sightings:
        makers[sightings.PAGE] = lambda: sightings.sightings_page(corpus)
    if read_releases(corpus.descriptor.folder):
        makers[changes.PAGE] = lambda: changes.change_pages(corpus)[changes.PAGE]
    return makers
