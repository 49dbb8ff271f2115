"""Finished runs kept with all they were made from, so that nothing is run twice.

The key of a run holds what is known before it runs. What it then read of the data stands in its entry, with a hash of
what stood there; the entry is good for as long as the same stands there.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from review.corpus.tracing import Reads
from review.errors import FileFault
from review.execution.kernels.watching import reads_from, reads_to
from review.files.atomic import read_whole
from review.files.folder_entries import files
from review.files.folders import LIBRARY
from review.files.hashing import sha256
from review.files.kept_contents import KeptContents

#: Where finished runs and the drawings of charts are kept, in the folder ``build``.
KEPT = Path("cache") / "notebooks"
DRAWINGS = KEPT / "drawings"
#: So many drawings are kept, those that were used last.
MOST_DRAWINGS = 10_000


def key(notebook: Path, parameters: Mapping[str, object], fingerprint: str) -> str:
    """Return the key of one run: a hash of the notebook's bytes, the parameters and the *fingerprint* of all inputs."""
    return _hash([sha256(read_whole(notebook)), dict(parameters), fingerprint])


def fingerprint(inputs: Iterable[Path], *, folder: Path) -> str:
    """Return one hash of the paths and bytes of all *inputs*. Raises FileFault if one is missing.

    An input is a file, or a folder with all the files below it. Files count by their bytes and by their path
    in *folder*, those of the library by their path in it, so that the same project has the same keys in another place.
    """
    return fingerprint_of(digests(inputs, folder=folder))


def digests(inputs: Iterable[Path], *, folder: Path) -> dict[str, str]:
    """Return the hash of each file in *inputs*, by its path in *folder*. Raises FileFault if one is missing."""
    paths = {name: path for given in inputs for name, path in _files(given.absolute(), folder.absolute())}
    return {name: sha256(read_whole(path)) for name, path in sorted(paths.items())}


def fingerprint_of(digests: Mapping[str, str]) -> str:
    """Return one hash of all *digests*, which are sorted by path."""
    return _hash([list(item) for item in digests.items()])


@dataclass(frozen=True)
class Kept:
    """A finished notebook, and what its run read."""

    notebook: bytes
    reads: Reads


class Cache:
    """Finished notebooks in *folder*: in what is kept, the first line is what the run read, the others the notebook."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept = KeptContents(folder, "run")
        #: The drawings of charts, which stay where a run is made anew.
        self.drawings = folder / "drawings"

    def get(self, key: str) -> Kept | None:
        """Return what is kept under *key*, or None if there is nothing, or only something damaged."""
        if (content := self._kept.get(key)) is None:
            return None
        reads, _, notebook = content.partition(b"\n")
        return Kept(notebook, reads_from(json.loads(reads)))

    def put(self, key: str, path: Path, reads: Reads) -> Path:
        """Keep a copy of *path*, whose run read *reads*, under *key* in place of what was there, and return it."""
        return self._kept.put(key, json.dumps(reads_to(reads)).encode() + b"\n" + read_whole(path))

    def prune(self, keep: Container[str]) -> None:
        """Remove all entries but those under the keys to *keep*, and drawings that were not used for long."""
        for path in self.folder.glob("*-*.*"):
            if path.stem.partition("-")[0] not in keep:
                path.unlink(missing_ok=True)
        drawings = sorted(self.drawings.glob("*"), key=lambda path: path.stat().st_mtime)
        for path in drawings[:-MOST_DRAWINGS]:
            path.unlink(missing_ok=True)


def _files(given: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of one input, each with its path in *folder*, or from the input's own name on."""
    if not given.exists():
        raise FileFault(f"{given}: there is no such input. Restore it, or run without it.")
    # The library has one name, whether it stands in the project's folder or is installed elsewhere.
    base = folder if given.is_relative_to(folder) and given != LIBRARY else given.parent
    for path in [given] if given.is_file() else files(given):
        yield path.relative_to(base).as_posix(), path


def _hash(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode())
