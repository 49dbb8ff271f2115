"""A chapter of the book run with other parameters: compiled as the book is, and set beside the published page."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import quote

import nbformat
from bs4 import BeautifulSoup, Tag

from review.book.build.build_lock import EXECUTED, held_build
from review.book.build.sphinx_run import compile_book
from review.book.build.staging import assemble
from review.book.pages.cards import cards_of
from review.book.pages.citer import citer
from review.book.pages.generated import Offered
from review.book.reruns.differences import Kind, mark_differences, missing
from review.book.reruns.standalone import standalone
from review.book.site.html_tree import Page, attribute, parse_html
from review.book.site.manifest import is_as_built
from review.book.taking.exhibit import Exhibit
from review.book.taking.files import legend_of
from review.book.taking.picture import WIDTH_IN_PIXELS, print_picture
from review.book.taking.rasterising import rasterised
from review.book.taking.readable import Picture, readable
from review.citing.catalogue import Kind as KindOfPart
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import VARIABLE, Project
from review.errors import FileFault, NotebookFailed, UsageError, require_known
from review.execution.parameters.declared import Parameter, changed, check_parameters
from review.execution.parameters.templates import PER_SOURCE, templates
from review.execution.runs.normalise import normalise, to_bytes
from review.execution.runs.run import run_notebook
from review.execution.selection import several
from review.files.atomic import write_whole
from review.present.html.markup import Html, element, joined

#: Where runs are put below the folder of what is built; no longer are their names.
RUNS, LONGEST_NAME = "runs", 100
#: The parameters that name sources.
SOURCES = ("source_id", "exclude_sources")
NOTHING = "Nothing on the page differs from the published one."
#: Where pictures of runs are kept, apart from those of the book.
PICTURES = Path("cache") / "pictures-of-runs"


@dataclass(frozen=True)
class Asked:
    """What is run: a *template* with its *known* parameters, and the *values* given for them."""

    template: Path
    known: tuple[Parameter, ...]
    values: Mapping[str, object]

    @property
    def page(self) -> str:
        """Return the name of the page: that of the notebook, or of the source that it is run for."""
        source = next((item for item in self.known if item.name == "source_id"), None)
        if self.template.stem != PER_SOURCE or source is None:
            return self.template.stem
        return str(self.values.get("source_id", source.default))

    @cached_property
    def settings(self) -> str:
        """Return what is not as published, in words; empty where all is."""
        all_values = {item.name: item.default for item in self.known} | dict(self.values)
        published = {item.name: item.default for item in self.known}
        differing = {name: value for name, value in changed(self.known, all_values).items() if name != "source_id"}
        return "; ".join(f"{name} is {value!r} (published: {published[name]!r})" for name, value in differing.items())


def place_of(project: Project, asked: Asked, output: Path | None, *, force: bool) -> Path:
    """Return where a run is put: *output*, or a file among the runs, named by its parameters; a page if it is one.

    Raises UsageError for an ending other than .html or .ipynb, and FileFault for a file that exists, without *force*.
    """
    if output is None:
        (project.build / RUNS).mkdir(parents=True, exist_ok=True)
        given = "-".join(f"{name}={value}" for name, value in asked.values.items())
        name = re.sub(r"[^\w=.-]+", "-", f"{asked.page}-{given}" if given else asked.page)
        return project.build / RUNS / f"{name[:LONGEST_NAME]}{'.html' if _is_published(project, asked) else '.ipynb'}"
    if output.suffix not in (".html", ".ipynb"):
        raise UsageError(f"{output}: a run is a page or a notebook. End its name in .html or .ipynb.")
    if not output.parent.is_dir():
        raise FileFault(f"{output.parent}: there is no such folder for the output. Make it, or name another.")
    if output.exists() and not force:
        raise FileFault(f"{output}: exists already. Name another file, or add --force.")
    return output


def rerun(
    snapshot: Snapshot,
    asked: Asked,
    output: Path,
    *,
    offered: Offered,
    timeout: int,
    stop: threading.Event,
    report: Callable[[str], None],
) -> tuple[str, ...]:
    """Put what is *asked* at *output*, a page (.html) or a notebook (.ipynb), and return what is to be said of it.

    The published page, beside which it is set, is that of the last build, which stays as it is. A notebook that is no
    page of the book is put there as it ran. Raises what running and compiling raise.
    """
    project = snapshot.project
    check_parameters(asked.known, asked.values)
    _require_sources(snapshot.corpus, asked)
    report(f"running {asked.template.name}")
    if not _is_published(project, asked):
        if output.suffix == ".html":
            raise UsageError(f"{asked.page} is no page of a built book. Run `review book` first, or write an .ipynb.")
        _run(project, asked, output, timeout, stop)
        return ()
    with held_build(project):
        work = project.build / "stage"
        executed = work / "notebooks"
        shutil.copytree(project.build / EXECUTED, executed)
        _run(project, asked, executed / f"{asked.page}.ipynb", timeout, stop)
        report("making the page")
        page = _Compiled.of(snapshot, asked, executed, work, offered)
        said = page.compare(output)
        write_whole(output, page.notebook(output) if output.suffix == ".ipynb" else page.html(output))
    return (said,)


def _is_published(project: Project, asked: Asked) -> bool:
    run = project.build / EXECUTED / f"{asked.page}.ipynb"
    return asked.template in templates(project) and run.is_file() and is_as_built(project.site)


def _require_sources(corpus: Corpus, asked: Asked) -> None:
    """Refuse a source that there is not before a kernel starts."""
    for name in SOURCES:
        if name in asked.values:
            require_known("source", set(corpus.sources), several(asked.values[name]))


def _run(project: Project, asked: Asked, output: Path, timeout: int, stop: threading.Event) -> None:
    """Run it, and keep what ran of a notebook that fails, its traceback in it."""
    environment = {VARIABLE: str(project.root)}
    run = partial(run_notebook, folder=project.root, timeout=timeout, environment=environment, stop=stop)
    try:
        run(asked.template, output, asked.values)
    except NotebookFailed as error:
        if error.partial is None:
            raise
        place = project.build / RUNS / "failed" / f"{asked.page}.ipynb"
        place.parent.mkdir(parents=True, exist_ok=True)
        normalise(error.partial)
        write_whole(place, to_bytes(error.partial))
        raise NotebookFailed(f"{error}\nWhat ran until then is in {place}.") from error


@dataclass(frozen=True)
class _Compiled:
    """The page of a run as the compiler left it in *site*, and the notebook *staged* of which it was made."""

    snapshot: Snapshot
    asked: Asked
    site: Path
    staged: Path
    text: str
    root: BeautifulSoup

    @classmethod
    def of(cls, snapshot: Snapshot, asked: Asked, executed: Path, work: Path, offered: Offered) -> _Compiled:
        stage = assemble(snapshot, executed, work / "source", offered, notice=_notice(asked))
        site = work / "out" / "html"
        compile_book(snapshot, stage, site, only=asked.page)
        text = (site / f"{asked.page}.html").read_text("utf-8")
        return cls(snapshot, asked, site, stage.folder / f"{asked.page}.ipynb", text, parse_html(text))

    @property
    def article(self) -> Tag:
        return self.root.select("article")[0]

    def compare(self, output: Path) -> str:
        """Mark what is not as published, say so under the title, and return it in lines."""
        there = self._there(output)
        published = parse_html((self.snapshot.project.site / f"{self.asked.page}.html").read_text("utf-8"))
        article = published.select("article")[0]
        gone = missing(article, self.article)
        differing = mark_differences(article, self.article, there)
        places = [(name, f"{_title(self.article, name)}: {_counted(differing[name])}") for name in differing]
        reference = citer(self.snapshot).reference(self.asked.page).slanted
        self.article.select("h1")[0].insert_after(parse_html(_summary(self.asked, places, gone, there, reference)))
        lines = [f"not as published: {place}" for _, place in places] + [f"not shown: {title}" for title in gone]
        return "\n".join(lines) or NOTHING

    def notebook(self, output: Path) -> bytes:
        staged = nbformat.read(self.staged, 4)  # type: ignore[no-untyped-call]
        return readable(staged, self.article, self._there(output), self._pictures())

    def html(self, output: Path) -> bytes:
        self.article.select(".run strong")[0].decompose()  # a bar over the page says it
        cite = citer(self.snapshot)
        named = {attribute(number, "data-derivation-id") for number in self.root.select("[data-derivation-id]")}
        cards = cards_of(self.snapshot, cite, named)
        return standalone(self.root, self.site, self._there(output), cards).encode()

    def _there(self, output: Path) -> str:
        """Return where the published page is: at its address, or on this machine."""
        address = citer(self.snapshot).catalogue.book.here
        place = os.path.relpath(self.snapshot.project.site, output.absolute().parent)
        return f"{address or quote(Path(place).as_posix())}/{self.asked.page}.html"

    def _pictures(self) -> dict[str, Picture]:
        cite = citer(self.snapshot)
        drawn: dict[str, tuple[str, str]] = {}
        untouched = Page(self.asked.page, parse_html(self.text))
        for name, chart in untouched.ids:
            part = cite.catalogue.parts.get(name)
            if part and part.kind is KindOfPart.CHART:
                exhibit = Exhibit(part, chart, self.text, "")
                if drawing := exhibit.drawing:
                    legend = legend_of(cite, exhibit)
                    sealed = replace(legend, credit=(*legend.credit, _notice(self.asked)))
                    told = attribute(chart.select("svg")[0], "aria-label")
                    drawn[name] = (told, print_picture(drawing, sealed))
        kept = self.snapshot.project.build / PICTURES
        pngs = rasterised({svg: WIDTH_IN_PIXELS for _, svg in drawn.values()}, kept)
        return {name: Picture(told, svg, pngs[svg].read_bytes()) for name, (told, svg) in drawn.items()}


def _notice(asked: Asked) -> str:
    return f"Your run, not the published one: {asked.settings or 'its settings are those of the book'}."


def _title(article: Tag, section: str) -> str:
    heading = article.select(f"section[id='{section}'] > :is(h1, h2, h3)")[0]
    return str(next(heading.stripped_strings))


def _counted(count: Mapping[Kind, int]) -> str:
    return ", ".join(f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in count.items())


def _summary(asked: Asked, places: Sequence[tuple[str, str]], gone: Sequence[str], there: str, reference: str) -> str:
    """Return the HTML that stands under the title of a run: where it differs, and how it is cited."""
    published = element("a", "published page", href=there)
    lines = [element("li", element("a", text, href=f"#{name}")) for name, text in places]
    lines += [element("li", f"Not shown with these settings: {title}") for title in gone]
    told = joined([element("p", "Beside the ", published, ":"), element("ul", joined(lines))])
    seal = f" Run with other settings: {asked.settings}." if asked.settings else ""
    cited = element("p", "To cite it: ", Html(reference), seal)
    head = element("p", element("strong", _notice(asked)))
    return element("aside", head, told if lines else element("p", NOTHING), cited, class_="run").text
