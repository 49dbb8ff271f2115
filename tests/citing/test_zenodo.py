"""The record for Zenodo is in the words that Zenodo's deposits know."""

from __future__ import annotations

import json
from typing import Any

from bicycle_project import Small
from jsonschema import Draft202012Validator

from review.citing.reference import Citation, citation
from review.citing.zenodo import record
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot

TEXT = {"type": "string", "minLength": 1}
PERSON = {"name": TEXT}


def listed(properties: dict[str, Any]) -> dict[str, Any]:
    of = {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}
    return {"type": "array", "minItems": 1, "items": of}


# What of zenodo/modules/deposit/jsonschemas/deposits/records/legacyrecord.json (github.com/zenodo/zenodo) and of
# developers.zenodo.org concerns a data set that anyone may read; what is required there is required here.
DEPOSIT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "upload_type", "description", "creators", "access_right", "license"],
    "properties": {
        "title": TEXT,
        "description": {"type": "string", "pattern": "^<p>[^<>]+</p>$"},
        "upload_type": {"enum": ["dataset"]},
        "creators": listed(PERSON),
        "contributors": listed(PERSON | {"type": {"enum": ["ContactPerson", "Editor"]}}),
        "access_right": {"enum": ["open"]},
        "license": {"type": "string", "pattern": "^[a-z0-9.-]+$"},
        "version": TEXT,
        "publication_date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "related_identifiers": listed(
            {
                "identifier": {"type": "string", "pattern": "^https?://"},
                "relation": {"enum": ["isSourceOf", "isSupplementTo", "isSupplementedBy", "isDerivedFrom"]},
                "scheme": {"enum": ["url"]},
            }
        ),
    },
}
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
