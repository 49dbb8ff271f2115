"""The files by which archives and programs cite this book are what those who read them ask for."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from bicycle_project import REPOSITORY
from jsonschema import Draft202012Validator
from record_schemas import CFF, DEPOSIT

from review.citing.zenodo import FILE

FILLED = """
contact: [{given-names: Ann, family-names: Lock, email: ann@example.org}]
url: https://example.org/book/
repository-code: https://example.org/code
doi: 10.5281/zenodo.1003150
"""


def citation_file(more: str = "") -> dict[str, Any]:
    # Dates stay text, as the schema of the format asks.
    said: dict[str, Any] = yaml.load((REPOSITORY / "CITATION.cff").read_text("utf-8") + more, yaml.BaseLoader)
    return said


@pytest.mark.parametrize("more", ["", FILLED])
def test_the_citation_file_keeps_the_schema_of_its_format(more: str) -> None:
    Draft202012Validator(CFF).validate(citation_file(more))


@pytest.mark.parametrize("more", ["editor: Ann Lock", "contact: [{email: ann}]", "url: example.org", "doi: zenodo.1"])
def test_the_schema_refuses_what_its_readers_would(more: str) -> None:
    assert not Draft202012Validator(CFF).is_valid(citation_file(f"\n{more}\n"))


def test_the_record_of_the_last_release_is_one_that_zenodo_takes() -> None:
    Draft202012Validator(DEPOSIT).validate(json.loads((REPOSITORY / FILE).read_text("utf-8")))
