"""Which figures no chapter shows: rows that were coded, and that no reader meets but in the table of their source."""

from __future__ import annotations

from collections.abc import Iterable

from review.book.site.html_tree import Page, read_page
from review.book.site.row_ids import traced_numbers
from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.execution.parameters.templates import PER_SOURCE, templates

HINT = "Give each a place, or a sentence that says why it has none."


def chapters(project: Project) -> tuple[str, ...]:
    """Return the names of the notebooks whose pages are chapters, built or not; the pages of sources are none."""
    return tuple(path.stem for path in templates(project) if path.stem != PER_SOURCE)


def unshown(corpus: Corpus, pages: Iterable[Page]) -> list[str]:
    """Return the figures that none of *pages* names, in prose, tables or charts, in the order of the table."""
    named = {key for page in pages for table, key, _ in traced_numbers(page) if table == "figures"}
    return [figure_id for figure_id in corpus.figures if figure_id not in named]


def shown_gap(project: Project, corpus: Corpus, pages: Iterable[Page] | None = None) -> str:
    """Return a sentence that names the figures that no chapter of the built book shows; empty where there are none.

    *pages* are those of the book, where they are read already. Nothing is said where no chapter is built: which
    figures one would show is known after its run alone.
    """
    names = [f"{name}.html" for name in chapters(project)]
    if pages is None:
        pages = [read_page(path, project.site) for name in names if (path := project.site / name).is_file()]
    built = [page for page in pages if page.path in names]
    return told(unshown(corpus, built)) if built else ""


def told(figure_ids: list[str]) -> str:
    """Return the sentence that names *figure_ids*, or none."""
    count = "1 figure" if len(figure_ids) == 1 else f"{len(figure_ids)} figures"
    return f"no chapter shows {count}: {', '.join(figure_ids)}. {HINT}" if figure_ids else ""
