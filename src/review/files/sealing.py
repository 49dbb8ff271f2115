"""What a user's programs keep outside of projects, and a seal by which they know again what they wrote in one."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from pathlib import Path

from review.errors import FileFault
from review.files.atomic import write_whole

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
