"""The record of the book that Zenodo takes over when it archives a release: the file `.zenodo.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from review.citing.reference import Citation
from review.corpus.corpus import Corpus

FILE = ".zenodo.json"


def record(book: Citation, corpus: Corpus) -> bytes:
    """Return *book* and the description of its data in the words of Zenodo's deposit metadata, as JSON."""
    # What is deposited is a state of the repository, and the pages are made of it.
    related = [("isSourceOf", book.newest), ("isSupplementTo", book.repository)]
    said: dict[str, Any] = {
        "title": book.title,
        "upload_type": "dataset",
        "description": f"<p>{escape(str(corpus.descriptor.about.get('description', book.title)))}</p>",
        "creators": [{"name": _inverted(name)} for name in book.names],
        "contributors": [{"name": _inverted(each.csl), "type": "Editor"} for each in book.contacts],
        "access_right": "open",
        "license": book.licences[0].lower(),
        "version": book.version,
        "publication_date": book.released if book.is_release else "",
        "related_identifiers": [
            {"identifier": address, "relation": relation, "scheme": "url"} for relation, address in related if address
        ],
    }
    kept = {key: value for key, value in said.items() if value}
    return f"{json.dumps(kept, ensure_ascii=False, indent=2)}\n".encode()


def _inverted(name: Mapping[str, str]) -> str:
    family = " ".join(name[part] for part in ("non-dropping-particle", "family") if name.get(part))
    return name.get("literal") or ", ".join([family, *(name[part] for part in ("suffix", "given") if name.get(part))])
