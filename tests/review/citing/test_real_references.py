"""The references of the review: as APA 7 has them, and the same from every format."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reading_formats import from_bibtex, from_ris

from review.citing.interchange import bibtex, ris
from review.citing.items import Item, work_name
from review.citing.styles import STYLES, reference
from review.citing.works import items_of, works
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.bibliography import parse_bibliography
from review.corpus.tables.project import Project


@pytest.fixture(scope="module")
def known(real: Corpus) -> Mapping[str, Item]:
    """Return the works of the review."""
    return works(Snapshot(Project(real.descriptor.folder.parent)))


#: Written by hand, by the rules of the seventh edition.
BY_HAND = {
    "aljazeera2012": (
        "Al Jazeera. (2012, December 27). <i>What is fuelling child abduction in China?</i> Inside Story. "
        "http://www.aljazeera.com/programmes/insidestory/2012/12/2012122782434528549.html"
    ),
    "cecc2009": (
        "Congressional-Executive Commission on China. (2009, November 24). <i>Ministry of Public Security cracks down "
        "on abduction and sale of women and children</i>. [No confirmed address]"
    ),
    "humantrafficking2011": (
        "HumanTrafficking.org. ([2011 or later]). <i>China</i>. Academy for Educational Development. "
        "http://www.humantrafficking.org/countries/china"
    ),
    "jiang2013": (
        "Jiang, Q., &amp; Sánchez-Barricarte, J. J. (2013). Child trafficking in China. <i>China Report</i>. "
        "[Identification probable]"
    ),
    "shen2012": (
        "Shen, A., Antonopoulos, G. A., &amp; Papanicolaou, G. ([2012]). <i>Child trafficking and local protectionism "
        "in China</i> (Asia Pacific Memo No. 187). Institute of Asian Research, University of British Columbia. "
        "http://www.asiapacificmemo.ca/child-trafficking-and-local-protectionism-in-china"
    ),
    "irrawaddy2012": (
        "Associated Press. (2012b, December). [Report on the operation of December 2012]. <i>The Irrawaddy</i>."
    ),
    "murad2017": (
        "Murad, M. H., Mustafa, R. A., Schünemann, H. J., Sultan, S., &amp; Santesso, N. (2017). Rating the certainty "
        "in evidence in the absence of a single estimate of effect. <i>Evidence-Based Medicine</i>, <i>22</i>, 85–87. "
        "https://doi.org/10.1136/ebmed-2017-110668"
    ),
    "gao2006": (
        "US Government Accountability Office. (2006). <i>Human trafficking: Better data, strategy, and reporting "
        "needed to enhance U.S. antitrafficking efforts abroad</i> (GAO-06-825)."
    ),
    "worldbank-fx": (
        "World Bank. (n.d.-b). <i>Official exchange rate (local currency unit per US dollar, period average), "
        "China</i> (PA.NUS.FCRF) [Dataset]."
    ),
    "prisma2020": (
        "Page, M. J., McKenzie, J. E., Bossuyt, P. M., et al. (2021). The PRISMA 2020 statement. <i>BMJ</i>, "
        "<i>372</i>, Article n71."
    ),
}


@pytest.mark.parametrize("key", BY_HAND)
def test_a_reference_is_as_it_was_written_by_hand(known: Mapping[str, Item], key: str) -> None:
    assert reference(known[key]).slanted == BY_HAND[key]


def test_every_format_prints_the_same(known: Mapping[str, Item]) -> None:
    for item in known.values():
        plain = {**item, "year-suffix": ""}
        (again,), problems = items_of(parse_bibliography(bibtex(item), "one.bib"), "one.bib")
        assert problems == []
        for read in (from_bibtex(bibtex(item)), from_ris(ris(item)), again):
            assert reference(read).slanted == reference(plain).slanted


def test_works_of_one_author_and_year_are_told_apart_wherever_they_are_named(known: Mapping[str, Item]) -> None:
    for first, second in (("ap2012", "irrawaddy2012"), ("worldbank-cpi", "worldbank-fx")):
        assert work_name(known[first]).endswith("a)") and work_name(known[second]).endswith("b)")
        assert reference(known[first]).in_text != reference(known[second]).in_text


@pytest.mark.parametrize("style", STYLES)
def test_every_style_prints_the_mark(known: Mapping[str, Item], style: str) -> None:
    assert reference(known["jiang2013"], style).entry.endswith("[Identification probable]")
