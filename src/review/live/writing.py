"""The optional part of a built site that runs its notebooks in a browser: written beside it, checked against it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from review.book.build.build_lock import EXECUTED, held_build
from review.book.site.manifest import LIVE, NAME, verify_site, write_manifest
from review.book.site.stamp import UNBUILT, is_built
from review.corpus.tables.project import Project
from review.errors import ReviewError
from review.execution.parameters.templates import PER_SOURCE
from review.files.atomic import read_whole
from review.files.folders import bring_back, swap, under_way
from review.files.hashing import sha256
from review.live.fetching import fetch
from review.live.outputs import output_hashes
from review.live.packing import packed

INDEX = "index.json"
_GIVEN = "injected-parameters"


def write_live(project: Project, report: Callable[[str], None]) -> Path:
    """Write the part for browsers into the site that stands built, and return its folder.

    What stood there is replaced; no other file of the site changes. Raises ReviewError where the site is not built of
    what stands in the project, SiteDiffers, EnvironmentFault where a package is not to be had.
    """
    with held_build(project):
        place = project.site / LIVE
        if not is_built(project):
            raise ReviewError(UNBUILT)
        bring_back(place)
        verify_site(project.site)
        report("fetching Python for browsers")
        fetched = fetch(project.build / "cache" / LIVE)
        report("packing")
        with under_way(project.build / LIVE) as scratch:
            folder = scratch / LIVE
            for name, content in packed(project, fetched):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
            (folder / INDEX).write_text(json.dumps(_index(project, folder), indent=1) + "\n", "utf-8")
            write_manifest(folder)
            swap(folder, place)
    return place


def _index(project: Project, folder: Path) -> dict[str, Any]:
    """Return what a page asks first: of which site the part is, how large each file is, and what each run shows."""
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(folder.rglob("*.*"))}
    site = sha256(read_whole(project.site / NAME))
    return {"site": site, "sizes": sizes, "runs": dict(_runs(project))}


def _runs(project: Project) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield for each page that a notebook makes its notebook, its parameters, and the hash of what each cell shows."""
    for path in sorted((project.build / EXECUTED).glob("*.ipynb")):
        executed = json.loads(read_whole(path))
        cells = [cell for cell in executed["cells"] if _GIVEN not in cell["metadata"].get("tags", [])]
        template = path.stem if (project.notebooks / path.name).is_file() else PER_SOURCE
        given = executed["metadata"]["review"]["changed"]
        yield path.stem, {"notebook": template, "parameters": given, "cells": output_hashes(cells)}
