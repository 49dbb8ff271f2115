"""The YAML files of strangers: read without building objects, and held against the settings that may be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

import yaml

from review.book.untrusted import allowlist
from review.citing.reference import is_day
from review.corpus.tables.reading import MARKUP
from review.corpus.text.invisible_characters import hidden_character, named
from review.errors import Problem

CONFIG, TOC = "book/_config.yml", "book/_toc.yml"
CITATION = "CITATION.cff"
_TAGS = frozenset({"str", "int", "float", "bool", "null", "seq", "map", "timestamp"})
_WEB = re.compile(r"https?://[a-z0-9.-]+(/[A-Za-z0-9._~/-]*)?")
#: Forms of what the book prints or links from its citation file.
_CITED = {
    "url": _WEB,
    "repository-code": _WEB,
    "doi": re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9._;()/:-]+"),
    "version": re.compile(r"[0-9A-Za-z.+-]+"),
}
_DAY = "date-released"
# What is wrong with the value of a setting, by the setting's dotted name; empty where nothing is.
Judge = Callable[[str, yaml.Node], str]
# Line, name of the setting, message, and how to mend it.
Fault = tuple[int, str, str, str]


def settings_problems(shown: str, text: str) -> list[Problem]:
    """Return what may not stand in one of the three YAML files; *shown* is its path within the project."""
    judge = {CONFIG: _config_fault, TOC: _toc_fault, CITATION: _citation_fault}[shown]
    return [Problem(shown, *fault) for fault in _faults(text, judge)]


def _faults(text: str, judge: Judge) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if (place := hidden_character(line)) >= 0:
            yield number, "", f"the line has a hidden character (got {named(line[place])})", "Remove it."
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
    else:
        yield from _walk(root, "", judge)


def _walk(node: yaml.Node, name: str, judge: Judge) -> Iterator[Fault]:
    """Yield the faults of *node* and of all in it; *name* is its dotted path."""
    place = partial(_place, name)
    tag = node.tag.removeprefix("tag:yaml.org,2002:")
    if tag not in _TAGS:
        yield place(node, f"the tag {node.tag!r} may not be used", "Write a plain value.")
        return
    if isinstance(node, yaml.ScalarNode) and (at := hidden_character(node.value)) >= 0:
        yield place(node, f"an escape hides a character (got {named(node.value[at])})", "Remove it.")
    if name and (fault := judge(name, node)):
        listed = "src/review/book/untrusted/allowlist.py lists what runs no code and leads nowhere else."
        yield place(node, fault, "Write the day of the release, as in 2020-05-04." if name == _DAY else listed)
        return
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item, name, judge)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield place(key, f"{key.value!r} stands twice", "Remove one: readers take different ones.")
            seen.add(str(key.value))
            yield from _walk(value, f"{name}.{key.value}".lstrip("."), judge)


def _place(name: str, node: yaml.Node, message: str, mend: str) -> Fault:
    return node.start_mark.line + 1, name, message, mend


def _config_fault(name: str, node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        known = [*allowlist.SETTINGS, *allowlist.LISTS]
        return "" if any(other.startswith(f"{name}.") for other in known) else "the setting may not be made"
    try:
        value = yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError):
        return "the value is not of its type"
    if name in allowlist.LISTS:
        return _list_fault(value, allowlist.LISTS[name])
    form = allowlist.SETTINGS.get(name, ())
    if isinstance(form, re.Pattern):
        fits = isinstance(value, str) and bool(form.fullmatch(value))
    else:
        fits = any(type(value) is type(one) and value == one for one in form)
    return "" if fits else f"the setting may not be {value!r}" if form else "the setting may not be made"


def _list_fault(value: object, choices: tuple[object, ...]) -> str:
    # A list is judged as a whole; its items come by once more, each under the same name.
    inner = [item for choice in choices if isinstance(choice, list) for item in choice]
    if value in choices or value in inner:
        return ""
    wrong = [item for item in (value if isinstance(value, list) else [value]) if item not in choices]
    return f"{wrong[0]!r} may not stand in this list" if wrong else ""


def _toc_fault(name: str, node: yaml.Node) -> str:
    key = name.rpartition(".")[2]
    if key in allowlist.NESTING:
        return "" if not isinstance(node, yaml.ScalarNode) else "this is no list of pages"
    form = allowlist.CONTENTS.get(key)
    if form is None:
        return "the key may not be used"
    if not isinstance(node, yaml.ScalarNode) or not form.fullmatch(node.value):
        return f"malformed (got {getattr(node, 'value', '')!r})"
    return ""


def _citation_fault(name: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return ""
    if found := MARKUP.search(node.value):
        return f"the value has markup (got {found.group()!r})"
    if name == _DAY and not is_day(node.value):
        return f"this is no day of the calendar (got {node.value!r})"
    form = _CITED.get(name)
    return f"malformed (got {node.value!r})" if form and not form.fullmatch(node.value) else ""
