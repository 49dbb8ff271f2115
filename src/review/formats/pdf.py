"""What is read in a printed PDF and written into it: places, titles, whose book it is; no time, no program's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from review.errors import EnvironmentFault

MISSING = "pikepdf, which finishes a PDF, is missing. `pip install 'figure-by-figure[formats]'` installs it."


def require_pikepdf() -> None:
    """Raise EnvironmentFault, which says what to install, where the package that reads PDFs is missing."""
    _pikepdf()


def pages_of_places(pdf: bytes) -> dict[str, int]:
    """Return the page, counted from 1, of every place that a link of the document leads to, by its name."""
    with _opened(pdf) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        named = document.Root.get("/Dests", {})
        return {str(name).removeprefix("/"): pages[where[0].objgen] for name, where in named.items()}


def count_sheets(pdf: bytes) -> int:
    """Return how many pages the document has."""
    with _opened(pdf) as document:
        return len(document.pages)


def finished(pdf: bytes, said: Mapping[str, str], headings: Iterable[str]) -> bytes:
    """Return the document, packed, with what is *said* of it ("/Title", "/Author") in the place of time and program.

    The printer loses the space at which a heading is broken into lines, and says the first line twice where it begins
    a page: bookmarks are written as *headings* have them.
    """
    written = {"".join(heading.split()): heading for heading in headings}
    out = BytesIO()
    with _opened(pdf) as document:
        document.docinfo = document.make_indirect(dict(said))
        with document.open_outline() as outline:
            items = list(outline.root)
            for item in items:
                item.title = _meant(item.title, written)
                items += item.children
        _rename_elements(document)
        document.save(out, object_stream_mode=_pikepdf().ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _meant(title: str, written: Mapping[str, str]) -> str:
    told = "".join(title.split())
    twice = [key for key in written if told.endswith(key) and key.startswith(told.removesuffix(key))]
    return written.get(told) or written.get(max(twice, key=len, default=""), title)


def _rename_elements(document: Any) -> None:
    """Name the elements of the text by their order: the printer numbers them by what else it does meanwhile."""
    kinds = _pikepdf()
    dictionaries = [each for each in document.objects if isinstance(each, kinds.Dictionary)]
    named = sorted(str(each.ID) for each in dictionaries if isinstance(each.get("/ID"), kinds.String))
    ranks = {name: f"n{rank:08}" for rank, name in enumerate(named)}
    for each in dictionaries:
        if "/ID" in each and (name := str(each.ID)) in ranks:
            each.ID = ranks[name]
        # The index of the names, and the cells of a table that name those at their heads.
        attributes = each.get("/A", [])
        holders = [each, *(attributes if isinstance(attributes, kinds.Array) else [attributes])]
        for listed in (
            holder.get(key)
            for holder in holders
            for key in ("/Names", "/Limits", "/Headers")
            if isinstance(holder, kinds.Dictionary)
        ):
            for place, name in enumerate(listed if isinstance(listed, kinds.Array) else ()):
                if isinstance(name, kinds.String) and str(name) in ranks:
                    listed[place] = ranks[str(name)]


def _opened(pdf: bytes) -> Any:
    return _pikepdf().open(BytesIO(pdf))


def _pikepdf() -> Any:
    try:
        import pikepdf
    except ModuleNotFoundError:
        raise EnvironmentFault(MISSING) from None
    return pikepdf
