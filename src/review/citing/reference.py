"""The book as CITATION.cff tells of it: title, authors, version, day of release, licences, address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from review.corpus.snapshot import Snapshot, once
from review.errors import FileFault

RELEASE = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+", re.ASCII)
NEEDED = ("title", "authors", "version", "date-released", "license")


@dataclass(frozen=True)
class Contact:
    """Who answers for the book: as printed, in CSL, and the *address* (a link) at which errors are reported to them."""

    name: str
    csl: Mapping[str, str]
    address: str = ""


@dataclass(frozen=True)
class Citation:
    """What CITATION.cff says of the book. *released* is an ISO date; addresses, *doi* and *contacts* may be empty.

    *url* is the address of the folder into which versions are published: ``latest``, and ``v`` with each release.
    """

    title: str
    authors: tuple[str, ...]
    version: str
    released: str
    licences: tuple[str, ...]
    url: str = ""
    doi: str = ""
    people: tuple[Mapping[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()
    repository: str = ""

    @property
    def newest(self) -> str:
        """Return the address of the newest book, without a slash at its end; empty where none is set."""
        return f"{self.url.rstrip('/')}/latest" if self.url else ""

    @property
    def here(self) -> str:
        """Return the address at which this version stays, as `newest` does; what is no release is the newest.

        >>> Citation("Locks", (), "0.3.0", "2020-05-04", (), url="https://example.org/locks/").here
        'https://example.org/locks/v/0.3.0'
        """
        return f"{self.url.rstrip('/')}/v/{self.version}" if self.url and self.is_release else self.newest

    @property
    def formats(self) -> str:
        """Return the address at which the other formats of this version stand; empty where none is set.

        >>> Citation("Locks", (), "0.3.0", "2020-05-04", (), url="https://example.org/locks").formats
        'https://example.org/locks/formats/0.3.0/index.html'
        """
        version = self.version if self.is_release else "latest"
        return f"{self.url.rstrip('/')}/formats/{version}/index.html" if self.url else ""

    @property
    def names(self) -> tuple[Mapping[str, str], ...]:
        """Return the authors as CSL names: persons by their parts, bodies whole."""
        return self.people or tuple({"literal": name} for name in self.authors)

    @property
    def is_release(self) -> bool:
        """Say whether the version is that of a release, which alone is kept and cited."""
        return bool(RELEASE.fullmatch(self.version))

    @property
    def shown_version(self) -> str:
        """Return the version as every reference has it: what is no release says so.

        >>> Citation("Locks", (), "0.3.0.dev", "2020-05-04", ()).shown_version
        '0.3.0.dev, a draft that may change'
        """
        return self.version if self.is_release else f"{self.version}, a draft that may change"

    @property
    def dated(self) -> str:
        """Return the ISO date by which it is cited; the year alone of what is no release, since it has no day.

        >>> Citation("Locks", (), "0.3.0.dev", "2020-05-04", ()).dated
        '2020'
        """
        return self.released if self.is_release else self.year

    @property
    def year(self) -> str:
        return self.released[:4]

    @property
    def author_names(self) -> str:
        """Return the authors as a phrase."""
        return " and ".join(self.authors)


@once
def citation(snapshot: Snapshot) -> Citation:
    """Return how a project is cited. Raises FileFault where CITATION.cff is missing or malformed."""
    return read_citation(snapshot.project.root / "CITATION.cff")


def read_citation(path: Path) -> Citation:
    """Return what *path* (CITATION.cff) says. Raises FileFault where it is malformed or incomplete."""
    import yaml  # whoever asks for works alone needs none of it

    try:
        # Every value as it is written: a version 1.10 is no number, and 1999-13-45 no fault of the file's form.
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        reason = error.strerror if isinstance(error, OSError) else " ".join(str(error).split())
        raise FileFault(f"{path.name}: the citation file cannot be read ({reason}). Restore it.") from error
    content: Mapping[str, Any] = read if isinstance(read, dict) else {}
    if missing := [name for name in NEEDED if not content.get(name)]:
        raise FileFault(f"{path.name}: {', '.join(missing)} is missing. Add it: the book is cited by it.")
    if not is_day(released := str(content["date-released"])):
        raise FileFault(f"{path.name}: date-released is no date (got {released!r}). Write it as in 2020-05-04.")
    return Citation(
        title=str(content["title"]),
        authors=tuple(_name(author) for author in content["authors"]),
        version=str(content["version"]),
        released=released,
        licences=tuple([licence] if isinstance(licence := content["license"], str) else map(str, licence)),
        url=str(content.get("url", "")),
        doi=str(content.get("doi", "")),
        people=tuple(_csl_name(author) for author in content["authors"]),
        contacts=tuple(_contact(person) for person in content.get("contact") or ()),
        repository=str(content.get("repository-code", "")),
    )


def is_day(text: str) -> bool:
    """Return whether *text* is a day of the calendar, written as in 2020-05-04."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _contact(person: Mapping[str, Any]) -> Contact:
    address = f"mailto:{person['email']}" if person.get("email") else str(person.get("website", ""))
    return Contact(_name(person), _csl_name(person), address)


def _csl_name(author: Mapping[str, Any]) -> Mapping[str, str]:
    if not author.get("family-names"):
        return {"literal": _name(author)}
    parts = {"family": "family-names", "given": "given-names", "suffix": "name-suffix"}
    parts |= {"non-dropping-particle": "name-particle"}
    return {name: str(author[key]) for name, key in parts.items() if author.get(key)}


def _name(author: Mapping[str, Any]) -> str:
    parts = (author.get(part) for part in ("given-names", "name-particle", "family-names", "name-suffix"))
    return str(author.get("name") or " ".join(str(part) for part in parts if part))
