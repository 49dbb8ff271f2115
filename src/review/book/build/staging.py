"""The stage: an empty folder filled with everything that the book is compiled from, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from review.book.pages import markdown
from review.book.pages.contents import contents_problems, expand_sources, pages_named, read_yaml
from review.book.pages.evidence import chapters_of
from review.book.pages.generated import Offered, PageText, book_pages, data_parts, offered_page
from review.book.pages.markdown import Parts
from review.book.prose.notebooks import page_notebook
from review.book.site.html_tree import Page
from review.book.site.verdicts import maker
from review.citing.reference import Citation, citation
from review.citing.works import short_names
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.corpus.verification.receipt import Receipt, unverified
from review.errors import UsageError
from review.execution.parameters.templates import PER_SOURCE
from review.files.folder_entries import LEFT_OUT
from review.files.folders import SHEET, THEME
from review.files.hashing import sha256
from review.files.kept_contents import KeptContents
from review.present.html.markup import Content, element, joined
from review.present.tables.calculations import calculation, calculations
from review.present.words.wording import date_text, number

CONFIGURATION = '''"""The Sphinx configuration: the book's settings in Sphinx's words."""
from pathlib import Path

from review.book.sphinx_ext.configuration import configuration

globals().update(configuration(Path(__file__).parent))
'''
NONE: Offered = {}
#: Where the pages on the program are kept, in the folder ``build``.
ON_THE_PROGRAM = Path("cache") / "program"
_MAIN = '<main id="main">'
_COMPUTED = re.compile(r"derivations\.html#([\w-]+)")


@dataclass(frozen=True)
class StagedBook:
    """A filled stage.

    *origins* says for each page which file of the project it was made from; *computed* are the ids of its computed
    numbers.
    """

    folder: Path
    origins: Mapping[str, str] = field(default_factory=dict)
    computed: tuple[str, ...] = ()


def assemble(
    snapshot: Snapshot, notebooks: Path, stage: Path, offered: Offered = NONE, *, notice: str = ""
) -> StagedBook:
    """Fill *stage*, a folder that does not exist yet, and return it.

    *notebooks* holds the finished notebooks, *offered* the parts of pages on the program; *notice* (HTML) stands over
    every page. Raises UsageError for a page that is named and missing.
    """
    stage.mkdir(parents=True)
    project, corpus = snapshot.project, snapshot.corpus
    origins: dict[str, str] = {}
    computed = computed_names(corpus, notebooks)
    named = pages_named(read_yaml(project.book / "_toc.yml"))
    pages = {name: _offered(project, name, offered[name]) for name in offered if name in named}
    parts = data_parts(corpus, short_names(snapshot), computed, chapters_of(corpus, notebooks, named))
    for name, page in (pages | book_pages(project.book, parts)).items():
        _write(stage / f"{name}.md", page.text)
        origins[name] = page.origin
    executed = _place_notebooks(corpus, notebooks, stage)
    _place_settings(snapshot, stage, notice)
    if problems := contents_problems(pages_named(read_yaml(stage / "_toc.yml")), origins, executed):
        raise UsageError("\n".join(map(str, problems)))
    return StagedBook(stage, origins | executed, computed)


def _offered(project: Project, name: str, parts: Callable[[], Parts]) -> PageText:
    """Return a page on the program, kept for as long as the program is the same: to ask it takes a second."""
    kept, key = KeptContents(project.build / ON_THE_PROGRAM, name), sha256(maker().encode())
    if (text := kept.get(key)) is None:
        text = offered_page(name, parts()).encode()
        place = kept.put(key, text)
        for old in {*kept.folder.glob(f"*.{name}")} - {place}:
            old.unlink(missing_ok=True)
    return PageText(text.decode(), "the program")


def computed_names(corpus: Corpus, notebooks: Path) -> tuple[str, ...]:
    """Return the ids of the computed numbers: those that follow from the rows, and what else notebooks lead to."""
    names = {computation.name: None for computation in calculations(corpus)}
    for path in sorted(notebooks.glob("*.ipynb")):
        names |= dict.fromkeys(_COMPUTED.findall(path.read_text(encoding="utf-8")))
    return tuple(name for name in names if calculation(corpus, name))


def _place_notebooks(corpus: Corpus, notebooks: Path, stage: Path) -> dict[str, str]:
    origins: dict[str, str] = {}
    for path in sorted(notebooks.glob("*.ipynb")):
        if source := corpus.sources.get(path.stem):
            words = {name: markdown.escape_markdown(str(value)) for name, value in vars(source).items()}
            content = page_notebook(path, source.source_id, words)
            origins[path.stem] = f"notebooks/{PER_SOURCE}.ipynb (run for {path.stem})"
        else:
            content = page_notebook(path)
            origins[path.stem] = f"notebooks/{path.name}"
        (stage / path.name).write_bytes(content)
    return origins


def notice_html(content: Content) -> str:
    """Return the HTML of a notice, as it stands over pages."""
    return f"{element('div', content, class_='notice', role='note')}\n"


def put_over_pages(pages: Iterable[Page], notice: str, site: Path) -> None:
    """Put a *notice* (HTML) over the text of each of the *pages* of a site."""
    for page in pages if notice else ():
        _write(site / page.path, page.html.replace(_MAIN, f"{notice}{_MAIN}", 1))


def notice_of(corpus: Corpus, receipt: Receipt) -> str:
    """Return the HTML that stands over every page where rows have changed since they were checked; else nothing."""
    rows = sum(len(keys) for keys in unverified(corpus, receipt).values())
    if not rows:
        return ""
    which = " row of this copy is" if rows == 1 else " rows of this copy are"
    said = f"{which} not verified against the sources since the last change. Do not cite from this copy."
    return notice_html(joined([element("span", number(rows), class_="count-value"), said]))


def said_of(book: Citation) -> dict[str, str]:
    """Return what pages print of the book between ``{{ }}``, as Markdown: version, day, who answers, what else."""
    names = " and ".join(markdown.escape_markdown(each.name) for each in book.contacts)
    verb = "answer" if len(book.contacts) > 1 else "answers"
    places = [f"to [{markdown.escape_markdown(each.name)}]({each.address})" for each in book.contacts if each.address]
    places += [f"in [the repository of the project]({book.repository})"] if book.repository else []
    return {
        "version": book.shown_version,
        "released": date_text(book.released),
        "editor": f"{names} {verb} for the book." if names else "No named editor answers for the book yet.",
        "formats": f"[Other formats]({book.formats})"
        if book.formats
        else "Other formats, which `review formats` writes",
        "reports": f"Report it {' or '.join(places)}." if places else "There is no address for reports yet.",
    }


def _place_settings(snapshot: Snapshot, stage: Path, notice: str) -> None:
    project, corpus, cited = snapshot.project, snapshot.corpus, citation(snapshot)
    settings = read_yaml(project.book / "_config.yml")
    settings |= {
        "title": cited.title,
        "project": cited.title,
        "author": cited.author_names,
        "copyright": f"{cited.year} {cited.author_names}",
    }
    settings.setdefault("html", {})["baseurl"] = f"{cited.here}/" if cited.here else ""
    settings["sphinx"]["config"]["html_context"] = {"notice": notice}
    settings.setdefault("parse", {})["myst_substitutions"] = said_of(cited)
    _write(stage / "_config.yml", yaml.safe_dump(settings, sort_keys=False, allow_unicode=True))
    names = short_names(snapshot)
    titles = {key: row.called or names.get(key) or key for key, row in corpus.sources.items()}
    toc = expand_sources(read_yaml(project.book / "_toc.yml"), titles)
    _write(stage / "_toc.yml", yaml.safe_dump(toc, sort_keys=False, allow_unicode=True))
    _write(stage / "conf.py", CONFIGURATION)
    # The review's own stand over the library's, file by file.
    for folder in ("static", "templates"):
        for given in (THEME / folder, project.book / f"_{folder}"):
            if given.is_dir():
                ignored = shutil.ignore_patterns(*LEFT_OUT)
                shutil.copytree(given, stage / f"_{folder}", ignore=ignored, dirs_exist_ok=True)
    _bind_sheets(stage / "_static")


def _bind_sheets(static: Path) -> None:
    """Make one style sheet of all in *static*, since a browser asks for each before it paints.

    The library's come first, by their names, so that of two rules the review's own wins.
    """
    theirs = {path.name for path in (THEME / "static").glob("*.css")}
    sheets = sorted(static.glob("*.css"), key=lambda path: (path.name not in theirs, path.name))
    bound = "\n".join(path.read_text("utf-8") for path in sheets)
    for path in sheets:
        path.unlink()
    _write(static / SHEET, bound)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
