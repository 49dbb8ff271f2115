"""Putting a site where it is published: a release beside those before it, which stay as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

from review.book.pages.changes.releases import release_gap
from review.book.site.manifest import NAME, verify_site
from review.book.site.stamp import UNBUILT, is_built
from review.citing.reference import citation
from review.corpus.snapshot import Snapshot
from review.errors import ReviewError, UsageError
from review.files.folders import bring_back, held, swap, under_way

LATEST = "latest"
#: What to say after it where CITATION.cff names no address, by which the pages are found and cited.
UNADDRESSED = (
    "CITATION.cff names no address. Where this folder is served, say so there and build again, as in\n"
    "url: https://example.org/"
)


def publish_site(snapshot: Snapshot, place: Path) -> tuple[Path, ...]:
    """Put the built site of a project into the folder *place*, and return the folders that hold it.

    A release stands in ``v/VERSION`` for good, and in ``latest``; what is no release in ``latest`` alone. Each folder
    appears whole or not at all. Raises ReviewError where the site is not that of what stands in the project, and
    UsageError where another site was published as the version.
    """
    project, book = snapshot.project, citation(snapshot)
    if not is_built(project):
        raise ReviewError(UNBUILT)
    verify_site(project.site)
    if book.is_release and (gap := release_gap(snapshot.corpus, book)):
        raise ReviewError(gap)
    place.mkdir(parents=True, exist_ok=True)
    with held(place, place, "publication"):
        latest, kept = place / LATEST, place / "v" / book.version
        if book.is_release and kept.exists():
            if (kept / NAME).read_bytes() != (project.site / NAME).read_bytes():
                raise UsageError(f"{kept}: another site was published as {book.version}. A version is never replaced.")
        elif book.is_release:
            kept.parent.mkdir(exist_ok=True)
            _copy(project.site, kept)
        _copy(project.site, latest)
        return (kept, latest) if book.is_release else (latest,)


def _copy(site: Path, place: Path) -> None:
    bring_back(place)
    with under_way(place) as scratch:
        shutil.copytree(site, scratch / place.name)
        swap(scratch / place.name, place)
