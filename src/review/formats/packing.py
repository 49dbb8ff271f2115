"""Folders in one file: sorted, without times, so that equal files make equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

# The first day that a zip knows.
DAY = (1980, 1, 1, 0, 0, 0)
#: What of a site is of use where it is served alone: pages for other sites, Python, what machines ask of, its manifest.
SERVED = ("embed/", "live/", "robots.txt", "objects.inv", "MANIFEST.sha256")


def zipped(files: Mapping[str, bytes], first: Iterable[str] = ()) -> bytes:
    """Return a zip of *files* by name; those that are named *first* stand at its beginning, not compressed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in [*first, *sorted(files.keys() - set(first))]:
            entry = zipfile.ZipInfo(name, DAY)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name in first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return out.getvalue()


def offline(site: Path, folder: str) -> bytes:
    """Return the built site for reading without a network, in a *folder* of the zip."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    return zipped({f"{folder}/{name}": (site / name).read_bytes() for name in names if not name.startswith(SERVED)})
