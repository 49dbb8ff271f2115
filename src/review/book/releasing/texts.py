"""The files of a project that name its version, as a release and the work after it write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from review.errors import FileFault, ReviewError
from review.files.atomic import read_whole

CITATION, CHANGELOG = "CITATION.cff", "CHANGELOG.md"
#: Where the repository of the library itself keeps its version.
PACKAGE = Path("src") / "review" / "__init__.py"
_UNRELEASED = re.compile(r"^## Unreleased[ \t]*\n(?P<said>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def versioned(root: Path, version: str, package_version: str, day: str = "") -> dict[Path, bytes]:
    """Return the files of a project that name its version with another: CITATION.cff, and the library's own package.

    With a *day* that of the release is another, too. Raises FileFault where a file has no line for one of them.
    """
    lines = {"version": version} | ({"date-released": day} if day else {})
    files = {root / CITATION: _with(root / CITATION, {f"{key}: ": f"{key}: {text}" for key, text in lines.items()})}
    if (root / PACKAGE).is_file():
        # A review of others has none: its version is not that of the library.
        files[root / PACKAGE] = _with(root / PACKAGE, {"__version__ = ": f'__version__ = "{package_version}"'})
    return files


def released_changelog(root: Path, version: str, day: str) -> bytes:
    """Return the changelog of a project in which what stands under *Unreleased* is that of a version.

    Raises ReviewError where nothing stands there.
    """
    path = root / CHANGELOG
    text = read_whole(path).decode("utf-8") if path.is_file() else ""
    found = _UNRELEASED.search(text)
    if not found or not found["said"].strip():
        raise ReviewError(f"{CHANGELOG}: nothing stands under '## Unreleased'. Say there what the release brings.")
    headings = f"## Unreleased\n\n## {version} ({day})\n"
    return f"{text[: found.start()]}{headings}{found['said']}{text[found.end() :]}".encode()


def _with(path: Path, lines: Mapping[str, str]) -> bytes:
    """Return a file in which the one line that begins with each key is another."""
    written = read_whole(path).decode("utf-8").split("\n")
    for start, line in lines.items():
        places = [place for place, one in enumerate(written) if one.startswith(start)]
        if len(places) != 1:
            raise FileFault(
                f"{path.name}: {len(places)} lines begin with {start!r} (expected 1). Write it on one line."
            )
        written[places[0]] = line
    return "\n".join(written).encode("utf-8")
