"""Contents kept by a key: each whole or not at all, and gone where it was damaged."""

from __future__ import annotations

from pathlib import Path

from review.errors import FileFault
from review.files.atomic import read_whole, write_whole
from review.files.hashing import sha256


class KeptContents:
    """Contents in *folder*, each in a file named by its key and by the hash of its own bytes, with an *ending*.

    The hash shows damage, and as it stands in the name, a content appears whole or not at all.
    """

    def __init__(self, folder: Path, ending: str) -> None:
        self.folder, self.ending = folder, ending

    def get(self, key: str) -> bytes | None:
        """Return what is kept under *key*, or None if there is nothing, or only something damaged."""
        for path in sorted(self.folder.glob(f"{key}-*.{self.ending}")):
            content = read_whole(path)
            if path.stem == f"{key}-{sha256(content)}":
                return content
        return None

    def put(self, key: str, content: bytes) -> Path:
        """Keep *content* under *key* in place of what was there, and return its file."""
        kept = self.folder / f"{key}-{sha256(content)}.{self.ending}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileFault(f"{self.folder}: cannot be made ({error.strerror}). Free its name.") from None
        write_whole(kept, content)
        for other in self.folder.glob(f"{key}-*.{self.ending}"):
            if other != kept:
                other.unlink(missing_ok=True)
        return kept
