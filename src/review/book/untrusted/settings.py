"""The YAML files of strangers: read without building objects, and held against the schemas of what may be set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from review.corpus.tables.reading import MARKUP
from review.corpus.text.invisible_characters import code_point, hidden_character
from review.errors import Problem

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

CONFIG, TOC = "book/_config.yml", "book/_toc.yml"
CITATION = "CITATION.cff"
#: The schema of each file, beside this module.
SCHEMAS = {CONFIG: "config.schema.json", TOC: "toc.schema.json", CITATION: "citation.schema.json"}
_TAGS = frozenset({"str", "int", "float", "bool", "null", "seq", "map", "timestamp"})
# Line, name of the setting, message, and how to mend it.
Fault = tuple[int, str, str, str]
# The keys and the places in lists that lead to a value.
At = tuple[str | int, ...]


def settings_problems(where: str, text: str) -> list[Problem]:
    """Return what may not stand in one of the three YAML files; *where* is its path within the project."""
    return [Problem(where, *fault) for fault in _faults(where, text)]


def _faults(where: str, text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if (place := hidden_character(line)) >= 0:
            yield number, "", f"the line has a hidden character (got {code_point(line[place])})", "Remove it."
    try:
        # An anchor can make a file of a page into one of gigabytes, and a circle without an end.
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
                yield token.start_mark.line + 1, "", "an anchor may not be used", "Write the value where it belongs."
                return
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "malformed"
        yield (mark.line + 1 if mark else 0), "", f"this is no YAML ({what})", "Mend the line."
        return
    if not isinstance(root, yaml.MappingNode):
        yield 0, "", "the settings are no mapping", "Restore the file."
        return
    document = _Document(root, where)
    listed = f"src/review/book/untrusted/{SCHEMAS[where]} lists what runs no code and leads nowhere else."
    for refusal in _validator(SCHEMAS[where]).iter_errors(document.value):
        day = refusal.validator == "format"
        hint = "Write the day of the release, as in 2020-05-04." if day else listed
        document.tell(tuple(refusal.absolute_path), _message(where, refusal), hint)
    yield from document.faults


class _Document:
    """A composed file: its value, and what is wrong with its parts, of which each is told of once.

    A value has its type in the settings alone; in the other files it is the text that stands there.
    """

    def __init__(self, root: yaml.Node, where: str) -> None:
        self.faults: list[Fault] = []
        self._where = where
        self._nodes: dict[At, yaml.Node] = {}
        self._told: set[At] = set()
        self.value = self._read(root, ())

    def tell(self, at: At, message: str, hint: str) -> None:
        """Add a fault of the part at a place, unless it has one."""
        if at not in self._told:
            self._told.add(at)
            self._add(self._nodes[at], at, message, hint)

    def _add(self, node: yaml.Node, at: At, message: str, hint: str) -> None:
        name = ".".join(key for key in at if isinstance(key, str))
        self.faults.append((node.start_mark.line + 1, name, message, hint))

    def _read(self, node: yaml.Node, at: At) -> Any:
        self._nodes[at] = node
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            return self.tell(at, f"the tag {node.tag!r} may not be used", "Write a plain value.")
        if isinstance(node, yaml.SequenceNode):
            return [self._read(item, (*at, place)) for place, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        return self._scalar(node, at)

    def _mapping(self, node: yaml.MappingNode, at: At) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in read:
                self._add(key, at, f"{key.value!r} stands twice", "Remove one: readers take different ones.")
            read[name] = self._read(value, (*at, name))
        return read

    def _scalar(self, node: yaml.ScalarNode, at: At) -> Any:
        if (place := hidden_character(node.value)) >= 0:
            self.tell(at, f"an escape hides a character (got {code_point(node.value[place])})", "Remove it.")
        if self._where == CITATION and (match := MARKUP.search(node.value)):
            self.tell(at, f"the value has markup (got {match.group()!r})", "Write plain text.")
        if self._where != CONFIG:
            return node.value
        try:
            return yaml.constructor.SafeConstructor().construct_document(node)
        except (yaml.YAMLError, ValueError):
            return self.tell(at, "the value is not of its type", "Write a plain value.")


@lru_cache
def _validator(name: str) -> Draft202012Validator:
    # Imported here: most commands look at no settings.
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def whole(_: object, pattern: str, value: object, __: object) -> Iterator[ValidationError]:
        # To Python, "$" lets a line end pass.
        if isinstance(value, str) and not re.fullmatch(pattern, value):
            yield ValidationError("malformed")

    schema = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    kind = extend(Draft202012Validator, {"pattern": whole})
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def _message(where: str, error: ValidationError) -> str:
    value = error.instance
    if error.validator == "not":
        return "the setting may not be made" if where == CONFIG else "the key may not be used"
    if isinstance(error.absolute_path[-1], int):
        return f"{value!r} may not stand in this list"
    if error.validator == "format":
        return f"this is no day of the calendar (got {value!r})"
    if error.validator_value == "array":
        return f"this is no list (got {value!r})"
    return f"the setting may not be {value!r}" if where == CONFIG else f"malformed (got {value!r})"
