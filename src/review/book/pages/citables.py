"""All that can be cited of a book, gathered: its pages, sections, charts and tables, and the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from review.book.prose.outputs import Output, outputs_of
from review.book.prose.roles import printed_text
from review.citing.catalogue import Catalogue, Citable, Kind, by_id
from review.citing.reference import citation
from review.citing.rows import computed_to_cite, rows_to_cite
from review.citing.works import short_names, works
from review.corpus.snapshot import Snapshot, once
from review.corpus.tables.project import Project
from review.corpus.tables.records import Source
from review.execution.parameters.templates import PER_SOURCE, templates
from review.files.notebooks import read_template
from review.present.words.wording import NBSP

_HEADING = re.compile(r"^\((?P<label>[^()\s]+)\)=[ \t]*\n+(?P<level>##?) +(?P<title>.+?) *$", re.MULTILINE)
_SIGNS = re.compile(r"\\(.)|[*`]")
#: The front page stands for the book as a whole.
FRONT = "index"
#: The page that stands for the data set as a whole.
DATA = "data"


@dataclass(frozen=True)
class Written:
    """A page before anything is run: its Markdown, and what its cells show. *source* is the source it was run for.

    *origin* is the file of the project that it is written in.
    """

    name: str
    text: str
    outputs: tuple[Output, ...] = ()
    source: Source | None = None
    origin: str = ""

    @property
    def prefix(self) -> str:
        """Return what labels begin with, so that those of two sources differ."""
        return f"{self.source.source_id}-" if self.source else ""


@once
def written_pages(snapshot: Snapshot) -> tuple[Written, ...]:
    """Return the pages of a project that can be told without running anything, made once."""
    # Imported late: what draws the pages takes seconds, which few commands should wait for.
    from review.book.pages.attribution import DRAWN
    from review.book.pages.generated import OF_ALL_ROWS, book_pages, data_parts
    from review.book.pages.markdown import Parts

    corpus = snapshot.corpus
    # What is drawn alone has no heading and no label.
    parts: Parts = {**data_parts(corpus, short_names(snapshot)), **dict.fromkeys((DRAWN, *OF_ALL_ROWS), str)}
    pages = [Written(name, page.text) for name, page in book_pages(snapshot.project.book, parts).items()]
    for stem, text, outputs in _notebooks(snapshot.project):
        sources = corpus.sources.values() if stem == PER_SOURCE else (corpus.sources.get(stem),)
        pages += [
            Written(source.source_id if source else stem, text, outputs, source, f"notebooks/{stem}.ipynb")
            for source in sources
        ]
    return tuple(pages)


def _notebooks(project: Project) -> Iterator[tuple[str, str, tuple[Output, ...]]]:
    for path in templates(project):
        cells = read_template(path).cells
        text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        code = ((number, cell.source) for number, cell in enumerate(cells, start=1) if cell.cell_type == "code")
        yield path.stem, text, tuple(outputs_of(code))


@once
def catalogue(snapshot: Snapshot) -> Catalogue:
    """Return what can be cited of a project, made once: nothing has to be run or built for it.

    Raises ValueError where two things have one id.
    """
    corpus, known = snapshot.corpus, works(snapshot)
    pages = [part for page in written_pages(snapshot) for part in parts_of(page)]
    pages = [replace(part, kind=Kind.DATA) if part.id == DATA else part for part in pages]
    parts = by_id([*pages, *_findings(snapshot), *rows_to_cite(corpus, known)])
    book = citation(snapshot)
    return Catalogue(book, str(corpus.descriptor.about["name"]), parts, known, partial(computed_to_cite, corpus, known))


def parts_of(page: Written) -> Iterator[Citable]:
    """Yield a page, its sections, and its charts and tables, in this order."""
    prefix, of_it = page.prefix, f": {page.source.name}" if page.source else ""
    works = (page.source.source_id,) if page.source else ()
    chapter = f"What {page.source.name} reports" if page.source else ""
    for found in _HEADING.finditer(page.text):
        title, label = _SIGNS.sub(r"\1", found["title"]), f"{prefix}{found['label']}"
        if found["level"] == "##":
            yield Citable(label, Kind.SECTION, f"{chapter}: {title}", page.name, label, works)
        elif page.name != FRONT:
            chapter = chapter or title
            yield Citable(label, Kind.CHAPTER, chapter, page.name, "", works)
        else:
            chapter = title
    for output in page.outputs:
        if output.label:
            label = f"{prefix}{output.label}"
            title = f"{output.title}{of_it}"
            yield Citable(label, Kind(output.kind), title, page.name, label, works, is_optional=output.is_optional)


def _findings(snapshot: Snapshot) -> Iterator[Citable]:
    corpus = snapshot.corpus
    for row in corpus.findings.values():
        sentence = printed_text(corpus, row.sentence).replace(NBSP, " ")
        caution = "it depends on who coded the statements" if row.depends_on_coding else ""
        anchor = f"finding-{row.finding_id}"
        yield Citable(row.finding_id, Kind.FINDING, sentence.rstrip("."), row.chapter, anchor, (), "", caution)
