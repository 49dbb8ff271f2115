"""What the roles print, and what they say of an id that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from approving import approve
from bicycle_project import Small
from sightings_of_bicycles import add_sightings

from review.book.prose.roles import (
    COUNTABLE,
    DATE_FORMS,
    FACT_FORMS,
    PRINTERS,
    SIGHTING_FORMS,
    WORD_FORMS,
    answer_of,
    count,
    in_words,
    print_value,
    sentence_of,
)
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Derivation
from review.errors import UsageError
from review.present.numbers.computed import derived_text
from review.present.words import wording
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.comparing.derivations import Derived


@pytest.mark.parametrize(
    ("role", "argument", "text", "href"),
    [
        ("value", "alpha2001-found", "2,169", "alpha2001.html#alpha2001-found"),
        ("value", "alpha2001-lost", "more than 600", "alpha2001.html#alpha2001-lost"),
        ("value", "alpha2001-lost;bare", "600", "alpha2001.html#alpha2001-lost"),
        ("value", "alpha2001-found; unit", "2,169\u00a0persons", "alpha2001.html#alpha2001-found"),
        ("derived", "share", "at least 27.6\u00a0%", "derivations.html#share"),
        ("fact", "census", "5\u00a0million", "context.html#census"),
        ("fact", "census;unit", "5\u00a0million\u00a0persons", "context.html#census"),
        ("count", "figures", "2", "data.html#table-figures"),
        ("count", "sources;word", "two", "data.html#table-sources"),
        ("count", "sources;Word", "Two", "data.html#table-sources"),
        ("count", "claims:beta2002", "1", "data.html#table-claims"),
        ("date", "count", "April 2001", ""),
        ("date", "alpha2001", "4 May 2001", ""),
        ("date", "census", "2001", "context.html#census"),
    ],
)
def test_roles_print(small_corpus: Corpus, role: str, argument: str, text: str, href: str) -> None:
    printed = PRINTERS[role](small_corpus, argument)
    assert (printed.text, printed.href) == (text, href)


@pytest.mark.parametrize(
    ("role", "argument", "message"),
    [
        (
            "value",
            "alpha2001-fond",
            "'alpha2001-fond' is no figure (nearest: alpha2001-found, alpha2001-lost). "
            "Use one of data/evidence/figures.csv, or add a row there.",
        ),
        (
            "value",
            "alpha2001-found;loud",
            "'loud' is no form (known: qualified, bare, unit, rounded, interval). Write one of them, or none.",
        ),
        (
            "derived",
            "zzz",
            "'zzz' is no derivation. Use one of data/judgement/derivations.csv, or add a row there.",
        ),
        (
            "count",
            "figure",
            "'figure' is no count (nearest: figures). Use one of the tables that are counted, or add",
        ),
        (
            "count",
            "figures:alpha",
            "'alpha' is no source (nearest: alpha2001). Use one of data/evidence/sources.csv",
        ),
        (
            "date",
            "cont",
            "'cont' is no event, source, fact or figure (nearest: count). Use one of data/vocabulary",
        ),
        ("date", "alpha2001-found", "'alpha2001-found' states no such date. Print another, or say that none is"),
        ("fact", "cens", "'cens' is no fact (nearest: census). Use one of data/context/facts.csv, or add a row"),
    ],
)
def test_unknown_ids_are_refused_with_the_nearest(small_corpus: Corpus, role: str, argument: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        PRINTERS[role](small_corpus, argument)
    assert str(refused.value).startswith(message)


def test_an_unnamed_origin_is_said(small_corpus: Corpus) -> None:
    assert print_value(small_corpus, "alpha2001-lost").remark == "origin unnamed"
    assert print_value(small_corpus, "alpha2001-found").remark == ""


def test_findings_print_from_the_data(small_corpus: Corpus) -> None:
    assert sentence_of(small_corpus, "found-it") == "Alpha reports {value}`alpha2001-found` found."
    assert answer_of(small_corpus, "question") == (sentence_of(small_corpus, "found-it"),)
    with pytest.raises(UsageError, match="no chapter with findings \\(nearest: question\\)"):
        answer_of(small_corpus, "questions")


def test_a_finding_that_depends_on_the_coding_says_so_wherever_it_is_printed(bicycles: Small) -> None:
    bicycles.change("findings", "thefts-1", depends_on_coding="yes")
    corpus = bicycles.corpus()
    assert sentence_of(corpus, "thefts-1") == "Both sources give one total. *(depends on how stances are coded)*"
    assert answer_of(corpus, "thefts") == (sentence_of(corpus, "thefts-1"),)


@pytest.mark.parametrize(
    ("low", "high", "about", "text"),
    [
        ("2169", "2169", False, "2,169"),
        ("3.14", "3.14", True, "about 3"),
        ("2.5", "2.5", False, "2"),
        ("40", None, False, "at least 40"),
        ("90.9", None, False, "at least 90"),
        (None, "1200", False, "up to 1,200"),
        ("3", "6.4", False, "3 to 7"),
        ("3.9", "4.1", False, "3 to 5"),
        (None, None, False, "unknown"),
    ],
)
def test_computed_numbers_keep_their_bounds(
    bicycle_corpus: Corpus, low: str | None, high: str | None, about: bool, text: str
) -> None:

    row = Derivation("d", "1", "person", 0, "A number", "", "")
    bounds = Bounds(Decimal(low) if low else None, Decimal(high) if high else None, about)
    assert derived_text(bicycle_corpus, Derived(row, bounds, ())) == text


def test_numbers_in_words_end_at_eleven() -> None:
    assert [in_words(number, "word") for number in (0, 11, 12, 1200)] == ["no", "eleven", "12", "1,200"]


def test_counts_of_a_source_are_those_that_it_uses(small_corpus: Corpus) -> None:
    assert count(small_corpus, "origins", "alpha2001") == 2
    assert count(small_corpus, "events", "beta2002") == 1
    assert count(small_corpus, "events", "alpha2001") == 0
    assert count(small_corpus, "sources", "alpha2001") == 1


def arguments(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield each role with all that can be asked of it: every row in every form, and what is nothing of the kind."""
    dated = (*corpus.sources, *corpus.facts, *corpus.events, *corpus.figures)
    asked = {
        "value": (corpus.figures, wording.FORMS),
        "derived": (corpus.derivations, ()),
        "fact": (corpus.facts, FACT_FORMS),
        "sighting": (corpus.sightings, SIGHTING_FORMS),
        "count": ([*COUNTABLE, *(f"{name}:ward2014" for name in COUNTABLE), "figures:ward"], WORD_FORMS),
        "date": (dated, DATE_FORMS),
    }
    for role, (names, forms) in asked.items():
        yield from (
            (role, name) for name in (*names, "ward2014-theft", "nothing-of-the-kind", f"{next(iter(names))};loud")
        )
        yield from ((role, f"{name};{form}") for name in names for form in forms)


