"""What the compiler complained of, in terms of the project's own files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePath

from review.errors import Problem

_LINE = re.compile(
    r"^(?:(?P<path>/[^:\n]*?\.(?:md|ipynb|yml|bib))(?::(?P<line>\d+))?:\s*)?"
    r"(?P<level>WARNING|ERROR|CRITICAL|SEVERE): (?P<message>.*)$"
)
_KIND = re.compile(r"\s*\[[a-z_.-]+\]$")
# What myst-nb adds to the line for each cell.
_CELL = 10_000


def read_log(log: str, stage: Path, origins: Mapping[str, str]) -> list[Problem]:
    """Return the complaints of *log* (Sphinx's warnings), sorted, each with the project's file and line."""
    problems: set[Problem] = set()
    lines = log.splitlines()
    for number, line in enumerate(lines):
        if found := _LINE.match(line):
            more = _continued(lines[number + 1 :])
            message = _KIND.sub("", " ".join([found["message"], *more]).strip())
            path, place = _place(found["path"], int(found["line"] or 0), stage, origins)
            problems.add(Problem(path, place[0], place[1], message))
    return sorted(problems)


def _continued(lines: list[str]) -> list[str]:
    more: list[str] = []
    for line in lines:
        if not line.startswith((" ", "\t")) or _LINE.match(line):
            break
        more.append(line.strip())
    return more


def _place(path: str | None, line: int, stage: Path, origins: Mapping[str, str]) -> tuple[str, tuple[int, str]]:
    if not path:
        return "book", (0, "")
    page = PurePath(path)
    origin = origins.get(page.stem, f"book/{page.name}" if page.parent == stage else path)
    if page.suffix == ".ipynb" and line >= _CELL:
        return origin, (0, f"cell {line // _CELL}, line {line % _CELL}")
    # A generated page has no lines that anybody could mend.
    return origin, (line if origin.startswith("book/") else 0, "")
