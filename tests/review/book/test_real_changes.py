"""The page of changes of the review: ids that are gone, and the first release."""

from __future__ import annotations

import json
from html import unescape

from library_pages import library_page
from test_changes import part

from review.book.pages.changes.compared import compared
from review.book.pages.changes.page import PAGE
from review.book.pages.changes.releases import read_releases, release_bytes, release_gap
from review.citing.reference import Citation
from review.corpus.corpus import Corpus


def test_every_released_id_that_is_gone_from_the_real_review_stands_on_its_page_with_its_reason(corpus: Corpus) -> None:
    text = unescape(part(library_page(PAGE, corpus), "ids")).replace("\\", "")
    made = compared(corpus)
    assert made
    for (kind, name), row in corpus.tables["ids"].items():
        if row.fate and f"{kind}/{name}" not in made.release.state["gone"]:
            assert name in text and row.reason in text, name


def test_the_first_release_of_the_real_review_is_what_the_list_of_its_ids_says(corpus: Corpus) -> None:
    release = read_releases(corpus.descriptor.folder)[0]
    kinds = {"figure": "figures", "claim": "claims", "relation": "relations", "derivation": "derivations"}
    kinds |= {"finding": "findings", "fact": "facts"}
    for kind, table in kinds.items():
        listed = {
            name for (of, name), row in corpus.tables["ids"].items() if of == kind and row.since == release.version
        }
        assert listed <= set(release.state[table]), kind
    assert json.loads(release_bytes(release))["version"] == release.version
    assert release_gap(corpus, Citation("", (), "no-such", "", ())) != ""