def test_all_that_roles_print(bicycles: Small, request: pytest.FixtureRequest) -> None:
    corpus = add_sightings(bicycles).corpus()
    lines = []
    for role, argument in arguments(corpus):
        try:
            printed = PRINTERS[role](corpus, argument)
            said = f"{printed.text} <{printed.href}> {printed.css} {printed.remark} {printed.reason}"
        except UsageError as error:
            said = f"REFUSED: {error}"
        lines.append(f"{{{role}}}`{argument}` → {said.rstrip()}\n")
    approve("book/roles.txt", "".join(lines), request)


def test_a_finding_says_that_it_depends_on_the_coding(bicycles: Small) -> None:
    finding, sentence = "thefts-1", "Both sources give one total."
    assert answer_of(bicycles.corpus(), "thefts") == (sentence,)
    bicycles.change("findings", finding, depends_on_coding="yes")
    assert sentence_of(bicycles.corpus(), finding) == f"{sentence} *(depends on how stances are coded)*"
    assert answer_of(bicycles.corpus(), "thefts") == (f"{sentence} *(depends on how stances are coded)*",)
    for asked, name in ((sentence_of, "thefts-2"), (answer_of, "theft"), (answer_of, "elsewhere")):
        with pytest.raises(UsageError, match=r"'.*' is no .*data/judgement/findings.csv, or add a row there"):
            asked(bicycles.corpus(), name)
