"""The optional part of a built site that runs its notebooks in a browser: written beside it, checked against it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from review.book.build.build_lock import EXECUTED, held_build
from review.book.site.manifest import LIVE, NAME, verify_site, write_manifest
from review.book.site.stamp import UNBUILT, is_built
from review.book.views.outputs import output_hashes, unheaded_hash
from review.book.views.states import published_cells
from review.corpus.tables.project import Project
from review.errors import ReviewError
from review.execution.parameters.templates import PER_SOURCE
from review.files.atomic import read_whole
from review.files.folders import bring_back, swap, under_way
from review.files.hashing import sha256
from review.live.fetching import fetch
from review.live.packing import packed

INDEX = "index.json"


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
            for name, content in live_files(project, fetched):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
            write_manifest(folder)
            swap(folder, place)
    return place


def live_files(project: Project, fetched: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the part for browsers by name, for the site of *project* that stands built.

    The last is what a page asks first: of which site it is, how large each file is, and the hash of what each cell of
    each run shows.
    """
    sizes: dict[str, int] = {}
    for name, content in packed(project, fetched):
        sizes[name] = len(content)
        yield name, content
    index = {"site": sha256(read_whole(project.site / NAME)), "sizes": sizes, "runs": dict(_runs(project))}
    yield INDEX, json.dumps(index, indent=1).encode() + b"\n"


def _runs(project: Project) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield for each page that a notebook makes its notebook, its parameters, and the hash of what each cell shows."""
    for path in sorted((project.build / EXECUTED).glob("*.ipynb")):
        executed = json.loads(read_whole(path))
        cells = published_cells(executed)
        template = path.stem if (project.notebooks / path.name).is_file() else PER_SOURCE
        given = executed["metadata"]["review"]["changed"]
        hashes = {"cells": output_hashes(cells), "unheaded": output_hashes(cells, unheaded_hash)}
        yield path.stem, {"notebook": template, "parameters": given, **hashes}
