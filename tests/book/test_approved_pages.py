"""The pages that are made from rows, of a small review that has something to say on each: one approved text a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from approving import approve
from bicycle_project import Small, make_bicycles
from coded_twice import code_twice
from releasing import keep_release
from sightings_of_bicycles import add_sightings

from review.book.pages.generated import PAGES, book_pages, data_parts, offered_page
from review.citing.reference import Citation
from review.cli.reference import CHECKLIST, checklist_parts
from review.corpus.corpus import Corpus
from review.corpus.requirement import Requirement, Stage
from review.corpus.seeded_errors.bench import SlipOutcome
from review.corpus.seeded_errors.report import REPORT_FILE, coded_texts, report, write_report
from review.corpus.seeded_errors.slips import Slip
from review.present.tables.calculations import calculations

# The declaration says what the columns of a table are: of two tables it is enough to see how that is written.
OTHER_TABLES = re.compile(r"^\(table-(?!figures\)|terms\)).*?(?=^\(|\Z)", re.MULTILINE | re.DOTALL)
NAMES = {"ward2014": "City Cycle Office (2014)", "rates": "The Bank (2015)"}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the corpus of a small review after a release: coded twice, with sightings, changed since."""
    small = make_bicycles(tmp_path_factory.mktemp("rich") / "project")
    add_sightings(code_twice(small))
    add_judgements(small)
    keep_release(small.corpus(), Citation("Thefts", ("All",), "1.0.0", "2020-05-04", ("MIT",)))
    change_since(small)
    kept = small.corpus()
    write_report(seeded(), kept, coded_texts(kept), small.root / "data" / REPORT_FILE)
    return small.corpus()


def add_judgements(small: Small) -> None:
    """Add what the small project lacks and a page shows: constraints of each verdict, an override, facts, a denial."""
    read = {"reading": "Read: some & more of them.", "coding_pass": "first", "tolerance": "0"}
    held, frames, painted = (f"gazette2014-{name}" for name in ("held", "frames", "painted"))
    for number, (kind, weight, members) in enumerate(
        (
            ("same event", "contradiction", f"{frames} {painted}"),
            ("same event", "tension", "ward2014-station gazette2014-station"),
            ("same event", "ambiguity", f"{held} {frames}"),
            ("statements", "tension", "ward2014-unreported gazette2014-plague"),
        )
    ):
        name, headline = f"{weight}-{members.split()[0]}", str(number or "")
        small.add("relations", relation_id=name, kind=kind, weight=weight, members=members, headline=headline, **read)
    small.add(
        "derivations", derivation_id="held-and-frames", expression=f"{{{held}}} + {{{frames}}}", unit="thing and frame",
        decimals="0", label="Persons & frames", override="Both are of one raid.", note="A *strange* sum.",
    )  # fmt: skip
    small.change("populations", "adults", definition="Whoever is grown up.")


def change_since(small: Small) -> None:
    """Change a row of each table that the page of changes tells of."""
    cells = {"field": "qualifier", "found": "exact", "used": "about", "reason": "The office rounds."}
    small.add("corrections", correction_id="rounded", figure_id="ward2014-thefts", **cells)
    small.change("figures", "gazette2014-held", population_id="")
    small.change("findings", "thefts-1", sentence="Both sources give one total, it seems.", depends_on_coding="yes")
    small.change("claims", "gazette2014-plague", paraphrase="The council finds it very bad.")
    small.change("facts", "euro-2012", value="1.26")
    small.change("appraisals", "gazette2014", reason="It says so twice.")
    small.change("derivations", "station-share", decimals="2")
    small.remove("relations", "ambiguity-gazette2014-held")
    gone = {"since": "1.0.0", "reason": "It says what another says."}
    small.add("ids", kind="figure", id="ward2014-gone", became="ward2014-thefts", fate="merged", **gone)
    small.add("ids", kind="section", id="old-part", became="new-part", fate="moved", **gone)
    small.add("ids", kind="claim", id="ward2014-none", fate="withdrawn", **gone)


def seeded() -> object:
    """Return a report on slips of every fate."""
    slips = (
        ("digit dropped", "check", {"low": "7"}),
        ("digit dropped", "verify", {"low": "8"}),
        ("origin of another sentence", "verify", {"origin_id": "police"}),
        ("origin of another sentence", "", {"origin_id": "office"}),
        ("wrong stage", "", {"stage": "buyer"}),
        ("place of a neighbour", "check", {"place": "The town"}),
        ("place of a neighbour", "", {"place": "Main station"}),
    )
    return report(SlipOutcome(Slip("ward2014-thefts", kind, cells), by) for kind, by, cells in slips)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.md")))
def test_a_page_of_the_library(rich: Corpus, name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    computed = [made.name for made in calculations(rich)]
    text = book_pages(tmp_path, data_parts(rich, NAMES, computed))[name].text
    approve(f"book/{name}.md", OTHER_TABLES.sub("", text), request)


def test_a_page_of_a_review_that_has_nothing_to_show(
    bicycles: Small, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for table in ("derivations", "relations", "findings", "facts", "claims", "pass_figures"):
        bicycles.write(table, [])
    pages = book_pages(tmp_path, data_parts(bicycles.corpus(), {}))
    text = "\n".join(f"<!-- {name} -->\n{page.text}" for name, page in pages.items() if name != "data")
    approve("book/nothing-to-show.md", text, request)


def test_the_page_of_what_is_asked(request: pytest.FixtureRequest) -> None:
    asked = [Requirement(f"{stage}-{n}", stage, f"What *{stage}* asks.", list) for stage in Stage for n in (1, 2)]
    approve(f"book/{CHECKLIST}.md", offered_page(CHECKLIST, checklist_parts(asked)), request)
