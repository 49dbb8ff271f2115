"""The schemas of the files by which archives and programs cite the book, as far as they concern a data set."""

from __future__ import annotations

from typing import Any

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

_DATE = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"}
_URL = {"type": "string", "pattern": "^(https|http|ftp|sftp)://.+"}
_EMAIL = {"type": "string", "pattern": r"^[\S]+@[\S]+\.[\S]{2,}$"}


def _named(required: list[str], **properties: dict[str, Any]) -> dict[str, Any]:
    known = {"email": _EMAIL, "website": _URL, "orcid": _URL, "alias": TEXT, "address": TEXT, "city": TEXT}
    return {"type": "object", "additionalProperties": False, "required": required, "properties": known | properties}


_PERSON = _named(
    [], **dict.fromkeys(("given-names", "family-names", "name-particle", "name-suffix", "affiliation"), TEXT)
)
_NAMES = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": {"anyOf": [_PERSON, _named(["name"], name=TEXT)]},
}
_LICENCE = {"enum": ["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "MIT", "Apache-2.0"]}

# What citation-file-format.github.io/1.2.0/schema knows: no other key, and these required. Of its lists of licences and
# countries a few stand here; what the book names without need, such as other works, it would have to add.
CFF: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["authors", "cff-version", "message", "title"],
    "properties": {
        "cff-version": {"type": "string", "pattern": r"^1\.2\.0$"},
        **dict.fromkeys(("message", "title", "abstract", "commit"), TEXT),
        "type": {"enum": ["dataset", "software"]},
        **dict.fromkeys(("authors", "contact"), _NAMES),
        "version": {"anyOf": [TEXT, {"type": "number"}]},
        "date-released": _DATE,
        "doi": {"type": "string", "pattern": r"^10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-\.\(\)\[\]\\]+$"},
        "license": {"oneOf": [_LICENCE, {"type": "array", "minItems": 1, "uniqueItems": True, "items": _LICENCE}]},
        **dict.fromkeys(("license-url", "url", "repository", "repository-code", "repository-artifact"), _URL),
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT},
    },
}
