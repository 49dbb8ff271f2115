"""The build: stage, compile, look the site over, and put it in place of the last one in one step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import vl_convert

from review.book.build.cite_files import cited_on, write_cite_files, write_sitemap
from review.book.build.search_index import main_heading, places_of, write_search_index
from review.book.build.sphinx_run import BookFailed, compile_book, copy_data, strip_unused
from review.book.build.staging import NONE, assemble, notice_of, put_over_pages
from review.book.pages.cards import write_cards
from review.book.pages.changes.history import history
from review.book.pages.changes.releases import read_releases
from review.book.pages.citer import KEPT, Citer, citer
from review.book.pages.contents import read_yaml, titles_given
from review.book.pages.generated import Offered
from review.book.site import content_security_policy
from review.book.site.found import KEPT as FOUND
from review.book.site.found import FoundBefore
from review.book.site.gates import GATES, Site, look_at
from review.book.site.html_tree import Page
from review.book.site.manifest import write_manifest
from review.book.taking.downloads import KEPT as NOTEBOOKS
from review.book.taking.downloads import charts_on, write_downloads
from review.book.taking.files import KEPT as PICTURES
from review.book.views.states import STATES, write_states
from review.citing.reference import citation
from review.citing.works import short_names
from review.corpus.requirement import Stage, problems_of
from review.corpus.snapshot import Snapshot
from review.errors import Problem
from review.execution.runs.cache import DRAWINGS
from review.execution.runs.drawings import drawings_kept_in
from review.files.atomic import write_whole
from review.files.folders import THEME, swap
from review.present.words.wording import date_text

Report = Callable[[str], None]
# A classic script, as browsers refuse modules from file://. The function keeps the bundle's names to itself.
_WRAPPED = "(function () {{\n{bundle}\n}})();\n"


def make_site(
    snapshot: Snapshot,
    notebooks: Path,
    report: Report,
    before_swap: Callable[[], None] = lambda: None,
    offered: Offered = NONE,
) -> tuple[Page, ...]:
    """Compile the book from the finished notebooks in *notebooks*, in a build that is held, and return its pages.

    The last good site stays in place until the new one is complete and has passed every gate. The *snapshot* has
    passed; *before_swap* is the last that may refuse; *offered* are the parts of pages on the program.
    Raises BookFailed with every problem, FileFault.
    """
    project = snapshot.project
    site = _compiled(snapshot, notebooks, report, offered)
    report("putting the site in place")
    before_swap()
    swap(site.folder, project.site)
    return site.pages


def _compiled(snapshot: Snapshot, notebooks: Path, report: Report, offered: Offered) -> Site:
    project, corpus, cited = snapshot.project, snapshot.corpus, citation(snapshot)
    report("assembling the pages")
    with drawings_kept_in(project.build / DRAWINGS):
        stage = assemble(snapshot, notebooks, project.build / "stage" / "source", offered)
    site = project.build / "stage" / "out" / "html"
    report("compiling the book")
    compile_book(snapshot, stage, site)
    report("adding data and scripts")
    strip_unused(site)
    copy_data(snapshot, site)
    cite = citer(snapshot)
    write_cards(snapshot, cite, stage.computed, site / "cards")
    write_states(corpus, notebooks, site / STATES)
    write_scripts(site / "vega", project.build / "scripts")
    # Scripts among the static files are on every page.
    shutil.copytree(THEME / "view", site / "view")
    content_security_policy.lay_down(site)
    report("looking the site over")
    # A source is named by author and year, and both come out of the bibliography.
    by_name = short_names(snapshot).values()
    versions = (cited.version, *(kept.version for kept in read_releases(project.data)))
    of_the_book = (*versions, date_text(cited.released), *cited.licences, *by_name)
    found = FoundBefore(project.build / FOUND)
    built = Site(site, (str(project.root),), corpus, of_the_book, tuple(cite.catalogue.parts.values()), found)
    _look_at(built.pages, cite)
    write_cite_files(cite, history(snapshot), built.pages, site, project.build / PICTURES)
    write_sitemap(cite, built.pages, site)
    write_downloads(built.pages, site, cited.here, cited.repository, project.build / NOTEBOOKS)
    write_search_index(built.pages, titles_given(read_yaml(stage.folder / "_toc.yml")), site / "search")
    problems = problems_of(GATES, built, Stage.SITE)
    if problems:
        made_from = {f"{page}.html": origin for page, origin in stage.origins.items()}
        raise BookFailed([_with_origin(problem, made_from) for problem in problems])
    cite.kept.save(project.build / KEPT)
    found.save()
    # It changes with rows that stand on other pages.
    put_over_pages(built.pages, notice_of(corpus, snapshot.receipt), site)
    write_manifest(site)
    return built


def _look_at(pages: Iterable[Page], cite: Citer) -> None:
    """Find all that is asked of each page, and let its elements go: those of a thousand pages fill a machine."""
    for page in pages:
        look_at(page)
        cited_on(cite, page)
        for find in (places_of, main_heading, charts_on):
            page.once(find)
        page.forget()


def _with_origin(problem: Problem, made_from: Mapping[str, str]) -> Problem:
    origin = made_from.get(problem.path)
    return replace(problem, path=f"{problem.path} (made from {origin})") if origin else problem


def write_scripts(folder: Path, kept: Path) -> None:
    """Write the script that makes charts live, vega.js (Vega, Vega-Lite and Vega-Embed in one) into *folder*.

    Bundling takes seconds, so that the bundle of each version of vl-convert stays in *kept*.
    """
    bundle = kept / f"vega-{version('vl-convert-python')}.js"
    if not bundle.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        write_whole(
            bundle,
            _WRAPPED.format(bundle=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")).encode(),
        )
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(bundle, folder / "vega.js")
