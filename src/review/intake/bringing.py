"""What somebody brings of a source, taken in: the file in which it comes, a reference, an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from review.citing.adding import reference_entry
from review.citing.items import Item
from review.corpus.corpus import Corpus
from review.errors import UsageError
from review.intake.copies import SourceCopy
from review.intake.plain import copy_of_text
from review.intake.printed_pages import copy_of_pdf
from review.intake.sources import Intake, add_source
from review.intake.web_pages import copy_of_page

#: The types of reference whose container speaks, and not its authors.
_OF_MEDIA = ("article-newspaper", "article-magazine", "broadcast")
_ADDRESS = re.compile(r"https?://[^\s{}<>\"\\]+")


@dataclass(frozen=True)
class Brought:
    """A source as it is brought: a file of one of three kinds, a reference as FILE#key, an address, an encoding."""

    text: Path | None = None
    html: Path | None = None
    pdf: Path | None = None
    reference: str = ""
    address: str = ""
    encoding: str = ""

    def copy(self) -> SourceCopy:
        """Return the copy that is made of the file. Raises UsageError where there is none, or more than one."""
        given = [path for path in (self.text, self.html, self.pdf) if path]
        if len(given) != 1:
            raise UsageError(f"a source comes in one file (got {len(given)}). Give it by --text, --html or --pdf.")
        if self.text:
            return copy_of_text(self.text, self.encoding)
        return copy_of_page(self.html, self.encoding) if self.html else copy_of_pdf(given[0])


def bring(
    corpus: Corpus,
    source_id: str,
    brought: Brought,
    *,
    kind: str,
    title: str,
    language: str = "",
    texts: Path | None = None,
    dry_run: bool = False,
) -> Intake:
    """Add the source that is *brought*, with the title of its reference where none is given, its date and its origin.

    See `add_source`.
    """
    if brought.address and not _ADDRESS.fullmatch(brought.address):
        raise UsageError(f"{brought.address!r} is no address of the web. Give one that begins with https://.")
    entry, published, own = "", "", dict[str, str]()
    if brought.reference:
        file, key = _file_and_key(brought.reference)
        item, entry = reference_entry(file, key, source_id, brought.address)
        title = title or re.sub(r"<[^<>]*>", "", str(item["title"]))
        published, own = _published(item), _own_origin(item, kind)
    return add_source(
        corpus,
        source_id,
        kind=kind,
        title=title or source_id,
        copy=brought.copy(),
        language=language,
        published=published,
        origin=own,
        entry=entry,
        address=brought.address if not entry else "",
        texts=texts,
        dry_run=dry_run,
    )


def _published(item: Item) -> str:
    """Return the date of a reference as tables have it; of one that goes on for years, nothing."""
    dates = item.get("issued", {}).get("date-parts", [])
    return "-".join(f"{int(part):02}" for part in dates[0]) if len(dates) == 1 else ""


def _own_origin(item: Item, kind: str) -> dict[str, str]:
    """Return the origin that a source is where it credits nobody: the medium, or its authors; of a body, nothing.

    What sort of body it is, a reference does not say.
    """
    if item.get("type") in _OF_MEDIA or "news" in kind:
        name = str(item.get("container-title") or item.get("publisher") or "")
        return {"name": name, "kind": "medium"} if name else {}
    families = [str(name.get("family", "")) for name in item.get("author", [])]
    if not all(families) or not families:
        return {}
    return {"name": " and ".join(families if len(families) < 3 else (families[0], "others")), "kind": "scholar"}


def _file_and_key(reference: str) -> tuple[Path, str]:
    file, _, key = reference.rpartition("#")
    return (Path(file), key) if file and not Path(reference).exists() else (Path(reference), "")
