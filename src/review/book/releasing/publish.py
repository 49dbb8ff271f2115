"""Putting a site where it is published: a release beside those before it, which stay as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

from review.book.pages.changes.releases import release_gap
from review.book.site.manifest import NAME, verify_site
from review.book.site.stamp import UNBUILT, is_built
from review.citing.reference import Citation, citation
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import ReviewError, UsageError
from review.files.folders import bring_back, held, swap, under_way
from review.files.hashing import sha256

LATEST = "latest"
#: Where other formats stand, below `build/` as where they are published, and the file that says of which site they are.
FORMATS, OF_SITE = "formats", "of-site.sha256"
#: What to say after it where CITATION.cff names no address, by which the pages are found and cited.
UNADDRESSED = (
    "CITATION.cff names no address. Where this folder is served, say so there and build again, as in\n"
    "url: https://example.org/"
)


def publish_site(snapshot: Snapshot, place: Path) -> tuple[Path, ...]:
    """Put the built site of a project into the folder *place*, and return the folders that hold it.

    A release stands in ``v/VERSION`` for good, and in ``latest``; what is no release in ``latest`` alone. Each folder
    appears whole or not at all. Other formats, where they are made of this site, go into ``formats/VERSION`` likewise.
    Raises ReviewError where the site is not that of what stands in the project, or leads to formats that are not made,
    and UsageError where another site was published as the version.
    """
    project, book = snapshot.project, citation(snapshot)
    if not is_built(project):
        raise ReviewError(UNBUILT)
    verify_site(project.site)
    if book.is_release and (gap := release_gap(snapshot.corpus, book)):
        raise ReviewError(gap)
    formats = _formats(project, book)
    place.mkdir(parents=True, exist_ok=True)
    with held(place, place, "publication"):
        latest, kept = place / LATEST, place / "v" / book.version
        if book.is_release and kept.exists():
            if (kept / NAME).read_bytes() != (project.site / NAME).read_bytes():
                raise UsageError(f"{kept}: another site was published as {book.version}. A version is never replaced.")
        elif book.is_release:
            _copy(project.site, kept)
        _copy(project.site, latest)
        made = (kept, latest) if book.is_release else (latest,)
        return (*made, *(_put_formats(formats, place / FORMATS / each.name) for each in made if formats))


def site_hash(site: Path) -> str:
    """Return the hash of the manifest of a site, which names all that is in it."""
    return sha256((site / NAME).read_bytes())


def _formats(project: Project, book: Citation) -> Path | None:
    """Return the folder of the other formats, where they are made of the site."""
    folder = project.build / FORMATS
    if (folder / OF_SITE).is_file() and (folder / OF_SITE).read_text("utf-8").strip() == site_hash(project.site):
        verify_site(folder)
        return folder
    if book.formats and any(book.formats in page.read_text("utf-8") for page in project.site.glob("*.html")):
        raise ReviewError("the site leads to other formats, and they are not made of it. Run `review formats`.")
    return None


def _put_formats(made: Path, place: Path) -> Path:
    if place.name == LATEST or not place.exists():
        _copy(made, place)
    return place


def _copy(site: Path, place: Path) -> None:
    place.parent.mkdir(exist_ok=True, parents=True)
    bring_back(place)
    with under_way(place) as scratch:
        shutil.copytree(site, scratch / place.name)
        swap(scratch / place.name, place)
