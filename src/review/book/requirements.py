"""All that must hold of a review, in one list: what `review check`, `verify`, a release and every build ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from review.book.pages.ids import require_ids
from review.book.prose.columns import column_problems
from review.book.prose.outputs import lead_problems, output_problems
from review.book.prose.typed_numbers import check_prose
from review.book.untrusted.check_inputs import contribution_problems
from review.book.untrusted.parts import missing_book, missing_lock, missing_parts, missing_texts
from review.citing import requirements as citing
from review.citing.reference import citation
from review.corpus import requirements as corpus
from review.corpus.requirement import Requirement, Stage
from review.corpus.snapshot import Snapshot
from review.corpus.tables.descriptor import DESCRIPTOR
from review.errors import Problem
from review.execution.parameters.leaving_out import barred_sources
from review.execution.parameters.templates import PER_SOURCE, templates
from review.files.notebooks import read_template
from review.synthesis import requirements as synthesis

# Imported where they are asked: what draws pages and reads a built site takes a second to import.


def _contents(snapshot: Snapshot) -> Iterable[Problem]:
    from review.book.pages.contents import contents_problems, expand_sources, pages_named, read_yaml
    from review.book.pages.generated import data_parts, library_names

    project = snapshot.project
    # Without contents there is no book yet; without templates notebooks come from elsewhere, and the stage tells.
    if not templates(project) or not (project.book / "_toc.yml").is_file():
        return []
    sources = dict.fromkeys(snapshot.corpus.sources, "")
    named = pages_named(expand_sources(read_yaml(project.book / "_toc.yml"), sources))
    written = {path.stem: f"book/{path.name}" for path in sorted(project.book.glob("*.md"))}
    of_the_library = library_names(project.book, data_parts(snapshot.corpus, {}))
    written |= {name: f"data (page {name})" for name in of_the_library}
    written |= {name: "the program" for name in snapshot.offered if name in named}
    executed: dict[str, str] = {}
    for path in templates(project):
        names = sources if path.stem == PER_SOURCE else (path.stem,)
        executed |= dict.fromkeys(names, f"notebooks/{path.name}")
    return contents_problems(named, written, executed)


def _outputs(snapshot: Snapshot) -> Iterator[Problem]:
    from review.book.pages.citables import catalogue, written_pages

    taken: dict[str, str] = {}
    of_templates = {page.origin: page.outputs for page in written_pages(snapshot) if page.outputs}
    for path, outputs in of_templates.items():
        yield from output_problems(path, outputs, taken)
    for template in templates(snapshot.project):
        sources = [cell.source for cell in read_template(template).cells if cell.cell_type == "code"]
        yield from lead_problems(f"notebooks/{template.name}", sources)
    # A corpus without contents is no book yet, and cited by nothing.
    if not (snapshot.project.book / "_toc.yml").is_file():
        return
    try:
        catalogue(snapshot)
    except ValueError as error:
        yield Problem("book", 0, "", str(error), "Give one of them another label or key: it is an address.")


def _ids(snapshot: Snapshot) -> None:
    require_ids(snapshot)


def _listed(snapshot: Snapshot) -> Iterable[str]:
    for kind, ids in require_ids(snapshot).items():
        yield f"data/ids.csv lacks the {kind} ids {', '.join(ids)}. `review release` lists them."


def _kept(snapshot: Snapshot) -> Iterable[str]:
    from review.book.pages.changes.releases import release_gap

    if snapshot.corpus.tables["ids"]:
        yield release_gap(snapshot.corpus, citation(snapshot))


def _built(snapshot: Snapshot) -> Iterable[str]:
    from review.book.site.stamp import build_gap

    yield build_gap(snapshot.project)


def _package(snapshot: Snapshot) -> Iterable[Problem]:
    from review.export.package import package_problems

    built = snapshot.project.site / "data"
    # Where there is none, the site is not built, which is told beside this.
    return package_problems(built) if (built / DESCRIPTOR).is_file() else []


def _shown(snapshot: Snapshot) -> Iterable[Problem]:
    from review.book.site.unshown_rows import unshown_rows

    return unshown_rows(snapshot.project, snapshot.corpus)


def _for_all(snapshot: Snapshot) -> Iterable[Problem]:
    from review.book.prose.speaking_for_all import unread_sections

    return unread_sections(snapshot)


def _titles(snapshot: Snapshot) -> Iterable[Problem]:
    from review.book.prose.speaking_for_all import wrong_numbers

    return wrong_numbers(snapshot)


OF_THE_BOOK: tuple[Requirement[Snapshot], ...] = (
    Requirement(
        "harmless",
        Stage.ROWS,
        "No file runs, reads another, leads elsewhere or hides; notebooks are stored without outputs.",
        contribution_problems,
    ),
    Requirement(
        "typed-in-tables",
        Stage.ROWS,
        "No number is typed in a note, a reading or a label unless its row proves it.",
        lambda snapshot: column_problems(snapshot.corpus),
    ),
    Requirement("parts", Stage.CONCLUSIONS, "Contents, settings and the notebook of sources are there.", missing_parts),
    Requirement(
        "prose",
        Stage.PAGES,
        "No number is typed in prose unless its section proves it; ranges have like ends; labels are there, once; "
        "works that are cited are known.",
        check_prose,
    ),
    Requirement("titles", Stage.PAGES, "Titles and descriptions have the number of the sources.", _titles),
    Requirement("named", Stage.PAGES, "Every chart and table of a notebook has a name to be cited by.", _outputs),
    Requirement(
        "contents",
        Stage.PAGES,
        "Every page that the contents name is there, once, under a name that is free, and has its place.",
        _contents,
    ),
    Requirement("ids", Stage.PAGES, "Every id that was released is there, or leads on, or says why it is gone.", _ids),
    Requirement("listed-ids", Stage.RELEASE, "Every id of the book is listed.", _listed),
    Requirement("kept-release", Stage.RELEASE, "What the release says is kept, under a version of its own.", _kept),
    Requirement("shown", Stage.RELEASE, "Every figure and every claim is shown in a chapter.", _shown),
    Requirement(
        "barred",
        Stage.RELEASE,
        "No parameter leaves a source out by default.",
        lambda snapshot: barred_sources(snapshot.project, tuple(snapshot.corpus.sources)),
    ),
    Requirement(
        "speaks-for-all",
        Stage.RELEASE,
        "Every section that speaks for all sources was read again beside each new one.",
        _for_all,
    ),
    Requirement("data-package", Stage.RELEASE, "The data package of the site is valid, says frictionless.", _package),
    Requirement(
        "book-is-there", Stage.COPY, "There are prose, contents and notebooks to make a book of.", missing_book
    ),
    Requirement("lock", Stage.COPY, "A lock file says by which packages the book is built.", missing_lock),
    Requirement("texts-at-hand", Stage.COPY, "The text of every source is at hand.", missing_texts),
    Requirement("built", Stage.RELEASE, "The site is built from what stands in the project.", _built),
)
#: What a release does itself, of what it needs.
DONE_BY_RELEASE = frozenset({"listed-ids", "kept-release"})
#: What takes seconds, and cannot change what a check is asked for while one writes.
ASKED_OF_A_RELEASE_ALONE = frozenset({"data-package"})
#: All, in the order in which their stages are entered.
REQUIREMENTS: tuple[Requirement[Snapshot], ...] = tuple(
    sorted(
        (*citing.REQUIREMENTS, *corpus.REQUIREMENTS, *synthesis.REQUIREMENTS, *OF_THE_BOOK),
        key=lambda requirement: list(Stage).index(requirement.stage),
    )
)
