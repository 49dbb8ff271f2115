"""What a site was when it was built, as the hash of every file, and whether a copy of it still is that."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from review.errors import FileFault, Problem, ReviewError
from review.files.atomic import read_whole
from review.files.hashing import sha256

NAME = "MANIFEST.sha256"
#: The part for browsers, a folder that a site may have or not, with a manifest of its own. No page depends on it.
LIVE = "live"
# The form of sha256sum, so that `sha256sum -c` reads it too; no name of a site needs that form's escapes.
LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<name>.+)")
AGAIN = "Take the copy again, or build the book anew."


class SiteDiffers(ReviewError):
    """A copy of a site is not what was built. ``problems`` names every file that differs."""

    status = 1

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 difference" if len(problems) == 1 else f"{len(problems)} differences"
        lines = [str(problem) for problem in problems]
        super().__init__("\n".join([*lines, f"{count} from what was built. {AGAIN}"]))


def write_manifest(site: Path) -> Path:
    """Write the hash of every file of *site* but the manifest's own, sorted by path, and return its place."""
    names = [name for name in _names(site) if name != NAME]
    if odd := [name for name in names if not _is_plain(name)]:
        raise FileFault(f"{_shown(odd[0])}: no file of a site can have this name. Rename what it is made from.")
    path = site / NAME
    path.write_bytes(content({name: _digest(site / name) for name in names}))
    return path


def content(hashes: Mapping[str, str]) -> bytes:
    """Return a manifest of the *hashes* of files, by name."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode("utf-8")


def verify_site(site: Path) -> int:
    """Return how many files *site* has, where every one is as it was built.

    Raises SiteDiffers with each file that is changed, missing or added, and with each line of the manifest
    that is no such line or leads out of the folder; FileFault where there is no folder to look at.
    """
    if not site.is_dir():
        raise FileFault(f"{site}: there is no such folder. Name the folder of a built site.")
    if not (site / NAME).is_file() or (site / NAME).is_symlink():
        raise SiteDiffers([Problem(NAME, 0, "", "the manifest is missing")])
    listed, problems = _read(site / NAME)
    present = {name for name in _names(site) if name != NAME}
    if (site / LIVE / NAME).is_file():
        problems += _in_live(site)
        present = {name for name in present if not name.startswith(f"{LIVE}/")}
    problems += [Problem(_shown(name), 0, "", "missing") for name in sorted(set(listed) - present)]
    problems += [Problem(_shown(name), 0, "", "added since") for name in sorted(present - set(listed))]
    for name in sorted(set(listed) & present):
        if (site / name).is_symlink() or not (site / name).is_file():
            problems.append(Problem(_shown(name), 0, "", "a link or a device (expected a file)"))
        elif (got := _digest(site / name)) != listed[name]:
            message = f"changed (got {got[:12]}…, expected {listed[name][:12]}…)"
            problems.append(Problem(_shown(name), 0, "", message))
    if problems:
        raise SiteDiffers(problems)
    return len(listed)


def _in_live(site: Path) -> list[Problem]:
    """Return what is wrong with the part for browsers: its own files, or that it is of another site."""
    try:
        verify_site(site / LIVE)
    except SiteDiffers as differs:
        return [replace(problem, path=f"{LIVE}/{problem.path}") for problem in differs.problems]
    if _digest(site / NAME) in read_whole(site / LIVE / "index.json").decode("utf-8", "replace"):
        return []
    return [Problem(LIVE, 0, "", "the part for browsers is of another build (run `review live` again)")]


def is_as_built(site: Path) -> bool:
    """Return whether every file of *site* is as it was built."""
    try:
        return verify_site(site) > 0
    except ReviewError:
        return False


def _read(manifest: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the hash of each file that the manifest lists, and what is wrong with its lines."""
    listed: dict[str, str] = {}
    problems: list[Problem] = []
    text = read_whole(manifest).decode("utf-8", "backslashreplace")
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        match = LINE.fullmatch(line)
        if not match or not _is_plain(match["name"]):
            problems.append(Problem(NAME, number, "", f"no line of a manifest: {_shown(line)[:120]!r}"))
        elif _leads_out(match["name"]):
            problems.append(Problem(NAME, number, "", f"{match['name']!r} leads out of the site"))
        elif match["name"] in listed:
            problems.append(Problem(NAME, number, "", f"{match['name']!r} is listed again"))
        else:
            listed[match["name"]] = match["hash"]
    return listed, problems


def _is_plain(name: str) -> bool:
    return name.isprintable() and "\\" not in name


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or path.as_posix() != name or name == NAME


def _names(site: Path) -> list[str]:
    """Return the path in *site* of every file and link below it, sorted. Links are not followed."""
    return sorted(path.removeprefix(f"{site}{os.sep}").replace(os.sep, "/") for path in _walk(site))


def _walk(site: Path) -> Iterator[str]:
    # Plain strings: a site has thousands of files, and a Path of each takes longer than its hash.
    for place, folders, names in os.walk(site):
        yield from (f"{place}{os.sep}{name}" for name in names)
        yield from (path for name in folders if Path(path := f"{place}{os.sep}{name}").is_symlink())


def _digest(path: Path) -> str:
    return sha256(read_whole(path))


def _shown(name: str) -> str:
    """Return *name* on one line, whatever signs it is made of."""
    return name if name.isprintable() else ascii(name)[1:-1]
