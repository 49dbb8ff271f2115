"""The record for Zenodo is in the words that Zenodo's deposits know."""

from __future__ import annotations

import json
from typing import Any

from bicycle_project import Small
from jsonschema import Draft202012Validator
from record_schemas import DEPOSIT

from review.citing.reference import Citation, citation
from review.citing.zenodo import record
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot

BARE = Citation("Locks & keys", ("All",), "1.2.0", "2020-05-04", ("CC-BY-4.0", "MIT"))


def said(book: Citation, corpus: Corpus) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(record(book, corpus))
    Draft202012Validator(DEPOSIT).validate(read)
    return read


def test_it_is_in_the_words_of_a_deposit(rich: Small) -> None:
    corpus = rich.corpus()
    full = said(citation(Snapshot(rich.project)), corpus)
    assert {"contributors", "related_identifiers"} <= full.keys() and "publication_date" not in full
    bare = said(BARE, corpus)
    assert not {"contributors", "related_identifiers"} & bare.keys()
    assert (bare["license"], bare["publication_date"]) == ("cc-by-4.0", "2020-05-04")
