"""What was found on the pages of a site, kept from build to build by all that each page is made of."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from review.book.site.html_tree import Page
from review.book.site.verdicts import maker
from review.files.hashing import sha256
from review.files.kept_contents import KeptContents, is_sealed, seal

T = TypeVar("T")
#: Where it is kept, in the folder ``build``.
KEPT = Path("cache") / "found"


class FoundBefore:
    """What is known of the pages of a site, and kept in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._kept = KeptContents(folder, "found")
        self._made_by = maker()
        self._pages: dict[str, FoundOnPage] = {}

    def __call__(self, path: str, html: str) -> FoundOnPage:
        """Return what is known of the page at *path* with this *html*."""
        key = sha256(f"{self._made_by} {path} {html}".encode())
        self._pages[key] = FoundOnPage(_opened(self._kept.get(key)))
        return self._pages[key]

    def save(self) -> None:
        """Keep what is known of the pages that were asked for, and nothing else."""
        for key, page in self._pages.items():
            content = pickle.dumps(page.known)
            if page.has_learnt and (written := seal(content)):
                self._kept.put(key, f"{written}\n".encode() + content)
        for path in self._kept.folder.glob("*.found"):
            if path.stem.partition("-")[0] not in self._pages:
                path.unlink(missing_ok=True)


def _opened(kept: bytes | None) -> dict[str, tuple[tuple[str, ...], Any]]:
    written, _, content = (kept or b"").partition(b"\n")
    return pickle.loads(content) if is_sealed(content, written.decode("ascii", "replace")) else {}


class FoundOnPage:
    """What is *known* of a page: by the name of what looks for it, the texts it was asked with, and what it found."""

    def __init__(self, known: dict[str, tuple[tuple[str, ...], Any]]) -> None:
        self.known, self.has_learnt = known, False

    def once(self, find: Callable[..., T], page: Page, *texts: str) -> T:
        """Return what *find* finds on the *page*, asked with *texts*."""
        function: Any = getattr(find, "func", find)
        name = f"{function.__module__}.{function.__qualname__}"
        asked, found = self.known.get(name, (None, None))
        if asked != texts:
            found = find(page, *texts)
            self.known[name], self.has_learnt = (texts, found), True
        answer: T = found  # type: ignore[assignment]
        return answer
