"""The contents of the book: which pages they name, and whether each page is there and has its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from review.errors import FileFault, Problem
from review.execution.parameters.templates import PER_SOURCE

TOC = "book/_toc.yml"
#: Names of pages that Sphinx writes itself, over any page of the book that has them.
TAKEN = frozenset({"search", "genindex", "py-modindex", "modindex"})


def expand_sources(node: Any, titles: Mapping[str, str]) -> Any:
    """Return the contents with the entry of the template that is run for each source replaced by their pages."""
    if isinstance(node, dict):
        return {key: expand_sources(value, titles) for key, value in node.items()}
    if isinstance(node, list):
        entries: list[Any] = []
        for entry in node:
            if entry == {"file": PER_SOURCE}:
                entries += [{"file": source_id, "title": title} for source_id, title in titles.items()]
            else:
                entries.append(expand_sources(entry, titles))
        # Before there is a source, the part that would hold their pages is none.
        return [entry for entry in entries if not (isinstance(entry, dict) and entry.get("chapters") == [])]
    return node


def pages_named(node: Any) -> list[str]:
    """Return the pages that the contents name, in their order."""
    if isinstance(node, dict):
        own = [str(value) for key, value in node.items() if key in ("file", "root")]
        return own + [name for value in node.values() for name in pages_named(value)]
    if isinstance(node, list):
        return [name for entry in node for name in pages_named(entry)]
    return []


def titles_given(node: Any) -> dict[str, str]:
    """Return the pages that the contents name, in their order, each with its title there; empty where it has none."""
    if isinstance(node, dict):
        own = {str(node[key]): str(node.get("title", "")) for key in ("root", "file") if key in node}
        return own | titles_given([value for value in node.values() if isinstance(value, dict | list)])
    return {name: title for entry in node for name, title in titles_given(entry).items()}


def contents_problems(named: list[str], written: Mapping[str, str], executed: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the pages: names that are not free, pages named and missing, pages left out.

    *written* and *executed* say for each page which file of the project it is made from: prose, or a notebook.
    """
    twice = dict.fromkeys(written.keys() & executed.keys(), "is made from a notebook too")
    taken = dict.fromkeys(TAKEN & (written.keys() | executed.keys()), "is what the compiler writes itself")
    origins = {**executed, **written}
    if not_free := {**taken, **twice}:
        return [
            Problem(origins[name], 0, "", f"the page {name!r} {why}", "Rename yours.")
            for name, why in sorted(not_free.items())
        ]
    missing = (f"the page {name!r} is named and missing" for name in named if name not in origins)
    problems = [Problem(TOC, 0, "", message, "Write it, or take its name out.") for message in missing]
    return problems + [
        Problem(origins[name], 0, "", "the page has no place in the contents", f"Name it in {TOC}.")
        for name in sorted(set(origins) - set(named))
    ]


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping in a YAML file. Raises FileFault."""
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise FileFault(
            f"{path}: the settings cannot be read ({' '.join(str(error).split())}). Mend the file."
        ) from error
    if not isinstance(read, dict):
        raise FileFault(f"{path}: the settings are no mapping. Mend the file.")
    return read
