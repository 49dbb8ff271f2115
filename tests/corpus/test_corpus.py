"""What a corpus gives: its tables by name, the figures as used, and what hangs together with a row."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from bicycle_project import Small, make_bicycles

from review.corpus.corpus import KEPT_CORPUS, Corpus, open_corpus
from review.errors import UsageError

THEFTS, HELD, BUYER = "ward2014-thefts", "gazette2014-held", "ward2014-buyer-price"


def test_tables_are_given_by_name(bicycle_corpus: Corpus) -> None:
    names = {name for name in dir(Corpus) if name in bicycle_corpus.tables}
    assert {"sources", "claims", "facts", "sightings", "sections", "origins"} <= names
    for name in names:
        assert getattr(bicycle_corpus, name) == bicycle_corpus.tables[name]


def correct(bicycles: Small, name: str, figure_id: str, **cells: str) -> None:
    bicycles.add("corrections", correction_id=name, figure_id=figure_id, reason="The office says so.", **cells)


def test_figures_are_given_as_used(bicycles: Small) -> None:
    correct(bicycles, "rounded", THEFTS, field="qualifier", found="exact", used="about")
    correct(bicycles, "grown-up", HELD, field="population_id", found="adults", used="persons")
    correct(bicycles, "rated", HELD, field="certainty-as-count", found="high", used="low")
    corpus = bicycles.corpus()
    changed = {name for name, figure in corpus.figures.items() if figure != corpus.tables["figures"][name]}
    assert changed == {THEFTS, HELD}
    assert (corpus.figures[THEFTS].qualifier, corpus.tables["figures"][THEFTS].qualifier) == ("about", "exact")
    assert corpus.figures[HELD].population_id == "persons"
    assert [c.correction_id for c in corpus.corrections_of(HELD)] == ["grown-up", "rated"]
    assert corpus.corrections_of(BUYER) == ()


def test_rows_are_chosen_by_their_columns(bicycle_corpus: Corpus) -> None:
    def chosen(**wanted: object) -> list[str]:
        return [figure.figure_id.partition("-")[2] for figure in bicycle_corpus.figures_where(**wanted)]

    assert chosen(measure_id="bicycle-price") == ["buyer-price", "dealer-price"]
    assert chosen(measure_id=("bicycle-price", "persons-held"), source_id="ward2014", stage={"buyer", ""}) == [
        "buyer-price"
    ]
    assert chosen(measure_id="none") == []
    assert len(chosen()) == len(bicycle_corpus.figures)
    claims = bicycle_corpus.claims_where(stance="mentions", source_id="ward2014")
    assert [claim.claim_id for claim in claims] == ["ward2014-good-lock"]


def test_a_row_is_located_counted_and_named(bicycle_corpus: Corpus) -> None:
    corpus = bicycle_corpus
    assert [section.section_id for section in corpus.sections_of("ward2014")] == [
        "ward2014-head",
        "ward2014-summary",
        "ward2014-why",
    ]
    assert corpus.locator(corpus.figures[THEFTS]) == "Summary, paragraph 1"
    assert corpus.locator(next(iter(corpus.appraisals.values()))) == ""
    assert corpus.counted(corpus.figures[HELD]).counted == "suspect"
    assert corpus.named(corpus.figures[THEFTS]) == corpus.sources["ward2014"].name
    assert corpus.source("ward2014") is corpus.sources["ward2014"]
    with pytest.raises(UsageError) as caught:
        corpus.source("ward")
    assert str(caught.value) == "'ward' is no source (known: gazette2014, ward2014)."


def test_a_chain_of_origins_ends_in_somebody_or_nobody(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    thefts, buyer = corpus.figures[THEFTS], corpus.figures[BUYER]
    assert [origin.origin_id for origin in corpus.origin_chain("police-gazette")] == ["police-gazette", "police"]
    assert corpus.origin_chain("") == ()
    assert not (corpus.is_unnamed(thefts) or corpus.is_uncredited(thefts))
    assert corpus.is_unnamed(buyer) and corpus.is_uncredited(buyer)
    bicycles.change("origins", "locksmiths", relies_on="office")
    assert not bicycles.corpus().is_uncredited(buyer)
    bicycles.change("origins", "locksmiths", relies_on="", words="locksmith")
    bicycles.change("figures", BUYER, origin_basis="A locksmith")
    assert not bicycles.corpus().is_uncredited(buyer)
    bicycles.change("origins", "police", kind="medium")
    assert bicycles.corpus().is_unnamed(thefts)


def test_a_corpus_equals_itself_alone_and_is_kept_as_its_rows(bicycles: Small) -> None:
    one, other = bicycles.corpus(), bicycles.corpus()
    assert one == one and one != other
    copy = pickle.loads(pickle.dumps(one))
    assert copy != one and copy.tables == one.tables and copy.lines == one.lines and copy.figures == one.figures


def test_a_kernel_takes_the_corpus_of_its_build_and_reads_any_other(
    bicycles: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_bicycles(tmp_path / "other")
    kept = tmp_path / "kept"
    kept.write_bytes(pickle.dumps(bicycles.corpus()))
    monkeypatch.setenv(KEPT_CORPUS, str(kept))
    for small in (bicycles, other):
        small.change("figures", "ward2014-thefts", note="Changed since.")
    notes = [open_corpus(small.project).figures["ward2014-thefts"].note for small in (bicycles, other)]
    assert notes[0] != notes[1] == "Changed since."
