"""CSL-JSON as the CSL project defines it, as a JSON Schema: its types and variables, read from the schema it ships.

The words are those of csl-types.rnc and csl-variables.rnc (MIT licence), as citeproc-py brings them; what a date and
a name may hold follows csl-data.json, which stands beside them at https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from citeproc import SCHEMA_PATH
from jsonschema import Draft7Validator

_LIST = re.compile(r'^ *([\w.-]+) =\n((?: *(?:\| )?(?:#.*\n *)?"[^"]+"\n)+)', re.MULTILINE)
_TEXT, _NUMBER, _FLAG = {"type": "string"}, {"type": ["string", "number"]}, {"type": ["string", "number", "boolean"]}


def words(name: str) -> dict[str, list[str]]:
    """Return the lists of a part of the CSL schema by their names."""
    text = Path(SCHEMA_PATH).with_name(name).read_text("utf-8")
    return {found[1]: re.findall(r'"([^"]+)"', found[2]) for found in _LIST.finditer(text)}


def closed(**properties: Any) -> dict[str, Any]:
    """Return what an object may hold, and nothing else."""
    named = {name.replace("_", "-"): value for name, value in properties.items()}
    return {"type": "object", "properties": named, "additionalProperties": False, "minProperties": 1}


def csl_json_schema() -> Draft7Validator:
    """Return what judges a list of items."""
    parts = {"type": "array", "items": _NUMBER, "minItems": 1, "maxItems": 3}
    span = {"type": "array", "items": parts, "minItems": 1, "maxItems": 2}
    date = closed(date_parts=span, season=_NUMBER, circa=_FLAG, literal=_TEXT, raw=_TEXT, edtf=_TEXT)
    particles = {"dropping_particle": _TEXT, "non_dropping_particle": _TEXT}
    flags = {"comma_suffix": _FLAG, "static_ordering": _FLAG, "parse_names": _FLAG}
    name = closed(family=_TEXT, given=_TEXT, suffix=_TEXT, literal=_TEXT, **particles, **flags)
    variables, kinds = words("csl-variables.rnc"), words("csl-types.rnc")["item-types"]
    forms = {"dates": date, "names": {"type": "array", "items": name, "minItems": 1}, "numbers": _NUMBER}
    properties: dict[str, Any] = {"id": _NUMBER, "type": {"enum": kinds}, "custom": {"type": "object"}}
    for of in ("dates", "names", "numbers", "titles", "strings"):
        properties |= dict.fromkeys(variables[f"variables.{of}"], forms.get(of, _TEXT))
    # Numbers in CSL; csl-data.json wants text of this one.
    properties["version"] = _TEXT
    item = {"type": "object", "properties": properties, "required": ["type", "id"], "additionalProperties": False}
    return Draft7Validator({"type": "array", "items": item})


def faults(items: list[dict[str, Any]]) -> list[str]:
    """Return what is wrong with items, each fault with its place."""
    return [f"{list(error.absolute_path)}: {error.message}" for error in csl_json_schema().iter_errors(items)]
