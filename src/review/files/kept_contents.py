"""Contents kept by a key: each whole or not at all, gone where it was damaged; and the seal of who kept it."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
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


#: Names the folder of what is kept, in the place of the user's own for such files.
VARIABLE = "REVIEW_CACHE"
_KEY = "key"


def own_folder() -> Path:
    """Return the folder of what is kept outside of projects. Raises RuntimeError where the user has none."""
    if given := os.environ.get(VARIABLE):
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "review"


def seal(content: bytes) -> str:
    """Return the seal of *content*, which only this user's programs can make; empty where they can keep no key.

    A project may come from a stranger, and what is kept in its folder with it: without the seal, nothing there that
    would run code is loaded.
    """
    with contextlib.suppress(FileFault, OSError, RuntimeError):
        place = own_folder() / _KEY
        if not place.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, secrets.token_bytes(32))
            place.chmod(0o600)
        return hmac.new(place.read_bytes(), content, "sha256").hexdigest()
    return ""


def is_sealed(content: bytes, written: str) -> bool:
    """Say whether *written* is the seal of *content*."""
    return bool(written) and hmac.compare_digest(seal(content), written)
